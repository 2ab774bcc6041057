/** What a patron does not want while a search goes on: what it takes out of the search, and how it is told. */
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import { addDays, weekdayOf } from "../src/understanding/local-time.ts";
import type { Slots } from "../src/understanding/understood.ts";

type Unwanted = readonly Slots[];

/** Takes out of the slots what is refused: no search can be for Saturday and not for Saturday. */
export function withoutRefused(slots: Slots, refused: Unwanted): Slots {
  return refused.reduce(withoutOne, slots);
}

function withoutOne(slots: Slots, refused: Slots): Slots {
  const topic = slots.topic?.filter((one) => !refused.topic?.includes(one));
  const weekdays = refusesDays(refused)
    ? slots.weekdays?.filter((day) => refused.when !== undefined || !refused.weekdays?.includes(day))
    : slots.weekdays;
  const left: Record<string, unknown> = { ...slots, topic, weekdays };
  if (
    refusesDays(refused) &&
    slots.when !== undefined &&
    daysOf(slots.when).every((day) => isIn(day, refused))
  )
    left.when = undefined;
  for (const name of ["place", "partOfDay", "audience", "age", "online", "free", "eventLanguage"] as const)
    if (isAlone(refused) && refused[name] !== undefined && isSame(refused[name], slots[name]))
      left[name] = undefined;
  if (left.audience === undefined) left.months = undefined;
  const names = Object.entries(left).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(names);
}

function isSame(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

/** One thing alone is refused, not a place on a day. */
function isAlone(refused: Slots): boolean {
  return Object.keys(refused).filter((name) => name !== "months").length === 1;
}

function refusesDays(refused: Slots): boolean {
  return Object.keys(refused).every((name) => name === "when" || name === "weekdays");
}

function isIn(day: string, { when, weekdays }: Slots): boolean {
  return (
    (when === undefined || (day >= when.from && day < when.until)) &&
    (weekdays === undefined || weekdays.includes(weekdayOf(day)))
  );
}

const LONGEST_DAYS = 400;

function daysOf({ from, until }: NonNullable<Slots["when"]>): readonly string[] {
  const days: string[] = [];
  for (let day = from; day < until && days.length < LONGEST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}

const DAYS_OF_WEEK = 7;

/** Keeps of what was refused what the patron has not asked for since. */
export function stillUnwanted(unwanted: Unwanted, asked: Slots): Unwanted {
  return unwanted.filter((refused) => {
    if (refused.place !== undefined && asked.place !== undefined) return false;
    if (refusesDays(refused) && asked.weekdays?.length === DAYS_OF_WEEK) return false;
    return Object.keys(withoutOne(asked, refused)).length === Object.keys(asked).length;
  });
}

/** Names what is refused, each once; a single day is told by itself, since a date ends in a full stop in Finnish. */
export function unwantedNames(unwanted: Unwanted): {
  readonly days: readonly string[];
  readonly names: readonly Value[];
} {
  const days = unwanted.flatMap((one) => singleDay(one) ?? []);
  const names = unwanted.filter((one) => singleDay(one) === undefined).flatMap(namesOf);
  const seen = new Map(names.map((name) => [JSON.stringify(name), name]));
  return { days: [...new Set(days)].toSorted(), names: [...seen.values()] };
}

function singleDay(refused: Slots): string | undefined {
  const { when } = refused;
  return isAlone(refused) && when !== undefined && addDays(when.from, 1) === when.until
    ? when.from
    : undefined;
}

/** A place, a group and a topic have names; times that are refused together have none. */
function namesOf(refused: Slots): readonly Value[] {
  const { place, audience, topic = [], online, free, eventLanguage } = refused;
  return [
    ...timesOf(refused),
    ...(place === undefined ? [] : [place]),
    ...(audience === undefined ? [] : [named(`audience.${audience}`)]),
    ...topic.map((one): Value => ({ phrase: "recommend.without.topic", values: { topic: shortened(one) } })),
    ...(online === undefined ? [] : [named("online")]),
    ...(free === undefined ? [] : [named("free")]),
    ...(eventLanguage === undefined
      ? []
      : [
          {
            phrase: "recommend.without.language",
            values: { language: { languageName: eventLanguage } },
          } as const,
        ]),
  ];
}

function timesOf({ when, weekdays, partOfDay, after, before }: Slots): readonly Value[] {
  const parts = [when, weekdays, partOfDay, after, before].filter((part) => part !== undefined);
  if (parts.length === 0) return [];
  if (parts.length > 1 || when !== undefined || after !== undefined || before !== undefined)
    return [named("times")];
  if (partOfDay !== undefined) return [named(partOfDay)];
  return (weekdays ?? []).map((day) => named(`weekday.${day}`));
}

function named(name: string): Value {
  return { phrase: `recommend.without.${name}` as LocaleKey };
}

const LONGEST = 40;

/** Cuts what the patron said, to be said back to them. */
export function shortened(said: string): string {
  const letters = [...said];
  return letters.length <= LONGEST
    ? said
    : `${letters
        .slice(0, LONGEST - 1)
        .join("")
        .trimEnd()}…`;
}
