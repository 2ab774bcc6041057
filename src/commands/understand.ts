import { createInterface } from "node:readline";
import type { Config } from "../config.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";
import { createMorphology } from "../understanding/morphology.ts";
import { createRedactor } from "../understanding/redact.ts";
import { slotsJson } from "../understanding/slots-json.ts";
import { createUnderstanding } from "../understanding/understand.ts";
import type { Explanation } from "../understanding/understanding.ts";
import type { Understood } from "../understanding/understood.ts";

/** Prints what each line of stdin means, one JSON object a line; with `explain` in words, and how it came to it. */
export async function understandLines(
  config: Config,
  { now, explain }: { readonly now?: string; readonly explain?: true },
): Promise<void> {
  const understanding = await createUnderstanding({ timeZone: config.timeZone, files: loadLanguageFiles() });
  for await (const line of createInterface({ input: process.stdin })) {
    const context = { now: now ?? new Date().toISOString() };
    const told = explain
      ? inWords(understanding.explain(line, context))
      : JSON.stringify(meaningOf(understanding.understand(line, context)));
    process.stdout.write(`${told}\n`);
  }
}

function meaningOf({ text, language, intent, confidence, slots }: Understood) {
  return {
    ...{ text, language: language ?? null, intent, confidence },
    slots: intent === "recommend" ? slotsJson(slots) : {},
  };
}

/** Words whose weight is nearer to none say nothing about the language. */
const TELLING = 0.5;

function inWords({ understood, language, bases, told, intents, clues }: Explanation): string {
  const speaking = (sign: 1 | -1) =>
    language.filter(({ weight }) => weight * sign >= TELLING).map(({ word }) => word);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["language", [understood.language ?? "no evidence"]],
    ["  Finnish", speaking(1)],
    ["  English", speaking(-1)],
    ["base forms", bases.map((word) => `${word.word} → ${word.bases.join(" or ")}`)],
    ...told.map(({ what, words }) => [what, words.map((word) => `"${word}"`)] as const),
    ["slots", Object.entries(slotsJson(understood.slots)).map(([slot, value]) => `${slot} ${shown(value)}`)],
    ["intent", [`${understood.intent} ${understood.confidence}`]],
    ["  likeliest", intents.map(({ intent, probability }) => `${intent} ${probability.toFixed(2)}`)],
    ["  because of", clues.map(({ clue, weight }) => `${clue} +${weight.toFixed(1)}`)],
  ];
  const shownRows = rows.filter(([, values]) => values.length > 0);
  return [
    understood.text,
    ...shownRows.map(([name, values]) => `  ${name.padEnd(14)}${values.join(", ")}`),
    "",
  ].join("\n");
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(" + ") : String(value);
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
