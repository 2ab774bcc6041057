/** Reads open answers from a file: a table or JSON lines. What cannot be read is listed with its line; nothing is dropped silently. */
import type { Language } from "../../understanding/understood.ts";
import { decodeText } from "./decode-text.ts";
import { parseCsv, separatorOf } from "./parse-csv.ts";

/** One open answer as it was given. */
export interface Answer {
  /** That of the file, or the number of its line. */
  readonly id: string;
  readonly text: string;
  /** As the file tells it. */
  readonly language?: Language;
  /** The theme the file tells, where it is a table of answers that someone sorted. */
  readonly theme?: string;
}

/** A line that could not be read, or only in part. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** What a file holds. */
export interface AnswersRead {
  readonly answers: readonly Answer[];
  readonly problems: readonly LineProblem[];
}

/** Thrown when a file holds no answers that could be read. */
export class AnswersUnreadable extends Error {
  override readonly name = "AnswersUnreadable";
}

/** What a file may be larger than nothing that people answered. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How columns are called, in the order of preference. Compared without case, spaces, marks and underscores. */
const COLUMNS = {
  text: "text answer openanswer comment feedback response message teksti vastaus avovastaus avoinvastaus palaute kommentti viesti ehdotus".split(
    " ",
  ),
  id: "id answerid responseid tunnus tunniste vastausid nro number no".split(" "),
  language: "language lang kieli".split(" "),
  theme: "theme teema code koodi".split(" "),
} as const;

type Column = keyof typeof COLUMNS;

interface Options {
  /** Name of the file, for messages and to tell its kind. */
  readonly name: string;
  /** Name of the column with the answers, where it is none that is known. */
  readonly column?: string | undefined;
}

/** Reads answers. Throws {@link AnswersUnreadable} when the file is empty, too large, or has no column of answers. */
export function readAnswers(bytes: Uint8Array, { name, column }: Options): AnswersRead {
  const fail = (what: string) => new AnswersUnreadable(`Cannot read answers "${name}": ${what}`);
  if (bytes.length > MOST_BYTES)
    throw fail(`the file has ${bytes.length} bytes, at most ${MOST_BYTES} are read`);
  const { text, encoding, unreadable } = decodeText(bytes);
  if (text.trim() === "") throw fail("the file is empty");
  const isJson = /\.(?:jsonl|ndjson)$/i.test(name) || (!/\.(?:csv|tsv)$/i.test(name) && /^\s*\{/.test(text));
  const collector = new Collector();
  if (unreadable > 0)
    collector.problem(0, `${unreadable} characters are no ${encoding}; they were read as \ufffd`);
  if (isJson) readJsonLines(text, { column, collector });
  else readTable(text, { column, collector, fail });
  if (collector.answers.length === 0) {
    const first = collector.problems[0];
    throw fail(first === undefined ? "it has no answers" : `line ${first.line}: ${first.message}`);
  }
  return collector;
}

/** Keeps answers with ids of their own. */
class Collector implements AnswersRead {
  readonly answers: Answer[] = [];
  readonly problems: LineProblem[] = [];
  readonly #ids = new Set<string>();

  problem(line: number, message: string): void {
    this.problems.push({ line, message });
  }

  add(line: number, found: Readonly<Record<Column, string | undefined>>): void {
    const told = found.id?.trim() ?? "";
    let id = told === "" ? String(line) : told;
    if (this.#ids.has(id)) {
      id = `${id}@${line}`;
      if (told !== "")
        this.problem(line, `the id ${quoted(told)} was met before; this answer is called ${quoted(id)}`);
    }
    this.#ids.add(id);
    const language = found.language?.trim().toLowerCase();
    const theme = found.theme?.trim();
    this.answers.push({
      id,
      text: found.text ?? "",
      ...((language === "fi" || language === "en") && { language }),
      ...(theme && { theme }),
    });
  }
}

interface Reading {
  readonly column: string | undefined;
  readonly collector: Collector;
}

function readTable(
  text: string,
  { column, collector, fail }: Reading & { readonly fail: (what: string) => Error },
): void {
  const separator = separatorOf(text);
  let places: Readonly<Record<Column, number>> | undefined;
  let width = 0;
  for (const { line, fields, isUnclosed } of parseCsv(text, separator)) {
    if (places === undefined) {
      places = placesOf(fields, column);
      width = fields.length;
      const isBare = places.text < 0 && width === 1 && column === undefined;
      if (places.text < 0 && !isBare) throw fail(noColumn(fields, column));
      // One column without a name that is known: there is no header, each line is an answer.
      if (!isBare) continue;
      places = { text: 0, id: -1, language: -1, theme: -1 };
    }
    if (isUnclosed) {
      collector.problem(line, "a quote is opened and never closed; this line was left out");
    } else if (fields.length <= places.text || fields.length > width) {
      collector.problem(line, `the line has ${fields.length} fields where the first line has ${width}`);
    } else {
      const { text, id, language, theme } = places;
      const found = { text: fields[text], id: fields[id], language: fields[language], theme: fields[theme] };
      collector.add(line, found);
    }
  }
}

function placesOf(header: readonly string[], column: string | undefined): Readonly<Record<Column, number>> {
  const names = header.map(plain);
  const placeOf = (known: readonly string[]) =>
    known.map((name) => names.indexOf(name)).find((place) => place >= 0) ?? -1;
  return {
    text: column === undefined ? placeOf(COLUMNS.text) : names.indexOf(plain(column)),
    id: placeOf(COLUMNS.id),
    language: placeOf(COLUMNS.language),
    theme: placeOf(COLUMNS.theme),
  };
}

/** What a file says may be long, or steer a terminal. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function noColumn(header: readonly string[], column: string | undefined): string {
  const there = header.slice(0, 20).map(quoted).join(", ");
  return column === undefined
    ? `line 1: none of the columns ${there} is called text, answer or vastaus (name it with --column)`
    : `line 1: there is no column ${quoted(column)}, only ${there}`;
}

function readJsonLines(text: string, { column, collector }: Reading): void {
  text.split(/\r\n|\n|\r/).forEach((row, index) => {
    if (row.trim() === "") return;
    const line = index + 1;
    const found = readJsonLine(row, column);
    if (typeof found === "string") collector.problem(line, found);
    else collector.add(line, found);
  });
}

/** Gives the fields of a line, or what is wrong with it. */
function readJsonLine(
  row: string,
  column: string | undefined,
): string | Readonly<Record<Column, string | undefined>> {
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch {
    return "the line is no JSON";
  }
  if (typeof value === "string") return { text: value, id: undefined, language: undefined, theme: undefined };
  if (typeof value !== "object" || value === null) return "the line is neither an object nor a text";
  const fields = new Map(Object.entries(value).map(([name, field]) => [plain(name), field as unknown]));
  const of = (names: readonly string[]) => {
    const field = names.map((name) => fields.get(name)).find((one) => one !== undefined && one !== null);
    return typeof field === "string" || typeof field === "number" ? String(field) : undefined;
  };
  const text = of(column === undefined ? COLUMNS.text : [plain(column)]);
  if (text === undefined) return "the line has no text (name its field with --column)";
  return { text, id: of(COLUMNS.id), language: of(COLUMNS.language), theme: of(COLUMNS.theme) };
}
