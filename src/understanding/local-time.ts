/**
 * Dates in the library's time zone. Instants are ISO 8601 UTC strings, dates YYYY-MM-DD.
 */
import { DateTime } from "luxon";
import type { ClockTime, LocalDate } from "./understood.ts";

/** Tells the date an instant falls on in a time zone. */
export function localDate(instant: string, timeZone: string): LocalDate {
  return localIso(instant, timeZone).slice(0, 10);
}

/** Tells the clock time of an instant in a time zone: HH:MM. */
export function localClock(instant: string, timeZone: string): ClockTime {
  return localIso(instant, timeZone).slice(11, 16);
}

/** The instant as if its clock were UTC's. Reading the offset of a zone is slow, and every turn asks for today. */
function localIso(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  const quarter = Math.floor(ms / QUARTER_MS);
  if (known.timeZone !== timeZone || known.quarter !== quarter) {
    known = { timeZone, quarter, offsetMs: DateTime.fromMillis(ms, { zone: timeZone }).offset * 60_000 };
  }
  return new Date(ms + known.offsetMs).toISOString();
}

/** Clocks are changed at whole quarters of an hour everywhere. */
const QUARTER_MS = 15 * 60_000;
/** The offset found last. */
let known = { timeZone: "", quarter: Number.NaN, offsetMs: 0 };

/** Moves a date by whole days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(date, { zone: "utc" }).plus({ days }).toFormat("yyyy-MM-dd");
}

/** Tells the ISO weekday of a date: Monday 1 to Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return DateTime.fromISO(date, { zone: "utc" }).weekday;
}
