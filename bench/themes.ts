/**
 * How well themes are found in open answers: sorted by a codebook made of other answers (cross-validated, ten folds), and grouped
 * without any codebook; how alike the groups of parts of the answers are; and how long many answers take.
 */
import { readFileSync } from "node:fs";
import { type Codebook, libraryCodebook } from "../src/feedback/themes/codebook.ts";
import { findThemes, type Themes } from "../src/feedback/themes/find-themes.ts";
import { openReader } from "../src/feedback/themes/open-reader.ts";
import { type Answer, readAnswers } from "../src/feedback/themes/read-answers.ts";
import { loadLanguageFiles } from "../src/understanding/language-files.ts";
import { percent, printFigures } from "./figures.ts";
import { sortedAnswersPath } from "./outside-data.ts";
import { adjustedRand, mutualInformation, shuffled } from "./partitions.ts";

const FOLDS = 10;
const SUBSAMPLES = 8;
const SHARE = 0.8;
/** What is off every theme stands in this one: no codebook should take it. */
const OFF = "other";

const open = openReader(loadLanguageFiles());

async function main(): Promise<void> {
  const path = sortedAnswersPath();
  if (path === undefined) {
    console.log("skipped: there are no sorted answers beside this checkout (KUTSU_SHARED)");
    return;
  }
  const { answers } = readAnswers(readFileSync(path), { name: path });
  await showCodebook(answers);
  await showGroups(answers);
  await showSpeed(answers);
}

async function showCodebook(answers: readonly Answer[]): Promise<void> {
  const order = shuffled(answers, 1);
  const told = new Map<Answer, readonly string[]>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const tested = order.filter((_, at) => at % FOLDS === fold);
    const codebook = codebookOf(order.filter((_, at) => at % FOLDS !== fold));
    const { answers: found } = await findThemes(tested.map(withoutTheme), { ...open, codebook });
    tested.forEach((answer, at) => {
      told.set(answer, found[at]?.themes ?? []);
    });
  }
  const on = answers.filter(({ theme }) => theme !== OFF);
  const isCoded = (answer: Answer) => !(told.get(answer)?.[0] ?? "proposed-").startsWith("proposed-");
  const isRight = (answer: Answer) => told.get(answer)?.[0] === answer.theme;
  const off = answers.filter(({ theme }) => theme === OFF);
  const right = on.filter(isRight).length + off.filter((answer) => !isCoded(answer)).length;
  const of = (language: string) => {
    const own = on.filter((answer) => answer.language === language);
    return percent(own.filter(isRight).length, own.length);
  };
  const themes = [...told.values()].reduce((sum, { length }) => sum + length, 0);
  printFigures(`Sorted by a codebook, ${FOLDS} folds, ${answers.length} answers`, [
    { what: "right of all (off-topic: to no theme)", kutsu: percent(right, answers.length), target: "75 %" },
    { what: "right of those on a theme", kutsu: percent(on.filter(isRight).length, on.length) },
    { what: "  Finnish", kutsu: of("fi") },
    { what: "  English", kutsu: of("en") },
    { what: "on a theme but taken by none", kutsu: percent(on.filter((a) => !isCoded(a)).length, on.length) },
    { what: "off-topic and taken by one", kutsu: percent(off.filter(isCoded).length, off.length) },
    { what: "themes an answer", kutsu: (themes / answers.length).toFixed(2) },
  ]);
}

async function showGroups(answers: readonly Answer[]): Promise<void> {
  const group = async (some: readonly Answer[]) =>
    firstThemes(await findThemes(some.map(withoutTheme), open));
  const found = await findThemes(answers.map(withoutTheme), open);
  const whole = firstThemes(found);
  const themes = answers.map(({ theme }) => theme ?? "");
  const languages = answers.map(({ language }) => language ?? "");
  let toWhole = 0;
  const parts: ReadonlyMap<Answer, string>[] = [];
  for (let seed = 1; seed <= SUBSAMPLES; seed += 1) {
    const kept = new Set(shuffled(answers, seed).slice(0, Math.round(answers.length * SHARE)));
    const part = answers.filter((answer) => kept.has(answer));
    const groups = await group(part);
    parts.push(new Map(part.map((answer, at) => [answer, groups[at] ?? ""])));
    const same = answers.flatMap((answer, at) => (kept.has(answer) ? [whole[at] ?? ""] : []));
    toWhole += adjustedRand(groups, same) / SUBSAMPLES;
  }
  const pairs = parts.flatMap((one, at) => parts.slice(0, at).map((other) => alike(one, other)));
  const mean = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
  const alone = found.answers.filter((answer) => answer.themes.length === 0).length;
  printFigures("Grouped without a codebook", [
    { what: "adjusted Rand index", kutsu: adjustedRand(whole, themes).toFixed(2), target: "0.40" },
    {
      what: "language split (normalised information)",
      kutsu: mutualInformation(whole, languages).toFixed(3),
      target: "0.020",
      peers: { "the themes themselves": mutualInformation(themes, languages).toFixed(3) },
    },
    { what: "language split (adjusted Rand index)", kutsu: adjustedRand(whole, languages).toFixed(3) },
    { what: "80 % of the answers against all", kutsu: toWhole.toFixed(2), target: "0.60" },
    { what: "80 % against another 80 %", kutsu: mean.toFixed(2) },
    { what: "groups", kutsu: String(found.themes.length) },
    { what: "answers in no group", kutsu: percent(alone, answers.length) },
  ]);
}

async function showSpeed(answers: readonly Answer[]): Promise<void> {
  const rows = [];
  for (const [count, codebook, target] of [
    [1_300, libraryCodebook(), "2 s"],
    [1_300, undefined, "2 s"],
    [100_000, libraryCodebook(), "180 s"],
    [100_000, undefined, "180 s"],
  ] as const) {
    const many = mixed(answers, count);
    const start = performance.now();
    const { themes } = await findThemes(many, { ...open, codebook });
    const seconds = (performance.now() - start) / 1_000;
    const what = `${count} answers, ${codebook === undefined ? "no codebook" : "our codebook"}, ${themes.length} themes`;
    rows.push({ what, kutsu: `${seconds.toFixed(1)} s`, target });
  }
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  rows.push({ what: "memory at most", kutsu: `${megabytes.toFixed(0)} MB`, target: "1500 MB" });
  printFigures("Many answers, each put together of the sentences of two", rows);
}

/** Different answers: sentences of one and of another, never the same two again until all were met. */
function mixed(answers: readonly Answer[], count: number): readonly Answer[] {
  return Array.from({ length: count }, (_, at) => {
    const one = answers[at % answers.length];
    const other = answers[(at * 7 + Math.floor(at / answers.length) * 13 + 1) % answers.length];
    const isSame = one?.language === other?.language && at >= answers.length;
    return { id: String(at), text: isSame ? `${one?.text} ${other?.text}` : (one?.text ?? "") };
  });
}

function codebookOf(answers: readonly Answer[]): Codebook {
  const titles = [...new Set(answers.map(({ theme }) => theme ?? ""))].filter((title) => title !== OFF);
  const themes = titles.map((title) => {
    const own = answers.filter(({ theme }) => theme === title);
    const texts = (language: string) =>
      own.filter((answer) => answer.language === language).map(({ text }) => text);
    const examples = { fi: texts("fi"), en: texts("en") };
    return { id: title, label: { fi: title, en: title }, words: {}, examples };
  });
  return { themes };
}

function withoutTheme({ id, text }: Answer): Answer {
  return { id, text };
}

/** What is in no group is counted as a group of its own kind. */
function firstThemes({ answers }: Themes): readonly string[] {
  return answers.map(({ themes }) => themes[0] ?? "");
}

function alike(one: ReadonlyMap<Answer, string>, other: ReadonlyMap<Answer, string>): number {
  const both = [...one.keys()].filter((answer) => other.has(answer));
  const of = (part: ReadonlyMap<Answer, string>) => both.map((answer) => part.get(answer) ?? "");
  return adjustedRand(of(one), of(other));
}

void main();
