/**
 * The grammar of what is counted within a month: "on the 27th", "joulukuun toinen lauantai", "the last week of January",
 * "marraskuun viimeisenä päivänä".
 */
import { dayOf, monthFrom, monthOf, overlap, weekdayAfter, weekFrom } from "./calendar.ts";
import { type DateRule, isWord, meaning, type Place } from "./date-reading.ts";
import { type DateRange, dateOf, daysFrom } from "./holidays.ts";
import { addDays } from "./local-time.ts";
import { ordinalWord } from "./number-words.ts";
import type { LocalDate } from "./understood.ts";

/** An ordinal before a weekday or a month; -1 is the last one. */
function ordinalAt(place: Place, offset: number): number | undefined {
  if (isWord(place, offset, /^(?:last|viimei(?:nen|senä|sen|seksi|sellä|selle|seltä|sestä|stä))$/)) return -1;
  const number = meaning(place, offset, "number");
  if (number?.ordinal) return number.value;
  const text = place.tokens[place.at + offset]?.text;
  return text === undefined ? undefined : ordinalWord(text);
}

/** Finds the month at an offset: "tammikuun", "ensi kuun", "January", "next month", "the month". */
export function monthAt(place: Place, offset: number): { range: DateRange; length: number } | undefined {
  const month = meaning(place, offset, "month");
  if (month) return { range: monthOf(place.today, month.month), length: 1 };
  const relative = meaning(place, offset, "relative");
  const skip = relative || isWord(place, offset, /^the$/) ? 1 : 0;
  if (meaning(place, offset + skip, "unit")?.unit !== "month" || (relative && relative.shift < 0))
    return undefined;
  return { range: monthFrom(place.today, relative?.shift ?? 0), length: skip + 1 };
}

/** "joulukuun toinen lauantai", "the last Friday of November", "ensi kuun eka viikonloppu". */
export const nthWeekday: DateRule = (place) => {
  const monthFirst = monthAt(place, 0);
  const at = monthFirst?.length ?? 0;
  const nth = ordinalAt(place, at);
  const weekend = meaning(place, at + 1, "weekend");
  const day = weekend ? { day: 6, recurring: weekend.recurring } : meaning(place, at + 1, "weekday");
  if (nth === undefined || nth > 5 || !day || day.recurring) return undefined;
  const month = monthFirst ?? (isWord(place, 2, /^(?:of|in)$/) ? monthAt(place, 3) : undefined);
  if (!month) return undefined;
  const { from, until } = month.range;
  const first =
    nth > 0
      ? addDays(weekdayAfter(from, day.day).from, 7 * (nth - 1))
      : weekdayAfter(addDays(until, -7), day.day).from;
  const length = monthFirst ? at + 2 : 3 + month.length;
  return first < until ? { length, when: daysFrom(first, weekend ? 2 : 1) } : undefined;
};

/** "kuudes joulukuuta", "sixth of December", "December the twelfth". */
export const spelledDate: DateRule = (place) => {
  const of = isWord(place, 1, /^of$/) ? 2 : 1;
  const month = meaning(place, of, "month");
  const day = month && ordinalAt(place, 0);
  if (month && day && day > 0) {
    const isFinnish = isWord(place, of, /kuuta$/);
    const when = isFinnish || of === 2 ? dayOf(place.today, { day, month: month.month }) : undefined;
    return when && { length: of + 1, when };
  }
  const first = meaning(place, 0, "month");
  const the = isWord(place, 1, /^the$/) ? 2 : 1;
  const text = place.tokens[place.at + the]?.text ?? "";
  const last =
    first && (the === 2 || (isWord(place, 0, /kuun$/) && !/ll[aäe]$/.test(text)))
      ? ordinalWord(text)
      : undefined;
  if (!first || last === undefined || meaning(place, the + 1, "weekday") || isWord(place, the + 1, /^viiko/))
    return undefined;
  const when = dayOf(place.today, { day: last, month: first.month });
  return when && { length: the + 1, when };
};

/** "the second week of January", "joulukuun viimeinen viikko": the first is the one with the first Thursday. */
export const nthWeek: DateRule = (place) => {
  const monthFirst = monthAt(place, 0);
  const at = monthFirst?.length ?? 0;
  const nth = ordinalAt(place, at);
  if (nth === undefined || nth > 5 || meaning(place, at + 1, "unit")?.unit !== "week") return undefined;
  const month = monthFirst ?? (isWord(place, 2, /^(?:of|in)$/) ? monthAt(place, 3) : undefined);
  if (!month) return undefined;
  const { from, until } = month.range;
  const day = nth > 0 ? addDays(weekdayAfter(from, 4).from, 7 * (nth - 1)) : addDays(until, -1);
  const week = weekFrom(day, 0);
  const when = overlap(week, { from, until });
  return day < until ? { length: monthFirst ? at + 2 : 3 + month.length, when } : undefined;
};

/** "the 27th", "27. päivä": the next day of a month that has this number. */
export const dayOfMonth: DateRule = (place) => {
  const number = meaning(place, 0, "number");
  if (!number?.ordinal || number.value < 1 || number.value > 31) return undefined;
  const isEnglish =
    isWord(place, 0, /(?:st|nd|rd|th)$/) &&
    isWord(place, -1, /^the$/) &&
    isWord(place, -2, /^(?:on|by|until|for|from)$/);
  const isFinnish = isWord(place, 1, /^päivä(?:nä|n|ksi|lle|ä)?$/);
  if (!isEnglish && !isFinnish) return undefined;
  const when = nextDayNumbered(place.today, number.value);
  return when && { length: isFinnish ? 2 : 1, when };
};

function nextDayNumbered(today: LocalDate, value: number): DateRange | undefined {
  for (let months = 0; months < 3; months += 1) {
    const { from, until } = monthFrom(today, months);
    const date = dateOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)), value);
    if (date >= today && date < until) return daysFrom(date, 1);
  }
  return undefined;
}

/** "marraskuun viimeisenä päivänä", "the last day of November". */
export const lastDayOfMonth: DateRule = (place) => {
  const start = isWord(place, 0, /^last$/) && isWord(place, 1, /^day$/) && isWord(place, 2, /^of$/) ? 3 : 0;
  const month = meaning(place, start, "month");
  if (!month) return undefined;
  const isFinnish = isWord(place, 1, /^viimei(?:senä|nen|seksi|selle)$/) && isWord(place, 2, /^päivä/);
  if (start === 0 && !isFinnish) return undefined;
  const { until } = monthOf(place.today, month.month);
  return { length: start === 0 ? 3 : 4, when: daysFrom(addDays(until, -1), 1) };
};
