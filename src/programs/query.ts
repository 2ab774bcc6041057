/**
 * What a patron's topics ask of a text: each topic is a row of units, and a unit is met by any of its terms, best
 * by the whole word, less by the telling part of a compound, least by a translation.
 */

import { TOPICS_FI } from "../understanding/topic-words.ts";
import type { Language } from "../understanding/understood.ts";
import { FORMS, NOISY_STEMS } from "./concepts.ts";
import { languageMeant } from "./language-study.ts";
import {
  gatherings,
  hasFormHead,
  type Lexicon,
  type NamedConcept,
  topicParts,
  type Word,
} from "./lexicon.ts";

/** One thing a topic asks for. */
export interface Unit {
  /** Base forms and concepts (`#name`). */
  readonly whole: readonly string[];
  /** Parts that are the whole topic of a compound: the shakki of shakkikerho. */
  readonly parts: readonly string[];
  /** The concepts that these parts name. */
  readonly partConcepts: readonly string[];
  /** The last part of a compound, which is the topic only in a wider sense: the jumppa of vesijumppa. */
  readonly near: readonly string[];
  /** Every part of a compound, by its terms: what is about all of them is about the whole. */
  readonly all: readonly (readonly string[])[];
  /** What the last part of a compound tells, when it is a mere form, and the first part otherwise: both only lift. */
  readonly beside: readonly string[];
  /** The words of a name, each by its terms. */
  readonly named: readonly (readonly string[])[];
  /** Other readings of the same letters: muisti may be a verb. */
  readonly guesses: readonly string[];
  /** The same in translation: kirjakerho is book and club. Empty where a part has none. */
  readonly allPivot: readonly TranslatedPart[];
  /** English stems that carry the meaning, as terms. */
  readonly pivot: readonly string[];
  /** These are of a telling part only: the cat of kissakerho. */
  readonly isPartPivot: boolean;
  /** For what may be misspelt, as typed and without its ending; absent where the word is known. */
  readonly typed?: { readonly word: string; readonly stem: string };
  /** Tells the form of a program only ("kurssi", "club"): it never decides alone beside a real topic. */
  readonly isForm: boolean;
  /** It names a kind of program as a whole, as satutunti does: its parts alone are another thing. */
  readonly isNamed: boolean;
}

/** A part of a compound in translation. */
export interface TranslatedPart {
  readonly stems: readonly string[];
  /** It is a mere form: the tunti of satutunti. */
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
      return [unitOf(word, { concepts, language, lexicon, isAlone: words.length === 1 })];
    });
    const all = long.length === 0 ? units : [nameUnit(long, words), ...units];
    return all.length === 0 ? [] : [{ topic, units: all }];
  });
}

function termUnit(terms: readonly string[]): Unit {
  return {
    whole: [...new Set(terms)],
    parts: [],
    partConcepts: [],
    near: [],
    all: [],
    allPivot: [],
    beside: [],
    named: [],
    guesses: [],
    pivot: [],
    isPartPivot: false,
    isForm: false,
    isNamed: true,
  };
}

/** A name of several words is met by its concept, and better by all of its words. */
function nameUnit(names: readonly NamedConcept[], words: readonly Word[]): Unit {
  const at = names.reduce<readonly number[]>(
    (longest, name) => (name.at.length > longest.length ? name.at : longest),
    [],
  );
  return {
    ...termUnit(names.map(({ concept }) => conceptTerm(concept))),
    named: at
      .flatMap((index) => words[index] ?? [])
      .map(({ surface, bases }) => [...new Set([surface, ...bases])]),
  };
}

/** Gives the term of programs where a language is learnt or practised. */
export function studyTerm(code: string): string {
  return conceptTerm(`language:${code}`);
}

/** Gives the term a concept has in the index. */
export function conceptTerm(concept: string): string {
  return `#${concept}`;
}

/** Gives the term an English stem has in the index: apart from the words of texts. */
export function pivotTerm(stem: string): string {
  return `~${stem}`;
}

function unitOf(
  word: Word,
  {
    concepts,
    language,
    lexicon,
    isAlone,
  }: { concepts: readonly string[]; language: Language; lexicon: Lexicon; isAlone: boolean },
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
  const conceptTerms = concepted.map(conceptTerm);
  // A last part that is nothing programs are about is no topic: pankkikortti is no kortti.
  const isKnownHead = concepted.length > 0 || carriers.some((part) => TOPICS_FI.has(part));
  const isForm = word.bases.some((base) => FORMS.has(base)) || FORMS.has(word.surface);
  const guesses = word.bases.includes(word.surface) ? word.bases.filter((base) => base !== word.surface) : [];
  const bases = word.bases.filter((base) => !guesses.includes(base));
  const first = word.parts[0] ?? "";
  const head = word.parts.at(-1) ?? "";
  const isTopic = TOPICS_FI.has(first) || lexicon.partsNamed([first]).length > 0;
  const allPivot = word.parts.map((part) => ({
    stems: pivotOf([part])
      .filter((stem) => !NOISY_STEMS.has(stem))
      .map(pivotTerm),
    isForm: FORMS.has(part),
  }));
  // The stem of a misspelt word may be that of another.
  const isUnknown =
    !isForm && word.parts.length === 0 && concepts.length === 0 && !lexicon.isWord(word.surface);
  return {
    whole: [...new Set([word.surface, ...bases, ...concepts.map(conceptTerm), ...gatherings(word)])],
    ...(hasFormHead(word)
      ? { parts: carriers, partConcepts: conceptTerms, near: [] }
      : {
          parts: [],
          partConcepts: [],
          near: [...(isKnownHead ? [...carriers, ...conceptTerms] : []), ...(isTopic ? [first] : [])],
        }),
    all: word.parts.map((part) => [part, ...lexicon.partsNamed([part]).map(conceptTerm)]),
    beside: hasFormHead(word)
      ? [head, ...lexicon.partsNamed([head]).map(conceptTerm)]
      : word.parts.slice(0, 1),
    allPivot: allPivot.every(({ stems }) => stems.length > 0) ? allPivot : [],
    named: [],
    guesses,
    pivot: pivot
      .filter((stem) => !isUnknown || stem !== word.surface)
      // Beside another word "old" tells one photograph from another; alone it is found everywhere.
      .filter((stem) => (!isAlone || !NOISY_STEMS.has(stem)) && (isForm || !FORMS.has(stem)))
      .map(pivotTerm),
    ...(isUnknown && { typed: { word: word.surface, stem: word.bases[0] ?? word.surface } }),
    isPartPivot: own.length === 0 && ofCarriers.size > 0,
    isForm,
    isNamed: concepts.length > 0,
  };
}
