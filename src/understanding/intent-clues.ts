/** Why an intent was told: the features of a text that spoke most for it, in words. */
import { eachFeature, type FeatureParts, placeOf, type Reading } from "./intent-features.ts";
import type { IntentModel } from "./intent-model.ts";
import type { Intent } from "./understood.ts";

/** What spoke for one intent rather than for the next. */
export interface IntentClue {
  /** Such as `word "satutunti"` or `a place`. */
  readonly clue: string;
  readonly weight: number;
}

const SHOWN = 6;

/** The kinds of feature, by the first word of their names; runs of characters say little by themselves. */
const KINDS: Readonly<Record<string, (rest: string) => string | undefined>> = {
  w: (word) => `word "${word}"`,
  b: (base) => `base form "${base}"`,
  p: (pair) => clueOfPair(pair, "words"),
  q: (pair) => clueOfPair(pair, "base forms"),
  slot: (slot) => SLOTS[slot],
  past: () => "it is over",
  excludes: () => "something unwanted",
  topic: (kind) => (kind === "known" ? "a topic that programs are about" : "a topic"),
};

const SLOTS: Readonly<Record<string, string>> = {
  when: "a time",
  weekdays: "a weekday",
  partOfDay: "a part of the day",
  after: "a clock time",
  before: "a clock time",
  place: "a place",
  online: "online",
  age: "an age",
  audience: "whom it is for",
  free: "a price",
  eventLanguage: "the language of a program",
};

/** "<" stands for the beginning, ">" for the end. */
function clueOfPair(pair: string, kind: string): string | undefined {
  if (pair === "< >") return undefined;
  if (pair.startsWith("< ")) return `it begins with "${pair.slice(2)}"`;
  return pair.endsWith(" >") ? `it ends with "${pair.slice(0, -2)}"` : `${kind} "${pair}"`;
}

/** Finds the features that spoke most for an intent and less for the next likely one, strongest first. */
export function cluesFor(
  reading: Reading,
  { parts, model, intent, next }: ClueOptions,
): readonly IntentClue[] {
  const weights = new Map<string, number>();
  eachFeature(reading, parts, (name) => {
    const at = name.indexOf(" ");
    const clue = KINDS[at < 0 ? name : name.slice(0, at)]?.(at < 0 ? "" : name.slice(at + 1));
    const place = placeOf(name);
    const weight = model.weight(place, intent) - model.weight(place, next);
    if (clue !== undefined) weights.set(clue, Math.max(weight, weights.get(clue) ?? weight));
  });
  return [...weights]
    .map(([clue, weight]) => ({ clue, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, SHOWN);
}

interface ClueOptions {
  readonly parts: FeatureParts;
  readonly model: IntentModel;
  readonly intent: Intent;
  /** What it is held against. */
  readonly next: Intent;
}
