/**
 * Brings Finnish and English words together: a Finnish base form is translated, and both are compared by English
 * stems, the pivot. It translates single words only, never a text.
 */
import { newStemmer } from "snowball-stemmers";
import { type DictdEntry, HashTable, hashBytes, openDictd } from "./dictd.ts";
import { DOMAIN_TRANSLATIONS } from "./domain-translations.ts";
import type { DictdFile, LanguageFiles } from "./language-files.ts";
import { remember } from "./remember.ts";

export interface Dictionary {
  /** False when Finnish words have no pivot, for want of the FreeDict files. */
  readonly full: boolean;
  /** Gives the English words for a Finnish base form, likeliest first; empty when it is unknown. */
  translations(base: string): readonly string[];
  /** Gives the English stems of the translations of a Finnish base form; empty when it is unknown. */
  pivot(base: string): readonly string[];
}

/** Translations taken of one word: those that follow are rarer senses, which bring strangers together. */
const TRANSLATIONS = 4;
const LONGEST_HEADWORD = 80;

const english = newStemmer("english");

/** Gives the Snowball stem of an English word. */
export function englishStem(word: string): string {
  return english.stem(word.toLowerCase());
}

/** Builds the dictionary over the files that are there. */
export function createDictionary(
  files: Pick<LanguageFiles, "finnishEnglish" | "englishFinnish">,
): Dictionary {
  const forward = files.finnishEnglish && openDictd(files.finnishEnglish);
  const backward = files.englishFinnish && reverse(files.englishFinnish);
  const translate = remember((word: string): readonly string[] => {
    const ours = DOMAIN_TRANSLATIONS.get(word);
    if (ours !== undefined) return ours;
    const senses = (forward?.find(word) ?? []).map(readSenses);
    // The first senses of all homographs before the second ones.
    const depth = Math.max(0, ...senses.map((list) => list.length));
    const ordered = Array.from({ length: depth }, (_, i) => senses.flatMap((list) => list[i] ?? [])).flat();
    return [...new Set([...ordered, ...(backward?.(word) ?? [])])].slice(0, TRANSLATIONS);
  });
  const stem = remember((word: string): readonly string[] => {
    const words = translate(word).flatMap(
      (translation) => translation.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
    );
    return [...new Set(words.filter((part) => !LITTLE_WORDS.has(part)).map(englishStem))];
  });
  const full = forward !== undefined || backward !== undefined;
  if (!full) return { full, translations: () => [], pivot: () => [] };
  const tidy = (base: string) => base.slice(0, LONGEST_HEADWORD).toLowerCase();
  return { full, translations: (base) => translate(tidy(base)), pivot: (base) => stem(tidy(base)) };
}

/** What an English dictionary puts around a word: to read, a kind of, someone's. */
const LITTLE_WORDS = new Set(
  "a an the to of for in on at by with and or be someone something one s".split(" "),
);

/** Gives the translations of an entry, sense by sense. Lines that define a sense are left out. */
function readSenses(entry: DictdEntry): string[][] {
  const senses: string[][] = [];
  for (const [i, line] of entry.lines.entries()) {
    // Of several senses each translation line begins with its number; of one alone it is the first line.
    if (i > 0 && !/^\s*\d+\. \S/.test(line)) continue;
    const words = splitTranslations(line);
    if (words.length > 0) senses.push(words);
  }
  return senses;
}

function splitTranslations(line: string): string[] {
  return line
    .replace(/^\s*\d+\.\s+/, "")
    .replace(/\s*\d+\.\s*$/, "")
    .replace(/\([^)]*\)/g, "")
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** Turns the English-Finnish dictionary round: gives the headwords that a Finnish word translates. */
function reverse(file: DictdFile): (finnish: string) => readonly string[] {
  const index = openDictd(file);
  const table = new HashTable(131_072);
  index.eachLine(({ start, offset, length }) => {
    eachTranslation(file.text, offset, offset + length, (from, to) => {
      table.add(hashBytes(file.text, from, to), start);
    });
  });
  return (finnish) => {
    const bytes = Buffer.from(finnish);
    const entries = table.get(hashBytes(bytes, 0, bytes.length)).map(index.entryAt);
    const senseOf = (entry: DictdEntry) => readSenses(entry).findIndex((words) => words.includes(finnish));
    return entries
      .map((entry) => ({ headword: entry.headword, sense: senseOf(entry) }))
      .filter(({ sense }) => sense >= 0)
      .sort((a, b) => a.sense - b.sense)
      .map(({ headword }) => headword);
  };
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const [COMMA, SEMICOLON, STOP] = [0x2c, 0x3b, 0x2e];

/** Visits where the translations of an entry stand, as {@link readSenses} would read them, without making strings. */
function eachTranslation(
  text: Buffer,
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  let line = text.indexOf(NEWLINE, from) + 1;
  for (let isFirst = true; line > 0 && line < to; isFirst = false) {
    const newline = text.indexOf(NEWLINE, line);
    const end = newline < 0 || newline > to ? to : newline;
    const start = skipNumber(text, line, end);
    if (isFirst || start > line) eachPiece(text, start, dropNumber(text, start, end), visit);
    line = end + 1;
  }
}

function eachPiece(text: Buffer, from: number, to: number, visit: (from: number, to: number) => void): void {
  for (let start = from; start < to; ) {
    let end = start;
    while (end < to && text[end] !== COMMA && text[end] !== SEMICOLON) end++;
    let [first, last] = [start, end];
    while (first < last && text[first] === SPACE) first++;
    while (last > first && text[last - 1] === SPACE) last--;
    if (last > first) visit(first, last);
    start = end + 1;
  }
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Gives where a line goes on after "2. ", or where it starts. */
function skipNumber(text: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && text[at] === SPACE) at++;
  const digits = at;
  while (at < to && isDigit(text[at])) at++;
  const isNumber = at > digits && text[at] === STOP && text[at + 1] === SPACE;
  return isNumber ? at + 2 : from;
}

/** Gives where a line ends before " 2.", the number of a next sense that has no translation of its own. */
function dropNumber(text: Buffer, from: number, to: number): number {
  if (text[to - 1] !== STOP) return to;
  let at = to - 1;
  while (at > from && isDigit(text[at - 1])) at--;
  return at < to - 1 ? at : to;
}
