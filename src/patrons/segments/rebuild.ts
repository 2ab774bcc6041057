/**
 * Compares segments with the profiles they come from, and mends what differs. Others may write meanwhile: nothing is emptied first,
 * and a patron whose profile changed since it was read is left to the next look, since whoever changed it changed the segments too.
 */
import { PARTITIONS, partitionPrefix } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";
import { eachPatron, highestNumber } from "../each-patron.ts";
import { parsePatron } from "../patron.ts";
import { bitsOf, hasNumber, numbersBetween, readSegment } from "./bits.ts";
import { readSegments, segmentNames } from "./read-segments.ts";
import { ACTIVE_DAYS, DAILY, dayOf, KINDS, segmentsOf, storedKinds, storedName } from "./segment.ts";

const SCRIPT = readScript("segments.lua", "mend-segments.lua");
/** Segments read at once, and what one script is told to mend: a few milliseconds each. */
const READ_AT_ONCE = 500;
const ARGUMENTS_AT_ONCE = 2000;
/** How often a partition is looked at while its patrons go on changing. */
const LOOKS = 5;

/** How far a rebuild has come. */
export interface RebuildProgress {
  /** Partitions done. */
  readonly partitions: number;
  readonly patrons: number;
  /** Places that were wrong: a patron missing from a segment, or left over in one. */
  readonly mended: number;
}

/** Puts every patron into the segments the profiles tell, and nobody into others. Running it twice, or two at once, is harmless. */
export async function rebuildSegments(
  redis: KutsuRedis,
  { now, tell = () => {} }: { readonly now: string; readonly tell?: (progress: RebuildProgress) => void },
): Promise<RebuildProgress> {
  let progress: RebuildProgress = { partitions: 0, patrons: 0, mended: 0 };
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const { patrons, mended } = await rebuildPartition(redis, partition, now);
    progress = {
      partitions: partition + 1,
      patrons: progress.patrons + patrons,
      mended: progress.mended + mended,
    };
    tell(progress);
  }
  return progress;
}

async function rebuildPartition(
  redis: KutsuRedis,
  partition: number,
  now: string,
): Promise<{ patrons: number; mended: number }> {
  let mended = 0;
  for (let look = 1; ; look += 1) {
    const profiles = await readProfiles(redis, partition, now);
    const wrong = await findWrong(redis, partition, profiles);
    const done = await mend(redis, partition, wrong);
    mended += done.mended;
    if (done.changed === 0 || look === LOOKS) return { patrons: profiles.patrons, mended };
  }
}

/** What the profiles of a partition tell. */
interface Profiles {
  readonly patrons: number;
  readonly words: number;
  /** By number, as it was when the profile was read. */
  readonly revisions: ReadonlyMap<number, string>;
  /** Who is in each, by name in Redis. */
  readonly segments: ReadonlyMap<string, readonly number[]>;
}

async function readProfiles(redis: KutsuRedis, partition: number, now: string): Promise<Profiles> {
  const highest = await highestNumber(redis, partition);
  const words = (highest >> 5) + 1;
  const revisions = new Map<number, string>();
  const segments = new Map<string, number[]>();
  let patrons = 0;
  for await (const { number, revision, state } of eachPatron(redis, partition, highest)) {
    if (revision === undefined) continue;
    revisions.set(number, revision);
    const own = segmentsOf(parsePatron(state)).map(storedName);
    if (own.length > 0) patrons += 1;
    for (const name of own) if (isRemembered(name, now)) memberList(segments, name).push(number);
  }
  return { patrons, words, revisions, segments };
}

/** Days of longer ago are forgotten by themselves. */
function isRemembered(name: string, now: string): boolean {
  const [kind, value] = name.split(":", 2);
  return !DAILY.some((daily) => daily === kind) || Number(value) > dayOf(now) - ACTIVE_DAYS;
}

function memberList(segments: Map<string, number[]>, name: string): number[] {
  const known = segments.get(name) ?? [];
  segments.set(name, known);
  return known;
}

/** What is to be changed about each patron, with the revision that says so. */
type Differences = ReadonlyMap<
  number,
  { readonly revision: string; readonly changes: (readonly [string, number])[] }
>;

async function findWrong(
  redis: KutsuRedis,
  partition: number,
  { words, revisions, segments }: Profiles,
): Promise<Differences> {
  const wrong = new Map<number, { revision: string; changes: (readonly [string, number])[] }>();
  const change = (number: number, name: string, value: number) => {
    const own = wrong.get(number) ?? { revision: revisions.get(number) ?? "", changes: [] };
    own.changes.push([name, value]);
    wrong.set(number, own);
  };
  const names = [
    ...new Set([...segments.keys(), ...(await segmentNames(redis, partition, TOLD_BY_PROFILES))]),
  ];
  for (let first = 0; first < names.length; first += READ_AT_ONCE) {
    const some = names.slice(first, first + READ_AT_ONCE);
    const stored = await readSegments(redis, partition, some);
    for (const name of some) {
      const told = bitsOf(segments.get(name) ?? [], words);
      // A number beyond those that were given out when the profiles were read is somebody new, and in place.
      for (const number of numbersBetween(told, readSegment(stored.get(name), words)))
        change(number, name, hasNumber(told, number) ? 1 : 0);
    }
  }
  return wrong;
}

/** Who takes part in a campaign is no part of the profile. */
const TOLD_BY_PROFILES = KINDS.filter((kind) => kind !== "campaign").flatMap(storedKinds);

async function mend(
  redis: KutsuRedis,
  partition: number,
  wrong: Differences,
): Promise<{ readonly mended: number; readonly changed: number }> {
  const prefix = partitionPrefix(partition);
  const sum = { mended: 0, changed: 0 };
  let batch: (string | number)[] = [];
  const send = async () => {
    const reply = await redis.eval(SCRIPT, 1, `${prefix}segments`, prefix, ...batch);
    const [mended, changed] = reply as readonly [number, number]; // what the script returns
    sum.mended += mended;
    sum.changed += changed;
    batch = [];
  };
  for (const [number, { revision, changes }] of wrong) {
    batch.push(number, revision, changes.length, ...changes.flat());
    if (batch.length > ARGUMENTS_AT_ONCE) await send();
  }
  if (batch.length > 0) await send();
  return sum;
}
