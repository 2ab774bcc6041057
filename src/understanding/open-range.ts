/**
 * Dates without an end: "tammikuusta alkaen", "from Monday on", "starting in February", "joulun jälkeen". What has both
 * ends is left as it is.
 */
import { type DateReading, isWord, meaning, type Place } from "./date-reading.ts";

const ONWARDS = /^(?:alkaen|lähtien|eteenpäin|onwards?)$/;
const RANGE_SIGN = /^(?:[-–—]|to|until|till|through|and|or|ja|tai)$/;

/** Opens what a word beside it says to begin there: "tammikuusta alkaen", "from Monday on", "starting in February". */
export function opened(place: Place, reading: DateReading): DateReading {
  const isDated = reading.when ?? reading.weekday ?? reading.weekend;
  const inner = place.tokens.slice(place.at, place.at + reading.length);
  if (isDated === undefined || reading.bound || inner.some(({ text }) => RANGE_SIGN.test(text)))
    return reading;
  const next = reading.length;
  const beyond = isWord(place, next, /^(?:jälkeen|jälk)$/) && !startsClock(place, next + 1);
  const isAfter =
    isWord(place, -1, /^after$/) || (isWord(place, -1, /^the$/) && isWord(place, -2, /^after$/));
  if (beyond || isAfter) return { ...reading, beyond: true, length: next + (beyond ? 1 : 0) };
  const after = isWord(place, next, ONWARDS) && !startsClock(place, next + 1);
  const from = isWord(place, -1, /^from$/) && !/'s$/.test(inner.at(-1)?.text ?? "");
  const on = from && isWord(place, next, /^on$/) && !startsDate(place, next + 1);
  const isStart =
    from || isStartingBefore(place) || (isAlkaenBefore(place) && hasElative(inner.at(-1)?.text));
  if (!after && !isStart) return reading;
  return { ...reading, open: true, length: reading.length + (after || on ? 1 : 0) };
}

const startsClock = (place: Place, offset: number) =>
  meaning(place, offset, "clock") !== undefined || isWord(place, offset, /^(?:klo|kello)$/);

const startsDate = (place: Place, offset: number) =>
  (["weekday", "shortWeekday", "date", "weekend", "workday"] as const).some((kind) =>
    meaning(place, offset, kind),
  );

/** "starting Friday", "beginning on 5 December", "as of January". */
function isStartingBefore(place: Place): boolean {
  const starting = /^(?:starting|beginning)$/;
  if (isWord(place, -1, starting)) return true;
  if (isWord(place, -1, /^of$/)) return isWord(place, -2, /^as$/);
  return isWord(place, -1, /^(?:on|in|from|the)$/) && isWord(place, -2, starting);
}

/** "alkaen tammikuusta", but not "klo 17 alkaen tammikuussa". */
const isAlkaenBefore = (place: Place) =>
  isWord(place, -1, /^(?:alkaen|lähtien)$/) &&
  !(["clock", "number", "date"] as const).some((kind) => meaning(place, -2, kind));

const hasElative = (text: string | undefined) => text !== undefined && /(?:st[aä]|\d\.?)$/u.test(text);
