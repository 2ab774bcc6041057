/** Reads the feedback that patrons gave, with the part of the transcript it was given in. */
import { readTranscript, type TranscriptEntry } from "../patrons/transcript.ts";
import { PARTITIONS, type PatronId, parsePatronId, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { type FeedbackItem, parseFeedbackItem } from "./feedback-item.ts";
import { prefixOfItem } from "./review-store.ts";

/** An item as a librarian reads it. */
export interface FeedbackRead extends FeedbackItem {
  /** How the patron can be reached, while it is kept. */
  readonly contact?: string;
  readonly transcript: readonly TranscriptEntry[];
}

/** Lists feedback since an instant (ISO 8601), oldest first. */
export async function* listFeedback(
  redis: KutsuRedis,
  { since }: { readonly since?: string } = {},
): AsyncGenerator<FeedbackRead> {
  const from = since === undefined ? "-inf" : Date.parse(since);
  const found: { readonly prefix: string; readonly id: string; readonly at: number }[] = [];
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const prefix = partitionPrefix(partition);
    const scored = await redis.zrangebyscore(`${prefix}feedback`, from, "+inf", "WITHSCORES");
    for (let at = 0; at < scored.length; at += 2)
      found.push({ prefix, id: scored[at] ?? "", at: Number(scored[at + 1]) });
  }
  for (const { prefix, id } of found.sort((one, other) => one.at - other.at)) {
    const item = await readFeedback(redis, prefix, id);
    if (item !== undefined) yield item;
  }
}

async function readFeedback(
  redis: KutsuRedis,
  prefix: string,
  id: string,
): Promise<FeedbackRead | undefined> {
  const [json, contact] = await Promise.all([
    redis.get(`${prefix}feedback:${id}`),
    redis.get(`${prefix}contact:${id}`),
  ]);
  const item = json === null ? undefined : parseFeedbackItem(json);
  if (item === undefined) return undefined;
  const turns = await readTranscript(redis, item.patron as PatronId);
  const transcript = turns.filter(({ turn }) => turn >= item.turns.from && turn <= item.turns.to);
  return { ...item, ...(contact === null ? {} : { contact }), transcript };
}

/** Reads one item with its part of the transcript; undefined when there is none by that id. */
export async function findFeedback(redis: KutsuRedis, id: string): Promise<FeedbackRead | undefined> {
  const prefix = prefixOfItem(id);
  return prefix === undefined ? undefined : readFeedback(redis, prefix, id);
}

/** Reads items without their transcripts, in the order of the ids; those that are gone are left out. */
export async function readItems(redis: KutsuRedis, ids: readonly string[]): Promise<readonly FeedbackItem[]> {
  const stored = await Promise.all(
    ids.map((id) => {
      const prefix = prefixOfItem(id);
      return prefix === undefined ? null : redis.get(`${prefix}feedback:${id}`);
    }),
  );
  return stored.flatMap((json) => (json === null ? [] : (parseFeedbackItem(json) ?? [])));
}

/** Lists one patron's own feedback, for their data export. */
export async function feedbackOf(redis: KutsuRedis, patron: PatronId): Promise<readonly FeedbackRead[]> {
  const { partition, number } = parsePatronId(patron);
  const prefix = partitionPrefix(partition);
  const ids = await redis.smembers(`${prefix}feedback-of:${number}`);
  const items = await Promise.all(ids.sort().map((id) => readFeedback(redis, prefix, id)));
  return items.filter((item) => item !== undefined);
}
