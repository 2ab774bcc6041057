/**
 * Tells whether a program suits an age or a group. A program that says nothing is for grown-ups; for children it
 * counts only where its topic was asked for.
 */
import type { Audience } from "../understanding/understood.ts";
import type { Program } from "./program.ts";

/** Years, inclusive. */
const AGES: Readonly<Record<Audience, readonly [number, number]>> = {
  babies: [0, 1],
  children: [3, 12],
  teens: [13, 17],
  adults: [18, 64],
  seniors: [65, 120],
  families: [0, 12],
};

/** How well a program for others suits a group; what is not listed does not. */
const SUITS: Readonly<Record<Audience, Partial<Record<Audience, number>>>> = {
  babies: { babies: 1, families: 0.5 },
  children: { children: 1, families: 0.9 },
  teens: { teens: 1, families: 0.4 },
  adults: { adults: 1 },
  seniors: { seniors: 1, adults: 0.6 },
  families: { families: 1, children: 0.95, babies: 0.9 },
};

/** What a program that does not say for whom it is counts for. */
const UNTOLD: Readonly<Record<Audience, { readonly alone: number; readonly withTopic: number }>> = {
  babies: { alone: 0, withTopic: 0.3 },
  children: { alone: 0, withTopic: 0.3 },
  teens: { alone: 0, withTopic: 0.35 },
  adults: { alone: 0.7, withTopic: 0.7 },
  seniors: { alone: 0.5, withTopic: 0.6 },
  families: { alone: 0, withTopic: 0.3 },
};

/**
 * Tells how well a program suits a group: 0 not at all, 1 it is made for it. `months` is the age of a baby, or about
 * that of children told of by school year.
 */
export function fitsAudience(
  program: Program,
  audience: Audience,
  { hasTopic, months }: { readonly hasTopic: boolean; readonly months?: number | undefined },
): number {
  if (audience === "babies" && months !== undefined && !isOldEnough(program, months)) return 0;
  const years = audience === "babies" || months === undefined ? undefined : months / 12;
  const share = program.ages === undefined ? undefined : overlap(program.ages, AGES[audience]);
  if (years !== undefined && program.ages?.max !== undefined && isYoung(program.ages.max)) {
    const near = nearness(program.ages, years);
    if (near === 1) return MADE_FOR_YEARS;
    return share === 0 ? 0 : near * fitsUnaged(program, audience, { hasTopic, share });
  }
  return share === 0 ? 0 : fitsUnaged(program, audience, { hasTopic, share });
}

/** What a program of just these years counts for. */
const MADE_FOR_YEARS = 1;
/** What a program for children a year or more off counts for: a group is not one age, and nobody is turned away. */
const NEARNESS = [1, 0.8, 0.5] as const;
const FAR = 0.3;
/** Programs up to this age are for children and the young; "from 7 to 99" is for all. */
const isYoung = (age: number) => age <= 20;

function nearness({ min = 0, max = Number.POSITIVE_INFINITY }: NonNullable<Program["ages"]>, years: number) {
  return NEARNESS[Math.ceil(Math.max(0, min - years, years - max))] ?? FAR;
}

/** How well a program suits a group, its age left aside; `share` is that of the program's ages the group has. */
function fitsUnaged(
  program: Program,
  audience: Audience,
  { hasTopic, share }: { readonly hasTopic: boolean; readonly share: number | undefined },
): number {
  const byGroup = fitsGroup(program, audience);
  // Ages 13 to 19 are no program for grown-ups when the source says that it is for teens.
  if (byGroup > 0 || (share !== undefined && (program.audiences.length === 0 || share >= 0.5))) {
    return Math.max(byGroup, share === undefined ? 0 : 0.5 + 0.5 * share);
  }
  if (program.audiences.length > 0) return byGroup;
  return hasTopic ? UNTOLD[audience].withTopic : UNTOLD[audience].alone;
}

/** A program tells its ages in years. */
function isOldEnough({ ages }: Program, months: number): boolean {
  return months >= (ages?.min ?? 0) * 12 && months < ((ages?.max ?? 120) + 1) * 12;
}

function fitsGroup(program: Program, audience: Audience): number {
  return Math.max(0, ...program.audiences.map((group) => SUITS[audience][group] ?? 0));
}

/** A group named in a program this near is as good as named itself. */
const NAMED = 0.9;

/**
 * Tells whether a program may be praised as suiting a group: the source names the group, or its ages are the group's.
 * What merely does not rule the group out is no reason.
 */
export function isMadeFor(program: Program, audience: Audience): boolean {
  if (fitsGroup(program, audience) >= NAMED) return true;
  const { ages } = program;
  if (ages === undefined || program.audiences.length > 0) return false;
  const [from, until] = AGES[audience];
  const coversAll = (ages.min ?? 0) <= from && (ages.max ?? Number.POSITIVE_INFINITY) >= until;
  return coversAll || overlap(ages, AGES[audience]) >= 0.5;
}

/** Tells how well a program suits a person of an age in years. */
export function fitsAge(program: Program, age: number, hasTopic: boolean): number {
  const { min = 0, max = Number.POSITIVE_INFINITY } = program.ages ?? {};
  if (age < min || age > max) return 0;
  if (program.ages?.max !== undefined) return 1;
  // Children turn into teens at no exact age.
  const groups = GROUPS.filter(
    (group) => age >= AGES[group][0] - (group === "teens" ? 2 : 0) && age <= AGES[group][1],
  );
  return Math.max(
    0,
    ...groups.map((group) => fitsAudience({ ...program, ages: undefined }, group, { hasTopic })),
  );
}

const GROUPS: readonly Audience[] = ["babies", "children", "teens", "adults", "seniors"];

/** Tells which share of a program's ages a group has; a range without an end ("from 7 years") is for many. */
function overlap(
  { min = 0, max }: NonNullable<Program["ages"]>,
  [from, until]: readonly [number, number],
): number {
  const last = max ?? 120;
  const years = Math.min(last, until) - Math.max(min, from) + 1;
  return years <= 0 ? 0 : Math.min(1, years / (last - min + 1));
}
