/**
 * Works out when something repeats, by a recurrence rule of iCalendar (RFC 5545). Times are wall clock times, kept as the
 * milliseconds they would be in UTC; zones come later. A rule may be hostile: every look at a day or an hour is paid
 * from a budget.
 */
import { type Day, dayOf, MS_A_DAY, weekNumberOf } from "./calendar-day.ts";

const FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** A weekday, Monday 0, and which one of the month or year; below 0 counts from the end. */
interface RuleDay {
  readonly weekday: number;
  readonly nth?: number;
}

/** A rule taken apart. `until` stays text: it may be a date, a wall clock time or an instant. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: string;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weeks: readonly number[];
  readonly days: readonly RuleDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  /** Monday 0. */
  readonly weekStart: number;
}

/** What a search for times may still cost; shared by all rules of a document. */
export interface Budget {
  left: number;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const STEP_MS = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1_000 } as const;

/** Reads `FREQ=WEEKLY;BYDAY=TU`. Throws what is wrong with it. */
export function parseRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(";")) {
    const [name = "", value = ""] = part.split("=").map((one) => one.trim());
    if (name !== "") parts.set(name, value);
  }
  const frequency = FREQUENCIES.find((one) => one === parts.get("FREQ"));
  if (frequency === undefined) throw new Error(`its rule has no known FREQ ("${shown(text)}")`);
  const numbers = (name: string, low: number, high: number) => readNumbers(parts, { name, low, high });
  const [count] = numbers("COUNT", 1, 100_000_000);
  const until = parts.get("UNTIL");
  return {
    frequency,
    interval: numbers("INTERVAL", 1, 1_000_000)[0] ?? 1,
    ...(count === undefined ? {} : { count }),
    ...(until === undefined || until === "" ? {} : { until }),
    months: numbers("BYMONTH", 1, 12),
    monthDays: numbers("BYMONTHDAY", -31, 31),
    yearDays: numbers("BYYEARDAY", -366, 366),
    weeks: numbers("BYWEEKNO", -53, 53),
    days: (parts.get("BYDAY") ?? "").split(",").filter(Boolean).map(readDay),
    hours: numbers("BYHOUR", 0, 23),
    minutes: numbers("BYMINUTE", 0, 59),
    seconds: numbers("BYSECOND", 0, 60),
    positions: numbers("BYSETPOS", -366, 366),
    weekStart: Math.max(0, WEEKDAYS.indexOf(parts.get("WKST") ?? "MO")),
  };
}

function readNumbers(
  parts: ReadonlyMap<string, string>,
  { name, low, high }: { readonly name: string; readonly low: number; readonly high: number },
): readonly number[] {
  return (parts.get(name) ?? "")
    .split(",")
    .filter(Boolean)
    .map((text) => {
      const number = Number(text);
      if (Number.isInteger(number) && number >= low && number <= high && (low >= 0 || number !== 0))
        return number;
      throw new Error(`its rule has a ${name} that cannot be ("${shown(text)}")`);
    });
}

function readDay(text: string): RuleDay {
  const [, nth, name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text.trim()) ?? [];
  const weekday = WEEKDAYS.indexOf(name);
  if (weekday < 0) throw new Error(`its rule has a BYDAY that cannot be ("${shown(text)}")`);
  return { weekday, ...(nth === undefined ? {} : { nth: Number(nth) }) };
}

function shown(text: string): string {
  return text.slice(0, 60);
}

/**
 * Gives the times of a rule in order, from `from` on, the start itself only where the rule names it, and until `to`.
 * COUNT and UNTIL are left to the caller. Throws when the budget is used up.
 */
export function* timesOf(
  rule: Rule,
  start: number,
  { from, to, budget }: { readonly from: number; readonly to: number; readonly budget: Budget },
): Generator<number> {
  const whole = withDefaults(rule, start);
  const periods = isSubDaily(rule.frequency)
    ? stepsOf(whole, start, { from, to, budget })
    : periodsOf(whole, start, { from, to, budget });
  for (const times of periods) {
    for (const time of atPositions(times, whole.positions)) {
      if (time >= start && time >= from && time <= to) yield time;
    }
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly budget: Budget;
}

function isSubDaily(frequency: Frequency): frequency is keyof typeof STEP_MS {
  return frequency in STEP_MS;
}

/** What a rule does not say is as in the start. */
function withDefaults(rule: Rule, start: number): Rule {
  const { frequency } = rule;
  const at = new Date(start);
  const clock = {
    hours: orElse(rule.hours, at.getUTCHours()),
    minutes: orElse(rule.minutes, at.getUTCMinutes()),
    seconds: orElse(rule.seconds, at.getUTCSeconds()),
  };
  if (isSubDaily(frequency)) {
    const { hours, minutes } = rule;
    if (frequency === "HOURLY") return { ...rule, ...clock, hours };
    return frequency === "MINUTELY" ? { ...rule, ...clock, hours, minutes } : rule;
  }
  const namesDays =
    rule.days.length + rule.monthDays.length + rule.yearDays.length + rule.weeks.length > 0 ||
    frequency === "DAILY";
  const day = dayOf(Math.floor(start / MS_A_DAY));
  const sameWeekday = [{ weekday: day.weekday }];
  if (!namesDays && frequency === "WEEKLY") return { ...rule, ...clock, days: sameWeekday };
  if (!namesDays) {
    const months = frequency === "YEARLY" ? orElse(rule.months, day.month) : rule.months;
    return { ...rule, ...clock, months, monthDays: [day.day] };
  }
  const isWeekOnly = rule.weeks.length > 0 && rule.days.length + rule.monthDays.length === 0;
  return { ...rule, ...clock, ...(isWeekOnly && rule.yearDays.length === 0 ? { days: sameWeekday } : {}) };
}

function orElse(numbers: readonly number[], fallback: number): readonly number[] {
  return numbers.length > 0 ? numbers : [fallback];
}

/** Gives the times of each year, month, week or day. Without COUNT one may begin in the middle. */
function* periodsOf(rule: Rule, start: number, span: Span): Generator<readonly number[]> {
  const first = Math.floor(start / MS_A_DAY);
  const skipped =
    rule.count === undefined ? skippedPeriods(rule, first, Math.floor(span.from / MS_A_DAY)) : 0;
  for (let index = skipped; ; index += 1) {
    const [begin, end] = periodAt(rule, first, index * rule.interval);
    if (begin * MS_A_DAY > span.to || Number.isNaN(begin)) return;
    const times: number[] = [];
    for (let at = begin; at < end; at += 1) {
      pay(span.budget);
      const day = dayOf(at);
      if (isDayOf(rule, day)) times.push(...timesOnDay(rule, at * MS_A_DAY));
    }
    yield times;
  }
}

/** Counts whole steps that surely lie before a day; a few too few do no harm. */
function skippedPeriods({ frequency, interval }: Rule, first: number, from: number): number {
  const longest = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1 };
  const days = longest[frequency as keyof typeof longest];
  return Math.max(0, Math.floor((from - first) / (days * interval)) - 2);
}

/** Gives the first day of a period and the first day after it. */
function periodAt({ frequency, weekStart }: Rule, first: number, step: number): readonly [number, number] {
  const { year, month, weekday } = dayOf(first);
  const at = (ofYear: number, ofMonth: number) => Math.floor(Date.UTC(ofYear, ofMonth - 1, 1) / MS_A_DAY);
  if (frequency === "YEARLY") return [at(year + step, 1), at(year + step + 1, 1)];
  if (frequency === "MONTHLY") return [at(year, month + step), at(year, month + step + 1)];
  if (frequency === "DAILY") return [first + step, first + step + 1];
  const monday = first - ((weekday - weekStart + 7) % 7);
  return [monday + 7 * step, monday + 7 * (step + 1)];
}

/** Steps of an hour or less. A day that does not count is passed over at once. */
function* stepsOf(rule: Rule, start: number, span: Span): Generator<readonly number[]> {
  const unit = STEP_MS[rule.frequency as keyof typeof STEP_MS];
  const step = unit * rule.interval;
  const origin = Math.floor(start / unit) * unit;
  const begin = rule.count === undefined ? Math.max(0, Math.floor((span.from - origin) / step)) : 0;
  for (let at = origin + begin * step; at <= span.to; ) {
    pay(span.budget);
    const midnight = Math.floor(at / MS_A_DAY) * MS_A_DAY;
    if (!isDayOf(rule, dayOf(midnight / MS_A_DAY))) {
      at += step * Math.max(1, Math.ceil((midnight + MS_A_DAY - at) / step));
      continue;
    }
    yield timesInStep(rule, at);
    at += step;
  }
}

function timesInStep({ frequency, hours, minutes, seconds }: Rule, at: number): readonly number[] {
  const date = new Date(at);
  if (hours.length > 0 && !hours.includes(date.getUTCHours())) return [];
  if (frequency === "HOURLY") {
    return sorted(
      minutes.flatMap((minute) => seconds.map((second) => at + minute * 60_000 + second * 1_000)),
    );
  }
  if (minutes.length > 0 && !minutes.includes(date.getUTCMinutes())) return [];
  if (frequency === "MINUTELY") return sorted(seconds.map((second) => at + second * 1_000));
  return seconds.length === 0 || seconds.includes(date.getUTCSeconds()) ? [at] : [];
}

function timesOnDay({ hours, minutes, seconds }: Rule, midnight: number): readonly number[] {
  return sorted(
    hours.flatMap((hour) =>
      minutes.flatMap((minute) =>
        seconds.map((second) => midnight + hour * 3_600_000 + minute * 60_000 + second * 1_000),
      ),
    ),
  );
}

function isDayOf(rule: Rule, day: Day): boolean {
  const { months, monthDays, yearDays, weeks, days } = rule;
  return (
    (months.length === 0 || months.includes(day.month)) &&
    isAmong(monthDays, day.day, day.daysInMonth) &&
    isAmong(yearDays, day.yearDay, day.daysInYear) &&
    (weeks.length === 0 || isWeekOf(weeks, day, rule.weekStart)) &&
    (days.length === 0 || days.some((one) => isRuleDay(rule, one, day)))
  );
}

function isAmong(numbers: readonly number[], at: number, size: number): boolean {
  return numbers.length === 0 || numbers.includes(at) || numbers.includes(at - size - 1);
}

function isWeekOf(weeks: readonly number[], day: Day, weekStart: number): boolean {
  const { week, weeksInYear } = weekNumberOf(day, weekStart);
  return isAmong(weeks, week, weeksInYear);
}

/** "The second Tuesday" is of the month where the rule goes by months, else of the year. */
function isRuleDay({ frequency, months }: Rule, { weekday, nth }: RuleDay, day: Day): boolean {
  if (weekday !== day.weekday) return false;
  if (nth === undefined || (frequency !== "MONTHLY" && frequency !== "YEARLY")) return true;
  const isOfMonth = frequency === "MONTHLY" || months.length > 0;
  const [at, size] = isOfMonth ? [day.day, day.daysInMonth] : [day.yearDay, day.daysInYear];
  return nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((size - at + 1) / 7) === -nth;
}

function atPositions(times: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return times;
  return times.filter(
    (_time, index) => positions.includes(index + 1) || positions.includes(index - times.length),
  );
}

function sorted(times: readonly number[]): readonly number[] {
  return [...new Set(times)].sort((one, other) => one - other);
}

function pay(budget: Budget): void {
  if (budget.left <= 0)
    throw new Error("its rule takes too long to work out (give it an end or a simpler rule)");
  budget.left -= 1;
}
