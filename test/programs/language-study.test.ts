import { describe, expect, test } from "@jest/globals";
import { languageMeant, languagesStudied } from "../../src/programs/language-study.ts";

const studied = (title: string, summary = "") =>
  languagesStudied({ title: { en: title }, summary: { en: summary }, keywords: [] }).filter(
    (code) => code !== "any",
  );

describe("languages that a program lets one learn", () => {
  test.each([
    ["Let's Learn Together - Spanish", "es"],
    ["Learning languages: French", "fr"],
    ["Beginner's Italian", "it"],
    ["Introduction to Arabic (level 1)", "ar"],
    ["Intermediate German together", "de"],
    ["Learn a little Japanese", "ja"],
  ])("are read from the title %j", (title, code) => {
    expect(studied(title)).toEqual([code]);
  });

  test.each([
    "Learn together - Spanish guitar",
    "Introduction to French cooking",
    "Learn to knit, in Spanish",
    "Learning with Spanish films",
    "Learn to cook in Italian",
  ])("are none in %j", (title) => {
    expect(studied(title)).toEqual([]);
  });
});

test("a topic is a language with the word for learning it, and not with another thing", () => {
  expect(["learn Spanish", "practising French", "opiskella saksaa"].map(languageMeant)).toEqual([
    "es",
    "fr",
    "de",
  ]);
  expect(languageMeant("Spanish guitar")).toBeUndefined();
});
