/**
 * Puts programs in the order they are offered in: what is most about what was asked, soon, followed by the patron and
 * made for them; each series once, and not three of a kind.
 */
import type { ProgramWish } from "../dialog/services.ts";
import type { LocalDate } from "../understanding/understood.ts";
import type { Filter } from "./filters.ts";
import type { TextMatch } from "./search.ts";
import type { Shelved } from "./shelved.ts";

/** What a wish is ranked by. */
export interface Judging {
  /** All there are. */
  readonly programs: readonly Shelved[];
  readonly wish: ProgramWish;
  readonly nowMs: number;
  readonly today: LocalDate;
  readonly texts: ReadonlyMap<string, TextMatch>;
  /** How well the whole of what was said fits, beside the topics. */
  readonly wording: ReadonlyMap<string, TextMatch>;
  readonly interests: ReadonlyMap<string, TextMatch>;
  readonly hasTopic: boolean;
  /** What was said tells what it should be about, be it no topic that was understood. */
  readonly isTold: boolean;
  /** The slots that hold. */
  readonly filters: readonly Filter[];
}

/** A program with its place in the order. */
export interface Judged {
  readonly one: Shelved;
  readonly score: number;
  /** The topics it is about, as search knows them. */
  readonly topics: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;
/** Weights of the parts of a score; each part is 0 to 1. */
const WITH_TOPIC = { text: 0.6, soon: 0.14, interest: 0.1, fit: 0.16 };
const WITHOUT_TOPIC = { text: 0.15, soon: 0.4, interest: 0.2, fit: 0.25 };

/** Of many, this many of the best are looked at first. */
const LOOKED_AT = 200;

/** Chooses among the best; among all, when those are too much alike. */
export function chooseBest(fitting: readonly Shelved[], judging: Judging): readonly Judged[] {
  const scores = scoresOf(fitting, judging);
  const { limit } = judging.wish;
  const floor = scores.length > LOOKED_AT ? (scores.toSorted().at(-LOOKED_AT) ?? 0) : 0;
  const best = choose(inOrder(fitting, { scores, floor, judging }), { limit, hasTopic: judging.hasTopic });
  if (floor === 0 || best.length >= limit) return best;
  return choose(inOrder(fitting, { scores, floor: 0, judging }), { limit, hasTopic: judging.hasTopic });
}

/** Puts those that score at least `floor` in order. */
function inOrder(
  fitting: readonly Shelved[],
  { scores, floor, judging }: { scores: Float64Array; floor: number; judging: Judging },
): readonly Judged[] {
  return fitting
    .flatMap((one, at): readonly Judged[] => {
      const score = scores[at] ?? 0;
      return score < floor ? [] : [{ one, score, topics: judging.texts.get(one.program.id)?.topics ?? [] }];
    })
    .toSorted(
      (a, b) =>
        b.score - a.score || a.one.startMs - b.one.startMs || (a.one.program.id < b.one.program.id ? -1 : 1),
    );
}

function scoresOf(fitting: readonly Shelved[], judging: Judging): Float64Array {
  const { programs, wish, interests } = judging;
  const shown = new Set(wish.without);
  const shownSeries = new Set(
    shown.size === 0
      ? []
      : programs.flatMap(({ program, series }) => (shown.has(program.id) ? [series] : [])),
  );
  const aboutness = aboutnessOf(fitting, judging);
  const weights = judging.isTold ? WITH_TOPIC : WITHOUT_TOPIC;
  return Float64Array.from(fitting, (one, at) => {
    const interest = interests.size === 0 ? undefined : interests.get(one.program.id);
    const sum =
      weights.text * (aboutness[at] ?? 0) +
      weights.soon * soonness(one, judging) +
      weights.interest * (interest?.score ?? 0) +
      weights.fit * fitOf(one, judging.filters);
    // Another time of what was just shown comes after everything else.
    const again = shownSeries.has(one.series) ? 0.1 : 1;
    const factors =
      lengthFactor(one) * languageFactor(one, wish) * forWhomFactor(one, judging.filters) * again;
    return Math.round(sum * factors * 1000) / 1000;
  });
}

/** The part of a text's score that is owed to the wording. */
const WORDING_SHARE = 0.35;

/** How much each is about what was asked, against what is most about it. */
function aboutnessOf(fitting: readonly Shelved[], { texts, wording }: Judging): Float64Array {
  const scoresIn = (found: ReadonlyMap<string, TextMatch>) =>
    Float64Array.from(fitting, ({ program: { id } }) => (found.size === 0 ? 0 : (found.get(id)?.score ?? 0)));
  const ofTopics = scoresIn(texts);
  const ofWording = scoresIn(wording);
  const bestWording = highest(ofWording);
  if (bestWording > 0) {
    for (const [at, score] of ofWording.entries())
      ofTopics[at] = (1 - WORDING_SHARE) * (ofTopics[at] ?? 0) + (WORDING_SHARE * score) / bestWording;
  }
  const best = highest(ofTopics);
  return best > 0 ? ofTopics.map((score) => score / best) : ofTopics;
}

function highest(scores: Float64Array): number {
  return scores.reduce((most, score) => Math.max(most, score), 0);
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
