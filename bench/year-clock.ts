/** The simulated year's own time: quarter hours, days and nights in the library's zone. */
import { DateTime } from "luxon";

/** The zone of the simulated library, and its quiet hours. */
export const ZONE = "Europe/Helsinki";
export const QUIET = { from: 21, until: 9 } as const;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** Time passes in steps of so much. */
export const STEP_MS = 15 * MINUTE_MS;

/** The library's local time of an instant. */
export function local(ms: number): DateTime {
  return DateTime.fromMillis(ms, { zone: ZONE });
}

/** Gives an instant as an ISO 8601 string in UTC. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Gives the first step at or after an instant. */
export function stepFrom(ms: number): number {
  return Math.ceil(ms / STEP_MS) * STEP_MS;
}

/** The midnight that begins the local day of an instant, so many days on. */
export function midnight(ms: number, daysOn = 0): number {
  return local(ms).startOf("day").plus({ days: daysOn }).toMillis();
}

/** The same time of day so many days on, whatever the clocks do in between. */
export function daysOn(ms: number, days: number): number {
  return local(ms).plus({ days }).toMillis();
}

/** Tells whether nobody may be written to. Every offset of the zone is of whole hours, so a quick look serves. */
export function isQuietAt(ms: number): boolean {
  const hour = hourAt(ms);
  return hour >= QUIET.from || hour < QUIET.until;
}

/** The local hour of an instant. */
export function hourAt(ms: number): number {
  return new Date(ms + offsetMs(ms)).getUTCHours();
}

const offsets = new Map<number, number>();

/** Asking luxon each time would take most of the time of the check. */
function offsetMs(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const offset = local(ms).offset * MINUTE_MS;
  offsets.set(hour, offset);
  return offset;
}
