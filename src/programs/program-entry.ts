/** What the index holds of a program: the words of each of its texts, their parts, and the concepts they name. */
import { languagesStudied } from "./language-study.ts";
import { gatherings, type Lexicon, type TextLanguage, type Word } from "./lexicon.ts";
import type { Localized, Program } from "./program.ts";
import { conceptTerm, pivotTerm, studyTerm } from "./query.ts";

/** How much it tells that a word stands in a field, and how the field weighs when programs are compared. */
export const FIELDS = {
  title: { level: 1, boost: 5 },
  titleConcepts: { level: 0.9, boost: 4.5 },
  concepts: { level: 0.8, boost: 4 },
  keywords: { level: 0.95, boost: 4 },
  summary: { level: 0.85, boost: 2.5 },
  titleParts: { level: 0.9, boost: 2.5 },
  parts: { level: 0.75, boost: 1.5 },
  description: { level: 0.6, boost: 1 },
  place: { level: 0.5, boost: 1 },
  descriptionParts: { level: 0.5, boost: 0.4 },
} as const;
/** A field of the index. */
export type Field = keyof typeof FIELDS;
/** The names of the fields. */
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** The fields of English stems that carry the meaning of the words: of the title, and of keywords and summary. */
export const PIVOTS = ["titlePivot", "pivot"] as const;
/** A field of stems that both languages share. */
export type Pivot = (typeof PIVOTS)[number];

/** How the fields weigh; a stem that both languages share is a guess. */
export const FIELD_BOOSTS: Readonly<Record<Field | Pivot, number>> = {
  title: FIELDS.title.boost,
  titleConcepts: FIELDS.titleConcepts.boost,
  concepts: FIELDS.concepts.boost,
  keywords: FIELDS.keywords.boost,
  summary: FIELDS.summary.boost,
  titleParts: FIELDS.titleParts.boost,
  parts: FIELDS.parts.boost,
  description: FIELDS.description.boost,
  place: FIELDS.place.boost,
  descriptionParts: FIELDS.descriptionParts.boost,
  titlePivot: 0.5,
  pivot: 0.5,
};

/** Words of a description that are read: the rest repeats or lists. */
const DESCRIPTION_LENGTH = 1_500;

/** A program as the index takes it: each field is terms, separated by spaces. */
export type Entry = { readonly id: string } & Readonly<Record<Field | Pivot, string>>;

/** Prepares the texts of a program for the index. */
export function entryOf(program: Program, lexicon: Lexicon): Entry {
  const title = read(program.title, lexicon);
  const keywords = program.keywords.flatMap(({ label }) => read(label, lexicon));
  const summary = read(program.summary, lexicon);
  const description = read(program.description, lexicon, DESCRIPTION_LENGTH);
  const place = program.place === undefined ? [] : read(program.place.name, lexicon);
  return {
    id: program.id,
    title: bases(title),
    keywords: bases(keywords),
    summary: bases(summary),
    description: [bases(description), conceptsOf(description, lexicon)].join(" "),
    place: bases(place),
    titleParts: partsOf(title),
    parts: partsOf([...keywords, ...summary]),
    descriptionParts: partsOf(description),
    titleConcepts: conceptsOf(title, lexicon),
    concepts: [
      conceptsOf([...keywords, ...summary], lexicon),
      ...languagesStudied(program).map(studyTerm),
    ].join(" "),
    titlePivot: pivotsOf(title),
    pivot: pivotsOf([...keywords, ...summary]),
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

function pivotsOf(texts: readonly (readonly Word[])[]): string {
  return texts
    .flat()
    .flatMap(({ pivot }) => pivot.map(pivotTerm))
    .join(" ");
}

function partsOf(texts: readonly (readonly Word[])[]): string {
  return texts
    .flat()
    .flatMap((word) => [...word.parts, ...gatherings(word)])
    .join(" ");
}
