/**
 * Decides what to offer for a wish: what fits, in order of how much it is what was asked, how soon it is and what
 * the patron follows. It offers nothing rather than something else.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { localDate } from "../understanding/local-time.ts";
import type { LocalDate, Slots } from "../understanding/understood.ts";
import { isMadeFor } from "./audience-match.ts";
import { type Filter, type FilterSlot, filtersOf, latest } from "./filters.ts";
import type { Lexicon } from "./lexicon.ts";
import type { PlaceBook } from "./place-match.ts";
import type { Program, Reason, Recommendation, Recommended } from "./program.ts";
import { type RelaxContext, relax, relaxationsOf, textIn } from "./relax.ts";
import type { ProgramSearch, TextMatch } from "./search.ts";
import type { Shelved } from "./shelved.ts";
import { topicInWords } from "./topic-label.ts";
import { type WantedTopics, wantedTopics } from "./wanted-topics.ts";

/** What there is to recommend from. */
export interface Stock {
  readonly programs: readonly Shelved[];
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
    offered(stock.programs, { without: wish.without, nowMs: Date.parse(now) }).filter(
      ({ program }) => (texts === undefined || texts.has(program.id)) && isWanted(program),
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
  const exact = candidates.filter((one) => filters.every(({ fits }) => fits(one) > 0));
  const { fitting, relaxed } =
    exact.length > 0
      ? { fitting: exact, relaxed: new Set<FilterSlot>() }
      : relax(candidates, filters, context);
  const lifts =
    texts ?? (helpful.length > 0 ? stock.search.search(helpful, language) : new Map<string, TextMatch>());
  const judged = judgeAll(fitting, {
    stock,
    wish,
    nowMs: Date.parse(now),
    today,
    texts: lifts,
    hasTopic: texts !== undefined,
    filters: filters.filter(({ slot }) => !relaxed.has(slot)),
  });
  const chosen = choose(judged, { limit: wish.limit, hasTopic: texts !== undefined });
  const first = chosen[0];
  return {
    results: chosen.map(({ one, score, reasons }): Recommended => ({ program: one.program, score, reasons })),
    relaxed: first === undefined ? [] : relaxationsOf(first.one, relaxed, context),
    ...(slots.topic !== undefined && required.length > 0 && { topics: topicsSaid(required, first, wish) }),
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
  const sure = candidates.filter(({ program }) => texts?.get(program.id)?.nearness === "sure");
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
  { without, nowMs }: { without: readonly string[]; nowMs: number },
): readonly Shelved[] {
  const shown = new Set(without);
  return programs.filter(
    ({ program, endMs }) => program.status === "scheduled" && endMs > nowMs && !shown.has(program.id),
  );
}

interface Judging {
  readonly stock: Stock;
  readonly wish: ProgramWish;
  readonly nowMs: number;
  readonly today: LocalDate;
  readonly texts: ReadonlyMap<string, TextMatch>;
  readonly hasTopic: boolean;
  /** The slots that hold. */
  readonly filters: readonly Filter[];
}

interface Judged {
  readonly one: Shelved;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** The topics it is about, as search knows them. */
  readonly topics: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;
/** "Soon" is a reason up to here. */
const SOON_MS = 3 * DAY_MS;
/** Weights of the parts of a score; each part is 0 to 1. */
const WITH_TOPIC = { text: 0.6, soon: 0.14, interest: 0.1, fit: 0.16 };
const WITHOUT_TOPIC = { text: 0.15, soon: 0.4, interest: 0.2, fit: 0.25 };

function judgeAll(fitting: readonly Shelved[], judging: Judging): readonly Judged[] {
  const { stock, wish } = judging;
  const interests =
    wish.interests.length > 0
      ? stock.search.search(wish.interests, wish.language)
      : new Map<string, TextMatch>();
  const shown = new Set(wish.without);
  const shownSeries = new Set(
    shown.size === 0
      ? []
      : stock.programs.flatMap(({ program, series }) => (shown.has(program.id) ? [series] : [])),
  );
  const weights = judging.hasTopic ? WITH_TOPIC : WITHOUT_TOPIC;
  return fitting
    .map((one): Judged => {
      const text = judging.texts.get(one.program.id);
      const interest = interests.get(one.program.id);
      const sum =
        weights.text * (text?.score ?? 0) +
        weights.soon * soonness(one, judging) +
        weights.interest * (interest?.score ?? 0) +
        weights.fit * fitOf(one, judging.filters);
      // Another time of what was just shown comes after everything else.
      const again = shownSeries.has(one.series) ? 0.1 : 1;
      const factors =
        lengthFactor(one) * languageFactor(one, wish) * forWhomFactor(one, judging.filters) * again;
      const score = Math.round(sum * factors * 1000) / 1000;
      return {
        one,
        score,
        reasons: reasonsFor(one, { ...judging, text, interest }),
        topics: text?.topics ?? [],
      };
    })
    .toSorted(
      (a, b) =>
        b.score - a.score || a.one.startMs - b.one.startMs || (a.one.program.id < b.one.program.id ? -1 : 1),
    );
}

/** Halves with each week that lies between; counted from the first day the patron has in mind. */
function soonness(one: Shelved, { nowMs, wish: { slots } }: Judging): number {
  const from = slots.when === undefined ? nowMs : Math.max(nowMs, Date.parse(slots.when.from) - DAY_MS / 8);
  return 1 / (1 + Math.max(0, one.startMs - from) / (7 * DAY_MS));
}

function fitOf(one: Shelved, filters: readonly Filter[]): number {
  return filters.reduce((product, { fits }) => product * fits(one), 1);
}

/** What lasts for months is there any day: a program of one evening goes first. */
function lengthFactor({ lengthDays }: Shelved): number {
  return lengthDays > 31 ? 0.35 : lengthDays > 7 ? 0.6 : lengthDays > 1.5 ? 0.85 : 1;
}

/** What is made for the patron goes before what says nothing of it, though that be more about the topic. */
function forWhomFactor(one: Shelved, filters: readonly Filter[]): number {
  return filters.reduce((product, { slot, fits }) => {
    if (slot === "audience" || slot === "age") return product * (0.4 + 0.6 * fits(one));
    return slot === "eventLanguage" ? product * (0.5 + 0.5 * fits(one)) : product;
  }, 1);
}

/** A program the patron may not follow is offered, but later. */
function languageFactor(
  { program: { languages, title } }: Shelved,
  { language, slots }: ProgramWish,
): number {
  if (slots.eventLanguage !== undefined || languages.includes(language)) return 1;
  if (languages.length > 0) return 0.85;
  return title[language] === undefined ? 0.92 : 1;
}

function reasonsFor(
  one: Shelved,
  judging: Judging & { readonly text: TextMatch | undefined; readonly interest: TextMatch | undefined },
): readonly Reason[] {
  const { wish, text, interest, filters, today, hasTopic } = judging;
  const { slots, language } = wish;
  const held = new Set(filters.map(({ slot }) => slot));
  const topics = hasTopic ? (text?.topics ?? []) : [];
  const place = textIn(one.program.place?.name ?? {}, language);
  const reasons: Reason[] = topics.map((topic) => ({
    kind: "topic",
    value: topicInWords(topic, language, wish.text),
  }));
  if (TIME_SLOTS.some((slot) => held.has(slot)))
    reasons.push({ kind: "when", value: dayOffered(one, held.has("when") ? slots : {}, today) });
  if (held.has("place")) reasons.push({ kind: "place", value: place });
  // A program that does not say for whom it is must not be praised as made for children.
  const fitsAge = filters.find(({ slot }) => slot === "age")?.fits(one) ?? 0;
  if (fitsAge >= 0.5) reasons.push({ kind: "age", value: String(slots.age) });
  if (held.has("audience") && slots.audience !== undefined && isMadeFor(one.program, slots.audience))
    reasons.push({ kind: "audience", value: slots.audience });
  if (held.has("eventLanguage")) reasons.push({ kind: "language", value: slots.eventLanguage ?? "" });
  if (held.has("free")) reasons.push({ kind: "free" });
  if (held.has("online")) reasons.push({ kind: "online" });
  const followed = interest?.topics.find((topic) => !topics.includes(topic));
  if (followed !== undefined) reasons.push({ kind: "interest", value: topicInWords(followed, language) });
  if (!held.has("when") && one.startMs - judging.nowMs <= SOON_MS && one.lengthDays < 2)
    reasons.push({ kind: "soon" });
  return reasons;
}

const TIME_SLOTS: readonly FilterSlot[] = ["when", "weekdays", "partOfDay", "after", "before"];

function dayOffered(one: Shelved, { when }: Slots, today: LocalDate): LocalDate {
  return latest(one.startDate, today, when?.from ?? today);
}

/** Of what is as good, another kind goes before a third of the same. */
const MOST_OF_A_KIND = 2;
/** With a topic, another kind must be this near to the best to go before. */
const NEAR_ENOUGH = 0.7;

function choose(
  judged: readonly Judged[],
  { limit, hasTopic }: { limit: number; hasTopic: boolean },
): readonly Judged[] {
  const series = new Set<string>();
  const kinds = new Map<string, number>();
  const chosen: Judged[] = [];
  const later: Judged[] = [];
  const floor = hasTopic ? (judged[0]?.score ?? 0) * NEAR_ENOUGH : 0;
  for (const item of judged) {
    if (chosen.length >= limit) break;
    const { one, score } = item;
    if (series.has(one.series)) continue;
    series.add(one.series);
    const count = kinds.get(one.kind) ?? 0;
    // What is far from the topic must not push out what is asked for.
    if (score < floor && later.length > 0) chosen.push(...later.splice(0, limit - chosen.length));
    if (chosen.length >= limit) break;
    if (count >= MOST_OF_A_KIND && chosen.length < 3) later.push(item);
    else {
      chosen.push(item);
      kinds.set(one.kind, count + 1);
    }
  }
  return [...chosen, ...later].slice(0, limit);
}
