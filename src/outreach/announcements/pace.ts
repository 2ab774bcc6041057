/**
 * The pace of announcements: when the next message may go, so that all processes together stay below what a platform allows.
 * It sends nothing, and knows no platform.
 *
 * A limit of N messages in a window W keeps when the last N were sent, L1 (the last) to LN (a sliding window log):
 *
 *     at = max over all limits of max(now, L1 + spacing, LN + W + margin)      T = (W + margin) / N
 *
 * The third term holds in every window, wherever it begins, as long as none comes more than the margin later than another; one that
 * does is put down in the log as late as it was. While the log fills, the spacing is T, which is the Generic Cell Rate Algorithm in
 * its form of virtual scheduling without tolerance (ITU-T I.371; ATM Forum, Traffic Management Specification): so messages go evenly,
 * and are in windows to come. After that it is T / 2, to catch up after a slow moment.
 */
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { PaceLimit } from "../../channels/channel.ts";
import { answeredKey, paceKey, pausedKey } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";

/** A moment that is the caller's alone. One that is not used is lost: giving it back would crowd what was reserved after it. */
export interface Reserved {
  readonly kind: "reserved";
  readonly channel: string;
  readonly limits: readonly PaceLimit[];
  /** How far from the moment of asking it lies. */
  readonly waitMs: number;
  /** Send from here on, by `performance.now()` of this process. */
  readonly fromMs: number;
  /** The same, if the answer of Redis took no time: what is sent is this much late at most. */
  readonly dueMs: number;
  /** The moment by Redis's clock, in microseconds. */
  readonly at: number;
}

/** A message on its way. */
export interface Sending {
  readonly reserved: Reserved;
  /** When it began, by `performance.now()`. */
  readonly begunMs: number;
  /** Where it stands in the log, by Redis's clock, in microseconds. */
  readonly loggedAt: number;
}

/** Nothing was reserved: the limits are used up for now, or the channel pauses. */
export interface Busy {
  readonly kind: "busy";
  readonly askAgainInMs: number;
}

/** How much later one message may reach the platform than another; it costs 2 % of a limit of so many a second. */
const MARGIN_MS = 20;
/** The part of it for a sender that is a little late, known at once; the rest is for the way to the platform. */
const LATE_MS = 5;
/** Well before what comes a window later is reserved: it still can be put off. */
const MISSED_MS = 400;
/**
 * What took longer than the fastest answer may have been on its way to the platform, or in it: nobody can tell. So much of it is taken
 * for the way at most. Where answers take 40 ms more than the fastest on average, it costs 6 % of a limit of 30 a second; a 429
 * costs whole seconds.
 */
const WAY_MS = 250;
/** How fast the fastest answer is forgotten, with each that is slower. */
const FORGETTING = 0.01;
/** Short, so that answers and pauses take effect at once; long enough to hide a round trip and a slow moment of a process. */
const HORIZON_MS = 150;
/** While patrons are answered, announcements leave a tenth of a limit free: an answer does not wait for its turn. */
const ROOM_SHARE = 0.1;
const ROOM_AFTER_ANSWER_MS = 10_000;

type Argument = string | number;

interface Scripted {
  keepPace(numberOfKeys: number, ...args: readonly Argument[]): Promise<unknown>;
}

const replySchema = z.array(z.number());

/** What all processes on one Redis share. */
export class Pace {
  readonly #redis: Scripted;
  readonly #nowMs: (() => number) | undefined;
  /** How long the fastest answer of a channel took of late. */
  readonly #fastestMs = new Map<string, number>();

  /** `nowMs` replaces Redis's clock; without it the clocks of processes and machines do not matter. */
  constructor(redis: KutsuRedis, { nowMs }: { readonly nowMs?: () => number } = {}) {
    redis.defineCommand("keepPace", { lua: readScript("pace.lua") });
    this.#redis = redis as unknown as Scripted; // defineCommand adds it at run time
    this.#nowMs = nowMs;
  }

  /**
   * Reserves the next moment under all limits of an address, at most 150 ms ahead. Busy where that is further, and
   * where the moment would leave others on the channel without theirs: send to somebody else meanwhile.
   */
  async reserve(channel: string, limits: readonly PaceLimit[]): Promise<Reserved | Busy> {
    const askedMs = performance.now();
    const [reserved, wait = 0, at = 0] = await this.#ask("reserve", channel, { limits });
    const waitMs = wait / 1000;
    if (reserved === 0) return { kind: "busy", askAgainInMs: waitMs };
    // Redis looked at its clock between the two: never too early by the later, never unnoticed late by the earlier.
    const times = { waitMs, fromMs: performance.now() + waitMs, dueMs: askedMs + waitMs };
    return { kind: "reserved", channel, limits, ...times, at };
  }

  /** Waits until a message may go; then `begin` at once. Rejects when the signal aborts or Redis is down. */
  async untilTurn(channel: string, limits: readonly PaceLimit[], signal?: AbortSignal): Promise<Reserved> {
    for (;;) {
      const answer = await this.reserve(channel, limits);
      if (answer.kind === "reserved") {
        // A timer may ring a little early.
        for (let left = answer.waitMs; left > 0; left = answer.fromMs - performance.now())
          await delay(Math.ceil(left), undefined, { signal });
        return answer;
      }
      await delay(Math.ceil(answer.askAgainInMs), undefined, { signal });
    }
  }

  /**
   * To be called right before a message is sent: undefined where its moment was missed by far, then reserve again. Where it is a
   * little late, what comes a window later is put off, without waiting for that.
   */
  begin(reserved: Reserved): Sending | undefined {
    const begunMs = performance.now();
    const lateMs = begunMs - reserved.dueMs;
    if (lateMs > MISSED_MS) return undefined;
    const loggedAt = reserved.at + Math.max(0, micros(lateMs - LATE_MS));
    this.#putDown(reserved, reserved.at, loggedAt);
    return { reserved, begunMs, loggedAt };
  }

  /** To be called when the platform has answered, however: one that may have come late to it puts off what comes a window later. */
  answered({ reserved, begunMs, loggedAt }: Sending): void {
    const { channel, dueMs, at } = reserved;
    const tookMs = performance.now() - begunMs;
    const fastestMs = Math.min(tookMs, this.#fastestMs.get(channel) ?? tookMs);
    this.#fastestMs.set(channel, fastestMs + (tookMs - fastestMs) * FORGETTING);
    const lateMs = begunMs - dueMs + Math.min(WAY_MS, tookMs - fastestMs);
    this.#putDown(reserved, loggedAt, at + micros(lateMs - MARGIN_MS));
  }

  #putDown({ channel, limits }: Reserved, loggedAt: number, at: number): void {
    if (at > loggedAt) this.#ask("late", channel, { limits, about: [loggedAt, at] }).catch(() => {});
  }

  /** Counts a message that did not ask, as an answer to a patron does: announcements give way. Waits for nothing, never throws. */
  spent(channel: string, limits: readonly PaceLimit[]): void {
    if (limits.length === 0) return;
    // Uncounted when Redis is down: the connection tells of that, and a pace that is a message off is put right by a pause.
    this.#ask("spend", channel, { limits, about: [micros(ROOM_AFTER_ANSWER_MS), 0] }).catch(() => {});
  }

  /** Stops announcements on a channel, as its platform asked with a 429. A shorter pause than the one there is changes nothing. */
  async pauseChannel(channel: string, ms: number): Promise<void> {
    await this.#run("pause", channel, { keys: [], args: [micros(ms)] });
  }

  /** How much longer a channel pauses; 0 when it does not. */
  async pausedForMs(channel: string): Promise<number> {
    const [, left = 0] = await this.#run("pause", channel, { keys: [], args: [0] });
    return left / 1000;
  }

  #ask(
    act: "reserve" | "late" | "spend",
    channel: string,
    { limits, about = [0, 0] }: { limits: readonly PaceLimit[]; about?: readonly [number, number] },
  ): Promise<readonly number[]> {
    const keys = limits.map(({ bucket, windowMs }) => paceKey(channel, bucket, windowMs));
    const args = [micros(HORIZON_MS), micros(MARGIN_MS), ...about, ...limits.flatMap(argumentsOf)];
    return this.#run(act, channel, { keys, args });
  }

  async #run(
    act: string,
    channel: string,
    { keys, args }: { readonly keys: readonly string[]; readonly args: readonly Argument[] },
  ): Promise<readonly number[]> {
    const now = this.#nowMs === undefined ? "" : micros(this.#nowMs());
    const all = [pausedKey(channel), answeredKey(channel), ...keys];
    return replySchema.parse(await this.#redis.keepPace(all.length, ...all, now, act, ...args));
  }
}

/** The count, the count while patrons are answered, the window and the interval, as pace.lua reads them. */
function argumentsOf({ count, windowMs }: PaceLimit): readonly number[] {
  const withRoom = count - Math.floor(count * ROOM_SHARE);
  return [count, withRoom, micros(windowMs), micros((windowMs + MARGIN_MS) / count)];
}

function micros(ms: number): number {
  return Math.ceil(ms * 1000);
}
