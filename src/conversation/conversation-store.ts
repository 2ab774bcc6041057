/**
 * The conversation's side of Redis: accept an event, commit a turn, settle a message, claim what a dead process left.
 * Each is one script in one partition; nothing here decides what is said.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Address, ChannelEvent, ChannelMessage } from "../channels/channel.ts";
import type { FeedbackItem } from "../feedback/feedback-item.ts";
import { type Patron, parsePatron } from "../patrons/patron.ts";
import type { TranscriptEntry } from "../patrons/transcript.ts";
import { rootPath } from "../root.ts";
import {
  CONTACT_TTL_SECONDS,
  FEEDBACK_TTL_SECONDS,
  PARTITIONS,
  PATRON_TTL_SECONDS,
  type PatronId,
  parsePatronId,
  partitionOfAddress,
  partitionPrefix,
  SEEN_TTL_SECONDS,
  TRANSCRIPT_TTL_SECONDS,
} from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

/** How many turns of a transcript are kept. */
const TRANSCRIPT_LIMIT = 1000;

/** A patron as read, with what waits in the inbox; what is committed against it is refused once the revision moved on. */
export interface Snapshot {
  readonly id: PatronId;
  readonly revision: number;
  readonly patron: Patron;
  /** The oldest events not yet answered, at most ten. */
  readonly inbox: readonly ChannelEvent[];
}

/** A message in the outbox and where it goes. */
export interface Outgoing {
  readonly to: Address;
  readonly message: ChannelMessage;
}

/** What one turn leads to, ready to be stored. */
export interface Commit {
  readonly patron: Patron;
  readonly messages: readonly Outgoing[];
  readonly transcript: TranscriptEntry;
  readonly feedback: readonly FeedbackItem[];
  readonly contacts: readonly { readonly id: string; readonly contact: string }[];
  readonly withdrawn: readonly string[];
  readonly erase: boolean;
}

export type CommitResult =
  | { readonly committed: false; readonly snapshot: Snapshot }
  | {
      readonly committed: true;
      readonly snapshot: Snapshot;
      /** The right to send the outbox, from `head` on; absent when another holds it or there is nothing. */
      readonly lease?: { readonly head: Outgoing; readonly inDoubt: boolean; readonly attempts: number };
    };

/** What became of the message at the head of the outbox. */
export type Outcome =
  /** It is off our hands; `event` is what it told about the patron, for the inbox. */
  | { readonly kind: "sent"; readonly event?: ChannelEvent }
  /** It failed `attempts` times and is tried again after the delay. */
  | { readonly kind: "later"; readonly delayMs: number; readonly attempts: number };

export type Settled =
  | { readonly kind: "lost" }
  | { readonly kind: "later" }
  | { readonly kind: "next"; readonly head: Outgoing }
  | { readonly kind: "empty"; readonly inbox: readonly ChannelEvent[] };

export interface Claim {
  readonly snapshot: Snapshot;
  /** The right to send the outbox; absent when there is nothing to send, a living process is at it, or it waits for its time. */
  readonly lease?: { readonly head: Outgoing; readonly inDoubt: boolean; readonly attempts: number };
}

const SCRIPTS = {
  acceptEvent: ["accept-event.lua", 4],
  commitTurn: ["commit-turn.lua", 1],
  settleMessage: ["settle.lua", 1],
  claimPatron: ["claim.lua", 1],
} as const;

type Script = (...args: (string | number)[]) => Promise<unknown>;
type Scripted = Record<keyof typeof SCRIPTS, Script>;

/** Lists of strings and numbers are all that the scripts return; strings on both protocols of ioredis. */
const replySchema = z.array(z.union([z.string(), z.number()]));

export class ConversationStore {
  readonly #redis: KutsuRedis;
  readonly #scripts: Scripted;
  readonly #leaseMs: number;

  /** `leaseMs`: how long a process may take to send one message before another takes over. */
  constructor(redis: KutsuRedis, { leaseMs }: { readonly leaseMs: number }) {
    for (const [name, [file, numberOfKeys]] of Object.entries(SCRIPTS)) {
      redis.defineCommand(name, { numberOfKeys, lua: readFileSync(rootPath("src/store", file), "utf8") });
    }
    this.#redis = redis;
    this.#scripts = redis as unknown as Scripted; // defineCommand adds the four methods at run time
    this.#leaseMs = leaseMs;
  }

  /** Stores an event, once: a repeat gives undefined. Throws when the store is down; accepting again is then harmless. */
  async acceptEvent(event: ChannelEvent): Promise<Snapshot | undefined> {
    const partition = partitionOfAddress(event.from);
    const prefix = partitionPrefix(partition);
    const [fresh, number, revision, state, ...inbox] = replySchema.parse(
      await this.#scripts.acceptEvent(
        `${prefix}address:${event.from}`,
        `${prefix}seen:${event.from.split(":", 1)[0]}:${event.id}`,
        `${prefix}patrons`,
        `${prefix}busy`,
        prefix,
        JSON.stringify(event),
        SEEN_TTL_SECONDS,
        this.#leaseMs,
        PATRON_TTL_SECONDS,
      ),
    );
    if (fresh === 0) return undefined;
    return snapshotOf(`${partition}-${Number(number)}`, [revision, state, ...inbox]);
  }

  /** Commits a turn taken from the first event of the snapshot's inbox. */
  async commitTurn(
    snapshot: Snapshot,
    commit: Commit,
    { address, token }: { readonly address: Address; readonly token: string },
  ): Promise<CommitResult> {
    const { partition, number } = parsePatronId(snapshot.id);
    const prefix = partitionPrefix(partition);
    const [committed, ...rest] = replySchema.parse(
      await this.#scripts.commitTurn(
        `${prefix}patron:${number}`,
        prefix,
        number,
        address,
        snapshot.revision,
        JSON.stringify(commit.patron),
        token,
        this.#leaseMs,
        PATRON_TTL_SECONDS,
        TRANSCRIPT_TTL_SECONDS,
        FEEDBACK_TTL_SECONDS,
        CONTACT_TTL_SECONDS,
        JSON.stringify(commit.transcript),
        TRANSCRIPT_LIMIT,
        commit.erase ? "1" : "",
        commit.messages.length,
        ...commit.messages.map((outgoing) => JSON.stringify(outgoing)),
        ...recordArguments(commit),
      ),
    );
    if (committed === 0) return { committed: false, snapshot: snapshotOf(snapshot.id, rest) };
    const [granted, head, attempts, ...inbox] = rest;
    const first = head === "" ? commit.messages[0] : outgoingOf(head);
    const about = { inDoubt: granted === 2, attempts: Number(attempts) };
    const lease = granted === 0 || first === undefined ? undefined : { head: first, ...about };
    const after: Snapshot = {
      id: snapshot.id,
      revision: snapshot.revision + 1,
      patron: commit.erase ? parsePatron("") : commit.patron,
      inbox: inbox.map(eventOf),
    };
    return { committed: true, snapshot: after, lease };
  }

  /** Takes the head off the outbox once it is sent or given up, or puts the outbox off. Settling the same message twice is harmless. */
  async settle(id: PatronId, token: string, head: Outgoing, outcome: Outcome): Promise<Settled> {
    const { partition, number } = parsePatronId(id);
    const prefix = partitionPrefix(partition);
    const details =
      outcome.kind === "later"
        ? [Math.ceil(outcome.delayMs), outcome.attempts]
        : [outcome.event === undefined ? "" : JSON.stringify(outcome.event)];
    const [kind, ...rest] = replySchema.parse(
      await this.#scripts.settleMessage(
        `${prefix}patron:${number}`,
        prefix,
        number,
        token,
        this.#leaseMs,
        head.to,
        `"id":${JSON.stringify(head.message.id)}`,
        outcome.kind,
        ...details,
      ),
    );
    if (kind === "next") return { kind, head: outgoingOf(rest[0]) };
    if (kind === "empty") return { kind, inbox: rest.map(eventOf) };
    return { kind: kind === "later" ? "later" : "lost" };
  }

  /** Claims a patron for this process: the lease on the outbox unless a living process holds it. */
  async claim(id: PatronId, token: string): Promise<Claim> {
    const { partition, number } = parsePatronId(id);
    const prefix = partitionPrefix(partition);
    const [lease, attempts, head, ...rest] = replySchema.parse(
      await this.#scripts.claimPatron(`${prefix}patron:${number}`, prefix, number, token, this.#leaseMs),
    );
    const snapshot = snapshotOf(id, rest);
    if (lease === "none") return { snapshot };
    return {
      snapshot,
      lease: { head: outgoingOf(head), inDoubt: lease === "doubt", attempts: Number(attempts) },
    };
  }

  /** Lists patrons whose inbox or outbox should have been finished by now: a dead process left them, or their time has come. */
  async overdue(limitPerPartition: number): Promise<readonly PatronId[]> {
    const now = Date.now();
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    const found = await Promise.all(
      partitions.map((partition) =>
        this.#redis.zrangebyscore(
          `${partitionPrefix(partition)}busy`,
          "-inf",
          now,
          "LIMIT",
          0,
          limitPerPartition,
        ),
      ),
    );
    return found.flatMap((numbers, partition) =>
      numbers.map((number): PatronId => `${partition}-${Number(number)}`),
    );
  }
}

function recordArguments(commit: Commit): (string | number)[] {
  return [
    ...commit.withdrawn.flatMap((id) => ["withdraw", id, "", 0]),
    ...commit.feedback.flatMap((item) => ["feedback", item.id, JSON.stringify(item), Date.parse(item.at)]),
    ...commit.contacts.flatMap(({ id, contact }) => ["contact", id, contact, 0]),
  ];
}

function snapshotOf(
  id: PatronId,
  [revision, state, ...inbox]: readonly (string | number | undefined)[],
): Snapshot {
  return {
    id,
    revision: Number(revision),
    patron: parsePatron(String(state ?? "")),
    inbox: inbox.map(eventOf),
  };
}

/** What this code wrote and nobody else: stored events and messages are trusted to have their shape. */
function eventOf(stored: string | number | undefined): ChannelEvent {
  return JSON.parse(String(stored)) as ChannelEvent;
}

function outgoingOf(stored: string | number | undefined): Outgoing {
  return JSON.parse(String(stored)) as Outgoing;
}
