/** The words that feedback is found by: base forms, and the English stems that both languages share. */
import type { Terms } from "../understanding/understanding.ts";
import type { Language } from "../understanding/understood.ts";

/** Reads the words of a text. */
export type ReadTerms = (text: string, language?: Language) => Terms;

/** Part of a text, and whether it is what was looked for. */
export interface Marked {
  readonly text: string;
  readonly isHit: boolean;
}

/** Tells a stem from a word that is written like it. */
const STEM = "~";
const WORD = /[\p{L}\p{N}]+(?:[-'&’][\p{L}\p{N}]+)*/gu;
const MOST_WORDS = 20;

/** Gives the terms that a text is found by. */
export function termsOfText(text: string, language: Language, terms: ReadTerms): readonly string[] {
  const { words, pivot } = terms(text, language);
  return [...words, ...pivot.map((stem) => STEM + stem)];
}

/**
 * Gives, for each word of what is looked for, the terms that stand for it. A compound stands for itself, not for its parts: who looks
 * for story time does not look for every hour. Words that say nothing are left out.
 */
export function groupsOf(typed: string, terms: ReadTerms): readonly (readonly string[])[] {
  const words = (typed.normalize("NFC").match(WORD) ?? []).slice(0, MOST_WORDS);
  return words.flatMap((word) => {
    const group = groupOf(word.toLowerCase(), terms);
    return group.length > 0 ? [group] : [];
  });
}

function groupOf(word: string, terms: ReadTerms): readonly string[] {
  const { words, pivot } = terms(word);
  const [whole, ...others] = words;
  if (whole === undefined) return [];
  const parts = others.filter((other) => whole.includes(other));
  const wholes = [whole, ...others.filter((other) => !parts.includes(other))];
  const stems = parts.length === 0 || pivot.length === 1 ? pivot.map((stem) => STEM + stem) : [];
  // As it is typed, too: it may be the beginning of a word.
  return [...new Set([...wholes, word, ...stems])];
}

/** Marks in a text the words that were found. */
export function markWords(
  text: string,
  groups: readonly (readonly string[])[],
  { language, terms }: { readonly language: Language; readonly terms: ReadTerms },
): readonly Marked[] {
  if (groups.length === 0) return [{ text, isHit: false }];
  const wanted = new Set(groups.flat());
  const marked: Marked[] = [];
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    if (!termsOfText(match[0], language, terms).some((term) => wanted.has(term))) continue;
    marked.push({ text: text.slice(from, match.index), isHit: false }, { text: match[0], isHit: true });
    from = match.index + match[0].length;
  }
  return [...marked, { text: text.slice(from), isHit: false }].filter((part) => part.text !== "");
}
