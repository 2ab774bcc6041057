import { expect, test } from "@jest/globals";
import { openReader } from "../../../src/feedback/themes/open-reader.ts";
import { cosine, type Vector } from "../../../src/feedback/themes/vectors.ts";
import { WORD_CONCEPTS } from "../../../src/feedback/themes/word-fields.ts";
import { describeWithFiles, languageFiles } from "../../helpers/language-files.ts";

function likeness(one: Vector, other: Vector): number {
  return cosine(one, other) / Math.sqrt(cosine(one, one) * cosine(other, other));
}

describeWithFiles("features over the language files", () => {
  const { reader } = openReader(languageFiles);
  const read = (text: string) => reader.read(text).features;

  test("the same wish in both languages is more alike than two wishes in one", () => {
    const pairs = [
      ["Lisää lautapelejä aikuisille", "Board games for grown-ups"],
      [
        "Hissi ei toimi, enkä pääse pyörätuolilla ylös",
        "The elevator is broken and my wheelchair stays downstairs",
      ],
      ["Olkaa auki sunnuntaisinkin", "Please open on Sundays too"],
      ["Vessat ovat likaisia", "The toilets are dirty"],
    ].map((texts) => texts.map(read));
    for (const [finnish, english] of pairs) {
      for (const [otherFinnish, otherEnglish] of pairs) {
        if (finnish === otherFinnish || !finnish || !english || !otherFinnish || !otherEnglish) continue;
        expect(likeness(finnish, english)).toBeGreaterThan(likeness(finnish, otherFinnish));
        expect(likeness(finnish, english)).toBeGreaterThan(likeness(english, otherEnglish));
      }
    }
  });

  test("inflected forms and compounds of a word are alike, and different words are not", () => {
    expect(likeness(read("soittimia"), read("soittimen"))).toBeCloseTo(1, 5);
    expect(likeness(read("äänikirjoista"), read("äänikirja"))).toBeGreaterThan(0.95);
    expect(likeness(read("vessa"), read("lautapeli"))).toBe(0);
  });

  test("a part of a name is no name: two is no language, though bilingual speaks of languages", () => {
    expect(likeness(read("kaksikielinen"), read("espanja"))).toBeGreaterThan(0.3);
    expect(likeness(read("kaksi"), read("espanja"))).toBe(0);
  });

  test("a word that is in no field is found by what it means in the dictionary", () => {
    const words = WORD_CONCEPTS.flatMap(({ names }) => names.fi);
    expect(words).not.toContain("ateria");
    expect(likeness(read("ateria"), read("kahvila"))).toBeGreaterThan(0.2);
  });

  test("a text of hostile length is read at once", () => {
    const started = performance.now();
    read("a".repeat(1_000_000));
    read("auki ".repeat(200_000));
    read("-'&.".repeat(200_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test("without the language files words of one language still meet by their stems", () => {
  const { reader } = openReader({ missing: [] });
  const read = (text: string) => reader.read(text).features;
  expect(likeness(read("quiet rooms"), read("a quiet room"))).toBeGreaterThan(0.9);
  expect(likeness(read("lautapelejä"), read("lautapelit"))).toBeGreaterThan(0.5);
});

test("no concept of the table is empty in a language, and none stands twice", () => {
  const names = WORD_CONCEPTS.map(({ field, concept }) => `${field} ${concept}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { concept, names } of WORD_CONCEPTS) {
    for (const words of [names.fi, names.en])
      expect({ concept, words }).toEqual({
        concept,
        words: expect.arrayContaining([expect.stringMatching(/^\S.*\S$/)]),
      });
  }
});
