/** Offers to remember what a search named: its topic first, then its place, then the age of the child; one at a time. */
import type { Choice, Line, TurnRecord } from "../src/dialog/dialog.ts";
import type { ProfileChange } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Slots } from "../src/understanding/understood.ts";
import { OLDEST_CHILD } from "./ages.ts";

const FOLLOW = "follow:";
const PLACE = "place:";
const AGE = "age:";

/** Finds the one thing to offer to remember of a search; `topic` is the one that could be followed. */
export function rememberChoice(
  topic: string | undefined,
  { place, age }: Slots,
  { profile, isGroup }: Services,
): readonly Choice[] {
  if (isGroup) return [];
  if (topic !== undefined)
    return [{ value: `${FOLLOW}${topic}`, label: { phrase: "recommend.choice.follow", values: { topic } } }];
  if (place !== undefined && profile.home === undefined)
    return [
      { value: `${PLACE}${place}`, label: { phrase: "recommend.choice.rememberPlace", values: { place } } },
    ];
  const isNew = age !== undefined && age <= OLDEST_CHILD && !profile.childAges.includes(age);
  return isNew
    ? [{ value: `${AGE}${age}`, label: { phrase: "recommend.choice.rememberAge", values: { age } } }]
    : [];
}

/** What is said when something is remembered, what can follow at once, and what is kept. */
interface Remembered {
  readonly line: Line;
  readonly choices: readonly Choice[];
  readonly records: readonly TurnRecord[];
}

/** What is said and kept when the patron takes such a choice; undefined for any other value. */
export function rememberedBy(value: string, services: Services): Remembered | undefined {
  const [, kind, said = ""] = /^(follow:|place:|age:)(.+)$/s.exec(value) ?? [];
  const { profile } = services;
  switch (kind) {
    case FOLLOW:
      return kept(
        { key: "recommend.followed", values: { topic: said } },
        { change: { follow: said }, choices: newsChoice(services) },
      );
    case PLACE:
      return kept({ key: "recommend.remembered.place", values: { place: said } }, { change: { home: said } });
    case AGE: {
      const age = Number(said);
      const childAges = [...new Set([...profile.childAges, age])].sort((one, other) => one - other);
      return kept({ key: "recommend.remembered.age", values: { age } }, { change: { childAges } });
    }
  }
  return undefined;
}

function kept(
  line: Line,
  { change, choices = [] }: { readonly change: ProfileChange; readonly choices?: readonly Choice[] },
): Remembered {
  return { line, choices, records: [{ record: "profile", change }] };
}

/** Offers to tell of new programs about a topic that is followed now, unless that was answered before. */
function newsChoice({ profile }: Services): readonly Choice[] {
  const isAnswered = [...profile.allowed, ...(profile.declined ?? [])].includes("suggestions");
  return isAnswered
    ? []
    : [{ value: "open:settings:suggestions", label: { phrase: "recommend.choice.news" } }];
}
