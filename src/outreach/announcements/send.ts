/**
 * Sends an announcement to the recipients of one partition: reads who waits, decides about each, and hands whoever may be sent to the
 * lane of their channel. Safe to do again after a crash, and twice at the same time: the ledger says who waits, and a later run ends an
 * earlier one.
 */
import { setTimeout as delay } from "node:timers/promises";
import { ZodError } from "zod";
import { type Address, type Channel, channelOf } from "../../channels/channel.ts";
import type { Log } from "../../log.ts";
import { type Patron, parsePatron } from "../../patrons/patron.ts";
import type { Program } from "../../programs/program.ts";
import { PARTITIONS, type PatronId, parsePatronId, partitionPrefix } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import type { OutreachRules } from "../follow-ups/follow-up.ts";
import type { Announcement } from "./announcement.ts";
import { beginningOf, decide } from "./decide.ts";
import { allDone, type Composed, Lane, type LaneTools, type Ready } from "./lane.ts";
import { waitingIn } from "./ledger.ts";
import type { Pace } from "./pace.ts";
import { Run } from "./run.ts";

/** What sending works with. */
export interface SendingTools {
  readonly redis: KutsuRedis;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly pace: Pace;
  readonly rules: OutreachRules;
  readonly log: Log;
  /** What time it is; ms. */
  now(): number;
  /** Reads the announcement as it is now: staff pause and cancel it. Undefined when it is gone. */
  read(id: string): Promise<Announcement | undefined>;
  /** Finds a program as it is now. */
  findProgram(id: string): Program | undefined;
  /** Puts the announcement into words for one patron, and tells what is remembered of it. */
  compose(about: ComposeAbout): Composed;
  /** How long a platform may take to answer; ms. */
  readonly sendLimitMs?: number;
}

/** To whom, where and when an announcement is told. */
export interface ComposeAbout {
  readonly patron: Patron;
  readonly id: PatronId;
  readonly address: Address;
  readonly announcement: Announcement;
  /** ISO 8601. */
  readonly now: string;
  /** That the patron was read at; the announcement is the turn after it. */
  readonly revision: number;
}

/** How a run ended: everybody has a final state; some wait for a moment (ms); or it was stopped, or is not to be sent now. */
export type RunEnd =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly atMs: number }
  | { readonly kind: "stopped" };

const SEND_LIMIT_MS = 24_000;
/** How often staff are heard, and how long Redis is left alone when it does not answer. */
const LISTEN_EVERY_MS = 1000;
const RETRY_MS = 250;
/** A Redis that starts, or a replica that is made the master, refuses for some seconds. */
const REFUSALS_MOST = 60;
/** How many recipients are looked at together. */
const PAGE = 64;

/** Sends what one partition has of an announcement. `signal` ends the run early: what is under way is finished. */
export async function sendIn(
  partition: number,
  announcement: Announcement,
  { tools, signal }: { readonly tools: SendingTools; readonly signal: AbortSignal },
): Promise<RunEnd> {
  const ledger = announcement.frozen?.ledger;
  if (ledger === undefined || !isUnderWay(announcement)) return { kind: "stopped" };
  const beginsMs = beginningOf(announcement) + shareOf(partition, announcement);
  if (announcement.status === "sending" && tools.now() < beginsMs) return { kind: "later", atMs: beginsMs };
  const run = await askRedis(() => Run.begin(tools.redis, ledger, partition), { tools, signal });
  return new Sending({ partition, announcement, ledger, tools, signal, run }).passes();
}

/** An announcement that is cancelled is gone through once more: whoever waits is passed over. */
function isUnderWay({ status }: Announcement): boolean {
  return status === "sending" || status === "cancelled";
}

/** Spread over hours, each partition has a moment of its own to begin. */
function shareOf(partition: number, { content }: Announcement): number {
  return ((content.schedule.spreadHours ?? 0) * 3600_000 * partition) / PARTITIONS;
}

interface SendingAbout {
  readonly partition: number;
  readonly announcement: Announcement;
  readonly ledger: string;
  readonly tools: SendingTools;
  readonly signal: AbortSignal;
  readonly run: Run;
}

/** One run. */
class Sending {
  readonly #about: SendingAbout;
  readonly #stopping = new AbortController();
  readonly #signal: AbortSignal;
  readonly #lanes = new Map<string, Lane>();
  readonly #laneTools: LaneTools;
  /** When the first of those who wait for a moment may be sent to. */
  #laterMs = Number.POSITIVE_INFINITY;
  readonly #deferred = new Set<PatronId>();

  constructor(about: SendingAbout) {
    const { tools, run, signal } = about;
    this.#about = about;
    this.#signal = AbortSignal.any([signal, this.#stopping.signal]);
    this.#laneTools = {
      ...{ pace: tools.pace, log: tools.log, run, signal: this.#signal },
      sendLimitMs: tools.sendLimitMs ?? SEND_LIMIT_MS,
      compose: (ready) => this.#compose(ready),
      read: (id) => this.#read(id),
      insist: (ask) => askRedis(ask, about),
      askOn: (ask) => this.#askOn(ask),
      fence: () => this.#stopping.abort(),
    };
  }

  /** Goes over the recipients until staff stop it, or all that can be done now is done. */
  async passes(): Promise<RunEnd> {
    const listening = this.#listen();
    try {
      return await this.#passes();
    } catch (error) {
      if (this.#signal.aborted) return { kind: "stopped" };
      throw error;
    } finally {
      this.#stopping.abort();
      await listening;
    }
  }

  /** Goes over those who wait until nobody is left who can be sent to now: platforms put some back. */
  async #passes(): Promise<RunEnd> {
    const { partition, ledger, tools, run } = this.#about;
    for (;;) {
      const waiting = await this.#askOn(() => waitingIn(tools.redis, ledger, partition));
      const open = waiting.filter((id) => !this.#deferred.has(id));
      if (open.length > 0) await this.#pass(open);
      if (this.#signal.aborted) return { kind: "stopped" };
      if (open.length > 0) continue;
      if (this.#deferred.size > 0) return { kind: "later", atMs: this.#laterMs };
      const finished = await this.#askOn(() => run.finish());
      if (finished === "ended") return { kind: "done" };
      if (finished === "fenced") return { kind: "stopped" };
    }
  }

  /** Finds whom each channel has to send to, then lets each go at its own pace. */
  async #pass(ids: readonly PatronId[]): Promise<void> {
    const byLane = new Map<Lane, PatronId[]>();
    for (let at = 0; at < ids.length && !this.#signal.aborted; at += PAGE) {
      const page = ids.slice(at, at + PAGE);
      for (const ready of await Promise.all(page.map((id) => this.#read(id)))) {
        const lane = ready && this.#laneTo(ready.to);
        if (ready === undefined || lane === undefined) continue;
        const own = byLane.get(lane);
        if (own === undefined) byLane.set(lane, [ready.id]);
        else own.push(ready.id);
      }
    }
    await allDone([...byLane].map(([lane, own]) => lane.sendAll(own)));
  }

  /** Decides about a recipient, and passes over whoever is not to be sent to now. */
  async #decide({ id, patron, revision }: Recipient): Promise<Ready | undefined> {
    const { announcement, tools, run } = this.#about;
    const program = tools.findProgram(announcement.content.program ?? "");
    const about = { nowMs: tools.now(), rules: tools.rules, program };
    const decision = decide(patron, announcement, about);
    if (decision.do === "send" && patron !== undefined && this.#laneTo(decision.to) !== undefined)
      return { id, to: decision.to, patron, revision };
    if (decision.do === "deferred") {
      this.#deferred.add(id);
      this.#laterMs = Math.min(this.#laterMs, decision.atMs);
    }
    // A channel that runs nowhere any more, such as a terminal that was closed.
    const state = decision.do === "send" ? "unreachable" : decision.do;
    const reason = decision.do === "dropped" ? decision.why : undefined;
    const marked = await this.#askOn(() => run.passOver(id, state, reason));
    if (marked === "fenced") this.#stopping.abort();
    return undefined;
  }

  async #read(id: PatronId): Promise<Ready | undefined> {
    return this.#decide(await this.#askOn(() => readRecipient(this.#about.tools.redis, id)));
  }

  #laneTo(to: Address): Lane | undefined {
    const name = channelOf(to);
    const known = this.#lanes.get(name);
    const channel = this.#about.tools.channels.get(name);
    if (known !== undefined || channel === undefined) return known;
    const lane = new Lane(channel, this.#laneTools);
    this.#lanes.set(name, lane);
    return lane;
  }

  #compose({ id, to, patron, revision }: Ready): Composed {
    const { announcement, tools } = this.#about;
    const now = new Date(tools.now()).toISOString();
    return tools.compose({ id, patron, address: to, announcement, now, revision: Number(revision) });
  }

  /** Hears when staff pause or cancel it. */
  async #listen(): Promise<void> {
    const { announcement, tools } = this.#about;
    const { status } = announcement;
    while (!this.#signal.aborted) {
      await delay(LISTEN_EVERY_MS, undefined, { signal: this.#signal }).catch(() => {});
      if (this.#signal.aborted) return;
      const now = await tools.read(announcement.id).catch(() => announcement);
      if (now?.status !== status) this.#stopping.abort();
    }
  }

  /** Asks Redis until nothing more may begin: then it rejects. */
  #askOn<Result>(ask: () => Promise<Result>): Promise<Result> {
    return askRedis(ask, { tools: this.#about.tools, signal: this.#signal });
  }
}

/** Asks Redis until it answers: while it is down nothing is lost by waiting. What it says is wrong with a question stays so. */
async function askRedis<Result>(
  ask: () => Promise<Result>,
  { tools, signal }: Pick<SendingAbout, "tools" | "signal">,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || isOurs(error, tries)) throw error;
      tools.log.warn({ err: error }, "Redis does not answer an announcement; asking again");
      await delay(RETRY_MS);
    }
  }
}

/** Tells a mistake of ours from a Redis that is down. */
function isOurs(error: unknown, tries: number): boolean {
  if (error instanceof Error && error.name === "ReplyError") return tries > REFUSALS_MOST;
  return error instanceof TypeError || error instanceof RangeError || error instanceof ZodError;
}

/** A patron as read; undefined for one who is gone. */
interface Recipient {
  readonly id: PatronId;
  readonly patron: Patron | undefined;
  readonly revision: string;
}

async function readRecipient(redis: KutsuRedis, id: PatronId): Promise<Recipient> {
  const { partition, number } = parsePatronId(id);
  const key = `${partitionPrefix(partition)}patron:${number}`;
  const [state, revision, erased] = await redis.hmget(key, "state", "revision", "erased");
  const isGone = !state || erased === "1";
  return { id, patron: isGone ? undefined : parsePatron(state), revision: revision ?? "0" };
}
