/** A saved program that another source tells of more richly by now, under another id: played through the turn. */
import { beforeAll, expect, test } from "@jest/globals";
import { keepRecords } from "../../src/conversation/records.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { loadLanguageFiles } from "../../src/understanding/language-files.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { programOf, speaker, TIME_ZONE } from "../helpers/services.ts";

const GIVEN = { at: "2026-11-10T10:00:00.000Z", wording: 1, channel: "test" };
/** Saturday 21 November, 14.30 in Helsinki. */
const YOGA = programOf("b:1", {
  title: { fi: "Aamujooga", en: "Morning yoga" },
  ...{ start: "2026-11-21T12:30:00.000Z", end: "2026-11-21T13:30:00.000Z" },
});
const SAVED = { ...{ id: "a:1", start: YOGA.start, end: YOGA.end }, reminds: true, done: [] };
const BEGIN = "2026-11-18T10:00:00.000Z";

let tools: TurnTools;
beforeAll(async () => {
  const reader = await createUnderstanding({ timeZone: TIME_ZONE, files: loadLanguageFiles() });
  const shelf = new Shelf({ reader, timeZone: TIME_ZONE });
  await shelf.put([YOGA], new Map([["a:1", "b:1"]]));
  tools = { ...(await loadTurnTools([YOGA])), programs: shelf };
});

function chat(given: Partial<Patron> = {}): Chat {
  const talks = { "test:1": { reachable: true, parked: [], heard: GIVEN.at } };
  const known = { ...newPatron, met: true, language: "en" as const, languageChosen: true, talks };
  const state = JSON.stringify({ ...known, saved: [SAVED], consents: { reminders: GIVEN }, ...given });
  return new Chat(tools, { language: "en", state, now: BEGIN });
}

test("its reminders come once each, and its question once", () => {
  const talked = chat();
  const hours = Array.from(
    { length: 24 * 5 },
    (_, hour) => Date.parse(BEGIN) + hour * 3600_000 + 30 * 60_000,
  );
  const came = hours.flatMap((ms) => {
    const now = new Date(ms).toISOString();
    return talked.due(now) === "" ? [] : [now];
  });
  expect(came).toEqual(["2026-11-20T12:30:00.000Z", "2026-11-21T10:30:00.000Z", "2026-11-21T14:30:00.000Z"]);
  expect(talked.patron.saved.map(({ id }) => id)).toEqual(["a:1"]);
});

test("its reminders end with the button, and with the one on its card", () => {
  const dropped = chat();
  dropped.due("2026-11-20T12:30:00.000Z");
  dropped.tap("No reminders of this");
  expect(dropped.due("2026-11-21T10:30:00.000Z")).toBe("");
  const removed = chat();
  removed.say("what have I saved?");
  removed.tap("unsave:b:1");
  expect(removed.patron.saved).toEqual([]);
});

test("its details offer to end its reminders, not to begin them", () => {
  const talked = chat();
  talked.say("morning yoga");
  talked.say("1");
  expect(talked.labels).toContain(speaker.phrase("recommend.choice.unremind", "en"));
  expect(talked.labels).not.toContain(speaker.phrase("recommend.choice.remind", "en"));
});

test("saved again it is saved once", () => {
  const talked = chat({ saved: [{ ...SAVED, reminds: false }] });
  talked.say("morning yoga");
  talked.say("1");
  expect(talked.patron.saved).toMatchObject([{ id: "a:1", reminds: false }]);
  talked.say("remind me");
  expect(talked.patron.saved).toMatchObject([{ id: "b:1", reminds: true }]);
});

test.each([
  [
    "gave feedback about it",
    { record: "feedback", about: "program", program: "b:1", rating: 5, comment: "", mayAnswer: false },
  ],
  ["told that they went", { record: "attended", program: "b:1", attended: true }],
  ["told that they could not go", { record: "attended", program: "b:1", attended: false }],
] as const)("whoever %s is not asked how it was", (_what, record) => {
  const nothing = { feedback: [], contacts: [], withdrawn: [], erase: false };
  const { patron } = keepRecords(chat().patron, nothing, [record], {
    ...{ id: "1-1", address: "test:1", turn: 1, since: 1, now: BEGIN, language: "en", tools },
  });
  const talked = chat({ saved: patron.saved });
  expect(patron.saved[0]?.done).toEqual(["after"]);
  expect(talked.due("2026-11-21T14:30:00.000Z")).toBe("");
  expect(chat().due("2026-11-21T14:30:00.000Z")).toContain("Did you go?");
});

test("whoever tapped that they went is not asked once more when the look comes again", () => {
  const talked = chat();
  talked.due("2026-11-21T14:30:00.000Z");
  talked.tap("Yes, I went");
  expect([talked.patron.attended, talked.patron.saved[0]?.done]).toEqual([
    ["b:1"],
    ["day", "hours", "after"],
  ]);
});
