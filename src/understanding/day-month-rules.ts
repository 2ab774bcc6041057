/**
 * The grammar of dates by number and month: "5.12.", "1.–5. joulukuuta", "Saturday, December 5th", "dec 1-5".
 */
import { dayOf, monthFrom } from "./calendar.ts";
import {
  COUNTED,
  type DateReading,
  type DateRule,
  isTo,
  isWord,
  meaning,
  type Place,
} from "./date-reading.ts";
import { daysFrom } from "./holidays.ts";
import { addDays, weekdayOf } from "./local-time.ts";

interface DayMonth {
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
  readonly length: number;
}

/** Reads "5.12.", "5 December", "December 5th", "5." at an offset, a weekday before it included. */
function dayMonth(place: Place, offset: number): DayMonth | undefined {
  const weekday = meaning(place, offset, "weekday") ?? meaning(place, offset, "shortWeekday");
  if (weekday) {
    const skip = meaning(place, offset + 1, "comma") || isWord(place, offset + 1, /^(?:the|on)$/) ? 2 : 1;
    const date = bareDayMonth(place, offset + skip);
    return date?.month === undefined ? undefined : { ...date, length: date.length + skip };
  }
  return bareDayMonth(place, offset);
}

function bareDayMonth(place: Place, offset: number): DayMonth | undefined {
  const date = meaning(place, offset, "date");
  if (date) return { day: date.day, month: date.month, ...(date.year && { year: date.year }), length: 1 };
  const number = meaning(place, offset, "number");
  if (number && !number.spelled && number.value >= 1 && number.value <= 31)
    return dayFirst(place, offset, number.value);
  return monthFirst(place, offset);
}

function dayFirst(place: Place, offset: number, day: number): DayMonth {
  const skip = isWord(place, offset + 1, /^(?:of|päivänä|pnä|päivä)$/) ? 2 : 1;
  const month = meaning(place, offset + skip, "month");
  if (!month) return { day, length: 1 };
  return { day, month: month.month, ...yearAt(place, offset + skip + 1, skip + 1) };
}

function monthFirst(place: Place, offset: number): DayMonth | undefined {
  const month = meaning(place, offset, "month");
  const skip = isWord(place, offset + 1, /^the$/) ? 2 : 1;
  const day = meaning(place, offset + skip, "number");
  if (!month || !day || day.spelled || day.value < 1 || day.value > 31) return undefined;
  return { day: day.value, month: month.month, ...yearAt(place, offset + skip + 1, skip + 1) };
}

function yearAt(place: Place, offset: number, length: number): { year?: number; length: number } {
  const skip = meaning(place, offset, "comma") ? 1 : 0;
  const year = meaning(place, offset + skip, "number")?.value;
  return year !== undefined && year >= 2000 && year < 2100 ? { year, length: length + skip + 1 } : { length };
}

/** Reads one date or a range of dates. */
export const dates: DateRule = (place) => {
  const first = dayMonth(place, 0);
  if (!first) return weekdayNumbered(place);
  const second =
    isTo(place, first.length) || isOr(place, first) ? dayMonth(place, first.length + 1) : undefined;
  const month = first.month ?? second?.month;
  if (first.day === undefined || month === undefined) return undefined;
  const from = dayOf(place.today, { day: first.day, month, ...(first.year && { year: first.year }) });
  if (!from) return undefined;
  if (second?.day === undefined)
    return first.month === undefined ? undefined : { length: first.length, when: from };
  const year = second.year ?? Number(from.from.slice(0, 4));
  const sameYear = dayOf(place.today, { day: second.day, month: second.month ?? month, year });
  const to =
    sameYear && sameYear.from < from.from
      ? dayOf(from.from, { day: second.day, month: second.month ?? month })
      : sameYear;
  return to && { length: first.length + 1 + second.length, when: { from: from.from, until: to.until } };
};

/** "Saturday the 28th", "lauantaina 28. päivä": the next such day of any month. */
function weekdayNumbered(place: Place): DateReading | undefined {
  const weekday = meaning(place, 0, "weekday");
  const skip = meaning(place, 1, "comma") || isWord(place, 1, /^the$/) ? 2 : 1;
  const number = meaning(place, skip, "number");
  if (!weekday || weekday.recurring || !number?.ordinal || number.spelled) return undefined;
  const length = skip + 1 + (isWord(place, skip + 1, /^päivä(?:nä|n)?$/) ? 1 : 0);
  for (let months = 0; months < 12; months += 1) {
    const { from, until } = monthFrom(place.today, months);
    const date = addDays(from, number.value - 1);
    if (date >= place.today && date < until && weekdayOf(date) === weekday.day)
      return { length, when: daysFrom(date, 1) };
  }
  return undefined;
}

/** "Nov 24 or 26", but not "Nov 24 or 2 hours". */
const isOr = (place: Place, { length }: DayMonth) =>
  isWord(place, length, /^(?:or|tai|&)$/) && !isWord(place, length + 2, COUNTED);
