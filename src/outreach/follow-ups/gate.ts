/** When a follow-up may be sent at the earliest: quiet hours, the weekly cap, the space between two, what suits the patron. */
import type { Patron } from "../../patrons/patron.ts";
import { type PatronId, parsePatronId } from "../../store/keys.ts";
import { afterQuiet, beforeQuiet, isQuiet, type QuietHours, within } from "../quiet-hours.ts";
import { ASKED_FOR, type FollowUp, type OutreachRules, URGENT, type WrittenFirst } from "./follow-up.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Never two within an hour. */
export const APART_MS = HOUR_MS;
/** A dialog that waits for an answer is not interrupted for so long. */
const DIALOG_MS = 30 * MINUTE_MS;
/** A reminder that comes later than this before its program is of no use any more. */
const LAST_MINUTES_MS = 30 * MINUTE_MS;

/** Not everybody is written to in the minute in which the quiet hours end: patrons take turns within so many minutes. */
const TURNS = 20;

/** Parts of the day that patrons choose from; the quiet hours hold besides. */
const SUITING: Readonly<Record<"day" | "evening", QuietHours>> = {
  day: { from: 9, until: 17 },
  evening: { from: 17, until: 21 },
};

/** Gives a patron's turn when the quiet hours end. */
export function turnOf(id: PatronId): number {
  const { partition, number } = parsePatronId(id);
  return partition + number;
}

/** What a gate looks at. */
interface GateAbout {
  readonly nowMs: number;
  readonly rules: OutreachRules;
}

/** When it would best be sent, and from when on it is of no use; ms. */
type Timed = Pick<FollowUp, "dueMs" | "uselessMs"> & { readonly kind: WrittenFirst };

/** Gives the first moment from `nowMs` on at which something may be written first; undefined when that is too late for it. */
export function mayBeSentFrom(followUp: Timed, patron: Patron, about: GateAbout): number | undefined {
  const { nowMs, rules } = about;
  const dueMs = isReminder(followUp) ? reminderDue(followUp, rules) : followUp.dueMs;
  let atMs = Math.max(dueMs, nowMs);
  // Each rule may move it into what another forbids; they settle within a few rounds.
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = atMs;
    if (!URGENT.has(followUp.kind)) atMs = afterOthers(atMs, patron);
    if (!ASKED_FOR.has(followUp.kind)) atMs = suiting(afterCap(atMs, patron, rules), patron, rules);
    atMs = afterQuiet(atMs, rules.quiet, rules.timeZone);
    if (atMs === before) return atMs < followUp.uselessMs ? atMs : undefined;
  }
  return undefined;
}

const ROUNDS = 20;

function isReminder({ kind }: Timed): boolean {
  return kind === "hours" || kind === "day";
}

/** What may be sent, and from when on. */
export interface Possible {
  readonly followUp: FollowUp;
  readonly atMs: number;
}

/** Gives when to look: what was held back until the quiet hours end waits for the patron's turn, where there is room for that. */
export function inTurn(
  { followUp, atMs }: Possible,
  patron: Patron,
  /** The patron's turn when the quiet hours end: any whole number, always the same one. */
  { nowMs, rules, turn = 0 }: GateAbout & { readonly turn?: number },
): number {
  const { kind, dueMs, uselessMs, program } = followUp;
  if (atMs <= nowMs || atMs === dueMs || !isQuiet(atMs - 1, rules.quiet, rules.timeZone)) return atMs;
  const turnMs = atMs + (turn % TURNS) * MINUTE_MS;
  const lastMs = URGENT.has(kind) && program !== undefined ? Date.parse(program.start) : uselessMs;
  const suits = ASKED_FOR.has(kind) || suiting(turnMs, patron, rules) === turnMs;
  const hasRoom =
    turnMs <= lastMs - LAST_MINUTES_MS && suits && !isQuiet(turnMs, rules.quiet, rules.timeZone);
  return hasRoom ? turnMs : atMs;
}

/** Gives when a reminder is due: one that the quiet hours would swallow comes the evening before. */
export function reminderDue(
  { dueMs, uselessMs }: Pick<FollowUp, "dueMs" | "uselessMs">,
  { quiet, timeZone }: OutreachRules,
): number {
  if (!isQuiet(dueMs, quiet, timeZone)) return dueMs;
  const morningMs = afterQuiet(dueMs, quiet, timeZone);
  return morningMs <= uselessMs - LAST_MINUTES_MS ? morningMs : beforeQuiet(dueMs, quiet, timeZone);
}

/** An hour after the last one, and not while a dialog waits for its answer. */
function afterOthers(atMs: number, { outreach, talks }: Patron): number {
  const wroteMs = outreach.wrote === undefined ? Number.NEGATIVE_INFINITY : Date.parse(outreach.wrote);
  const underWay = Object.values(talks).filter(
    ({ progress, heard }) => progress !== undefined && progress.dialog !== "home" && heard !== undefined,
  );
  const heardMs = underWay.map(({ heard = "" }) => Date.parse(heard) + DIALOG_MS);
  return Math.max(atMs, wroteMs + APART_MS, ...heardMs);
}

/** When the oldest of too many within a week is a week old. */
function afterCap(atMs: number, { outreach, weeklyMost }: Patron, rules: OutreachRules): number {
  const most = Math.min(weeklyMost ?? rules.weeklyMost, rules.weeklyMost);
  if (most <= 0) return Number.POSITIVE_INFINITY;
  const recent = outreach.unasked.map((at) => Date.parse(at)).filter((ms) => ms > atMs - WEEK_MS);
  const [oldest] = recent.sort((one, other) => one - other).slice(-most);
  return recent.length < most || oldest === undefined ? atMs : Math.max(atMs, oldest + WEEK_MS);
}

function suiting(atMs: number, { suits }: Patron, { timeZone }: OutreachRules): number {
  return suits === undefined || !Number.isFinite(atMs) ? atMs : within(atMs, SUITING[suits], timeZone);
}
