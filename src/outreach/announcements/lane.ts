/** Sends an announcement on one channel, a few recipients at a time, at the pace all processes share. */
import { randomUUID } from "node:crypto";
import {
  type Address,
  type Channel,
  type ChannelMessage,
  channelOf,
  NotTaken,
  TooFast,
  Undeliverable,
} from "../../channels/channel.ts";
import type { Log } from "../../log.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { TranscriptEntry } from "../../patrons/transcript.ts";
import type { PatronId } from "../../store/keys.ts";
import { within } from "../../within.ts";
import type { Pace, Sending } from "./pace.ts";
import type { Attempt, NotTakenOutcome, Run } from "./run.ts";

/** A recipient as read, to be sent to at an address. */
export interface Ready {
  readonly id: PatronId;
  readonly to: Address;
  readonly patron: Patron;
  readonly revision: string;
}

/** What one recipient is sent, and what is remembered of it. */
export interface Composed {
  readonly patron: Patron;
  readonly message: ChannelMessage;
  readonly transcript: TranscriptEntry;
}

export interface LaneTools {
  readonly pace: Pace;
  readonly log: Log;
  readonly run: Run;
  /** Aborted when nothing more may begin. */
  readonly signal: AbortSignal;
  /** How long a platform may take to answer; after that nobody knows. */
  readonly sendLimitMs: number;
  compose(ready: Ready): Composed;
  /** Reads a recipient and decides; undefined when there is nothing to send. */
  read(id: PatronId): Promise<Ready | undefined>;
  /** Does again what fails while Redis is down, until it is done: what has begun must be told. */
  insist<Result>(ask: () => Promise<Result>): Promise<Result>;
  /** The same, until nothing more may begin: then it rejects. */
  askOn<Result>(ask: () => Promise<Result>): Promise<Result>;
  /** Ends the run: a later one has begun. */
  fence(): void;
}

/** A send that has begun. */
interface BegunSend {
  readonly id: PatronId;
  readonly to: Address;
  readonly attempt: Attempt;
  readonly sending: Sending;
}

/** How many sends of a run are under way on a channel at a time: enough to hide how long a platform takes. */
const ABREAST = 4;
/** How often a platform may refuse one message before it is given up. */
const REFUSALS_MOST = 3;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** One channel of a run. */
export class Lane {
  readonly #channel: Channel;
  readonly #tools: LaneTools;
  readonly #refusals = new Map<PatronId, number>();
  /** How often the platform was in trouble since it last took a message. */
  #troubles = 0;
  /** When it was left alone last, by `performance.now()`. */
  #restedMs = 0;

  constructor(channel: Channel, tools: LaneTools) {
    this.#channel = channel;
    this.#tools = tools;
  }

  /** Sends to recipients, each once at most. Resolves when nothing is under way any more; whoever was put back waits in the ledger. */
  async sendAll(ids: readonly PatronId[]): Promise<void> {
    const left = ids.values();
    const work = async () => {
      for (const id of left) {
        if (this.#tools.signal.aborted) return;
        await this.#sendOne(id);
      }
    };
    await allDone(Array.from({ length: ABREAST }, work));
  }

  async #sendOne(id: PatronId): Promise<void> {
    const { pace, run, insist, compose, read, fence, signal } = this.#tools;
    for (let ready = await read(id); ready !== undefined; ready = await read(id)) {
      const { to, patron: before, revision } = ready;
      // On another channel by now: it has a lane of its own, and the next pass finds them there.
      if (channelOf(to) !== this.#channel.name) return;
      const turn = await this.#untilTurn(to);
      if (signal.aborted) return;
      const { message, ...remembered } = compose(ready);
      const attempt = { ...remembered, before, revision, channel: this.#channel.name, token: randomUUID() };
      const begun = await insist(() => run.beginSending(id, attempt));
      if (begun === "fenced") return fence();
      if (begun === "taken") return;
      if (begun === "changed") continue;
      const sending = pace.begin(turn);
      if (sending !== undefined) return this.#send({ id, to, attempt, sending }, message);
      // Storing took so long that the moment is gone.
      await insist(() => run.takeBack(id, { state: "pending" }, attempt));
    }
  }

  #untilTurn(to: Address): ReturnType<Pace["untilTurn"]> {
    const { pace, signal, askOn } = this.#tools;
    return askOn(() => pace.untilTurn(this.#channel.name, this.#channel.limitsOf(to), signal));
  }

  async #send(begun: BegunSend, message: ChannelMessage): Promise<void> {
    const { pace, run, insist, sendLimitMs } = this.#tools;
    const { id, to, attempt, sending } = begun;
    try {
      await within(sendLimitMs, this.#channel.send(to, message));
    } catch (error) {
      pace.answered(sending);
      return this.#settleFailure(begun, error);
    }
    pace.answered(sending);
    this.#troubles = 0;
    await insist(() => run.settle(id, "sent", attempt));
  }

  async #settleFailure({ id, to, attempt, sending }: BegunSend, error: unknown): Promise<void> {
    const { pace, log, run, insist } = this.#tools;
    const { name: channel } = this.#channel;
    const takeBack = (outcome: NotTakenOutcome) => insist(() => run.takeBack(id, outcome, attempt));
    if (error instanceof Undeliverable) {
      const about = { id: `${id}-${attempt.token}`, from: to, at: new Date().toISOString() };
      const event = { ...about, kind: "reachability", scope: "private", reachable: false } as const;
      await takeBack({ state: "unreachable", event });
    } else if (error instanceof TooFast) {
      await takeBack({ state: "pending" });
      await insist(() => pace.pauseChannel(channel, Math.max(error.retryAfterMs, 1)));
    } else if (!(error instanceof NotTaken)) {
      log.warn({ patron: id, channel, err: error }, "nobody knows whether an announcement arrived");
      await insist(() => run.settle(id, "unknown", attempt));
      await this.#rest(sending);
    } else {
      const { reason, isTrouble } = error;
      log.warn({ patron: id, channel, why: reason }, "a platform did not take an announcement");
      const refusals = (this.#refusals.get(id) ?? 0) + (isTrouble ? 0 : 1);
      this.#refusals.set(id, refusals);
      await takeBack(refusals < REFUSALS_MOST ? { state: "pending" } : { state: "failed", reason });
      if (isTrouble) await this.#rest(sending);
    }
  }

  /** A platform in trouble is left alone for a while, longer each time, by all processes. */
  async #rest({ begunMs }: Sending): Promise<void> {
    // What was under way together met the same trouble.
    if (begunMs < this.#restedMs) return;
    this.#restedMs = performance.now();
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#troubles);
    this.#troubles += 1;
    await this.#tools.insist(() => this.#tools.pace.pauseChannel(this.#channel.name, pauseMs));
  }
}

/** Waits for all, also when one fails; then throws what the first one failed with. */
export async function allDone(all: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(all)) if (one.status === "rejected") throw one.reason;
}
