/** Whether one recipient of an announcement may be sent it now. Pure; decided anew each time, from the patron as they are then. */
import type { Address } from "../../channels/channel.ts";
import { addressToWriteTo } from "../../patrons/address-to-write-to.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { Program } from "../../programs/program.ts";
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
  | { readonly do: "dropped"; readonly why?: "program" }
  | { readonly do: "optedOut" | "unreachable" };

/** What is decided from beside the patron. */
interface DecideAbout {
  readonly nowMs: number;
  readonly rules: OutreachRules;
  /** The announcement's program as it is now, if it has one that is known. */
  readonly program?: Program;
}

/** Decides about a patron as read; undefined for one who is gone. */
export function decide(
  patron: Patron | undefined,
  announcement: Announcement,
  { nowMs, rules, program }: DecideAbout,
): Decision {
  // Nothing more until they write: so it was said to whoever is silent.
  if (patron === undefined || patron.outreach.silent) return { do: "optedOut" };
  if (patron.consents[purposeOf(announcement.content)] === undefined) return { do: "optedOut" };
  if (announcement.status === "cancelled") return { do: "dropped" };
  // Nobody is invited to what does not take place, or is over.
  if (
    program !== undefined &&
    (program.status !== "scheduled" || lastMomentOf(program, announcement) <= nowMs)
  )
    return { do: "dropped", why: "program" };
  const to = addressToWriteTo(patron);
  if (to === undefined) return { do: "unreachable" };
  const uselessMs = Math.min(
    deadlineOf(announcement),
    program === undefined ? Number.POSITIVE_INFINITY : lastMomentOf(program, announcement),
  );
  const atMs = mayBeSentFrom({ kind: "announcement", dueMs: nowMs, uselessMs }, patron, { nowMs, rules });
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

/** Until when people can be invited to a program: it begins then, or, where it had begun before it was announced, ends. */
function lastMomentOf({ start, end = start }: Program, announcement: Announcement): number {
  const startMs = Date.parse(start);
  return startMs > beginningOf(announcement) ? startMs : Date.parse(end);
}
