/**
 * Finds what a misspelt word most likely stands for, among the words that programs speak of themselves with. It never
 * judges whether a word is misspelt.
 */
import { CONCEPTS, FORMS, REQUEST_WORDS } from "./concepts.ts";

/** A shorter word is not taken for a misspelt one. */
const SHORTEST = 4;
/** A word this short is only taken for the name of a kind of program: it is near too many others. */
const SHORT = 4;
/** From this length on a word may be the misspelt beginning of a longer one, e.g. without its ending. */
const SHORTEST_BEGINNING = 7;
/** A shorter stem begins too many words. */
const SHORTEST_STEM = 5;
const LONGEST_ENDING = 3;
/** Suggestions for one word. */
const MOST_SUGGESTIONS = 3;

const NAMES: ReadonlySet<string> = new Set(
  Object.values(CONCEPTS)
    .flatMap((names) => Object.values(names).flat())
    .flatMap((name) => [name, ...name.split(" ")])
    .filter((name) => name.length > 2 && !name.includes(" ")),
);

/** The words that something misspelt may stand for. */
export class Spellings {
  /** Word -> how many programs have it, by first letter and length. */
  readonly #words = new Map<string, Map<string, number>>();

  constructor() {
    for (const name of NAMES) this.#add(name, 0);
  }

  /** Adds the words of one program, separated by spaces. */
  add(text: string): void {
    for (const word of new Set(text.split(" "))) {
      if (/^\p{L}/u.test(word) && !word.includes("+") && word.length >= SHORTEST && !REQUEST_WORDS.has(word))
        this.#add(word, 1);
    }
  }

  /** Gives the words with the fewest slips between, the commonest first. */
  nearest(word: string): readonly string[] {
    if (word.length < SHORTEST) return [];
    const most = slipsAllowed(word);
    let found: { readonly word: string; readonly cost: number; readonly count: number }[] = [];
    let fewest = most + 0.75;
    for (const [candidate, count] of this.#near(word, most)) {
      const cost = costOf(word, candidate, most);
      if (cost > fewest || candidate === word) continue;
      if (word.length <= SHORT && !NAMES.has(candidate)) continue;
      if (cost < fewest) found = [];
      fewest = cost;
      found.push({ word: candidate, cost, count });
    }
    // A form ("club") is meant less often than a topic, and the name of a kind of program more often than other words.
    const isLikely = ({ word: one }: { readonly word: string }) =>
      Number(NAMES.has(one)) - 2 * Number(FORMS.has(one));
    return found
      .toSorted((a, b) => isLikely(b) - isLikely(a) || b.count - a.count)
      .slice(0, MOST_SUGGESTIONS)
      .map((one) => one.word);
  }

  /** Gives the words that begin with what is left of a word without its ending, the shortest first. */
  beginning(stem: string): readonly string[] {
    if (stem.length < SHORTEST_STEM) return [];
    const found: string[] = [];
    for (let length = stem.length; length <= stem.length + LONGEST_ENDING; length += 1) {
      for (const word of this.#words.get(`${stem[0]}${length}`)?.keys() ?? [])
        if (word.startsWith(stem)) found.push(word);
    }
    return found.slice(0, MOST_SUGGESTIONS);
  }

  *#near(word: string, most: number): Iterable<readonly [string, number]> {
    const longest = word.length >= SHORTEST_BEGINNING ? word.length * 2 : word.length + most;
    for (let length = Math.max(2, word.length - most); length <= longest; length += 1)
      yield* this.#words.get(`${word[0]}${length}`) ?? [];
  }

  #add(word: string, count: number): void {
    const key = `${word[0]}${word.length}`;
    const words = this.#words.get(key) ?? new Map<string, number>();
    words.set(word, (words.get(word) ?? 0) + count);
    this.#words.set(key, words);
  }
}

/** A whole word costs its slips; the beginning of a longer one costs half a slip more. */
function costOf(word: string, candidate: string, most: number): number {
  const whole = slipsBetween(word, candidate, most);
  if (whole <= most || word.length < SHORTEST_BEGINNING || candidate.length <= word.length) return whole;
  const beginnings = [0, -1, 1].map((more) =>
    slipsBetween(word, candidate.slice(0, word.length + more), most),
  );
  return Math.min(...beginnings) + 0.5;
}

/** How many slips a misspelt word may hold. */
function slipsAllowed(word: string): number {
  return word.length < 8 ? 1 : 2;
}

/** Counts the letters to add, drop, change or swap with the next between two words, up to one more than `most`. */
function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let fewest = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      fewest = Math.min(fewest, cost);
    }
    if (fewest > most + 1) return most + 1;
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}
