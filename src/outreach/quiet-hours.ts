/** The hours in which Kutsu writes to nobody first, in the library's zone. They may pass midnight: 21 to 9. */
import { DateTime } from "luxon";

/** Whole hours: quiet from `from` until before `until`. The same hour twice: never quiet. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** How long before the quiet hours begin something is sent that they would swallow. */
const EVENING_BEFORE = { minutes: 30 } as const;

/** Tells whether a local hour lies in a stretch of the day that may pass midnight. */
function isWithin(hour: number, { from, until }: QuietHours): boolean {
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

/** Tells whether it is quiet at an instant. */
export function isQuiet(atMs: number, quiet: QuietHours, timeZone: string): boolean {
  return isWithin(DateTime.fromMillis(atMs, { zone: timeZone }).hour, quiet);
}

/** Gives the first moment from an instant on that is not quiet; the instant itself when it is not. */
export function afterQuiet(atMs: number, quiet: QuietHours, timeZone: string): number {
  if (!isQuiet(atMs, quiet, timeZone)) return atMs;
  const at = DateTime.fromMillis(atMs, { zone: timeZone });
  const end = at.set({ hour: quiet.until, minute: 0, second: 0, millisecond: 0 });
  return (end > at ? end : end.plus({ days: 1 })).toMillis();
}

/** Gives a moment shortly before the quiet hours that an instant lies in began; the instant itself when it is not quiet. */
export function beforeQuiet(atMs: number, quiet: QuietHours, timeZone: string): number {
  if (!isQuiet(atMs, quiet, timeZone)) return atMs;
  const at = DateTime.fromMillis(atMs, { zone: timeZone });
  const begin = at.set({ hour: quiet.from, minute: 0, second: 0, millisecond: 0 });
  return (begin <= at ? begin : begin.minus({ days: 1 })).minus(EVENING_BEFORE).toMillis();
}

/** Gives the first moment from an instant on whose local hour lies in a stretch of the day. */
export function within(atMs: number, hours: QuietHours, timeZone: string): number {
  const at = DateTime.fromMillis(atMs, { zone: timeZone });
  if (isWithin(at.hour, hours)) return atMs;
  const begin = at.set({ hour: hours.from, minute: 0, second: 0, millisecond: 0 });
  return (begin > at ? begin : begin.plus({ days: 1 })).toMillis();
}
