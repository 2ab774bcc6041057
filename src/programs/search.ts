/**
 * Finds programs by what they are about. It judges texts only: time, place and age are filters elsewhere. A topic
 * that no text names finds nothing, however near another word is.
 */
import { setImmediate as pause } from "node:timers/promises";
import MiniSearch, { type SearchResult } from "minisearch";
import type { Language } from "../understanding/understood.ts";
import type { Lexicon, TextLanguage, Word } from "./lexicon.ts";
import type { Localized, Program } from "./program.ts";
import { conceptTerm, type TopicQuery, topicQueries, type Unit } from "./query.ts";

/** How well a program's texts fit. */
export interface TextMatch {
  /** 0 to 1; comparable within one search only. */
  readonly score: number;
  /** The topics that were found, as the patron said them. */
  readonly topics: readonly string[];
}

/** How much it tells that a word stands in a field, and how the field weighs when programs are compared. */
const FIELDS = {
  title: { level: 1, boost: 5 },
  concepts: { level: 1, boost: 6 },
  keywords: { level: 0.95, boost: 4 },
  summary: { level: 0.85, boost: 2.5 },
  parts: { level: 0.75, boost: 1.5 },
  description: { level: 0.6, boost: 1 },
  place: { level: 0.5, boost: 1 },
  descriptionParts: { level: 0.5, boost: 0.4 },
} as const;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];

/** A telling part counts where the program speaks of itself, not in the small print. */
const PART_FIELDS: readonly string[] = ["title", "concepts", "keywords", "summary", "parts"];
const PART_LEVEL = 0.45;
const PIVOT_LEVEL = 0.4;
const PIVOT_BOOST = 0.5;
const TYPO_LEVEL = 0.5;
/** A program is offered for a topic from this level on. */
const ENOUGH = 0.3;
/** The build lets others run after so long. */
const SLICE_MS = 15;
/** Words of a description that are read: the rest repeats or lists. */
const DESCRIPTION_LENGTH = 1_500;

type Entry = { readonly id: string } & Readonly<Record<Field | "pivot", string>>;

/** An index over the texts of programs; it does not change once built. */
export class ProgramSearch {
  readonly #index: MiniSearch<Entry>;
  readonly #lexicon: Lexicon;
  readonly #languages: ReadonlyMap<string, ReadonlySet<string>>;

  private constructor(index: MiniSearch<Entry>, lexicon: Lexicon, programs: readonly Program[]) {
    this.#index = index;
    this.#lexicon = lexicon;
    this.#languages = new Map(programs.map(({ id, title }) => [id, new Set(Object.keys(title))]));
  }

  /** Builds an index in slices, so that conversations go on meanwhile. */
  static async build(programs: readonly Program[], lexicon: Lexicon): Promise<ProgramSearch> {
    const index = new MiniSearch<Entry>({
      fields: [...NAMES, "pivot"],
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term || null,
    });
    let sliceStart = performance.now();
    for (const program of programs) {
      index.add(entryOf(program, lexicon));
      if (performance.now() - sliceStart > SLICE_MS) {
        await pause();
        sliceStart = performance.now();
      }
    }
    return new ProgramSearch(index, lexicon, programs);
  }

  /** Finds the programs that are about at least one of the topics, by id. */
  search(topics: readonly string[], language: Language): ReadonlyMap<string, TextMatch> {
    const queries = topicQueries(topics, language, this.#lexicon);
    if (queries.length === 0) return new Map();
    const hits = this.#ask(queries);
    const direct = judge(hits, queries, directLevel);
    // A translation is a guess: it counts for texts that the patron's language lacks.
    const translated = judge(hits, queries, translatedLevel);
    const found = new Map(direct);
    for (const [id, match] of translated) {
      if (!found.has(id) && !this.#languages.get(id)?.has(language)) found.set(id, match);
    }
    return found.size > 0 ? found : this.#forgive(queries);
  }

  #ask(queries: readonly TopicQuery[]): readonly SearchResult[] {
    const units = queries.flatMap(({ units }) => units);
    const direct = new Set(units.flatMap(({ whole, parts }) => [...whole, ...parts]));
    const pivot = new Set(units.flatMap(({ pivot }) => pivot));
    const boost = Object.fromEntries(NAMES.map((field) => [field, FIELDS[field].boost]));
    return this.#index.search({
      combineWith: "OR",
      queries: [
        { queries: [[...direct].join(" ")], fields: NAMES, boost },
        { queries: [[...pivot].join(" ")], fields: ["pivot"], boost: { pivot: PIVOT_BOOST } },
      ],
    });
  }

  /** Only when nothing fits: words one or two slips away, in titles, keywords and summaries. */
  #forgive(queries: readonly TopicQuery[]): ReadonlyMap<string, TextMatch> {
    const found: [string, TextMatch][] = [];
    for (const { topic, units } of queries) {
      const typed = units.flatMap(({ typed, isForm }) => (typed === undefined || isForm ? [] : [typed]));
      for (const word of typed.filter(({ length }) => length >= 5)) {
        const hits = this.#index.search(word, {
          fields: ["title", "keywords", "summary"],
          fuzzy: word.length < 8 ? 1 : 2,
          filter: ({ terms }) => terms.some((term) => term[0] === word[0]),
        });
        for (const { id } of hits) found.push([String(id), { score: TYPO_LEVEL, topics: [topic] }]);
      }
    }
    return new Map(found);
  }
}

type LevelOf = (unit: Unit, match: SearchResult["match"]) => number;

function judge(
  hits: readonly SearchResult[],
  queries: readonly TopicQuery[],
  levelOf: LevelOf,
): ReadonlyMap<string, TextMatch> {
  const best = Math.max(...hits.map(({ score }) => score), Number.MIN_VALUE);
  return new Map(
    hits.flatMap(({ id, match, score }) => {
      const levels = queries.map(({ units }) => topicLevel(units, (unit) => levelOf(unit, match)));
      const topics = queries.flatMap(({ topic }, index) => ((levels[index] ?? 0) >= ENOUGH ? [topic] : []));
      if (topics.length === 0) return [];
      const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
      return [[String(id), { score: mean * (0.75 + (0.25 * score) / best), topics }] as const];
    }),
  );
}

/** Every real word of a topic should be there; words of form only lift. */
function topicLevel(units: readonly Unit[], levelOf: (unit: Unit) => number): number {
  const real = units.filter(({ isForm }) => !isForm);
  const deciding = real.length > 0 ? real : units;
  const levels = deciding.map(levelOf);
  const met = levels.filter((level) => level > 0).length;
  if (met * 2 < levels.length || met === 0) return 0;
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const whole = met === levels.length ? mean : mean * 0.6;
  const forms = real.length > 0 ? units.filter(({ isForm }) => isForm) : [];
  if (forms.length === 0) return whole;
  const lift = forms.filter((form) => levelOf(form) > 0).length / forms.length;
  return whole * (0.8 + 0.2 * lift);
}

function directLevel({ whole, parts }: Unit, match: SearchResult["match"]): number {
  let level = 0;
  for (const term of whole) {
    for (const field of fieldsOf(match, term))
      level = Math.max(level, isField(field) ? FIELDS[field].level : 0);
  }
  if (
    level < PART_LEVEL &&
    parts.some((part) => fieldsOf(match, part).some((field) => PART_FIELDS.includes(field)))
  ) {
    return PART_LEVEL;
  }
  return level;
}

function translatedLevel(unit: Unit, match: SearchResult["match"]): number {
  const direct = directLevel(unit, match);
  if (direct > 0) return direct;
  return unit.pivot.some((stem) => fieldsOf(match, stem).includes("pivot")) ? PIVOT_LEVEL : 0;
}

/** A term may be called "constructor". */
function fieldsOf(match: SearchResult["match"], term: string): readonly string[] {
  return Object.hasOwn(match, term) ? (match[term] ?? []) : [];
}

function isField(field: string): field is Field {
  return Object.hasOwn(FIELDS, field);
}

function entryOf(program: Program, lexicon: Lexicon): Entry {
  const title = read(program.title, lexicon);
  const keywords = program.keywords.flatMap(({ label }) => read(label, lexicon));
  const summary = read(program.summary, lexicon);
  const description = read(program.description, lexicon, DESCRIPTION_LENGTH);
  const place = program.place === undefined ? [] : read(program.place.name, lexicon);
  const words = [...title, ...keywords, ...summary].flat();
  return {
    id: program.id,
    title: bases(title),
    keywords: bases(keywords),
    summary: bases(summary),
    description: [bases(description), conceptsOf(description, lexicon)].join(" "),
    place: bases(place),
    parts: words.flatMap(({ parts }) => parts).join(" "),
    descriptionParts: description
      .flat()
      .flatMap(({ parts }) => parts)
      .join(" "),
    concepts: conceptsOf([...title, ...keywords, ...summary], lexicon),
    pivot: words.flatMap(({ pivot }) => pivot).join(" "),
  };
}

/** Reads a text in each language it has; the languages stay apart, so that no name is made of two. */
function read(
  text: Localized,
  lexicon: Lexicon,
  maxLength = Number.POSITIVE_INFINITY,
): readonly (readonly Word[])[] {
  return Object.entries(text).map(([language, words]) =>
    lexicon.words(words.slice(0, maxLength), language as TextLanguage),
  );
}

function bases(texts: readonly (readonly Word[])[]): string {
  return texts
    .flatMap((words) => words.flatMap((word) => [...new Set([word.surface, ...word.bases])]))
    .join(" ");
}

function conceptsOf(texts: readonly (readonly Word[])[], lexicon: Lexicon): string {
  const named = texts.flatMap((words) => [
    ...lexicon.concepts(words).map(({ concept }) => concept),
    ...words.flatMap((word) => lexicon.partConcepts(word)),
  ]);
  return [...new Set(named)].map(conceptTerm).join(" ");
}
