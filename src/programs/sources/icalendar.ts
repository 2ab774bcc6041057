/**
 * Reads iCalendar files and feeds (.ics): every time of an entry that repeats is a program of its own.
 */
import { mainLanguage, type TextLanguage } from "../text-language.ts";
import { readEntry } from "./calendar-entry.ts";
import { findOwnClock, zonesOf } from "./calendar-times.ts";
import { type Component, findLine, findValue, readComponents } from "./content-lines.ts";
import { type Around, type Occurrences, occurrencesOf, repeats, timeId } from "./occurrences.ts";
import { hashOf, shortId } from "./short-id.ts";
import type { Document, Page, Reading, SourceFormat, SourceRow } from "./source-format.ts";
import { findClock, UTC } from "./wall-time.ts";

/** A calendar with more programs than this is none of a library. */
const MAX_PROGRAMS = 20_000;
/** What working out the rules of an entry, and of a whole calendar, may cost. */
const ENTRY_BUDGET = 60_000;
const CALENDAR_BUDGET = 4_000_000;

/** The iCalendar format. */
export const icalendar: SourceFormat = {
  name: "iCalendar",

  recognises: ({ text }: Document) =>
    /^\s*BEGIN[ \t]*\r?\n?[ \t]*:[ \t]*VCALENDAR/i.test(text.slice(0, 2_000)),

  serverAddress: () => undefined,

  read({ text }: Document, timeZone: string, reading: Reading = {}): Page {
    const { components, isCut } = readComponents(text);
    if (isCut) throw new Error("its calendar ends too early (download it again)");
    const now = reading.now === undefined ? Date.now() : Date.parse(reading.now);
    const budget = { left: CALENDAR_BUDGET };
    const rows: SourceRow[] = [];
    for (const calendar of components.filter(({ name }) => name === "VCALENDAR")) {
      const days = findClock(timeZone) ?? UTC;
      const floating = (reading.isZoneChosen ? undefined : findOwnClock(calendar)) ?? days;
      const zones = zonesOf([calendar], { floating, days, now, budget });
      for (const row of readCalendar(calendar, timeZone, { now, zones, budget })) {
        if (rows.length >= MAX_PROGRAMS)
          throw new Error(`it holds more than ${MAX_PROGRAMS} programs (split it, or export a shorter time)`);
        rows.push(row);
      }
    }
    return { rows };
  },
};

/** The lines of one entry: its own, and those of times that were changed. */
interface Entry {
  readonly uid: string;
  readonly masters: Component[];
  readonly changes: Component[];
}

/** What holds for all entries of a calendar. */
interface Whole {
  readonly language: TextLanguage;
  readonly isCancelled: boolean;
}

function* readCalendar(calendar: Component, timeZone: string, around: Around): Generator<SourceRow> {
  const events = calendar.parts.filter(({ name }) => name === "VEVENT");
  const entries = new Map<string, Entry>();
  for (const event of events) {
    const uid = uidOf(event);
    const entry = entries.get(uid) ?? { uid, masters: [], changes: [] };
    entries.set(uid, entry);
    (findLine(event, "RECURRENCE-ID") === undefined ? entry.masters : entry.changes).push(event);
  }
  const texts = events.map(
    (event) => `${findValue(event, "SUMMARY")}\n${findValue(event, "DESCRIPTION") ?? ""}`,
  );
  const whole = {
    language: mainLanguage(texts, timeZone),
    isCancelled: findValue(calendar, "METHOD")?.toUpperCase() === "CANCEL",
  };
  for (const entry of entries.values()) yield* readAll(entry, whole, around);
}

/** Entries should have an id; where one has none, what it says stands in. */
function uidOf(event: Component): string {
  const uid = findValue(event, "UID");
  if (uid !== undefined) return shortId(uid);
  return `ical:${hashOf(["SUMMARY", "DTSTART", "LOCATION"].map((name) => findValue(event, name)).join("\n"))}`;
}

function* readAll(entry: Entry, whole: Whole, around: Around): Generator<SourceRow> {
  const { uid, masters, changes } = entry;
  const newest = Math.max(...masters.map(sequenceOf));
  const current = masters.filter((master) => sequenceOf(master) === newest);
  for (let count = current.length; count < masters.length; count += 1) {
    yield { kind: "unreadable", id: uid, why: "a newer version of this entry stands in the calendar" };
  }
  // Some give all their entries one id: the start tells them apart.
  const isShared = current.length > 1;
  for (const [index, master] of current.entries()) {
    const own = isShared ? `${uid}@${findValue(master, "DTSTART") ?? index}` : uid;
    yield* readTimes({ uid: own, master, changes: index === 0 ? changes : [] }, whole, around);
  }
  if (masters.length === 0) yield* readOrphans(entry, whole, around);
}

function sequenceOf(event: Component): number {
  const sequence = Number(findValue(event, "SEQUENCE") ?? 0);
  return Number.isFinite(sequence) ? sequence : 0;
}

/** A calendar may hold single times of an entry that it does not hold itself. */
function* readOrphans({ uid, changes }: Entry, whole: Whole, around: Around): Generator<SourceRow> {
  for (const change of changes) {
    const at = findValue(change, "RECURRENCE-ID") ?? "";
    const lines = change.lines.filter(({ name }) => name !== "RECURRENCE-ID" && name !== "RRULE");
    const master = { ...change, lines };
    yield* readTimes({ uid: `${uid}@${at}`, master, changes: [], series: uid }, whole, around);
  }
}

interface Told {
  readonly uid: string;
  readonly master: Component;
  readonly changes: readonly Component[];
  readonly series?: string;
}

function* readTimes(
  { uid, master, changes, series }: Told,
  whole: Whole,
  around: Around,
): Generator<SourceRow> {
  const unreadable = (why: string, id = uid): SourceRow => ({ kind: "unreadable", id, why });
  if (/^(?:PRIVATE|CONFIDENTIAL)$/i.test(findValue(master, "CLASS") ?? "")) {
    yield unreadable("its calendar marks it as private");
    return;
  }
  if (findLine(master, "DTSTART") === undefined && (whole.isCancelled || isCancelledEntry(master))) {
    yield { kind: "withdrawn", id: uid, status: "cancelled" };
    return;
  }
  const found = findOccurrences(master, changes, around);
  if (typeof found === "string") {
    yield unreadable(found);
    return;
  }
  for (const { change, why } of found.faults) {
    yield unreadable(why, `${uid}@${findValue(change, "RECURRENCE-ID")?.slice(0, 40)}`);
  }
  if (found.times.length === 0) yield unreadable("it repeats, but not in the year ahead");
  const isSeries = repeats(master) || changes.length > 0;
  for (const occurrence of found.times) {
    const id = isSeries ? timeId(uid, occurrence) : uid;
    yield readEntry(occurrence, {
      id,
      language: whole.language,
      isCancelled: whole.isCancelled || isCancelledEntry(occurrence.told) || isCancelledEntry(master),
      ...(isSeries ? { series: uid } : series === undefined ? {} : { series }),
    });
  }
}

/** Gives what is wrong with an entry as a text. What it may cost is paid back to the calendar where it is not used. */
function findOccurrences(
  master: Component,
  changes: readonly Component[],
  around: Around,
): Occurrences | string {
  const budget = { left: Math.min(ENTRY_BUDGET, around.budget.left) };
  const given = budget.left;
  try {
    return occurrencesOf(master, changes, { ...around, budget });
  } catch (cause) {
    return (cause as Error).message;
  } finally {
    around.budget.left -= given - budget.left;
  }
}

function isCancelledEntry(event: Component): boolean {
  return findValue(event, "STATUS")?.toUpperCase() === "CANCELLED";
}
