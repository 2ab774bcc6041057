/** Looks at what Redis holds when a simulated year is over: turns taken, looks lost, and how much a patron takes. */
import type { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { patronOfWake, wakeId } from "../src/outreach/wake.ts";
import { parsePatron } from "../src/patrons/patron.ts";
import { PARTITIONS, type PatronId, parsePatronId, partitionPrefix } from "../src/store/keys.ts";
import type { MadePatron } from "./year-patrons.ts";

/** How things stand at the end. */
export interface Ending {
  /** Turns of all patrons that were not erased. */
  readonly turns: number;
  /** Patrons who are to be looked at, and have no job for it, or whose time has passed. */
  readonly lost: readonly string[];
  /** Patrons with a job who expect none. */
  readonly strayJobs: readonly string[];
  readonly bytes: { readonly profile: number; readonly segments: number; readonly jobs: number };
}

const AT_ONCE = 1000;

/** Looks at everybody. */
export async function lookAtEnding(
  redis: Redis,
  {
    queue,
    patrons,
    endMs,
  }: { readonly queue: Queue; readonly patrons: readonly MadePatron[]; readonly endMs: number },
): Promise<Ending> {
  const delayed = new Set(await redis.zrange(queue.toKey("delayed"), "0", "-1"));
  const lost: string[] = [];
  const expected = new Set<string>();
  const present = new Set<string>();
  let turns = 0;
  for (let first = 0; first < patrons.length; first += AT_ONCE) {
    const some = patrons.slice(first, first + AT_ONCE);
    // Whoever was erased and came back has another number.
    const numbers = await redis.mget(some.map(addressKey));
    const known = some.flatMap(({ id, book }, at) => {
      const number = numbers[at];
      return number ? [{ id: `${parsePatronId(id).partition}-${Number(number)}` as const, book }] : [];
    });
    const reads = redis.pipeline();
    for (const { id } of known) reads.hmget(keyOf(id), "revision", "state");
    for (const [at, [, reply]] of ((await reads.exec()) ?? []).entries()) {
      const [revision, state] = reply as readonly (string | null)[]; // what HMGET answers
      const { id, book } = known[at] ?? {};
      if (id === undefined || revision === null || revision === undefined) continue;
      present.add(id);
      turns += Number(revision) - 1;
      const { wake } = parsePatron(state ?? "").outreach;
      if (wake === undefined) continue;
      expected.add(id);
      // Nobody is looked at who cannot be reached.
      if (book?.away.last !== "here") continue;
      const isThere = delayed.has(wakeId(id, wake));
      if (!isThere || Date.parse(wake) < endMs)
        lost.push(`${id} at ${wake}${isThere ? "" : ", without a job"}`);
    }
  }
  // The job of a patron who was erased finds nobody.
  const strayJobs = [...delayed].filter(
    (id) => present.has(patronOfWake(id)) && !expected.has(patronOfWake(id)),
  );
  return { turns, lost, strayJobs, bytes: await bytesOf(redis, queue, patrons) };
}

function addressKey({ id, book }: MadePatron): string {
  return `${partitionPrefix(parsePatronId(id).partition)}address:${book.address}`;
}

function keyOf(id: PatronId): string {
  const { partition, number } = parsePatronId(id);
  return `${partitionPrefix(partition)}patron:${number}`;
}

async function bytesOf(redis: Redis, queue: Queue, patrons: readonly MadePatron[]): Promise<Ending["bytes"]> {
  const addresses = patrons.map(addressKey);
  const profile = await memoryOf(redis, [...patrons.map(({ id }) => keyOf(id)), ...addresses]);
  const waiting = await redis.zrange(queue.toKey("delayed"), "0", "-1");
  const jobs = await memoryOf(redis, [queue.toKey("delayed"), ...waiting.map((id) => queue.toKey(id))]);
  const names: string[] = [];
  for (let partition = 0; partition < PARTITIONS; partition += 1)
    names.push(...(await redis.keys(`${partitionPrefix(partition)}segment*`)));
  const segments = await memoryOf(redis, names);
  const each = (bytes: number) => bytes / Math.max(1, patrons.length);
  return { profile: each(profile), segments: each(segments), jobs: each(jobs) };
}

async function memoryOf(redis: Redis, keys: readonly string[]): Promise<number> {
  let sum = 0;
  for (let first = 0; first < keys.length; first += AT_ONCE) {
    const asks = redis.pipeline();
    for (const key of keys.slice(first, first + AT_ONCE)) asks.memory("USAGE", key);
    for (const [, bytes] of (await asks.exec()) ?? []) sum += Number(bytes ?? 0);
  }
  return sum;
}
