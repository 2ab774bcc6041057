/**
 * The grammar of clock limits and parts of day: "klo 17 jälkeen", "ennen neljää", "between noon and 3 pm", "iltaisin",
 * "after school". A bare hour from 1 to 6 is taken as after noon: libraries are closed before that.
 */
import { COUNTED, isWord, meaning, type Place } from "./date-reading.ts";
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
function fromMinutes(minutes: number): ClockTime {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function hourAt(place: Place, offset: number): Hour | undefined {
  if (
    isWord(
      place,
      offset,
      /^(?:noon|midday|keskipäivä\p{L}*|puolenpäivän|puoltapäivää|puoleenpäivään|puolestapäivästä|puoliltapäivin)$/u,
    )
  )
    return { minutes: NOON, open: false, sure: true, length: 1 };
  const isNoon = isWord(place, offset, /^puolta$/) && isWord(place, offset + 1, /^päivää$/);
  if (isNoon || (isWord(place, offset, /^puolilta$/) && isWord(place, offset + 1, /^päivin$/)))
    return { minutes: NOON, open: false, sure: true, length: 2 };
  if (isWord(place, offset, /^midnight$/))
    return { minutes: 24 * 60 - 1, open: false, sure: true, length: 1 };
  const clock = meaning(place, offset, "clock");
  if (clock) return { minutes: clock.minutes, open: clock.half, sure: clock.sure, length: 1 };
  if (isWord(place, offset, /^(?:klo|kello|kellon)$/)) {
    const inner = hourAt(place, offset + 1);
    return inner && { ...inner, sure: true, length: inner.length + 1 };
  }
  return halfHour(place, offset) ?? quarterHour(place, offset) ?? bareHour(place, offset);
}

/** Minutes of an hour said by its number. */
function numberedHour(
  place: Place,
  offset: number,
): { readonly minutes: number; readonly open: boolean } | undefined {
  const number = meaning(place, offset, "number");
  const clock = meaning(place, offset, "clock");
  if (clock) return { minutes: clock.minutes, open: clock.half };
  if (!number || number.ordinal || number.value < 1 || number.value > 24) return undefined;
  return { minutes: number.value * 60, open: number.value <= 12 };
}

function halfHour(place: Place, offset: number): Hour | undefined {
  const english = isWord(place, offset, /^half$/);
  const past = english && isWord(place, offset + 1, /^past$/) ? 1 : 0;
  const isHalf = english
    ? past > 0 || isWord(place, offset - 1, LIMITS)
    : isWord(place, offset, /^puol(?:i|en|)$/);
  const hour = isHalf ? numberedHour(place, offset + past + 1) : undefined;
  // "puoli kuusi" is half an hour before six, "half past six" and "half six" half an hour after.
  return hour && { ...hour, minutes: hour.minutes + (english ? 30 : -30), sure: true, length: past + 2 };
}

const LIMITS = /^(?:at|by|from|before|after|until|till|around|about)$/;
const QUARTER = /^(?:quarter|vart(?:ti|tia|tii|in))$/;

/** "quarter past five", "varttia vaille kuusi", "ten past six", "kymmentä yli viisi". */
function quarterHour(place: Place, offset: number): Hour | undefined {
  const article = isWord(place, offset, /^an?$/) ? 1 : 0;
  const at = offset + article;
  const isQuarter = isWord(place, at, QUARTER);
  const number = meaning(place, at, "number");
  const minutes = isQuarter ? 15 : number && !number.ordinal && number.value % 5 === 0 ? number.value : 0;
  if (minutes === 0 || minutes >= 30) return undefined;
  const isPast = isWord(place, at + 1, /^(?:past|yli)$/);
  // "ten to six" may be a range of hours, a quarter cannot.
  const isTo = isWord(
    place,
    at + 1,
    isQuarter ? /^(?:to|before|vaille|vailla|vajaa)$/ : /^(?:vaille|vailla)$/,
  );
  const hour = isPast || isTo ? numberedHour(place, at + 2) : undefined;
  return (
    hour && {
      ...hour,
      minutes: hour.minutes + (isPast ? minutes : -minutes),
      sure: true,
      length: article + 3,
    }
  );
}

function bareHour(place: Place, offset: number): Hour | undefined {
  const number = meaning(place, offset, "number");
  if (!number || number.ordinal || number.value > 24 || isWord(place, offset + 1, COUNTED)) return undefined;
  if (isWord(place, offset, /^(?:couple|few|pari|muutam)/)) return undefined;
  const oClock = isWord(place, offset + 1, /^(?:o'clock|oclock)$/);
  // "kuudelta" and "kuuden maissa" are said of clocks alone.
  const sure = oClock || isWord(place, offset, /lt[aä]$/) || isWord(place, offset + 1, ABOUT);
  return { minutes: number.value * 60, open: number.value <= 12, sure, length: oClock ? 2 : 1 };
}

const ABOUT = /^(?:maissa|maihin|aikaan|aikoihin|tienoilla|paikkeilla|pintaan|korvilla|nurkilla)$/;

/** Settles an hour that may be before or after noon. */
function settle(place: Place, hour: Hour, latestAfternoon: number): number {
  const isLate = hour.open && hour.minutes < latestAfternoon * 60 && !isMorning(place);
  return isLate ? hour.minutes + NOON : hour.minutes;
}

/** The text tells of mornings: "at 7 in the morning". */
const isMorning = ({ tokens }: Place) =>
  tokens.some(({ meaning: found }) => "part" in found && found.part === "morning");

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
  const timely =
    first.sure || second.sure || between > 0 || gap === 0 || afterTime || isTimely(place, start, last);
  if (!timely) return undefined;
  const from = settle(place, first, 7);
  const late = settle(place, second, 8);
  const to = late <= from && second.open && late < NOON ? late + NOON : late;
  if (from >= to) return undefined;
  return { length: last + between, after: fromMinutes(from), before: fromMinutes(to) };
}

/** A day or date stands there, so that the numbers after it are of the clock. */
const isTime = (place: Place, offset: number) =>
  (["weekday", "day", "date", "part", "weekend", "workday"] as const).some((kind) =>
    meaning(place, offset, kind),
  );

/** "between ten and twelve", "from six to eight on Tuesday": hours, unless they may be ages. */
function isTimely(place: Place, start: number, last: number): boolean {
  if (isTime(place, last)) return true;
  const before = place.tokens.slice(Math.max(0, place.at - 4), place.at);
  if (before.some(({ text }) => AGED.test(text)) || isWord(place, last, AGED)) return false;
  const isBetween = start > 0 && isWord(place, 0, /^between$/);
  if (start === 0 && isDayBefore(place) && meaning(place, 1, "dash") !== undefined) return true;
  const isFor = start === 0 && isWord(place, -1, /^(?:for|of|about)$/);
  return isBetween || (!isFor && isWord(place, last, /^(?:on|this)$/) && isTime(place, last + 1));
}

const isDayBefore = (place: Place) =>
  isTime(place, -1) || (meaning(place, -1, "shortWeekday") !== undefined && !isWord(place, -1, /^to$/));

const AGED =
  /^(?:kids?|child(?:ren)?|boys?|girls?|sons?|daughters?|teens?|teenagers?|students?|pupils?|grades?|ages?|aged|years?|euros?|people|laps\p{L}+|ikä\p{L}*)$/u;

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
  const at = isWord(place, 0, /^(?:at|klo|kello)$/) || isAround(place);
  const start = after || before || at ? (isWord(place, 1, /^(?:at|from|than)$/) ? 2 : 1) : 0;
  const named = isWord(place, 0, /^(?:klo|kello)$/);
  const hour = hourAt(place, named ? 0 : start);
  if (!hour) return undefined;
  const end = (named ? 0 : start) + hour.length;
  const following =
    isWord(place, end, /^(?:jälkeen|alkaen|lähtien|eteenpäin|jälk|onwards?)$/) || isWord(place, end, ABOUT);
  const preceding = isWord(place, end, /^(?:mennessä|asti|saakka)$/);
  const length = end + (following || preceding ? 1 : 0);
  if (before || preceding) return { length, before: fromMinutes(settle(place, hour, 8)) };
  if (after && !hour.sure && isWord(place, 0, /^from$/)) return undefined;
  if (
    after ||
    following ||
    (hour.sure && (start > 0 || hourIsWritten(place))) ||
    (at && endsWell(place, end))
  )
    return { length, after: fromMinutes(settle(place, hour, 8)) };
  return undefined;
}

/** "klo 17", "5 pm", "kuudelta" and "puoli kuusi" stand for themselves; a bare "17.30" may be a price. */
const hourIsWritten = (place: Place) =>
  meaning(place, 0, "clock")?.sure === true ||
  isWord(place, 0, /^(?:klo|kello)$/) ||
  meaning(place, 0, "number")?.spelled === true ||
  isWord(place, 0, /^puolilta(?:päivin)?$/) ||
  (halfHour(place, 0) ?? quarterHour(place, 0)) !== undefined;

/** "around six" is of a clock, "about 5" may count. */
const isAround = (place: Place) =>
  isWord(place, 0, /^(?:around|about|noin)$/) &&
  (hourAt(place, 1)?.sure === true || (isWord(place, 0, /^around$/) && endsWell(place, 2)));

/** "at six" is of a clock when nothing follows that six could count: the end, a day, "in the evening". */
const endsWell = (place: Place, end: number) =>
  place.at + end >= place.tokens.length ||
  meaning(place, end, "stop") !== undefined ||
  meaning(place, end, "comma") !== undefined ||
  isTime(place, end) ||
  isWord(place, end, /^(?:in|on|or|and)$/);

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

const SPECIFIERS = /^(?:in|the|this|that|every|each|any|some|weekday|late|early|at|by|vapaa)$/;

function partOfDay(place: Place): ClockReading | undefined {
  const part = meaning(place, 0, "part");
  if (!part || isGreeting(place)) return undefined;
  const first =
    place.at === 0 || meaning(place, -1, "comma") !== undefined || meaning(place, -1, "stop") !== undefined;
  const last =
    meaning(place, 1, "stop") !== undefined ||
    place.at + 1 >= place.tokens.length ||
    isWord(place, 1, /^only$/);
  // "Quiz nights" and "poetry evenings" are events, "Saturday nights" a time.
  const isEvent = isWord(place, 0, /^(?:nights|evenings)$/) && !first && !isWord(place, -1, SPECIFIERS);
  const located =
    part.located ||
    part.recurring ||
    isWord(place, -1, SPECIFIERS) ||
    (isWord(place, -1, /^(?:or|and)$/) && meaning(place, -2, "part") !== undefined) ||
    (first && (last || meaning(place, 1, "comma")));
  return located && !isEvent ? { length: 1, partOfDay: part.part } : undefined;
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
