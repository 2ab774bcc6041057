/** Reads the times that staff write: of the library's clock, or with a zone of their own. */
import { DateTime } from "luxon";

/** An instant (ISO 8601 UTC), or what is wrong with the text and how to write it. */
export type ReadTime = { readonly at: string } | { readonly why: string };

const LIKE = "2026-12-01 10:00";
const FORM =
  /^(\d{4}-\d{2}-\d{2})[T ]+((?:[01]\d|2[0-3]):\d{2}(?::\d{2})?(?:\.\d+)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads `2026-12-01 10:00`, of the library's clock, or ISO 8601 with an offset. */
export function readLocalTime(text: string, timeZone: string): ReadTime {
  const [, date, clock, offset] = FORM.exec(text.trim()) ?? [];
  if (date === undefined || clock === undefined)
    return { why: `"${text}" is no date and time: write it as ${LIKE}` };
  const read = DateTime.fromISO(`${date}T${clock}${offset ?? ""}`, { zone: timeZone });
  if (!read.isValid) return { why: `"${text}" is on no calendar: write it as ${LIKE}` };
  // Luxon moves a time that a change of the clock leaves out.
  if (offset === undefined && read.toFormat("yyyy-MM-dd HH:mm") !== `${date} ${clock.slice(0, 5)}`)
    return { why: `"${text}" is left out by the change to summer time: choose another time` };
  return { at: read.toUTC().toISO() ?? "" };
}

/** Writes an instant as staff write it: `2026-12-01 10:00` of the library's clock. */
export function localTime(instant: string, timeZone: string): string {
  return DateTime.fromISO(instant, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm");
}
