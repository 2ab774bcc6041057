import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import { stillUnwanted, withoutRefused } from "../../dialogs/recommend-unwanted.ts";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { PROGRAMS, shelfOf } from "../helpers/services.ts";
import { type Said, talk } from "../helpers/talk.ts";

/** A Saturday. */
const SATURDAY = { from: "2026-11-21", until: "2026-11-22" };
const WEEKEND = { from: "2026-11-21", until: "2026-11-23" };

function said(text: string, slots: Slots, unwanted?: readonly Slots[]): Said {
  return { text, slots, intent: "recommend", ...(unwanted && { unwanted, onlyLimits: true }) };
}

/** The last wish that was looked up. */
function lookedUp(...says: readonly Said[]): ProgramWish | undefined {
  const wishes: ProgramWish[] = [];
  const programs = shelfOf(PROGRAMS, (wish) => {
    wishes.push(wish);
    return shelfOf(PROGRAMS).recommend(wish, "");
  });
  talk(recommend, says, { services: { programs } });
  return wishes.at(-1);
}

const STORIES = said("satutunteja", { topic: ["satutunti"] });

test("recommend looks up what a message refuses, and remembers it in the searches after it", () => {
  const unwanted = [{ place: "Kallio" }];
  expect(lookedUp(said("satutunteja ei Kalliossa", { topic: ["satutunti"] }, unwanted))).toMatchObject({
    unwanted,
  });
  expect(lookedUp(STORIES, said("ei Kalliossa", {}, unwanted))).toMatchObject({
    slots: { topic: ["satutunti"] },
    unwanted,
  });
  const more = said("ei iltaisin", {}, [{ partOfDay: "evening" }]);
  const day = said("entä lauantaina", { when: SATURDAY });
  expect(lookedUp(STORIES, said("ei Kalliossa", {}, unwanted), more, day)).toMatchObject({
    slots: { topic: ["satutunti"], when: SATURDAY },
    unwanted: [{ place: "Kallio" }, { partOfDay: "evening" }],
  });
});

test("recommend keeps what is refused when it shows more and when it looks for something near", () => {
  const unwanted = [{ place: "Kallio" }];
  expect(lookedUp(STORIES, said("ei Kalliossa", {}, unwanted), "more")).toMatchObject({ unwanted });
});

test("recommend gives up the day that is refused", () => {
  const asked = lookedUp(
    STORIES,
    said("lauantaina", { when: SATURDAY }),
    said("ei lauantaina", {}, [{ weekdays: [6] }]),
  );
  expect(asked?.slots).toEqual({ topic: ["satutunti"] });
});

test("recommend no longer refuses what is asked for", () => {
  const refused = said("ei Kalliossa", {}, [{ place: "Kallio" }]);
  expect(lookedUp(STORIES, refused, said("entä Kalliossa", { place: "Kallio" }))?.unwanted).toEqual([]);
  const noSaturdays = said("ei lauantaina", {}, [{ weekdays: [6] }]);
  expect(lookedUp(STORIES, noSaturdays, "day", "weekend")?.unwanted).toEqual([{ weekdays: [6] }]);
  expect(lookedUp(STORIES, noSaturdays, "day", "any")?.unwanted).toEqual([]);
});

test("recommend looks no longer for a topic that is refused, and keeps the others", () => {
  const both = said("jazzia ja joogaa", { topic: ["jazz", "jooga"] });
  expect(lookedUp(both, said("ei jazzia", {}, [{ topic: ["jazz"] }]))).toMatchObject({
    text: "ei jazzia",
    slots: { topic: ["jooga"] },
  });
  const one = lookedUp(said("jazzia", { topic: ["jazz"] }), said("ei jazzia", {}, [{ topic: ["jazz"] }]));
  expect(one?.slots).toEqual({});
});

test.each([
  [
    "fi",
    "Jätin pois: Kallio, lauantait, illat ja aihe ”jazz”.",
    "Jätin pois tapahtumat, jotka pidetään sunnuntaina 22.11.",
  ],
  [
    "en",
    "I've left out Kallio, Saturdays, evenings, and the topic “jazz”.",
    "I've left out what is held on Sunday 22 November.",
  ],
] as const)("recommend says what it left out: %s", (language, all, day) => {
  const refused = said("x", {}, [
    { place: "Kallio" },
    { weekdays: [6] },
    { partOfDay: "evening" },
    { topic: ["jazz"] },
    { when: { from: "2026-11-22", until: "2026-11-23" } },
  ]);
  const [text] = talk(recommend, [STORIES, refused], { language }).last.texts;
  expect(text).toContain(all);
  expect(text).toContain(day);
  expect(text).not.toMatch(/\{\{|undefined|\.\./);
});

test.each(["fi", "en"] as const)("recommend has words for all that can be refused: %s", (language) => {
  const all: readonly Slots[] = [
    ...(["babies", "children", "teens", "adults", "seniors", "families"] as const).map((audience) => ({
      audience,
    })),
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ weekdays: [day] })),
    ...(["morning", "afternoon", "evening"] as const).map((partOfDay) => ({ partOfDay })),
    ...[{ online: true } as const, { free: true } as const, { eventLanguage: "en" }],
    { weekdays: [6], partOfDay: "evening" },
  ];
  const [text] = talk(recommend, [STORIES, said("x", {}, all)], { language }).last.texts;
  expect(text).not.toMatch(/\{\{|undefined|recommend\./);
});

test("slots that are refused together are not taken apart", () => {
  expect(withoutRefused({ when: WEEKEND, place: "Oodi" }, [{ weekdays: [6], partOfDay: "evening" }])).toEqual(
    {
      when: WEEKEND,
      place: "Oodi",
    },
  );
  expect(withoutRefused({ when: WEEKEND }, [{ weekdays: [6] }])).toEqual({ when: WEEKEND });
  expect(withoutRefused({ when: WEEKEND }, [{ weekdays: [6, 7] }])).toEqual({});
  expect(withoutRefused({ weekdays: [5, 6] }, [{ weekdays: [6] }])).toEqual({ weekdays: [5] });
  expect(withoutRefused({ audience: "babies", months: 4 }, [{ audience: "babies" }])).toEqual({});
});

test("another place makes a place that was refused beside the point", () => {
  expect(stillUnwanted([{ place: "Kallio" }, { weekdays: [6] }], { place: "Oodi" })).toEqual([
    { weekdays: [6] },
  ]);
  expect(stillUnwanted([{ weekdays: [6] }], { when: SATURDAY })).toEqual([]);
});
