/**
 * Finds the library or district a text names, in any Finnish form and by its nicknames. The city itself and where a
 * person comes from are no places to look for programs in.
 */
import type { Span } from "./dates.ts";
import { ENDINGS } from "./finnish-endings.ts";

/** A library as data/libraries.json lists them; what else it tells is not needed here. */
export interface LibraryName {
  readonly name: { readonly fi: string; readonly en?: string | undefined; readonly sv?: string | undefined };
  /** What people call it: "Kallio". */
  readonly short: string;
  readonly forms: { readonly in: string; readonly to: string; readonly from: string };
  readonly nicknames: readonly string[];
  readonly neighborhood?: { readonly fi?: string | undefined } | undefined;
}

/** Finds the first place a lower-case text names. */
export type PlaceFinder = (text: string) => { readonly place?: string; readonly spans: readonly Span[] };

/** Districts without a library of their own, and the stems of their forms where they differ from the name. */
const DISTRICTS: readonly (readonly [string, ...string[]])[] = [
  ["Kruununhaka", "kruununhaa"],
  ["Punavuori", "punavuore"],
  ["Ullanlinna"],
  ["Kamppi", "kampi"],
  ["Meilahti", "meilahde", "meilahte"],
  ["Sörnäinen", "sörnäis(?:i|t)?", "sörkka", "sörkä"],
  ["Hakaniemi", "hakanieme"],
  ["Alppila"],
  ["Alppiharju"],
  ["Hermanni"],
  ["Kumpula"],
  ["Kulosaari", "kulosaare"],
  ["Konala"],
  ["Mellunmäki", "mellunmäe", "mellunmäke"],
  ["Siltamäki", "siltamäe", "siltamäke"],
  ["Tammisalo"],
  ["Ruoholahti", "ruoholahde", "ruoholahte"],
  ["Katajanokka", "katajanoka"],
  ["Munkkivuori", "munkkivuore"],
  ["Ruskeasuo"],
  ["Kivikko", "kiviko"],
  ["Aurinkolahti", "aurinkolahde", "aurinkolahte"],
  ["Rastila"],
  ["Puotila"],
  ["Marjaniemi", "marjanieme"],
  ["Hakuninmaa"],
  ["Kruunuvuorenranta", "kruunuvuorenranna"],
  ["Etu-Töölö"],
  ["Itä-Pasila"],
  ["Länsi-Pasila"],
  ["Haaga"],
  ["Toukola"],
  ["Vartiokylä"],
  ["Kaarela"],
  ["Kluuvi"],
  ["Eira"],
  ["Lehtisaari", "lehtisaare"],
];

const ORIGIN =
  /(?:\b(?:muut|tul)\p{L}*\s(?:\p{L}+\s){0,2}|\b(?:move|moved|come|came|coming|comes|i'm|am)\s(?:\p{L}+\s)?from\s)$/u;
const FROM_FORM = /[sl]t[aä]$/u;

/** What forgiving a slip needs to know: a word of a dictionary is never taken for a misspelt place. */
interface PlaceFinderOptions {
  isWord?(word: string): boolean;
}

/** Builds a finder over the libraries; districts without one are found as well. */
export function createPlaceFinder(
  libraries: readonly LibraryName[],
  { isWord }: PlaceFinderOptions = {},
): PlaceFinder {
  const names = new Map<string, string>();
  for (const library of libraries)
    for (const stem of stemsOf(library)) if (!names.has(stem)) names.set(stem, library.short);
  for (const [name, ...stems] of DISTRICTS) {
    for (const stem of [name.toLowerCase(), ...stems]) if (!names.has(stem)) names.set(stem, name);
  }
  const pattern = patternOf(names.keys());
  return (text) => {
    const found = find(text, names, pattern);
    return found.place !== undefined || isWord === undefined
      ? found
      : misspelt(text, { names, isWord, found });
  };
}

function stemsOf(library: LibraryName): readonly string[] {
  const { short, forms } = library;
  const inflected = [
    short,
    forms.in.replace(/(?:ssa|ssä|lla|llä)$/u, ""),
    forms.from.replace(/(?:sta|stä|lta|ltä)$/u, ""),
    forms.to.replace(/(?:lle|seen|h[aeiouyäö]n|[aeiouyäö]n)$/u, ""),
  ];
  // A nickname of three letters is too often another word.
  const nicknames = library.nicknames.filter((nickname) => nickname.length > 3);
  const bent = nicknames
    .filter((nickname) => nickname.endsWith("s"))
    .map((nickname) => `${nickname.slice(0, -1)}kse`);
  return [...inflected, ...nicknames, ...bent]
    .map((stem) => stem.toLowerCase())
    .filter((stem) => stem.length > 2);
}

function patternOf(stems: Iterable<string>): RegExp {
  const longestFirst = [...stems].sort((one, other) => other.length - one.length);
  const sources = longestFirst.map((stem) => stem.replace(/ /g, "[ -]?"));
  return new RegExp(
    `(?<![\\p{L}\\d-])(${sources.join("|")})${ENDINGS}(?![\\p{L}\\d])(?!-(?!kirjasto)\\p{L})`,
    "gu",
  );
}

function find(text: string, names: ReadonlyMap<string, string>, pattern: RegExp): ReturnType<PlaceFinder> {
  const spans: Span[] = [];
  let place: string | undefined;
  for (const match of text.matchAll(pattern)) {
    spans.push({ start: match.index, end: match.index + match[0].length });
    if (place !== undefined || isOrigin(text.slice(Math.max(0, match.index - 60), match.index), match[0]))
      continue;
    place = nameOf(match[1] as string, names);
  }
  return place === undefined ? { spans } : { place, spans };
}

/** A place is misspelt where it is told in a case of place, or where the text is little more. */
const IN_PLACE = /(?:[sl][sl]?[aä]|[sl]t[aä]|lle?|le|ss|[aeiouyäö]{2}n|seen|s|l)$/u;
const BEFORE_PLACE = /(?:^|[ ,])(?:in|at|near|around|to) $/u;
const SHORTEST_MISSPELT = 5;

function misspelt(
  text: string,
  {
    names,
    isWord,
    found,
  }: { names: ReadonlyMap<string, string>; isWord(word: string): boolean; found: ReturnType<PlaceFinder> },
): ReturnType<PlaceFinder> {
  for (const { 0: word, index } of text.matchAll(/(?<![\p{L}\d-])\p{L}+(?![\p{L}\d-])/gu)) {
    const isPlaced = IN_PLACE.test(word) || BEFORE_PLACE.test(text.slice(0, index));
    if (word.length < SHORTEST_MISSPELT || !isPlaced || isWord(word)) continue;
    const span = { start: index, end: index + word.length };
    for (const [stem, place] of names) {
      if (stem[0] !== word[0] || stem.length < SHORTEST_MISSPELT || !/^\p{L}+$/u.test(stem)) continue;
      if (isOneSlipAway(word, stem)) return { place, spans: [...found.spans, span] };
    }
  }
  return found;
}

/** Tells whether a word is a stem with an ending, or without, but for one letter dropped, added, changed or swapped. */
function isOneSlipAway(word: string, stem: string): boolean {
  let same = 0;
  while (same < stem.length && word[same] === stem[same]) same += 1;
  if (same === stem.length) return isEnding(word.slice(same));
  const rest = stem.slice(same);
  const typed = word.slice(same);
  const ways = [rest.slice(1), rest, `${rest[1] ?? ""}${rest[0] ?? ""}${rest.slice(2)}`];
  const starts = [typed, typed.slice(1), typed.slice(1)];
  const changed =
    rest.length > 1 && typed.slice(1).startsWith(rest.slice(1)) && isEnding(typed.slice(rest.length));
  return (
    changed ||
    ways.some((way, at) => {
      const from = at === 2 ? typed : (starts[at] ?? "");
      return way !== "" && from.startsWith(way) && isEnding(from.slice(way.length));
    })
  );
}

const ENDING = new RegExp(`^${ENDINGS}$`, "u");
/** An ending may lack a letter: Malmila, Töölöss. */
const isEnding = (text: string) => ENDING.test(text) || /^(?:l[aä]|ss|ll|le)$/u.test(text);

const isOrigin = (before: string, form: string) =>
  ORIGIN.test(before) && (FROM_FORM.test(form) || / from $/.test(before));

function nameOf(found: string, names: ReadonlyMap<string, string>): string | undefined {
  const plain = found.replace(/-/g, " ");
  for (const [stem, name] of names) {
    if (
      stem === found ||
      stem.replace(/-/g, " ") === plain ||
      new RegExp(`^(?:${stem.replace(/ /g, "[ -]?")})$`, "u").test(found)
    )
      return name;
  }
  return undefined;
}
