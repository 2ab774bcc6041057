/** The messages that the intent classifier is trained on: data/intents/fi.yaml and en.yaml, one list for each intent. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { rootPath } from "../src/root.ts";
import { INTENTS, type Intent, LANGUAGES, type Language } from "../src/understanding/understood.ts";

/** A message and what it means. */
export interface IntentExample {
  readonly language: Language;
  readonly text: string;
  readonly intent: Intent;
}

const fileSchema = z.record(z.enum(INTENTS), z.array(z.string().min(1)));

/** Reads the examples of both languages. Throws when a file is not as described. */
export function readIntentExamples(): readonly IntentExample[] {
  return LANGUAGES.flatMap((language) => {
    const path = rootPath("data", "intents", `${language}.yaml`);
    const { success, data, error } = fileSchema.safeParse(parse(readFileSync(path, "utf8")));
    if (!success) throw new Error(`Cannot read examples "${path}": ${z.prettifyError(error)}`);
    return INTENTS.flatMap((intent) => (data[intent] ?? []).map((text) => ({ language, text, intent })));
  });
}
