/**
 * The segments a patron belongs to, told from the profile alone: pure. A segment is named `<kind>:<value>`, or by its kind
 * where there is nothing to tell apart.
 */
import { type Address, channelOf } from "../../channels/channel.ts";
import { PURPOSES } from "../../dialog/profile.ts";
import { encodeId } from "../../id-code.ts";
import { conceptOf } from "../../programs/topic-label.ts";
import { AUDIENCES, LANGUAGES } from "../../understanding/understood.ts";
import { addressToWriteTo } from "../address-to-write-to.ts";
import type { Patron } from "../patron.ts";

/** What patrons are told apart by. `channel` is every channel that reaches them, `via` the one that Kutsu writes first on. */
export const KINDS = [
  "all",
  "language",
  "interest",
  "district",
  "audience",
  "age",
  "channel",
  "via",
  "unreachable",
  "consent",
  "active",
  "announced",
  "saved",
  "attended",
  "told",
  "campaign",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds that stand alone: `all` is everybody Kutsu knows, `unreachable` whoever no message reaches on any channel. */
export const ALONE: readonly Kind[] = ["all", "unreachable"];

/** Kinds whose values are fixed. */
export const FIXED: Partial<Record<Kind, readonly string[]>> = {
  language: LANGUAGES,
  audience: AUDIENCES,
  consent: PURPOSES,
};

/** Kinds whose values are the day (UTC) of the last time: a patron is on one of the days only, and asked for by how many days back. */
export const DAILY: readonly Kind[] = ["active", "announced"];

/** Ids are as their source writes them; anything else is the same in capitals. */
const IDS: readonly Kind[] = ["saved", "attended", "told", "campaign"];

/** From which age on, in years, a child is no baby, no child and no teenager any more. */
const BABY_UNTIL = 2;
const CHILD_UNTIL = 13;
const TEEN_UNTIL = 18;

/** Writes a value the one way it is stored: topics by what they are about, whichever language they were said in. */
export function storedValue(kind: Kind, value: string): string {
  const clean = value.normalize("NFC").trim().replace(/\s+/g, " ");
  if (IDS.includes(kind)) return clean;
  return (kind === "interest" ? conceptOf(clean) : undefined) ?? clean.toLowerCase();
}

/**
 * Lists the segments of a patron, each once; none before the first turn, and none of a group. `active:<day>` is the day (UTC) on which
 * the patron did something last, `announced:<day>` that of the last announcement: a patron is in one of each only.
 */
export function segmentsOf(patron: Patron): readonly string[] {
  return inStoredForm(toldBy(patron));
}

/** A value of a kind, as the profile has it. */
type Told = readonly [kind: Kind, value: string];

function inStoredForm(told: readonly Told[]): readonly string[] {
  return [
    ...new Set(told.map(([kind, value]) => (value === "" ? kind : `${kind}:${storedValue(kind, value)}`))),
  ];
}

function toldBy(patron: Patron): readonly Told[] {
  const own = Object.entries(patron.talks).filter(([, { group }]) => !group);
  if (own.length === 0) return [];
  const { language, interests, home, audience, childAges, consents, saved, attended, outreach } = patron;
  const via = addressToWriteTo(patron);
  const families = childAges.length > 0 ? (["families"] as const) : [];
  const values: readonly (readonly [Kind, readonly (string | undefined)[]])[] = [
    ["language", [language]],
    ["interest", interests],
    ["district", [home]],
    ["audience", [audience, ...childAges.map(audienceOf), ...families]],
    ["age", childAges.map(String)],
    [
      "channel",
      own.flatMap(([address, { reachable }]) => (reachable ? [channelOf(address as Address)] : [])),
    ],
    ["via", [via && channelOf(via)]],
    ["consent", Object.keys(consents)],
    ["active", [dateOf(outreach.heard)]],
    ["announced", [dateOf(outreach.announced)]],
    ["saved", saved.map(({ id }) => id)],
    ["attended", attended],
    ["told", outreach.shown],
  ];
  const alone: readonly Kind[] = ["all", ...(via === undefined ? (["unreachable"] as const) : [])];
  return [
    ...alone.map((kind): Told => [kind, ""]),
    ...values.flatMap(([kind, ofKind]) => ofKind.flatMap((value): Told[] => (value ? [[kind, value]] : []))),
  ];
}

function dateOf(time: string | undefined): string | undefined {
  return time?.slice(0, "2026-11-25".length);
}

function audienceOf(age: number): (typeof AUDIENCES)[number] {
  if (age < BABY_UNTIL) return "babies";
  if (age < CHILD_UNTIL) return "children";
  return age < TEEN_UNTIL ? "teens" : "adults";
}

/** One segment that a patron comes into or leaves. */
export interface SegmentChange {
  readonly segment: string;
  readonly joins: boolean;
}

/** Tells what a change of the profile changes about the patron's segments: mostly nothing, which is found out first. */
export function segmentChanges(before: Patron, after: Patron): readonly SegmentChange[] {
  const [toldBefore, toldAfter] = [toldBy(before), toldBy(after)];
  if (isSame(toldBefore, toldAfter)) return [];
  const was = new Set(inStoredForm(toldBefore));
  const is = new Set(inStoredForm(toldAfter));
  return [
    ...[...was].filter((segment) => !is.has(segment)).map((segment) => ({ segment, joins: false })),
    ...[...is].filter((segment) => !was.has(segment)).map((segment) => ({ segment, joins: true })),
  ];
}

function isSame(one: readonly Told[], other: readonly Told[]): boolean {
  return (
    one.length === other.length &&
    one.every(([kind, value], at) => kind === other[at]?.[0] && value === other[at]?.[1])
  );
}

const DAY_MS = 24 * 3600 * 1000;
/** So many days back it is remembered on which day something was last, activity and all; those of longer ago are not told apart. */
export const ACTIVE_DAYS = 90;

/** Counts a time's day (UTC) from 1970 on. */
export function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}

/**
 * Names a segment in Redis: what a value holds cannot break the key, and days can be counted through. Topics of somebody's own are
 * many and rare, and kept apart from those that are known.
 */
export function storedName(segment: string): string {
  const colon = segment.indexOf(":");
  if (colon < 0) return segment;
  const kind = segment.slice(0, colon);
  const value = segment.slice(colon + 1);
  if (DAILY.some((daily) => daily === kind)) return `${kind}:${dayOf(value)}`;
  return `${kind === "interest" && conceptOf(value) === undefined ? TOPIC : kind}:${encodeId(value)}`;
}

const TOPIC = "topic";

/** Tells which kinds a kind's segments have in Redis. */
export function storedKinds(kind: Kind): readonly string[] {
  return kind === "interest" ? [kind, TOPIC] : [kind];
}
