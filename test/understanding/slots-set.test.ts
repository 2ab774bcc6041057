import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SlotsJson, slotsJson } from "../../src/understanding/slots-json.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import { LANGUAGES, type Language } from "../../src/understanding/understood.ts";
import { languageFiles } from "../helpers/language-files.ts";

/** A Wednesday: every date of the sets is told from it. */
const NOW = "2026-11-18T10:00:00+02:00";
const FOLDER = join(__dirname, "..", "fixtures", "understanding");
const LIMITS = ["weekdays", "partOfDay", "after", "before"] as const;

interface Row {
  readonly language: Language;
  readonly intent?: string;
  readonly text: string;
  readonly slots: SlotsJson;
}

let understanding: Understanding;

beforeAll(async () => {
  understanding = await createUnderstanding({ timeZone: "Europe/Helsinki", files: languageFiles });
});

function rowsOf(file: string, language: Language): readonly Row[] {
  return readFileSync(join(FOLDER, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.language === language && (row.intent ?? "recommend") === "recommend");
}

const slotsOf = ({ text, language }: Row) =>
  slotsJson(understanding.understand(text, { now: NOW, language }).slots);

const windowOf = ({ from, to }: SlotsJson) => JSON.stringify([from, to]);

/** The share of windows that are right, and of texts without one in which none is found. */
function windows(rows: readonly Row[]): { right: number; of: number; invented: number } {
  const dated = rows.filter(({ slots }) => slots.from !== undefined);
  const right = dated.filter((row) => windowOf(row.slots) === windowOf(slotsOf(row))).length;
  const undated = rows.filter(({ slots }) => slots.from === undefined);
  return {
    right,
    of: dated.length,
    invented: undated.filter((row) => slotsOf(row).from !== undefined).length,
  };
}

/** F1 of a slot: twice the right ones by all that were wanted and all that were found. */
function f1(rows: readonly Row[], slot: (typeof LIMITS)[number]): number {
  let right = 0;
  let said = 0;
  for (const row of rows) {
    const wanted = JSON.stringify(row.slots[slot]);
    const found = JSON.stringify(slotsOf(row)[slot]);
    said += Number(wanted !== undefined) + Number(found !== undefined);
    right += Number(wanted !== undefined && wanted === found);
  }
  return said === 0 ? 1 : (2 * right) / said;
}

/** The share of windows right is what was reached, held. */
const SETS: readonly { file: string; windows: number }[] = [
  { file: "dates.jsonl", windows: 0.97 },
  { file: "slots.jsonl", windows: 0.97 },
  { file: "held-out.jsonl", windows: 0.97 },
];

describe.each(SETS)("the times of $file", ({ file, windows: floor }) => {
  test.each(LANGUAGES)("are read right in %s", (language) => {
    const rows = rowsOf(file, language);
    const { right, of, invented } = windows(rows);
    const limits = LIMITS.map((slot) => [slot, f1(rows, slot)] as const);
    const figures = limits.map(([slot, value]) => `${slot} ${value.toFixed(2)}`).join(", ");
    console.log(`${file} ${language}: windows ${right} of ${of}, invented ${invented}, ${figures}`);
    expect(of).toBeGreaterThan(25);
    expect(right / of).toBeGreaterThanOrEqual(floor);
    expect(invented).toBeLessThanOrEqual(1);
    for (const [, value] of limits) expect(value).toBeGreaterThanOrEqual(0.95);
  });
});
