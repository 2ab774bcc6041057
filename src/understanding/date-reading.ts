/**
 * What a rule of the date grammar reads and answers, and the small questions every rule asks.
 */
import type { DateRange } from "./holidays.ts";
import type { TimeMeaning, TimeToken } from "./time-tokens.ts";
import type { LocalDate, PartOfDay } from "./understood.ts";

/** What one expression says. */
export interface DateReading {
  /** How many pieces it takes. */
  readonly length: number;
  /** Dates; `frame` when a weekday named beside it falls into it (ensi viikon tiistaina). */
  readonly when?: DateRange;
  readonly frame?: "week" | "month";
  /** A weekday or weekend still without its week. */
  readonly weekday?: number;
  readonly weekend?: true;
  readonly lastWeekday?: number;
  readonly weekdays?: readonly number[];
  readonly partOfDay?: PartOfDay;
  /** From its first date on, without an end. */
  readonly open?: true;
  /** After its last date, without an end. */
  readonly beyond?: true;
  /** From today up to something: a beginning said before it counts. */
  readonly bound?: true;
  /** It lies behind: no limit on what is to come. */
  readonly past?: true;
}

/** Where a rule reads: the pieces, the place, and today. */
export interface Place {
  readonly tokens: readonly TimeToken[];
  readonly at: number;
  readonly today: LocalDate;
}

export type DateRule = (place: Place) => DateReading | undefined;

type Kind = TimeMeaning["kind"];

/** Finds the meaning at an offset, if it is of that kind. */
export function meaning<K extends Kind>({ tokens, at }: Place, offset: number, kind: K) {
  const found = tokens[at + offset]?.meaning;
  return found?.kind === kind ? (found as Extract<TimeMeaning, { kind: K }>) : undefined;
}

/** Tells whether the piece at an offset is one of the words. */
export function isWord({ tokens, at }: Place, offset: number, pattern: RegExp): boolean {
  const token = tokens[at + offset];
  return token !== undefined && pattern.test(token.text);
}

/** Words after a number that make it an amount, not a time. */
export const COUNTED =
  /^(?:years?|yrs?|vuotta|vuoden|v|minutes?|mins?|minuut\p{L}*|hours?|tun\p{L}*|times?|kertaa|kids?|children|lasta|lapsen|people|books?|kirjaa|euroa?|e|of|months?|kuukau\p{L}*|weeks?|viiko\p{L}*|days?|päiv\p{L}*|-vuotias)$/u;

/** Tells whether a range sign stands at an offset: a dash, "to", "and". */
export const isTo = (place: Place, offset: number) =>
  meaning(place, offset, "dash") !== undefined || isWord(place, offset, /^(?:to|until|till|through|and|ja)$/);

/** Reads a part of day right after a day: "tomorrow afternoon", "lauantaina aamupäivällä", "on Friday in the morning". */
export function partAfter(
  place: Place,
  offset: number,
): { part: PartOfDay; length: number; recurring: boolean } | undefined {
  const skip =
    isWord(place, offset, /^in$/) && isWord(place, offset + 1, /^the$/)
      ? 2
      : isWord(place, offset, /^at$/)
        ? 1
        : 0;
  const part = meaning(place, offset + skip, "part");
  return part && { part: part.part, length: skip + 1, recurring: part.recurring };
}
