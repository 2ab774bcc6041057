/**
 * A program with what filters and ranking ask of it again and again, worked out once.
 */
import { DateTime } from "luxon";
import type { Language, LocalDate } from "../understanding/understood.ts";
import { isFullTitle } from "./full-title.ts";
import type { Localized, Program } from "./program.ts";
import { languagesInTexts } from "./spoken-language.ts";

/** A program without an end is taken to last this long. */
const ASSUMED_LENGTH_MINUTES = 60;
const DAY_MS = 24 * 3600 * 1000;

/** A program, ready to be filtered. */
export interface Shelved {
  readonly program: Program;
  /** Its place among all programs, as search numbers them. */
  readonly number: number;
  readonly startMs: number;
  /** When it is over, as far as one can tell. */
  readonly endMs: number;
  /** First and last date in the library's zone. */
  readonly startDate: LocalDate;
  readonly lastDate: LocalDate;
  /** Of the first date: Monday 1 to Sunday 7. */
  readonly startWeekday: number;
  /** Minutes after midnight; the end belongs to the last date. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** Its clock times say nothing of a single day: it lasts days, or the source gave bare dates. */
  readonly isAroundTheClock: boolean;
  readonly lengthDays: number;
  /** It takes place, and there is room. */
  readonly isOpen: boolean;
  /** The same title at the same place: shown once, with its next time. */
  readonly series: string;
  /** The same title anywhere. */
  readonly kind: string;
  /** The same place. */
  readonly where: string;
  /** The same groups and ages. */
  readonly forWhom: string;
  /** Languages that its texts say it is held in. */
  readonly spoken: readonly string[];
  /** How well a patron of each language can follow it. */
  readonly followed: Readonly<Record<Language, number>>;
  /** How much the record tells of what a patron needs to know, 0 to 1. */
  readonly quality: number;
}

/** Works out what is asked of a program, in the library's zone. */
export function shelve(
  program: Program,
  { timeZone, number }: { readonly timeZone: string; readonly number: number },
): Shelved {
  const start = DateTime.fromISO(program.start, { zone: timeZone });
  const end =
    program.end === undefined
      ? program.allDay
        ? start.plus({ days: 1 })
        : start.plus({ minutes: ASSUMED_LENGTH_MINUTES })
      : DateTime.fromISO(program.end, { zone: timeZone });
  // The end is exclusive: what ends at midnight ends on the day before.
  const last = end.minus({ milliseconds: 1 });
  const lengthMs = end.toMillis() - start.toMillis();
  const kind = kindOf(program.title) || program.id;
  const { place, audiences, ages } = program;
  return {
    program,
    number,
    startMs: start.toMillis(),
    endMs: end.toMillis(),
    startDate: start.toFormat("yyyy-MM-dd"),
    lastDate: last.toFormat("yyyy-MM-dd"),
    startWeekday: start.weekday,
    startMinute: start.hour * 60 + start.minute,
    endMinute: last.hour * 60 + last.minute + 1,
    isAroundTheClock: program.allDay || lengthMs > DAY_MS,
    lengthDays: lengthMs / DAY_MS,
    isOpen:
      program.status === "scheduled" &&
      program.full !== true &&
      !Object.values(program.title).some(isFullTitle),
    series: `${kind}\n${place?.id ?? JSON.stringify(place?.name ?? {})}\n${program.online}`,
    kind,
    where: place === undefined ? "" : JSON.stringify([place.id, place.name, place.district]),
    forWhom: JSON.stringify([audiences, ages?.min, ages?.max]),
    spoken: languagesInTexts(program),
    followed: { fi: followedIn(program, "fi"), en: followedIn(program, "en") },
    quality: qualityOf(program),
  };
}

/** A program the patron may not follow is offered, but later. */
function followedIn({ languages, title }: Program, language: Language): number {
  if (languages.includes(language)) return 1;
  if (languages.length > 0) return 0.9;
  return title[language] === undefined ? 0.92 : 1;
}

/** What it is about, where, until when, and where to read more. */
function qualityOf({ summary, description, place, online, end, url }: Program): number {
  const told = [
    [summary, description].some((text) => Object.keys(text).length > 0),
    place !== undefined || online,
    end !== undefined,
    Object.keys(url).length > 0,
  ];
  return told.filter(Boolean).length / told.length;
}

/** What differs between times of one thing is left out: dates, numbers, and marks. */
function kindOf(title: Localized): string {
  return (title.fi ?? title.en ?? title.sv ?? "")
    .toLowerCase()
    .replace(/\d+/g, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}
