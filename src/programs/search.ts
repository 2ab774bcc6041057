/**
 * Finds programs by what they are about. It judges texts only: time, place and age are filters elsewhere. A topic
 * that no text names finds nothing, however near another word is.
 */
import { setImmediate as pause } from "node:timers/promises";
import MiniSearch, { type SearchResult } from "minisearch";
import type { Language } from "../understanding/understood.ts";
import { FORMS, REQUEST_WORDS } from "./concepts.ts";
import { languagesStudied } from "./language-study.ts";
import { type Lexicon, slipsAllowed, slipsBetween, type TextLanguage, type Word } from "./lexicon.ts";
import type { Localized, Program } from "./program.ts";
import { conceptTerm, studyTerm, type TopicQuery, topicQueries, type Unit } from "./query.ts";

/** How well a program's texts fit. */
export interface TextMatch {
  /** 0 to 1; comparable within one search only. */
  readonly score: number;
  /** The topics that it is about, as the patron said them or, misspelt, as they are written; empty unless it is sure. */
  readonly topics: readonly string[];
  /** "mentioned": only its small print names the topic, or only half of it. "near": it is about a wider topic. */
  readonly nearness: "sure" | "mentioned" | "near";
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

/** From this level on a program is about a word; below, its small print merely mentions it. */
const ABOUT_LEVEL = 0.75;
/** A telling part counts where the program speaks of itself, not in the small print. */
const PART_FIELDS: readonly string[] = ["title", "concepts", "keywords", "summary", "parts"];
const PART_LEVEL = 0.45;
const PIVOT_LEVEL = 0.4;
const PIVOT_BOOST = 0.5;
const TYPO_LEVEL = 0.5;
const TYPO_FACTOR = 0.8;
/** A shorter word is not taken for a misspelt one. */
const SHORTEST_TYPO = 5;
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
    const direct = judge(hits, queries, metDirectly);
    // A translation is a guess: it counts for texts that the patron's language lacks.
    const translated = judge(hits, queries, metInTranslation);
    const found = new Map(direct);
    for (const [id, match] of translated) {
      if (!found.has(id) && !this.#languages.get(id)?.has(language)) found.set(id, match);
    }
    return found.size > 0 ? withoutNear(found) : this.#forgive(queries, language);
  }

  #ask(queries: readonly TopicQuery[]): readonly SearchResult[] {
    const units = queries.flatMap(({ units }) => units);
    const direct = new Set(units.flatMap(({ whole, parts, near }) => [...whole, ...parts, ...near]));
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

  /** Only when nothing fits: words that no dictionary knows, one or two slips away from what programs are about. */
  #forgive(queries: readonly TopicQuery[], language: Language): ReadonlyMap<string, TextMatch> {
    const found = new Map<string, TextMatch>();
    for (const { topic, units } of queries) {
      const typed = units.flatMap(({ typed, isForm }) => (typed === undefined || isForm ? [] : [typed]));
      for (const word of typed.filter(({ length }) => length >= SHORTEST_TYPO)) {
        const name = this.#lexicon.nearestName(word);
        const meant = name === undefined ? undefined : topic.toLowerCase().replace(word, name);
        const byName = meant === undefined || meant === topic ? new Map() : this.search([meant], language);
        for (const [id, match] of byName.size > 0 ? byName : this.#misspelt(word))
          found.set(id, { ...match, score: match.score * (byName.size > 0 ? TYPO_FACTOR : 1) });
      }
    }
    return found;
  }

  /** Looks for the nearest word of titles, keywords and summaries. */
  #misspelt(word: string): ReadonlyMap<string, TextMatch> {
    const most = slipsAllowed(word);
    const hits = this.#index.search(word, {
      fields: ["title", "keywords", "summary"],
      fuzzy: most,
      filter: ({ terms }) => terms.some((term) => term[0] === word[0]),
    });
    const near = hits.flatMap(({ id, terms }) =>
      terms
        .filter((term) => term[0] === word[0] && !REQUEST_WORDS.has(term) && !FORMS.has(term))
        .map((term) => ({ id: String(id), term, slips: slipsBetween(word, term, most) })),
    );
    const fewest = Math.min(...near.map(({ slips }) => slips));
    return new Map(
      near
        .filter(({ slips }) => slips === fewest)
        .map(({ id, term }) => [id, { score: TYPO_LEVEL, topics: [term], nearness: "sure" }]),
    );
  }
}

/** What is about a wider topic is offered only when nothing names the topic itself. */
function withoutNear(found: ReadonlyMap<string, TextMatch>): ReadonlyMap<string, TextMatch> {
  const exact = [...found].filter(([, { nearness }]) => nearness !== "near");
  return exact.length > 0 ? new Map(exact) : found;
}

/** How well a unit is met. */
interface Met {
  readonly level: number;
  readonly nearness: TextMatch["nearness"];
}

type MeetOf = (unit: Unit, match: SearchResult["match"]) => Met;

const NEARNESS = ["sure", "mentioned", "near"] as const;

function judge(
  hits: readonly SearchResult[],
  queries: readonly TopicQuery[],
  meetOf: MeetOf,
): ReadonlyMap<string, TextMatch> {
  const best = Math.max(...hits.map(({ score }) => score), Number.MIN_VALUE);
  return new Map(
    hits.flatMap(({ id, match, score }) => {
      const all = queries.map(({ topic, units }) => ({
        topic,
        ...topicMet(units, (unit) => meetOf(unit, match)),
      }));
      const found = all.filter(({ level }) => level >= ENOUGH);
      if (found.length === 0) return [];
      const nearness = NEARNESS.find((one) => found.some((topic) => topic.nearness === one)) ?? "near";
      const topics = found.flatMap((one) => (one.nearness === "sure" ? [one.topic] : []));
      const mean = all.reduce((sum, { level }) => sum + level, 0) / all.length;
      return [[String(id), { score: mean * (0.75 + (0.25 * score) / best), topics, nearness }] as const];
    }),
  );
}

/** Every real word of a topic should be there; words of form only lift. */
function topicMet(units: readonly Unit[], meetOf: (unit: Unit) => Met): Met {
  const real = units.filter(({ isForm }) => !isForm);
  const deciding = (real.length > 0 ? real : units).map(meetOf);
  const met = deciding.filter(({ level }) => level > 0);
  if (met.length * 2 < deciding.length || met.length === 0) return { level: 0, nearness: "near" };
  const mean = deciding.reduce((sum, { level }) => sum + level, 0) / deciding.length;
  const isWhole = met.length === deciding.length;
  const level = isWhole ? mean : mean * 0.6;
  const farthest = NEARNESS.findLast((one) => met.some(({ nearness }) => nearness === one)) ?? "near";
  const nearness = farthest === "sure" && !isWhole ? "mentioned" : farthest;
  const forms = real.length > 0 ? units.filter(({ isForm }) => isForm) : [];
  if (forms.length === 0) return { level, nearness };
  const lift = forms.filter((form) => meetOf(form).level > 0).length / forms.length;
  return { level: level * (0.8 + 0.2 * lift), nearness };
}

function metDirectly({ whole, parts, near }: Unit, match: SearchResult["match"]): Met {
  let level = 0;
  for (const term of whole) {
    for (const field of fieldsOf(match, term))
      level = Math.max(level, isField(field) ? FIELDS[field].level : 0);
  }
  if (level >= ABOUT_LEVEL) return { level, nearness: "sure" };
  const speaksOf = (part: string) => fieldsOf(match, part).some((field) => PART_FIELDS.includes(field));
  if (parts.some(speaksOf)) return { level: Math.max(level, PART_LEVEL), nearness: "sure" };
  if (level > 0) return { level, nearness: "mentioned" };
  return { level: near.some(speaksOf) ? PART_LEVEL : 0, nearness: "near" };
}

function metInTranslation(unit: Unit, match: SearchResult["match"]): Met {
  const direct = metDirectly(unit, match);
  if (direct.level > 0) return direct;
  const isMet = unit.pivot.some((stem) => fieldsOf(match, stem).includes("pivot"));
  // A word with several translations may mean another of them.
  return { level: isMet ? PIVOT_LEVEL : 0, nearness: unit.pivot.length > 1 ? "mentioned" : "sure" };
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
    concepts: [
      conceptsOf([...title, ...keywords, ...summary], lexicon),
      ...languagesStudied(program).map(studyTerm),
    ].join(" "),
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
