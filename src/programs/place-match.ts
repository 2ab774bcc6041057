/**
 * Tells whether a program is at a place that a patron names: a library, its nickname or its district.
 */
import type { Language } from "../understanding/understood.ts";
import type { Lexicon, TextLanguage } from "./lexicon.ts";
import type { Localized, Place } from "./program.ts";

/** A library as Kutsu knows it from data/libraries.json. */
export interface KnownLibrary {
  readonly id: string;
  readonly name: Localized;
  /** What people call it: "Kallio". */
  readonly short: string;
  readonly nicknames?: readonly string[] | undefined;
  readonly district?: Localized | undefined;
  readonly neighborhood?: Localized | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** WGS 84 degrees. */
export type Position = NonNullable<Place["position"]>;

/** Words that every library's name has. */
const COMMON = new Set(["kirjasto", "kirjasta", "library", "librari", "bibliotek", "branch", "the"]);

interface PlaceWords {
  readonly names: readonly ReadonlySet<string>[];
  readonly districts: readonly ReadonlySet<string>[];
  readonly position?: Position;
}

/** Knows the places of programs and of the libraries. */
export class PlaceBook {
  readonly #lexicon: Lexicon;
  readonly #libraries: readonly KnownLibrary[];
  readonly #places = new Map<string, PlaceWords>();

  constructor(lexicon: Lexicon, libraries: readonly KnownLibrary[]) {
    this.#lexicon = lexicon;
    this.#libraries = libraries;
    for (const library of libraries) this.#wordsOf(placeOf(library));
  }

  /** Tells how well a place is the one named: 1 the library, 0.6 its district, 0 another. */
  match(place: Place | undefined, wanted: string, language: Language): number {
    if (place === undefined) return 0;
    return this.#level(this.#wordsOf(place), this.#read(wanted, language));
  }

  /** Finds where a named place is: the middle of what is known by that name. */
  findPosition(wanted: string, language: Language): Position | undefined {
    const words = this.#read(wanted, language);
    const known = [...this.#places.values()].flatMap((place) => {
      const level = this.#level(place, words);
      return level > 0 && place.position !== undefined ? [{ level, position: place.position }] : [];
    });
    const best = Math.max(0, ...known.map(({ level }) => level));
    const positions = known.flatMap(({ level, position }) => (level === best ? [position] : []));
    if (positions.length === 0) return undefined;
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      latitude: mean(positions.map(({ latitude }) => latitude)),
      longitude: mean(positions.map(({ longitude }) => longitude)),
    };
  }

  /** Finds where a program's place is. */
  positionOf(place: Place): Position | undefined {
    return this.#wordsOf(place).position;
  }

  #level(place: PlaceWords, wanted: ReadonlySet<string>[]): number {
    if (wanted.length === 0) return 0;
    const all = (words: readonly ReadonlySet<string>[]) =>
      wanted.every((one) => words.some((other) => isSame(one, other)));
    if (all(place.names)) return 1;
    return all(place.districts) ? 0.6 : 0;
  }

  #wordsOf(place: Place): PlaceWords {
    const key = `${place.id ?? ""}\n${JSON.stringify([place.name, place.district])}`;
    let words = this.#places.get(key);
    if (words === undefined) {
      const library = this.#libraries.find(
        ({ id, name }) => id === place.id || (name.fi && name.fi === place.name.fi),
      );
      const position = place.position ?? (library === undefined ? undefined : placeOf(library).position);
      words = {
        names: [
          ...this.#readAll(place.name),
          ...[library?.short ?? "", ...(library?.nicknames ?? [])].flatMap((name) => this.#read(name, "fi")),
        ],
        districts: [place.district, library?.district ?? {}, library?.neighborhood ?? {}].flatMap((text) =>
          this.#readAll(text),
        ),
        ...(position === undefined ? {} : { position }),
      };
      this.#places.set(key, words);
    }
    return words;
  }

  #readAll(text: Localized): ReadonlySet<string>[] {
    return Object.entries(text).flatMap(([language, words]) => this.#read(words, language as TextLanguage));
  }

  #read(text: string, language: TextLanguage): ReadonlySet<string>[] {
    // "Etelä-Haaga" is found by "Haaga".
    return this.#lexicon
      .words(text.replaceAll("-", " "), language)
      .filter(({ surface, bases }) => !COMMON.has(surface) && !bases.some((base) => COMMON.has(base)))
      .map(({ surface, bases }) => new Set([surface, ...bases]));
  }
}

/** Tells the distance between two positions in kilometres, on a sphere. */
export function distanceKm(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const longitude = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const scale = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  return 2 * 6371 * Math.asin(Math.sqrt(latitude + scale * longitude));
}

function placeOf({ id, name, district, latitude, longitude }: KnownLibrary): Place {
  const position = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  return { id, name, address: {}, district: district ?? {}, ...(position === undefined ? {} : { position }) };
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((word) => other.has(word) || [...other].some((form) => isForm(word, form)));
}

/** Names of places are often unknown to the morphology: "Vuosaaren" is taken for a form of "Vuosaari" by its stem. */
function isForm(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (Math.abs(one.length - other.length) > 3) return false;
  let common = 0;
  while (common < shorter && one[common] === other[common]) common += 1;
  return common >= Math.max(4, shorter - 2);
}
