/** Reads every patron of a partition as stored, in the order of their numbers, some hundreds at a time. */
import { partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

/** Profiles read at once: a few milliseconds. */
const READ_AT_ONCE = 500;

/** A patron as stored; `state` is empty once the patron is erased. */
export interface StoredPatron {
  readonly number: number;
  readonly revision: string | undefined;
  readonly state: string;
}

/** Gives the highest number that a patron of a partition ever had; 0 before the first. */
export async function highestNumber(redis: KutsuRedis, partition: number): Promise<number> {
  return Number((await redis.get(`${partitionPrefix(partition)}patrons`)) ?? 0);
}

/** Reads the patrons from number 1 to `highest`; those who are gone are passed over. */
export async function* eachPatron(
  redis: KutsuRedis,
  partition: number,
  highest: number,
): AsyncGenerator<StoredPatron> {
  const prefix = partitionPrefix(partition);
  for (let first = 1; first <= highest; first += READ_AT_ONCE) {
    const reads = redis.pipeline();
    const last = Math.min(highest, first + READ_AT_ONCE - 1);
    for (let number = first; number <= last; number += 1)
      reads.hmget(`${prefix}patron:${number}`, "revision", "state");
    for (const [at, reply] of ((await reads.exec()) ?? []).entries()) {
      const [error, found] = reply;
      if (error) throw error;
      const [revision, state] = found as readonly (string | null)[]; // what HMGET answers
      if (revision || state)
        yield { number: first + at, revision: revision ?? undefined, state: state ?? "" };
    }
  }
}
