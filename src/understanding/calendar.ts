/**
 * Which dates a named or counted time covers, seen from today. What is past rolls forward; a range that has begun
 * starts today.
 */
import { DateTime } from "luxon";
import { type DateRange, dateOf, daysFrom, isoWeek } from "./holidays.ts";
import { addDays, weekdayOf } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";

const YEARS_AHEAD = 8;

/** The end of what has none: "from January on". A date like any other, later than all that is planned. */
export const OPEN_END: LocalDate = "9999-12-31";

/** Gives Monday to Sunday of the week `weeks` after today's. */
export function weekFrom(today: LocalDate, weeks: number): DateRange {
  return daysFrom(addDays(today, 1 - weekdayOf(today) + 7 * weeks), 7);
}

/** Gives the calendar month `months` after today's. */
export function monthFrom(today: LocalDate, months: number): DateRange {
  const first = DateTime.fromISO(today, { zone: "utc" }).startOf("month").plus({ months });
  return { from: first.toFormat("yyyy-MM-dd"), until: first.plus({ months: 1 }).toFormat("yyyy-MM-dd") };
}

/** Gives the calendar year `years` after today's. */
export function yearFrom(today: LocalDate, years: number): DateRange {
  const year = Number(today.slice(0, 4)) + years;
  return { from: dateOf(year, 1, 1), until: dateOf(year + 1, 1, 1) };
}

/** Cuts off what is over: a range under way starts today. */
export function notBefore(today: LocalDate, range: DateRange): DateRange {
  return range.from < today && range.until > today ? { from: today, until: range.until } : range;
}

/** Gives what two ranges have in common; they must meet. */
export function overlap(one: DateRange, other: DateRange): DateRange {
  return {
    from: one.from.localeCompare(other.from) < 0 ? other.from : one.from,
    until: one.until.localeCompare(other.until) < 0 ? one.until : other.until,
  };
}

/** Gives the first of the yearly ranges that is not over, from `shift` years ahead on. */
export function nextYearly(
  today: LocalDate,
  range: (year: number) => DateRange | undefined,
): DateRange | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (let year = thisYear - 1; year <= thisYear + YEARS_AHEAD; year += 1) {
    const found = range(year);
    if (found && found.until > today) return found;
  }
  return undefined;
}

/** Finds the day of a date that may lack its year; undefined when no such day exists (31.2.). */
export function dayOf(
  today: LocalDate,
  date: { day: number; month: number; year?: number },
): DateRange | undefined {
  const single = (year: number) => {
    const exists = DateTime.utc(year, date.month, date.day).isValid;
    return exists ? daysFrom(dateOf(year, date.month, date.day), 1) : undefined;
  };
  return date.year === undefined ? nextYearly(today, single) : single(date.year);
}

/** Gives the month by its number, this year's or the next one's. */
export function monthOf(today: LocalDate, month: number, year?: number): DateRange {
  const whole = (of: number) => monthFrom(dateOf(of, month, 1), 0);
  return year === undefined ? (nextYearly(today, whole) ?? whole(Number(today.slice(0, 4)))) : whole(year);
}

/** Finds the ISO week by its number, this year's or the next one's. */
export function weekOf(today: LocalDate, week: number): DateRange | undefined {
  return nextYearly(today, (year) => isoWeek(year, week));
}

/** Gives the first given weekday on or after a date. */
export function weekdayAfter(from: LocalDate, weekday: number): DateRange {
  return daysFrom(addDays(from, (weekday - weekdayOf(from) + 7) % 7), 1);
}

/** Gives the weekend of the week of a date, Saturday and Sunday. */
export function weekendOf(date: LocalDate): DateRange {
  return daysFrom(addDays(weekFrom(date, 0).from, 5), 2);
}
