/**
 * The programs that come with Kutsu and stand in while no source was read. Their dates are relative, so that there
 * is always something on; each is marked as a sample.
 */
import { readFileSync } from "node:fs";
import { rootPath } from "../root.ts";
import { addDays, weekdayOf } from "../understanding/local-time.ts";
import type { LocalDate } from "../understanding/understood.ts";
import type { Program } from "./program.ts";
import { linkedEvents } from "./sources/linked-events.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

let text: string | undefined;

/** Gives the sample programs as they are on a date in the library's zone. Throws when the file is broken. */
export function samplePrograms(today: LocalDate, timeZone: string): readonly Program[] {
  const path = rootPath("data", "sample-programs.json");
  text ??= readFileSync(path, "utf8");
  const dated = text.replace(
    /\{([a-z]+)(?:\+(\d+)(w)?)?\}/g,
    (mark, name: string, count?: string, weeks?: string) => {
      const date = findDate({ name, count: Number(count ?? 0), isWeeks: weeks !== undefined }, today);
      return date ?? mark;
    },
  );
  return linkedEvents.read({ text: dated, json: JSON.parse(dated) }, timeZone).rows.map((row) => {
    if (row.kind === "program") return { ...row.program, sample: true };
    throw new Error(`Cannot read sample programs "${path}": ${JSON.stringify(row)}`);
  });
}

/** `{day+3}` counts from today; `{friday+1w}` from the next Friday, which is never today. */
function findDate(
  { name, count, isWeeks }: { name: string; count: number; isWeeks: boolean },
  today: LocalDate,
): LocalDate | undefined {
  if (name === "day") return addDays(today, isWeeks ? 7 * count : count);
  const weekday = WEEKDAYS.indexOf(name) + 1;
  if (weekday === 0) return undefined;
  const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
  return addDays(today, ahead + (isWeeks ? 7 * count : count));
}
