/** Says in words for the terminal how an answer of `programs find` came about. */
import type { AnswerExplained, ProgramExplained, WordExplained } from "../programs/explain.ts";
import { slotsJson } from "../understanding/slots-json.ts";
import type { Slots, Understood } from "../understanding/understood.ts";

/** Gives the lines above the programs: what was understood, what was looked for, and how many were left. */
export function searchInWords(
  { language, intent, confidence, slots, unwanted: refused = [] }: Understood,
  { topics, helpful, unwanted, steps }: AnswerExplained,
): readonly string[] {
  const inWords = (some: Slots) =>
    Object.entries(slotsJson(some)).map(([slot, value]) => `${slot} ${shown(value)}`);
  const limits = refused.flatMap(({ topic: _topic, ...others }) => inWords(others).join(" and ") || []);
  return [
    row("understood", `${language ?? "no language"}, ${intent} ${confidence}`),
    row("slots", inWords(slots).join(", ")),
    ...topics.flatMap(({ topic, asks }) => [row("topic", `"${topic}"`), ...asks.flatMap(wordInWords)]),
    row("lifted by", helpful.map((words) => `"${words}"`).join(", ")),
    row("not wanted", [...limits, ...unwanted].join(", ")),
    row("left", steps.map(({ step, left }) => `${left} ${step}`).join(" → ")),
  ].filter((line) => line !== "");
}

/** Gives the lines below a program: its score in parts, and the words that matched. */
export function scoreInWords({ score, parts, factors, matched }: ProgramExplained): readonly string[] {
  const sum = Object.entries(parts).flatMap(([name, value]) => (value === 0 ? [] : [`${name} ${value}`]));
  const times = Object.entries(factors).map(([name, value]) => ` × ${name} ${value}`);
  return [
    row(
      "  score",
      `${score} = ${times.length > 0 ? `(${sum.join(" + ")})` : sum.join(" + ")}${times.join("")}`,
    ),
    row(
      "  matched",
      matched.map(({ term, fields }) => `${termInWords(term)} in ${fields.join(" and ")}`).join(", "),
    ),
  ].filter((line) => line !== "");
}

function wordInWords({ words, concepts, parts, translations, isForm }: WordExplained): readonly string[] {
  return [
    row(isForm ? "  form" : "  words", words.join(", ")),
    row("  concepts", concepts.join(", ")),
    row("  parts", parts.join(", ")),
    row("  stems", translations.join(", ")),
  ];
}

function termInWords(term: string): string {
  return term.replace(/^#/, "concept ").replace(/^~/, "translation ");
}

/** A row without anything to say is left out. */
function row(name: string, value: string): string {
  return value === "" ? "" : `  ${name.padEnd(14)}${value}`;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(" + ") : String(value);
}
