/**
 * Keeps an index of all feedback as it is in Redis. Each partition counts its changes: one that did not change is not looked at, and of
 * one that did only what is new is read.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { type Address, channelOf } from "../channels/channel.ts";
import { everyPartition, FEEDBACK_TTL_SECONDS, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { FeedbackIndex } from "./feedback-index.ts";
import { type FeedbackItem, parseFeedbackItem } from "./feedback-item.ts";
import { parseReview, UNTOUCHED } from "./review.ts";
import { type ReadTerms, termsOfText } from "./search-words.ts";

/** Items read at once. */
const AT_ONCE = 500;
/** Texts whose words are read before others get their turn. */
const TEXTS_AT_ONCE = 25;

interface FollowParts {
  readonly redis: KutsuRedis;
  readonly terms: ReadTerms;
  /** Gives the library of a program. */
  libraryOf(program: string): string | undefined;
  onError(error: unknown): void;
}

/** How far a partition was followed. */
interface Followed {
  readonly changes: string;
  /** When each item was given (ms), by id. */
  readonly given: ReadonlyMap<string, string>;
}

/** An index that follows what is stored. */
export class FollowedFeedback {
  readonly index = new FeedbackIndex();
  readonly #parts: FollowParts;
  readonly #followed = new Map<number, Followed>();
  readonly #unread = new Map<string, Pick<FeedbackItem, "text" | "language">>();
  #refreshing: Promise<void> | undefined;
  #reading: Promise<void> | undefined;
  #isStopped = false;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  /** How many items wait for their words to be read. */
  get unread(): number {
    return this.#unread.size;
  }

  /** Looks what changed. Resolves when all facts are known; words may be read for a while yet. */
  async refresh(): Promise<void> {
    // Who asks while a look is under way needs a look that begins after: theirs may be the change.
    const before = this.#refreshing;
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(() => this.#lookAtAll());
    this.#refreshing = mine;
    try {
      await mine;
    } finally {
      if (this.#refreshing === mine) this.#refreshing = undefined;
    }
    this.#reading ??= this.#readWords().finally(() => {
      this.#reading = undefined;
    });
  }

  /** Resolves when the words of all that is known are read. */
  async wordsRead(): Promise<void> {
    await this.#reading;
  }

  /** Stops reading words. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled([this.#refreshing, this.#reading]);
  }

  async #lookAtAll(): Promise<void> {
    const changes = await Promise.all(
      everyPartition((partition) => this.#parts.redis.get(`${partitionPrefix(partition)}feedback-changes`)),
    );
    for (const [partition, change] of changes.entries()) {
      const count = change ?? "0";
      if (this.#followed.get(partition)?.changes !== count) await this.#lookAt(partition, count);
    }
  }

  async #lookAt(partition: number, changes: string): Promise<void> {
    const { redis } = this.#parts;
    const prefix = partitionPrefix(partition);
    const before = this.#followed.get(partition);
    const [scored, reviewed] = await Promise.all([
      redis.zrangebyscore(`${prefix}feedback`, "-inf", "+inf", "WITHSCORES"),
      redis.zrangebyscore(`${prefix}reviewed`, before === undefined ? "-inf" : `(${before.changes}`, "+inf"),
    ]);
    const given = new Map<string, string>();
    for (let at = 0; at < scored.length; at += 2) given.set(scored[at] ?? "", scored[at + 1] ?? "");
    for (const id of before?.given.keys() ?? []) if (!given.has(id)) this.#forget(id);
    const isReviewed = new Set(reviewed);
    const isNew = (id: string) => before?.given.get(id) !== given.get(id);
    const ids = [...given.keys()].filter((id) => isReviewed.has(id) || isNew(id));
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      const [items, reviews] = await Promise.all([
        redis.mget(some.map((id) => `${prefix}feedback:${id}`)),
        redis.mget(some.map((id) => `${prefix}review:${id}`)),
      ]);
      some.forEach((id, which) => {
        this.#take(id, { item: items[which], review: reviews[which], hasNewText: isNew(id) });
      });
    }
    this.#followed.set(partition, { changes, given });
  }

  #take(
    id: string,
    stored: { readonly item?: string | null; readonly review?: string | null; readonly hasNewText: boolean },
  ): void {
    const item = stored.item == null ? undefined : parseFeedbackItem(stored.item);
    if (item === undefined) {
      this.#forget(id);
      return;
    }
    const { status, assigned, tags } = stored.review == null ? UNTOUCHED : parseReview(stored.review);
    const { language, about, rating, program } = item;
    this.index.put({
      ...{ id, language, about, program, rating, status, tags },
      atMs: Date.parse(item.at),
      channel: channelOf(item.address as Address),
      library: program === undefined ? undefined : this.#parts.libraryOf(program),
      assigned: assigned?.id,
    });
    if (stored.hasNewText) this.#unread.set(id, { text: item.text, language });
  }

  #forget(id: string): void {
    this.index.remove(id);
    this.#unread.delete(id);
  }

  async #readWords(): Promise<void> {
    try {
      let since = 0;
      for (const [id, { text, language }] of this.#unread) {
        if (this.#isStopped) return;
        this.index.setTerms(id, termsOfText(text, language, this.#parts.terms));
        this.#unread.delete(id);
        since += 1;
        if (since % TEXTS_AT_ONCE === 0) await breathe();
      }
    } catch (error) {
      this.#parts.onError(error);
    }
  }
}

/** Since when feedback is kept (ms since 1970): what is older is only waiting to be cleared away. */
export function keptSince(now: string): number {
  return Date.parse(now) - FEEDBACK_TTL_SECONDS * 1000;
}
