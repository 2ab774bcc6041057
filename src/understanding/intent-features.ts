/**
 * What the intent classifier sees of a text: words, base forms, parts of compounds, pairs of words, runs of characters, and what
 * else was found in it. Each feature is a name, hashed to a place in the model.
 */
import { englishBase } from "./english-base.ts";
import type { Morphology } from "./morphology.ts";
import type { Slots } from "./understood.ts";

/** What words are read with. */
export interface FeatureParts {
  readonly morphology: Morphology;
  readonly isEnglish: (word: string) => boolean;
}

/** What an intent is told from. */
export interface Reading {
  /** Lower-case, in one line. */
  readonly text: string;
  readonly slots: Slots;
  /** The text tells of something that is over. */
  readonly past: boolean;
  /** One topic at least is known to be what programs are about. */
  readonly knownTopic: boolean;
  /** A place, a topic or whom it is for is said to be unwanted: "anything but yoga". */
  readonly excludes: boolean;
}

/** Places in the model; a power of two. */
export const FEATURE_PLACES = 1 << 16;

/** Words read of one text, half from its beginning and half from its end. */
const WORDS_READ = 60;
/** Characters read of one word. */
const WORD_CHARACTERS = 24;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;

const TOKEN = /\p{L}+(?:['-]\p{L}+)*|\p{N}+|[?!]|[\p{Extended_Pictographic}]/gu;

/** Gives the places of a text's features, each once. */
export function featuresOf(reading: Reading, parts: FeatureParts): readonly number[] {
  const places = new Set<number>();
  eachFeature(reading, parts, (name) => places.add(placeOf(name)));
  return [...places];
}

/** Visits the names of a text's features; some come more than once. The first word of a name tells its kind. */
export function eachFeature(reading: Reading, parts: FeatureParts, add: (name: string) => void): void {
  const tokens = bounded(reading.text.match(TOKEN) ?? []).map((token) => token.slice(0, WORD_CHARACTERS));
  const bases = tokens.map((token) => basesOf(token, parts));
  tokens.forEach((token, index) => {
    add(`w ${token}`);
    for (const base of bases[index] ?? []) add(`b ${base}`);
    addRuns(token, add);
  });
  addPairs(tokens, "p", add);
  addPairs(
    tokens.map((token, index) => bases[index]?.[0] ?? token),
    "q",
    add,
  );
  add(`first ${tokens[0] ?? ""}`);
  add(`length ${Math.min(6, Math.ceil(Math.log2(tokens.length + 1)))}`);
  addSlots(reading, add);
}

function bounded(tokens: readonly string[]): readonly string[] {
  if (tokens.length <= WORDS_READ) return tokens;
  return [...tokens.slice(0, WORDS_READ / 2), ...tokens.slice(-WORDS_READ / 2)];
}

/** Base forms in both languages, and the parts of a compound. */
function basesOf(token: string, { morphology, isEnglish }: FeatureParts): readonly string[] {
  if (token.length < 2) return [];
  const [reading] = morphology.analyse(token);
  if (reading === undefined)
    return isEnglish(token) ? [englishBase(token, isEnglish)] : morphology.bases(token);
  const found = new Set([reading.base.toLowerCase()]);
  if (reading.verb !== undefined) found.add(reading.verb);
  if (reading.parts.length > 1) for (const part of reading.parts) found.add(part);
  if (isEnglish(token)) found.add(englishBase(token, isEnglish));
  return [...found];
}

function addRuns(token: string, add: (name: string) => void): void {
  const word = `<${token}>`;
  for (let length = SHORTEST_RUN; length <= LONGEST_RUN; length += 1) {
    for (let at = 0; at + length <= word.length; at += 1) add(`c ${word.slice(at, at + length)}`);
  }
}

function addPairs(words: readonly string[], kind: string, add: (name: string) => void): void {
  for (let index = 0; index <= words.length; index += 1) {
    add(`${kind} ${words[index - 1] ?? "<"} ${words[index] ?? ">"}`);
  }
}

function addSlots({ slots, past, knownTopic, excludes }: Reading, add: (name: string) => void): void {
  const found = Object.keys(slots).filter((name) => name !== "topic" && name !== "months");
  for (const name of found) add(`slot ${name}`);
  add(`slots ${Math.min(3, found.length)}`);
  if (past) add("past");
  if (excludes) add("excludes");
  if (knownTopic) add("topic known");
  else if (slots.topic !== undefined) add("topic other");
}

/** Gives a feature's place in the model: FNV-1a over the characters of its name. */
export function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (FEATURE_PLACES - 1);
}
