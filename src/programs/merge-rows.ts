/**
 * Settles rows of one read that speak of the same program, before they meet the catalogue. A row that cancels
 * wins over its live twin, in whatever order they come.
 */
import type { SourceRow } from "./sources/source-format.ts";

/** A row that was left out, and why. */
export interface Skipped {
  readonly id: string;
  readonly why: string;
}

/** The rows that count, one for each id, and those that do not. */
export interface MergedRows {
  readonly rows: readonly Exclude<SourceRow, { kind: "unreadable" }>[];
  readonly skipped: readonly Skipped[];
}

/** Merges the rows of a read; each row is in exactly one of the two lists. */
export function mergeRows(read: readonly SourceRow[]): MergedRows {
  const kept = new Map<string, MergedRows["rows"][number]>();
  const skipped: Skipped[] = [];
  for (const row of read) {
    if (row.kind === "unreadable") {
      skipped.push({ id: row.id, why: row.why });
      continue;
    }
    const id = idOf(row);
    const twin = kept.get(id);
    if (twin === undefined) kept.set(id, row);
    else if (cancels(row) === cancels(twin)) skipped.push({ id, why: "a second row with this id" });
    else {
      kept.set(id, cancelledOf(twin, row));
      skipped.push({ id, why: "its twin with the same id says that it is cancelled" });
    }
  }
  return { rows: [...kept.values()], skipped };
}

/** Gives the id of the program a row speaks of. */
export function idOf(row: SourceRow): string {
  return row.kind === "program" ? row.program.id : row.id;
}

function cancels(row: SourceRow): boolean {
  return row.kind === "withdrawn" || (row.kind === "program" && row.program.status === "cancelled");
}

/** The live twin knows the title patrons saw, the cancelling one only what became of it. */
function cancelledOf(
  one: MergedRows["rows"][number],
  other: MergedRows["rows"][number],
): MergedRows["rows"][number] {
  const [live, cancelling] = cancels(one) ? [other, one] : [one, other];
  return live.kind === "program"
    ? { kind: "program", program: { ...live.program, status: "cancelled" } }
    : cancelling;
}
