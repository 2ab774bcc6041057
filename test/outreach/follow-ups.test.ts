/** Which follow-ups lie before a patron, and when each may be sent. */
import { describe, expect, test } from "@jest/globals";
import {
  afterLooking,
  afterSending,
  lateMarks,
  withShown,
} from "../../src/outreach/follow-ups/afterwards.ts";
import type { FollowUp } from "../../src/outreach/follow-ups/follow-up.ts";
import { mayBeSentFrom } from "../../src/outreach/follow-ups/gate.ts";
import { nextLook, readyNow } from "../../src/outreach/follow-ups/next-look.ts";
import { planOf } from "../../src/outreach/follow-ups/plan.ts";
import { saveProgram } from "../../src/patrons/outreach-state.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import type { Program } from "../../src/programs/program.ts";
import { programOf } from "../helpers/services.ts";
import { RULES } from "../helpers/wakes.ts";

const GIVEN = { at: "2026-11-01T10:00:00.000Z", wording: 1, channel: "test" };
/** Saturday 10.30 to 11 in Helsinki. */
const STORY = programOf("helmet:1", { start: "2026-11-21T08:30:00.000Z", end: "2026-11-21T09:00:00.000Z" });

function patronWith(given: Partial<Patron> = {}): Patron {
  return {
    ...newPatron,
    met: true,
    talks: { "test:1": { reachable: true, parked: [], heard: "2026-11-10T10:00:00.000Z" } },
    ...given,
  };
}

const at = (now: string) => ({ now, timeZone: RULES.timeZone });
const savedAt = (now: string, program: Program = STORY) => [
  ...saveProgram([], program, { done: lateMarks(program, at(now)), find: () => undefined }),
];
const about = (now: string, programs: readonly Program[] = [STORY]) => ({
  nowMs: Date.parse(now),
  programs: { find: (id: string) => programs.find((program) => program.id === id) },
  rules: RULES,
});
const kinds = (plan: readonly FollowUp[]) => plan.map(({ kind }) => kind).sort();

describe("a saved program", () => {
  const saved = savedAt("2026-11-18T08:00:00.000Z");

  test("has two reminders, and a question afterwards for who agreed to it", () => {
    expect(kinds(planOf(patronWith({ saved }), about("2026-11-18T08:00:00.000Z")))).toEqual(["day", "hours"]);
    const agreed = patronWith({ saved, consents: { reminders: GIVEN } });
    expect(kinds(planOf(agreed, about("2026-11-18T08:00:00.000Z")))).toEqual(["after", "day", "hours"]);
  });

  test("is reminded of a day before, at the same time by the clock", () => {
    expect(nextLook(patronWith({ saved }), about("2026-11-18T08:00:00.000Z"))).toBe(
      "2026-11-20T08:30:00.000Z",
    );
    // Sunday 29 March 2026 at noon, after the night in which clocks go forward.
    const spring = programOf("spring", { start: "2026-03-29T09:00:00.000Z" });
    const patron = patronWith({ saved: savedAt("2026-03-20T08:00:00.000Z", spring) });
    expect(nextLook(patron, about("2026-03-20T08:00:00.000Z", [spring]))).toBe("2026-03-28T10:00:00.000Z");
  });

  test("is reminded of two hours before, or later in the morning when that is in the quiet hours", () => {
    const once = saved.map((one) => ({ ...one, done: ["day" as const] }));
    // 10.30 needs 8.30, which is quiet: nine it is.
    expect(nextLook(patronWith({ saved: once }), about("2026-11-20T12:00:00.000Z"))).toBe(
      "2026-11-21T07:00:00.000Z",
    );
  });

  test("that begins when the quiet hours end is reminded of the evening before", () => {
    const early = programOf("early", { start: "2026-11-21T07:15:00.000Z" });
    const patron = patronWith({
      saved: savedAt("2026-11-18T08:00:00.000Z", early).map((one) => ({ ...one, done: ["day"] })),
    });
    expect(nextLook(patron, about("2026-11-20T12:00:00.000Z", [early]))).toBe("2026-11-20T18:30:00.000Z");
  });

  test("that was saved too late for a reminder does not get it", () => {
    const late = savedAt("2026-11-20T20:00:00.000Z");
    expect(late[0]?.done).toEqual(["day"]);
    const tooLate = savedAt("2026-11-21T07:00:00.000Z");
    expect(nextLook(patronWith({ saved: tooLate }), about("2026-11-21T07:00:00.000Z"))).toBeUndefined();
  });

  test("without an end is asked about three hours after it began", () => {
    const endless = programOf("endless", { start: "2026-11-21T10:00:00.000Z", end: undefined });
    const patron = patronWith({
      consents: { reminders: GIVEN },
      saved: savedAt("2026-11-18T08:00:00.000Z", endless).map((one) => ({ ...one, done: ["day", "hours"] })),
    });
    expect(nextLook(patron, about("2026-11-21T11:00:00.000Z", [endless]))).toBe("2026-11-21T13:00:00.000Z");
  });

  test("that moved is told at once, once, and reminded of at its new time", () => {
    const moved = { ...STORY, start: "2026-11-28T08:30:00.000Z", end: "2026-11-28T09:00:00.000Z" };
    const before = patronWith({ saved: saved.map((one) => ({ ...one, done: ["day" as const] })) });
    const now = "2026-11-20T12:00:00.000Z";
    const told = readyNow(before, about(now, [moved]));
    expect(told?.kind).toBe("moved");
    const after = afterSending(before, told as FollowUp, at(now));
    expect(after.saved[0]).toMatchObject({ start: moved.start, done: [] });
    expect(kinds(planOf(after, about(now, [moved])))).toEqual(["day", "hours"]);
  });

  test("that was cancelled is told once, and then nothing more of it, until it takes place after all", () => {
    const off = { ...STORY, status: "cancelled" as const };
    const now = "2026-11-20T12:00:00.000Z";
    const told = readyNow(patronWith({ saved }), about(now, [off]));
    expect(told?.kind).toBe("cancelled");
    const after = afterSending(patronWith({ saved }), told as FollowUp, at(now));
    expect(planOf(after, about(now, [off]))).toEqual([]);
    expect(kinds(planOf(after, about(now, [STORY])))).toEqual(["moved"]);
  });

  test("that a source moved into the past, or dropped, says nothing", () => {
    const past = { ...STORY, start: "2020-01-01T08:00:00.000Z", end: undefined };
    expect(planOf(patronWith({ saved }), about("2026-11-20T12:00:00.000Z", [past]))).toEqual([]);
    expect(planOf(patronWith({ saved }), about("2026-11-20T12:00:00.000Z", []))).toEqual([]);
  });

  test("without reminders says nothing", () => {
    const silent = saved.map((one) => ({ ...one, reminds: false }));
    expect(planOf(patronWith({ saved: silent }), about("2026-11-20T12:00:00.000Z"))).toEqual([]);
  });
});

describe("what nobody asked for", () => {
  const consents = { suggestions: GIVEN };
  const heard = "2026-11-10T10:00:00.000Z";

  test("needs a consent that holds when it is sent", () => {
    const patron = patronWith({ interests: ["jazz"], outreach: { ...newPatron.outreach, heard } });
    expect(planOf(patron, about("2026-11-18T08:00:00.000Z"))).toEqual([]);
    expect(kinds(planOf({ ...patron, consents }, about("2026-11-18T08:00:00.000Z")))).toEqual([
      "interests",
      "silent",
    ]);
  });

  test("comes a week apart, or more when fewer were asked for", () => {
    const outreach = { ...newPatron.outreach, heard, matched: "2026-11-17T10:00:00.000Z" };
    const patron = patronWith({ interests: ["jazz"], consents, outreach });
    expect(nextLook(patron, about("2026-11-18T08:00:00.000Z"))).toBe("2026-11-24T10:00:00.000Z");
    const fewer = { ...patron, outreach: { ...outreach, fewer: { interests: 4 } } };
    expect(nextLook(fewer, about("2026-11-18T08:00:00.000Z"))).toBe("2026-12-15T10:00:00.000Z");
  });

  test("comes to a patron who was silent for sixty days once, and then nothing but what they asked for", () => {
    const patron = patronWith({ consents, outreach: { ...newPatron.outreach, heard } });
    expect(nextLook(patron, about("2026-11-18T08:00:00.000Z"))).toBe("2027-01-09T10:00:00.000Z");
    const now = "2027-01-09T10:00:00.000Z";
    const told = readyNow(patron, about(now));
    expect(told?.kind).toBe("silent");
    const after = afterSending({ ...patron, interests: ["jazz"] }, told as FollowUp, at(now));
    expect(planOf(after, about("2027-06-01T10:00:00.000Z"))).toEqual([]);
  });

  test("is at most three a week, one when the patron wants fewer, none when the library says so", () => {
    const unasked = ["2026-11-16T10:00:00.000Z", "2026-11-17T10:00:00.000Z", "2026-11-17T15:00:00.000Z"];
    const now = Date.parse("2026-11-18T10:00:00.000Z");
    const weekly: FollowUp = { kind: "interests", dueMs: now, uselessMs: Number.POSITIVE_INFINITY };
    const from = (patron: Patron, rules = RULES) => {
      const ms = mayBeSentFrom(weekly, patron, { nowMs: now, rules });
      return ms === undefined ? undefined : new Date(ms).toISOString();
    };
    const three = patronWith({ outreach: { ...newPatron.outreach, unasked } });
    expect(from(three)).toBe("2026-11-23T10:00:00.000Z");
    expect(from({ ...three, outreach: { ...three.outreach, unasked: unasked.slice(1) } })).toBe(
      "2026-11-18T10:00:00.000Z",
    );
    expect(from({ ...three, weeklyMost: 1 })).toBe("2026-11-24T15:00:00.000Z");
    expect(from(three, { ...RULES, weeklyMost: 0 })).toBeUndefined();
    // Reminders are exempt.
    const reminder: FollowUp = { ...weekly, kind: "hours", uselessMs: now + 7200_000 };
    expect(mayBeSentFrom(reminder, three, { nowMs: now, rules: RULES })).toBe(now);
  });

  test("comes when it suits the patron", () => {
    const now = Date.parse("2026-11-18T10:00:00.000Z");
    const weekly: FollowUp = { kind: "interests", dueMs: now, uselessMs: Number.POSITIVE_INFINITY };
    const from = (suits: "day" | "evening") =>
      new Date(mayBeSentFrom(weekly, patronWith({ suits }), { nowMs: now, rules: RULES }) ?? 0).toISOString();
    expect(from("day")).toBe("2026-11-18T10:00:00.000Z");
    expect(from("evening")).toBe("2026-11-18T15:00:00.000Z");
  });

  test("a search without a find counts as looked, and not as written", () => {
    const patron = patronWith({ interests: ["jazz"], consents });
    const now = "2026-11-18T10:00:00.000Z";
    const looked = afterLooking(
      patron,
      { kind: "interests", dueMs: 0, uselessMs: Number.POSITIVE_INFINITY },
      at(now),
    );
    expect(looked.outreach).toMatchObject({ matched: now, unasked: [] });
    expect(looked.outreach.wrote).toBeUndefined();
  });
});

describe("never at a bad time", () => {
  const saved = savedAt("2026-11-18T08:00:00.000Z");

  test("never two within an hour", () => {
    const outreach = { ...newPatron.outreach, wrote: "2026-11-20T08:20:00.000Z" };
    expect(nextLook(patronWith({ saved, outreach }), about("2026-11-20T08:25:00.000Z"))).toBe(
      "2026-11-20T09:20:00.000Z",
    );
  });

  test("not while a dialog waits for its answer", () => {
    const talks = {
      "test:1": {
        reachable: true,
        parked: [],
        heard: "2026-11-20T08:25:00.000Z",
        progress: { dialog: "feedback", version: 1, state: { at: "rating" } },
      },
    };
    expect(nextLook(patronWith({ saved, talks }), about("2026-11-20T08:26:00.000Z"))).toBe(
      "2026-11-20T08:55:00.000Z",
    );
  });

  test("not to a group, and to nobody who cannot be reached", () => {
    const group = { "test:1": { reachable: true, parked: [], group: true as const } };
    expect(nextLook(patronWith({ saved, talks: group }), about("2026-11-20T08:26:00.000Z"))).toBeUndefined();
    const gone = { "test:1": { reachable: false, parked: [] } };
    expect(readyNow(patronWith({ saved, talks: gone }), about("2026-11-20T08:31:00.000Z"))).toBeUndefined();
  });

  test("a clock that was set back finds nothing due, and looks again in time", () => {
    const patron = patronWith({ saved });
    expect(readyNow(patron, about("2026-11-19T08:00:00.000Z"))).toBeUndefined();
    expect(nextLook(patron, about("2026-11-19T08:00:00.000Z"))).toBe("2026-11-20T08:30:00.000Z");
  });

  test("a clock that was set forward sends no reminder of what is over", () => {
    expect(readyNow(patronWith({ saved }), about("2026-12-19T10:00:00.000Z"))).toBeUndefined();
    expect(nextLook(patronWith({ saved }), about("2026-12-19T10:00:00.000Z"))).toBeUndefined();
  });
});

describe("what would come too late an hour after something else", () => {
  /** Saturday morning in Helsinki, before and when the quiet hours end. */
  const night = "2026-11-21T04:00:00.000Z";
  const nine = "2026-11-21T07:00:00.000Z";
  const ten = "2026-11-21T08:00:00.000Z";
  const reminded = (program: Program) =>
    savedAt("2026-11-18T08:00:00.000Z", program).map((one) => ({ ...one, done: ["day" as const] }));

  test("keeps its patron from waiting for their turn when the quiet hours end", () => {
    const chess = programOf("chess", { start: STORY.start });
    const both = [STORY, chess];
    const patron = patronWith({ saved: both.flatMap(reminded) });
    expect(nextLook(patron, { ...about(night, both), turn: 19 })).toBe(nine);
    const after = afterSending(patron, readyNow(patron, about(nine, both)) as FollowUp, at(nine));
    expect(nextLook(after, { ...about(nine, both), turn: 19 })).toBe(ten);
    expect(readyNow(after, about(ten, both))?.program).toBe(chess);
    // Who waits for one alone takes their turn.
    const one = patronWith({ saved: reminded(STORY) });
    expect(nextLook(one, { ...about(night), turn: 19 })).toBe("2026-11-21T07:19:00.000Z");
  });

  test("goes before what is more pressing and can wait", () => {
    const early = programOf("early", { start: ten });
    const moved = programOf("moved", { start: "2026-11-24T10:00:00.000Z" });
    const programs = [early, moved];
    const patron = patronWith({
      saved: [...reminded(early), ...reminded({ ...moved, start: "2026-11-23T10:00:00.000Z" })],
    });
    const first = readyNow(patron, about(nine, programs)) as FollowUp;
    expect(first.kind).toBe("hours");
    expect(nextLook(afterSending(patron, first, at(nine)), about(nine, programs))).toBe(ten);
  });

  test("is waited for by what is due a little sooner", () => {
    // Due at eight in the evening; the reminder of half past eight in the morning comes at half past.
    const series = { next: 0, at: "2026-11-13T18:00:00.000Z" };
    const early = programOf("early", { start: "2026-11-21T06:30:00.000Z" });
    const patron = patronWith({ saved: reminded(early), outreach: { ...newPatron.outreach, series } });
    const eight = about("2026-11-20T18:00:00.000Z", [early]);
    expect(readyNow(patron, eight)).toBeUndefined();
    expect(nextLook(patron, eight)).toBe("2026-11-20T18:30:00.000Z");
    expect(readyNow(patronWith({ outreach: patron.outreach }), eight)?.kind).toBe("series");
  });
});

describe("what was shown", () => {
  const now = "2026-11-18T10:00:00.000Z";
  const ahead = Array.from({ length: 60 }, (_, at) => programOf(`ahead:${at}`));
  const over = programOf("over", { start: "2026-11-18T08:00:00.000Z", end: now });
  const ids = ahead.map(({ id }) => id);
  const showing = (shown: readonly string[], programs: readonly string[], patron: Partial<Patron> = {}) =>
    withShown(
      patronWith({ outreach: { ...newPatron.outreach, shown: [...shown] }, ...patron }),
      programs,
      about(now, [...ahead, over]),
    ).outreach.shown;

  test("is remembered as long as it is ahead, whether the patron wants suggestions or not", () => {
    expect(showing(ids.slice(1), ["ahead:0"])).toEqual(ids);
    expect(showing(ids.slice(1), ["ahead:0"], { consents: { suggestions: GIVEN } })).toEqual(ids);
  });

  test("is forgotten when it is over or in the programme no more, and takes no room from what is ahead", () => {
    expect(showing(["over", "unknown", ...ids.slice(0, 59)], ["ahead:59"])).toEqual([
      "ahead:59",
      ...ids.slice(0, 59),
    ]);
  });

  test("is remembered while its source leaves it out for a time", () => {
    const gone = { program: STORY, since: now };
    const programs = { find: () => undefined, findGone: () => gone };
    expect(withShown(patronWith(), [STORY.id], { ...about(now), programs }).outreach.shown).toEqual([
      STORY.id,
    ]);
  });
});
