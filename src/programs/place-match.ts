/**
 * Tells whether a program is at a place that a patron names: a library, its nickname or its district.
 */
import { type District, loadDistricts } from "../understanding/districts.ts";
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

/** A word of a name in its forms; `isExact` where a form that only looks alike is another name. */
interface NameWord {
  readonly forms: readonly string[];
  readonly isExact: boolean;
}

interface PlaceWords {
  readonly names: readonly NameWord[];
  readonly districts: readonly NameWord[];
  readonly position?: Position;
}

/** Knows the places of programs and of the libraries. */
export class PlaceBook {
  readonly #lexicon: Lexicon;
  readonly #libraries: readonly KnownLibrary[];
  readonly #districts: readonly District[];
  readonly #places = new Map<string, PlaceWords>();
  /** The same by the object: programs are asked again and again. */
  readonly #seen = new WeakMap<Place, PlaceWords>();

  /** `places` are those of all programs, also of programs that will not be offered: they tell where a name is. */
  constructor(
    lexicon: Lexicon,
    libraries: readonly KnownLibrary[],
    places: readonly Place[],
    districts: readonly District[] = loadDistricts(),
  ) {
    this.#lexicon = lexicon;
    this.#libraries = libraries;
    this.#districts = districts;
    for (const place of [...libraries.map(placeOf), ...places]) this.#wordsOf(place);
  }

  /** Gives a test of how well a place is the one named: 1 the library, 0.6 its district, 0 another. */
  matcher(wanted: string, language: Language): (place: Place | undefined) => number {
    const words = this.#read(wanted, language);
    const levels = new Map<PlaceWords, number>();
    return (place) => {
      if (place === undefined) return 0;
      const known = this.#wordsOf(place);
      const level = levels.get(known) ?? this.#level(known, words);
      levels.set(known, level);
      return level;
    };
  }

  /** Finds where a named place is: the middle of what is known by that name, or the district where nothing is. */
  findPosition(wanted: string, language: Language): Position | undefined {
    const words = this.#read(wanted, language);
    const known = [...this.#places.values()].flatMap((place) => {
      const level = this.#level(place, words);
      return level > 0 && place.position !== undefined ? [{ level, position: place.position }] : [];
    });
    const best = Math.max(0, ...known.map(({ level }) => level));
    const positions = known.flatMap(({ level, position }) => (level === best ? [position] : []));
    if (positions.length === 0) return this.#districtPosition(wanted);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      latitude: mean(positions.map(({ latitude }) => latitude)),
      longitude: mean(positions.map(({ longitude }) => longitude)),
    };
  }

  #districtPosition(wanted: string): Position | undefined {
    const name = wanted.toLowerCase();
    const district = this.#districts.find((one) => one.name.toLowerCase() === name);
    return district && { latitude: district.latitude, longitude: district.longitude };
  }

  /** Finds where a program's place is. */
  positionOf(place: Place): Position | undefined {
    return this.#wordsOf(place).position;
  }

  #level(place: PlaceWords, wanted: readonly NameWord[]): number {
    if (wanted.length === 0) return 0;
    const all = (words: readonly NameWord[]) =>
      wanted.every((one) => words.some((other) => isSame(one, other)));
    if (all(place.names)) return 1;
    return all(place.districts) ? 0.6 : 0;
  }

  #wordsOf(place: Place): PlaceWords {
    const seen = this.#seen.get(place);
    if (seen !== undefined) return seen;
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
    this.#seen.set(place, words);
    return words;
  }

  #readAll(text: Localized): readonly NameWord[] {
    return Object.entries(text).flatMap(([language, words]) => this.#read(words, language as TextLanguage));
  }

  #read(text: string, language: TextLanguage): readonly NameWord[] {
    // "Etelä-Haaga" is found by "Haaga".
    return this.#lexicon
      .words(text.replaceAll("-", " "), language)
      .filter(({ surface, bases }) => !COMMON.has(surface) && !bases.some((base) => COMMON.has(base)))
      .map(({ surface, bases }) => ({ forms: [surface, ...bases], isExact: language === "sv" }));
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

function isSame(one: NameWord, other: NameWord): boolean {
  const isAlike = one.isExact || other.isExact ? (a: string, b: string) => a === b : isForm;
  return one.forms.some((form) => other.forms.some((another) => isAlike(form, another)));
}

/** Names of places are often unknown to the morphology: "Vuosaaren" is taken for a form of "Vuosaari" by its stem. */
function isForm(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (Math.abs(one.length - other.length) > 3) return one === other;
  let common = 0;
  while (common < shorter && one[common] === other[common]) common += 1;
  return common >= (shorter < 6 ? Math.max(shorter, 3) : shorter - 2);
}
