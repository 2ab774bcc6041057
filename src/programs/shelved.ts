/**
 * A program with what filters and ranking ask of it again and again, worked out once.
 */
import { DateTime } from "luxon";
import type { LocalDate } from "../understanding/understood.ts";
import type { Localized, Program } from "./program.ts";

/** A program without an end is taken to last this long. */
const ASSUMED_LENGTH_MINUTES = 60;
const DAY_MS = 24 * 3600 * 1000;

/** A program, ready to be filtered. */
export interface Shelved {
  readonly program: Program;
  readonly startMs: number;
  /** When it is over, as far as one can tell. */
  readonly endMs: number;
  /** First and last date in the library's zone. */
  readonly startDate: LocalDate;
  readonly lastDate: LocalDate;
  /** Minutes after midnight; the end belongs to the last date. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** Its clock times say nothing of a single day: it lasts days, or the source gave bare dates. */
  readonly isAroundTheClock: boolean;
  readonly lengthDays: number;
  /** The same title at the same place: shown once, with its next time. */
  readonly series: string;
  /** The same title anywhere. */
  readonly kind: string;
}

/** Works out what is asked of a program, in the library's zone. */
export function shelve(program: Program, timeZone: string): Shelved {
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
  return {
    program,
    startMs: start.toMillis(),
    endMs: end.toMillis(),
    startDate: start.toFormat("yyyy-MM-dd"),
    lastDate: last.toFormat("yyyy-MM-dd"),
    startMinute: start.hour * 60 + start.minute,
    endMinute: last.hour * 60 + last.minute + 1,
    isAroundTheClock: program.allDay || lengthMs > DAY_MS,
    lengthDays: lengthMs / DAY_MS,
    series: `${kind}\n${program.place?.id ?? JSON.stringify(program.place?.name ?? {})}\n${program.online}`,
    kind,
  };
}

/** What differs between times of one thing is left out: dates, numbers, and marks. */
function kindOf(title: Localized): string {
  return (title.fi ?? title.en ?? title.sv ?? "")
    .toLowerCase()
    .replace(/\d+/g, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}
