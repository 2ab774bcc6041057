/** The jobs of a simulated year from outside: which looks are due, promoting them instead of waiting, and whether all is done. */
import { setTimeout as pause } from "node:timers/promises";
import { Job, type Queue } from "bullmq";
import type { Redis } from "ioredis";
import { patronOfWake } from "../src/outreach/wake.ts";
import { PARTITIONS, partitionPrefix } from "../src/store/keys.ts";
import { DAY_MS, MINUTE_MS } from "./year-clock.ts";
import { LOOKS_KEY } from "./year-keys.ts";

const AT_ONCE = 256;
/** Longer than any lease or lock: something hangs. */
const PATIENCE_MS = 60_000;

/** How much there is to do: jobs that wait or are done, and patrons with something in their inbox or outbox. */
const WORKLOAD = `
local sum = redis.call('LLEN', KEYS[1]) + redis.call('LLEN', KEYS[2])
for at = 3, #KEYS do sum = sum + redis.call('ZCARD', KEYS[at]) end
return sum`;

export class LiveJobs {
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #keys: readonly string[];
  #sampledMs = 0;
  samples = 0;
  /** Times at which a patron was seen with two jobs or more. */
  readonly doubled: string[] = [];
  promoted = 0;
  /** Looks that were noted as scheduled and had no job. */
  readonly missing: string[] = [];

  constructor(redis: Redis, queue: Queue) {
    this.#redis = redis;
    this.#queue = queue;
    const busy = Array.from({ length: PARTITIONS }, (_, at) => `${partitionPrefix(at)}busy`);
    this.#keys = [queue.toKey("wait"), queue.toKey("active"), ...busy];
  }

  /** When the first look is due; undefined when none is scheduled. */
  async firstLook(): Promise<number | undefined> {
    const [, minute] = await this.#redis.zrange(LOOKS_KEY, "0", "0", "WITHSCORES");
    return minute === undefined ? undefined : Number(minute) * MINUTE_MS;
  }

  /** The looks that are due; they are noted no more. */
  async dueLooks(ms: number): Promise<readonly string[]> {
    const minute = Math.floor(ms / MINUTE_MS);
    const ids = await this.#redis.zrangebyscore(LOOKS_KEY, "-inf", minute);
    if (ids.length > 0) await this.#redis.zremrangebyscore(LOOKS_KEY, "-inf", minute);
    return ids;
  }

  /** Has jobs done now instead of at their time. */
  async promote(ids: readonly string[]): Promise<void> {
    const waiting = [...ids];
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const job = await Job.fromId(this.#queue, id);
        if (job === undefined) this.missing.push(id);
        else await job.promote();
      }
    });
    await Promise.all(hands);
    this.promoted += ids.length;
  }

  async #workload(): Promise<number> {
    return Number(await this.#redis.eval(WORKLOAD, this.#keys.length, ...this.#keys));
  }

  /** Resolves as soon as there is something to do, or after a moment. */
  async untilBusy(): Promise<void> {
    for (let look = 0; look < 50 && (await this.#workload()) === 0; look += 1) await pause(1);
  }

  /** Resolves when all that was begun is done. */
  async untilQuiet(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let look = 0; (await this.#workload()) > 0; look += 1) {
      if (performance.now() > deadline) throw new Error("Cannot wait any longer: something hangs");
      await pause(Math.min(20, 1 + look / 4));
    }
  }

  /** Looks once a day whether any patron has more than one job before them. */
  async sample(ms: number): Promise<void> {
    if (ms - this.#sampledMs < DAY_MS) return;
    this.#sampledMs = ms;
    this.samples += 1;
    const patrons = new Set<string>();
    for (const id of await this.ids()) {
      const patron = patronOfWake(id);
      if (patrons.has(patron)) this.doubled.push(`${id} on ${new Date(ms).toISOString()}`);
      patrons.add(patron);
    }
  }

  /** The ids of all jobs that wait for their time. */
  ids(): Promise<readonly string[]> {
    return this.#redis.zrange(this.#queue.toKey("delayed"), "0", "-1");
  }
}
