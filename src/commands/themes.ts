import { readFileSync } from "node:fs";
import type { Config } from "../config.ts";
import { type Codebook, libraryCodebook, readCodebook } from "../feedback/themes/codebook.ts";
import { findThemes, type Theme, type Themes, type ThemesProgress } from "../feedback/themes/find-themes.ts";
import { openReader } from "../feedback/themes/open-reader.ts";
import { type LineProblem, readAnswers } from "../feedback/themes/read-answers.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";

/** What the command is told. `codebook` is false with --no-codebook. */
export interface ThemesOptions {
  readonly codebook?: string | false;
  readonly column?: string;
  readonly json?: true;
}

/** Prints what the open answers of a file are about. Progress and lines that cannot be read go to stderr. */
export async function printThemes(config: Config, file: string, options: ThemesOptions): Promise<void> {
  const { answers, problems } = readAnswers(readFile(file, "answers"), {
    name: file,
    column: options.column,
  });
  const codebook = chosenCodebook(options.codebook);
  for (const problem of problems) process.stderr.write(`${problemInWords(file, problem)}\n`);
  const reader = openReader(loadLanguageFiles(), { cardPattern: config.cardPattern });
  const found = await findThemes(answers, { ...reader, codebook, onProgress: showProgress() });
  const lines = options.json ? json(found, problems) : inWords(found);
  for (const line of lines) process.stdout.write(line);
}

function chosenCodebook(chosen: ThemesOptions["codebook"]): Codebook | undefined {
  if (chosen === false) return undefined;
  return chosen === undefined ? libraryCodebook() : readCodebook(readFile(chosen, "codebook"), chosen);
}

function readFile(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "it cannot be opened";
    const known = why === "ENOENT" ? "there is no such file" : why === "EISDIR" ? "it is a folder" : why;
    throw new Error(`Cannot read ${what} "${path}": ${known}`, { cause });
  }
}

const STEPS = {
  reading: "reading answers",
  grouping: "grouping the rest",
  telling: "telling words",
} as const;

/** A line that is written over in a terminal; in a file a line for each step only. */
function showProgress(): (progress: ThemesProgress) => void {
  const isTerminal = process.stderr.isTTY;
  let told: string | undefined;
  return ({ step, done, of }) => {
    if (isTerminal)
      process.stderr.write(`\r\u001b[K${STEPS[step]}: ${done} of ${of}${step === "telling" ? "\n" : ""}`);
    else if (step !== told) process.stderr.write(`${STEPS[step]} (${of})\n`);
    told = step;
  };
}

function problemInWords(file: string, { line, message }: LineProblem): string {
  return line === 0 ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** A row a piece: the whole may be longer than a text can be. */
function* json({ themes, answers }: Themes, problems: readonly LineProblem[]): Generator<string> {
  const told = themes.map(({ label, ...theme }) => ({ ...theme, label: labelInWords(label) }));
  yield `{"themes":${JSON.stringify(told)},"answers":[`;
  for (const [at, answer] of answers.entries()) yield `${at === 0 ? "" : ","}\n${JSON.stringify(answer)}`;
  yield `],"unread":${JSON.stringify(problems)}}\n`;
}

function labelInWords({ fi, en }: Theme["label"]): string {
  return fi === en ? fi : `${fi} / ${en}`;
}

function* inWords({ themes, answers }: Themes): Generator<string> {
  const none = answers.filter((answer) => answer.themes.length === 0).length;
  for (const { id, label, kind, size, terms, quotes } of themes) {
    const proposed = kind === "proposed" ? ", proposed" : "";
    yield `${String(size).padStart(6)}  ${labelInWords(label)} (${id}${proposed})\n`;
    if (terms.length > 0) yield `        ${terms.join(", ")}\n`;
    for (const quote of quotes) yield `        "${quote}"\n`;
  }
  yield `${String(answers.length).padStart(6)}  answers in all, ${none} of them in no theme\n`;
}
