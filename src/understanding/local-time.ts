/**
 * Dates and clock times in the library's time zone. Instants are ISO 8601 UTC strings, dates YYYY-MM-DD.
 */
import { DateTime } from "luxon";
import type { ClockTime, LocalDate } from "./understood.ts";

/** Tells the date an instant falls on in a time zone. */
export function localDate(instant: string, timeZone: string): LocalDate {
  return DateTime.fromISO(instant, { zone: timeZone }).toFormat("yyyy-MM-dd");
}

/** Tells the clock time of an instant in a time zone. */
export function clockTime(instant: string, timeZone: string): ClockTime {
  return DateTime.fromISO(instant, { zone: timeZone }).toFormat("HH:mm");
}

/** Gives the instant a local date and time stand for; a time that a clock change skips moves forward with it. */
export function instantOf(date: LocalDate, time: ClockTime, timeZone: string): string {
  return (
    DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toUTC().toISO({ suppressMilliseconds: true }) ??
    ""
  );
}

/** Moves a date by whole days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(date, { zone: "utc" }).plus({ days }).toFormat("yyyy-MM-dd");
}

/** Tells the ISO weekday of a date: Monday 1 to Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return DateTime.fromISO(date, { zone: "utc" }).weekday;
}
