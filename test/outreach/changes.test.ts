/** What a patron is told of a saved program that changed, and when that may come. */
import { describe, expect, test } from "@jest/globals";
import { afterSending, lateMarks } from "../../src/outreach/follow-ups/afterwards.ts";
import type { FollowUp } from "../../src/outreach/follow-ups/follow-up.ts";
import { inTurn, mayBeSentFrom } from "../../src/outreach/follow-ups/gate.ts";
import { nextLook, readyNow } from "../../src/outreach/follow-ups/next-look.ts";
import { planOf } from "../../src/outreach/follow-ups/plan.ts";
import { saveProgram } from "../../src/patrons/outreach-state.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import type { Program } from "../../src/programs/program.ts";
import { programOf } from "../helpers/services.ts";
import { RULES } from "../helpers/wakes.ts";

/** Saturday 21 November, 14.30 to 16 in Helsinki. */
const YOGA = programOf("a:1", { start: "2026-11-21T12:30:00.000Z", end: "2026-11-21T14:00:00.000Z" });
const SAVED_AT = "2026-11-18T08:00:00.000Z";

const at = (now: string) => ({ now, timeZone: RULES.timeZone });
const savedAt = (now: string, program: Program) => [
  ...saveProgram([], program, { done: lateMarks(program, at(now)), find: () => undefined }),
];

function patronWith(program: Program = YOGA, given: Partial<Patron> = {}): Patron {
  const talks = { "test:1": { reachable: true, parked: [], heard: "2026-11-10T10:00:00.000Z" } };
  return { ...newPatron, met: true, talks, saved: savedAt(SAVED_AT, program), ...given };
}

function about(now: string, program?: Program, gone?: { readonly program: Program; readonly since: string }) {
  const programs = { find: () => program, findGone: () => gone };
  return { nowMs: Date.parse(now), programs, rules: RULES };
}

const kinds = (plan: readonly FollowUp[]) => plan.map(({ kind }) => kind);

/** Sends what is ready; gives what it was and the patron after it. */
function send(patron: Patron, now: string, program?: Program): readonly [string | undefined, Patron] {
  const ready = readyNow(patron, about(now, program));
  return [ready?.kind, ready === undefined ? patron : afterSending(patron, ready, at(now))];
}

const FRIDAY_NOON = "2026-11-20T10:00:00.000Z";

describe("a change", () => {
  test("is an end that is another, and not one that is only told by now", () => {
    const longer = { ...YOGA, end: "2026-11-21T15:00:00.000Z" };
    expect(kinds(planOf(patronWith(), about(FRIDAY_NOON, longer)))).toEqual(["moved"]);
    const { end: _end, ...endless } = YOGA;
    expect(kinds(planOf(patronWith(endless), about(FRIDAY_NOON, YOGA)))).toEqual(["day", "hours"]);
  });

  test("is not the same instant written otherwise", () => {
    const same = { ...YOGA, start: "2026-11-21T12:30:00Z", end: "2026-11-21T14:00:00Z" };
    expect(kinds(planOf(patronWith(), about(FRIDAY_NOON, same)))).toEqual(["day", "hours"]);
  });

  test("to postponed is told as that, and then as cancelled when it is", () => {
    const [told, after] = send(patronWith(), FRIDAY_NOON, { ...YOGA, status: "postponed" });
    expect([told, after.saved[0]?.off]).toEqual(["postponed", "postponed"]);
    expect(send(after, "2026-11-20T12:00:00.000Z", { ...YOGA, status: "postponed" })[0]).toBeUndefined();
    expect(send(after, "2026-11-20T12:00:00.000Z", { ...YOGA, status: "cancelled" })[0]).toBe("cancelled");
  });

  test("of a program told of under another id is told once, and reminders come once", () => {
    const richer = { ...YOGA, id: "b:1", start: "2026-11-22T12:30:00.000Z", end: "2026-11-22T14:00:00.000Z" };
    const [told, after] = send(patronWith(), FRIDAY_NOON, richer);
    expect([told, after.saved[0]?.id]).toEqual(["moved", "a:1"]);
    const [reminder, later] = send(after, "2026-11-21T12:30:00.000Z", richer);
    expect([reminder, later.saved[0]?.done]).toEqual(["day", ["day"]]);
    expect(send(later, "2026-11-21T14:00:00.000Z", richer)[0]).toBeUndefined();
  });

  test("of a sample is none, and its reminders come at the time that was saved", () => {
    const sample = { ...YOGA, sample: true };
    const rolled = { ...sample, start: "2026-11-28T12:30:00.000Z", end: "2026-11-28T14:00:00.000Z" };
    const plan = planOf(patronWith(sample), about(FRIDAY_NOON, rolled));
    expect(kinds(plan)).toEqual(["day", "hours"]);
    expect(plan.map(({ program }) => program?.start)).toEqual([YOGA.start, YOGA.start]);
  });
});

describe("a cancellation", () => {
  const off = { ...YOGA, status: "cancelled" as const };

  test("waits neither for a dialog nor for an hour after the last message", () => {
    const now = "2026-11-21T12:00:00.000Z";
    const talks = {
      "test:1": {
        ...{ reachable: true, parked: [], heard: "2026-11-21T11:55:00.000Z" },
        progress: { dialog: "feedback", version: 1, state: { at: "rating" } },
      },
    };
    const outreach = { ...newPatron.outreach, wrote: "2026-11-21T11:30:00.000Z" };
    expect(send(patronWith(YOGA, { talks, outreach }), now, off)[0]).toBe("cancelled");
    const moved = { ...YOGA, start: "2026-11-21T12:15:00.000Z" };
    expect(send(patronWith(YOGA, { talks, outreach }), now, moved)[0]).toBeUndefined();
  });

  test("that the night would swallow comes when it ends, though the program has begun, and not when it is over", () => {
    const early = { ...off, start: "2026-11-21T06:00:00.000Z", end: "2026-11-21T08:00:00.000Z" };
    const patron = patronWith({ ...early, status: "scheduled" });
    expect(nextLook(patron, about("2026-11-20T20:00:00.000Z", early))).toBe("2026-11-21T07:00:00.000Z");
    expect(send(patron, "2026-11-21T07:00:00.000Z", early)[0]).toBe("cancelled");
    expect(send(patron, "2026-11-21T08:00:00.000Z", early)[0]).toBeUndefined();
  });
});

describe("a program that its source left out", () => {
  const gone = { program: YOGA, since: "2026-11-19T10:00:00.000Z" };

  test("is told once, after a day", () => {
    expect(nextLook(patronWith(), about("2026-11-19T10:00:00.000Z", undefined, gone))).toBe(FRIDAY_NOON);
    const ready = readyNow(patronWith(), about(FRIDAY_NOON, undefined, gone));
    expect(ready?.kind).toBe("gone");
    const after = afterSending(patronWith(), ready as FollowUp, at(FRIDAY_NOON));
    expect(planOf(after, about(FRIDAY_NOON, undefined, gone))).toEqual([]);
    // It comes back.
    expect(kinds(planOf(after, about(FRIDAY_NOON, YOGA)))).toEqual(["moved"]);
  });

  test("is not told when it would have begun", () => {
    expect(planOf(patronWith(), about("2026-11-21T12:30:00.000Z", undefined, gone))).toEqual([]);
  });
});

describe("reminders", () => {
  test("of a program that begins in the night are not two on the day before", () => {
    const night = { ...YOGA, start: "2026-11-20T22:30:00.000Z", end: "2026-11-20T23:30:00.000Z" };
    const [morning, reminded] = send(patronWith(night), "2026-11-20T07:00:00.000Z", night);
    expect(morning).toBe("day");
    expect(planOf(reminded, about("2026-11-20T08:00:00.000Z", night))).toEqual([]);
    // Saved too late for the first one.
    const late = { saved: savedAt("2026-11-20T08:00:00.000Z", night) };
    const look = nextLook(patronWith(night, late), about("2026-11-20T08:00:00.000Z", night));
    expect(look).toBe("2026-11-20T18:30:00.000Z");
  });

  test("are late by the same clock as they are due, on the days that are longer or shorter", () => {
    // Sunday 25 October 2026, noon: clocks went back in the night, and the day before is 25 hours ago.
    const autumn = { ...YOGA, start: "2026-10-25T10:00:00.000Z" };
    expect(lateMarks(autumn, at("2026-10-24T09:30:00.000Z"))).toEqual(["day"]);
    expect(lateMarks(autumn, at("2026-10-24T08:59:00.000Z"))).toEqual([]);
  });
});

describe("when the quiet hours end", () => {
  const night = Date.parse("2026-11-20T04:00:00.000Z");
  const morning = Date.parse("2026-11-20T07:00:00.000Z");
  const minutes = (followUp: FollowUp, turn: number) => {
    const atMs = mayBeSentFrom(followUp, patronWith(), { nowMs: night, rules: RULES }) ?? 0;
    return (
      (inTurn({ followUp, atMs }, patronWith(), { nowMs: night, rules: RULES, turn }) - morning) / 60_000
    );
  };

  test("patrons are written to one after another within twenty minutes, each at the same time always", () => {
    const weekly: FollowUp = { kind: "interests", dueMs: night, uselessMs: Number.POSITIVE_INFINITY };
    expect([0, 7, 19, 20, 27].map((turn) => minutes(weekly, turn))).toEqual([0, 7, 19, 0, 7]);
  });

  test("a reminder that has no room for that, or is due just then, is not put off", () => {
    const soon: FollowUp = { kind: "hours", dueMs: night, uselessMs: morning + 40 * 60_000 };
    expect([minutes(soon, 7), minutes(soon, 19)]).toEqual([7, 0]);
    expect(minutes({ kind: "hours", dueMs: morning, uselessMs: morning + 7200_000 }, 7)).toBe(0);
  });
});
