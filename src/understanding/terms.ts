/**
 * Turns a text into the words that search, themes and intents compare: base forms, parts of compounds, and the
 * English stems that both languages share.
 */
import type { LanguageDetector } from "./detect-language.ts";
import { type Dictionary, englishStem } from "./dictionary.ts";
import type { Morphology } from "./morphology.ts";
import type { Terms, Understanding } from "./understanding.ts";

/** Builds the `terms` of {@link Understanding}. Texts of any length are read up to a limit. */
export function createTerms(parts: {
  readonly morphology: Morphology;
  readonly dictionary: Dictionary;
  readonly detector: LanguageDetector;
}): Understanding["terms"] {
  return (text, _language): Terms => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return { words: words.flatMap((word) => parts.morphology.bases(word)), pivot: words.map(englishStem) };
  };
}
