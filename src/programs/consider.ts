/**
 * Works out what a wish comes to: what it is about, which programs are about that, which of them fit, what had to be
 * loosened, and which are best. What is said of it is decided elsewhere.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { localDate } from "../understanding/local-time.ts";
import { isMadeFor } from "./audience-match.ts";
import { type Filter, type FilterSlot, filtersOf } from "./filters.ts";
import { type Found, NOTHING_FOUND } from "./found.ts";
import type { Judging } from "./grades.ts";
import type { Lexicon } from "./lexicon.ts";
import type { PlaceBook } from "./place-match.ts";
import { chooseBest, type Judged } from "./rank.ts";
import { type RelaxContext, relax } from "./relax.ts";
import type { ProgramSearch } from "./search.ts";
import type { Shelved } from "./shelved.ts";
import { unwantedTest } from "./unwanted.ts";
import { type WantedTopics, wantedTopics } from "./wanted-topics.ts";

/** What there is to recommend from. */
export interface Stock {
  /** By their number, the earliest first. */
  readonly programs: readonly Shelved[];
  /** The same by id. */
  readonly byId: ReadonlyMap<string, Shelved>;
  readonly search: ProgramSearch;
  readonly lexicon: Lexicon;
  readonly places: PlaceBook;
  /** The library's. */
  readonly timeZone: string;
}

/** How a wish was answered. */
export interface Considered {
  readonly wanted: WantedTopics;
  readonly context: RelaxContext;
  /** All filters; those of what was loosened among them. */
  readonly filters: readonly Filter[];
  /** How many were looked at: what is about the topics or, without any, what goes before all else. */
  readonly looked: number;
  /** Of these, what takes place, has room and was not shown before. */
  readonly candidates: readonly Shelved[];
  /** What fits the filters that held. */
  readonly fitting: readonly Shelved[];
  readonly relaxed: ReadonlySet<FilterSlot>;
  readonly judging: Judging;
  /** The best, best first. */
  readonly chosen: readonly Judged[];
}

/** What was looked for in texts, and what was found. */
interface Sought {
  readonly wanted: WantedTopics;
  /** Absent where no topic decides. */
  readonly texts: Found | undefined;
  readonly wording: Found;
  readonly interests: Found;
  readonly isWanted: (one: Shelved) => boolean;
}

/** Where nothing was said, so many days are looked at first. */
const FIRST_DAYS = 21;
const DAY_MS = 24 * 3600 * 1000;

/** Considers a wish. `now` is an instant in ISO 8601. */
export function consider(stock: Stock, wish: ProgramWish, now: string): Considered {
  const sought = seek(stock, wish);
  const given = { stock, wish, now };
  if (sought.texts !== undefined) return considerAmong(numbered(stock, sought.texts), sought, given);
  for (const { among, isEnough } of firstLooks(sought, given)) {
    const considered = considerAmong(among(), sought, given);
    if (considered.relaxed.size === 0 && isEnough(considered)) return considered;
  }
  return considerAmong(stock.programs, sought, given);
}

/** A part of all programs, and whether what is best in it is best of all. */
interface Look {
  among(): readonly Shelved[];
  isEnough(considered: Considered): boolean;
}

/** Of all programs, some go before nearly all others: those of the day that was said, with the words said, or soon. */
function firstLooks({ wanted, wording }: Sought, { stock, wish, now }: Given): readonly Look[] {
  const { when } = wanted.slots;
  if (when !== undefined) {
    const last = numberAt(stock.programs, Date.parse(when.until) + DAY_MS);
    return [{ among: () => stock.programs.slice(0, last), isEnough: ({ chosen }) => chosen.length > 0 }];
  }
  const isFull = ({ chosen }: Considered) => chosen.length >= wish.limit;
  const soonest = numberAt(stock.programs, Date.parse(now) + FIRST_DAYS * DAY_MS);
  const soon = () => stock.programs.slice(0, soonest);
  if (wording.size === 0) return [{ among: soon, isEnough: isFull }];
  const said = () => numbered(stock, wording);
  const later = () => said().filter(({ number }) => number >= soonest);
  return [
    { among: said, isEnough: (considered) => considered.judging.isTold && isFull(considered) },
    { among: () => [...soon(), ...later()], isEnough: isFull },
  ];
}

function numbered({ programs }: Stock, found: Found): readonly Shelved[] {
  const all: Shelved[] = [];
  for (const number of found.numbers) {
    const one = programs[number];
    if (one !== undefined) all.push(one);
  }
  return all;
}

/** Gives the number of the first program that begins at an instant or after. */
function numberAt(programs: readonly Shelved[], instantMs: number): number {
  let [from, until] = [0, programs.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((programs[middle]?.startMs ?? 0) < instantMs) from = middle + 1;
    else until = middle;
  }
  return from;
}

function seek({ search, lexicon }: Stock, wish: ProgramWish): Sought {
  const wanted = wantedTopics(wish, lexicon);
  const find = (topics: readonly string[]) =>
    topics.length === 0 ? NOTHING_FOUND : search.search(topics, wish.language);
  const { required, helpful, unwanted } = wanted;
  const disliked = find(unwanted.topics);
  return {
    wanted,
    texts: required.length > 0 ? find(required) : undefined,
    wording: find(helpful),
    interests: find(wish.interests),
    // What the patron said not to want is left out: topics, and what is made for a group.
    isWanted: ({ number, program }) =>
      (disliked.size === 0 || disliked.get(number)?.nearness !== "sure") &&
      (unwanted.audience === undefined || !isMadeFor(program, unwanted.audience)),
  };
}

interface Given {
  readonly stock: Stock;
  readonly wish: ProgramWish;
  readonly now: string;
}

function considerAmong(about: readonly Shelved[], sought: Sought, given: Given): Considered {
  const { stock, wish, now } = given;
  const { texts, isWanted, wanted } = sought;
  const context: RelaxContext = {
    slots: wanted.slots,
    language: wish.language,
    today: localDate(now, stock.timeZone),
    places: stock.places,
    hasTopic: texts !== undefined,
  };
  const isUnwanted = unwantedTest(wish.unwanted ?? [], wanted.slots, context);
  const candidates = sureBeforeMentioned(
    offered(about, {
      without: wish.without,
      nowMs: Date.parse(now),
      isWanted: (one) => isWanted(one) && !isUnwanted(one),
    }),
    texts,
  );
  const filters = filtersOf(wanted.slots, context);
  const exact =
    filters.length === 0
      ? candidates
      : candidates.filter((one) => filters.every(({ fits }) => fits(one) > 0));
  const { fitting, relaxed } =
    exact.length > 0 || candidates.length === 0
      ? { fitting: exact, relaxed: new Set<FilterSlot>() }
      : relax(candidates, filters, context);
  const held = filters.filter(({ slot }) => !relaxed.has(slot));
  const judging = judgingOf(fitting, { sought, given, context, filters: held });
  const chosen = chooseBest(fitting, judging);
  return { wanted, context, filters, looked: about.length, candidates, fitting, relaxed, judging, chosen };
}

/** What takes place, has room and is not over; what is running counts while it lasts. */
function offered(
  programs: readonly Shelved[],
  {
    without,
    nowMs,
    isWanted,
  }: { without: readonly string[]; nowMs: number; isWanted: (one: Shelved) => boolean },
): readonly Shelved[] {
  const shown = new Set(without);
  return programs.filter(
    (one) =>
      one.endMs > nowMs && one.isOpen && (shown.size === 0 || !shown.has(one.program.id)) && isWanted(one),
  );
}

/** What merely mentions a topic is offered when nothing that is about it is left. */
function sureBeforeMentioned(candidates: readonly Shelved[], texts: Found | undefined): readonly Shelved[] {
  if (texts === undefined) return candidates;
  const sure = candidates.filter(({ number }) => texts.get(number)?.nearness === "sure");
  return sure.length > 0 ? sure : candidates;
}

/** Finds what the order depends on. */
function judgingOf(
  fitting: readonly Shelved[],
  {
    sought: { texts, wording, interests, wanted },
    given: { stock, wish, now },
    context,
    filters,
  }: {
    readonly sought: Sought;
    readonly given: Given;
    readonly context: RelaxContext;
    readonly filters: readonly Filter[];
  },
): Judging {
  // Of one or two words all are meant; among more, some may be anything.
  const isShort = wanted.helpful.join(" ").split(" ").length <= 2;
  const isTold = ({ number }: Shelved) =>
    isShort ? wording.has(number) : wording.get(number)?.nearness === "sure";
  const seen = [...wish.without, ...(wish.attended ?? [])];
  return {
    wish: { ...wish, slots: wanted.slots },
    places: stock.places,
    seen: new Set(seen.flatMap((id) => stock.byId.get(id)?.series ?? [])),
    nowMs: Date.parse(now),
    today: context.today,
    texts: texts ?? wording,
    wording: texts === undefined ? NOTHING_FOUND : wording,
    hasTopic: texts !== undefined,
    isTold: texts !== undefined || (wording.size > 0 && fitting.some(isTold)),
    interests,
    filters,
  };
}
