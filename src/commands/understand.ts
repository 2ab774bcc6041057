import { createInterface } from "node:readline";
import type { Config } from "../config.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";
import { createMorphology } from "../understanding/morphology.ts";
import { createRedactor } from "../understanding/redact.ts";
import { slotsJson } from "../understanding/slots-json.ts";
import { createUnderstanding } from "../understanding/understand.ts";

/** Prints what each line of stdin means, one JSON object a line. */
export async function understandLines(config: Config, { now }: { readonly now?: string }): Promise<void> {
  const understanding = await createUnderstanding({ timeZone: config.timeZone, files: loadLanguageFiles() });
  for await (const line of createInterface({ input: process.stdin })) {
    const { text, language, intent, confidence, slots } = understanding.understand(line, {
      now: now ?? new Date().toISOString(),
    });
    const told = {
      text,
      language: language ?? null,
      intent,
      confidence,
      slots: intent === "recommend" ? slotsJson(slots) : {},
    };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
}

/** Prints each line of stdin with personal data masked, one JSON object a line. */
export async function redactLines(config: Config): Promise<void> {
  const redactor = createRedactor({
    cardPattern: config.cardPattern,
    morphology: createMorphology(loadLanguageFiles()),
  });
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify({ text: line, ...redactor.redact(line) })}\n`);
  }
}
