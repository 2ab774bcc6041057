import { readFileSync } from "node:fs";
import { expect, jest, test } from "@jest/globals";
import { adjustedRand, mutualInformation } from "../../../bench/partitions.ts";
import { type CodebookTheme, libraryCodebook } from "../../../src/feedback/themes/codebook.ts";
import { findThemes } from "../../../src/feedback/themes/find-themes.ts";
import { openReader } from "../../../src/feedback/themes/open-reader.ts";
import { type Answer, readAnswers } from "../../../src/feedback/themes/read-answers.ts";
import { hasLanguageFiles, languageFiles } from "../../helpers/language-files.ts";
import { sharedPath } from "../../helpers/shared.ts";

jest.setTimeout(60_000);

const path = sharedPath("data/language/dev-feedback.csv");
const withAnswers = (name: string, body: (answers: readonly Answer[]) => Promise<void>) => {
  if (path === undefined || !hasLanguageFiles) {
    console.log(`skipped: ${name} (no sorted answers beside this checkout, or no language files)`);
    test.skip(name, () => undefined);
  } else test(name, () => body(readAnswers(readFileSync(path), { name: path }).answers));
};
const bare = ({ id, text }: Answer): Answer => ({ id, text });
const open = openReader(languageFiles);

withAnswers(
  "answers that people sorted are grouped much as they were sorted, and not by language",
  async (answers) => {
    const { answers: found } = await findThemes(answers.map(bare), open);
    const groups = found.map(({ themes }) => themes[0] ?? "");
    const [themes, languages] = [
      answers.map(({ theme = "" }) => theme),
      answers.map(({ language = "" }) => language),
    ];
    expect(adjustedRand(groups, themes)).toBeGreaterThan(0.5);
    expect(mutualInformation(groups, languages)).toBeLessThan(0.02);
  },
);

withAnswers("three quarters of the answers are sorted right by a codebook of the others", async (answers) => {
  let right = 0;
  for (const fold of [0, 1, 2, 3, 4]) {
    const tested = answers.filter((_, at) => at % 5 === fold);
    const others = answers.filter(({ theme }, at) => at % 5 !== fold && theme !== "other");
    const ids = [...new Set(others.map(({ theme = "" }) => theme))];
    const themes = ids.map(
      (id): CodebookTheme => ({
        ...{ id, label: { fi: id, en: id }, words: {} },
        examples: { any: others.filter(({ theme }) => theme === id).map(({ text }) => text) },
      }),
    );
    const found = await findThemes(tested.map(bare), { ...open, codebook: { themes } });
    right += tested.filter(({ theme }, at) => found.answers[at]?.themes[0] === theme).length;
  }
  const sorted = answers.filter(({ theme }) => theme !== "other");
  expect(right / sorted.length).toBeGreaterThan(0.75);
});

withAnswers("our codebook takes nearly every answer, and few of them for several themes", async (answers) => {
  const { answers: found } = await findThemes(answers.map(bare), { ...open, codebook: libraryCodebook() });
  const themes = found.flatMap((answer) => answer.themes);
  expect(themes.filter((theme) => !theme.startsWith("proposed")).length / answers.length).toBeGreaterThan(
    0.9,
  );
  expect(themes.length / answers.length).toBeLessThan(1.6);
});
