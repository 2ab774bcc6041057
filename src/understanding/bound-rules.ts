/**
 * The grammar of dates that bound: "until 5 December", "perjantaihin asti", "huomisesta jouluun", and of those told from
 * another: "two weeks from Saturday", "the week of 7 December".
 */
import { nextYearly, weekdayAfter, weekendOf, weekFrom, yearFrom } from "./calendar.ts";
import { type DateReading, type DateRule, isWord, meaning, type Place } from "./date-reading.ts";
import { dates } from "./day-month-rules.ts";
import { type DateRange, daysFrom } from "./holidays.ts";
import { addDays } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";
import { relativeWeekday } from "./weekday-rules.ts";
import { monthAt } from "./within-month-rules.ts";

/** "two weeks from Saturday", "a week from Thursday", "a week on Friday". */
export const weeksFromDay: DateRule = (place) => {
  const number = meaning(place, 0, "number")?.value ?? (isWord(place, 0, /^an?$/) ? 1 : undefined);
  const weekday = meaning(place, 3, "weekday");
  if (number === undefined || number > 20 || meaning(place, 1, "unit")?.unit !== "week") return undefined;
  if (!isWord(place, 2, /^(?:from|on)$/) || !weekday) return undefined;
  return { length: 4, when: daysFrom(addDays(weekdayAfter(place.today, weekday.day).from, 7 * number), 1) };
};

const UP_TO = /^(?:until|till|til|by|through)$/;
const UP_TO_AFTER = /^(?:asti|saakka|mennessä)$/;
const BEFORE = /^(?:before|ennen)$/;

/** A day by its date, its weekday or its distance from today. */
const day: DateRule = (place) => {
  const date = dates(place);
  if (date?.when) return date;
  const inWeek = dayInWeek(place) ?? relativeWeekday(place);
  if (inWeek?.when) return inWeek;
  const weekday = meaning(place, 0, "weekday");
  if (weekday && !weekday.recurring) return { length: 1, when: weekdayAfter(place.today, weekday.day) };
  const feast = named(place)?.when;
  // Up to a feast is up to its first day.
  if (feast) return { length: 1, when: daysFrom(feast.from, 1) };
  if (isWord(place, 0, /^(?:now|nyt)$/)) return { length: 1, when: daysFrom(place.today, 1) };
  const near = meaning(place, 0, "day");
  if (near && near.offset >= 0) return { length: 1, when: daysFrom(addDays(place.today, near.offset), 1) };
  const isToday = meaning(place, 0, "relative")?.shift === 0 && meaning(place, 1, "unit")?.unit === "day";
  return isToday ? { length: 2, when: daysFrom(place.today, 1) } : undefined;
};

/** "ensi viikon perjantai", "Friday next week". */
function dayInWeek(place: Place): DateReading | undefined {
  const [weekdayAt, weekAt] = meaning(place, 0, "relative") ? [2, 0] : [0, isWord(place, 1, /^of$/) ? 2 : 1];
  const weekday = meaning(place, weekdayAt, "weekday");
  const relative = meaning(place, weekAt, "relative");
  if (!weekday || weekday.recurring || !relative || relative.shift < 0) return undefined;
  if (meaning(place, weekAt + 1, "unit")?.unit !== "week") return undefined;
  const monday = weekFrom(place.today, relative.shift).from;
  return { length: weekAt === 0 ? 3 : weekAt + 2, when: weekdayAfter(monday, weekday.day) };
}

/** "the week of 7 December", "the weekend of 5 December", "7.12. alkavalla viikolla". */
export const weekOfDate: DateRule = (place) => {
  const first = meaning(place, 0, "date") ? dates(place) : undefined;
  if (first?.when && isWord(place, first.length, /^alkava/)) {
    const isWeek = meaning(place, first.length + 1, "unit")?.unit === "week";
    return isWeek
      ? { length: first.length + 2, when: weekFrom(first.when.from, 0), frame: "week" }
      : undefined;
  }
  const weekend = meaning(place, 0, "weekend");
  if (!weekend && meaning(place, 0, "unit")?.unit !== "week") return undefined;
  if (!isWord(place, 1, /^(?:of|starting|beginning)$/)) return undefined;
  const the = isWord(place, 2, /^(?:the|on)$/) ? 3 : 2;
  const date = dates({ ...place, at: place.at + the }) ?? named({ ...place, at: place.at + the });
  if (!date?.when) return undefined;
  const when = weekend ? weekendOf(date.when.from) : weekFrom(date.when.from, 0);
  return { length: the + date.length, when };
};

const named: DateRule = (place) => {
  const found = meaning(place, 0, "named");
  const when = found && nextYearly(place.today, (year) => found.time.range(year));
  return when && { length: 1, when };
};

/** A whole month, week or year that is a bound: "joulukuuhun", "the end of January", "kuun loppuun", "next week". */
function unitBound(place: Place): DateReading | undefined {
  const the = isWord(place, 0, /^the$/) ? 1 : 0;
  const isEnd = isWord(place, the, /^end$/) && isWord(place, the + 1, /^of$/);
  const at = isEnd ? the + 2 : 0;
  const found = unitRangeAt(place, at);
  if (!found) return undefined;
  const isFinnishEnd = isWord(place, at + found.length, /^lop(?:puun|pua|ulle)$/);
  const length = at + found.length + (isFinnishEnd ? 1 : 0);
  const last = { from: addDays(found.range.until, -1), until: found.range.until };
  return { length, when: isEnd || isFinnishEnd ? last : found.range };
}

function unitRangeAt(place: Place, offset: number): { range: DateRange; length: number } | undefined {
  const month = monthAt(place, offset);
  if (month) return month;
  const relative = meaning(place, offset, "relative");
  const skip = relative || isWord(place, offset, /^the$/) ? 1 : 0;
  const unit = meaning(place, offset + skip, "unit")?.unit;
  if ((unit !== "week" && unit !== "year") || (relative && relative.shift < 0)) return undefined;
  const of = unit === "week" ? weekFrom : yearFrom;
  return { range: of(place.today, relative?.shift ?? 0), length: skip + 1 };
}

const bound = (place: Place) => day(place) ?? unitBound(place);

/** "huomisesta perjantaihin", "from tomorrow until Friday", "between now and 5 December": both days and those between. */
export const fromTo: DateRule = (place) => {
  const isBetween = isWord(place, 0, /^between$/);
  const start = isBetween || isWord(place, 0, /^from$/) ? 1 : 0;
  const first = day({ ...place, at: place.at + start });
  if (!first?.when) return undefined;
  const next = start + first.length;
  const isTo = isWord(place, next, isBetween ? /^and$/ : /^(?:to|until|till|through)$/);
  const isFinnish = start === 0 && isElative(place, next) && isIllative(place, next);
  const isSpoken = start === 0 && meaning(place, 0, "shortWeekday") === undefined && isTo;
  if (!(start > 0 ? isTo : isFinnish || isSpoken)) return undefined;
  const at = next + (isFinnish ? 0 : 1);
  // "from Monday to Wednesday next week" waits for its week.
  if (first.length === 1 && meaning(place, start, "weekday") && meaning(place, at, "weekday"))
    return undefined;
  const last = bound({ ...place, today: first.when.from, at: place.at + at });
  if (!last?.when || last.when.until <= first.when.from) return undefined;
  const after = isWord(place, at + last.length, /^(?:asti|saakka)$/) ? 1 : 0;
  return { length: at + last.length + after, when: { from: first.when.from, until: last.when.until } };
};

const isElative = (place: Place, next: number) =>
  isWord(place, next - 1, /st[aä]$/) || (isWord(place, 0, /^tästä$/) && next > 1);

const isIllative = (place: Place, offset: number) =>
  meaning(place, offset, "weekday")?.edge === "to" ||
  (meaning(place, offset, "named") !== undefined && isWord(place, offset, /(?:n|seen|siin)$/)) ||
  isWord(place, offset + 1, /^(?:asti|saakka|loppuun)$/);

/** "until 5 December", "before Friday", "5.12. asti", "kuun loppuun": from today on. */
export const bounded: DateRule = (place) => {
  const before = isWord(place, 0, BEFORE);
  const upTo = isWord(place, 0, UP_TO)
    ? 1
    : isWord(place, 0, /^up$/) && isWord(place, 1, /^(?:to|until)$/)
      ? 2
      : 0;
  if (before || upTo > 0) {
    const start = before ? 1 : upTo;
    // "Until now" is over.
    if (isWord(place, start, /^now$/)) return undefined;
    const found = bound({ ...place, at: place.at + start });
    return (
      found?.when &&
      boundedTo(
        place,
        { ...found, length: found.length + start },
        before ? found.when.from : found.when.until,
      )
    );
  }
  const found = bound(place);
  if (!found?.when) return undefined;
  const isFollowed = isWord(place, found.length, UP_TO_AFTER);
  if (!isFollowed && !isWord(place, found.length - 1, /^loppuun$/)) return undefined;
  return boundedTo(place, { ...found, length: found.length + (isFollowed ? 1 : 0) }, found.when.until);
};

function boundedTo({ today }: Place, { length }: DateReading, until: LocalDate): DateReading | undefined {
  return until > today ? { length, when: { from: today, until }, bound: true } : undefined;
}
