/**
 * The programs of a simulated year and what becomes of each: the feed that the library's source would give at any time. Some are
 * moved, cancelled, uncancelled or moved into the past. Made by chance, the same for the same seed.
 */
import { type Chance, pickEvenly } from "./year-chance.ts";
import { DAY_MS, daysOn, HOUR_MS, iso, local, midnight } from "./year-clock.ts";

/** How a program stands from a read of the source on, until the next version. */
export interface Version {
  readonly fromMs: number;
  readonly startMs: number;
  /** Absent where the source does not tell. */
  readonly endMs?: number;
  readonly allDay: boolean;
  readonly place: number;
  readonly isOff: boolean;
}

export interface MadeProgram {
  readonly id: string;
  readonly title: { readonly fi: string; readonly en: string };
  readonly topic: Topic;
  /** In order of time; the first one's `fromMs` is when it is published. */
  readonly versions: readonly Version[];
}

export interface Topic {
  readonly fi: string;
  readonly en: string;
}

export const TOPICS: readonly Topic[] = [
  { fi: "jooga", en: "yoga" },
  { fi: "shakki", en: "chess" },
  { fi: "neulonta", en: "knitting" },
  { fi: "robotiikka", en: "robotics" },
  { fi: "runous", en: "poetry" },
  { fi: "jazz", en: "jazz" },
  { fi: "satutunnit", en: "story hours" },
  { fi: "kielikahvilat", en: "language cafés" },
  { fi: "puutarhanhoito", en: "gardening" },
  { fi: "sukututkimus", en: "genealogy" },
  { fi: "sarjakuvat", en: "comics" },
  { fi: "valokuvaus", en: "photography" },
];

const PLACES = ["Kallion kirjasto", "Keskustakirjasto Oodi", "Töölön kirjasto", "Itäkeskuksen kirjasto"];
const WEEKLY = 8;
const SINGLES_A_WEEK = 4;
/** How long before its start a program is published. */
const AHEAD_DAYS = 42;
/** The share of programs that something may happen to. */
const CHANGED_SHARE = 0.25;
/** Minutes after midnight at which the source is read: off the steps, so that nobody acts at the same time. */
const READS = [3 * 60 + 7, 11 * 60 + 7, 16 * 60 + 37];
/** A program that does not tell its end lasts so long as far as anybody knows. */
export const USUAL_MS = 2 * HOUR_MS;

/** All programs, and when the source is read. */
export class MadeCatalogue {
  readonly programs: readonly MadeProgram[];
  readonly byId: ReadonlyMap<string, MadeProgram>;
  readonly byTitle: ReadonlyMap<string, string>;
  /** Only the reads that may find something new. */
  readonly readsMs: readonly number[];

  constructor(programs: readonly MadeProgram[], readsMs: readonly number[]) {
    this.programs = programs;
    this.byId = new Map(programs.map((program) => [program.id, program]));
    this.byTitle = new Map(
      programs.flatMap(({ id, title }) => [title.fi, title.en].map((name) => [name, id])),
    );
    this.readsMs = readsMs;
  }

  /** How a program stands in the feed; undefined before it is published. */
  versionAt(id: string, ms: number): Version | undefined {
    return this.byId.get(id)?.versions.findLast(({ fromMs }) => fromMs <= ms);
  }

  /** The feed at a read, as a page of Linked Events: what is published and has not ended before today, as the city's server has it. */
  feedAt(ms: number): { readonly meta: object; readonly data: readonly object[] } {
    const today = midnight(ms);
    const data = this.programs.flatMap((program) => {
      const version = this.versionAt(program.id, ms);
      return version === undefined || overAt(version) < today ? [] : [rowOf(program, version)];
    });
    return { meta: { count: data.length, next: null }, data };
  }

  /** What a patron may find at a time and save: it takes place, and has not begun. */
  upcoming(ms: number): readonly MadeProgram[] {
    return this.programs.filter(({ versions: [first], id }) => {
      // Most are far from now: a glance at the first version saves the rest.
      if (first === undefined || first.fromMs > ms || first.startMs < ms - 30 * DAY_MS) return false;
      const version = this.versionAt(id, ms);
      return version !== undefined && !version.isOff && version.startMs > ms + HOUR_MS;
    });
  }
}

/** When a program is over as far as anybody knows. */
export function overAt({ startMs, endMs, allDay }: Version): number {
  return endMs ?? startMs + (allDay ? DAY_MS : USUAL_MS);
}

function rowOf({ id, title, topic }: MadeProgram, { startMs, endMs, allDay, place, isOff }: Version): object {
  const day = (ms: number) => local(ms).toISODate();
  return {
    ...{ id, name: title, event_status: isOff ? "EventCancelled" : "EventScheduled" },
    start_time: allDay ? day(startMs) : iso(startMs),
    ...(endMs !== undefined && { end_time: allDay ? day(endMs - DAY_MS) : iso(endMs) }),
    location: { id: `sim:place-${place}`, name: { fi: PLACES[place] } },
    keywords: [{ id: `sim:${topic.en}`, name: topic }],
  };
}

/** Makes the programs of a year. */
export function makeCatalogue({
  startMs,
  days,
  chance,
}: {
  readonly startMs: number;
  readonly days: number;
  readonly chance: Chance;
}): MadeCatalogue {
  const weeks = Math.ceil((days + AHEAD_DAYS) / 7);
  const slots = Array.from({ length: WEEKLY }, () => slotBy(chance));
  const programs: MadeProgram[] = [];
  const readsMs = new Set<number>([startMs]);
  for (let week = 0; week < weeks; week += 1) {
    for (let at = 0; at < WEEKLY + SINGLES_A_WEEK; at += 1) {
      const slot = slots[at] ?? slotBy(chance);
      const number = programs.length + 1;
      const first = firstVersion(midnight(startMs, week * 7 + slot.day), slot, { startMs, chance });
      const { topic } = slot;
      const title = { fi: `${capital(topic.fi)} ${number}`, en: `${capital(topic.en)} ${number}` };
      const versions = [first, ...changesOf(first, chance)];
      programs.push({ id: `sim:${number}`, title, topic, versions });
      for (const { fromMs } of versions) readsMs.add(fromMs);
    }
  }
  for (let day = 1; day < days; day += 1) readsMs.add(readAt(startMs, day, 0));
  const endMs = midnight(startMs, days);
  return new MadeCatalogue(
    programs,
    [...readsMs].filter((ms) => ms < endMs).sort((one, other) => one - other),
  );
}

interface Slot {
  readonly day: number;
  readonly minutes: number;
  readonly lengthMs: number | undefined;
  readonly allDay: boolean;
  readonly topic: Topic;
  readonly place: number;
}

/** Half past seven to eight in the evening: some early enough for the quiet hours to swallow a reminder, some over after they begin. */
function slotBy(chance: Chance): Slot {
  const allDay = chance() < 0.06;
  return {
    day: Math.floor(chance() * 7),
    minutes: allDay ? 0 : 450 + 30 * Math.floor(chance() * 26),
    lengthMs: chance() < 0.15 ? undefined : allDay ? DAY_MS : (1 + Math.floor(chance() * 3)) * HOUR_MS,
    allDay,
    topic: pickEvenly(TOPICS, chance),
    place: Math.floor(chance() * PLACES.length),
  };
}

function firstVersion(
  dayMs: number,
  { minutes, lengthMs, allDay, place }: Slot,
  { startMs: yearMs, chance }: { readonly startMs: number; readonly chance: Chance },
): Version {
  const startMs = local(dayMs)
    .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toMillis();
  const fromMs = Math.max(yearMs, readAt(dayMs, -AHEAD_DAYS + Math.floor(chance() * 7), 0));
  return { fromMs, startMs, ...endOf(startMs, lengthMs, allDay), allDay, place, isOff: false };
}

function endOf(startMs: number, lengthMs: number | undefined, allDay: boolean): { endMs?: number } {
  if (lengthMs === undefined) return {};
  return { endMs: allDay ? daysOn(startMs, 1) : startMs + lengthMs };
}

/** What happens to some: each change is found by a read one to ten days before the program, or on its morning. */
function changesOf(first: Version, chance: Chance): readonly Version[] {
  if (chance() >= CHANGED_SHARE) return [];
  const fromMs = readAt(
    first.startMs,
    -Math.floor(chance() * 10),
    chance() < 0.3 ? 0 : 1 + Math.floor(chance() * 2),
  );
  if (fromMs <= first.fromMs || fromMs >= first.startMs) return [];
  const what = chance();
  const { startMs, endMs } = first;
  const lengthMs = endMs === undefined ? undefined : endMs - startMs;
  const moved = (ms: number): Version => ({
    ...first,
    fromMs,
    startMs: ms,
    ...endOf(ms, lengthMs, first.allDay),
  });
  if (what < 0.3) return [moved(daysOn(startMs, 1 + Math.floor(chance() * 7)))];
  if (what < 0.4) return first.allDay ? [] : [moved(startMs + HOUR_MS)];
  // To an earlier time, sometimes to one that is near.
  if (what < 0.5) return first.allDay || startMs - fromMs < 6 * HOUR_MS ? [] : [moved(startMs - 2 * HOUR_MS)];
  if (what < 0.58) return [moved(daysOn(startMs, -30))];
  if (what < 0.7) return [{ ...first, fromMs, place: (first.place + 1) % PLACES.length }];
  const off: Version = { ...first, fromMs, isOff: true };
  const backMs = readAt(fromMs, 1 + Math.floor(chance() * 2), 1);
  return what < 0.85 || backMs >= startMs ? [off] : [off, { ...first, fromMs: backMs }];
}

function readAt(ms: number, day: number, read: number): number {
  return midnightMinutes(midnight(ms, day), READS[read] ?? 0);
}

function midnightMinutes(ms: number, minutes: number): number {
  return local(ms)
    .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toMillis();
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
