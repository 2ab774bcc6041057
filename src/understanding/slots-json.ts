import { OPEN_END } from "./calendar.ts";
import { addDays } from "./local-time.ts";
import type { Audience, ClockTime, LocalDate, PartOfDay, Slots } from "./understood.ts";

/** The slots as the commands print them: `from` and `to` are the first and the last date, `to` absent when there is no last one. */
export interface SlotsJson {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly weekdays?: readonly number[];
  readonly partOfDay?: PartOfDay;
  readonly after?: ClockTime;
  readonly before?: ClockTime;
  readonly place?: string;
  readonly online?: true;
  readonly age?: number;
  readonly audience?: Audience;
  readonly topic?: readonly string[];
  readonly free?: true;
  readonly eventLanguage?: string;
}

/** Gives the slots in the shape the commands print. */
export function slotsJson({ when, months: _, ...rest }: Slots): SlotsJson {
  return {
    ...(when && { from: when.from, ...(when.until < OPEN_END && { to: addDays(when.until, -1) }) }),
    ...rest,
  };
}
