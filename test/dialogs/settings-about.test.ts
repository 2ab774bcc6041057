import { expect, test } from "@jest/globals";
import { settings } from "../../dialogs/settings.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { profileWith } from "../helpers/services.ts";
import { type Said, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const KNOWN = { profile: profileWith({ home: "Kallio", audience: "adults", childAges: [3, 7] }) };
const about = (replies: readonly Said[], options: Parameters<typeof talk>[2] = {}) =>
  talk(settings, replies, { payload: "about", ...options });

test.each([
  ["fi", ["Oma kirjasto tai kaupunginosa: et ole kertonut", "Kallio", "aikuisille", "3 ja 7"]],
  ["en", ["Your library or district: you haven't told me", "Kallio", "programs for: adults", "3 and 7"]],
] as const)("settings shows what is known of the patron, and what is not: %s", (language, words) => {
  const [untold = "", ...told] = words;
  expect(about([], { language }).texts[0]).toContain(untold);
  const [text = ""] = about([], { language, services: KNOWN }).texts;
  for (const word of told) expect(text).toContain(word);
});

test("settings offers to forget only what it knows", () => {
  expect(about([]).offered).toEqual(["home", "whom", "ages", "done"]);
  expect(about([], { services: KNOWN }).offered).toEqual([
    ...["home", "whom", "ages"],
    ...["forgetHome", "forgetWhom", "forgetAges", "done"],
  ]);
});

test.each(LANGUAGES)("settings remembers the patron's library or district: %s", (language) => {
  const said = { text: "Kalliossa", slots: { place: "Kallio" } };
  const talked = about(["home", said], { language });
  expect(talked.records).toEqual([{ record: "profile", change: { home: "Kallio" } }]);
  expect(talked.last.texts[0]).toContain("Kallio");
  expect(talked.last.keys).toEqual(["settings.home.kept", "settings.about.more"]);
  expect(talked.offered).toContain("forgetHome");
});

test.each(LANGUAGES)("settings remembers no place that it does not know: %s", (language) => {
  const talked = about(["home", "Atlantis"], { language });
  expect([talked.last.keys, talked.records]).toEqual([["settings.home.again"], []]);
});

test.each(["adults", "seniors", "teens", "families"])(
  "settings remembers whom programs are for: %s",
  (whom) => {
    for (const language of LANGUAGES) {
      const talked = about(["whom", whom], { language });
      expect(talked.records).toEqual([{ record: "profile", change: { audience: whom } }]);
      expect(talked.last.keys).toEqual(["settings.whom.kept", "settings.about.more"]);
    }
  },
);

test.each(LANGUAGES)("settings asks the ages of children, in words or numbers: %s", (language) => {
  const talked = about(["whom", "children", "3 ja 7"], { language });
  expect(talked.records).toEqual([{ record: "profile", change: { childAges: [3, 7] } }]);
  expect(talked.last.texts[0]).toContain(
    language === "fi" ? "lasten iät: 3 ja 7" : "children's ages: 3 and 7",
  );
  const one = about(["ages", "5"], { language });
  expect(one.records).toEqual([{ record: "profile", change: { childAges: [5] } }]);
  expect(one.last.texts[0]).toContain(language === "fi" ? "lapsen iän: 5" : "child's age: 5");
  expect(about(["ages", "hmm"], { language }).last.keys).toEqual(["settings.ages.again"]);
});

test("settings hears in words whom programs are for", () => {
  const said = (text: string, slots: Slots) => about(["whom", { text, slots }]);
  expect(said("aikuisille", { audience: "adults" }).records).toEqual([
    { record: "profile", change: { audience: "adults" } },
  ]);
  expect(said("lapsille", { audience: "children" }).last.keys).toEqual(["settings.ages.ask"]);
  expect(said("viisivuotiaalle", { age: 5 }).records).toEqual([
    { record: "profile", change: { childAges: [5] } },
  ]);
  expect(said("hmm", {}).last.keys).toEqual(["settings.whom.again"]);
});

test("settings offers no buttons where a number is an age", () => {
  expect(about(["ages"]).offered).toEqual([]);
});

test.each([
  ["home", "skip"],
  ["whom", "skip"],
  ["home", "ohita"],
  ["ages", "ohita"],
  ["ages", "en halua kertoa"],
  ["ages", "skip"],
])("settings lets a question be skipped: %s, %s", (question, said) => {
  const talked = about([question, said], { services: KNOWN });
  expect([talked.last.keys, talked.records]).toEqual([["settings.about.more"], []]);
});

test.each([
  ["forgetHome", { home: null }],
  ["forgetWhom", { audience: null }],
  ["forgetAges", { childAges: [] }],
])("settings forgets one thing and keeps the others: %s", (forget, change) => {
  for (const language of LANGUAGES) {
    const talked = about([forget], { language, services: KNOWN });
    expect(talked.records).toEqual([{ record: "profile", change }]);
    expect(talked.offered).not.toContain(forget);
    expect(talked.offered.filter((value) => value.startsWith("forget"))).toHaveLength(2);
  }
});

test("settings ends what is told of the patron when it is done", () => {
  expect(about(["done"]).last.keys).toEqual(["settings.closing"]);
  expect(about([{ text: "kiitos", intent: "thanks" }]).last.keys).toEqual(["settings.closing"]);
  expect(about(["hmm"]).last.keys).toEqual(["settings.about.again"]);
});
