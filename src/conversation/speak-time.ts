/** Says days and times the way people read them, in Finnish and English. */
import { DateTime } from "luxon";
import type { Language, LocalDate } from "../understanding/understood.ts";

const FINNISH_ON = [
  "maanantaina",
  "tiistaina",
  "keskiviikkona",
  "torstaina",
  "perjantaina",
  "lauantaina",
  "sunnuntaina",
];
const FINNISH_FOR = [
  "maanantaille",
  "tiistaille",
  "keskiviikolle",
  "torstaille",
  "perjantaille",
  "lauantaille",
  "sunnuntaille",
];

/**
 * Says a day in a sentence: "lauantaina 21.11.", "lauantaille 21.11.", "on Saturday 21 November", "for Saturday 21
 * November"; "dated" is the date with its year: "21.11.2026", "21 November 2026".
 */
export function dayInWords(day: LocalDate, form: "on" | "for" | "dated", language: Language): string {
  const date = DateTime.fromISO(day, { zone: "utc" }).setLocale(language);
  if (form === "dated") return date.toFormat(language === "fi" ? "d.L.yyyy" : "d LLLL yyyy");
  if (language === "en") return `${form} ${date.toFormat("cccc d LLLL")}`;
  const weekday = (form === "on" ? FINNISH_ON : FINNISH_FOR)[date.weekday - 1];
  return `${weekday} ${date.toFormat("d.L.")}`;
}

/** When a program is held. */
export interface Span {
  readonly start: string;
  readonly end?: string;
  readonly allDay: boolean;
}

/** Says when a program is held: "la 21.11. klo 10.30–11.00", "Sat 21 Nov, 10:30–11:00"; years only when they differ from today's. */
export function spanInWords(
  { start, end, allDay }: Span,
  { language, timeZone, now }: { language: Language; timeZone: string; now: string },
): string {
  const zone = { zone: timeZone, locale: language };
  const from = DateTime.fromISO(start, zone);
  // The end is exclusive: a program of whole days ends the moment before midnight.
  const until =
    end === undefined ? undefined : DateTime.fromISO(end, zone).minus(allDay ? { seconds: 1 } : {});
  const year = DateTime.fromISO(now, zone).year;
  const day = (date: DateTime) => dayLabel(date, language, date.year !== year);
  const clock = (date: DateTime) => date.toFormat(language === "fi" ? "H.mm" : "H:mm");
  const sameDay = until === undefined || until.hasSame(from, "day");
  if (allDay) return sameDay ? day(from) : `${day(from)}–${day(until)}`;
  const at = language === "fi" ? `${day(from)} klo ${clock(from)}` : `${day(from)}, ${clock(from)}`;
  if (until === undefined || until <= from) return at;
  if (sameDay) return `${at}–${clock(until)}`;
  return language === "fi"
    ? `${at} – ${day(until)} klo ${clock(until)}`
    : `${at} – ${day(until)}, ${clock(until)}`;
}

function dayLabel(date: DateTime, language: Language, withYear: boolean): string {
  if (language === "fi") return date.toFormat(withYear ? "ccc d.L.yyyy" : "ccc d.L.");
  return date.toFormat(withYear ? "ccc d LLL yyyy" : "ccc d LLL");
}
