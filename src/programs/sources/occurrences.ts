/**
 * Works out the times of an entry of a calendar: its own, those of its rules, and those that were taken out or moved.
 * What repeats for ever is bounded: a year ahead, a number of times.
 */
import {
  instantIn,
  type Moment,
  momentOf,
  momentsOf,
  readDuration,
  wallIn,
  type Zones,
} from "./calendar-times.ts";
import { type Component, type ContentLine, findLine, findValue } from "./content-lines.ts";
import { type Budget, parseRule, type Rule, timesOf } from "./recurrence.ts";
import { instantOf, isoOf, wallOf } from "./wall-time.ts";

const A_DAY = 86_400_000;
/** How far ahead times are worked out. */
const HORIZON = 366 * A_DAY;
/** Of an entry that repeats for ever, times older than this are forgotten. */
const LOOK_BACK = 31 * A_DAY;
/** Enough for every day of the year ahead. */
const MAX_COMING = 400;
const MAX_PAST = 100;

/** One time of an entry. */
export interface Occurrence {
  /** The instant at which the rule puts it: it stays the same when the time is moved. */
  readonly planned: number;
  readonly start: Moment;
  /** In milliseconds of the wall clock; absent where the entry does not tell. */
  readonly length?: number;
  /** The lines that tell about this time. */
  readonly told: Component;
}

/** The times of an entry, in order, and the changes of single times that could not be read. */
export interface Occurrences {
  readonly times: readonly Occurrence[];
  readonly faults: readonly { readonly change: Component; readonly why: string }[];
}

/** What working out depends on. */
export interface Around {
  readonly now: number;
  readonly zones: Zones;
  readonly budget: Budget;
}

/** Gives the times of an entry, with single times changed. Throws what is wrong with the entry itself. */
export function occurrencesOf(master: Component, changes: readonly Component[], around: Around): Occurrences {
  const { zones } = around;
  const line = findLine(master, "DTSTART");
  if (line === undefined) throw new Error("DTSTART is missing");
  const start = momentOf(line, zones);
  const length = lengthOf(master, start, zones);
  const faults: { change: Component; why: string }[] = [];
  const moved = changes.flatMap((change) => {
    try {
      return readChange(change, { told: master, start, length }, zones);
    } catch (cause) {
      faults.push({ change, why: (cause as Error).message });
      return [];
    }
  });
  const isExcluded = exclusionsOf(master, start, zones);
  const { walls, earliest } = plannedWalls(master, start, around);
  const single = new Map(moved.map((one) => [one.planned, one]));
  const later = moved.filter(({ isForAllLater }) => isForAllLater).sort(inOrder);
  const times: Occurrence[] = [...single.values()].filter(({ start: at }) => instantIn(at) >= earliest);
  for (const wall of walls) {
    const planned = instantOf(wall, start.clock);
    if (single.has(planned) || isExcluded(wall, planned)) continue;
    const change = later.findLast((one) => one.planned <= planned);
    times.push(
      change === undefined
        ? { planned, start: { ...start, wall }, told: master, ...(length === undefined ? {} : { length }) }
        : {
            ...change,
            planned,
            start: { ...change.start, wall: change.start.wall + wall - change.plannedWall },
          },
    );
  }
  return { times: times.sort(inOrder), faults };
}

function inOrder(one: { readonly planned: number }, other: { readonly planned: number }): number {
  return one.planned - other.planned;
}

/** Gives how long an entry is by its end or its duration; an end that is none, or before the start, is left out. */
function lengthOf(entry: Component, start: Moment, zones: Zones): number | undefined {
  const line = findLine(entry, "DTEND");
  if (line === undefined) return readDuration(findValue(entry, "DURATION"));
  try {
    const end = momentOf(line, zones);
    const wall = end.clock === start.clock ? end.wall : wallOf(instantIn(end), start.clock);
    return wall > start.wall ? wall - start.wall : undefined;
  } catch {
    return undefined;
  }
}

interface Change extends Occurrence {
  readonly plannedWall: number;
  readonly isForAllLater: boolean;
}

/** What a change does not say is as in the entry. */
function readChange(
  change: Component,
  master: { readonly told: Component; readonly start: Moment; readonly length: number | undefined },
  zones: Zones,
): Change {
  const line = findLine(change, "RECURRENCE-ID");
  if (line === undefined) throw new Error("RECURRENCE-ID is missing");
  const plannedWall = wallFor(momentOf(line, zones), master.start);
  const startLine = findLine(change, "DTSTART");
  const start = startLine === undefined ? { ...master.start, wall: plannedWall } : momentOf(startLine, zones);
  const hasLength = ["DTEND", "DURATION"].some((name) => findLine(change, name) !== undefined);
  const length = hasLength ? lengthOf(change, start, zones) : master.length;
  const named = new Set(change.lines.map(({ name }) => name));
  const inherited = master.told.lines.filter(({ name }) => !named.has(name) && name !== "STATUS");
  return {
    planned: instantOf(plannedWall, master.start.clock),
    plannedWall,
    start,
    told: { ...change, lines: [...change.lines, ...inherited] },
    isForAllLater: line.parameters.get("RANGE")?.toUpperCase() === "THISANDFUTURE",
    ...(length === undefined ? {} : { length }),
  };
}

/** A moment on the wall clock of an entry. A bare date stands for the entry's time on that day. */
function wallFor(named: Moment, master: Moment): number {
  if (named.isDate && !master.isDate)
    return named.wall + (master.wall - Math.floor(master.wall / A_DAY) * A_DAY);
  if (named.isFloating || named.clock === master.clock) return named.wall;
  return wallOf(instantIn(named), master.clock);
}

/** Tells whether a time was taken out. Some write the clock time of a floating entry as if it were UTC's. */
function exclusionsOf(
  master: Component,
  start: Moment,
  zones: Zones,
): (wall: number, planned: number) => boolean {
  const instants = new Set<number>();
  const walls = new Set<number>();
  const days = new Set<number>();
  for (const moment of momentsOf(master, "EXDATE", zones)) {
    if (moment.isDate) days.add(Math.floor(moment.wall / A_DAY));
    else if (start.isFloating || moment.isFloating) walls.add(moment.wall);
    else instants.add(instantIn(moment));
  }
  return (wall, planned) => instants.has(planned) || walls.has(wall) || days.has(Math.floor(wall / A_DAY));
}

/** Gives the times that the rules name, before any is taken out: the coming ones and the last of those that are past. */
function plannedWalls(
  master: Component,
  start: Moment,
  { now, zones, budget }: Around,
): { readonly walls: readonly number[]; readonly earliest: number } {
  const rules = master.lines.filter(({ name, value }) => name === "RRULE" && value.trim() !== "");
  const extra = momentsOf(master, "RDATE", zones).map((moment) => wallFor(moment, start));
  const here = wallOf(now, start.clock);
  const walls = new Set([start.wall, ...extra]);
  let isEndless = false;
  for (const line of rules) {
    const rule = readRule(line, start);
    isEndless ||= rule.isEndless;
    for (const wall of wallsOf(rule, start.wall, { here, budget })) walls.add(wall);
  }
  const earliest = isEndless ? here - LOOK_BACK : Number.NEGATIVE_INFINITY;
  const all = [...walls].sort((one, other) => one - other).filter((wall) => wall >= earliest);
  if (rules.length === 0) return { walls: all, earliest };
  const past = all.filter((wall) => wall < here).slice(-MAX_PAST);
  return { walls: [...past, ...all.filter((wall) => wall >= here).slice(0, MAX_COMING)], earliest };
}

interface BoundRule {
  readonly rule: Rule;
  readonly last: number;
  readonly isEndless: boolean;
}

function readRule(line: ContentLine, start: Moment): BoundRule {
  const rule = parseRule(line.value);
  const until = rule.until === undefined ? undefined : wallIn(rule.until);
  if (rule.until !== undefined && until === undefined) {
    throw new Error(`its rule has an UNTIL that is no time ("${rule.until.slice(0, 40)}")`);
  }
  const last =
    until === undefined
      ? Number.POSITIVE_INFINITY
      : until.isDate
        ? until.wall + A_DAY - 1
        : until.isUtc && !start.isDate
          ? wallOf(until.wall, start.clock)
          : until.wall;
  return { rule, last, isEndless: rule.count === undefined && until === undefined };
}

/** The start counts as the first time, whether the rule names it or not. */
function* wallsOf(
  { rule, last, isEndless }: BoundRule,
  start: number,
  { here, budget }: { readonly here: number; readonly budget: Budget },
): Generator<number> {
  const from = isEndless ? Math.max(start, here - LOOK_BACK) : start;
  const to = Math.min(last, here + HORIZON);
  let count = 1;
  let coming = 0;
  for (const wall of timesOf(rule, start, { from, to, budget })) {
    if (wall === start) continue;
    count += 1;
    if (rule.count !== undefined && count > rule.count) return;
    yield wall;
    if (wall >= here) coming += 1;
    if (coming >= MAX_COMING) return;
  }
}

/** Tells whether an entry has more times than its own. */
export function repeats(entry: Component): boolean {
  return findValue(entry, "RRULE") !== undefined || findValue(entry, "RDATE") !== undefined;
}

/** Gives the id of one time of a series: it stays when the time is moved. */
export function timeId(series: string, { planned, start }: Occurrence): string {
  return start.isDate
    ? `${series}@${isoOf(wallOf(planned, start.clock)).slice(0, 10)}`
    : `${series}@${isoOf(planned).replace(":00Z", "Z")}`;
}
