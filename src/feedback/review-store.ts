/** Reads and changes reviews. A change is worked out from what is there and refused when another came first; then it is worked out again. */
import { parsePatronId, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import {
  parseReview,
  type Review,
  type ReviewChange,
  type Reviewer,
  UNTOUCHED,
  withChange,
} from "./review.ts";

const SCRIPT = readScript("change-review.lua");
const MAX_ATTEMPTS = 20;

/** Gives the prefix of the keys of an item; undefined for what is no id of one. */
export function prefixOfItem(id: string): string | undefined {
  const patron = /^(\d{1,2}-\d+)-\d+$/.exec(id)?.[1];
  const partition = Number(patron?.split("-")[0]);
  // Checked before it is taken apart: the id may be typed.
  return patron === undefined || partition > 63
    ? undefined
    : partitionPrefix(parsePatronId(patron).partition);
}

/** Reads the review of an item; one that nobody looked at is new. */
export async function readReview(redis: KutsuRedis, prefix: string, id: string): Promise<Review> {
  const stored = await redis.get(`${prefix}review:${id}`);
  return stored === null ? UNTOUCHED : parseReview(stored);
}

/** Changes the review of an item; false when there is no such item any more. */
export async function changeReview(
  redis: KutsuRedis,
  id: string,
  { change, who, at }: { readonly change: ReviewChange; readonly who: Reviewer; readonly at: string },
): Promise<boolean> {
  const prefix = prefixOfItem(id);
  if (prefix === undefined) return false;
  const key = `${prefix}review:${id}`;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const stored = (await redis.get(key)) ?? "";
    const review = stored === "" ? UNTOUCHED : parseReview(stored);
    const changed = withChange(review, change, { who, at });
    if (changed === review) return (await redis.exists(`${prefix}feedback:${id}`)) === 1;
    const done = await redis.eval(SCRIPT, 1, key, prefix, id, stored, JSON.stringify(changed));
    if (done !== 0) return done === 1;
  }
  throw new Error(`Cannot change the review of "${id}": others change it all the time (try again later)`);
}
