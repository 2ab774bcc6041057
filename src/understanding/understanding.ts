/**
 * The interface of understanding: pure, in process, synchronous. What is not understood is said so; nothing is guessed silently.
 */
import type { IntentClue } from "./intent-clues.ts";
import type { Intent, Language, Understood } from "./understood.ts";

/** Words of a text as search compares them. */
export interface Terms {
  /** Lower-case base forms and, for a compound, its parts, in order: satutunnille -> satutunti, satu, tunti. */
  readonly words: readonly string[];
  /** English stems of the same words: what Finnish and English texts share. Empty without the dictionaries. */
  readonly pivot: readonly string[];
}

/** What a text is understood against. */
export interface TextContext {
  /** ISO 8601 instant. */
  readonly now: string;
  /** The language of the conversation so far, kept when the text gives no clear evidence of another. */
  readonly language?: Language;
}

/** How a text came to be understood as it was. */
export interface Explanation {
  readonly understood: Understood;
  /** How much each word speaks for Finnish or, below 0, for English. */
  readonly language: readonly { readonly word: string; readonly weight: number }[];
  /** Base forms of the words that are not the base form themselves, likeliest first. */
  readonly bases: readonly { readonly word: string; readonly bases: readonly string[] }[];
  /** The words of the text that told when, where, for whom, or how. */
  readonly told: readonly { readonly what: Told; readonly words: readonly string[] }[];
  /** The likeliest intents. */
  readonly intents: readonly { readonly intent: Intent; readonly probability: number }[];
  /** What spoke most for the first of them. */
  readonly clues: readonly IntentClue[];
}

/** What words of a text tell. */
export type Told = "time" | "place" | "audience" | "terms" | "excluded";

export interface Understanding {
  understand(text: string, context: TextContext): Understood;
  /** Absent `language`: it is detected. */
  terms(text: string, language?: Language | "sv"): Terms;
  /** Tells whether a lower-case word is in a dictionary of either language: what is none may be misspelt. */
  isWord(word: string): boolean;
}
