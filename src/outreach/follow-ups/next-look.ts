/** When a patron is to be looked at next, and what to send when that moment has come. */
import { addressToWriteTo } from "../../patrons/address-to-write-to.ts";
import type { Patron } from "../../patrons/patron.ts";
import { type FollowUp, KINDS, URGENT } from "./follow-up.ts";
import { APART_MS, inTurn, mayBeSentFrom, type Possible } from "./gate.ts";
import { type PlanAbout, planOf } from "./plan.ts";

const MINUTE_MS = 60_000;

/** Gives the follow-up to send now: of those that may be sent, the one that goes first. */
export function readyNow(patron: Patron, about: PlanAbout): FollowUp | undefined {
  const first = firstOf(possibleFor(patron, about), patron, about);
  return first?.atMs === about.nowMs ? first.followUp : undefined;
}

/**
 * Gives when a patron is to be looked at next, a whole minute (ISO 8601) that is at least a minute away; undefined when
 * nothing lies before them or they cannot be reached.
 */
export function nextLook(patron: Patron, about: PlanAbout): string | undefined {
  const possible = possibleFor(patron, about);
  const first = firstOf(possible, patron, about);
  if (first === undefined) return undefined;
  // Whoever is to be told of more has no time to lose: the next one may come an hour after the first.
  const isAlone = !possible.some((other) => other !== first && isSoonAfter(first, other));
  const atMs = Math.max(isAlone ? inTurn(first, patron, about) : first.atMs, about.nowMs + MINUTE_MS);
  return new Date(Math.ceil(atMs / MINUTE_MS) * MINUTE_MS).toISOString();
}

/** Lists what may be sent to a patron, soonest first, and of what may be sent at the same time the most pressing first. */
function possibleFor(patron: Patron, about: PlanAbout): readonly Possible[] {
  if (addressToWriteTo(patron) === undefined) return [];
  const possible = planOf(patron, about).flatMap((followUp): readonly Possible[] => {
    const atMs = mayBeSentFrom(followUp, patron, about);
    return atMs === undefined ? [] : [{ followUp, atMs }];
  });
  const rank = ({ followUp }: Possible) => KINDS.indexOf(followUp.kind);
  return possible.sort(
    (one, other) =>
      one.atMs - other.atMs || rank(one) - rank(other) || one.followUp.dueMs - other.followUp.dueMs,
  );
}

/** Gives what goes first: the soonest, unless something else would come too late an hour after it, and it can wait for that. */
function firstOf(possible: readonly Possible[], patron: Patron, about: PlanAbout): Possible | undefined {
  const [first, ...others] = possible;
  if (first === undefined || URGENT.has(first.followUp.kind)) return first;
  const canFollow = (one: Possible, { atMs }: Possible) => {
    const outreach = { ...patron.outreach, wrote: new Date(atMs).toISOString() };
    return mayBeSentFrom(one.followUp, { ...patron, outreach }, about) !== undefined;
  };
  const lost = others.find((other) => isSoonAfter(first, other) && !canFollow(other, first));
  return lost !== undefined && canFollow(first, lost) ? lost : first;
}

/** Tells whether one may be sent so soon after another that it has to wait for it. */
function isSoonAfter({ atMs }: Possible, other: Possible): boolean {
  return other.atMs < atMs + APART_MS;
}
