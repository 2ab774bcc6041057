import { describe, expect, test } from "@jest/globals";
import type { Localized } from "../../src/programs/program.ts";
import { languagesInTexts } from "../../src/programs/spoken-language.ts";

const spoken = (title: Localized, description: Localized = {}) =>
  languagesInTexts({ title, summary: {}, description });

describe("languages a program is held in", () => {
  test.each([
    [{ en: "Special Spanish Story Time with an author" }, ["es"]],
    [{ en: "English book club" }, ["en"]],
    [{ en: "Storytime in English & Spanish" }, ["en", "es"]],
    [{ en: "Rhyme time in Portuguese" }, ["pt"]],
    [{ fi: "Satutunti puolaksi" }, ["pl"]],
    [{ fi: "Kiinankielinen satutunti" }, ["zh"]],
    [{ sv: "Sagostund på finska" }, ["fi"]],
  ])("are read from %j", (title, languages) => {
    expect(spoken(title)).toEqual(languages);
  });

  test.each([
    { en: "Spanish guitar evening" },
    { en: "Stories from Finnish forests" },
    { fi: "Espanjan historiaa" },
  ])("are not read from %j", (title) => {
    expect(spoken(title)).toEqual([]);
  });

  test("are read from the small print of what is bilingual only", () => {
    expect(spoken({ en: "Songs" }, { en: "A bilingual hour in English & Spanish." })).toEqual(["en", "es"]);
    expect(spoken({ en: "Songs" }, { en: "Some songs are in Spanish." })).toEqual([]);
  });
});
