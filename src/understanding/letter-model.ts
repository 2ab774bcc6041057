/**
 * Weighs whether letters look Finnish or English, by trigrams counted in the definitions of the two dictionaries:
 * Finnish ones in the Finnish-English, English ones in the English-Finnish. It decides only what word lists leave open.
 */
import type { DictdFile, LanguageFiles } from "./language-files.ts";

export interface LetterModel {
  /** Gives the log-odds of Finnish over English of a lower-case word by its letters. */
  letters(word: string): number;
  /** Gives the log-odds by how often the word stands in texts of each language; 0 when it was seen in neither. */
  frequency(word: string): number;
}

/** Characters of definitions read of each dictionary: more makes it no better, only slower to start. */
const SAMPLE_LENGTH = 600_000;
const CHUNKS = 25;
const TABLE = 2 ** 15;
const LONGEST_WORD = 24;

interface Counts {
  readonly trigrams: Float64Array;
  trigramTotal: number;
  readonly words: Map<string, number>;
  wordTotal: number;
}

/** Builds the model; undefined when one of the dictionaries is missing. Takes some 60 ms. */
export function createLetterModel(
  files: Pick<LanguageFiles, "finnishEnglish" | "englishFinnish">,
): LetterModel | undefined {
  if (files.finnishEnglish === undefined || files.englishFinnish === undefined) return undefined;
  const finnish = count(files.finnishEnglish);
  const english = count(files.englishFinnish);
  const odds = new Float32Array(TABLE);
  for (let i = 0; i < TABLE; i++) {
    const here = ((finnish.trigrams[i] ?? 0) + 0.5) / finnish.trigramTotal;
    const there = ((english.trigrams[i] ?? 0) + 0.5) / english.trigramTotal;
    odds[i] = Math.log(here / there);
  }
  return {
    letters: (word) => {
      let sum = 0;
      eachTrigram(word, (trigram) => {
        sum += odds[trigram] ?? 0;
      });
      return sum;
    },
    frequency: (word) => {
      const here = finnish.words.get(word) ?? 0;
      const there = english.words.get(word) ?? 0;
      if (here + there === 0) return 0;
      return Math.log(((here + 0.5) / finnish.wordTotal) * (english.wordTotal / (there + 0.5)));
    },
  };
}

function count({ text }: DictdFile): Counts {
  const counts: Counts = {
    trigrams: new Float64Array(TABLE),
    trigramTotal: 0,
    words: new Map(),
    wordTotal: 0,
  };
  const chunk = SAMPLE_LENGTH / CHUNKS;
  for (let i = 0; i < CHUNKS; i++) {
    const start = Math.floor((text.length / CHUNKS) * i);
    const lines = text.toString("utf8", start, Math.min(text.length, start + chunk)).split("\n");
    // The first and the last line may be cut.
    for (const line of definitions(lines.slice(1, -1))) countWords(line, counts);
  }
  // A word seen once tells nothing; without those the map stays small.
  for (const [word, times] of counts.words) if (times < 2) counts.words.delete(word);
  return counts;
}

/** Leaves out headwords (they hold their pronunciation between slashes) and translations (they follow, or are numbered). */
function* definitions(lines: readonly string[]): Generator<string> {
  let isTranslation = true;
  for (const line of lines) {
    if (/\/ <\w+>$/.test(line)) isTranslation = true;
    else if (isTranslation) isTranslation = false;
    else if (!/^\s*\d+\./.test(line)) yield line;
  }
}

function countWords(line: string, counts: Counts): void {
  for (const word of line.toLowerCase().match(/\p{L}+/gu) ?? []) {
    counts.words.set(word, (counts.words.get(word) ?? 0) + 1);
    counts.wordTotal++;
    eachTrigram(word, (trigram) => {
      counts.trigrams[trigram] = (counts.trigrams[trigram] ?? 0) + 1;
      counts.trigramTotal++;
    });
  }
}

/** Visits the table slots of the trigrams of a word and its borders; of å, ä and ö each has a slot of its own. */
function eachTrigram(word: string, visit: (slot: number) => void): void {
  let before = 0;
  let middle = 0;
  const end = Math.min(word.length, LONGEST_WORD);
  for (let i = 0; i <= end; i++) {
    const code = i < end ? letterNumber(word.charCodeAt(i)) : 0;
    if (i > 0) visit((before << 10) | (middle << 5) | code);
    before = middle;
    middle = code;
  }
}

/** 0 is the border of a word, 1 to 26 a to z, then å ä ö and any other letter. */
function letterNumber(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x60;
  if (code === 0xe5) return 27;
  if (code === 0xe4) return 28;
  if (code === 0xf6) return 29;
  return 30;
}
