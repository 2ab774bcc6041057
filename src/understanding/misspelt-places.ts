/**
 * Finds a place whose name is misspelt: one letter dropped, added, changed or swapped, double letters written single.
 * A word of a dictionary is never taken for a misspelt place, unless the name is so long that it cannot be chance.
 */
import type { Span } from "./dates.ts";
import { ENDINGS } from "./finnish-endings.ts";
import { type PlaceStem, withoutDots } from "./place-names.ts";

/** A place is misspelt where it is told in a case of place. */
const IN_PLACE = /(?:[sl][sl]?[aä]|[sl]t[aä]|lle?|le|ss|[aeiouyäö]{2}n|seen|s|l)$/u;
const BEFORE_PLACE = /(?:^|[ ,])(?:in|at|near|around|to) $/u;
const SHORTEST_MISSPELT = 5;
/** So long a name is meant wherever it stands; so much longer, whatever else the word may be. */
const LONG = 7;
const LONGEST = 10;

/** Finds a misspelt place in a lower-case text. */
export type MisspeltFinder = (text: string) => { readonly place: string; readonly span: Span } | undefined;

/** Builds a finder over the stems of places. */
export function createMisspeltFinder(
  stems: ReadonlyMap<string, PlaceStem>,
  isWord: (word: string) => boolean,
): MisspeltFinder {
  const byLetter = new Map<string, { readonly bare: string; readonly length: number; place: string }[]>();
  for (const [stem, { place, isOtherwiseUsed }] of stems) {
    if (stem.length < SHORTEST_MISSPELT || isOtherwiseUsed) continue;
    const bare = bareOf(stem);
    const list = byLetter.get(bare[0] ?? "") ?? [];
    byLetter.set(bare[0] ?? "", [...list, { bare, length: stem.length, place }]);
  }
  return (text) => {
    for (const { 0: word, index } of text.matchAll(/(?<![\p{L}\d-])\p{L}{5,40}(?![\p{L}\d-])/gu)) {
      const bare = bareOf(word);
      const isPlaced = () =>
        IN_PLACE.test(word) || BEFORE_PLACE.test(text.slice(Math.max(0, index - 8), index));
      const near = byLetter
        .get(bare[0] ?? "")
        ?.find(
          ({ bare: stem, length }) =>
            bare.length + 1 >= stem.length && isOneSlipAway(bare, stem) && (length >= LONG || isPlaced()),
        );
      if (near === undefined || (near.length < LONGEST && isWord(word))) continue;
      return { place: near.place, span: { start: index, end: index + word.length } };
    }
    return undefined;
  };
}

/** Gives a word without dots and double letters. */
const bareOf = (word: string) => withoutDots(word).replace(/(\p{L})\1+/gu, "$1");

/** Tells whether a word is a stem with an ending, or without, but for one letter dropped, added, changed or swapped. */
function isOneSlipAway(word: string, stem: string): boolean {
  // Two letters wrong near the beginning are more than a slip.
  if (word[1] !== stem[1] && word[2] !== stem[2] && word[1] !== stem[2] && word[2] !== stem[1]) return false;
  let same = 0;
  while (same < stem.length && word[same] === stem[same]) same += 1;
  if (same === stem.length) return isEnding(word.slice(same));
  const rest = stem.slice(same);
  const typed = word.slice(same);
  const starts: readonly (readonly [string, string])[] = [
    [typed, rest.slice(1)],
    [typed.slice(1), rest],
    [typed, `${rest[1] ?? ""}${rest[0] ?? ""}${rest.slice(2)}`],
    ...(rest.length > 1 ? ([[typed.slice(1), rest.slice(1)]] as const) : []),
  ];
  return starts.some(([from, way]) => way !== "" && from.startsWith(way) && isEnding(from.slice(way.length)));
}

const ENDING = new RegExp(`^${ENDINGS}$`, "u");
/** An ending may lack a letter: Malmila, Töölöss. */
const isEnding = (text: string) => ENDING.test(text) || /^(?:[sl]a|st?|le?)$/u.test(text);
