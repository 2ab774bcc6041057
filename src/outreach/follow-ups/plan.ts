/**
 * Which follow-ups a patron has before them, and when each is due. Nothing is scheduled ahead but the next look: the plan is
 * worked out anew from the profile and the catalogue each time, so that whatever changed meanwhile counts.
 */
import { DateTime } from "luxon";
import type { ProgramShelf } from "../../dialog/services.ts";
import type { Saved } from "../../patrons/outreach-state.ts";
import { toldOf } from "../../patrons/outreach-state.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { Program } from "../../programs/program.ts";
import { type FollowUp, NEEDS, type OutreachRules, URGENT } from "./follow-up.ts";
import { reminderDue } from "./gate.ts";
import { remindersOf } from "./reminders.ts";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** So near its program the reminder of the day before is of no use: the other one is coming. */
const DAY_USELESS_MS = 3 * HOUR_MS;
/** When after a program its patron is asked how it was, and until when it makes sense to ask. */
const AFTER_MS = HOUR_MS;
const AFTER_USEFUL_MS = 3 * DAY_MS;
/** A program that does not tell its end is taken to last so long. */
const USUAL_LENGTH_MS = 2 * HOUR_MS;
const WEEK_DAYS = 7;
const SILENT_DAYS = 60;
/** A suggestion comes the day after feedback, and within a week or not at all. */
const SUGGEST_USEFUL_MS = 7 * DAY_MS;

/** What a plan is worked out from. */
export interface PlanAbout {
  readonly nowMs: number;
  readonly programs: Pick<ProgramShelf, "find" | "findGone">;
  readonly rules: OutreachRules;
  /** The patron's turn when the quiet hours end: any whole number, always the same one. */
  readonly turn?: number;
}

/** Gives every follow-up that lies before a patron, in no order. Consents are those of now. */
export function planOf(patron: Patron, about: PlanAbout): readonly FollowUp[] {
  return [...patron.saved.flatMap((saved) => ofProgram(patron, saved, about)), ...regular(patron, about)];
}

function isAllowed({ consents }: Patron, kind: FollowUp["kind"]): boolean {
  const purpose = NEEDS[kind];
  return purpose === undefined || consents[purpose] !== undefined;
}

/** What is to be told of one saved program. */
function ofProgram(patron: Patron, saved: Saved, about: PlanAbout): readonly FollowUp[] {
  const { nowMs, programs, rules } = about;
  if (!saved.reminds) return [];
  const found = programs.find(saved.id);
  if (found === undefined) return ofGone(saved, about);
  const program = found.sample ? asSaved(found, saved) : found;
  const startMs = Date.parse(program.start);
  const endMs = endOf(program);
  const change = changeOf(saved, program);
  if (change !== undefined) {
    // A program that a source moved into the past is over, and nobody was there: nothing is said of it.
    const uselessMs = URGENT.has(change) ? endMs : startMs;
    return uselessMs > nowMs ? [{ kind: change, dueMs: nowMs, uselessMs, program, saved }] : [];
  }
  if (program.status !== "scheduled") return [];
  const isDone = (mark: Saved["done"][number]) => saved.done.includes(mark);
  const due = remindersOf(startMs, rules.timeZone);
  const of = { program, saved };
  const day = { kind: "day" as const, dueMs: due.day, uselessMs: startMs - DAY_USELESS_MS, ...of };
  const hours = { kind: "hours" as const, dueMs: due.hours, uselessMs: startMs, ...of };
  const isAsked = !isDone("after") && !patron.outreach.silent && isAllowed(patron, "after");
  return [
    ...(isDone("day") ? [] : [day]),
    ...(isDone("hours") || isSameEvening(hours, saved, rules) ? [] : [hours]),
    ...(isAsked
      ? [{ kind: "after" as const, dueMs: endMs + AFTER_MS, uselessMs: endMs + AFTER_USEFUL_MS, ...of }]
      : []),
  ];
}

/** The reminder of two hours before that comes the evening before says nothing to whoever was reminded that day. */
function isSameEvening(hours: FollowUp, { reminded }: Saved, rules: OutreachRules): boolean {
  if (reminded === undefined) return false;
  const day = local(reminderDue(hours, rules), rules).toISODate();
  const isEveningBefore = day !== local(hours.uselessMs, rules).toISODate();
  return isEveningBefore && day === local(Date.parse(reminded), rules).toISODate();
}

/** The dates of samples roll on: what a patron saved of one is what they were told then. */
function asSaved({ end: _rolled, ...program }: Program, { start, end }: Saved): Program {
  return { ...program, start, ...(end !== undefined && { end }) };
}

/** A program that its source left out, once that lasts: a fault of a source alarms nobody. */
function ofGone(saved: Saved, { nowMs, programs }: PlanAbout): readonly FollowUp[] {
  const gone = programs.findGone?.(saved.id);
  if (gone === undefined || saved.off) return [];
  const { program } = gone;
  const uselessMs = Date.parse(program.start);
  const dueMs = Date.parse(gone.since) + DAY_MS;
  return uselessMs > nowMs ? [{ kind: "gone", dueMs, uselessMs, program, saved }] : [];
}

/** Tells what changed in a program since the patron was told of it. A sample never changes. */
function changeOf(saved: Saved, program: Program): "cancelled" | "postponed" | "moved" | undefined {
  if (program.sample) return undefined;
  const now = toldOf(program);
  if (now.off === saved.off) return now.off === undefined && isElsewhere(saved, now) ? "moved" : undefined;
  if (now.off === undefined) return "moved";
  return now.off === "postponed" ? "postponed" : "cancelled";
}

/** An end that was not told before is no change: a source only tells more. */
function isElsewhere(saved: Saved, now: ReturnType<typeof toldOf>): boolean {
  const isOther = (one: string, other: string) => Date.parse(one) !== Date.parse(other);
  const { start, end, place } = saved;
  const endsElse = end !== undefined && now.end !== undefined && isOther(end, now.end);
  return isOther(start, now.start) || endsElse || place !== now.place;
}

/** Gives when a program is over; ms. */
export function endOf({ start, end, allDay }: Program): number {
  const length = allDay ? DAY_MS : USUAL_LENGTH_MS;
  return Math.max(Date.parse(end ?? start), end === undefined ? Date.parse(start) + length : 0);
}

/** What comes now and then, as long as the patron is not silent. */
function regular(patron: Patron, { programs, rules }: PlanAbout): readonly FollowUp[] {
  const { outreach, consents, interests } = patron;
  if (outreach.silent) return [];
  const { suggest, series, heard, fewer = {} } = outreach;
  const suggestions = consents.suggestions?.at;
  const found: FollowUp[] = [];
  if (series !== undefined)
    found.push(lasting("series", later(series.at, WEEK_DAYS * (fewer.series ?? 1), rules)));
  if (suggestions === undefined) return found;
  if (suggest !== undefined) {
    const dueMs = later(suggest.at, 1, rules);
    found.push({
      ...{
        kind: "suggest",
        dueMs,
        uselessMs: dueMs + SUGGEST_USEFUL_MS,
        program: programs.find(suggest.program),
      },
    });
  }
  if (interests.length > 0) {
    const since = latest(outreach.matched, suggestions);
    found.push(lasting("interests", later(since, WEEK_DAYS * (fewer.interests ?? 1), rules)));
  }
  found.push(lasting("silent", later(latest(heard, suggestions), SILENT_DAYS, rules)));
  return found;
}

function lasting(kind: FollowUp["kind"], dueMs: number): FollowUp {
  return { kind, dueMs, uselessMs: Number.POSITIVE_INFINITY };
}

function latest(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

/** The same time of day so many days later, whatever the clocks do in between. */
function later(instant: string, days: number, rules: OutreachRules): number {
  return local(Date.parse(instant), rules).plus({ days }).toMillis();
}

function local(ms: number, { timeZone }: OutreachRules): DateTime {
  return DateTime.fromMillis(ms, { zone: timeZone });
}
