/** A look at one patron at a time to come: the only thing that is scheduled. What is sent then is decided then. */
import type { PatronId } from "../store/keys.ts";

/** A look to be scheduled; the same look has the same id, so that scheduling it twice schedules it once. */
export interface Wake {
  readonly id: string;
  /** ISO 8601, a whole minute. */
  readonly at: string;
  /** The look that this one replaces. */
  readonly instead?: string;
}

const MINUTE_MS = 60_000;

/** Names the look at a patron at a time, e.g. `17-42-29400000`. */
export function wakeId(patron: PatronId, at: string): string {
  return `${patron}-${Date.parse(at) / MINUTE_MS}`;
}

/** Tells whom such a look is at. */
export function patronOfWake(id: string): PatronId {
  return id.slice(0, id.lastIndexOf("-")) as PatronId;
}

/** Where looks are scheduled. */
export interface Wakes {
  /** Schedules a look in place of an earlier one. Doing it twice is harmless; throws when the store is down. */
  schedule(wake: Wake): Promise<void>;
}
