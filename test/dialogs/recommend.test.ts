import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import { PURPOSES } from "../../src/dialog/profile.ts";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Recommendation, Relaxation } from "../../src/programs/program.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { PROGRAMS, profileWith, programOf, shelfOf } from "../helpers/services.ts";
import { messageOf, type Said, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const idOf = (id: string) => Buffer.from(id).toString("base64url");

function wish(text: string, slots: Slots = {}): Said {
  return { text, slots, intent: "recommend" };
}

/** A shelf that remembers what it was asked for. */
function watched(answers?: (wish: ProgramWish) => Recommendation) {
  const wishes: ProgramWish[] = [];
  const shelf = shelfOf(PROGRAMS);
  const programs = shelfOf(PROGRAMS, (asked) => {
    wishes.push(asked);
    return answers === undefined ? shelf.recommend(asked, "") : answers(asked);
  });
  return { wishes, services: { programs } };
}

const nothing: Recommendation = { results: [], relaxed: [] };
const found = (count: number, relaxed: readonly Relaxation[] = []): Recommendation => ({
  results: PROGRAMS.slice(0, count).map((program) => ({ program, score: 1, reasons: [] })),
  relaxed,
});

test.each(LANGUAGES)("recommend shows three programs for a wish, and more after them: %s", (language) => {
  const { wishes, services } = watched();
  const talked = talk(recommend, [wish("anything"), "more"], { language, services });
  expect(talked.keys).toEqual(["recommend.wish.ask", "recommend.found.plain", "recommend.found.more"]);
  expect(wishes.map(({ without }) => without)).toEqual([[], ["helmet:1", "helmet:2", "helmet:3"]]);
  expect(talked.last.line?.programs?.map(({ program }) => program.id)).toEqual(["helmet:4"]);
});

test("recommend offers more only where there may be more", () => {
  expect(talk(recommend, [wish("anything")]).offered).toContain("more");
  const { services } = watched(() => found(2));
  expect(talk(recommend, [wish("anything")], { services }).offered).not.toContain("more");
});

test.each(["today", "weekend", "children", "digital", "making"])(
  "recommend has a shortcut for %s",
  (shortcut) => {
    for (const language of LANGUAGES) {
      const { wishes, services } = watched();
      expect(talk(recommend, [shortcut], { language, services }).progress?.state.at).toBe("results");
      expect(wishes).toHaveLength(1);
    }
  },
);

test("recommend's shortcuts mean today and the weekend as the calendar has them", () => {
  const asked = (shortcut: string, today: string) => {
    const { wishes, services } = watched();
    talk(recommend, [shortcut], { services: { ...services, today } });
    return wishes[0]?.slots.when;
  };
  expect(asked("today", "2026-11-18")).toEqual({ from: "2026-11-18", until: "2026-11-19" });
  expect(asked("weekend", "2026-11-18")).toEqual({ from: "2026-11-21", until: "2026-11-23" });
  expect(asked("weekend", "2026-11-21")).toEqual({ from: "2026-11-21", until: "2026-11-23" });
  expect(asked("weekend", "2026-11-22")).toEqual({ from: "2026-11-22", until: "2026-11-23" });
});

test.each([
  [{}, "Tässä kolme tapahtumaa.", "Here are three programs."],
  [
    { when: { from: "2026-11-21", until: "2026-11-22" } },
    "Tässä kolme tapahtumaa lauantaina 21.11.",
    "Here are three programs on Saturday 21 November.",
  ],
  [{ place: "Kallio" }, "Tässä kolme tapahtumaa Kalliossa.", "Here are three programs in Kallio."],
  [{ place: "Oodi" }, "Tässä kolme tapahtumaa Oodissa.", "Here are three programs at Oodi."],
  [
    { place: "Oodi", when: { from: "2026-11-21", until: "2026-11-22" } },
    "Tässä kolme tapahtumaa Oodissa lauantaina 21.11.",
    "Here are three programs at Oodi on Saturday 21 November.",
  ],
] as const)("recommend says what was found, for when and where: %j", (slots, fi, en) => {
  expect(talk(recommend, [wish("x", slots)]).last.texts).toEqual([fi]);
  expect(talk(recommend, [wish("x", slots)], { language: "en" }).last.texts).toEqual([en]);
});

test("recommend counts one as one", () => {
  const { services } = watched(() => found(1));
  const [text] = talk(recommend, [wish("x", { place: "Oodi" })], { services }).last.texts;
  expect(text).toBe("Tässä on yksi tapahtuma Oodissa.");
});

test.each([
  ["when", "recommend.relaxed.day"],
  ["weekdays", "recommend.relaxed.day"],
  ["place", "recommend.relaxed.place"],
  ["free", "recommend.relaxed.other"],
])("recommend says what it had to loosen: %s", (slot, key) => {
  for (const language of LANGUAGES) {
    const { services } = watched(() => found(1, [{ slot, from: "a", to: "b" }]));
    expect(talk(recommend, [wish("x")], { language, services }).last.keys).toEqual([key]);
  }
});

const SUNDAY = { from: "2026-11-22", until: "2026-11-23" };

test.each([
  [
    "fi",
    "Kalliossa ei ole sopivaa sunnuntaina 22.11. Lähin sopiva on lauantaina 21.11., paikkana Keskustakirjasto Oodi.",
  ],
  [
    "en",
    "I found nothing suitable in Kallio on Sunday 22 November. The nearest is on Saturday 21 November. The place is Helsinki Central Library Oodi.",
  ],
] as const)(
  "recommend says where and when the nearest is when it had to loosen both: %s",
  (language, text) => {
    const relaxed = [
      { slot: "when", from: "2026-11-22", to: "2026-11-21" },
      { slot: "place", from: "Kallio", to: "Oodi" },
    ];
    const { services } = watched(() => found(1, relaxed));
    const asked = wish("x", { when: SUNDAY, place: "Kallio" });
    const oodi = talk(recommend, [asked], { language, services }).last.texts;
    expect(oodi).toEqual([text]);
    const anyDay = wish("x", { partOfDay: "evening", place: "Kallio" });
    expect(talk(recommend, [anyDay], { language, services }).last.keys).toEqual([
      "recommend.relaxed.placeDay",
    ]);
  },
);

test.each([
  ["fi", "Aivan sellaista en löytänyt, mutta tämä on lähellä sitä. Eri kuin toivoit: aika, hinta ja kieli."],
  [
    "en",
    "I found nothing that fits exactly, but this comes close. Different from what you asked for: the time, the price, and the language.",
  ],
] as const)("recommend names all that it gave up: %s", (language, text) => {
  const heard = (...slots: readonly string[]) => {
    const relaxed = slots.map((slot) => ({ slot, from: "a", to: "b" }));
    const { services } = watched(() => found(1, relaxed));
    return talk(recommend, [wish("x")], { language, services }).last.texts;
  };
  expect(heard("eventLanguage", "free", "partOfDay")).toEqual([text]);
  expect(heard("audience", "online", "place")[0]).not.toMatch(/\{\{|undefined|recommend\./);
});

test("recommend names no place for what is held online in place of it", () => {
  const online = PROGRAMS.filter(({ place }) => place === undefined).slice(0, 1);
  const { services } = watched(() => ({
    results: online.map((program) => ({ program, score: 1, reasons: [] })),
    relaxed: [{ slot: "place", from: "Kallio", to: "online" }],
  }));
  const [text] = talk(recommend, [wish("x", { place: "Kallio" })], { services }).last.texts;
  expect(text).toContain("Eri kuin toivoit: paikka.");
});

test("recommend does not say that nothing was found when more of it is only near", () => {
  const { services } = watched(({ without }) =>
    without.length === 0 ? found(3) : found(1, [{ slot: "when", from: "a", to: "b" }]),
  );
  expect(talk(recommend, [wish("x"), "more"], { services }).last.keys).toEqual(["recommend.relaxed.more"]);
});

test.each(LANGUAGES)(
  "recommend says that it found nothing, and names the nearest there is: %s",
  (language) => {
    const { wishes, services } = watched(({ slots }) => (slots.topic === undefined ? found(1) : nothing));
    const talked = talk(recommend, [wish("curling", { topic: ["curling"] })], { language, services });
    expect(talked.last.keys).toEqual(["recommend.nothing.instead"]);
    expect(talked.last.texts[0]).toContain("curling");
    expect(talked.last.line?.programs).toHaveLength(1);
    expect(wishes[1]).toMatchObject({ text: "", slots: {}, limit: 1 });
  },
);

test("recommend names no topic that the patron did not say", () => {
  const { services } = watched(() => nothing);
  const talked = talk(recommend, ["making"], { services });
  expect(talked.last.texts).toEqual(["En löytänyt sopivaa tapahtumaa. Kokeillaanko muuta?"]);
});

test("recommend says when there is no more, and goes on with another day or search", () => {
  const { services } = watched(({ without }) => (without.length === 0 ? found(3) : nothing));
  const ended = talk(recommend, [wish("x"), "more"], { services });
  expect([ended.last.keys, ended.offered]).toEqual([
    ["recommend.nothing.noMore"],
    ["day", "another", "enough"],
  ]);
  expect(talk(recommend, [wish("x"), "more", "another"], { services }).last.keys).toEqual([
    "recommend.wish.ask",
  ]);
  expect(talk(recommend, [wish("x"), "more", "enough"], { services }).last.keys).toEqual([
    "recommend.enough",
  ]);
});

test("recommend keeps the wish when another day is asked for", () => {
  const { wishes, services } = watched();
  const start = [wish("jazz", { topic: ["jazz"], weekdays: [5] }), "day"];
  talk(recommend, [...start, "tomorrow"], { services });
  expect(wishes.at(-1)).toMatchObject({
    slots: { topic: ["jazz"], when: { from: "2026-11-19" } },
    without: [],
  });
  expect(wishes.at(-1)?.slots.weekdays).toBeUndefined();
  talk(recommend, [...start, wish("tiistaisin", { weekdays: [2] })], { services });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["jazz"], weekdays: [2] });
  talk(recommend, [...start, "any"], { services });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["jazz"] });
  expect(talk(recommend, [...start, "hmm"], { services }).last.keys).toEqual(["recommend.day.again"]);
  expect(
    talk(recommend, [...start, wish("Oodissa", { place: "Oodi" })], { services }).progress?.state.at,
  ).toBe("results");
});

test("recommend narrows the search, and offers only what still narrows it", () => {
  const { wishes, services } = watched();
  const start = [wish("jazz", { topic: ["jazz"], free: true }), "narrow"];
  expect(talk(recommend, start, { services }).offered).toEqual(["online", "children", "english", "back"]);
  talk(recommend, [...start, "english"], { services });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["jazz"], free: true, eventLanguage: "en" });
  talk(recommend, [...start, wish("Kalliossa", { place: "Kallio" })], { services });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["jazz"], free: true, place: "Kallio" });
  expect(talk(recommend, [...start, "hmm"], { services }).last.keys).toEqual(["recommend.narrow.again"]);
});

test("recommend adds a day to the search, and begins a new one for a new topic without a lead-in", () => {
  const { wishes, services } = watched();
  const start = wish("jazz lapsille", { topic: ["jazz"], audience: "children" });
  talk(recommend, [start, wish("entä sunnuntaina?", { when: { from: "2026-11-22", until: "2026-11-23" } })], {
    services,
  });
  expect(wishes.at(-1)?.slots).toMatchObject({
    topic: ["jazz"],
    audience: "children",
    when: { from: "2026-11-22" },
  });
  talk(recommend, [start, wish("shakkia", { topic: ["shakki"] })], { services });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["shakki"] });
});

test("recommend leaves a question of another kind to the rest of Kutsu, though it names a place", () => {
  const asked: Said = { text: "onko Oodi auki sunnuntaina", intent: "practical", slots: { place: "Oodi" } };
  expect(talk(recommend, [wish("jazz"), asked]).unanswered).toBe(true);
  expect(talk(recommend, [asked]).last.keys).toEqual(["recommend.wish.again"]);
  expect(talk(recommend, [{ text: "Oodissa", slots: { place: "Oodi" } }]).progress?.state.at).toBe("results");
});

test.each(LANGUAGES)(
  "recommend shows one program whole and goes back to the list it came from: %s",
  (language) => {
    const list = talk(recommend, [wish("jazz", { topic: ["jazz"] })], { language });
    const options = { language, payload: idOf("helmet:1"), ...(list.progress && { from: list.progress }) };
    const details = talk(recommend, [], options);
    expect(details.keys).toEqual(["recommend.details.ask"]);
    expect(details.last.line?.programs?.map(({ program }) => program.id)).toEqual(["helmet:1"]);
    expect(details.offered).toEqual([
      "remind",
      "follow:jazz",
      `open:feedback:program:${idOf("helmet:1")}`,
      "back",
      "enough",
    ]);
    const back = talk(recommend, ["back"], options);
    expect(back.progress).toEqual(list.progress);
    const other = talk(recommend, [], {
      ...options,
      payload: idOf("helmet:2"),
      ...(details.progress && { from: details.progress }),
    });
    expect(other.offered).toContain("back");
  },
);

test("recommend shows a program from a link without a list to go back to", () => {
  const talked = talk(recommend, [], { payload: idOf("helmet:2") });
  expect(talked.offered).toEqual([
    "remind",
    `open:feedback:program:${idOf("helmet:2")}`,
    "another",
    "enough",
  ]);
  expect(talk(recommend, ["enough"], { payload: idOf("helmet:2") }).last.keys).toEqual(["recommend.enough"]);
});

test("recommend says when a program is gone, from a link and in a list that was stored", () => {
  expect(talk(recommend, [], { payload: idOf("helmet:999") }).keys).toEqual(["recommend.gone"]);
  const stored = { dialog: "recommend", version: 1, state: { at: "results" } };
  const state = {
    ...stored.state,
    wish: { text: "", slots: {}, seen: [] },
    found: [{ id: "gone", reasons: [] }],
    relaxed: [],
  };
  const talked = talk(recommend, ["back"], { payload: idOf("helmet:1"), from: { ...stored, state } });
  expect([talked.last.keys, talked.offered]).toEqual([["recommend.gone"], ["another"]]);
});

test.each(LANGUAGES)("recommend remembers a topic once: %s", (language) => {
  const talked = talk(recommend, [wish("jazz", { topic: ["jazz"] }), "follow:jazz"], { language });
  expect(talked.records).toEqual([{ record: "profile", change: { follow: "jazz" } }]);
  expect(talked.last.keys).toEqual(["recommend.followed"]);
  const profile = profileWith({ interests: ["jazz"], allowed: PURPOSES });
  const again = talk(recommend, [wish("jazz", { topic: ["jazz"] })], { language, services: { profile } });
  expect(again.offered).not.toContain("follow:jazz");
});

test("recommend offers the program's own topic in the patron's language when none was asked for", () => {
  const payload = idOf("helmet:1");
  expect(talk(recommend, [], { payload }).offered).toContain("follow:satutunnit");
  expect(talk(recommend, [], { payload, language: "en" }).offered).toContain("follow:story hours");
  expect(talk(recommend, [wish("x")]).offered.filter((value) => value.startsWith("follow:"))).toEqual([]);
});

test("recommend searches at once for what opened it, and asks when that says nothing", () => {
  const { wishes, services } = watched();
  const opened = talk(recommend, [], {
    services,
    first: wish("mitä tekemistä lapsille", { audience: "children" }),
  });
  expect([opened.progress?.state.at, wishes[0]?.slots]).toEqual(["results", { audience: "children" }]);
  expect(talk(recommend, [], { first: wish("mitä tapahtuu?") }).keys).toEqual(["recommend.wish.ask"]);
  talk(recommend, [], { services, payload: "about:digital support" });
  expect(wishes.at(-1)?.slots).toEqual({ topic: ["digital support"] });
});

test.each(["onko mitään ilmaista", "is there anything free", "mitä maksutonta on tänään"])(
  "recommend takes a wish for a wish: %s",
  (text) => {
    const asked = { text, intent: "recommend", slots: { free: true } } as const;
    expect(talk(recommend, [wish("x"), asked]).progress?.state.at).toBe("results");
    expect(talk(recommend, [wish("x"), asked]).last.keys).toEqual(["recommend.found.plain"]);
  },
);

test("recommend ends on a word where no button says so", () => {
  for (const text of ["Tämä riittää", "riittää kiitos", "that's enough", "enough!"]) {
    const talked = talk(recommend, [wish("x"), text]);
    expect([text, talked.last.keys]).toEqual([text, ["recommend.enough"]]);
  }
});

test("recommend takes a word nobody knows for a topic only when something is about it", () => {
  const guess: Said = { text: "löpsis", intent: "recommend", confidence: 0.35, slots: { topic: ["löpsis"] } };
  const empty = watched(() => nothing);
  expect(talk(recommend, [], { first: guess, services: empty.services }).keys).toEqual([
    "recommend.wish.again",
  ]);
  expect(talk(recommend, [guess], { services: empty.services }).last.keys).toEqual(["recommend.wish.again"]);
  expect(talk(recommend, [], { first: guess }).keys).toEqual(["recommend.found.plain"]);
});

test("recommend names today as the day of what began earlier", () => {
  const running = programOf("a", { start: "2026-09-01T06:00:00Z", end: "2026-12-31T06:00:00Z" });
  const results = [{ program: running, score: 1, reasons: [] }];
  const programs = shelfOf([running], () => ({ results, relaxed: [{ slot: "when", from: "a", to: "b" }] }));
  expect(talk(recommend, [wish("x")], { services: { programs } }).last.texts[0]).toContain(
    "keskiviikkona 18.11.",
  );
});

test("recommend passes on what the patron follows", () => {
  const { wishes, services } = watched();
  const profile = profileWith({ interests: ["jazz"], allowed: PURPOSES });
  talk(recommend, [wish("x")], { services: { ...services, profile } });
  expect(wishes[0]).toMatchObject({ interests: ["jazz"], language: "fi", limit: 3 });
});

test("recommend says that a program is in Finnish only to those who speak English", () => {
  const programs = shelfOf([programOf("a", { title: { fi: "Satutunti" }, languages: ["fi"] })]);
  const line = (language: "fi" | "en") =>
    talk(recommend, [wish("x")], { language, services: { programs } }).last.line;
  const [en, fi] = [line("en"), line("fi")];
  expect(en && messageOf(en, "en").cards?.[0]?.notes).toEqual(["This program is in Finnish only."]);
  expect(fi && messageOf(fi, "fi").cards?.[0]?.notes).toEqual([]);
});
