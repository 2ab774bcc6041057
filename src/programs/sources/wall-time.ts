/**
 * Wall clock times and the instants they stand for. A wall clock time is kept as the milliseconds it would be in UTC.
 */
import { IANAZone } from "luxon";

/** Tells how many minutes a clock is ahead of UTC at an instant. */
export type Clock = (instant: number) => number;

/** The clock of UTC. */
export const UTC: Clock = () => 0;

/** Clocks are changed at most once in so long. */
const HALF_A_DAY = 12 * 3_600_000;

const clocks = new Map<string, Clock>();

/** Gives the clock of a time zone by its name, e.g. Europe/Helsinki; undefined for no such zone. */
export function findClock(name: string): Clock | undefined {
  const known = clocks.get(name);
  if (known !== undefined) return known;
  if (!IANAZone.isValidZone(name)) return undefined;
  const zone = IANAZone.create(name);
  const clock: Clock = (instant) => zone.offset(instant);
  clocks.set(name, clock);
  return clock;
}

/**
 * Gives the instant of a wall clock time. An hour that comes twice is taken the first time; an hour that is left out
 * is counted on from before it.
 */
export function instantOf(wall: number, clock: Clock): number {
  const before = clock(wall - 60_000 * clock(wall) - HALF_A_DAY);
  const after = clock(wall - 60_000 * clock(wall) + HALF_A_DAY);
  const early = wall - 60_000 * before;
  if (clock(early) === before) return early;
  const late = wall - 60_000 * after;
  return clock(late) === after ? late : early;
}

/** Gives the wall clock time of an instant. */
export function wallOf(instant: number, clock: Clock): number {
  return instant + 60_000 * clock(instant);
}

/** Writes an instant as programs have it. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
