/** What is remembered once a follow-up was sent, or had nothing to say, so that it does not come again. */

import { SMART_CITY_TOPICS } from "../../dialog/smart-city-topics.ts";
import {
  MARKS,
  type Mark,
  type Outreach,
  rememberShown,
  type Saved,
  toldOf,
} from "../../patrons/outreach-state.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { Program } from "../../programs/program.ts";
import { ASKED_FOR, type FollowUp } from "./follow-up.ts";
import { endOf, type PlanAbout } from "./plan.ts";
import { remindersOf } from "./reminders.ts";

const HOUR_MS = 3600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** When something was sent or looked at, and the library's zone. */
export interface Moment {
  /** ISO 8601. */
  readonly now: string;
  readonly timeZone: string;
}

/** Remembers that a follow-up was sent. */
export function afterSending(patron: Patron, followUp: FollowUp, moment: Moment): Patron {
  const done = afterLooking(patron, followUp, moment);
  return afterWriting(done, moment.now, { isAsked: ASKED_FOR.has(followUp.kind) });
}

/** Remembers that Kutsu wrote first, for the space between two and the weekly cap. */
export function afterWriting(
  patron: Patron,
  now: string,
  { isAsked }: { readonly isAsked: boolean },
): Patron {
  const { outreach } = patron;
  const sinceMs = Date.parse(now) - WEEK_MS;
  const unasked = outreach.unasked.filter((at) => Date.parse(at) > sinceMs);
  return { ...patron, outreach: { ...outreach, wrote: now, unasked: isAsked ? unasked : [...unasked, now] } };
}

/** Remembers that a follow-up was looked at, so that it does not come again, be there something to say or not. */
export function afterLooking(patron: Patron, followUp: FollowUp, moment: Moment): Patron {
  const { kind, program } = followUp;
  const { now } = moment;
  const { outreach } = patron;
  const withOutreach = (change: Partial<Outreach>) => ({ ...patron, outreach: { ...outreach, ...change } });
  switch (kind) {
    case "day":
    case "hours":
    case "after":
      // What comes before it in time is of no use any more.
      return changed(patron, followUp, (saved) => ({
        ...saved,
        ...(kind !== "after" && { reminded: now }),
        done: MARKS.filter((mark, at) => saved.done.includes(mark) || at <= MARKS.indexOf(kind)),
      }));
    case "moved":
    case "cancelled":
    case "postponed":
      return changed(patron, followUp, (saved) =>
        program === undefined
          ? saved
          : {
              ...{ ...toldOf(program), id: saved.id, reminds: saved.reminds },
              // What is ahead again is due anew.
              done: [...lateMarks(program, moment)],
            },
      );
    case "gone":
      return changed(patron, followUp, (saved) => ({ ...saved, off: "gone" }));
    case "suggest":
      return withOutreach({ suggest: undefined });
    case "interests":
      return withOutreach({ matched: now });
    case "series": {
      const next = (outreach.series?.next ?? 0) + 1;
      return withOutreach({ series: next < SMART_CITY_TOPICS.length ? { next, at: now } : undefined });
    }
    case "silent":
      return withOutreach({ silent: true });
  }
}

/** Gives the reminders that come too late for a program that is saved now. */
export function lateMarks({ start }: Program, { now, timeZone }: Moment): readonly Mark[] {
  const due = remindersOf(Date.parse(start), timeZone);
  return (["day", "hours"] as const).filter((mark) => due[mark] <= Date.parse(now));
}

function changed(patron: Patron, { saved: about }: FollowUp, change: (saved: Saved) => Saved): Patron {
  if (about === undefined) return patron;
  return { ...patron, saved: patron.saved.map((saved) => (saved.id === about.id ? change(saved) : saved)) };
}

/** Remembers programs that a patron saw, so that none of them is new to them later; what is over is forgotten. */
export function withShown(
  patron: Patron,
  shown: readonly string[],
  { nowMs, programs }: Pick<PlanAbout, "nowMs" | "programs">,
): Patron {
  if (shown.length === 0) return patron;
  const isAhead = (id: string) => {
    // What its source left out may come back.
    const program = programs.find(id) ?? programs.findGone?.(id)?.program;
    return program !== undefined && endOf(program) > nowMs;
  };
  const { outreach } = patron;
  return { ...patron, outreach: { ...outreach, shown: [...rememberShown(outreach.shown, shown, isAhead)] } };
}
