/** Reads the sets that lie beside the checkout on machines that have them: messages with their meaning, and sentences. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "../src/root.ts";
import type { SlotsJson } from "../src/understanding/slots-json.ts";
import type { Intent, Language } from "../src/understanding/understood.ts";

const FOLDER = join(process.env.KUTSU_SHARED ?? rootPath("..", "shared"), "data", "language");
/** When the messages were said. */
export const DEV_NOW = "2026-11-18T10:00:00+02:00";

/** A message and what it means. */
export interface DevRow {
  readonly id: string;
  readonly language: Language;
  readonly text: string;
  readonly intent: Intent;
  readonly slots: SlotsJson;
}

/** Reads the messages; none where they are absent. */
export function devRows(): readonly DevRow[] {
  const path = join(FOLDER, "dev.jsonl");
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as DevRow);
}

const CODES = { fi: "fin_Latn", en: "eng_Latn", sv: "swe_Latn" } as const;
/** The languages of the sentences. */
export type SentenceLanguage = keyof typeof CODES;

/** Reads the sentences of a language by their number, which is the same for their twins; none where they are absent. */
export function sentences(language: SentenceLanguage): ReadonlyMap<string, string> {
  const paths = ["train", "dev"].map((part) => join(FOLDER, "sib200", CODES[language], `${part}.tsv`));
  const rows = paths
    .filter(existsSync)
    .flatMap((path) => readFileSync(path, "utf8").trim().split("\n").slice(1));
  return new Map(rows.map((row) => row.split("\t")).map(([id = "", , text = ""]) => [id, text]));
}

/** Gives the path of the open answers that someone sorted into themes; undefined where they are absent. */
export function sortedAnswersPath(): string | undefined {
  const path = join(FOLDER, "dev-feedback.csv");
  return existsSync(path) ? path : undefined;
}
