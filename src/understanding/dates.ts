/**
 * When a text means: reads its expressions of time with the grammar (date-rules.ts, clock-rules.ts) and puts them
 * together. It refuses to guess: numbers alone, ages, prices and "3D" are no dates.
 */
import { OPEN_END, weekdayAfter, weekendOf } from "./calendar.ts";
import { CLOCK_RULES, type ClockReading } from "./clock-rules.ts";
import type { DateReading, Place } from "./date-reading.ts";
import { DATE_RULES } from "./date-rules.ts";
import { narrowed } from "./edge-of-range.ts";
import { type DateRange, daysFrom } from "./holidays.ts";
import { addDays, weekdayOf } from "./local-time.ts";
import { opened } from "./open-range.ts";
import { type TimeToken, timeTokens } from "./time-tokens.ts";
import type { LocalDate, PartOfDay, Slots } from "./understood.ts";

/** A stretch of a text, in characters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** When a text means, and where it says so. */
export interface TimeFound {
  readonly slots: Pick<Slots, "when" | "weekdays" | "partOfDay" | "after" | "before">;
  readonly spans: readonly Span[];
  /** The text tells of something that is over, e.g. "eilen", "last week". */
  readonly past: boolean;
}

type Reading = DateReading & ClockReading & { readonly at: number };

/**
 * Finds when a lower-case text means, seen from a day. `isWord` tells whether a word is one of the languages': such a
 * word is no slip of the pen.
 */
export function findTime(text: string, today: LocalDate, isWord?: (word: string) => boolean): TimeFound {
  const tokens = timeTokens(text, isWord);
  const readings = readAll(tokens, today);
  return {
    slots: together(readings, tokens, today),
    spans: readings.map(({ at, length }) => ({
      start: tokens[at]?.start ?? 0,
      end: tokens[at + length - 1]?.end ?? 0,
    })),
    past: readings.some(({ past }) => past),
  };
}

function readAll(tokens: readonly TimeToken[], today: LocalDate): readonly Reading[] {
  const readings: Reading[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = readAt({ tokens, at, today });
    if (found) readings.push({ ...found, at });
    at += found?.length ?? 1;
  }
  return readings;
}

function readAt(place: Place): (DateReading & ClockReading) | undefined {
  const first = place.tokens[place.at]?.meaning;
  if (first?.kind === "word" && !first.leads) return undefined;
  for (const rule of DATE_RULES) {
    const reading = rule(place);
    if (reading) return opened(place, narrowed(place, reading));
  }
  for (const rule of CLOCK_RULES) {
    const reading = rule(place);
    if (reading) return reading;
  }
  return undefined;
}

function together(
  all: readonly Reading[],
  tokens: readonly TimeToken[],
  today: LocalDate,
): TimeFound["slots"] {
  const readings = eachOfList(
    all.filter(({ past }) => !past),
    tokens,
  );
  const frame = frameOf(readings, tokens);
  const weekdays = new Set(readings.flatMap((reading) => reading.weekdays ?? []));
  if (frame?.frame === "month")
    for (const { weekday, weekend } of readings)
      for (const day of weekend ? [6, 7] : weekday === undefined ? [] : [weekday]) weekdays.add(day);
  const when = joined(readings, { tokens, today, frame });
  const listed =
    when && readings.filter(({ weekday }) => weekday !== undefined).length > 1
      ? listedDays(readings, when)
      : [];
  for (const day of listed) weekdays.add(day);
  const partOfDay = partOf(readings, tokens);
  return {
    ...(when && { when }),
    ...(weekdays.size > 0 && { weekdays: [...weekdays].sort() }),
    ...(partOfDay && { partOfDay }),
    ...limits(readings, partOfDay === "evening"),
  };
}

/** The week or month the days named fall into; "viikonloppuna tai ensi viikolla" are two times, not one in the other. */
function frameOf(readings: readonly Reading[], tokens: readonly TimeToken[]): Reading | undefined {
  const at = readings.findLastIndex((reading) => reading.frame);
  const before = at > 0 ? readings[at - 1] : undefined;
  const frame = readings[at];
  const isDay = before?.weekday !== undefined || before?.weekend;
  return frame && before && isDay && areJoined(before, frame, tokens) ? undefined : frame;
}

/** The part of the day said last; two joined by "or" leave it open. */
function partOf(readings: readonly Reading[], tokens: readonly TimeToken[]): PartOfDay | undefined {
  const parts = readings.filter((reading) => reading.partOfDay);
  const [before, last] = parts.slice(-2);
  if (!before || !last) return before?.partOfDay;
  const isEither = before.partOfDay !== last.partOfDay && areJoined(before, last, tokens);
  return isEither ? undefined : last.partOfDay;
}

/** "ti ja to iltaisin", "Wednesday or Thursday evenings": what the last of a list says of each time, holds for all. */
function eachOfList(readings: readonly Reading[], tokens: readonly TimeToken[]): readonly Reading[] {
  const each: Reading[] = [];
  let next: Reading | undefined;
  for (const reading of readings.toReversed()) {
    const isListed = next?.weekdays && reading.weekday !== undefined && areJoined(reading, next, tokens);
    next = reading;
    if (isListed && reading.weekday !== undefined && reading.lastWeekday === undefined) {
      const { weekday, ...rest } = reading;
      next = { ...rest, weekdays: [weekday] };
    }
    each.unshift(next);
  }
  return each;
}

/** Two days with days between them that were not named: the range and the days. */
function listedDays(readings: readonly Reading[], when: DateRange): readonly number[] {
  const days = readings.flatMap(({ weekday, lastWeekday }) =>
    weekday === undefined || lastWeekday ? [] : [weekday],
  );
  const length = (Date.parse(when.until) - Date.parse(when.from)) / 86_400_000;
  return length > days.length && days.length > 1 ? days : [];
}

function limits(readings: readonly Reading[], evening: boolean): Pick<Slots, "after" | "before"> {
  const after = readings.findLast((reading) => reading.after)?.after;
  const before = readings.findLast((reading) => reading.before)?.before;
  const late = (time: string) =>
    evening && time < "12:00" && time >= "07:00" ? `${Number(time.slice(0, 2)) + 12}${time.slice(2)}` : time;
  return { ...(after && { after: late(after) }), ...(before && { before: late(before) }) };
}

interface Joining {
  readonly tokens: readonly TimeToken[];
  readonly today: LocalDate;
  readonly frame: Reading | undefined;
}

/** The dates of the last thing said; days joined by "or" and "and" count together, a day within a week is that day. */
function joined(readings: readonly Reading[], joining: Joining): DateRange | undefined {
  let result: DateRange | undefined;
  let last: Reading | undefined;
  for (const reading of readings) {
    // "Ensi tiistaina ja torstaina": the Thursday after that Tuesday.
    const isNext = last?.when && reading.weekday !== undefined && areJoined(last, reading, joining.tokens);
    const today = isNext && last?.when ? last.when.from : joining.today;
    const range = rangeOf(reading, { ...joining, today });
    if (!range) continue;
    if (result === undefined || last === undefined) result = range;
    else if (last.open && reading.bound && range.until > result.from)
      result = { from: result.from, until: range.until };
    else if (isWithin(range, result)) result = range;
    else if (!isWithin(result, range))
      result = areJoined(last, reading, joining.tokens) ? hull(result, range) : range;
    last = reading;
  }
  return result;
}

function rangeOf(reading: Reading, joining: Joining): DateRange | undefined {
  const range = closedRangeOf(reading, joining);
  if (range && reading.beyond) return { from: range.until, until: OPEN_END };
  return range && reading.open ? { from: range.from, until: OPEN_END } : range;
}

function closedRangeOf(reading: Reading, { today, frame }: Joining): DateRange | undefined {
  if (reading.when) return reading.when;
  const start = frame?.frame === "week" ? frame.when?.from : undefined;
  if (reading.weekend && frame?.frame === "month") return undefined;
  if (reading.weekend) return start ? weekendOf(start) : upcomingWeekend(today);
  if (reading.weekday === undefined || frame?.frame === "month") return undefined;
  const first = weekdayAfter(start ?? today, reading.weekday);
  if (!reading.lastWeekday) return first;
  const more = (reading.lastWeekday - reading.weekday + 7) % 7;
  return { from: first.from, until: addDays(first.from, more + 1) };
}

function upcomingWeekend(today: LocalDate): DateRange {
  return weekdayOf(today) === 7
    ? daysFrom(today, 1)
    : { from: weekendOf(today).from < today ? today : weekendOf(today).from, until: weekendOf(today).until };
}

const isWithin = (inner: DateRange, outer: DateRange) =>
  inner.from >= outer.from && inner.until <= outer.until;

const hull = (one: DateRange, other: DateRange): DateRange => ({
  from: one.from.localeCompare(other.from) < 0 ? one.from : other.from,
  until: one.until.localeCompare(other.until) > 0 ? one.until : other.until,
});

function areJoined(first: Reading, second: Reading, tokens: readonly TimeToken[]): boolean {
  const between = tokens.slice(first.at + first.length, second.at).map(({ text }) => text);
  return (
    between.length > 0 &&
    between.length <= 3 &&
    between.every((text) => /^(?:or|and|tai|ja|sekä|,|on|-|–)$/.test(text))
  );
}
