/**
 * Counts how many conversations a link began, by day, kind and id. An aggregate: nothing of a patron is in it, and it cannot
 * be told who came by which link.
 */

import { ORIGINS_TTL_SECONDS, originsKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { type LinkKind, readLink } from "./payload.ts";

/** Anyone can make up links: what comes after so many different ones in a day is counted together. */
const MOST_A_DAY = 2_000;
const REST = "other";

/** Conversations that a link began. */
export interface Origin {
  readonly day: string;
  readonly kind: LinkKind;
  /** The link's id, or "other" for what came after too many different ones. */
  readonly id: string;
  readonly count: number;
}

/** Counts that a conversation was begun by a link; anything else that carries a payload is not counted. */
export async function countOrigin(redis: KutsuRedis, payload: string, day: string): Promise<void> {
  const link = readLink(payload);
  if (link === undefined) return;
  const key = originsKey(day);
  const field = `${link.kind}:${link.id}`;
  const isKnown = (await redis.hlen(key)) < MOST_A_DAY || (await redis.hexists(key, field)) === 1;
  await redis.hincrby(key, isKnown ? field : `${link.kind}:${REST}`, 1);
  await redis.expire(key, ORIGINS_TTL_SECONDS);
}

/** Lists what was counted on the given days, most first within a day. */
export async function listOrigins(redis: KutsuRedis, days: readonly string[]): Promise<readonly Origin[]> {
  const perDay = await Promise.all(
    days.map(async (day) => {
      const counted = Object.entries(await redis.hgetall(originsKey(day)));
      return counted
        .map(([field, count]): Origin => {
          const colon = field.indexOf(":");
          // Only what readLink gave was counted.
          return {
            day,
            kind: field.slice(0, colon) as LinkKind,
            id: field.slice(colon + 1),
            count: Number(count),
          };
        })
        .sort((one, other) => other.count - one.count || one.id.localeCompare(other.id));
    }),
  );
  return perDay.flat();
}
