import { expect, test } from "@jest/globals";
import { inLanguage } from "../../src/conversation/in-language.ts";
import type { Line } from "../../src/dialog/dialog.ts";
import type { LocaleKey } from "../../src/dialog/words.ts";
import { NOW, PROGRAMS, speaker } from "../helpers/services.ts";

const marks = { id: "1-1-7", question: "t7", now: NOW };
const say = (lines: readonly Line[], language: "fi" | "en" = "fi") => speaker.speak(lines, language, marks);

test("plain lines join the one after them, so that a turn is as few messages as it can be", () => {
  const choices = [{ value: "a", label: { phrase: "feedback.about.idea" } }] as const;
  const messages = say([
    { key: "common.hello" },
    { key: "common.back" },
    { key: "feedback.about.ask", choices },
  ]);
  expect(messages).toEqual([
    {
      id: "1-1-7.1",
      language: "fi",
      question: "t7",
      text: "Hei taas.\n\nPalataan siihen, mihin jäimme.\n\nMistä haluat antaa palautetta?",
      choices: [{ value: "a", label: "Minulla on idea" }],
    },
  ]);
});

test("what comes after cards or choices is a message of its own, and ids stay the same when said again", () => {
  const programs = PROGRAMS.slice(0, 1).map((program) => ({ program, reasons: [] }));
  const lines: readonly Line[] = [{ key: "recommend.details.ask", programs }, { key: "common.back" }];
  expect(say(lines).map(({ id, question }) => [id, question])).toEqual([
    ["1-1-7.1", "t7"],
    ["1-1-7.2", undefined],
  ]);
  expect(say(lines)).toEqual(say(lines));
});

test("nothing is said where there are no lines", () => {
  expect(say([])).toEqual([]);
});

test("values are said in the language of the sentence", () => {
  const at = (place: string, language: "fi" | "en") => speaker.value({ place }, language);
  expect([at("Oodi", "fi"), at("Kallio", "fi"), at("Pikku Huopalahti", "fi")]).toEqual([
    "Oodissa",
    "Kalliossa",
    "Pikku Huopalahdessa",
  ]);
  expect([at("Oodi", "en"), at("Kallio", "en"), at("Kumpula", "en")]).toEqual([
    "at Oodi",
    "in Kallio",
    "in Kumpula",
  ]);
  expect(at("Kumpula", "fi")).toBe("paikassa Kumpula");
  expect(speaker.value({ list: ["jazz", "shakki", "3D"] }, "fi")).toBe("jazz, shakki ja 3D");
  expect(speaker.value({ list: ["jazz"] }, "en")).toBe("jazz");
  expect(speaker.value({ text: { sv: "Sagostund" } }, "en")).toBe("Sagostund");
  expect(speaker.value(4, "fi")).toBe("4");
});

test("numbers choose between one and many", () => {
  const found = (count: number) =>
    speaker.phrase("recommend.found.plain", "en", {
      count,
      number: { phrase: `common.number.${count}` as LocaleKey },
    });
  expect([found(1), found(3)]).toEqual(["I found one program.", "Here are three programs."]);
});

test("a patron's words are said as they are, whatever they look like", () => {
  for (const comment of [
    "{{helplines}}",
    "$t(common.crisis)",
    "<b>&amp;</b> 50 % {{- x}}",
    "a ”lainaus” b",
  ]) {
    const text = speaker.phrase("feedback.withdraw.ask", "fi", { text: comment });
    expect(text).toContain(comment);
    expect(text).not.toContain("Auttava puhelin");
  }
});

test("the helplines of the library are named in words of crisis", () => {
  expect(speaker.phrase("common.crisis", "fi")).toContain("Auttava puhelin 0100 000");
  expect(speaker.phrase("common.crisis", "en")).toContain("Help line 0100 000");
});

test("a key that does not exist is an error, not a message", () => {
  expect(() => speaker.phrase("common.nothingLikeThis" as LocaleKey, "fi")).toThrow(
    'Cannot say "common.nothingLikeThis" in "fi": it is missing from locales/fi',
  );
});

test("a text is given in the language asked for, or in the nearest there is", () => {
  expect(inLanguage({ fi: "a", en: "b" }, "en")).toEqual({ text: "b", language: "en" });
  expect(inLanguage({ fi: "a", sv: "c" }, "en")).toEqual({ text: "a", language: "fi" });
  expect(inLanguage({ en: "b", fi: "" }, "fi")).toEqual({ text: "b", language: "en" });
  expect(inLanguage({}, "fi")).toEqual({ text: "", language: "fi" });
});
