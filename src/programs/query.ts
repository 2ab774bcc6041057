/**
 * What a patron's topics ask of a text: each topic is a row of units, and a unit is met by any of its terms, best
 * by the whole word, less by the telling part of a compound, least by a translation.
 */

import { TOPICS_FI } from "../understanding/topic-words.ts";
import type { Language } from "../understanding/understood.ts";
import { FORMS, NOISY_STEMS } from "./concepts.ts";
import { languageMeant } from "./language-study.ts";
import { hasFormHead, type Lexicon, topicParts, type Word } from "./lexicon.ts";

/** One thing a topic asks for. */
export interface Unit {
  /** Base forms and concepts (`#name`). */
  readonly whole: readonly string[];
  /** Parts that are the whole topic of a compound: the shakki of shakkikerho. */
  readonly parts: readonly string[];
  /** The last part of a compound, which is the topic only in a wider sense: the jumppa of vesijumppa. */
  readonly near: readonly string[];
  /** English stems that carry the meaning. */
  readonly pivot: readonly string[];
  /** As typed, for what may be misspelt; absent where the word is known. */
  readonly typed?: string;
  /** Tells the form of a program only ("kurssi", "club"): it never decides alone beside a real topic. */
  readonly isForm: boolean;
}

/** One topic of a wish. */
export interface TopicQuery {
  /** As the patron said it. */
  readonly topic: string;
  readonly units: readonly Unit[];
}

/** Prepares topics for searching; a topic without a word in it is left out. */
export function topicQueries(
  topics: readonly string[],
  language: Language,
  lexicon: Lexicon,
): readonly TopicQuery[] {
  return topics.flatMap((topic) => {
    const studied = languageMeant(topic);
    if (studied !== undefined) return [{ topic, units: [termUnit([studyTerm(studied)])] }];
    const words = lexicon.words(topic, language);
    const named = lexicon.concepts(words);
    // Names of several words ("book club") are one unit: half of a name is another thing.
    const long = named.filter(({ at }) => at.length > 1);
    const taken = new Set(long.flatMap(({ at }) => at));
    const units = words.flatMap((word, index) => {
      if (taken.has(index)) return [];
      const concepts = named.flatMap(({ concept, at }) =>
        at[0] === index && at.length === 1 ? [concept] : [],
      );
      return [unitOf(word, { concepts, language, lexicon })];
    });
    const all =
      long.length === 0 ? units : [termUnit(long.map(({ concept }) => conceptTerm(concept))), ...units];
    return all.length === 0 ? [] : [{ topic, units: all }];
  });
}

function termUnit(terms: readonly string[]): Unit {
  return { whole: [...new Set(terms)], parts: [], near: [], pivot: [], isForm: false };
}

/** Gives the term of programs where a language is learnt or practised. */
export function studyTerm(code: string): string {
  return conceptTerm(`language:${code}`);
}

/** Gives the term a concept has in the index. */
export function conceptTerm(concept: string): string {
  return `#${concept}`;
}

function unitOf(
  word: Word,
  { concepts, language, lexicon }: { concepts: readonly string[]; language: Language; lexicon: Lexicon },
): Unit {
  const carriers = topicParts(word);
  const pivotOf = (parts: readonly string[]) =>
    parts.flatMap((part) => lexicon.words(part, language).flatMap(({ pivot }) => pivot));
  const ofParts = new Set(pivotOf(word.parts));
  // A compound's own translation is sure. Without one, the part before a mere form may stand for it (satutunti: satu),
  // but a last part alone may not: uimahalli is no hall to read in.
  const own = word.pivot.filter((stem) => !ofParts.has(stem));
  const ofCarriers = new Set(carriers.includes(word.parts.at(-1) ?? "") ? [] : pivotOf(carriers));
  // Read alone a part has meanings it has not here ("satu" may be a verb), hence what both have.
  const pivot = own.length > 0 ? own : word.pivot.filter((stem) => ofCarriers.has(stem));
  const concepted = lexicon.partConcepts(word);
  const terms = [...carriers, ...concepted.map(conceptTerm)];
  // A last part that is nothing programs are about is no topic: pankkikortti is no kortti.
  const isKnownHead = concepted.length > 0 || carriers.some((part) => TOPICS_FI.has(part));
  const isForm = word.bases.some((base) => FORMS.has(base)) || FORMS.has(word.surface);
  return {
    whole: [...new Set([word.surface, ...word.bases, ...concepts.map(conceptTerm)])],
    ...(hasFormHead(word) ? { parts: terms, near: [] } : { parts: [], near: isKnownHead ? terms : [] }),
    pivot: pivot.filter((stem) => !NOISY_STEMS.has(stem) && (isForm || !FORMS.has(stem))),
    ...(word.parts.length > 0 || concepts.length > 0 || lexicon.isWord(word.surface)
      ? {}
      : { typed: word.surface }),
    isForm,
  };
}
