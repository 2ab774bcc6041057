/** Whether one recipient of an announcement may be sent it now. Pure; decided anew each time, from the patron as they are then. */
import type { Address } from "../../channels/channel.ts";
import { addressToWriteTo } from "../../patrons/address-to-write-to.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { OutreachRules } from "../follow-ups/follow-up.ts";
import { mayBeSentFrom } from "../follow-ups/gate.ts";
import type { Announcement } from "./announcement.ts";
import { purposeOf } from "./lines.ts";

const HOUR_MS = 3600_000;
/** Whoever it has not reached a day after it began is passed over, unless staff gave it another time. */
const USUAL_HOURS = 24;

/** What to do about a recipient. */
export type Decision =
  | { readonly do: "send"; readonly to: Address }
  /** Not before `atMs`. */
  | { readonly do: "deferred"; readonly atMs: number }
  | { readonly do: "optedOut" | "unreachable" | "dropped" };

/** Decides about a patron as read; undefined for one who is gone. `began` is an earlier try of the same announcement. */
export function decide(
  patron: Patron | undefined,
  announcement: Announcement,
  {
    nowMs,
    rules,
    isCounted,
  }: {
    readonly nowMs: number;
    readonly rules: OutreachRules;
    /** The platform did not take it before: the profile counts it already. */
    readonly isCounted: boolean;
  },
): Decision {
  // Nothing more until they write: so it was said to whoever is silent.
  if (patron === undefined || patron.outreach.silent) return { do: "optedOut" };
  if (patron.consents[purposeOf(announcement.content)] === undefined) return { do: "optedOut" };
  if (announcement.status === "cancelled") return { do: "dropped" };
  const to = addressToWriteTo(patron);
  if (to === undefined) return { do: "unreachable" };
  const uselessMs = deadlineOf(announcement);
  const asked = isCounted ? withoutLatest(patron) : patron;
  const atMs = mayBeSentFrom({ kind: "announcement", dueMs: nowMs, uselessMs }, asked, { nowMs, rules });
  if (atMs === undefined) return { do: "dropped" };
  return atMs > nowMs ? { do: "deferred", atMs } : { do: "send", to };
}

/** Gives when an announcement begins; ms. */
export function beginningOf({ content, started, written }: Announcement): number {
  const startedMs = Date.parse((started ?? written).at);
  const { at } = content.schedule;
  return at === undefined ? startedMs : Math.max(startedMs, Date.parse(at));
}

/** Gives from when on it comes too late; ms. */
export function deadlineOf(announcement: Announcement): number {
  const { until, spreadHours = 0 } = announcement.content.schedule;
  return until === undefined
    ? beginningOf(announcement) + (USUAL_HOURS + spreadHours) * HOUR_MS
    : Date.parse(until);
}

/** The patron without what was written first last. */
function withoutLatest({ outreach: { wrote, unasked, ...outreach }, ...patron }: Patron): Patron {
  return { ...patron, outreach: { ...outreach, unasked: unasked.filter((at) => at !== wrote) } };
}
