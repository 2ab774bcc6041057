/**
 * Tells which libraries are near a library or a district, by their coordinates and as the crow flies: "nothing in Kallio,
 * but in Pasila, 2 km away". It knows no roads and no water.
 */
import type { District } from "../understanding/districts.ts";
import { distanceKm, type KnownLibrary, type Position } from "./place-match.ts";

/** A library and how far it is. */
export interface NearLibrary {
  readonly library: KnownLibrary;
  /** On a sphere, to 100 metres; 0 for the place's own library. */
  readonly km: number;
}

/**
 * Finds the nearest libraries of a place, the nearest first; `place` is as understanding gives it ("Kallio", "Kamppi").
 * A place that is not known has none.
 */
export type NearestLibraries = (place: string) => readonly NearLibrary[];

interface KnownPlaces {
  readonly libraries: readonly KnownLibrary[];
  readonly districts: readonly District[];
}

/** Builds the table of distances between what is known; a place's row is worked out when it is asked for first. */
export function createNearestLibraries({ libraries, districts }: KnownPlaces): NearestLibraries {
  const positions = positionsOf({ libraries, districts });
  const rows = new Map<string, readonly NearLibrary[]>();
  return (place) => {
    const name = place.toLowerCase();
    const from = positions.get(name);
    if (from === undefined) return [];
    const row = rows.get(name) ?? rowFrom(from, libraries);
    rows.set(name, row);
    return row;
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

function rowFrom(from: Position, libraries: readonly KnownLibrary[]): readonly NearLibrary[] {
  return libraries
    .flatMap((library) => {
      const { latitude, longitude } = library;
      if (latitude === undefined || longitude === undefined) return [];
      return [{ library, km: Math.round(10 * distanceKm(from, { latitude, longitude })) / 10 }];
    })
    .sort((one, other) => one.km - other.km);
}
