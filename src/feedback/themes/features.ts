/**
 * Turns a text into what themes compare: base forms, the English stems that both languages share, and the fields its words lie in.
 * A feature is a name with a weight; what a text says is read here, what it means for a theme is not.
 */

import type { LanguageDetector } from "../../understanding/detect-language.ts";
import { englishStem } from "../../understanding/dictionary.ts";
import type { Understanding } from "../../understanding/understanding.ts";
import type { Language } from "../../understanding/understood.ts";
import { WISHING_WORDS } from "./request-words.ts";
import { type Vector, vectorOf } from "./vectors.ts";
import { WORD_CONCEPTS } from "./word-fields.ts";

/** What features are read with. */
export interface FeatureParts {
  readonly terms: Understanding["terms"];
  readonly detector: Pick<LanguageDetector, "detect">;
}

/** A text as themes see it. */
export interface ReadText {
  readonly language: Language;
  /** Features by their numbers, and how much the text has of each. */
  readonly features: Vector;
}

/** How much each kind of feature weighs beside the others: most what both languages share. */
const WEIGHTS = { word: 0.25, part: 0.18, pivot: 1, concept: 1.5, field: 3 } as const;
/** Each further sense of a word in the dictionary is so much less likely than the one before. */
const NEXT_SENSE = 0.7;
/** Senses of a word by which it may be a name of a concept, and how much such a name counts beside one of the table. */
const MEANINGS = 2;
const LIKELY = 0.5;
/** Words read of one text: what is longer says nothing new. */
const WORDS_READ = 400;
const CHARACTERS_READ = 8_000;
const WORD_CHARACTERS = 60;
/** Different words remembered; a file of a hundred thousand answers has fewer. */
const WORDS_REMEMBERED = 200_000;

const WORD = /[\p{L}\p{N}]+(?:[-'&.][\p{L}\p{N}]+)*/gu;

interface Word {
  /** Those of the keys that stand for the whole word, and not for a part or another reading of it. */
  readonly own: readonly string[];
  /** The word as written, its base forms and, in English, its stem: any of them may be a name of a concept. */
  readonly keys: readonly string[];
  readonly features: readonly (readonly [number, number])[];
  /** What it may mean in English, likeliest first; of a compound nothing. */
  readonly meanings: readonly string[];
}

const NOTHING: Word = { own: [], keys: [], features: [], meanings: [] };

interface Name {
  readonly features: readonly (readonly [number, number])[];
  /** Of each word of the name, the keys of which one must be among those of the word in the text. */
  readonly rest: readonly (readonly string[])[];
}

/** Reads texts, and numbers the features it meets. */
export class FeatureReader {
  readonly #parts: FeatureParts;
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #words = new Map<string, Word>();
  readonly #concepts: Readonly<Record<Language, Map<string, Name[]>>> = { fi: new Map(), en: new Map() };
  /** English stem -> the concepts that a word of this meaning is a name of, in either language. */
  readonly #meant = new Map<string, Map<number, Name["features"]>>();

  constructor(parts: FeatureParts) {
    this.#parts = parts;
    for (const { concept, field, names } of WORD_CONCEPTS) {
      const features = [
        [this.#number(`concept ${concept}`), WEIGHTS.concept],
        [this.#number(`field ${field}`), WEIGHTS.field],
      ] as const;
      for (const language of ["fi", "en"] as const)
        for (const name of names[language]) this.#addName(name, language, features);
    }
  }

  /** Gives the word that a feature is the base form of, and its language; undefined for any other feature. */
  wordOf(feature: number): { readonly word: string; readonly language: Language } | undefined {
    const [kind, word = ""] = (this.#names[feature] ?? "").split(" ", 2);
    return kind === "fi" || kind === "en" ? { word, language: kind } : undefined;
  }

  /** Reads a text. Its language is detected unless told; what is in neither is read as Finnish, as most answers are. */
  read(text: string, language?: Language): ReadText {
    const cut = text.slice(0, CHARACTERS_READ);
    const spoken = language ?? (this.#parts.detector.detect(cut) === "en" ? "en" : "fi");
    const words = this.#split(cut, spoken);
    const features = new Map<number, number>();
    const add = ([feature, weight]: readonly [number, number]) =>
      features.set(feature, (features.get(feature) ?? 0) + weight);
    words.forEach((word, at) => {
      word.features.forEach(add);
      const names = this.#namesAt(words, at, spoken);
      for (const name of names) name.features.forEach(add);
      if (names.size === 0) this.#byMeaning(word).forEach(add);
    });
    return { language: spoken, features: vectorOf(features) };
  }

  #split(text: string, language: Language): readonly Word[] {
    const surfaces = (text.toLowerCase().match(WORD) ?? []).slice(0, WORDS_READ);
    return surfaces.map((surface) => this.#word(surface.slice(0, WORD_CHARACTERS), language));
  }

  #namesAt(words: readonly Word[], at: number, language: Language): ReadonlySet<Name> {
    const found = new Map<number, Name>();
    for (const key of words[at]?.keys ?? []) {
      for (const name of this.#concepts[language].get(key) ?? []) {
        const isMet = name.rest.every((keys, offset) =>
          words[at + 1 + offset]?.keys.some((one) => keys.includes(one)),
        );
        const concept = name.features[0]?.[0] ?? 0;
        if (isMet) found.set(concept, name);
      }
    }
    return new Set(found.values());
  }

  /** What is no name of a concept may mean the same as one: a dictionary knows more words than the table. */
  #byMeaning({ meanings }: Word): readonly (readonly [number, number])[] {
    for (const meaning of meanings) {
      const concepts = [...(this.#meant.get(meaning)?.values() ?? [])];
      if (concepts.length === 0) continue;
      const share = LIKELY / concepts.length;
      return concepts.flatMap((features) =>
        features.map(([feature, weight]) => [feature, weight * share] as const),
      );
    }
    return [];
  }

  #addName(name: string, language: Language, features: Name["features"]): void {
    const words = this.#split(name, language);
    const [first, ...rest] = words.map(({ own }) => own);
    const [concept] = features[0] ?? [0];
    for (const meaning of rest.length === 0 ? (words[0]?.meanings ?? []) : []) {
      const known = this.#meant.get(meaning) ?? new Map<number, Name["features"]>();
      this.#meant.set(meaning, known.set(concept, features));
    }
    const concepts = this.#concepts[language];
    // Of a name, the word as written and its first base form: a part of it alone is no name.
    for (const key of first ?? []) {
      const known = concepts.get(key) ?? [];
      known.push({ features, rest });
      concepts.set(key, known);
    }
  }

  #word(surface: string, language: Language): Word {
    const key = `${language}${surface}`;
    let word = this.#words.get(key);
    if (word === undefined) {
      if (this.#words.size >= WORDS_REMEMBERED) this.#words.clear();
      word = this.#readWord(surface, language);
      this.#words.set(key, word);
    }
    return word;
  }

  #readWord(surface: string, language: Language): Word {
    const { words, pivot } = this.#parts.terms(surface, language);
    const [base = surface] = words;
    if (WISHING_WORDS.has(surface) || WISHING_WORDS.has(base)) return NOTHING;
    const stem = language === "en" ? [englishStem(surface)] : [];
    const keys = new Set([surface, ...words, ...stem]);
    const own = new Set([surface, ...words.slice(0, 1), ...stem]);
    const bases = words.map((word, index) =>
      index === 0
        ? ([this.#number(`${language} ${word}`), WEIGHTS.word] as const)
        : ([this.#number(`part ${word}`), WEIGHTS.part] as const),
    );
    // Without a dictionary English words still have their stems: they meet each other, if not the Finnish ones.
    const stems = pivot.length > 0 || language === "fi" ? pivot : words.map(englishStem);
    const pivots = stems.map(
      (stem, index) => [this.#number(`pivot ${stem}`), WEIGHTS.pivot * NEXT_SENSE ** index] as const,
    );
    const meanings = words.length > 1 ? [] : stems.slice(0, MEANINGS);
    return { own: [...own], keys: [...keys], features: [...bases, ...pivots], meanings };
  }

  #number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      this.#numbers.set(name, number);
      this.#names.push(name);
    }
    return number;
  }
}
