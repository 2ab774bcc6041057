/**
 * Place, age, audience, price, language and online on texts like those of patrons: F1 of each slot in each language. The
 * figures are printed; a floor is what was measured, less a little.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { slotsJson } from "../../src/understanding/slots-json.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import type { Language } from "../../src/understanding/understood.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";
import { sharedPath } from "../helpers/shared.ts";

const SLOTS = ["place", "age", "audience", "free", "eventLanguage", "online"] as const;
const FIXTURES = join(__dirname, "..", "fixtures", "understanding");
const NOW = "2026-11-18T10:00:00+02:00";

interface Row {
  readonly language: Language;
  readonly text: string;
  readonly intent?: string;
  readonly slots: Readonly<Record<string, unknown>>;
}

let understanding: Understanding;

beforeAll(async () => {
  understanding = await createUnderstanding({ timeZone: "Europe/Helsinki", files: languageFiles });
});

function readRows(path: string): readonly Row[] {
  const rows = readFileSync(path, "utf8").trim().split("\n");
  return rows
    .map((line) => JSON.parse(line) as Row)
    .filter(({ intent = "recommend" }) => intent === "recommend");
}

interface ReadRow extends Row {
  readonly read: ReturnType<typeof slotsJson>;
}

const read = (row: Row): ReadRow => ({
  ...row,
  read: slotsJson(understanding.understand(row.text, { now: NOW, language: row.language }).slots),
});

/** Gives the F1 of a slot, how many rows have it, and the rows that are wrong. */
function measure(rows: readonly ReadRow[], slot: (typeof SLOTS)[number]) {
  let [right, extra, missed] = [0, 0, 0];
  const wrong: string[] = [];
  for (const { text, slots, read } of rows) {
    const found = read[slot];
    const wanted = slots[slot];
    if (wanted !== undefined && wanted === found) right += 1;
    else if (wanted !== found) {
      if (found !== undefined) extra += 1;
      if (wanted !== undefined) missed += 1;
      wrong.push(`${text}: ${wanted}, found ${found}`);
    }
  }
  const asked = right + missed;
  return { asked, f1: (2 * right) / Math.max(1, 2 * right + extra + missed), wrong };
}

describeWithFiles("F1 of the slots other than time", () => {
  const files: readonly (readonly [string, string | undefined, number])[] = [
    ["audiences-places.jsonl", join(FIXTURES, "audiences-places.jsonl"), 0.97],
    ["slots.jsonl", join(FIXTURES, "slots.jsonl"), 0.95],
    ["held-out.jsonl", join(FIXTURES, "held-out.jsonl"), 0.95],
    ["dev.jsonl", sharedPath("data/language/dev.jsonl"), 0.97],
  ];
  for (const [name, path, floor] of files) {
    if (path === undefined) {
      console.log(`skipped: ${name} (the shared data is not there)`);
      continue;
    }
    const rows = readRows(path);
    test.each(["fi", "en"] as const)(`${name} in %s is at least ${floor} for each slot`, (language) => {
      const own = rows.filter((row) => row.language === language).map(read);
      const figures = SLOTS.map((slot) => ({ slot, ...measure(own, slot) }));
      console.log(
        [
          `${name} ${language}:`,
          ...figures.map(({ slot, f1, asked }) => `${slot} ${f1.toFixed(3)} (${asked})`),
        ].join(" "),
      );
      const low = figures.filter(({ f1 }) => f1 < floor);
      expect(low.map(({ slot, f1, wrong }) => ({ slot, f1, wrong }))).toEqual([]);
    });
  }
});
