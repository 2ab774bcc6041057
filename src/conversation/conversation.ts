/**
 * The conversation path: accept an event, take the turn, commit it, deliver. One patron is handled by one loop in a
 * process at a time, which saves work; what keeps order and exactly-once between processes is the revision.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Address, type Channel, type ChannelEvent, channelOf } from "../channels/channel.ts";
import { countOrigin } from "../links/origins.ts";
import type { Log } from "../log.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { findAnnouncement } from "../outreach/announcements/announcement-store.ts";
import type { Pace } from "../outreach/announcements/pace.ts";
import type { Wakes } from "../outreach/wake.ts";
import { isOwn, isStrange, redirectsOf } from "../patrons/channels.ts";
import { dropRedirects, redeemCode } from "../patrons/joining.ts";
import type { PatronId } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { localDate } from "../understanding/local-time.ts";
import type { Commit, Snapshot } from "./commit.ts";
import { ConversationStore } from "./conversation-store.ts";
import { type DeliveryTools, deliver } from "./deliver.ts";
import { draftInChat } from "./draft-in-chat.ts";
import { payloadOf } from "./hearing.ts";
import { leadsSomewhere } from "./link-opening.ts";
import { announcementAsked } from "./react.ts";
import type { Scene } from "./scene.ts";
import { apologise, type TurnTools, takeTurn } from "./turn.ts";

export interface ConversationOptions {
  readonly redis: KutsuRedis;
  readonly channels: readonly Channel[];
  readonly turnTools: TurnTools;
  readonly log: Log;
  /** Hears of each answer, so that announcements give way to answers; absent where nothing is announced. */
  readonly pace?: Pick<Pace, "spent">;
  /** Where looks at patrons are scheduled. */
  readonly wakes: Wakes;
  /** The clock that turns are taken by; the machine's unless a simulation has its own. */
  readonly clock?: () => string;
  /** How long one message may take to send before another process takes over; 30 s unless a test is in a hurry. */
  readonly leaseMs?: number;
  /** How often the sweep looks for what a dead process left; 0 for a process that lacks the channels to deliver it. */
  readonly sweepEveryMs?: number;
}

const LEASE_MS = 30_000;
/** How much of the lease a platform may take to answer; the rest is for telling the store. */
const SHARE_OF_LEASE = 0.8;
const SWEEP_EVERY_MS = 2_000;
const SWEEP_LIMIT = 20;
/** An answer that takes longer than this is announced with the typing sign. */
const TYPING_AFTER_MS = 400;
/** With more events waiting than this, a patron's turns are spaced out. */
const FLOOD = 8;
const FLOOD_PAUSE_MS = 100;

/** A loop that is answering one patron. */
interface Loop {
  /** Events accepted meanwhile that the loop has not come to; when it ends without them, it looks again. */
  readonly missed: Set<string>;
  readonly finished: Promise<void>;
}

export class Conversation {
  readonly #store: ConversationStore;
  readonly #channels: ReadonlyMap<string, Channel>;
  readonly #options: ConversationOptions;
  readonly #delivery: DeliveryTools;
  readonly #loops = new Map<PatronId, Loop>();
  #sweeping: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#store = new ConversationStore(options.redis, { leaseMs: options.leaseMs ?? LEASE_MS });
    this.#channels = new Map(options.channels.map((channel) => [channel.name, channel]));
    this.#delivery = {
      store: this.#store,
      channels: this.#channels,
      log: options.log,
      wakes: options.wakes,
      pace: options.pace,
      sendLimitMs: (options.leaseMs ?? LEASE_MS) * SHARE_OF_LEASE,
      quiet: options.turnTools.outreach.quiet,
      timeZone: options.turnTools.timeZone,
      now: () => Date.parse(this.#now()),
    };
  }

  /** Starts the channels and the sweep. */
  async start(): Promise<void> {
    for (const channel of this.#channels.values()) await channel.start((event) => this.accept(event));
    const everyMs = this.#options.sweepEveryMs ?? SWEEP_EVERY_MS;
    if (everyMs > 0) this.#sweeping = setInterval(() => void this.sweep(), everyMs).unref();
  }

  /** Stops receiving, finishes the turns under way and stops the channels; what is left waits in the store. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#sweeping);
    await this.settled();
    await Promise.all([...this.#channels.values()].map((channel) => channel.stop()));
  }

  /** Stores an event and begins to answer it. Resolves once it is stored; rejects when it could not be: the sender tries again. */
  async accept(event: ChannelEvent): Promise<void> {
    const snapshot = await this.#store.acceptEvent(event);
    this.#begin(snapshot, event.id);
    const payload = snapshot && payloadOf(event);
    if (payload !== undefined) void this.#countOrigin(payload);
  }

  /** Stores that a patron is to be looked at, once for each id, and begins to. Resolves once it is stored. */
  async acceptDue(patron: PatronId, id: string): Promise<void> {
    this.#begin(await this.#store.acceptDue(patron, id, this.#now()), id);
  }

  async #countOrigin(payload: string): Promise<void> {
    const { redis, turnTools, log } = this.#options;
    if (!leadsSomewhere(payload, turnTools.programs)) return;
    try {
      await countOrigin(redis, payload, localDate(this.#now(), turnTools.timeZone));
    } catch (error) {
      log.warn({ err: error }, "could not count a link");
    }
  }

  #begin(snapshot: Snapshot | undefined, event: string): void {
    if (snapshot === undefined) return;
    const loop = this.#loops.get(snapshot.id);
    if (loop !== undefined) loop.missed.add(event);
    else this.#answer(snapshot.id, snapshot);
  }

  #now(): string {
    return this.#options.clock?.() ?? new Date().toISOString();
  }

  /** Resolves when nothing is being answered in this process. */
  async settled(): Promise<void> {
    while (this.#loops.size > 0) await Promise.all([...this.#loops.values()].map(({ finished }) => finished));
  }

  /** Takes over what dead processes left, and what was put off until now. Runs by itself every few seconds. */
  async sweep(): Promise<void> {
    try {
      for (const id of await this.#store.overdue(SWEEP_LIMIT)) {
        if (!this.#stopping && !this.#loops.has(id)) this.#answer(id);
      }
    } catch (error) {
      this.#options.log.error({ err: error }, "the sweep could not look");
    }
  }

  #answer(id: PatronId, snapshot?: Snapshot): void {
    const loop: Loop = {
      missed: new Set(),
      finished: this.#run(id, snapshot)
        .catch((error) =>
          this.#options.log.error({ patron: id, err: error }, "a turn failed; the sweep tries again"),
        )
        .finally(() => {
          this.#loops.delete(id);
          if (loop.missed.size > 0) this.#answer(id);
        }),
    };
    this.#loops.set(id, loop);
  }

  /** Answers a patron's inbox, from a fresh snapshot or from what is claimed. */
  async #run(id: PatronId, fresh?: Snapshot): Promise<void> {
    const token = randomUUID();
    let snapshot = fresh ?? (await this.#claim(id, token));
    for (let [event] = snapshot.inbox; event !== undefined; [event] = snapshot.inbox) {
      if (snapshot.inbox.length > FLOOD) await pause(FLOOD_PAUSE_MS);
      this.#loops.get(id)?.missed.delete(event.id);
      snapshot = await this.#turn(snapshot, event, token);
    }
  }

  async #claim(id: PatronId, token: string): Promise<Snapshot> {
    const { lease, snapshot } = await this.#store.claim(id, token);
    if (lease === undefined) return snapshot;
    return { ...snapshot, inbox: await deliver({ id, token, ...lease }, this.#delivery) };
  }

  /** Takes one turn, commits it, and delivers what it says; gives what to go on from. */
  async #turn(snapshot: Snapshot, event: ChannelEvent, token: string): Promise<Snapshot> {
    const typing = setTimeout(() => void this.#typing(event.from), TYPING_AFTER_MS);
    try {
      if (isStranger(snapshot, event)) return await this.#handOn(snapshot.id, event);
      const commit = await this.#prepare(snapshot, event);
      const result = await this.#store.commitTurn(snapshot, commit, { address: event.from, token });
      if (!result.committed) return result.moved ? await this.#handOn(snapshot.id, event) : result.snapshot;
      if (commit.moved !== undefined) this.#look(commit.moved, event.id);
      if (result.lease === undefined) return result.snapshot;
      const lease = { id: snapshot.id, token, ...result.lease };
      return { ...result.snapshot, inbox: await deliver(lease, this.#delivery) };
    } finally {
      clearTimeout(typing);
    }
  }

  /** Takes a turn, and asks other partitions what it needs of them first: asking twice, after a crash, is the same as once. */
  async #prepare(snapshot: Snapshot, event: ChannelEvent): Promise<Commit> {
    const { redis } = this.#options;
    const announcement = await this.#findAnnouncement(announcementAsked(snapshot, event));
    const commit = this.#take(snapshot, event, { announcement, drafted: await this.#draft(event) });
    if (commit.join !== undefined && event.scope === "private") {
      const { language } = commit.patron;
      const about = { code: commit.join, address: event.from, event: event.id, language };
      const graceMs = this.#options.leaseMs ?? LEASE_MS;
      const moved = await redeemCode(redis, { ...about, now: this.#now(), graceMs });
      if (moved === undefined || moved === "tooMany")
        return this.#take(snapshot, event, { announcement, joinRefused: moved ?? true });
      return { ...commit, messages: [], wake: undefined, erase: true, moved };
    }
    const parted = (commit.parted ?? []).map(({ address }) => address);
    const gone = commit.erase ? [...redirectsOf(snapshot.patron), ...parted] : parted;
    if (gone.length > 0) await dropRedirects(redis, snapshot.id, gone);
    return commit;
  }

  /** Finds the announcement that an event is about; one that cannot be read is as good as gone. */
  async #findAnnouncement(id: string | undefined): Promise<Announcement | undefined> {
    if (id === undefined) return undefined;
    try {
      return await findAnnouncement(this.#options.redis, id);
    } catch (error) {
      this.#options.log.error({ announcement: id, err: error }, "an announcement could not be read");
      return undefined;
    }
  }

  /** Drafts what a member of the staff wants to announce. A draft that fails is told in the log, and the message is heard as any other. */
  async #draft(event: ChannelEvent): Promise<Scene["drafted"]> {
    const { redis, turnTools, log } = this.#options;
    try {
      return await draftInChat(event, { redis, understanding: turnTools.understanding, now: this.#now() });
    } catch (error) {
      log.error({ err: error }, "an announcement could not be drafted");
      return undefined;
    }
  }

  /** Answers a patron whose inbox another's turn has put something into. */
  #look(id: PatronId, event: string): void {
    const loop = this.#loops.get(id);
    if (loop !== undefined) loop.missed.add(event);
    else this.#answer(id);
  }

  async #handOn(id: PatronId, event: ChannelEvent): Promise<Snapshot> {
    const { accepted, left } = await this.#store.handOn(id, event);
    this.#begin(accepted, event.id);
    return left;
  }

  /** A turn that throws is a mistake of ours: the patron hears so, and the next message is not held up by it. */
  #take(
    snapshot: Snapshot,
    event: ChannelEvent,
    known: Pick<Scene, "joinRefused" | "announcement" | "drafted"> = {},
  ): Commit {
    const scene = { tools: this.#options.turnTools, now: this.#now(), ...known };
    try {
      return takeTurn(snapshot, event, scene);
    } catch (error) {
      this.#options.log.error(
        { patron: snapshot.id, event: event.kind, err: error },
        "a turn could not be taken",
      );
      return apologise(snapshot, event, scene);
    }
  }

  async #typing(to: Address): Promise<void> {
    try {
      await this.#channels.get(channelOf(to))?.typing(to);
    } catch {
      // The sign is a courtesy: the answer itself is on its way.
    }
  }
}

/** Whoever joins is no patron's yet; whoever is only told of it must be the patron's still. */
function isStranger({ patron }: Snapshot, event: ChannelEvent): boolean {
  if (event.kind !== "joined") return isStrange(patron, event.from);
  return event.from !== event.address && !isOwn(patron, event.from);
}
