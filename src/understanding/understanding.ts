/**
 * The interface of understanding: pure, in process, synchronous. What is not understood is said so; nothing is guessed silently.
 */
import type { Language, Understood } from "./understood.ts";

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

export interface Understanding {
  understand(text: string, context: TextContext): Understood;
  /** Absent `language`: it is detected. */
  terms(text: string, language?: Language | "sv"): Terms;
  /** Tells whether a lower-case word is in a dictionary of either language: what is none may be misspelt. */
  isWord(word: string): boolean;
}
