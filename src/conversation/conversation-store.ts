/**
 * The conversation's side of Redis: accept an event, commit a turn, settle a message, claim what a dead process left.
 * Each is one script in one partition; nothing here decides what is said.
 */

import { z } from "zod";
import type { Address, ChannelEvent } from "../channels/channel.ts";
import { addressToWriteTo } from "../patrons/address-to-write-to.ts";
import { disown, dropRedirects } from "../patrons/joining.ts";
import { parsePatron, storedPatron } from "../patrons/patron.ts";
import {
  CONTACT_TTL_SECONDS,
  everyPartition,
  FEEDBACK_TTL_SECONDS,
  PATRON_TTL_SECONDS,
  type PatronId,
  parsePatronId,
  partitionOfAddress,
  partitionPrefix,
  SEEN_TTL_SECONDS,
  TRANSCRIPT_LIMIT,
  TRANSCRIPT_TTL_SECONDS,
} from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import {
  type Claim,
  type Commit,
  type CommitResult,
  commitArguments,
  type Outcome,
  type Outgoing,
  outgoingIn,
  type Settled,
  type Snapshot,
  storedOutgoing,
} from "./commit.ts";

const SCRIPTS = {
  acceptEvent: ["accept-event.lua", 4],
  acceptDue: ["accept-due.lua", 3],
  acceptJoined: ["accept-joined.lua", 3],
  handOn: ["hand-on.lua", 1],
  commitTurn: ["commit-turn.lua", 1],
  settleMessage: ["settle.lua", 1],
  claimPatron: ["claim.lua", 1],
} as const;

/** What the scripts have before them. */
const SHARED = ["segments.lua", "outbox.lua", "reactions.lua"] as const;

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
      redis.defineCommand(name, { numberOfKeys, lua: readScript(...SHARED, file) });
    }
    this.#redis = redis;
    this.#scripts = redis as unknown as Scripted; // defineCommand adds the four methods at run time
    this.#leaseMs = leaseMs;
  }

  /** Stores an event, once for each `mark`: a repeat gives undefined. Throws when the store is down; accepting again is then harmless. */
  async acceptEvent(event: ChannelEvent, mark = markOf(event)): Promise<Snapshot | undefined> {
    const partition = partitionOfAddress(event.from);
    const prefix = partitionPrefix(partition);
    const [fresh, number, revision, state, ...inbox] = replySchema.parse(
      await this.#scripts.acceptEvent(
        `${prefix}address:${event.from}`,
        `${prefix}seen:${mark}`,
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
    if (fresh === 2) return this.#acceptJoined(event, String(number) as PatronId, mark);
    return snapshotOf(`${partition}-${Number(number)}`, [revision, state, ...inbox]);
  }

  /** Stores an event of an address that says it was joined to a patron; one that was not is a stranger's. */
  async #acceptJoined(event: ChannelEvent, patron: PatronId, mark: string): Promise<Snapshot | undefined> {
    const { partition, number } = parsePatronId(patron);
    const prefix = partitionPrefix(partition);
    const [fresh, ...rest] = replySchema.parse(
      await this.#scripts.acceptJoined(
        ...[`${prefix}patron:${number}`, `${prefix}seen:${mark}`, `${prefix}busy`],
        ...[prefix, number, event.from, JSON.stringify(event), SEEN_TTL_SECONDS, this.#leaseMs],
      ),
    );
    if (fresh === 0) return undefined;
    if (fresh === 1) return snapshotOf(patron, rest);
    await dropRedirects(this.#redis, patron, [event.from]);
    return this.acceptEvent(event, mark);
  }

  /**
   * Hands an event on whose address is not the patron's any more: it is accepted where the address belongs now, and only then taken
   * out of this inbox. `left` is what waits there still.
   */
  async handOn(
    id: PatronId,
    event: ChannelEvent,
  ): Promise<{ readonly accepted: Snapshot | undefined; readonly left: Snapshot }> {
    const { partition, number } = parsePatronId(id);
    const prefix = partitionPrefix(partition);
    // What a platform tells about an address is of no use to a stranger.
    const isSaid = event.kind === "said" || event.kind === "tapped" || event.kind === "started";
    const accepted = isSaid ? await this.#acceptAgain(id, event) : undefined;
    const left = replySchema.parse(
      await this.#scripts.handOn(
        `${prefix}patron:${number}`,
        prefix,
        number,
        `"id":${JSON.stringify(event.id)}`,
      ),
    );
    return { accepted, left: snapshotOf(id, left) };
  }

  /**
   * Accepts an event where its address belongs now, which is not the patron it is handed on from. It was seen before, there or
   * elsewhere, so each that hands it on has a mark of its own; the mark for the platform's repeats is set, too.
   */
  async #acceptAgain(id: PatronId, event: ChannelEvent): Promise<Snapshot | undefined> {
    await disown(this.#redis, id, event.from);
    const prefix = partitionPrefix(partitionOfAddress(event.from));
    await this.#redis.set(`${prefix}seen:${markOf(event)}`, "", "EX", SEEN_TTL_SECONDS);
    return this.acceptEvent(event, `${markOf(event)}:from:${id}`);
  }

  /**
   * Stores that a patron is to be looked at, once for each `id`. Undefined when that was done before, or when there is no such
   * patron or no address to write to.
   */
  async acceptDue(patron: PatronId, id: string, at: string): Promise<Snapshot | undefined> {
    const { partition, number } = parsePatronId(patron);
    const prefix = partitionPrefix(partition);
    const state = await this.#redis.hget(`${prefix}patron:${number}`, "state");
    const from = addressToWriteTo(parsePatron(state ?? ""));
    if (from === undefined) return undefined;
    const event: ChannelEvent = { kind: "due", id, from, at, scope: "private" };
    const [fresh, ...rest] = replySchema.parse(
      await this.#scripts.acceptDue(
        ...[`${prefix}patron:${number}`, `${prefix}seen:due:${id}`, `${prefix}busy`],
        ...[prefix, number, JSON.stringify(event), SEEN_TTL_SECONDS, this.#leaseMs],
      ),
    );
    return fresh === 0 ? undefined : snapshotOf(patron, rest);
  }

  /** Commits a turn taken from the first event of the snapshot's inbox. */
  async commitTurn(
    snapshot: Snapshot,
    commit: Commit,
    { address, token }: { readonly address: Address; readonly token: string },
  ): Promise<CommitResult> {
    const { partition, number } = parsePatronId(snapshot.id);
    const prefix = partitionPrefix(partition);
    const outgoing = outgoingIn(commit, { before: snapshot.patron, address });
    const [committed, ...rest] = replySchema.parse(
      await this.#scripts.commitTurn(
        `${prefix}patron:${number}`,
        prefix,
        number,
        snapshot.patron.addresses?.[0] || address,
        snapshot.revision,
        storedPatron(commit.patron),
        token,
        this.#leaseMs,
        PATRON_TTL_SECONDS,
        TRANSCRIPT_TTL_SECONDS,
        FEEDBACK_TTL_SECONDS,
        CONTACT_TTL_SECONDS,
        JSON.stringify(commit.transcript),
        TRANSCRIPT_LIMIT,
        commit.erase ? "erase" : commit.hush ? "hush" : "",
        outgoing.length,
        ...outgoing.map((one) => storedOutgoing(one).json),
        ...commitArguments(commit, { before: snapshot.patron, address }),
      ),
    );
    if (committed === 2) return { committed: false, moved: true };
    if (committed === 0) return { committed: false, snapshot: snapshotOf(snapshot.id, rest) };
    const [granted, head, attempts, ...inbox] = rest;
    const first = head === "" ? outgoing[0] : outgoingOf(head);
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

  /** Takes an item off the outbox once it is sent or given up, or puts its lane off. Settling the same one twice is harmless. */
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
        storedOutgoing(head).mark,
        outcome.kind,
        ...details,
      ),
    );
    if (kind === "next") return { kind, head: outgoingOf(rest[0]), attempts: Number(rest[1]) };
    return kind === "done" ? { kind, inbox: rest.map(eventOf) } : { kind: "lost" };
  }

  /** Claims a patron for this process: the lease on the outbox unless a living process holds it. */
  async claim(id: PatronId, token: string): Promise<Claim> {
    const { partition, number } = parsePatronId(id);
    const prefix = partitionPrefix(partition);
    const [lease, attempts, head, ...rest] = replySchema.parse(
      await this.#scripts.claimPatron(`${prefix}patron:${number}`, prefix, number, token, this.#leaseMs),
    );
    const snapshot = snapshotOf(id, rest);
    if (lease === 0) return { snapshot };
    return {
      snapshot,
      lease: { head: outgoingOf(head), inDoubt: lease === 2, attempts: Number(attempts) },
    };
  }

  /** Lists patrons whose inbox or outbox should have been finished by now: a dead process left them, or their time has come. */
  async overdue(limitPerPartition: number): Promise<readonly PatronId[]> {
    const now = Date.now();
    const found = await Promise.all(
      everyPartition((partition) =>
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

/** What an event is known by. */
function markOf({ from, id }: ChannelEvent): string {
  return `${from.split(":", 1)[0]}:${id}`;
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
