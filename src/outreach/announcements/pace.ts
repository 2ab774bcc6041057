/**
 * The pace of announcements: when the next message may go, so that all processes together stay below what a platform allows.
 *
 * It is the Generic Cell Rate Algorithm in its form of virtual scheduling (ITU-T I.371; ATM Forum, Traffic Management
 * Specification), with no tolerance. A limit of N messages in a window W keeps one number, the theoretical arrival time TAT:
 *
 *     interval T = (W + margin) / N      at = max(now, TAT of every limit)      TAT of each := at + T
 *
 * Messages spaced so evenly are N in every window of W, wherever it begins, as long as none comes more than the margin later than
 * another one; a burst would be faster at first and refused after. What it refuses: it sends nothing, and knows no platform.
 */
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { paceKey, pausedKey } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";

/** A limit of a platform: so many messages in every window, together with all that share its bucket on the channel. */
export interface PaceLimit {
  /** Whom the platform counts together, e.g. `bot`, `chat:5512`, `tenant:<id>`; one with several windows is in several limits. */
  readonly bucket: string;
  readonly count: number;
  readonly windowMs: number;
}

/** A moment that is the caller's alone. One that is not used is lost: giving it back would crowd what was reserved after it. */
export interface Reserved {
  readonly kind: "reserved";
  /** How far from the moment of asking it lay. */
  readonly waitMs: number;
  /** Send from here on, by `performance.now()` of this process. */
  readonly fromMs: number;
  /** Who has not begun to send by then has missed it, and reserves again. */
  readonly untilMs: number;
}

/** Nothing was reserved: the limits are used up for now, or the channel pauses. */
export interface Busy {
  readonly kind: "busy";
  readonly askAgainInMs: number;
}

/**
 * How much later one message may come than another before a window is overfull. On 30 a second it costs 2 % of the limit.
 * What a sender can know of being late takes up {@link LATE_MS} of it; the rest is for the network.
 */
const MARGIN_MS = 20;
const LATE_MS = 10;
/** Short, so that answers and pauses take effect at once; long enough to hide a round trip and a slow moment of a process. */
const HORIZON_MS = 250;
/** While patrons are answered, announcements leave a tenth of a limit free: an answer does not wait for its turn. */
const ROOM_SHARE = 0.1;
const ROOM_AFTER_ANSWER_MS = 10_000;

interface Scripted {
  keepPace(numberOfKeys: number, ...args: readonly (string | number)[]): Promise<unknown>;
}

const replySchema = z.tuple([z.number(), z.number()]);

/** What all processes on one Redis share. */
export class Pace {
  readonly #redis: Scripted;
  readonly #nowMs: (() => number) | undefined;

  /** `nowMs` replaces Redis's clock; without it the clocks of processes and machines do not matter. */
  constructor(redis: KutsuRedis, { nowMs }: { readonly nowMs?: () => number } = {}) {
    redis.defineCommand("keepPace", { lua: readScript("pace.lua") });
    this.#redis = redis as unknown as Scripted; // defineCommand adds it at run time
    this.#nowMs = nowMs;
  }

  /**
   * Reserves the next moment under all limits of an address, at most a quarter of a second ahead. Busy where that is further, and
   * where the moment would leave others on the channel without theirs: then send to somebody else meanwhile.
   */
  async reserve(channel: string, limits: readonly PaceLimit[]): Promise<Reserved | Busy> {
    const askedMs = performance.now();
    const [reserved, waitMs] = await this.#ask(channel, limits, [
      "reserve",
      ...toMicros(HORIZON_MS, ROOM_AFTER_ANSWER_MS),
      ...limits.flatMap(intervals),
    ]);
    if (reserved === 0) return { kind: "busy", askAgainInMs: waitMs };
    // Redis looked at its clock between the two: never too early by the later, never unnoticed late by the earlier.
    return {
      kind: "reserved",
      waitMs,
      fromMs: performance.now() + waitMs,
      untilMs: askedMs + waitMs + LATE_MS,
    };
  }

  /** Waits until a message may go, and resolves when it is to be sent at once. Rejects when the signal aborts or Redis is down. */
  async untilTurn(channel: string, limits: readonly PaceLimit[], signal?: AbortSignal): Promise<Reserved> {
    for (;;) {
      const answer = await this.reserve(channel, limits);
      if (answer.kind === "busy") {
        await delay(Math.ceil(answer.askAgainInMs), undefined, { signal });
        continue;
      }
      // A timer may ring a little early.
      for (let left = answer.waitMs; left > 0; left = answer.fromMs - performance.now())
        await delay(Math.ceil(left), undefined, { signal });
      if (!isMissed(answer)) return answer;
    }
  }

  /** Counts a message that did not ask, as an answer to a patron does: announcements give way. Waits for nothing, never throws. */
  spent(channel: string, limits: readonly PaceLimit[]): void {
    // Uncounted when Redis is down: the connection tells of that, and a pace that is a message off is put right by a pause.
    this.#ask(channel, limits, [
      "spend",
      ...toMicros(HORIZON_MS, ROOM_AFTER_ANSWER_MS),
      ...limits.flatMap(intervals),
    ]).catch(() => {});
  }

  /** Stops announcements on a channel, as its platform asked with a 429. A shorter pause than the one there is changes nothing. */
  async pauseChannel(channel: string, ms: number): Promise<void> {
    await this.#ask(channel, [], ["pause", ...toMicros(ms)]);
  }

  /** How much longer a channel pauses; 0 when it does not. */
  async pausedForMs(channel: string): Promise<number> {
    const [, leftMs] = await this.#ask(channel, [], ["pause", 0]);
    return leftMs;
  }

  /** The reply of pace.lua, in milliseconds. */
  async #ask(
    channel: string,
    limits: readonly PaceLimit[],
    args: readonly (string | number)[],
  ): Promise<readonly [number, number]> {
    const keys = [
      pausedKey(channel),
      ...limits.map(({ bucket, windowMs }) => paceKey(channel, bucket, windowMs)),
    ];
    const now = this.#nowMs === undefined ? "" : Math.round(this.#nowMs() * 1000);
    const [reserved, micros] = replySchema.parse(
      await this.#redis.keepPace(keys.length, ...keys, now, ...args),
    );
    return [reserved, micros / 1000];
  }
}

/** Whether a reserved moment has passed: who sends now would come too close to those after it. */
export function isMissed({ untilMs }: Reserved): boolean {
  return performance.now() > untilMs;
}

/** The window, the interval and the interval while patrons are answered, as pace.lua reads them. */
function intervals({ count, windowMs }: PaceLimit): readonly number[] {
  const spanMs = windowMs + MARGIN_MS;
  return toMicros(windowMs, spanMs / count, spanMs / (count - Math.floor(count * ROOM_SHARE)));
}

function toMicros(...ms: readonly number[]): readonly number[] {
  return ms.map((one) => Math.ceil(one * 1000));
}
