import { expect, test } from "@jest/globals";
import { settings } from "../../dialogs/settings.ts";
import type { Profile } from "../../src/dialog/profile.ts";
import { PURPOSES } from "../../src/dialog/profile.ts";
import { PROGRAMS, profileWith, speaker } from "../helpers/services.ts";
import { type Said, type TalkOptions, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const messages = (replies: readonly Said[], options: TalkOptions = {}) =>
  talk(settings, replies, { payload: "messages", ...options });
const knowing = (given: Partial<Profile>) => ({ services: { profile: profileWith(given) } });
const changed = (change: object) => [{ record: "profile", change }];

test.each([
  [
    "fi",
    [
      "Ehdotukset: lupa annettu",
      "Tiedotteet: ei lupaa",
      "Milloin: illalla",
      "usein: enintään kerran viikossa",
    ],
  ],
  [
    "en",
    [
      "Suggestions: allowed",
      "Announcements: not allowed",
      "When: in the evening",
      "often: once a week at most",
    ],
  ],
] as const)("settings tells what may be written about, when and how often: %s", (language, words) => {
  const given = knowing({ allowed: ["suggestions"], suits: "evening", weeklyMost: 1 });
  const [text = ""] = messages([], { language, ...given }).texts;
  for (const word of words) expect(text).toContain(word);
});

test.each([
  ["fi", ["lopeta viestit", "salli viestit"]],
  ["en", ["stop messages", "allow messages"]],
] as const)(
  "settings tells how messages stop and start, before and after each choice: %s",
  (language, [stop, start]) => {
    const [text = ""] = messages([], { language }).texts;
    expect([text.includes(stop), text.includes(start)]).toEqual([true, true]);
    for (const purpose of [...PURPOSES, "series"]) {
      expect(messages([purpose, "on"], { language }).last.texts[0]).toContain(stop);
      expect(messages([purpose, "off"], { language }).last.texts[0]).toContain(start);
    }
  },
);

test.each([
  ["fi", "enintään muutaman kerran viikossa", "Älykaupunkisarja: ei lupaa"],
  ["en", "a few times a week at most", "Smart city series: not allowed"],
] as const)("settings allows nothing until it is given: %s", (language, often, series) => {
  const [text = ""] = messages([], { language }).texts;
  expect(text.match(language === "fi" ? /: ei lupaa/g : /: not allowed/g)).toHaveLength(5);
  expect([text.includes(often), text.includes(series)]).toEqual([true, true]);
});

test.each(PURPOSES)("settings asks for each purpose by itself, and says what it means: %s", (purpose) => {
  for (const language of LANGUAGES) {
    const asked = messages([purpose], { language });
    expect(asked.last.keys).toEqual([`settings.purpose.${purpose}.ask`]);
    expect(asked.last.texts[0]?.length).toBeGreaterThan(60);
    const given = knowing({ interests: ["jazz"] });
    const yes = messages([purpose, language === "fi" ? "joo" : "yes"], { language, ...given });
    expect(yes.records).toEqual(changed({ allow: [purpose] }));
    expect(yes.last.keys).toEqual([`settings.purpose.${purpose}.on`, "settings.messages.more"]);
    const no = messages([purpose, language === "fi" ? "ei" : "no"], { language });
    expect(no.records).toEqual(changed({ refuse: [purpose] }));
    expect(messages([purpose, "hmm"], { language }).last.keys).toEqual(["settings.purpose.again"]);
  }
});

test.each(LANGUAGES)(
  "settings asks for a topic when suggestions would have none to go by: %s",
  (language) => {
    const talked = messages(["suggestions", "on"], { language });
    expect(talked.last.keys).toEqual(["settings.purpose.suggestions.on", "settings.interests.none"]);
    const topic = messages(["suggestions", "on", "jazz"], { language });
    expect(topic.records).toEqual([...changed({ allow: ["suggestions"] }), ...changed({ follow: "jazz" })]);
  },
);

test.each([
  ["nothing is saved", {}, "none"],
  ["something is saved", { saved: ["helmet:1", "helmet:2"], silent: ["helmet:2"] }, "some"],
  ["reminders were stopped", { saved: ["helmet:1"], silent: ["helmet:1"] }, "silent"],
] as const)("settings tells whether reminders come when %s", (_what, given, key) => {
  for (const language of LANGUAGES)
    expect(messages([], { language, ...knowing(given) }).texts[0]).toContain(
      speaker.phrase(`settings.messages.saved.${key}`, language),
    );
});

test.each([
  ["day", "day"],
  ["evening", "evening"],
  ["any", null],
])("settings keeps when messages suit: %s", (choice, suits) => {
  for (const language of LANGUAGES)
    expect(messages(["suits", choice], { language }).records).toEqual(changed({ suits }));
});

test("settings hears the evening in words", () => {
  const said = { text: "iltaisin", slots: { partOfDay: "evening" } } as const;
  expect(messages(["suits", said]).records).toEqual(changed({ suits: "evening" }));
  expect(messages(["suits", "hmm"]).last.keys).toEqual(["settings.suits.again"]);
});

test.each([
  ["1", "Selvä. Kirjoitan enintään kerran viikossa.", "OK. I'll write once a week at most."],
  ["3", "Selvä. Kirjoitan enintään kolme kertaa viikossa.", "OK. I'll write three times a week at most."],
])("settings keeps how often messages may come at most: %s", (most, fi, en) => {
  const talked = messages(["weekly", most]);
  expect(talked.records).toEqual(changed({ weeklyMost: Number(most) }));
  expect(talked.last.texts[0]).toBe(fi);
  expect(messages(["weekly", most], { language: "en" }).last.texts[0]).toBe(en);
});

test("settings offers no end to how often messages come", () => {
  expect(messages(["weekly"]).offered).toEqual(["1", "3"]);
  expect(messages(["weekly", "7"]).last.keys).toEqual(["settings.weekly.again"]);
});

test.each(LANGUAGES)("settings orders the smart city series and ends it: %s", (language) => {
  expect(messages(["series", "on"], { language }).records).toEqual(changed({ series: true }));
  expect(messages(["series", "off"], { language }).records).toEqual(changed({ series: false }));
  expect(messages(["series", "hmm"], { language }).last.keys).toEqual(["settings.series.again"]);
});

test("settings offers to stop everything only where something may come", () => {
  const stop = (given: Partial<Profile>) => messages([], knowing(given)).offered.includes("do:stop");
  expect(stop({})).toBe(false);
  expect(stop({ saved: ["helmet:1"], silent: ["helmet:1"] })).toBe(false);
  expect([stop({ allowed: ["campaigns"] }), stop({ series: true }), stop({ saved: ["helmet:1"] })]).toEqual([
    true,
    true,
    true,
  ]);
});

test.each(LANGUAGES)("settings starts the reminders again that were stopped: %s", (language) => {
  const given = knowing({ saved: ["helmet:1", "helmet:2", "gone"], silent: ["helmet:2", "gone"] });
  const talked = messages(["remind"], { language, ...given });
  expect(talked.records).toEqual([{ record: "saved", program: PROGRAMS[1] }]);
  expect(talked.last.keys).toEqual(["settings.messages.reminded", "settings.messages.more"]);
  expect(messages([], { language }).offered).not.toContain("remind");
});

test("settings ends the messages when the patron is done", () => {
  expect(messages(["done"]).last.keys).toEqual(["settings.closing"]);
  expect(messages([{ text: "kiitos", intent: "thanks" }]).last.keys).toEqual(["settings.closing"]);
  expect(messages(["hmm"]).last.keys).toEqual(["settings.messages.again"]);
});
