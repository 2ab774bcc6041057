/**
 * The grammar of weekdays and weekends: "ensi maanantaina", "Sunday afternoons", "ma–pe", "arkisin", "viikonloppuisin".
 */
import { notBefore, weekdayAfter, weekendOf, weekFrom } from "./calendar.ts";
import { type DateReading, type DateRule, isWord, meaning, type Place, partAfter } from "./date-reading.ts";

const relativeWeekday: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  const day = meaning(place, 1, "weekday") ?? meaning(place, 1, "shortWeekday");
  if (!relative || !day || (day.kind === "weekday" && day.recurring)) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const part =
    partAfter(place, 2) ?? (day.kind === "weekday" && day.part ? { part: day.part, length: 0 } : undefined);
  const base = relative.shift === 1 ? weekFrom(place.today, 1).from : place.today;
  return {
    length: 2 + (part?.length ?? 0),
    when: weekdayAfter(base, day.day),
    ...(part && { partOfDay: part.part }),
  };
};

const relativeWeekend: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  if (!relative || meaning(place, 1, "weekend") === undefined) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const week = weekFrom(place.today, relative.shift).from;
  return { length: 2, when: notBefore(place.today, weekendOf(week)) };
};

const weekday: DateRule = (place) => {
  const found = meaning(place, 0, "weekday");
  const short = found ? undefined : meaning(place, 0, "shortWeekday");
  const day = found?.day ?? (short && isShortDay(place) ? short.day : undefined);
  if (day === undefined) return undefined;
  const other = isWord(place, -1, /^(?:other|second|toinen|toisena)$/) ? -2 : -1;
  const every = meaning(place, other, "every") !== undefined;
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
  if (isWord(place, -1, /^(?:ensi|joka|tämä|on|this|next|every)$/)) return true;
  if (
    isWord(place, 1, /^(?:tai|ja|or|and)$/) &&
    (meaning(place, 2, "shortWeekday") || meaning(place, 2, "weekday"))
  )
    return true;
  if (
    isWord(place, -1, /^(?:tai|ja|or|and)$/) &&
    (meaning(place, -2, "shortWeekday") || meaning(place, -2, "weekday"))
  )
    return true;
  return (
    timely(1) ||
    (meaning(place, -1, "dash") !== undefined && meaning(place, -2, "shortWeekday") !== undefined)
  );
}

const isLast = ({ tokens, at }: Place) =>
  tokens.slice(at + 1).every(({ meaning: { kind } }) => kind === "stop" || kind === "comma");

/** "from Monday to Wednesday" is days to come, "ma–pe" and "Mondays to Fridays" is each week. */
function weekdayRange(place: Place, first: number): DateReading | undefined {
  const edges = meaning(place, 0, "weekday")?.edge === "from" && meaning(place, 1, "weekday")?.edge === "to";
  const offset = edges ? 1 : 2;
  const last = meaning(place, offset, "weekday") ?? meaning(place, offset, "shortWeekday");
  const to = edges || meaning(place, 1, "dash") || isWord(place, 1, /^(?:to|until|till|through)$/);
  if (!last || !to || last.day <= first) return undefined;
  const length = offset + 1;
  const short =
    meaning(place, 0, "shortWeekday") ?? (isWord(place, 0, /^(?:mon|tues?|weds?|thurs?|fri)$/) || undefined);
  if (short || meaning(place, 0, "weekday")?.recurring) {
    return { length, weekdays: Array.from({ length: last.day - first + 1 }, (_, index) => first + index) };
  }
  return { length, weekday: first, lastWeekday: last.day };
}

const weekend: DateRule = (place) => {
  const found = meaning(place, 0, "weekend");
  if (!found) return undefined;
  const every = meaning(place, -1, "every") !== undefined && !isWord(place, -1, /^any$/);
  return found.recurring || every ? { length: 1, weekdays: [6, 7] } : { length: 1, weekend: true };
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
