import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Recommendation } from "../../src/programs/program.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { PROGRAMS, shelfOf } from "../helpers/services.ts";
import { messageOf, type Said, talk } from "../helpers/talk.ts";

const SUNDAY = { when: { from: "2026-11-22", until: "2026-11-23" } };

function wish(text: string, slots: Slots = {}): Said {
  return { text, slots, intent: "recommend" };
}

/** A shelf that remembers what it was asked for. */
function watched(answers?: (wish: ProgramWish) => Recommendation) {
  const wishes: ProgramWish[] = [];
  const programs = shelfOf(PROGRAMS, (asked) => {
    wishes.push(asked);
    return answers === undefined ? shelfOf(PROGRAMS).recommend(asked, "") : answers(asked);
  });
  return { wishes, services: { programs } };
}

/** What the last search asked for. */
function searched(...says: readonly Said[]): Slots | undefined {
  const { wishes, services } = watched();
  talk(recommend, says, { services });
  return wishes.at(-1)?.slots;
}

const CODING = wish("koodausta tytöille sunnuntaina", { topic: ["koodaus"], age: 9, ...SUNDAY });

test.each([
  ["entä Kalliossa?", { place: "Kallio" }, { topic: ["koodaus"], age: 9, ...SUNDAY, place: "Kallio" }],
  ["Kalliossa", { place: "Kallio" }, { topic: ["koodaus"], age: 9, ...SUNDAY, place: "Kallio" }],
  ["what about adults?", { audience: "adults" }, { topic: ["koodaus"], ...SUNDAY, audience: "adults" }],
  ["tiistaisin", { weekdays: [2] }, { topic: ["koodaus"], age: 9, weekdays: [2] }],
] as const)("recommend takes a fragment into the search before it: %s", (text, slots, after) => {
  expect(searched(CODING, wish(text, slots))).toEqual(after);
});

test.each([
  ["jotain eläkeläisille", { audience: "seniors" }],
  ["onko Kontulassa mitään?", { place: "Kontula" }],
  ["something for seniors", { audience: "seniors" }],
  ["next tuesday after 5pm in Oodi", { weekdays: [2], after: "17:00", place: "Oodi" }],
  ["shakkia", { topic: ["shakki"] }],
] as const)("recommend begins a new search for what asks by itself: %s", (text, slots) => {
  expect(searched(CODING, wish(text, slots))).toEqual(slots);
});

test("recommend takes 'what about ...' for a search whatever else it resembles", () => {
  const idea = { text: "what about adults", intent: "idea", slots: { audience: "adults" } } as const;
  expect(searched(CODING, idea)).toMatchObject({ topic: ["koodaus"], audience: "adults" });
});

test("recommend asks the day step's question anew only of what is a day", () => {
  expect(
    searched(CODING, "day", wish("jotain lapsille sunnuntaina", { audience: "children", ...SUNDAY })),
  ).toEqual({
    audience: "children",
    ...SUNDAY,
  });
});

test.each([
  ["fi", "Aiemmasta hausta on voimassa: aihe ”koodaus” ja sama kohderyhmä."],
  ["en", "Still holding from your earlier search: the topic “koodaus” and the same age group."],
] as const)("recommend says what it kept of the search before: %s", (language, kept) => {
  const talked = talk(recommend, [CODING, wish("entä Kalliossa", { place: "Kallio" })], { language });
  expect(talked.last.texts[0]).toContain(kept);
  expect(talk(recommend, [CODING], { language }).last.keys).toEqual(["recommend.found.day"]);
});

test.each(["fi", "en"] as const)("recommend can say all that it may keep: %s", (language) => {
  const all: Slots = {
    topic: ["jazz"],
    weekdays: [2],
    age: 5,
    free: true,
    eventLanguage: "en",
    online: true,
  };
  const talked = talk(recommend, [wish("jazz", all), wish("entä illalla", { partOfDay: "evening" })], {
    language,
  });
  expect(talked.last.keys).toEqual(["recommend.kept.also"]);
  expect(talked.last.texts[0]).not.toMatch(/\{\{|undefined/);
  expect(talked.last.texts[0]?.split(",").length).toBeGreaterThan(3);
});

test("recommend names the day it had to leave, for one who said it a while ago", () => {
  const { services } = watched(() => ({
    results: PROGRAMS.slice(0, 1).map((program) => ({ program, score: 1, reasons: [] })),
    relaxed: [{ slot: "when", from: "2026-11-22", to: "2026-11-21" }],
  }));
  const talked = talk(recommend, [wish("sunnuntaina", SUNDAY)], { services });
  expect(talked.last.texts).toEqual([
    "En löytänyt sopivaa sunnuntaina 22.11. Lähin sopiva on lauantaina 21.11.",
  ]);
});

/** Every program found is about the topic, as the catalogue names it. */
const about = (value: string) =>
  watched(({ without }) => ({
    results:
      without.length > 0
        ? []
        : [{ program: PROGRAMS[1] as never, score: 1, reasons: [{ kind: "topic", value }] }],
    relaxed: [],
  })).services;

test("recommend says a topic as the patron said it, not in its base form", () => {
  const games = wish("any board games?", { topic: ["board game"] });
  const talked = talk(recommend, [games], { language: "en", services: about("board game") });
  expect(talked.labels).toContain("Remember: board games");
  expect(talked.last.line && messageOf(talked.last.line, "en").cards?.[0]?.why).toBe(
    "The topic is board games.",
  );
});

test("recommend offers to remember only topics that something is about", () => {
  const typo = wish("satutunti, kaliossa", { topic: ["satutunti", "kaliossa"] });
  const talked = talk(recommend, [typo], { services: about("satutunti") });
  expect(talked.offered).toContain("follow:satutunti");
});

test("recommend says nothing in the language that was spoken before", () => {
  const services = about("phone");
  const before = talk(recommend, [wish("phones", { topic: ["phone"] })], { language: "en", services });
  expect(before.offered).toContain("follow:phones");
  const { progress } = before;
  if (progress === undefined) throw new Error("Cannot go on in Finnish: the search is over");
  const payload = Buffer.from("helmet:2").toString("base64url");
  const after = talk(recommend, ["back"], { payload, from: progress, services });
  expect(after.last.line?.programs).toHaveLength(1);
  expect(JSON.stringify(after.last.line && messageOf(after.last.line, "fi"))).not.toContain("phone");
});

test("recommend says topics as the catalogue says them, and none that the patron did not say", () => {
  const services = watched(() => ({ results: [], relaxed: [], topics: ["lautapelit"] })).services;
  const asked = talk(recommend, [wish("board gamejä", { topic: ["board game"] })], { services });
  expect(asked.last.texts[0]).toContain("”lautapelit”");
  expect(talk(recommend, ["making"], { services }).last.texts[0]).not.toContain("lautapelit");
});

test.each(["entä musiikkia", "what about music?"])(
  "recommend puts a topic with a lead-in in the place of the topic before, and keeps the rest: %s",
  (text) => {
    const said = [CODING, wish(text, { topic: ["musiikki"] })];
    expect(searched(...said)).toEqual({ topic: ["musiikki"], age: 9, ...SUNDAY });
    const talked = talk(recommend, said);
    expect(talked.last.texts[0]).toContain("Aiemmasta hausta on voimassa: sama kohderyhmä.");
    expect(talked.offered).toContain("follow:musiikki");
  },
);

test.each(["practical", "language", "idea", "feedback"] as const)(
  "recommend takes what is nothing but a limit for one, though it looks like %s",
  (intent) => {
    const said = { text: "in Kallio", intent, slots: { place: "Kallio" } } as const;
    expect(searched(CODING, { ...said, onlyLimits: true })).toMatchObject({
      topic: ["koodaus"],
      place: "Kallio",
    });
    expect(talk(recommend, [CODING, { ...said, text: "is Kallio open" }]).unanswered).toBe(true);
  },
);

test("recommend narrows a list by a language that is asked for, and does not take it for a question", () => {
  const english = { intent: "language", slots: { eventLanguage: "en" }, onlyLimits: true } as const;
  for (const text of ["entä englanniksi?", "what about in English?"])
    expect(searched(CODING, { text, ...english })).toMatchObject({ topic: ["koodaus"], eventLanguage: "en" });
});

test("recommend says that it found nothing about a known word, and asks again about an unknown one", () => {
  const services = watched(() => ({ results: [], relaxed: [] })).services;
  const lego = { text: "lego", confidence: 0.2, slots: { topic: ["lego"] } } as const;
  const known = talk(recommend, [{ ...lego, knownTopic: true }], { services });
  expect(known.last.texts[0]).toContain("”lego”");
  expect(talk(recommend, [lego], { services }).last.keys).toEqual(["recommend.wish.again"]);
  const story = { ...lego, text: "my dog ate the lego of my boy", knownTopic: true };
  expect(talk(recommend, [story], { services }).last.keys).toEqual(["recommend.wish.again"]);
});

test("recommend offers to remember the patron's own topic, not what a hit is about", () => {
  const asked = wish("TABLE", { topic: ["TABLE"] });
  expect(talk(recommend, [asked], { services: about("shakki") }).offered).toContain("follow:table");
  const before = talk(recommend, [asked], { language: "en", services: about("chess") });
  if (before.progress === undefined) throw new Error("Cannot go on in Finnish: the search is over");
  const after = talk(recommend, ["back"], {
    payload: Buffer.from("helmet:1").toString("base64url"),
    from: before.progress,
    services: about("shakki"),
  });
  expect(after.offered.filter((value) => value.startsWith("follow:"))).toEqual([]);
});

test("recommend cuts a topic that is as long as a letter, and does not offer to remember it", () => {
  const long = wish("a".repeat(800), { topic: ["a".repeat(800)] });
  const missing = talk(recommend, [long], {
    services: watched(() => ({ results: [], relaxed: [] })).services,
  });
  expect(missing.last.texts[0]).toMatch(/”a{39}…”/);
  const there = talk(recommend, [long, wish("entä Kalliossa", { place: "Kallio" })], {
    services: about("shakki"),
  });
  expect(JSON.stringify(there.last.line)).not.toContain("a".repeat(60));
  expect(there.offered.join()).not.toContain("follow:");
});

test("recommend takes all that a message says when it asks for the day", () => {
  const both = {
    text: "lauantaina Oodissa",
    intent: "recommend",
    onlyLimits: true,
    slots: { ...SUNDAY, place: "Oodi" },
  } as const;
  expect(searched(CODING, "day", both)).toEqual({ topic: ["koodaus"], age: 9, ...SUNDAY, place: "Oodi" });
});

test.each([
  ["fi", "Tiedän vain Helsingin kirjastojen tapahtumista."],
  ["en", "I only know about programs at Helsinki's libraries."],
] as const)("who asks for another city is told that only Helsinki is known: %s", (language, told) => {
  const asked: Said = {
    ...(wish("Espoossa lapsille", { audience: "children" }) as object),
    elsewhere: "Espoo",
  } as Said;
  expect(talk(recommend, [asked], { language }).last.texts[0]).toMatch(
    new RegExp(`^${told.replaceAll(".", "\\.")}`),
  );
  expect(
    talk(recommend, [wish("lapsille", { audience: "children" })], { language }).last.texts[0],
  ).not.toContain(told);
});
