/**
 * Finds the library or district a text names, in any Finnish form and by its nicknames. The city itself and where a
 * person comes from are no places to look for programs in.
 */
import type { Span } from "./dates.ts";
import { type District, loadDistricts } from "./districts.ts";
import { ENDINGS } from "./finnish-endings.ts";
import { createMisspeltFinder } from "./misspelt-places.ts";
import { type LibraryName, type PlaceStem, placeKey, placeStems } from "./place-names.ts";

/** What a text tells of where. */
export interface PlaceFound {
  readonly place?: string;
  /** Another city, when programs there are asked for: the libraries of Helsinki have none. */
  readonly elsewhere?: string;
  readonly spans: readonly Span[];
}

/** Finds the place that a lower-case text names. */
export type PlaceFinder = (text: string) => PlaceFound;

interface PlaceFinderOptions {
  /** A word of a dictionary is never taken for a misspelt place; absent, no slip is forgiven. */
  isWord?(word: string): boolean;
  /** The districts of data/districts.json unless given. */
  readonly districts?: readonly District[];
}

interface Named extends Span {
  readonly place: string;
}

const WORD = /(?<![\p{L}\d-])\p{L}+(?:-\p{L}+)*(?![\p{L}\d])/gu;
const SHORTEST = 4;
const LONGEST_KEY = 32;
const WHOLE_ENDING = new RegExp(`^(?:${ENDINGS}|n?kirjasto\\p{L}*)$`, "u");
/** "Kannussa", "in Hermanni", "Eiran kirjasto": what else could be meant is not. */
const CASE_OF_PLACE =
  /^.*?(?:ss?[aä]?|st[aä]?|ll?[aä]?|lle|lt[aä]?|h[aeiouyäö]n|seen|[aeiouyäö]n)(?:k[oö]|kin|h[aä]n|kaan|kään)?$/u;
const BEFORE_PLACE = /(?:^|[ ,])(?:in|at|near|around|to|close to) $/u;
const AFTER_PLACE = /^(?: |n )(?:kirjasto|library|libary|branch|alue|suunna|lähe)/u;
const ORIGIN =
  /(?:\b(?:muut|tul)\p{L}*\s(?:\p{L}+\s){0,2}|\b(?:move|moved|come|came|coming|comes)\s(?:\p{L}+\s)?from\s)$/u;
/** "I'm from Kontula but ...", "I've been to Oodi, now ...": meant only if no other place is named. */
const HOME =
  /\b(?:olen|oon|olemme|ollaan|kotoisin|i'm|i am|we're|we are|am|lives? in|living in)\s(?:from\s)?$/u;
const BEEN =
  /\b(?:käv\p{L}+|käynyt|olin|oltiin|been (?:to|at)|went to|was (?:at|in)|were (?:at|in)|visited|looked at|tried)\s(?:jo |already )?$/u;
const NOT_THERE = /\b(?:not|but not)(?: (?:to|in|at|near))? $/u;
const FROM_FORM = /[sl]t[aä]?$/u;
/** "I looked at Mellunmäki. How about Kontula?" */
const INSTEAD = /(?:entä(?:s|pä)?|mites|how about|what about|or rather|eiku|siis|instead)[ ,]+(?:in |at )?$/u;

/** Cities nearby and large ones, by their stems. */
const OTHER_CITIES: readonly (readonly [string, string])[] = [
  ["Espoo", "espoo|esbo"],
  ["Vantaa", "vantaa|vanda"],
  ["Kauniainen", "kauniai[ns]"],
  ["Kerava", "kerava"],
  ["Järvenpää", "järvenpää"],
  ["Tuusula", "tuusula"],
  ["Kirkkonummi", "kirkkonumm[ei]"],
  ["Porvoo", "porvoo"],
  ["Tampere", "tampere(?:e)?"],
  ["Turku", "turk?u"],
  ["Oulu", "oulu"],
];
const ELSEWHERE = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?:in|near|around|to) (?:${OTHER_CITIES.map(([, stem]) => stem).join("|")})|(?:${OTHER_CITIES.map(([, stem]) => stem).join("|")})(?:ss[aä]|s|ll[aä]|l|seen|h[aeiouyäö]n|[aeiouyäö]n|n)(?:k[oö]|kin)?)(?![\\p{L}\\d-])`,
  "gu",
);
/** "Asun Espoossa", "we live in Vantaa", "töissä Espoossa": where somebody is, not where something is looked for. */
const LIVES =
  /(?<!\p{L})(?:as(?:un|umme|uu|uva\p{L}*)|asutaan|olen|oon|käyn|muut\p{L}+|töissä|koulussa|opisk\p{L}+|live|lives|living|work|works|working|study|studying|moved?|moving)(?: \p{L}+)? $/u;

const MAY_BE_ELSEWHERE =
  /espoo|esbo|vanta|vanda|kauniai|kerava|järvenp|tuusula|kirkkonum|porvoo|tampere|turu|turku|oulu/u;
/** The district that stands for the centre of Helsinki. */
const CENTRE = "Kluuvi";

function otherCity(text: string): string | undefined {
  for (const { 0: said, index } of text.matchAll(ELSEWHERE)) {
    if (LIVES.test(text.slice(Math.max(0, index - 30), index))) continue;
    return OTHER_CITIES.find(([, stem]) => new RegExp(`(?:^| )(?:${stem})`, "u").test(said))?.[0];
  }
  return undefined;
}

/** Builds a finder over the libraries; districts without one are found as well. */
export function createPlaceFinder(
  libraries: readonly LibraryName[],
  { isWord, districts = loadDistricts() }: PlaceFinderOptions = {},
): PlaceFinder {
  const stems = placeStems(libraries, districts, isWord ?? (() => false));
  const beginnings = new Set([...stems.keys()].map((stem) => stem.slice(0, SHORTEST)));
  const findMisspelt = isWord === undefined ? undefined : createMisspeltFinder(stems, isWord);
  return (text) => {
    const named = find(text, stems, beginnings);
    const spans = named.map(({ start, end }) => ({ start, end }));
    const city = MAY_BE_ELSEWHERE.test(text) ? otherCity(text) : undefined;
    const elsewhere = city === undefined ? {} : { elsewhere: city };
    // "Espoon keskustassa" is not the centre of Helsinki.
    const here = city === undefined ? named : named.filter(({ place }) => place !== CENTRE);
    const wanted = here.filter(({ start, end }) => !isOrigin(text, start, text.slice(start, end)));
    const before = ({ start }: Named) => text.slice(Math.max(0, start - 20), start);
    const place =
      wanted.find((one) => INSTEAD.test(before(one))) ??
      wanted.find((one) => !isHome(before(one), text.slice(one.start, one.end))) ??
      wanted[0];
    if (place !== undefined) return { place: place.place, spans };
    const misspelt = city === undefined ? findMisspelt?.(text) : undefined;
    return misspelt === undefined
      ? { ...elsewhere, spans }
      : { place: misspelt.place, spans: [...spans, misspelt.span] };
  };
}

/** A name may be two words ("pikku huopalahti"); two are tried before one. */
function find(
  text: string,
  stems: ReadonlyMap<string, PlaceStem>,
  beginnings: ReadonlySet<string>,
): readonly Named[] {
  const words = [...text.matchAll(WORD)];
  const named: Named[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at], words[at + 1]];
    if (word === undefined) break;
    if (!beginnings.has(placeKey(text.slice(word.index, word.index + SHORTEST + 2)).slice(0, SHORTEST)))
      continue;
    const end = word.index + word[0].length;
    const pairEnd = next !== undefined && next.index === end + 1 ? next.index + next[0].length : undefined;
    const ends = pairEnd === undefined ? [end] : [pairEnd, end];
    const found = ends.flatMap((last) => placeAt(text, { start: word.index, end: last }, stems))[0];
    if (found === undefined) continue;
    named.push(found);
    if (found.end === pairEnd) at += 1;
  }
  return named;
}

/** The longest stem that the stretch begins with, if but an ending follows. */
function placeAt(text: string, span: Span, stems: ReadonlyMap<string, PlaceStem>): readonly Named[] {
  const key = placeKey(text.slice(span.start, span.end));
  const isPair = text.slice(span.start, span.end).includes(" ");
  const first = text.slice(span.start, span.end).split(" ", 1)[0]?.replaceAll("-", "").length ?? 0;
  for (let length = Math.min(key.length, LONGEST_KEY); length >= SHORTEST; length -= 1) {
    // Of two words the second must be part of the name: not "Oodi n".
    if (isPair && length <= first + 1) return [];
    const stem = stems.get(key.slice(0, length));
    if (stem === undefined || (isPair && !stem.isOfMany)) continue;
    const ending = key.slice(length);
    if (!WHOLE_ENDING.test(ending)) continue;
    if (stem.isOtherwiseUsed && !isPlaced(text, span, ending)) continue;
    return [{ ...span, place: stem.place }];
  }
  return [];
}

function isPlaced(text: string, { start, end }: Span, ending: string): boolean {
  return (
    (ending !== "" && CASE_OF_PLACE.test(ending)) ||
    BEFORE_PLACE.test(text.slice(Math.max(0, start - 10), start)) ||
    AFTER_PLACE.test(text.slice(end, end + 12))
  );
}

function isHome(before: string, form: string): boolean {
  return BEEN.test(before) || (HOME.test(before) && (FROM_FORM.test(form) || /(?:from|in) $/u.test(before)));
}

function isOrigin(text: string, start: number, form: string): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  if (NOT_THERE.test(before)) return true;
  return ORIGIN.test(before) && (FROM_FORM.test(form) || / from $/.test(before));
}
