/**
 * A day of the calendar by its number, for rules that count days, weeks and months.
 */

export const MS_A_DAY = 86_400_000;

/** A day and where it stands. Weekdays count from Monday 0, all else from 1. */
export interface Day {
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly yearDay: number;
  readonly daysInMonth: number;
  readonly daysInYear: number;
}

/** Tells about the day that begins so many days after 1 January 1970. */
export function dayOf(number: number): Day {
  const date = new Date(number * MS_A_DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return {
    number,
    year,
    month,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
    yearDay: number - Math.floor(Date.UTC(year, 0, 1) / MS_A_DAY) + 1,
    daysInMonth: month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31,
    daysInYear: isLeap ? 366 : 365,
  };
}

/** Tells the week of a day: week 1 is the first with four days or more in its year. */
export function weekNumberOf(
  day: Day,
  weekStart: number,
): { readonly week: number; readonly weeksInYear: number } {
  // The fourth day of a week is in the year that the week belongs to.
  const middle = day.number - ((day.weekday - weekStart + 7) % 7) + 3;
  const { yearDay, daysInYear } = dayOf(middle);
  const week = Math.ceil(yearDay / 7);
  return { week, weeksInYear: week + Math.floor((daysInYear - yearDay) / 7) };
}
