import { createInterface } from "node:readline";
import type { Config } from "../config.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";
import { createMorphology } from "../understanding/morphology.ts";
import { createRedactor } from "../understanding/redact.ts";
import { slotsJson } from "../understanding/slots-json.ts";
import { createUnderstanding } from "../understanding/understand.ts";
import type { Explanation } from "../understanding/understanding.ts";
import type { Understood } from "../understanding/understood.ts";

/**
 * Prints what each line of stdin means, one JSON object a line; with `explain` how it came to it too, in words or, with
 * `json`, as an object a line.
 */
export async function understandLines(
  config: Config,
  { now, explain, json }: { readonly now?: string; readonly explain?: true; readonly json?: true },
): Promise<void> {
  const understanding = await createUnderstanding({ timeZone: config.timeZone, files: loadLanguageFiles() });
  for await (const line of createInterface({ input: process.stdin })) {
    const context = { now: now ?? new Date().toISOString() };
    const explanation = explain && understanding.explain(line, context);
    const told =
      explanation === undefined
        ? JSON.stringify(meaningOf(understanding.understand(line, context)))
        : json
          ? JSON.stringify(explanationJson(explanation))
          : inWords(explanation);
    process.stdout.write(`${told}\n`);
  }
}

/** The same keys as without `explain`; what was read is told for every intent. */
function explanationJson(explanation: Explanation) {
  const { understood, language, told, intents, clues } = explanation;
  return {
    ...meaningOf(understood),
    slots: slotsJson(understood.slots),
    explanation: { language, bases: finnishBases(explanation), told, intents, clues },
  };
}

/** The base forms are read as Finnish: those of a word that is English are none. */
function finnishBases({ understood, language, bases }: Explanation): Explanation["bases"] {
  const weights = new Map(language.map(({ word, weight }) => [word, weight]));
  const least = understood.language === "en" ? TELLING : 0;
  return bases.filter(({ word }) => (weights.get(word) ?? 0) >= least);
}

function meaningOf({ text, language, intent, confidence, slots }: Understood) {
  return {
    ...{ text, language: language ?? null, intent, confidence },
    slots: intent === "recommend" ? slotsJson(slots) : {},
  };
}

/** Words whose weight is nearer to none say nothing about the language. */
const TELLING = 0.5;

function inWords(explanation: Explanation): string {
  const { understood, language, told, intents, clues } = explanation;
  const speaking = (sign: 1 | -1) =>
    language.filter(({ weight }) => weight * sign >= TELLING).map(({ word }) => word);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["language", [understood.language ?? "no evidence"]],
    ["  Finnish", speaking(1)],
    ["  English", speaking(-1)],
    ["base forms", finnishBases(explanation).map((word) => `${word.word} → ${word.bases.join(" or ")}`)],
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
