/**
 * The grammar of weekdays and weekends: "ensi maanantaina", "Sunday afternoons", "ma–pe", "arkisin", "viikonloppuisin".
 */
import { notBefore, weekdayAfter, weekendOf, weekFrom } from "./calendar.ts";
import { type DateReading, type DateRule, isWord, meaning, type Place, partAfter } from "./date-reading.ts";
import { addDays } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";

/** "ensi maanantaina", "next Tuesday", "this Friday evening". */
export const relativeWeekday: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  const day = meaning(place, 1, "weekday") ?? meaning(place, 1, "shortWeekday");
  if (!relative || !day || (day.kind === "weekday" && day.recurring)) return undefined;
  // "Coming to" is no Thursday.
  if (day.kind === "shortWeekday" && isWord(place, 1, /^(?:to|ma|la|ti)$/) && isWord(place, 0, RELATIVE_EN))
    return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const part =
    partAfter(place, 2) ?? (day.kind === "weekday" && day.part ? { part: day.part, length: 0 } : undefined);
  return {
    length: 2 + (part?.length ?? 0),
    when: weekdayAfter(baseOf(place, relative.shift), day.day),
    ...(part && { partOfDay: part.part }),
  };
};

/** "Ensi" and "coming" name the nearest such day, "next" and "seuraava" the one of the next week. */
function baseOf(place: Place, shift: number): LocalDate {
  if (shift === 0 || isWord(place, 0, COMING)) return place.today;
  return isWord(place, 0, /^ens/) ? addDays(place.today, 1) : weekFrom(place.today, 1).from;
}

const RELATIVE_EN = /^(?:this|next|nxt|last|coming|upcoming|following)$/;
const COMING = /^(?:tuleva|coming|upcoming)/;

const relativeWeekend: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  if (!relative || meaning(place, 1, "weekend") === undefined) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const week = weekFrom(place.today, isWord(place, 0, COMING) ? 0 : relative.shift).from;
  const part = partOfWeekend(place, 1);
  return { ...part, length: 1 + part.length, when: notBefore(place.today, weekendOf(week)) };
};

const weekday: DateRule = (place) => {
  const found = meaning(place, 0, "weekday");
  const short = found ? undefined : meaning(place, 0, "shortWeekday");
  const day = found?.day ?? (short && isShortDay(place) ? short.day : undefined);
  if (day === undefined) return undefined;
  const other = isWord(place, -1, /^(?:other|second|toinen|toisena)$/) ? -2 : -1;
  const every = meaning(place, other, "every") !== undefined || isWord(place, -1, /^an?$/);
  const range = weekdayRange(place, day);
  if (range) return range;
  const part =
    partAfter(place, 1) ?? (found?.part && { part: found.part, length: 0, recurring: found.recurring });
  const length = 1 + (part?.length ?? 0);
  const partOfDay = part && { partOfDay: part.part };
  return found?.recurring || every || part?.recurring
    ? { length, weekdays: [day], ...partOfDay }
    : { length, weekday: day, ...partOfDay };
};

/** "from morning to evening", "10:00 to 12:00": the preposition. */
const isEnglishTo = (place: Place) =>
  (["clock", "number", "part", "date", "month", "weekday", "shortWeekday", "unit", "day"] as const).some(
    (kind) => meaning(place, -1, kind),
  ) ||
  meaning(place, 1, "shortWeekday") !== undefined ||
  meaning(place, 1, "part")?.located === false;

/** "la" and "to" are days only beside another time. */
function isShortDay(place: Place): boolean {
  const timely = (offset: number) =>
    (["date", "clock", "part", "dash", "shortWeekday", "month", "weekday"] as const).some((kind) =>
      meaning(place, offset, kind),
    );
  if (isWord(place, 0, /^to$/) && isEnglishTo(place)) return false;
  // "satutunti kalliossa la": a day stands at the end, where no other word of two letters does.
  if (isLast(place) && place.at > 0 && isWord(place, 0, /^(?:ma|ti|ke|la|su)$/)) return true;
  if (isWord(place, -1, /^(?:ensi|ens|joka|tämä)$/)) return true;
  // "Next to", "go on to".
  if (isWord(place, -1, /^(?:on|this|next|every)$/) && !isWord(place, 0, /^to$/)) return true;
  if (isListed(place, 1) && (meaning(place, 2, "shortWeekday") || meaning(place, 2, "weekday"))) return true;
  if (isListed(place, -1) && (meaning(place, -2, "shortWeekday") || meaning(place, -2, "weekday")))
    return true;
  return (
    timely(1) ||
    (meaning(place, -1, "dash") !== undefined && meaning(place, -2, "shortWeekday") !== undefined)
  );
}

/** "ma, ke ja pe": a comma or an "and" between days. */
const isListed = (place: Place, offset: number) =>
  meaning(place, offset, "comma") !== undefined || isWord(place, offset, /^(?:tai|ja|or|and|&)$/);

const isLast = ({ tokens, at }: Place) =>
  tokens.slice(at + 1).every(({ meaning: { kind } }) => kind === "stop" || kind === "comma");

/** "from Monday to Wednesday" and "la–su" are days to come, "ma–pe" and "Mondays to Fridays" is each week. */
function weekdayRange(place: Place, first: number): DateReading | undefined {
  const edges = meaning(place, 0, "weekday")?.edge === "from" && meaning(place, 1, "weekday")?.edge === "to";
  const offset = edges ? 1 : 2;
  const last = meaning(place, offset, "weekday") ?? meaning(place, offset, "shortWeekday");
  const to = edges || meaning(place, 1, "dash") || isWord(place, 1, /^(?:to|until|till|through)$/);
  if (!last || !to || last.day === first) return undefined;
  const part = partAfter(place, offset + 1);
  const length = offset + 1 + (part?.length ?? 0);
  const partOfDay = part && { partOfDay: part.part };
  const short =
    meaning(place, 0, "shortWeekday") ?? (isWord(place, 0, /^(?:mon|tues?|weds?|thurs?|fri)$/) || undefined);
  const every = meaning(place, -1, "every") ?? part?.recurring ?? (short && first === 1);
  if (every || meaning(place, 0, "weekday")?.recurring) {
    const count = ((last.day - first + 7) % 7) + 1;
    const days = Array.from({ length: count }, (_, index) => ((first + index - 1) % 7) + 1);
    return { length, weekdays: days, ...partOfDay };
  }
  return { length, weekday: first, lastWeekday: last.day, ...partOfDay };
}

function partOfWeekend(place: Place, offset: number): Pick<DateReading, "partOfDay"> & { length: number } {
  const own = meaning(place, offset, "weekend")?.part;
  const part = own ? { part: own, length: 0 } : partAfter(place, offset + 1);
  return part ? { partOfDay: part.part, length: 1 + part.length } : { length: 1 };
}

const weekend: DateRule = (place) => {
  const found = meaning(place, 0, "weekend");
  if (!found) return undefined;
  const every = meaning(place, -1, "every") !== undefined && !isWord(place, -1, /^any$/);
  const part = partOfWeekend(place, 0);
  return found.recurring || every || partAfter(place, 1)?.recurring
    ? { ...part, weekdays: [6, 7] }
    : { ...part, weekend: true };
};

const workday: DateRule = (place) => {
  const found = meaning(place, 0, "workday");
  if (!found) return undefined;
  const part = found.part ? { part: found.part, length: 0 } : partAfter(place, 1);
  return {
    length: 1 + (part?.length ?? 0),
    weekdays: [1, 2, 3, 4, 5],
    ...(part && { partOfDay: part.part }),
  };
};

/** In order: a longer expression stands before the shorter one it begins with. */
export const WEEKDAY_RULES: readonly DateRule[] = [
  relativeWeekday,
  relativeWeekend,
  weekday,
  weekend,
  workday,
];
