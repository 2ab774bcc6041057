import { expect, test } from "@jest/globals";
import { CONCEPTS } from "../../src/programs/concepts.ts";
import { topicInWords } from "../../src/programs/topic-label.ts";

test.each([
  ["board game", "en", "board games"],
  ["phone", "fi", "puhelin"],
  ["puhelin", "en", "phones"],
  ["kirjapiiri", "fi", "kirjapiiri"],
  ["jazz", "fi", "jazz"],
  ["suomi", "fi", "suomen kieli"],
  ["Finnish", "fi", "suomen kieli"],
  ["suomen kieli", "en", "Finnish"],
  ["medieval poetry", "en", "medieval poetry"],
  ["kissat", "fi", "kissat"],
  ["constructor", "en", "constructor"],
] as const)("the topic %s is said in %s as %s", (topic, language, words) => {
  expect(topicInWords(topic, language)).toBe(words);
});

test("an English topic has the number in which it was said", () => {
  expect(topicInWords("digital skill", "en", "Digital skills, please")).toBe("digital skills");
  expect(topicInWords("ghost story", "en", "ghost stories for kids")).toBe("ghost stories");
  expect(topicInWords("salsa", "en", "salsa")).toBe("salsa");
});

test("every concept has a label in both languages", () => {
  for (const names of Object.values(CONCEPTS)) {
    for (const name of names.sv ?? []) {
      for (const language of ["fi", "en"] as const) {
        const isShared = names[language]?.includes(name);
        if (!isShared) expect(topicInWords(name, language)).not.toBe(name);
      }
    }
  }
});
