/** Search over the sample programs on graded queries beside its peers, and what it costs over many programs. */
import type { ProgramWish } from "../src/dialog/services.ts";
import type { Program } from "../src/programs/program.ts";
import { Shelf } from "../src/programs/shelf.ts";
import { loadLibraryNames } from "../src/understanding/libraries.ts";
import type { Understanding } from "../src/understanding/understanding.ts";
import { searchPeers } from "./bench-search-peers.ts";
import { type Figure, percent, quantile } from "./figures.ts";
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
  type SearchFigures,
} from "./graded-queries.ts";
import { manyPrograms } from "./many-programs.ts";

const TARGETS = { inflected: 95, compound: 85, typo: 95, "cross-lingual": 85 } as const;
const MANY = 20_000;
const ROUNDS = 3;

/** Measures what a patron is offered for each query, and what the peers find for its words. */
export async function searchFigures(understanding: Understanding): Promise<readonly Figure[]> {
  const programs = queriedPrograms();
  const queries = gradedQueries(programs);
  const byId = new Map(programs.map((program) => [program.id, program]));
  const shelf = await shelfOf(programs, understanding);
  const judged: Record<string, readonly SearchFigures[]> = {
    Kutsu: queries.map((query) =>
      judgeAnswer(
        query,
        shelf.recommend(wishOf(query, understanding), QUERY_NOW).results.map(({ program }) => program),
      ),
    ),
  };
  for (const [name, find] of Object.entries(await searchPeers(programs))) {
    const figures: SearchFigures[] = [];
    for (const query of queries)
      figures.push(
        judgeAnswer(
          query,
          (await find(query.query)).flatMap((id) => byId.get(id) ?? []),
        ),
      );
    judged[name] = figures;
  }
  return [
    ...QUERY_KINDS.map((kind) =>
      figureOf(
        `first hit right, ${kind}`,
        { judged, queries, kind, target: `>= ${TARGETS[kind]} %` },
        (all) => percent(meanFigures(all).firstRight),
      ),
    ),
    figureOf(`nDCG@${COUNTED}`, { judged, queries, target: ">= 0.85" }, (all) =>
      meanFigures(all).ndcg.toFixed(3),
    ),
  ];
}

function figureOf(
  what: string,
  given: {
    readonly judged: Readonly<Record<string, readonly SearchFigures[]>>;
    readonly queries: readonly GradedQuery[];
    readonly kind?: GradedQuery["kind"];
    readonly target: string;
  },
  say: (figures: readonly SearchFigures[]) => string,
): Figure {
  const { judged, queries, kind, target } = given;
  const said = Object.entries(judged).map(([name, figures]): [string, string] => [
    name,
    say(figures.filter((_, at) => kind === undefined || queries[at]?.kind === kind)),
  ]);
  const { Kutsu: kutsu = "", ...peers } = Object.fromEntries(said);
  return { what, kutsu, target, peers };
}

/** Measures finding over many programs. */
export async function findCost(understanding: Understanding): Promise<readonly Figure[]> {
  const samples = queriedPrograms();
  const shelf = await shelfOf(manyPrograms(samples, MANY), understanding);
  const wishes = gradedQueries(samples).map((query) => wishOf(query, understanding));
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const wish of wishes) {
      const started = performance.now();
      shelf.recommend(wish, QUERY_NOW);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  return [
    { what: `find over ${MANY} programs, p50`, kutsu: `${quantile(times, 0.5).toFixed(1)} ms` },
    {
      what: `find over ${MANY} programs, p99`,
      kutsu: `${quantile(times, 0.99).toFixed(1)} ms`,
      target: "<= 5 ms",
    },
  ];
}

async function shelfOf(programs: readonly Program[], understanding: Understanding): Promise<Shelf> {
  const shelf = new Shelf({ reader: understanding, timeZone: QUERY_ZONE, libraries: loadLibraryNames() });
  await shelf.put(programs);
  return shelf;
}

/** What a conversation makes of a query. */
function wishOf({ query, language }: GradedQuery, understanding: Understanding): ProgramWish {
  const { slots } = understanding.understand(query, { now: QUERY_NOW, language });
  return { text: query, slots, language, interests: [], without: [], limit: COUNTED };
}
