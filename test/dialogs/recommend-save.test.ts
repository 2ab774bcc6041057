import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import { type Profile, SAVED_MOST } from "../../src/dialog/profile.ts";
import type { Program } from "../../src/programs/program.ts";
import { PROGRAMS, profileWith, programOf, shelfOf } from "../helpers/services.ts";
import { type Said, type TalkOptions, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const idOf = (id: string) => Buffer.from(id).toString("base64url");
const wish = (text: string, topic = "x"): Said => ({ text, intent: "recommend", slots: { topic: [topic] } });
const SAVED = { record: "saved", program: PROGRAMS[0] };

/** A patron at the details of the first program. */
const details = (replies: readonly Said[], given: Partial<Profile> = {}, options: TalkOptions = {}) =>
  talk(recommend, replies, {
    payload: idOf("helmet:1"),
    services: { profile: profileWith(given) },
    ...options,
  });
/** The same at a program that is otherwise. */
const other = (replies: readonly Said[], program: Partial<Program>, options: TalkOptions = {}) =>
  talk(recommend, replies, {
    payload: idOf("a"),
    ...options,
    services: { programs: shelfOf([programOf("a", program)]), ...options.services },
  });

test.each([
  ["fi", "Muistuta minua", ["edellisenä päivänä", "kaksi tuntia ennen"]],
  ["en", "Remind me", ["the day before", "two hours before"]],
] as const)("recommend saves a program and says when the reminders come: %s", (language, label, words) => {
  const talked = details([label], {}, { language });
  expect(talked.records).toEqual([SAVED]);
  for (const word of words) expect(talked.last.texts[0]).toContain(word);
  expect(talked.last.keys).toEqual(["recommend.saved.both", "recommend.afterwards.ask"]);
});

test.each([
  ["yes", { allow: ["reminders"] }, "allowed"],
  ["no", { refuse: ["reminders"] }, "refused"],
])("recommend asks with the first program whether it may ask afterwards: %s", (answer, change, told) => {
  for (const language of LANGUAGES) {
    const talked = details(["remind", answer], {}, { language });
    expect(talked.records).toEqual([SAVED, { record: "profile", change }]);
    expect(talked.last.keys).toEqual([`recommend.afterwards.${told}`]);
  }
  expect(details(["remind", "hmm"]).last.keys).toEqual(["recommend.afterwards.again"]);
});

test.each([
  ["agreed", { allowed: ["reminders"] }],
  ["said no", { declined: ["reminders"] }],
  ["saved another", { saved: ["helmet:2"] }],
] as const)("recommend does not ask a patron who %s before", (_what, given) => {
  const talked = details(["remind"], given);
  expect([talked.last.keys, talked.records]).toEqual([["recommend.saved.both"], [SAVED]]);
});

test.each([
  ["fi", "Älä muistuta"],
  ["en", "Don't remind me"],
] as const)("recommend lets a saved program go: %s", (language, label) => {
  const shown = details([], { saved: ["helmet:1"] }, { language });
  expect([shown.labels.includes(label), shown.offered.includes("remind")]).toEqual([true, false]);
  const talked = details([label], { saved: ["helmet:1"] }, { language });
  expect(talked.records).toEqual([{ record: "unsaved", program: "helmet:1" }]);
  expect(talked.last.keys).toEqual(["recommend.saved.removed"]);
  expect(talked.offered).toContain("remind");
});

test("recommend reminds again of a program whose reminders were stopped", () => {
  const given = { saved: ["helmet:1"], silent: ["helmet:1"] };
  expect(details([], given).offered).toContain("remind");
  expect(details(["remind"], given).records).toEqual([SAVED]);
});

test.each([
  ["in an hour", { start: "2026-11-18T09:00:00Z" }, "recommend.saved.soon"],
  ["in four hours", { start: "2026-11-18T12:00:00Z" }, "recommend.saved.hours"],
  ["in a day and a minute", { start: "2026-11-19T08:01:00Z" }, "recommend.saved.both"],
  ["on a whole day", { allDay: true }, "recommend.saved.day"],
])("recommend promises only reminders that can come: %s", (_when, program, key) => {
  for (const language of LANGUAGES) expect(other(["remind"], program, { language }).last.keys[0]).toBe(key);
});

test.each([
  ["has begun", { start: "2026-11-18T07:59:00Z" }],
  ["is cancelled", { status: "cancelled" }],
  ["is postponed", { status: "postponed" }],
] as const)("recommend reminds of no program that %s", (_what, program) => {
  expect(other([], program).offered).not.toContain("remind");
  const asked = other(["muistuta minua"], program);
  expect([asked.last.keys, asked.records]).toEqual([["recommend.saved.late"], []]);
});

test("recommend saves no more than can be kept, and says where to let go", () => {
  const saved = Array.from({ length: SAVED_MOST }, (_, index) => `s${index}`);
  const talked = details(["remind"], { saved });
  expect([talked.last.keys, talked.records]).toEqual([["recommend.saved.full"], []]);
  expect(talked.offered[0]).toBe("open:settings:saved");
});

test.each([
  "muistuta minua",
  "voitko muistuttaa tästä?",
  "muistuta minua päivää ennen",
  "remind me",
  "can you remind me about it?",
])("recommend understands in words which program is meant: %s", (text) => {
  expect(details([text]).records).toEqual([SAVED]);
  const alone = { programs: shelfOf(PROGRAMS.slice(0, 1)) };
  expect(talk(recommend, [wish("x"), text], { services: alone }).records).toEqual([SAVED]);
  const several = talk(recommend, [wish("x"), text]);
  expect([several.last.keys, several.records]).toEqual([["recommend.reminder"], []]);
});

test.each([
  "älä muistuta minua",
  "en halua muistutusta",
  "peru muistutus",
  "don't remind me",
  "no reminders",
])("recommend saves nothing when no reminder is wanted: %s", (text) => {
  expect(details([text], { saved: ["helmet:1"] }).records).toEqual([
    { record: "unsaved", program: "helmet:1" },
  ]);
  expect(details([text]).records).toEqual([]);
});

test.each(LANGUAGES)("recommend goes back to the list after a program was saved: %s", (language) => {
  const list = talk(recommend, [wish("x")], { language });
  const from = list.progress === undefined ? {} : { from: list.progress };
  const back = details(["remind", "no", "back"], {}, { language, ...from });
  expect(back.progress).toEqual(list.progress);
  const alone = details(["remind", "yes"], {}, { language });
  expect(alone.offered).toContain("open:recommend");
});

test.each([
  ["fi", "muistuta minua satutunnista", "”Muistuta minua”"],
  ["en", "remind me of the story time", "“Remind me”"],
] as const)(
  "recommend tells with a list how to be reminded, when that was asked for: %s",
  (language, text, label) => {
    const [head = ""] = talk(recommend, [], { language, first: wish(text) }).texts;
    expect([head.includes(label), head.startsWith(language === "fi" ? "Tässä" : "Here")]).toEqual([
      true,
      true,
    ]);
    const [plain = ""] = talk(recommend, [], { language, first: wish("story time this week, please") }).texts;
    expect(plain).not.toContain(label);
    const group = { isGroup: true };
    expect(talk(recommend, [], { language, first: wish(text), services: group }).texts[0]).not.toContain(
      label,
    );
  },
);

test("recommend offers and gives no reminder in a group", () => {
  const services = { isGroup: true };
  expect(details([], {}, { services }).offered).not.toContain("remind");
  const asked = details(["muistuta minua"], {}, { services });
  expect([asked.last.keys, asked.records]).toEqual([["common.inPrivate"], []]);
});
