/**
 * Keeps programs of two sources apart that happen to have one id: calendars count theirs from 1. Whoever came first has
 * the id as it is.
 */
import type { MergedRows } from "./merge-rows.ts";
import type { Program } from "./program.ts";
import { hashOf } from "./sources/short-id.ts";
import { findStoredProgram } from "./stored-program.ts";

type Row = MergedRows["rows"][number];

/** Gives the rows of a source with ids under which they can stand in the catalogue. */
export function claimIds(
  rows: readonly Row[],
  json: ReadonlyMap<string, string>,
  source: string,
): readonly Row[] {
  const mark = hashOf(source).slice(0, 8);
  return rows.map((row): Row => {
    if (row.kind !== "program")
      return json.has(`${row.id}~${mark}`) ? { ...row, id: `${row.id}~${mark}` } : row;
    const { program } = row;
    const before = json.get(program.id);
    const stored = before === undefined ? undefined : findStoredProgram(before);
    if (stored === undefined || stored.source === source || isSame(stored.program, program)) return row;
    return { kind: "program", program: { ...program, id: `${program.id}~${mark}` } };
  });
}

/** Ids of one system mean one program, whose title or time may have been corrected, but hardly both. */
function isSame(one: Program, other: Program): boolean {
  const titles = new Set(Object.values(one.title));
  return one.start === other.start || Object.values(other.title).some((title) => titles.has(title));
}
