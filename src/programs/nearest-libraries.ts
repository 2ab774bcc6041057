/**
 * Tells which libraries are near a library or a district, by their coordinates and as the crow flies: "nothing in Kallio,
 * but in Pasila, 2 km away". It knows no roads and no water.
 */
import type { District } from "../understanding/districts.ts";
import { distanceKm, type KnownLibrary, type Position } from "./place-match.ts";

/** A library and how far it is. */
export interface NearLibrary {
  readonly library: KnownLibrary;
  /** On a sphere, to 100 metres. */
  readonly km: number;
}

/**
 * Finds the nearest libraries of a place, the nearest first; `place` is as understanding gives it ("Kallio", "Kamppi").
 * A library is not near itself; a place that is not known has none.
 */
export type NearestLibraries = (place: string, count: number) => readonly NearLibrary[];

interface KnownPlaces {
  readonly libraries: readonly KnownLibrary[];
  readonly districts: readonly District[];
}

/** Builds the table of distances between what is known. */
export function createNearestLibraries({ libraries, districts }: KnownPlaces): NearestLibraries {
  const positions = positionsOf({ libraries, districts });
  const tables = new Map<string, readonly NearLibrary[]>();
  return (place, count) => {
    const name = place.toLowerCase();
    const from = positions.get(name);
    if (from === undefined) return [];
    const table =
      tables.get(name) ?? tableFrom(from, libraries).filter(({ library }) => !isNamed(library, name));
    tables.set(name, table);
    return table.slice(0, Math.max(0, count));
  };
}

/** Of a library, of a district without one, of the district and the neighbourhood that a library is in. */
function positionsOf({ libraries, districts }: KnownPlaces): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  const add = (name: string | undefined, { latitude, longitude }: Partial<Position>) => {
    if (name === undefined || latitude === undefined || longitude === undefined) return;
    const key = name.toLowerCase();
    if (!positions.has(key)) positions.set(key, { latitude, longitude });
  };
  for (const library of libraries) add(library.short, library);
  for (const district of districts) add(district.name, district);
  for (const library of libraries) {
    add(library.district?.fi, library);
    add(library.neighborhood?.fi, library);
  }
  return positions;
}

function tableFrom(from: Position, libraries: readonly KnownLibrary[]): readonly NearLibrary[] {
  return libraries
    .flatMap((library) => {
      const { latitude, longitude } = library;
      if (latitude === undefined || longitude === undefined) return [];
      return [{ library, km: Math.round(10 * distanceKm(from, { latitude, longitude })) / 10 }];
    })
    .sort((one, other) => one.km - other.km);
}

const isNamed = ({ short }: KnownLibrary, name: string) => short.toLowerCase() === name;
