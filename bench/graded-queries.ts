/**
 * The 280 graded queries over the sample programs: how well a list of programs answers each. What is right was written
 * down from what the programs are, for each query by the numbers of the samples; it knows no search engine.
 */
import { readFileSync } from "node:fs";
import type { Program } from "../src/programs/program.ts";
import { samplePrograms } from "../src/programs/sample-programs.ts";
import { shelve } from "../src/programs/shelved.ts";
import { rootPath } from "../src/root.ts";
import type { Language } from "../src/understanding/understood.ts";

/** The samples are dated from a day; this one, a Wednesday in November. */
export const QUERY_NOW = "2026-11-18T10:00:00+02:00";
export const QUERY_ZONE = "Europe/Helsinki";
/** How many results of a list count. */
export const COUNTED = 5;

export const QUERY_KINDS = ["inflected", "compound", "typo", "cross-lingual"] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** A query and the programs that answer it. */
export interface GradedQuery {
  readonly kind: QueryKind;
  /** The language of the conversation. */
  readonly language: Language;
  readonly query: string;
  /** By series: 2 is what was asked for, 1 is good to see beside it. Absent: neither. */
  readonly grades: ReadonlyMap<string, number>;
}

/** How a search engine does on one kind of query, 0 to 1. */
export interface SearchFigures {
  readonly firstRight: number;
  readonly ndcg: number;
}

interface Line extends Omit<GradedQuery, "grades"> {
  /** Numbers of samples and ranges of them: "1-6 13 14". */
  readonly best: string;
  readonly good?: string;
}

/** Gives the sample programs that the queries are about: those that take place. */
export function queriedPrograms(): readonly Program[] {
  return samplePrograms("2026-11-18", QUERY_ZONE).filter(({ status }) => status === "scheduled");
}

/** Reads the queries. Throws when one names no program that takes place. */
export function gradedQueries(programs: readonly Program[]): readonly GradedQuery[] {
  const seriesOf = new Map(programs.map((program) => [numberOf(program.id), seriesName(program)]));
  const lines = readFileSync(rootPath("test", "fixtures", "programs", "queries.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => {
    const { best, good = "", ...query } = JSON.parse(line) as Line;
    const graded = [
      ...numbersOf(good).map((number) => [seriesOf.get(number), 1] as const),
      ...numbersOf(best).map((number) => [seriesOf.get(number), 2] as const),
    ];
    const grades = new Map(
      graded.flatMap(([series, grade]) => (series === undefined ? [] : [[series, grade]])),
    );
    if (![...grades.values()].includes(2))
      throw new Error(`Cannot grade query "${query.query}": no program of "${best}" takes place`);
    return { ...query, grades };
  });
}

/** Judges a list of programs, best first. Times of one series count once: a patron sees one of them. */
export function judgeAnswer({ grades }: GradedQuery, answer: readonly Program[]): SearchFigures {
  const shown = [...new Set(answer.map(seriesName))].slice(0, COUNTED);
  const found = shown.map((series) => grades.get(series) ?? 0);
  const ideal = [...grades.values()].toSorted((a, b) => b - a).slice(0, COUNTED);
  return { firstRight: found[0] === 2 ? 1 : 0, ndcg: gain(found) / gain(ideal) };
}

/** Gives the means over the queries of a kind, or over all. */
export function meanFigures(figures: readonly SearchFigures[]): SearchFigures {
  const mean = (pick: (one: SearchFigures) => number) =>
    figures.reduce((sum, one) => sum + pick(one), 0) / figures.length;
  return { firstRight: mean(({ firstRight }) => firstRight), ndcg: mean(({ ndcg }) => ndcg) };
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

function numbersOf(ranges: string): readonly number[] {
  return ranges.split(" ").flatMap((range) => {
    if (range === "") return [];
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
}

function numberOf(id: string): number {
  return Number(id.slice(id.indexOf(":") + 1));
}

function seriesName(program: Program): string {
  return shelve(program, { timeZone: QUERY_ZONE, number: 0 }).series;
}
