import { beforeAll, expect, test } from "@jest/globals";
import {
  COUNTED,
  type GradedQuery,
  gradedQueries,
  judgeAnswer,
  meanFigures,
  QUERY_KINDS,
  QUERY_NOW,
  QUERY_ZONE,
  queriedPrograms,
} from "../../bench/graded-queries.ts";
import type { Program } from "../../src/programs/program.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { describeWithFiles } from "../helpers/language-files.ts";

/** Queries of each kind. */
const OF_A_KIND = 70;
/** First hits right: what was reached, less one. */
const REACHED = { inflected: 67, compound: 59, typo: 66, "cross-lingual": 60 } as const;

describeWithFiles("search over the sample programs", () => {
  const programs = queriedPrograms();
  const queries = gradedQueries(programs);
  let answer: (query: GradedQuery) => readonly Program[] = () => [];

  beforeAll(async () => {
    const understanding = await createUnderstanding({ timeZone: QUERY_ZONE });
    const shelf = new Shelf({ reader: understanding, timeZone: QUERY_ZONE, libraries: loadLibraryNames() });
    await shelf.put(programs);
    answer = ({ query, language }) => {
      const { slots } = understanding.understand(query, { now: QUERY_NOW, language });
      const wish = { text: query, slots, language, interests: [], without: [], limit: COUNTED };
      return shelf.recommend(wish, QUERY_NOW).results.map(({ program }) => program);
    };
  });

  test.each(QUERY_KINDS)("finds the right program first for queries that are %s", (kind) => {
    const asked = queries.filter((query) => query.kind === kind);
    const missed = asked.filter((query) => judgeAnswer(query, answer(query)).firstRight < 1);
    expect(asked).toHaveLength(OF_A_KIND);
    // The missed ones are named when there are too many.
    expect(missed.length > OF_A_KIND - REACHED[kind] ? missed.map(({ query }) => query) : []).toEqual([]);
  });

  test("puts good programs in a good order", () => {
    const figures = queries.map((query) => judgeAnswer(query, answer(query)));
    expect(meanFigures(figures).ndcg).toBeGreaterThanOrEqual(0.87);
  });
});

test("a list that has the best program second is not right first, but worth something", () => {
  const programs = queriedPrograms();
  const [query] = gradedQueries(programs).filter((one) => one.query === "tarra");
  const [sticker, other] = ["sample:146", "sample:218"].map((id) => programs.find((one) => one.id === id));
  if (query === undefined || sticker === undefined || other === undefined) throw new Error("no such sample");
  expect(judgeAnswer(query, [sticker, other])).toEqual({ firstRight: 1, ndcg: 1 });
  const second = judgeAnswer(query, [other, sticker]);
  expect(second.firstRight).toBe(0);
  expect(second.ndcg).toBeCloseTo(1 / Math.log2(3));
});
