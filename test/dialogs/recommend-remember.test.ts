import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import type { Profile } from "../../src/dialog/profile.ts";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { PROGRAMS, profileWith, shelfOf } from "../helpers/services.ts";
import { type Said, type TalkOptions, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const REMEMBERS = /^(follow|place|age):/;
const wish = (slots: Slots): Said => ({ text: "x", slots, intent: "recommend" });

/** What a search with these slots offers to remember. */
function offered(slots: Slots, given: Partial<Profile> = {}, options: TalkOptions = {}): readonly string[] {
  const services = { profile: profileWith(given), ...options.services };
  return talk(recommend, [wish(slots)], { ...options, services }).offered.filter((value) =>
    REMEMBERS.test(value),
  );
}

test("recommend offers to remember one thing at a time: the topic, then the place, then the child's age", () => {
  const slots = { topic: ["jazz"], place: "Kallio", age: 5 };
  expect(offered(slots)).toEqual(["follow:jazz"]);
  expect(offered(slots, { interests: ["jazz"] })).toEqual(["place:Kallio"]);
  expect(offered(slots, { interests: ["jazz"], home: "Oodi" })).toEqual(["age:5"]);
  expect(offered(slots, { interests: ["jazz"], home: "Oodi", childAges: [5] })).toEqual([]);
});

test("recommend offers to remember no age of a grown-up, and nothing in a group", () => {
  expect(offered({ age: 70 })).toEqual([]);
  expect(offered({ age: 17 })).toEqual(["age:17"]);
  expect(offered({ place: "Kallio", age: 5 }, {}, { services: { isGroup: true } })).toEqual([]);
});

test.each([
  ["fi", "Muista: Kallio", "Kallio on oma kirjastosi tai kaupunginosasi"],
  ["en", "Remember: Kallio", "Kallio as your own library or district"],
] as const)("recommend remembers a place that the patron confirmed: %s", (language, label, said) => {
  const talked = talk(recommend, [wish({ place: "Kallio" }), label], { language });
  expect(talked.records).toEqual([{ record: "profile", change: { home: "Kallio" } }]);
  expect(talked.last.texts[0]).toContain(said);
});

test.each([
  ["fi", "Muista: 5-vuotias lapsi", "5-vuotiaalle"],
  ["en", "Remember: a child aged 5", "a child aged 5"],
] as const)("recommend remembers the age of a child beside the others: %s", (language, label, said) => {
  const services = { profile: profileWith({ childAges: [3, 9] }) };
  const talked = talk(recommend, [wish({ age: 5 }), label], { language, services });
  expect(talked.records).toEqual([{ record: "profile", change: { childAges: [3, 5, 9] } }]);
  expect(talked.last.texts[0]).toContain(said);
});

test("recommend learns nothing from a search alone", () => {
  expect(talk(recommend, [wish({ place: "Kallio", age: 5 }), "more"]).records).toEqual([]);
});

test.each(LANGUAGES)(
  "recommend offers to tell of new programs when a topic is followed, once: %s",
  (language) => {
    const followed = (given: Partial<Profile>) =>
      talk(recommend, [wish({ topic: ["jazz"] }), "follow:jazz"], {
        language,
        services: { profile: profileWith(given) },
      }).offered;
    expect(followed({})).toContain("open:settings:suggestions");
    expect(followed({ allowed: ["suggestions"] })).not.toContain("open:settings:suggestions");
    expect(followed({ declined: ["suggestions"] })).not.toContain("open:settings:suggestions");
  },
);

test("recommend lets what it knows change the order only where the wish does not tell", () => {
  const known = { interests: ["jazz"], home: "Kallio", childAges: [5], audience: "adults" } as const;
  const asked = (slots: Slots, isGroup = false) => {
    const wishes: ProgramWish[] = [];
    const programs = shelfOf(PROGRAMS, (one) => {
      wishes.push(one);
      return { results: [], relaxed: [] };
    });
    talk(recommend, [wish(slots)], { services: { programs, isGroup, profile: profileWith(known) } });
    return wishes.map(({ home, childAges, audience, interests }) => [home, childAges, audience, interests]);
  };
  const { home, childAges, audience, interests } = known;
  expect(asked({ topic: ["jazz"] })[0]).toEqual([home, childAges, audience, interests]);
  expect(asked({ place: "Oodi" })[0]).toEqual([undefined, childAges, audience, interests]);
  expect(asked({ online: true })[0]).toEqual([undefined, childAges, audience, interests]);
  expect(asked({ age: 9 })[0]).toEqual([home, undefined, undefined, interests]);
  expect(asked({ audience: "seniors" })[0]).toEqual([home, undefined, undefined, interests]);
  expect(asked({}, true)[0]).toEqual([undefined, undefined, undefined, []]);
});
