/** When the reminders of a program are due: the one place that knows. */
import { DateTime } from "luxon";

const HOURS_BEFORE_MS = 2 * 3600_000;

/** Gives when each reminder of a program that begins then is due; ms. A day before is at the same time by the clock. */
export function remindersOf(
  startMs: number,
  timeZone: string,
): { readonly day: number; readonly hours: number } {
  const day = DateTime.fromMillis(startMs, { zone: timeZone }).minus({ days: 1 }).toMillis();
  return { day, hours: startMs - HOURS_BEFORE_MS };
}
