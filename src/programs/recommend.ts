/**
 * Decides what to offer for a wish: what fits, in order of how much it is what was asked, how soon it is and what
 * the patron follows. It offers nothing rather than something else.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { localDate } from "../understanding/local-time.ts";
import type { LocalDate } from "../understanding/understood.ts";
import { isMadeFor } from "./audience-match.ts";
import { type FilterSlot, filtersOf } from "./filters.ts";
import type { Lexicon } from "./lexicon.ts";
import type { PlaceBook } from "./place-match.ts";
import type { Program, Recommendation, Recommended } from "./program.ts";
import { chooseBest, type Judged, type Judging } from "./rank.ts";
import { reasonsFor } from "./reasons.ts";
import { type RelaxContext, relax, relaxationsOf } from "./relax.ts";
import type { ProgramSearch, TextMatch } from "./search.ts";
import type { Shelved } from "./shelved.ts";
import { topicInWords } from "./topic-label.ts";
import { type WantedTopics, wantedTopics } from "./wanted-topics.ts";

/** What there is to recommend from. */
export interface Stock {
  readonly programs: readonly Shelved[];
  /** The same by id. */
  readonly byId: ReadonlyMap<string, Shelved>;
  readonly search: ProgramSearch;
  readonly lexicon: Lexicon;
  readonly places: PlaceBook;
  /** The library's. */
  readonly timeZone: string;
}

/** Recommends programs for a wish. `now` is an instant in ISO 8601. */
export function recommend(stock: Stock, wish: ProgramWish, now: string): Recommendation {
  const { required, helpful, unwanted } = wantedTopics(wish, stock.lexicon);
  const texts = required.length > 0 ? stock.search.search(required, wish.language) : undefined;
  const isWanted = wantedTest(stock, wish, unwanted);
  const candidates = sureBeforeMentioned(
    offered(
      texts === undefined ? stock.programs : [...texts.keys()].flatMap((id) => stock.byId.get(id) ?? []),
      { without: wish.without, nowMs: Date.parse(now), isWanted },
    ),
    texts,
  );
  if (candidates.length === 0) return { results: [], relaxed: [] };
  const { language, slots } = wish;
  const today = localDate(now, stock.timeZone);
  const context: RelaxContext = {
    slots,
    language,
    today,
    places: stock.places,
    hasTopic: texts !== undefined,
  };
  const filters = filtersOf(slots, context);
  const exact =
    filters.length === 0
      ? candidates
      : candidates.filter((one) => filters.every(({ fits }) => fits(one) > 0));
  const { fitting, relaxed } =
    exact.length > 0
      ? { fitting: exact, relaxed: new Set<FilterSlot>() }
      : relax(candidates, filters, context);
  const judging = judgingOf(fitting, { stock, wish, texts, helpful, now, today });
  const held = { ...judging, filters: filters.filter(({ slot }) => !relaxed.has(slot)) };
  const chosen = chooseBest(fitting, held);
  const first = chosen[0];
  return {
    results: chosen.map(
      ({ one, score }): Recommended => ({ program: one.program, score, reasons: reasonsFor(one, held) }),
    ),
    relaxed: first === undefined ? [] : relaxationsOf(first.one, relaxed, context),
    ...(slots.topic !== undefined && required.length > 0 && { topics: topicsSaid(required, first, wish) }),
  };
}

/** Finds what else the order depends on. */
function judgingOf(
  fitting: readonly Shelved[],
  {
    stock,
    wish,
    texts,
    helpful,
    now,
    today,
  }: {
    readonly stock: Stock;
    readonly wish: ProgramWish;
    readonly texts: ReadonlyMap<string, TextMatch> | undefined;
    readonly helpful: readonly string[];
    readonly now: string;
    readonly today: LocalDate;
  },
): Omit<Judging, "filters"> {
  const wording =
    helpful.length > 0 ? stock.search.search(helpful, wish.language) : new Map<string, TextMatch>();
  // Of one or two words all are meant; among more, some may be anything.
  const isShort = helpful.join(" ").split(" ").length <= 2;
  const isTold = fitting.some(({ program: { id } }) =>
    isShort ? wording.has(id) : wording.get(id)?.nearness === "sure",
  );
  return {
    programs: stock.programs,
    wish,
    nowMs: Date.parse(now),
    today,
    texts: texts ?? wording,
    wording: texts === undefined ? new Map() : wording,
    hasTopic: texts !== undefined,
    isTold: texts !== undefined || isTold,
    interests:
      wish.interests.length > 0
        ? stock.search.search(wish.interests, wish.language)
        : new Map<string, TextMatch>(),
  };
}

/** Names the topics that were looked for: a misspelt one as the program found for it writes it. */
function topicsSaid(
  required: readonly string[],
  first: Judged | undefined,
  { language, text }: ProgramWish,
): readonly string[] {
  const found = first?.topics ?? [];
  const topics = found.length > 0 && !found.some((topic) => required.includes(topic)) ? found : required;
  return topics.map((topic) => topicInWords(topic, language, text));
}

/** What merely mentions a topic is offered when nothing that is about it is left. */
function sureBeforeMentioned(
  candidates: readonly Shelved[],
  texts: ReadonlyMap<string, TextMatch> | undefined,
): readonly Shelved[] {
  if (texts === undefined) return candidates;
  const sure = candidates.filter(({ program }) => texts.get(program.id)?.nearness === "sure");
  return sure.length > 0 ? sure : candidates;
}

/** Leaves out what the patron said not to want: topics, and what is made for a group. */
function wantedTest(
  { search }: Stock,
  { language }: ProgramWish,
  { topics, audience }: WantedTopics["unwanted"],
): (program: Program) => boolean {
  const about = topics.length > 0 ? search.search(topics, language) : undefined;
  return (program) => {
    if (about?.get(program.id)?.nearness === "sure") return false;
    return audience === undefined || !isMadeFor(program, audience);
  };
}

/** What takes place and is not over; what is running counts while it lasts. */
function offered(
  programs: readonly Shelved[],
  {
    without,
    nowMs,
    isWanted,
  }: { without: readonly string[]; nowMs: number; isWanted: (program: Program) => boolean },
): readonly Shelved[] {
  const shown = new Set(without);
  return programs.filter(
    ({ program, endMs }) =>
      endMs > nowMs && program.status === "scheduled" && !shown.has(program.id) && isWanted(program),
  );
}
