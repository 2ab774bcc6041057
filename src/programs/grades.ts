/**
 * What speaks for a program beside others that fit as well: each part and each factor of its score on its own, so
 * that a score can be told in parts. It decides nothing.
 */

import type { ProgramWish } from "../dialog/services.ts";
import type { LocalDate } from "../understanding/understood.ts";
import { fitsAge, fitsAudience } from "./audience-match.ts";
import type { Filter } from "./filters.ts";
import type { Found } from "./found.ts";
import { distanceKm, type PlaceBook } from "./place-match.ts";
import type { Shelved } from "./shelved.ts";

/** What a wish is ranked by. */
export interface Judging {
  readonly wish: ProgramWish;
  readonly nowMs: number;
  readonly today: LocalDate;
  readonly texts: Found;
  /** How well the whole of what was said fits, beside the topics. */
  readonly wording: Found;
  readonly interests: Found;
  readonly places: PlaceBook;
  /** Series of which another time was shown or attended. */
  readonly seen: ReadonlySet<string>;
  readonly hasTopic: boolean;
  /** What was said tells what it should be about, be it no topic that was understood. */
  readonly isTold: boolean;
  /** The slots that hold. */
  readonly filters: readonly Filter[];
}

/** What is added up, each by its weight. */
export const PARTS = ["text", "soon", "interest", "near", "fit"] as const;
/** What the sum is multiplied by: it takes away. */
export const FACTORS = ["length", "language", "forWhom", "own", "record", "seen"] as const;

/** What a score is made of; values are 0 to 1. */
export interface Grades {
  readonly parts: Readonly<
    Record<(typeof PARTS)[number], { readonly weight: number; readonly value: number }>
  >;
  readonly factors: Readonly<Record<(typeof FACTORS)[number], number>>;
}

/** Grades programs beside others that fit as well. */
export interface Grader {
  /** Gives the score alone: thousands are asked for. */
  scoreOf(one: Shelved): number;
  gradesOf(one: Shelved): Grades;
}

/** Scores are steps of one in so many. */
export const SCORE_STEPS = 1000;
const WEEK_MS = 7 * 24 * 3600 * 1000;
const WITH_TOPIC = { text: 0.6, soon: 0.14, interest: 0.1, near: 0.08, fit: 0.16 };
const WITHOUT_TOPIC = { text: 0.15, soon: 0.4, interest: 0.2, near: 0.15, fit: 0.25 };

/** Another time of what was just shown or attended comes after everything else. */
const SEEN_FACTOR = 0.1;
/** What a record without anything but a title loses. */
const RECORD_SHARE = 0.08;
/** Halves what is near with each of so many kilometres. */
const NEAR_KM = 4;

/** Gives what grades each of the programs that fit. */
export function grader(fitting: readonly Shelved[], judging: Judging): Grader {
  const { wish, interests, filters, seen } = judging;
  const weights = judging.isTold ? WITH_TOPIC : WITHOUT_TOPIC;
  const aboutness = aboutnessIn(fitting, judging);
  const nearness = nearnessTo(judging);
  const soonness = soonnessFor(judging);
  const own = ownFactor(judging);
  const partOf: Readonly<Record<(typeof PARTS)[number], (one: Shelved) => number>> = {
    text: aboutness,
    soon: soonness,
    interest: ({ number }) => (interests.size === 0 ? 0 : (interests.get(number)?.score ?? 0)),
    near: nearness,
    fit: (one) => fitOf(one, filters),
  };
  const factorOf: Readonly<Record<(typeof FACTORS)[number], (one: Shelved) => number>> = {
    length: lengthFactor,
    // What is held in the language that was asked for is wanted in it.
    language: ({ followed }) => (wish.slots.eventLanguage === undefined ? followed[wish.language] : 1),
    forWhom: (one) => forWhomFactor(one, filters),
    own,
    record: ({ quality }) => 1 - RECORD_SHARE * (1 - quality),
    seen: ({ series }) => (seen.size > 0 && seen.has(series) ? SEEN_FACTOR : 1),
  };
  const scoreOf = (one: Shelved) => {
    let score = 0;
    for (const part of PARTS) score += weights[part] * partOf[part](one);
    for (const factor of FACTORS) score *= factorOf[factor](one);
    return Math.round(score * SCORE_STEPS) / SCORE_STEPS;
  };
  const gradesOf = (one: Shelved): Grades => {
    const part = (name: (typeof PARTS)[number]) => ({ weight: weights[name], value: partOf[name](one) });
    const factor = (name: (typeof FACTORS)[number]) => factorOf[name](one);
    return {
      parts: {
        text: part("text"),
        soon: part("soon"),
        interest: part("interest"),
        near: part("near"),
        fit: part("fit"),
      },
      factors: {
        length: factor("length"),
        language: factor("language"),
        forWhom: factor("forWhom"),
        own: factor("own"),
        record: factor("record"),
        seen: factor("seen"),
      },
    };
  };
  return { scoreOf, gradesOf };
}

/** Counted from the first day the patron has in mind, in whose night it may begin. */
function soonnessFor({ nowMs, wish: { slots } }: Judging): (one: Shelved) => number {
  const fromMs = Math.max(nowMs, slots.when === undefined ? 0 : Date.parse(slots.when.from) - WEEK_MS / 56);
  return ({ startMs }) => 1 / (1 + Math.max(0, startMs - fromMs) / WEEK_MS);
}

/** The part of a text's score that is owed to the wording. */
const WORDING_SHARE = 0.55;

/** How much each is about what was asked, against what is most about it. */
function aboutnessIn(fitting: readonly Shelved[], { texts, wording }: Judging): (one: Shelved) => number {
  if (texts.size === 0 && wording.size === 0) return () => 0;
  const bestWording = highest(fitting, ({ number }) => wording.get(number)?.score ?? 0);
  const mixed = ({ number }: Shelved) => {
    const score = texts.get(number)?.score ?? 0;
    if (bestWording === 0) return score;
    const said = wording.get(number)?.score ?? 0;
    // What all the words fit may be about the topic by more than the topic's own word tells.
    return (1 - WORDING_SHARE) * Math.max(score, said) + (WORDING_SHARE * said) / bestWording;
  };
  const best = highest(fitting, mixed);
  return best > 0 ? (one) => mixed(one) / best : mixed;
}

function highest(fitting: readonly Shelved[], scoreOf: (one: Shelved) => number): number {
  let most = 0;
  for (const one of fitting) most = Math.max(most, scoreOf(one));
  return most;
}

/** How near each is to the patron's own library or district; the same for all where none is known. */
function nearnessTo({ wish: { home, language }, places }: Judging): (one: Shelved) => number {
  const from = home === undefined ? undefined : places.findPosition(home, language);
  if (from === undefined) return () => 0;
  const known = new Map<string, number>();
  return ({ where, program: { place } }) => {
    let value = known.get(where);
    if (value === undefined) {
      const position = place === undefined ? undefined : places.positionOf(place);
      value = position === undefined ? 0 : 1 / (1 + distanceKm(from, position) / NEAR_KM);
      known.set(where, value);
    }
    return value;
  };
}

/** What suits nobody of the patron's own loses so much. */
const OWN_SHARE = 0.2;

/** What suits the patron's children, or those the patron looks for, goes before; nothing is left out by it. */
function ownFactor({ wish: { childAges = [], audience }, hasTopic }: Judging): (one: Shelved) => number {
  if (childAges.length === 0 && audience === undefined) return () => 1;
  return ({ program }) => {
    const fits = childAges.map((age) => fitsAge(program, age, hasTopic));
    if (audience !== undefined) fits.push(fitsAudience(program, audience, { hasTopic }));
    return 1 - OWN_SHARE * (1 - Math.max(...fits));
  };
}

function fitOf(one: Shelved, filters: readonly Filter[]): number {
  let product = 1;
  for (const { fits } of filters) product *= fits(one);
  return product;
}

/** What lasts for months is there any day: a program of one evening goes first. */
function lengthFactor({ lengthDays }: Shelved): number {
  return lengthDays > 31 ? 0.35 : lengthDays > 7 ? 0.6 : lengthDays > 1.5 ? 0.85 : 1;
}

/** What is made for the patron goes before what says nothing of it, though that be more about the topic. */
function forWhomFactor(one: Shelved, filters: readonly Filter[]): number {
  let product = 1;
  for (const { slot, fits } of filters) {
    if (slot === "audience" || slot === "age") product *= 0.4 + 0.6 * fits(one);
    else if (slot === "eventLanguage") product *= 0.5 + 0.5 * fits(one);
  }
  return product;
}
