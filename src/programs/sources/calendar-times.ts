/**
 * Reads the times of an iCalendar: dates, times of a zone, of UTC, and times that float.
 */
import { type Component, type ContentLine, findLine, findValue } from "./content-lines.ts";
import { type Budget, parseRule, timesOf } from "./recurrence.ts";
import { type Clock, findClock, instantOf, UTC } from "./wall-time.ts";

/** A time as it was written. */
export interface Moment {
  readonly wall: number;
  readonly clock: Clock;
  readonly isDate: boolean;
  /** It names no zone. */
  readonly isFloating: boolean;
}

/** The zones that times of a calendar are read in. */
export interface Zones {
  /** For times without a zone. */
  readonly floating: Clock;
  /** For whole days. */
  readonly days: Clock;
  named(name: string): Clock | undefined;
}

/** Zones by the names that Windows gives them, as far as calendars name them without saying what they are. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  "fle standard time": "Europe/Helsinki",
  "w. europe standard time": "Europe/Berlin",
  "central europe standard time": "Europe/Budapest",
  "central european standard time": "Europe/Warsaw",
  "romance standard time": "Europe/Paris",
  "e. europe standard time": "Europe/Chisinau",
  "gtb standard time": "Europe/Bucharest",
  "gmt standard time": "Europe/London",
  "greenwich standard time": "Atlantic/Reykjavik",
  "russian standard time": "Europe/Moscow",
  "eastern standard time": "America/New_York",
  "central standard time": "America/Chicago",
  "mountain standard time": "America/Denver",
  "pacific standard time": "America/Los_Angeles",
};

/** Changes of a zone's clock that are worked out: from here to this many years after now. */
const FIRST_CHANGE = Date.UTC(1995, 0, 1);
const YEARS_AHEAD = 3;
const MAX_CHANGES = 400;

/** Gives the zones of a calendar: those known by name, and those that it describes itself. */
export function zonesOf(
  calendars: readonly Component[],
  { floating, days, now, budget }: { floating: Clock; days: Clock; now: number; budget: Budget },
): Zones {
  const described = new Map<string, Component>();
  for (const { parts } of calendars) {
    for (const part of parts) {
      const name = part.name === "VTIMEZONE" ? findValue(part, "TZID") : undefined;
      if (name !== undefined) described.set(name.replaceAll('"', ""), part);
    }
  }
  const known = new Map<string, Clock | undefined>();
  return {
    floating,
    days,
    named: (name) => {
      if (!known.has(name)) {
        const own = described.get(name);
        const byName = findNamed(name) ?? findNamed((own && findValue(own, "X-LIC-LOCATION")) ?? "");
        known.set(name, byName ?? (own && describedClock(own, { now, budget })));
      }
      return known.get(name);
    },
  };
}

/** Some put a path of their own before the name. */
function findNamed(name: string): Clock | undefined {
  const tail = /[^/]+\/[^/]+$/.exec(name)?.[0];
  const windows = WINDOWS_ZONES[name.toLowerCase()];
  if (/^(?:utc|gmt|z)$/i.test(name)) return UTC;
  return [name, tail, windows].map((one) => one && findClock(one)).find((one) => typeof one === "function");
}

interface Change {
  readonly instant: number;
  readonly before: number;
  readonly after: number;
}

/** A clock by its description: when it is changed, and by how much. */
function describedClock(zone: Component, seen: { now: number; budget: Budget }): Clock | undefined {
  const changes = zone.parts.flatMap((part) => changesOf(part, seen));
  changes.sort((one, other) => one.instant - other.instant);
  const [first] = changes;
  if (first === undefined) return undefined;
  return (instant) => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle]?.instant ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? first.before : (changes[low - 1]?.after ?? 0);
  };
}

function changesOf(part: Component, { now, budget }: { now: number; budget: Budget }): readonly Change[] {
  const before = readOffset(findValue(part, "TZOFFSETFROM"));
  const after = readOffset(findValue(part, "TZOFFSETTO"));
  const start = wallIn(findValue(part, "DTSTART") ?? "")?.wall;
  if (before === undefined || after === undefined || start === undefined) return [];
  const rule = findValue(part, "RRULE");
  const dates = part.lines
    .filter(({ name }) => name === "RDATE")
    .flatMap(({ value }) => value.split(",").flatMap((one) => wallIn(one)?.wall ?? []));
  const walls = [start, ...dates];
  if (rule !== undefined) {
    const parsed = parseRule(rule);
    const until = wallIn(parsed.until ?? "");
    const ahead = now + YEARS_AHEAD * 366 * 86_400_000;
    // UNTIL is an instant here; a day more or less than the change changes nothing.
    const to = Math.min(ahead, until === undefined ? ahead : until.wall + 60_000 * before);
    for (const wall of timesOf(parsed, start, { from: FIRST_CHANGE, to, budget })) {
      walls.push(wall);
      if (walls.length > MAX_CHANGES) break;
    }
  }
  return [...new Set(walls)].map((wall) => ({ instant: wall - 60_000 * before, before, after }));
}

function readOffset(text: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})/.exec(text ?? "") ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const TIME = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?(Z)?)?$/i;

/** Reads a bare value; undefined when it is no time. */
export function wallIn(
  text: string,
): { readonly wall: number; readonly isDate: boolean; readonly isUtc: boolean } | undefined {
  const found = TIME.exec(text.trim());
  if (found === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((one) => Number(one ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const date = new Date(wall);
  // 31 February would roll on into March.
  if (year < 1000 || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return undefined;
  if (hour > 23 || minute > 59) return undefined;
  return { wall, isDate: found[4] === undefined, isUtc: found[7] !== undefined };
}

/** Reads the time of a line, e.g. DTSTART. Throws what is wrong with it. */
export function momentOf(line: ContentLine, zones: Zones, value = line.value): Moment {
  const read = wallIn(value);
  if (read === undefined) throw new Error(`${line.name} "${value.trim().slice(0, 40)}" is no time`);
  const { wall, isDate, isUtc } = read;
  if (isDate) return { wall, clock: zones.days, isDate, isFloating: true };
  if (isUtc) return { wall, clock: UTC, isDate, isFloating: false };
  const name = line.parameters.get("TZID");
  if (name === undefined || name === "") return { wall, clock: zones.floating, isDate, isFloating: true };
  const clock = zones.named(name);
  if (clock === undefined) {
    throw new Error(
      `${line.name} is in the time zone "${name.slice(0, 60)}", which is neither known nor described in the calendar`,
    );
  }
  return { wall, clock, isDate, isFloating: false };
}

/** Gives the instant of a moment. */
export function instantIn({ wall, clock }: Moment): number {
  return instantOf(wall, clock);
}

/** Reads all times of a name: lines may be many, and each a list. A period counts by its start. */
export function momentsOf(component: Component, name: string, zones: Zones): readonly Moment[] {
  return component.lines
    .filter((line) => line.name === name && line.value.trim() !== "")
    .flatMap((line) => line.value.split(",").map((one) => momentOf(line, zones, one.split("/")[0])));
}

const DURATION = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** Gives how long a program is in milliseconds, e.g. of `PT1H30M`; undefined when it is no length. */
export function readDuration(text: string | undefined): number | undefined {
  const found = DURATION.exec(text?.trim() ?? "");
  if (found === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((one) => Number(one ?? 0));
  const length = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1_000;
  return length > 0 && Number.isSafeInteger(length) ? length : undefined;
}

/** Gives the zone that a calendar names for itself, where one is known. */
export function findOwnClock(calendar: Component): Clock | undefined {
  const name = findLine(calendar, "X-WR-TIMEZONE")?.value.trim();
  return name === undefined ? undefined : findNamed(name);
}
