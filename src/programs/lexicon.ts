/**
 * Turns texts into what search compares: a word is a group of its base form, the parts of a compound, and the
 * concepts it names alone or with its neighbours. It knows nothing of programs.
 */
import type { Terms, Understanding } from "../understanding/understanding.ts";
import type { Language } from "../understanding/understood.ts";
import { CONCEPTS, EMPTY_HEADS, FORMS, formsLike } from "./concepts.ts";

/** What the texts of programs are written in. */
export type TextLanguage = Language | "sv";

/** The reader of words, as far as search needs it. */
export type TermReader = Pick<Understanding, "terms"> & Partial<Pick<Understanding, "isWord">>;

/** One word of a text. */
export interface Word {
  readonly surface: string;
  /** The base form, and others the form may stand for. */
  readonly bases: readonly string[];
  /** Parts of a compound, in order. */
  readonly parts: readonly string[];
  /** English stems; those of the parts are among them. */
  readonly pivot: readonly string[];
}

/** A concept and where among the words it is named. */
export interface NamedConcept {
  readonly concept: string;
  readonly at: readonly number[];
}

/** Words kept in memory: the vocabulary of some thousand programs. */
const MAX_WORDS = 40_000;
const MAX_WORD_LENGTH = 60;

/** Reads words through an understanding and remembers them. */
export class Lexicon {
  readonly #reader: TermReader;
  readonly #words = new Map<string, Word>();
  /** First base of a concept's name -> the names that begin with it. */
  readonly #names = new Map<string, { readonly concept: string; readonly bases: readonly string[] }[]>();

  constructor(reader: TermReader) {
    this.#reader = reader;
    for (const [concept, names] of Object.entries(CONCEPTS)) {
      for (const name of new Set(Object.values(names).flat())) this.#addName(concept, name);
    }
  }

  /** Splits a text into words. */
  words(text: string, language: TextLanguage): readonly Word[] {
    const surfaces = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? [];
    return surfaces.map((surface) => this.#word(surface.slice(0, MAX_WORD_LENGTH), language));
  }

  /** Finds the concepts that words name, each with the places of the words that name it. */
  concepts(words: readonly Word[]): readonly NamedConcept[] {
    return words.flatMap((word, start) =>
      [...new Set([word.surface, ...word.bases])]
        .flatMap((base) => this.#names.get(base) ?? [])
        .filter(({ bases }) => bases.every((base, offset) => isWord(words[start + offset], base)))
        .map(({ concept, bases }) => ({ concept, at: bases.map((_, offset) => start + offset) })),
    );
  }

  /** Finds the concepts that the telling parts of a compound name: shakkikerho names chess. */
  partConcepts(word: Word): readonly string[] {
    return this.partsNamed(topicParts(word));
  }

  /** Finds the concepts that have one of the parts for a name. */
  partsNamed(parts: readonly string[]): readonly string[] {
    return parts.flatMap((part) =>
      (this.#names.get(part) ?? []).filter(({ bases }) => bases.length === 1).map(({ concept }) => concept),
    );
  }

  /** Tells whether a word is in a dictionary: what is none may be misspelt. */
  isWord(surface: string): boolean {
    return this.#reader.isWord?.(surface) ?? false;
  }

  /** Names carry no language: each is entered as it is written and as each language reads it. */
  #addName(concept: string, name: string): void {
    const surfaces = name.split(" ");
    const readings = [
      surfaces,
      ...(["fi", "en"] as const).map((language) => this.#bases(surfaces, language)),
    ];
    for (const bases of new Map(readings.map((reading) => [reading.join(" "), reading])).values()) {
      const first = bases[0] ?? name;
      const names = this.#names.get(first) ?? [];
      names.push({ concept, bases });
      this.#names.set(first, names);
    }
  }

  #bases(surfaces: readonly string[], language: TextLanguage): readonly string[] {
    return surfaces.map((surface) => this.#word(surface, language).bases[0] ?? surface);
  }

  #word(surface: string, language: TextLanguage): Word {
    const key = `${language} ${surface}`;
    let word = this.#words.get(key);
    if (word === undefined) {
      if (this.#words.size >= MAX_WORDS) this.#words.clear();
      word = wordOf(surface, this.#reader.terms(surface, language));
      this.#words.set(key, word);
    }
    return word;
  }
}

/** Finds the parts of a compound that carry its topic: the last, or those before it when the last is a mere form. */
export function topicParts(word: Word): readonly string[] {
  const { parts } = word;
  if (parts.length < 2) return parts.filter((part) => isTopic(part));
  // An empty head says something before a form: the kirja of kirjakerho.
  const carriers = hasFormHead(word)
    ? parts.slice(0, -1).filter((part) => !FORMS.has(part))
    : parts.slice(-1).filter(isTopic);
  return carriers.filter((part) => part.length > 2);
}

/** Gives what a compound is that ends in a mere form, as terms: "luku+kerho" for a lukupiiri as for a lukukerho. */
export function gatherings(word: Word): readonly string[] {
  if (!hasFormHead(word)) return [];
  const [kind = ""] = formsLike(word.parts.at(-1) ?? "");
  return topicParts(word).map((part) => `${part}+${kind}`);
}

/** Tells whether a compound ends in a mere form, so that the parts before it are its whole topic. */
export function hasFormHead({ parts }: Word): boolean {
  return parts.length > 1 && FORMS.has(parts.at(-1) ?? "");
}

function isWord(word: Word | undefined, base: string): boolean {
  return word !== undefined && (word.bases.includes(base) || word.surface === base);
}

function isTopic(part: string): boolean {
  return !FORMS.has(part) && !EMPTY_HEADS.has(part);
}

/** The first term is the word's base; of the others those that stand in it are its parts, the rest other readings. */
function wordOf(surface: string, { words, pivot }: Terms): Word {
  const [base = surface, ...others] = words;
  const isPart = (other: string) => {
    const beginning = other.slice(0, Math.max(2, other.length - 2));
    // The whole word as another kind of word is no part: the lakineuvoa of lakineuvonta.
    const isNearlyWhole = base.startsWith(beginning) && base.length - other.length < 3;
    return other.length < base.length && !isNearlyWhole && base.includes(beginning);
  };
  const parts = [...new Set(others.filter(isPart))];
  return {
    surface,
    bases: [...new Set([base, ...others.filter((other) => !isPart(other))])],
    // Parts of parts tell less: elokuvailta is elokuva and ilta, and no kuva.
    parts: parts.filter((part) => !parts.some((other) => other !== part && other.includes(part))),
    pivot,
  };
}
