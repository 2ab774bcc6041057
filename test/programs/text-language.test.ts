import { expect, test } from "@jest/globals";
import { guessLanguage, mainLanguage, readLanguageCode } from "../../src/programs/text-language.ts";

test.each([
  ["Tule kuulemaan satuja ja loruja lastenosastolle.", "fi"],
  ["Valokuvia kaupungista", "fi"],
  ["Come and listen to stories", "en"],
  ["Knitting workshop", "en"],
  ["Sagostund på svenska för barn", "sv"],
  ["Bingo", undefined],
  ["3D 2026", undefined],
])("the language of %j is %s", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});

test("a document without evidence is in the language of the place", () => {
  expect([mainLanguage(["Bingo"], "Europe/Helsinki"), mainLanguage(["Bingo"], "America/New_York")]).toEqual([
    "fi",
    "en",
  ]);
  expect(mainLanguage(["Bingo", "Story time for the family"], "Europe/Helsinki")).toBe("en");
});

test.each([
  ["fi-FI", "fi"],
  ["EN", "en"],
  ["Finnish", "fi"],
  ["suomi", "fi"],
  ["Klingon", undefined],
])("the language code of %j is %s", (text, code) => {
  expect(readLanguageCode(text)).toBe(code);
});
