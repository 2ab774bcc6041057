/**
 * The grammar of clock limits and parts of day: "klo 17 jälkeen", "ennen neljää", "between noon and 3 pm", "iltaisin",
 * "after school". A bare hour from 1 to 6 is taken as after noon: libraries are closed before that.
 */
import { isWord, meaning, type Place } from "./date-reading.ts";
import type { ClockTime, PartOfDay } from "./understood.ts";

/** What an expression of the clock says; `length` is the number of pieces it takes. */
export interface ClockReading {
  readonly length: number;
  readonly after?: ClockTime;
  readonly before?: ClockTime;
  readonly partOfDay?: PartOfDay;
}

/** A clock time at a place; `open` while it may be before or after noon. */
interface Hour {
  readonly minutes: number;
  readonly open: boolean;
  /** It is a clock time by itself, without a word such as "after". */
  readonly sure: boolean;
  readonly length: number;
}

const NOON = 12 * 60;
const COUNTED =
  /^(?:years?|yrs?|vuotta|vuoden|v|minutes?|mins?|minuut\p{L}*|hours?|tun\p{L}*|times?|kertaa|kids?|children|lasta|lapsen|people|books?|kirjaa|euroa?|e|of|months?|kuukau\p{L}*|weeks?|viiko\p{L}*|days?|päiv\p{L}*|-vuotias)$/u;

function fromMinutes(minutes: number): ClockTime {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function hourAt(place: Place, offset: number): Hour | undefined {
  if (isWord(place, offset, /^(?:noon|midday|keskipäivä\p{L}*|puolenpäivän)$/u))
    return { minutes: NOON, open: false, sure: true, length: 1 };
  if (isWord(place, offset, /^midnight$/))
    return { minutes: 24 * 60 - 1, open: false, sure: true, length: 1 };
  const clock = meaning(place, offset, "clock");
  if (clock) return { minutes: clock.minutes, open: clock.half, sure: clock.sure, length: 1 };
  if (isWord(place, offset, /^(?:klo|kello|kellon)$/)) {
    const inner = hourAt(place, offset + 1);
    return inner && { ...inner, sure: true, length: inner.length + 1 };
  }
  return halfHour(place, offset) ?? bareHour(place, offset);
}

function halfHour(place: Place, offset: number): Hour | undefined {
  const past = isWord(place, offset, /^half$/) && isWord(place, offset + 1, /^past$/);
  const half = past || isWord(place, offset, /^(?:puoli|puolen)$/);
  const number = half ? meaning(place, offset + (past ? 2 : 1), "number") : undefined;
  if (!number || number.value < 1 || number.value > 24) return undefined;
  // "puoli kuusi" is half an hour before six, "half past six" half an hour after.
  return {
    minutes: number.value * 60 + (past ? 30 : -30),
    open: number.value <= 12,
    sure: true,
    length: past ? 3 : 2,
  };
}

function bareHour(place: Place, offset: number): Hour | undefined {
  const number = meaning(place, offset, "number");
  if (!number || number.ordinal || number.value > 24 || isWord(place, offset + 1, COUNTED)) return undefined;
  if (isWord(place, offset, /^(?:couple|few|pari|muutam)/)) return undefined;
  const oClock = isWord(place, offset + 1, /^(?:o'clock|oclock)$/);
  return { minutes: number.value * 60, open: number.value <= 12, sure: oClock, length: oClock ? 2 : 1 };
}

/** Settles an hour that may be before or after noon. */
function settle(hour: Hour, latestAfternoon: number): number {
  return hour.open && hour.minutes < latestAfternoon * 60 ? hour.minutes + NOON : hour.minutes;
}

function clockRange(place: Place): ClockReading | undefined {
  const start = isWord(place, 0, /^(?:between|from|klo|kello)$/) ? 1 : 0;
  const first = hourAt(place, start);
  const middle = start + (first?.length ?? 0);
  const second =
    first && isRangeSign(place, middle) ? hourAt(place, middle + 1) : spokenRange(place, first, middle);
  if (!first || !second) return undefined;
  const gap = spokenRange(place, first, middle) ? 0 : 1;
  const last = middle + gap + second.length;
  const afterTime = start > 0 && isTime(place, -1);
  const between = isWord(place, last, /^(?:välillä|väliin|välissä|välisenä)$/) ? 1 : 0;
  const timely = first.sure || second.sure || between > 0 || gap === 0 || afterTime || isTime(place, last);
  if (!timely) return undefined;
  const from = settle(first, 7);
  const late = settle(second, 8);
  const to = late <= from && second.open && late < NOON ? late + NOON : late;
  if (from >= to) return undefined;
  return { length: last + between, after: fromMinutes(from), before: fromMinutes(to) };
}

/** A day or date stands there, so that the numbers after it are of the clock. */
const isTime = (place: Place, offset: number) =>
  (["weekday", "day", "date", "part", "weekend", "workday"] as const).some((kind) =>
    meaning(place, offset, kind),
  );

const isRangeSign = (place: Place, offset: number) =>
  meaning(place, offset, "dash") !== undefined || isWord(place, offset, /^(?:and|to|until|till|ja)$/);

/** "kuudesta kahdeksaan": the cases alone make it a range. */
function spokenRange(place: Place, first: Hour | undefined, offset: number): Hour | undefined {
  if (!first || !isWord(place, offset - 1, /st[aä]$/u)) return undefined;
  return isWord(place, offset, /(?:teen|een|än|aan|ään)$/u) ? hourAt(place, offset) : undefined;
}

function clockLimit(place: Place): ClockReading | undefined {
  const after = isWord(place, 0, /^(?:after|past|from|starting|aikaisintaan)$/);
  const before = isWord(place, 0, /^(?:before|by|until|till|ennen|viimeistään)$/);
  const at = isWord(place, 0, /^(?:at|klo|kello)$/);
  const start = after || before || at ? (isWord(place, 1, /^(?:at|from|than)$/) ? 2 : 1) : 0;
  const hour = hourAt(place, at && !isWord(place, 0, /^at$/) ? 0 : start);
  if (!hour) return undefined;
  const end = (at && !isWord(place, 0, /^at$/) ? 0 : start) + hour.length;
  const following = isWord(place, end, /^(?:jälkeen|alkaen|lähtien|eteenpäin|jälk|onwards?)$/);
  const preceding = isWord(place, end, /^(?:mennessä|asti|saakka)$/);
  const length = end + (following || preceding ? 1 : 0);
  if (before || preceding) return { length, before: fromMinutes(settle(hour, 8)) };
  if (after && !hour.sure && isWord(place, 0, /^from$/)) return undefined;
  if (after || following || (hour.sure && (start > 0 || hourIsWritten(place))))
    return { length, after: fromMinutes(settle(hour, 8)) };
  return undefined;
}

/** "klo 17" and "5 pm" stand for themselves; a bare "17.30" may be a price. */
const hourIsWritten = (place: Place) =>
  meaning(place, 0, "clock")?.sure === true || isWord(place, 0, /^(?:klo|kello)$/);

function afterDuty(place: Place): ClockReading | undefined {
  const english = isWord(place, 0, /^after$/);
  const finnish = isWord(place, 1, /^(?:jälkeen|jälk)$/);
  if (!english && !finnish) return undefined;
  const offset = english ? 1 : 0;
  if (isWord(place, offset, /^(?:school|koulun|koulupäivän|iltapäiväkerhon|daycare|päiväkodin)$/))
    return { length: 2, partOfDay: "afternoon" };
  return isWord(place, offset, /^(?:work|töiden|työpäivän|työajan)$/)
    ? { length: 2, partOfDay: "evening" }
    : undefined;
}

const SPECIFIERS = /^(?:in|the|this|that|every|each|any|some|weekday|late|early|at|by)$/;

function partOfDay(place: Place): ClockReading | undefined {
  const part = meaning(place, 0, "part");
  if (!part || isGreeting(place)) return undefined;
  const first =
    place.at === 0 || meaning(place, -1, "comma") !== undefined || meaning(place, -1, "stop") !== undefined;
  const last =
    meaning(place, 1, "stop") !== undefined ||
    place.at + 1 >= place.tokens.length ||
    isWord(place, 1, /^only$/);
  const located =
    part.located ||
    part.recurring ||
    isWord(place, -1, SPECIFIERS) ||
    (first && (last || meaning(place, 1, "comma")));
  return located ? { length: 1, partOfDay: part.part } : undefined;
}

/** "Good evening" and "hyvää iltaa" greet. */
function isGreeting(place: Place): boolean {
  return (
    isWord(place, -1, /^(?:good|g'|hyvää|hyvät|mukavaa|kivaa|ihanaa)$/) ||
    isWord(place, 0, /^(?:iltaa|iltapäivää|huomenta)$/)
  );
}

/** In order: a longer expression stands before the shorter one it begins with. */
export const CLOCK_RULES: readonly ((place: Place) => ClockReading | undefined)[] = [
  clockRange,
  clockLimit,
  afterDuty,
  partOfDay,
];
