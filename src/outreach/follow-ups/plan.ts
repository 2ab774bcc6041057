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
import { type FollowUp, NEEDS, type OutreachRules } from "./follow-up.ts";

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
  readonly programs: Pick<ProgramShelf, "find">;
  readonly rules: OutreachRules;
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
function ofProgram(patron: Patron, saved: Saved, { nowMs, programs, rules }: PlanAbout): readonly FollowUp[] {
  const program = programs.find(saved.id);
  if (program === undefined || !saved.reminds) return [];
  const startMs = Date.parse(program.start);
  const change = changeOf(saved, program);
  if (change !== undefined && startMs > nowMs)
    return [{ kind: change, dueMs: nowMs, uselessMs: startMs, program }];
  // A program that a source moved into the past is over, and nobody was there: nothing is said of it.
  if (change !== undefined || program.status !== "scheduled") return [];
  const isDone = (mark: Saved["done"][number]) => saved.done.includes(mark);
  const dayBeforeMs = local(startMs, rules).minus({ days: 1 }).toMillis();
  const endMs = endOf(program);
  return [
    ...(isDone("day")
      ? []
      : [{ kind: "day" as const, dueMs: dayBeforeMs, uselessMs: startMs - DAY_USELESS_MS, program }]),
    ...(isDone("hours")
      ? []
      : [{ kind: "hours" as const, dueMs: startMs - 2 * HOUR_MS, uselessMs: startMs, program }]),
    ...(isDone("after") || patron.outreach.silent || !isAllowed(patron, "after")
      ? []
      : [
          {
            kind: "after" as const,
            dueMs: endMs + AFTER_MS,
            uselessMs: endMs + AFTER_USEFUL_MS,
            program,
          },
        ]),
  ];
}

/** Tells what changed in a program since the patron was told of it. */
export function changeOf(saved: Saved, program: Program): "cancelled" | "moved" | undefined {
  const now = toldOf(program);
  if (now.off && !saved.off) return "cancelled";
  if (now.off) return undefined;
  return saved.off || now.start !== saved.start || now.place !== saved.place ? "moved" : undefined;
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
