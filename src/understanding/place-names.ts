/**
 * The stems by which places are known: names, nicknames and their inflected stems, Swedish names, and the same as they
 * are typed without dots. Keys are in lower case, without spaces and hyphens: "Etelä-Haaga" is "etelähaaga".
 */
import type { District } from "./districts.ts";

/** A library as data/libraries.json lists them; what else it tells is not needed here. */
export interface LibraryName {
  readonly name: { readonly fi: string; readonly en?: string | undefined; readonly sv?: string | undefined };
  /** What people call it: "Kallio". */
  readonly short: string;
  readonly forms: { readonly in: string; readonly to: string; readonly from: string };
  readonly nicknames: readonly string[];
  readonly district?: { readonly sv?: string | undefined } | undefined;
}

/** A place by one of its stems. */
export interface PlaceStem {
  readonly place: string;
  /** An everyday name or word too ("kannu", "Hermanni"): a place only where something says so. */
  readonly isOtherwiseUsed: boolean;
  /** Of a name of several words: only these are looked for in two words of a text ("it is" is not Itis). */
  readonly isOfMany: boolean;
}

/** Districts that are first names or surnames as well. */
const ALSO_NAMES = new Set(["Eira", "Hermanni", "Koskela", "Metsälä", "Vesala", "Siilitie"]);
/** Nicknames that are everyday words; a dictionary, where there is one, knows more. */
const ALSO_WORDS = new Set([
  "Arabia",
  "Kannu",
  "Kontu",
  "Mosa",
  "Keskusta",
  "Rautatieasema",
  "Redi",
  "Stoa",
  "Tapuli",
  "Vuokki",
]);
/** A name of three letters is too often another word. */
const SHORTEST = 4;

/** How the last part of a name changes before an ending: Kannelmäki, Kannelmäessä. */
const BENDS: readonly (readonly [RegExp, string])[] = [
  [/mäki$/u, "mäe"],
  [/mäki$/u, "mäke"],
  [/lahti$/u, "lahde"],
  [/lahti$/u, "lahte"],
  [/niemi$/u, "nieme"],
  [/saari$/u, "saare"],
  [/vuori$/u, "vuore"],
  [/tammi$/u, "tamme"],
  [/ranta$/u, "ranna"],
  [/haka$/u, "haa"],
  [/kaupunki$/u, "kaupungi"],
  [/([kpt])\1([aeiouyäö])$/u, "$1$2"],
  [/nt([aeiouyäö])$/u, "nn$1"],
  [/nk([aeiouyäö])$/u, "ng$1"],
  [/s$/u, "kse"],
];

/** Gives every stem with its place; of two places with one stem the first counts. */
export function placeStems(
  libraries: readonly LibraryName[],
  districts: readonly District[],
  isWord: (word: string) => boolean,
): ReadonlyMap<string, PlaceStem> {
  const stems = new Map<string, PlaceStem>();
  const add = (place: string, names: readonly string[], isOtherwiseUsed: (name: string) => boolean) => {
    for (const name of names) {
      const stem = { place, isOtherwiseUsed: isOtherwiseUsed(name), isOfMany: /[ -]/u.test(name) };
      for (const form of [name, ...bent(name)]) {
        for (const key of [placeKey(form), withoutDots(placeKey(form))]) {
          if (key.length >= SHORTEST && !stems.has(key)) stems.set(key, stem);
        }
      }
    }
  };
  for (const library of libraries) add(library.short, formsOf(library), () => false);
  for (const { name, stems: more } of districts) add(name, [name, ...more], () => ALSO_NAMES.has(name));
  const isLibrary = (name: string) => /(?:kirjasto|library)$/iu.test(name);
  const isAnother = (name: string) =>
    !isLibrary(name) && (ALSO_WORDS.has(name) || isWord(name.toLowerCase()));
  for (const { short, nicknames } of libraries) add(short, nicknames, isAnother);
  for (const { name, nicknames } of districts) add(name, nicknames, isAnother);
  for (const { short, district } of libraries) add(short, swedish(district?.sv), isAnother);
  return stems;
}

/** Gives a name or a part of a text as the keys are written. */
export const placeKey = (text: string) => text.toLowerCase().replace(/[ -]/g, "");

/** Gives a text as it is typed on a keyboard without dots: "Käpylä", "kapyla". */
export const withoutDots = (text: string) => text.replace(/[äå]/gu, "a").replaceAll("ö", "o");

function formsOf({ short, forms }: LibraryName): readonly string[] {
  return [
    short,
    forms.in.replace(/(?:ssa|ssä|lla|llä)$/u, ""),
    forms.from.replace(/(?:sta|stä|lta|ltä)$/u, ""),
    forms.to.replace(/(?:lle|seen|h[aeiouyäö]n|[aeiouyäö]n)$/u, ""),
  ];
}

const bent = (name: string) =>
  BENDS.flatMap(([ending, instead]) => (ending.test(name) ? [name.replace(ending, instead)] : []));

/** A Swedish name of one word that no other language has: "Nordsjö". */
const swedish = (name: string | undefined) => (name !== undefined && /^\p{L}{5,}$/u.test(name) ? [name] : []);
