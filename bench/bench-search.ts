/** Search over the sample programs on graded queries beside its peers, and what it costs over many programs. */
import type { ProgramWish } from "../src/dialog/services.ts";
import { Lexicon } from "../src/programs/lexicon.ts";
import type { Program } from "../src/programs/program.ts";
import { entryOf } from "../src/programs/program-entry.ts";
import { topicQueries, type Unit } from "../src/programs/query.ts";
import { ProgramSearch } from "../src/programs/search.ts";
import { Shelf } from "../src/programs/shelf.ts";
import { loadLibraryNames } from "../src/understanding/libraries.ts";
import type { Understanding } from "../src/understanding/understanding.ts";
import { minisearchOver, searchPeers } from "./bench-search-peers.ts";
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
const ROUNDS = 5;

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

/** Measures finding over many programs: a whole answer, and the search in texts alone beside minisearch. */
export async function findCost(understanding: Understanding): Promise<readonly Figure[]> {
  const samples = queriedPrograms();
  const programs = manyPrograms(samples, MANY);
  const wishes = gradedQueries(samples).map((query) => wishOf(query, understanding));
  const shelf = await shelfOf(programs, understanding);
  const whole = timesOf(wishes, (wish) => shelf.recommend(wish, QUERY_NOW));
  const lexicon = new Lexicon(understanding);
  const search = await ProgramSearch.build(programs, lexicon);
  const alone = timesOf(wishes, ({ text, language }) => search.search([text], language));
  const mini = await minisearchOver(programs.map((program) => entryOf(program, lexicon)));
  const asked = wishes.map(({ text, language }) =>
    topicQueries([text], language, lexicon).flatMap(({ units }) => units.flatMap(termsOf)),
  );
  const peer = mini && timesOf(asked, mini);
  const rows = (what: string, kutsu: Times, { target, other }: Beside): readonly Figure[] =>
    COUNTS.map(({ name, of, at }) => ({
      what: `${what}, ${name}`,
      kutsu: inMs(of(kutsu), at),
      ...(at > 0.5 && target !== undefined && { target }),
      ...(other && { peers: { minisearch: inMs(of(other), at) } }),
    }));
  return [
    ...rows(`find over ${MANY} programs`, whole, { target: "<= 5 ms" }),
    ...rows("search in texts alone", alone, { other: peer }),
  ];
}

interface Beside {
  readonly target?: string;
  readonly other?: Times | undefined;
}

/** Times of every run and, where other work on the machine is to be left out, the quickest for each query. */
interface Times {
  readonly all: readonly number[];
  readonly quickest: readonly number[];
}

const COUNTS: readonly {
  readonly name: string;
  readonly at: number;
  of(times: Times): readonly number[];
}[] = [
  { name: "p50", at: 0.5, of: ({ all }) => all },
  { name: "p99", at: 0.99, of: ({ all }) => all },
  { name: `p99, quickest of ${ROUNDS}`, at: 0.99, of: ({ quickest }) => quickest },
];

function inMs(times: readonly number[], at: number): string {
  return `${quantile(times, at).toFixed(1)} ms`;
}

/** What is asked of the texts for one word, as our index is asked. */
function termsOf({
  whole,
  guesses,
  parts,
  partConcepts,
  near,
  beside,
  pivot,
  named,
  all,
  allPivot,
}: Unit): readonly string[] {
  const together = [...named, ...all, ...allPivot.map(({ stems }) => stems)].flat();
  return [
    ...new Set([...whole, ...guesses, ...parts, ...partConcepts, ...near, ...beside, ...pivot, ...together]),
  ];
}

function timesOf<Given>(given: readonly Given[], run: (one: Given) => unknown): Times {
  for (const one of given) run(one);
  const times = given.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, one] of given.entries()) {
      const started = performance.now();
      run(one);
      times[at]?.push(performance.now() - started);
    }
  }
  return { all: times.flat(), quickest: times.map((ofOne) => Math.min(...ofOne)) };
}

async function shelfOf(programs: readonly Program[], understanding: Understanding): Promise<Shelf> {
  const shelf = new Shelf({ reader: understanding, timeZone: QUERY_ZONE, libraries: loadLibraryNames() });
  await shelf.put(programs);
  return shelf;
}

/** What a conversation makes of a query. */
function wishOf({ query, language }: GradedQuery, understanding: Understanding): ProgramWish {
  const { slots, unwanted } = understanding.understand(query, { now: QUERY_NOW, language });
  return { text: query, slots, unwanted, language, interests: [], without: [], limit: COUNTED };
}
