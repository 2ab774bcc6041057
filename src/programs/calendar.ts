/**
 * Writes programs as iCalendar files (RFC 5545) that a patron's calendar can take in: one alone, or a feed of several that
 * the calendar asks for again and again.
 */
import { DateTime } from "luxon";
import { encodeId } from "../id-code.ts";
import type { Language } from "../understanding/understood.ts";
import type { Localized, Program } from "./program.ts";

/** What a file depends on besides the program. */
export interface CalendarOptions {
  /** When the file is made, ISO 8601; now when absent. */
  readonly now?: string;
  /** The library's zone, in which whole days are days. */
  readonly timeZone?: string;
}

/** What has become of a program since calendars were first told of it. */
export interface CalendarRevision {
  /** How often what is shown has changed. */
  readonly sequence: number;
  /** When it changed last, ISO 8601. */
  readonly modified: string;
}

/** A program in a feed. */
export interface CalendarEntry {
  readonly program: Program;
  readonly revision: CalendarRevision;
}

/** What a feed is called and how often a calendar should look again. */
export interface FeedOptions {
  readonly name: string;
  readonly timeZone: string;
}

type ContentLine = readonly [string, string | undefined];

/** How often a calendar is asked to look again: a cancellation should be seen on the day. */
const LOOK_AGAIN = "PT1H";

/** Octets of a line, without its line break. */
const MAX_LINE_OCTETS = 75;

/** Gives the text of an .ics file in a language, or in another where the program has none. */
export function toCalendar(program: Program, language: Language, options: CalendarOptions = {}): string {
  const { now = new Date().toISOString(), timeZone = "Europe/Helsinki" } = options;
  return written([...HEAD, ...eventLines(program, language, { stamp: now, timeZone }), TAIL]);
}

/** Gives the text of a feed in a language. The same programs give the same text, whenever it is written. */
export function toCalendarFeed(
  entries: readonly CalendarEntry[],
  language: Language,
  { name, timeZone }: FeedOptions,
): string {
  const about: readonly ContentLine[] = [
    ["NAME", escaped(name)],
    ["X-WR-CALNAME", escaped(name)],
    ["REFRESH-INTERVAL;VALUE=DURATION", LOOK_AGAIN],
    ["X-PUBLISHED-TTL", LOOK_AGAIN],
  ];
  const events = entries.flatMap(({ program, revision }) =>
    eventLines(program, language, { stamp: revision.modified, timeZone, revision }),
  );
  return written([...HEAD, ...about, ...events, TAIL]);
}

const HEAD: readonly ContentLine[] = [
  ["BEGIN", "VCALENDAR"],
  ["VERSION", "2.0"],
  ["PRODID", "-//Kutsu//Library programs//EN"],
  ["CALSCALE", "GREGORIAN"],
  ["METHOD", "PUBLISH"],
];
const TAIL: ContentLine = ["END", "VCALENDAR"];

function written(lines: readonly ContentLine[]): string {
  return lines.flatMap(([name, value]) => (value ? [`${folded(`${name}:${value}`)}\r\n`] : [])).join("");
}

interface EventOptions {
  /** When the event was written, ISO 8601. */
  readonly stamp: string;
  readonly timeZone: string;
  readonly revision?: CalendarRevision;
}

function eventLines(
  program: Program,
  language: Language,
  { stamp, timeZone, revision }: EventOptions,
): readonly ContentLine[] {
  const pick = (text: Localized) => text[language] ?? text.fi ?? text.en ?? text.sv;
  const url = pick(program.url);
  const description = [pick(program.summary) ?? pick(program.description), url].filter(Boolean).join("\n\n");
  const place = [pick(program.place?.name ?? {}), pick(program.place?.address ?? {})]
    .filter(Boolean)
    .join(", ");
  const { latitude, longitude } = program.place?.position ?? {};
  return [
    ["BEGIN", "VEVENT"],
    ["UID", `${encodeId(program.id)}@kutsu`],
    ["DTSTAMP", utc(stamp)],
    ["LAST-MODIFIED", revision && utc(revision.modified)],
    ["SEQUENCE", revision && String(revision.sequence)],
    ...times(program, timeZone),
    [`SUMMARY;LANGUAGE=${languageOf(program.title, language)}`, escaped(pick(program.title))],
    ["DESCRIPTION", escaped(description)],
    ["LOCATION", escaped(place)],
    ["GEO", latitude === undefined ? undefined : `${latitude};${longitude}`],
    ["URL", url === undefined || !URL.canParse(url) ? undefined : new URL(url).href],
    [
      "STATUS",
      program.status === "cancelled"
        ? "CANCELLED"
        : program.status === "postponed"
          ? "TENTATIVE"
          : "CONFIRMED",
    ],
    ["END", "VEVENT"],
  ];
}

function times({ start, end, allDay }: Program, timeZone: string): readonly ContentLine[] {
  if (!allDay) {
    return [
      ["DTSTART", utc(start)],
      ["DTEND", end === undefined ? undefined : utc(end)],
    ];
  }
  const first = DateTime.fromISO(start, { zone: timeZone });
  // An end in the middle of a day still takes that day; a date as an end is exclusive, like ours.
  const last =
    end === undefined ? first : DateTime.fromISO(end, { zone: timeZone }).minus({ milliseconds: 1 });
  return [
    ["DTSTART;VALUE=DATE", first.toFormat("yyyyMMdd")],
    ["DTEND;VALUE=DATE", last.plus({ days: 1 }).toFormat("yyyyMMdd")],
  ];
}

function utc(instant: string): string {
  return DateTime.fromISO(instant, { zone: "utc" }).toFormat("yyyyMMdd'T'HHmmss'Z'");
}

function languageOf(text: Localized, wanted: Language): string {
  return text[wanted] !== undefined ? wanted : (Object.keys(text)[0] ?? wanted);
}

function escaped(text: string | undefined): string | undefined {
  return text
    ?.replace(/\\/g, "\\\\")
    .replace(/[;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/[\u0000-\u001f\u007f]/g, " ");
}

/** Breaks a line so that no part is longer than the standard allows and no character is torn apart. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_LINE_OCTETS) {
      parts.push(part);
      part = "";
      // The space that marks a continued line counts.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n ");
}
