/** When a patron is to be looked at next, and what to send when that moment has come. */
import { addressToWriteTo } from "../../patrons/address-to-write-to.ts";
import type { Patron } from "../../patrons/patron.ts";
import { type FollowUp, KINDS } from "./follow-up.ts";
import { mayBeSentFrom } from "./gate.ts";
import { type PlanAbout, planOf } from "./plan.ts";

const MINUTE_MS = 60_000;

/** Gives the follow-up to send now: of those that may be sent, the most pressing one. */
export function readyNow(patron: Patron, about: PlanAbout): FollowUp | undefined {
  if (addressToWriteTo(patron) === undefined) return undefined;
  return planOf(patron, about)
    .filter((followUp) => mayBeSentFrom(followUp, patron, about) === about.nowMs)
    .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.dueMs - other.dueMs)[0];
}

/**
 * Gives when a patron is to be looked at next, a whole minute (ISO 8601) that is at least a minute away; undefined when
 * nothing lies before them or they cannot be reached.
 */
export function nextLook(patron: Patron, about: PlanAbout): string | undefined {
  if (addressToWriteTo(patron) === undefined) return undefined;
  const moments = planOf(patron, about).flatMap((followUp) => mayBeSentFrom(followUp, patron, about) ?? []);
  if (moments.length === 0) return undefined;
  const atMs = Math.max(Math.min(...moments), about.nowMs + MINUTE_MS);
  return new Date(Math.ceil(atMs / MINUTE_MS) * MINUTE_MS).toISOString();
}
