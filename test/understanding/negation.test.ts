import { describe, expect, test } from "@jest/globals";
import { partExcluded } from "../../src/understanding/negation.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";

const NOW = "2026-11-18T10:00:00+02:00";

describe("what is not wanted", () => {
  test.each([
    ["not for children", "for children"],
    ["nothing for kids please", "for kids"],
    ["anything but yoga on Saturday", "yoga"],
    ["concerts, but not jazz", "jazz"],
    ["something that's not in English", "in English"],
    ["anything except board games this weekend", "board games"],
    ["I'm not interested in sports or yoga", "sports or yoga"],
    ["no kids, please", "kids"],
    ["ei lapsille", "lapsille"],
    ["konsertteja, mutta ei jazzia", "jazzia"],
    ["mitä tahansa paitsi joogaa", "joogaa"],
    ["muualla kuin Oodissa", "Oodissa"],
    ["jooga ei kiinnosta", "jooga"],
    ["konsertteja muttei jazzia", "jazzia"],
    ["musiikkia eikä joogaa", "joogaa"],
    ["jotain, mutten halua joogaa", "joogaa"],
    ["lauantaina en pääse", "lauantaina"],
    ["en ehdi iltaisin", "iltaisin"],
    ["Saturdays don't work", "Saturdays"],
    ["I can't make Saturdays", "Saturdays"],
    ["somewhere else than Kallio", "Kallio"],
    ["I don't speak Finnish. What is on?", "Finnish"],
  ])("is told in '%s'", (text, excluded) => {
    expect(partExcluded(text).excluded).toBe(excluded);
  });

  test.each([
    "not too far from Kallio",
    "not before 5 pm",
    "Why not jazz?",
    "is there nothing for kids?",
    "no, for adults",
    "it doesn't cost anything",
    "ei maksa mitään",
    "ei ennen viittä",
    "ei kaukana Kalliosta",
    "miksi ei lapsille?",
    "I don't speak Finnish, where can I learn it?",
    "en osaa neuloa, onko kurssia?",
    "the printer doesn't work",
    "en pääse kirjautumaan",
    "kirjautuminen ei onnistu",
    "something outside on Saturday",
    "muttei maksa mitään",
  ])("is not read into '%s'", (text) => {
    expect(partExcluded(text).excluded).toBe("");
  });
});

describeWithFiles("a slot that is not wanted", () => {
  let understanding: Understanding;
  beforeAll(async () => {
    understanding = await createUnderstanding({ timeZone: "Europe/Helsinki", files: languageFiles });
  });
  const heard = (text: string) => understanding.understand(text, { now: NOW });

  test.each([
    ["not for children", {}],
    ["anything but yoga", {}],
    ["ei mitään lapsille", {}],
    ["jotain muuta kuin joogaa", {}],
    ["something for adults, not for kids", { audience: "adults" }],
    ["concerts but not jazz", { topic: ["concert"] }],
    ["konsertteja, mutta ei jazzia", { topic: ["konsertti"] }],
    ["something at Oodi but not on Sunday", { place: "Oodi" }],
  ])("is not read, and the rest is a wish: '%s'", (text, slots) => {
    expect(heard(text)).toMatchObject({ intent: "recommend", slots });
    expect(heard(text).slots).toEqual(slots);
    expect(heard(text).confidence).toBeGreaterThanOrEqual(0.6);
  });

  test("leaves what costs nothing alone", () => {
    expect(heard("jotain mikä ei maksa mitään").slots).toEqual({ free: true });
  });

  test.each([
    ["jotain lapsille viikonloppuna mutta ei lauantaina", [{ weekdays: [6] }]],
    ["konsertti muualla kuin Töölössä", [{ place: "Töölö" }]],
    ["musiikkia ei iltaisin", [{ partOfDay: "evening" }]],
    ["konsertteja muttei jazzia", [{ topic: ["jazz"] }]],
    ["ei Kalliossa eikä Pasilassa", [{ place: "Kallio" }, { place: "Pasila" }]],
    ["not on Saturday or Sunday", [{ weekdays: [6] }, { weekdays: [7] }]],
    ["concerts but not this Saturday", [{ when: { from: "2026-11-21", until: "2026-11-22" } }]],
    ["konsertteja, ei tänä lauantaina", [{ when: { from: "2026-11-21", until: "2026-11-22" } }]],
    ["any day except Friday", [{ weekdays: [5] }]],
    ["ei viikonloppuna", [{ weekdays: [6, 7] }]],
    ["concerts", undefined],
  ])("is told by itself: '%s'", (text, unwanted) => {
    expect(heard(text).unwanted).toEqual(unwanted);
  });

  test.each([
    ...[
      "in Oodi",
      "and in Kallio?",
      "entä lauantaina?",
      "ei kalliossa",
      "muualla kuin pasilassa",
      "vain ilmaisia",
    ],
    ...[
      "entä englanniksi",
      "lauantaina Oodissa",
      "not on Sundays",
      "what about for adults?",
      "mikä tahansa muu päivä kuin perjantai",
    ],
  ])("or wanted is all that is said: '%s'", (text) => {
    expect(heard(text).onlyLimits).toBe(true);
  });

  test.each([
    "is Oodi open on Sunday?",
    "concerts in Oodi",
    "entä musiikkia",
    "hello",
    "jotain lapsille",
    "kiitos",
  ])("is not all that is said: '%s'", (text) => {
    expect(heard(text).onlyLimits).toBe(false);
  });

  test("is told of topics whether their words are known", () => {
    expect(heard("lego").knownTopic).toBe(true);
    expect(heard("qwrtzu").knownTopic).toBe(false);
  });
});
