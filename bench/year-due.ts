/**
 * Works out by the rules alone which reminders, notices of a change and questions afterwards a patron should have got, and whether
 * there was room for each: a moment at which nothing forbade it. What had room and did not come was missed.
 */
import { type PatronBook, type Saving, type Sent, type SentKind, UNASKED } from "./year-book.ts";
import { type MadeCatalogue, overAt, type Version } from "./year-catalogue.ts";
import {
  DAY_MS,
  daysOn,
  HOUR_MS,
  hourAt,
  isQuietAt,
  local,
  MINUTE_MS,
  midnight,
  QUIET,
  STEP_MS,
  stepFrom,
} from "./year-clock.ts";

export const WEEK_MS = 7 * DAY_MS;
/** Not while a dialog may wait for an answer. */
const DIALOG_MS = 30 * MINUTE_MS;
const LIBRARY_CAP = 3;

/** What should have come. */
export type DueKind = "day" | "hours" | "after" | "change";

/** What became of what was due. */
export interface Due {
  readonly kind: DueKind;
  readonly saving: Saving;
  /** Not allowed: at no moment of its time did the patron want it and could be reached. */
  readonly outcome: "sent" | "missed" | "no room" | "not allowed";
  /** For what was missed: the first moment at which it could have been sent. */
  readonly roomMs?: number;
}

/** How many messages nobody asked for a patron wants in a week at most. */
export function capAt(book: PatronBook, ms: number): number {
  return Math.min(LIBRARY_CAP, book.choices.at(ms).weeklyMost ?? LIBRARY_CAP);
}

/** Tells whether the part of the day suits the patron. */
export function suitsAt(book: PatronBook, ms: number): boolean {
  const { suits } = book.choices.at(ms);
  const hour = hourAt(ms);
  return suits === undefined || (suits === "day" ? hour >= 9 && hour < 17 : hour >= 17 && hour < 21);
}

/** Tells whether a patron allowed what nobody asks for. */
export function isAllowedAt(book: PatronBook, kind: SentKind, ms: number): boolean {
  const { reminders, suggestions, series } = book.choices.at(ms);
  if (kind === "after") return reminders;
  return kind === "series" ? series : !UNASKED.has(kind) || suggestions;
}

/** Tells whether a patron could be reached and wanted messages of a kind. */
function isWanted(book: PatronBook, ms: number, kind: SentKind): boolean {
  if (book.away.at(ms) !== "here") return false;
  return !UNASKED.has(kind) || (isAllowedAt(book, kind, ms) && !book.silent.at(ms));
}

/** Tells whether nothing else forbade a message at a moment either. */
function isFree(book: PatronBook, ms: number, kind: SentKind): boolean {
  if (isQuietAt(ms)) return false;
  if (kind === "cancelled") return true;
  if (book.sent.some(({ atMs }) => atMs <= ms && atMs > ms - HOUR_MS)) return false;
  if (book.heardMs.some((heardMs) => heardMs <= ms && heardMs > ms - DIALOG_MS)) return false;
  if (!UNASKED.has(kind)) return true;
  return suitsAt(book, ms) && unaskedWithin(book.sent, ms) < capAt(book, ms);
}

/** Counts what nobody asked for in the week up to a moment. */
export function unaskedWithin(sent: readonly Sent[], ms: number): number {
  return sent.filter(({ kind, atMs }) => UNASKED.has(kind) && atMs <= ms && atMs > ms - WEEK_MS).length;
}

/** Works out everything that was due to a patron before the year ended. */
export function duesOf(book: PatronBook, catalogue: MadeCatalogue, endMs: number): readonly Due[] {
  return book.savings.flatMap((saving) => [
    ...changesOf(book, saving, { catalogue, endMs }),
    ...saving.told.runs().flatMap(({ value: version, fromMs, untilMs }) =>
      version.isOff
        ? []
        : followUpsOf(book, saving, {
            ...{ version, catalogue },
            fromMs: Math.max(saving.fromMs, fromMs),
            untilMs: Math.min(saving.untilMs, untilMs, endMs),
          }),
    ),
  ]);
}

/** Tells whether a version is what a patron was told, as far as they care. */
export function isSame(one: Version, other: Version): boolean {
  return one.startMs === other.startMs && one.place === other.place && one.isOff === other.isOff;
}

/** Notices of changes: each read of the source that found the program other than the patron was told. */
function changesOf(
  book: PatronBook,
  saving: Saving,
  { catalogue, endMs }: { readonly catalogue: MadeCatalogue; readonly endMs: number },
): readonly Due[] {
  const versions = catalogue.byId.get(saving.program)?.versions ?? [];
  return versions.flatMap((version, at): Due[] => {
    const { fromMs } = version;
    if (fromMs <= saving.fromMs || fromMs >= saving.untilMs || fromMs >= endMs) return [];
    const toldMs = fromMs - 1;
    const told = saving.told.at(toldMs);
    const isNews = version.isOff ? !told.isOff : !isSame(told, version);
    // That it is off is news until it would have been over.
    const uselessMs = version.isOff ? overAt(version) : version.startMs;
    if (!isNews || uselessMs <= fromMs) return [];
    const nextMs = versions[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const untilMs = Math.min(uselessMs, nextMs, saving.untilMs, endMs);
    const kind: SentKind = version.isOff ? "cancelled" : "moved";
    const isSent = book.sent.some(
      (sent) =>
        sent.kind === kind &&
        sent.programs[0] === saving.program &&
        sent.atMs >= fromMs &&
        sent.atMs < untilMs,
    );
    const window = { fromMs, untilMs, kind };
    return [outcomeOf({ kind: "change", saving }, isSent, () => firstRoom(book, window))];
  });
}

interface Told {
  readonly version: Version;
  readonly catalogue: MadeCatalogue;
  /** From when until when the patron wanted reminders and this was what they had been told. */
  readonly fromMs: number;
  readonly untilMs: number;
}

function followUpsOf(book: PatronBook, saving: Saving, told: Told): readonly Due[] {
  const { version, catalogue, fromMs, untilMs } = told;
  const { startMs } = version;
  const { program } = saving;
  const isCurrent = (ms: number) => {
    const now = catalogue.versionAt(program, ms);
    return now !== undefined && isSame(now, version);
  };
  const sentAt = (kind: SentKind, afterMs: number, beforeMs: number) =>
    book.sent.find(
      (sent) =>
        sent.kind === kind && sent.programs[0] === program && sent.atMs >= afterMs && sent.atMs < beforeMs,
    )?.atMs;
  const hoursMs = reminderAt(startMs - 2 * HOUR_MS, startMs);
  const hoursSent = sentAt("reminder", Math.max(fromMs, hoursMs), Math.min(untilMs, startMs));
  const dues: Due[] = [];
  const add = (
    kind: DueKind,
    sent: SentKind,
    window: { fromMs: number; untilMs: number },
    isSent: boolean,
  ) => {
    const from = Math.max(window.fromMs, fromMs);
    const until = Math.min(window.untilMs, untilMs);
    if (from >= until && !isSent) return;
    const room = () => firstRoom(book, { fromMs: from, untilMs: until, kind: sent }, isCurrent);
    dues.push(outcomeOf({ kind, saving }, isSent, room));
  };
  // What is due already when a program is saved is not sent.
  const dayRawMs = daysOn(startMs, -1);
  if (Math.min(dayRawMs, startMs - DAY_MS) > fromMs) {
    const dayMs = reminderAt(dayRawMs, startMs - 3 * HOUR_MS);
    const until = Math.min(startMs - 3 * HOUR_MS, hoursSent ?? Number.POSITIVE_INFINITY);
    const isSent = sentAt("reminder", Math.max(fromMs, dayMs), Math.min(untilMs, hoursMs)) !== undefined;
    add("day", "reminder", { fromMs: dayMs, untilMs: until }, isSent);
  }
  // One reminder on the evening before is enough.
  const isEveningBefore = midnight(hoursMs) < midnight(startMs);
  const sameDayMs = sentAt("reminder", Math.max(fromMs, midnight(hoursMs)), Math.min(untilMs, hoursMs));
  if (startMs - 2 * HOUR_MS > fromMs && !(isEveningBefore && sameDayMs !== undefined))
    add("hours", "reminder", { fromMs: hoursMs, untilMs: startMs }, hoursSent !== undefined);
  const overMs = overAt(version);
  const after = { fromMs: overMs + HOUR_MS, untilMs: overMs + 3 * DAY_MS };
  const afterSent = sentAt("after", Math.max(fromMs, overMs), untilMs) !== undefined;
  add("after", "after", after, afterSent);
  return dues;
}

/** A reminder that the quiet hours would swallow comes when they end, or the evening before when that is too late for its use. */
export function reminderAt(dueMs: number, uselessMs: number): number {
  if (!isQuietAt(dueMs)) return dueMs;
  const at = local(dueMs);
  const isEvening = at.hour >= QUIET.from;
  const morning = at.plus({ days: isEvening ? 1 : 0 }).set({ hour: QUIET.until, minute: 0 });
  if (morning.toMillis() <= uselessMs - 30 * MINUTE_MS) return morning.toMillis();
  const evening = at.minus({ days: isEvening ? 0 : 1 }).set({ hour: QUIET.from, minute: 0 });
  return evening.minus({ minutes: 30 }).toMillis();
}

function firstRoom(
  book: PatronBook,
  { fromMs, untilMs, kind }: { readonly fromMs: number; readonly untilMs: number; readonly kind: SentKind },
  isMeant: (ms: number) => boolean = () => true,
): Room {
  let wasWanted = false;
  for (let ms = stepFrom(fromMs); ms < untilMs; ms += STEP_MS) {
    if (!isWanted(book, ms, kind) || !isMeant(ms)) continue;
    wasWanted = true;
    if (isFree(book, ms, kind)) return { wasWanted, roomMs: ms };
  }
  return { wasWanted };
}

/** Whether a message was wanted at any moment of its time, and the first at which nothing forbade it. */
interface Room {
  readonly wasWanted: boolean;
  readonly roomMs?: number;
}

function outcomeOf(due: Pick<Due, "kind" | "saving">, isSent: boolean, find: () => Room): Due {
  if (isSent) return { ...due, outcome: "sent" };
  const { wasWanted, roomMs } = find();
  if (roomMs !== undefined) return { ...due, outcome: "missed", roomMs };
  return { ...due, outcome: wasWanted ? "no room" : "not allowed" };
}
