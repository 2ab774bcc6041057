/** What Kutsu knows of a patron because the patron chose it, and how a choice changes it. */
import type { Audience, Language } from "../understanding/understood.ts";

/** What Kutsu may write about before the patron does. A reminder that the patron asked for needs none of them. */
export const PURPOSES = ["reminders", "suggestions", "announcements", "campaigns"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** When messages that nobody asked for suit a patron best, within the hours that are not quiet. */
export const SUITS = ["day", "evening"] as const;
export type Suits = (typeof SUITS)[number];

/** How many programs a patron can save. */
export const SAVED_MOST = 30;

/** What Kutsu keeps of a patron beyond the conversation; every part is optional to give. */
export interface Profile {
  /** Topics the patron follows, as they said them. */
  readonly interests: readonly string[];
  /** The patron's own library or district, in its base form. */
  readonly home?: string;
  /** Whom the patron looks for programs for, besides children. */
  readonly audience?: Audience;
  /** Ages of the children the patron comes with, in years. */
  readonly childAges: readonly number[];
  readonly suits?: Suits;
  /** At most so many messages a week that the patron did not ask for; the library's own limit when absent. */
  readonly weeklyMost?: number;
  /** What the patron agreed to be written to about. */
  readonly allowed: readonly Purpose[];
  /** When the patron agreed to each (ISO 8601), as far as it is known. */
  readonly since?: Readonly<Partial<Record<Purpose, string>>>;
  /** What the patron said no to: it is not asked by the way again. */
  readonly declined?: readonly Purpose[];
  /** Ids of the programs the patron saved, soonest first. */
  readonly saved: readonly string[];
  /** Those of the saved ones that no reminders come for. */
  readonly silent?: readonly string[];
  /** Short topics of the smart city come once a week. */
  readonly series: boolean;
  /** Ids of programs the patron said they went to. */
  readonly attended?: readonly string[];
  /** The other channels the patron has joined; absent with nothing to tell. */
  readonly channels?: Channels;
  /** The personal calendar, once it was asked for. */
  readonly calendar?: Calendar;
}

/** Which address of a personal calendar holds: its number only grows, so that no old address comes back. */
export interface Calendar {
  readonly version: number;
  readonly off?: true;
}

/** A patron's channels as seen from one of them. */
export interface Channels {
  /** Which channel this one is of. */
  readonly here?: string;
  /** In the order they were joined. */
  readonly others: readonly {
    readonly address: string;
    /** Which channel it is of. */
    readonly channel: string;
    /** It can be removed from here: it was joined later, or has been silent for long. Whoever came last cannot shut out the first. */
    readonly mayPart: boolean;
  }[];
  /** This one was joined to another. */
  readonly isJoined: boolean;
  /** When a code to join another was asked for (ISO 8601), while it has not been used. */
  readonly invited?: string;
  /** On another channel something is under way that can go on here. */
  readonly continues: boolean;
}

/** A choice about the profile; null takes back what was given. */
export interface ProfileChange {
  readonly language?: Language;
  readonly follow?: string;
  readonly unfollow?: string;
  readonly home?: string | null;
  readonly audience?: Audience | null;
  readonly childAges?: readonly number[];
  readonly suits?: Suits | null;
  readonly weeklyMost?: number | null;
  readonly allow?: readonly Purpose[];
  readonly refuse?: readonly Purpose[];
  readonly series?: boolean;
}

/** How many topics a patron can follow. */
const INTERESTS_LIMIT = 50;

/** The part of a profile that a choice changes by itself, without the time and place it was made. */
export type Chosen = Omit<
  Profile,
  "allowed" | "since" | "declined" | "saved" | "silent" | "series" | "channels" | "calendar"
>;

/** Applies a choice to what was chosen before. */
export function changeChosen<Kept extends Chosen>(before: Kept, change: ProfileChange): Kept {
  const interests = before.interests.filter((topic) => topic !== change.unfollow && topic !== change.follow);
  if (change.follow !== undefined) interests.push(change.follow);
  return {
    ...before,
    interests: interests.slice(-INTERESTS_LIMIT),
    home: chosen(before.home, change.home),
    audience: chosen(before.audience, change.audience),
    childAges: change.childAges ?? before.childAges,
    suits: chosen(before.suits, change.suits),
    weeklyMost: chosen(before.weeklyMost, change.weeklyMost),
  };
}

/** Applies a choice to a whole profile, as a dialog sees it. */
export function changeProfile(before: Profile, change: ProfileChange): Profile {
  const { allow = [], refuse = [] } = change;
  return {
    ...changeChosen(before, change),
    allowed: [...new Set([...before.allowed, ...allow])].filter((purpose) => !refuse.includes(purpose)),
    declined: changeDeclined(before.declined, change),
    series: change.series ?? before.series,
  };
}

/** Remembers what was refused, until it is allowed. */
export function changeDeclined(
  before: readonly Purpose[] = [],
  { allow = [], refuse = [] }: Pick<ProfileChange, "allow" | "refuse">,
): readonly Purpose[] {
  const refused = before.filter((purpose) => !allow.includes(purpose));
  return [...new Set([...refused, ...refuse])];
}

/** Shows, renews or switches off the address of a personal calendar. */
export function changeCalendar(
  before: Calendar | undefined,
  change: "show" | "renew" | "off",
): Calendar | undefined {
  if (change === "off") return before && { ...before, off: true };
  // An address that was given up stays so.
  const holds = change === "show" && before?.off === undefined;
  return holds ? (before ?? { version: 1 }) : { version: (before?.version ?? 0) + 1 };
}

function chosen<Value>(before: Value | undefined, change: Value | null | undefined): Value | undefined {
  return change === null ? undefined : (change ?? before);
}
