/**
 * Finds what a wish is about: the topics that were understood, or else the words of the text that are no mere request.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { REQUEST_WORDS } from "./concepts.ts";
import type { Lexicon } from "./lexicon.ts";

/** What to look for in texts. */
export interface WantedTopics {
  /** A program must be about one of these. */
  readonly required: readonly string[];
  /** These only lift a program. */
  readonly helpful: readonly string[];
}

/**
 * Takes the topics of a wish. Words that were not understood as a topic decide only when nothing else was
 * understood either; beside other slots they may be anything, so they only help.
 */
export function wantedTopics({ text, slots, language }: ProgramWish, lexicon: Lexicon): WantedTopics {
  if (slots.topic !== undefined && slots.topic.length > 0) return { required: slots.topic, helpful: [] };
  const words = lexicon.words(text.slice(0, 500), language).slice(0, 40);
  const telling = words.filter(
    ({ surface, bases }) => ![surface, ...bases].some((word) => REQUEST_WORDS.has(word)),
  );
  if (telling.length === 0) return { required: [], helpful: [] };
  const rest = [telling.map(({ surface }) => surface).join(" ")];
  return Object.keys(slots).length === 0 ? { required: rest, helpful: [] } : { required: [], helpful: rest };
}
