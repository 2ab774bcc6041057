/**
 * The grammar of dates that bound or count within a month: "until 5 December", "perjantaihin asti", "on the 27th",
 * "marraskuun viimeisenä päivänä".
 */
import { dayOf, monthFrom, monthOf, nextYearly, weekdayAfter } from "./calendar.ts";
import { type DateReading, type DateRule, isWord, meaning, type Place } from "./date-reading.ts";
import { dates } from "./day-month-rules.ts";
import { type DateRange, dateOf, daysFrom } from "./holidays.ts";
import { addDays } from "./local-time.ts";
import { ordinalWord } from "./number-words.ts";
import type { LocalDate } from "./understood.ts";

/** An ordinal before a weekday or a month; -1 is the last one. */
function ordinalAt(place: Place, offset: number): number | undefined {
  if (isWord(place, offset, /^(?:last|viimei(?:nen|senä|sen|seksi))$/)) return -1;
  const number = meaning(place, offset, "number");
  if (number?.ordinal) return number.value;
  const text = place.tokens[place.at + offset]?.text;
  return text === undefined ? undefined : ordinalWord(text);
}

/** "joulukuun toinen lauantai", "the last Friday of November", "first Monday in January". */
export const nthWeekday: DateRule = (place) => {
  const monthFirst = meaning(place, 0, "month");
  const [at, length] = monthFirst ? [1, 3] : [0, 4];
  const nth = ordinalAt(place, at);
  const weekday = meaning(place, at + 1, "weekday");
  const month = monthFirst ?? (isWord(place, 2, /^(?:of|in)$/) ? meaning(place, 3, "month") : undefined);
  if (nth === undefined || nth > 5 || !weekday || weekday.recurring || !month) return undefined;
  const { from, until } = monthOf(place.today, month.month);
  const first = weekdayAfter(from, weekday.day);
  const when =
    nth > 0 ? daysFrom(addDays(first.from, 7 * (nth - 1)), 1) : weekdayAfter(addDays(until, -7), weekday.day);
  return when.until <= until ? { length, when } : undefined;
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
  const last = first && (the === 2 || isWord(place, 0, /kuun$/)) ? ordinalWord(text) : undefined;
  if (!first || last === undefined || meaning(place, the + 1, "weekday") || isWord(place, the + 1, /^viiko/))
    return undefined;
  const when = dayOf(place.today, { day: last, month: first.month });
  return when && { length: the + 1, when };
};

/** "two weeks from Saturday", "a week from Thursday". */
export const weeksFromDay: DateRule = (place) => {
  const number = meaning(place, 0, "number")?.value ?? (isWord(place, 0, /^an?$/) ? 1 : undefined);
  const weekday = meaning(place, 3, "weekday");
  if (number === undefined || number > 20 || meaning(place, 1, "unit")?.unit !== "week") return undefined;
  if (!isWord(place, 2, /^from$/) || !weekday) return undefined;
  return { length: 4, when: daysFrom(addDays(weekdayAfter(place.today, weekday.day).from, 7 * number), 1) };
};

const UP_TO = /^(?:until|till|til|by)$/;
const UP_TO_AFTER = /^(?:asti|saakka|mennessä)$/;
const BEFORE = /^(?:before|ennen)$/;

/** A day by its date, its weekday or its distance from today. */
const day: DateRule = (place) => {
  const date = dates(place);
  if (date?.when) return date;
  const weekday = meaning(place, 0, "weekday");
  if (weekday && !weekday.recurring) return { length: 1, when: weekdayAfter(place.today, weekday.day) };
  const named = meaning(place, 0, "named");
  const range = named && nextYearly(place.today, (year) => named.time.range(year));
  // Up to a feast is up to its first day.
  if (range) return { length: 1, when: daysFrom(range.from, 1) };
  const near = meaning(place, 0, "day");
  return near && near.offset >= 0
    ? { length: 1, when: daysFrom(addDays(place.today, near.offset), 1) }
    : undefined;
};

/** "huomisesta perjantaihin", "from tomorrow until Friday": both days and those between. */
export const fromTo: DateRule = (place) => {
  const start = isWord(place, 0, /^from$/) ? 1 : 0;
  const first = meaning(place, start, "day");
  const isFinnish = isWord(place, start, /sta$/) && meaning(place, 1, "weekday")?.edge === "to";
  const at = start + (isFinnish ? 1 : 2);
  if (!first || first.offset < 0) return undefined;
  if (!isFinnish && (start === 0 || !isWord(place, 2, /^(?:to|until|till|through)$/))) return undefined;
  const last = meaning(place, at, "weekday");
  if (!last) return undefined;
  const from = addDays(place.today, first.offset);
  return { length: at + 1, when: { from, until: weekdayAfter(from, last.day).until } };
};

/** "until 5 December", "before Friday", "5.12. asti": from today on. */
export const bounded: DateRule = (place) => {
  const before = isWord(place, 0, BEFORE);
  if (before || isWord(place, 0, UP_TO)) {
    const found = day({ ...place, at: place.at + 1 });
    return (
      found?.when &&
      upTo(place, { ...found, length: found.length + 1 }, before ? found.when.from : found.when.until)
    );
  }
  const found = day(place);
  if (!found?.when || !isWord(place, found.length, UP_TO_AFTER)) return undefined;
  return upTo(place, { ...found, length: found.length + 1 }, found.when.until);
};

function upTo({ today }: Place, { length }: DateReading, until: LocalDate): DateReading | undefined {
  return until > today ? { length, when: { from: today, until } } : undefined;
}

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
  const isFinnish = isWord(place, 1, /^viimei(?:senä|nen|seksi)$/) && isWord(place, 2, /^päivä/);
  if (start === 0 && !isFinnish) return undefined;
  const { until } = monthOf(place.today, month.month);
  return { length: start === 0 ? 3 : 4, when: daysFrom(addDays(until, -1), 1) };
};
