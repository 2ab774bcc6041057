/**
 * Intents by our classifier and by nlp.js, both trained anew without the messages they are measured on: the model that comes
 * with Kutsu has seen them, so that its own figure on them says nothing.
 */
import { createIntentTeller } from "../src/understanding/intent.ts";
import { featuresOf } from "../src/understanding/intent-features.ts";
import { createIntentModel } from "../src/understanding/intent-model.ts";
import type { Intent, Language } from "../src/understanding/understood.ts";
import { type IntentExample, readIntentExamples } from "./intent-examples.ts";
import { createReader } from "./intent-readings.ts";
import { trainWeights } from "./intent-training.ts";
import { DEV_NOW, type DevRow } from "./outside-data.ts";
import { findPeer } from "./peers.ts";

/** The shares of messages that were told right, and wrong though sure. */
export interface IntentShares {
  readonly right: number;
  readonly sure: number;
}
export type IntentFigures = Partial<Record<Language, IntentShares>>;

/** Gives the example messages that are none of the rows. */
export function examplesBut(rows: readonly DevRow[]): readonly IntentExample[] {
  const said = new Set(rows.map(({ text }) => plain(text)));
  return readIntentExamples().filter(({ text }) => !said.has(plain(text)));
}

/** Gives the rows that no example message says. */
export function withoutExamples(rows: readonly DevRow[]): readonly DevRow[] {
  const said = new Set(readIntentExamples().map(({ text }) => plain(text)));
  return rows.filter(({ text }) => !said.has(plain(text)));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Tells how our classifier does when it is trained with the examples only. */
export async function ownFigures(
  rows: readonly DevRow[],
  { examples, sureFrom }: { readonly examples: readonly IntentExample[]; readonly sureFrom: number },
): Promise<IntentFigures> {
  const { parts, readingOf } = await createReader(DEV_NOW);
  const weights = trainWeights(
    examples.map(({ text, intent }) => ({ features: featuresOf(readingOf(text), parts), intent })),
  );
  const tell = createIntentTeller(parts, createIntentModel(weights));
  return sharesOf(
    rows.map((row) => ({ row, found: tell(readingOf(row.text)) })),
    sureFrom,
  );
}

function sharesOf(
  told: readonly {
    readonly row: DevRow;
    readonly found: { readonly intent: Intent; readonly confidence: number };
  }[],
  sureFrom: number,
): IntentFigures {
  const figures: Partial<Record<Language, IntentShares>> = {};
  for (const language of ["fi", "en"] as const) {
    const own = told.filter(({ row }) => row.language === language);
    const wrong = own.filter(({ row, found }) => row.intent !== found.intent);
    const sure = wrong.filter(({ found }) => found.confidence >= sureFrom);
    figures[language] = { right: 1 - wrong.length / own.length, sure: sure.length / own.length };
  }
  return figures;
}

interface NlpJs {
  settings: { autoSave: boolean; log: boolean; forceNER: boolean };
  addLanguage(language: string): void;
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ intent: Intent | "None"; score: number }>;
}
interface Container {
  use(plugin: unknown): void;
  get(name: "nlp"): NlpJs;
}

/** Tells how nlp.js does when it is trained with the examples. Undefined where it is absent. */
export async function nlpJsFigures(
  rows: readonly DevRow[],
  { examples, sureFrom }: { readonly examples: readonly IntentExample[]; readonly sureFrom: number },
): Promise<IntentFigures | undefined> {
  const core = await findPeer<{ containerBootstrap(): Promise<Container> }>("@nlpjs/core");
  const nlp = await findPeer<{ Nlp: unknown }>("@nlpjs/nlp");
  const fi = await findPeer<{ LangFi: unknown }>("@nlpjs/lang-fi");
  const en = await findPeer<{ LangEn: unknown }>("@nlpjs/lang-en");
  if (core === undefined || nlp === undefined || fi === undefined || en === undefined) return undefined;
  const told = [];
  for (const language of ["fi", "en"] as const) {
    const container = await core.containerBootstrap();
    for (const plugin of [nlp.Nlp, fi.LangFi, en.LangEn]) container.use(plugin);
    const manager = container.get("nlp");
    Object.assign(manager.settings, { autoSave: false, forceNER: false });
    manager.addLanguage(language);
    for (const example of examples) {
      if (example.language === language) manager.addDocument(language, example.text, example.intent);
    }
    await quietly(() => manager.train());
    for (const row of rows.filter((one) => one.language === language)) {
      const { intent, score } = await manager.process(language, row.text);
      told.push({ row, found: { intent: intent === "None" ? "other" : intent, confidence: score } });
    }
  }
  return sharesOf(told, sureFrom);
}

/** It tells every round of its training, whatever its settings. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log, warn } = console;
  console.log = () => undefined;
  console.warn = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
    console.warn = warn;
  }
}
