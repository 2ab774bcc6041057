/** What the contract's processes cannot be made to meet at will: lost answers, stale snapshots, platforms that never answer. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Address, type Channel, type ChannelMessage, TooFast } from "../../src/channels/channel.ts";
import type { Commit, Snapshot } from "../../src/conversation/commit.ts";
import { Conversation } from "../../src/conversation/conversation.ts";
import { ConversationStore } from "../../src/conversation/conversation-store.ts";
import { forgetting } from "../../src/patrons/channels.ts";
import { newPatron } from "../../src/patrons/patron.ts";
import { parsePatronId, partitionPrefix } from "../../src/store/keys.ts";
import { eventOf, newAddress, until } from "../helpers/conversation.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { RememberedWakes } from "../helpers/wakes.ts";
import { echoTools } from "./echo.ts";

const LEASE_MS = 300;
const HOUR_MS = 3_600_000;

let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});

afterAll(() => server.stop());

// What a test leaves is not for the sweep of the next one.
beforeEach(() => server.redis.flushall());

type Sent = Commit["messages"][number];

describe("the conversation store", () => {
  let store: ConversationStore;

  beforeAll(() => {
    store = new ConversationStore(server.redis, { leaseMs: LEASE_MS });
  });

  test("keeps a message that was not sent when a settlement is executed twice", async () => {
    const { snapshot, address } = await accepted();
    const result = await store.commitTurn(snapshot, turn(address, { says: ["one", "two"] }), {
      address,
      token: "t",
    });
    const [one, two] = outgoing(address, ["one", "two"]);
    expect(result).toMatchObject({ committed: true, lease: { head: one } });
    for (const _ of ["first", "sent again by the connection"]) {
      expect(await store.settle(snapshot.id, "t", one, { kind: "sent" })).toMatchObject({
        kind: "next",
        head: two,
        attempts: 0,
      });
    }
    expect(await store.settle(snapshot.id, "t", two, { kind: "sent" })).toMatchObject({ kind: "done" });
  });

  test("refuses a turn that began before the patron was erased", async () => {
    const { snapshot, address } = await accepted();
    const [goodbye] = outgoing(address, ["goodbye"]);
    await store.commitTurn(snapshot, turn(address, { says: ["goodbye"], erase: true }), {
      address,
      token: "t",
    });
    await store.settle(snapshot.id, "t", goodbye, { kind: "sent" });
    expect(await store.settle(snapshot.id, "t", forgetting(address), { kind: "sent" })).toMatchObject({
      kind: "done",
    });
    const late = await store.commitTurn(snapshot, turn(address, { says: ["one"] }), { address, token: "u" });
    expect(late.committed).toBe(false);
    expect(await keysOf(snapshot)).toEqual([]);
  });

  test("erases a patron to whom there is nothing to say", async () => {
    const { snapshot, address } = await accepted();
    const erased = turn(address, { says: [], erase: true });
    const result = await store.commitTurn(snapshot, erased, { address, token: "t" });
    expect(result).toMatchObject({ lease: { head: forgetting(address) } });
    await store.settle(snapshot.id, "t", forgetting(address), { kind: "sent" });
    expect(await keysOf(snapshot)).toEqual([]);
    expect((await accepted(address)).snapshot.id).not.toBe(snapshot.id);
  });

  test("forgets a way to be reached when the feedback is given again without one", async () => {
    const { snapshot, address } = await accepted();
    const item = feedbackOf(snapshot, address);
    const first = {
      ...turn(address, { says: [] }),
      feedback: [item],
      contacts: [{ id: item.id, contact: "aino@example.com" }],
    };
    await store.commitTurn(snapshot, first, { address, token: "t" });
    const contact = `${partitionPrefix(parsePatronId(snapshot.id).partition)}contact:${item.id}`;
    expect(await server.redis.get(contact)).toBe("aino@example.com");
    const { snapshot: later } = await accepted(address);
    await store.commitTurn(
      later,
      { ...turn(address, { says: [] }), feedback: [item] },
      { address, token: "t" },
    );
    expect(await server.redis.get(contact)).toBeNull();
  });

  test("drops feedback from the index when its lifetime is over", async () => {
    const { snapshot, address } = await accepted();
    const prefix = partitionPrefix(parsePatronId(snapshot.id).partition);
    const [old, young] = [366, 364].map((days) => Date.now() - days * 24 * HOUR_MS) as [number, number];
    await server.redis.zadd(`${prefix}feedback`, old, "old", young, "young");
    const item = feedbackOf(snapshot, address);
    const given = { ...turn(address, { says: [] }), feedback: [item] };
    await store.commitTurn(snapshot, given, { address, token: "t" });
    expect(await server.redis.zrange(`${prefix}feedback`, "0", "-1")).toEqual(["young", item.id]);
  });

  test("lets the sweep answer an event whose worker died while the outbox waits for hours", async () => {
    const { snapshot, address } = await accepted();
    await store.commitTurn(snapshot, turn(address, { says: ["one"] }), { address, token: "t" });
    const [one] = outgoing(address, ["one"]);
    await store.settle(snapshot.id, "t", one, { kind: "later", delayMs: HOUR_MS, attempts: 1 });
    await accepted(address);
    await until("the sweep to see it", async () => (await store.overdue(20)).includes(snapshot.id));
    const { snapshot: found, lease } = await store.claim(snapshot.id, "u");
    expect(lease).toBeUndefined();
    expect(found.inbox).toHaveLength(1);
  });

  test("tells the next turn that a message is in doubt when its sender died", async () => {
    const { snapshot, address } = await accepted();
    await store.commitTurn(snapshot, turn(address, { says: ["one"] }), { address, token: "t" });
    await until("the end of the lease", async () => (await store.overdue(20)).includes(snapshot.id));
    const { snapshot: later } = await accepted(address);
    const result = await store.commitTurn(later, turn(address, { says: ["two"] }), { address, token: "u" });
    const [one] = outgoing(address, ["one"]);
    expect(result).toMatchObject({ lease: { head: one, inDoubt: true } });
    expect(await store.settle(snapshot.id, "t", one, { kind: "sent" })).toEqual({ kind: "lost" });
  });

  test("remembers how often a message failed when a new turn gets the right to send it", async () => {
    const { snapshot, address } = await accepted();
    await store.commitTurn(snapshot, turn(address, { says: ["one"] }), { address, token: "t" });
    const [one] = outgoing(address, ["one"]);
    await store.settle(snapshot.id, "t", one, { kind: "later", delayMs: 20, attempts: 3 });
    await until("its time", async () => (await store.overdue(20)).includes(snapshot.id));
    const { snapshot: later } = await accepted(address);
    const result = await store.commitTurn(later, turn(address, { says: ["two"] }), { address, token: "u" });
    expect(result).toMatchObject({ lease: { head: one, inDoubt: false, attempts: 3 } });
  });

  test("sends to one address what another, whose platform is down, would hold back", async () => {
    const { snapshot, address } = await accepted();
    const other: Address = `other:${address}`;
    const [one, two] = outgoing(address, ["one", "two"]);
    const [three] = outgoing(other, ["three"]);
    const said = { ...turn(address, { says: [] }), messages: [one, two, three] };
    const result = await store.commitTurn(snapshot, said, { address, token: "t" });
    expect(result).toMatchObject({ lease: { head: one } });
    const down = { kind: "later", delayMs: HOUR_MS, attempts: 2 } as const;
    expect(await store.settle(snapshot.id, "t", one, down)).toMatchObject({ kind: "next", head: three });
    expect(await store.settle(snapshot.id, "t", three, { kind: "sent" })).toEqual({
      kind: "done",
      inbox: [],
    });
    expect(await store.overdue(20)).not.toContain(snapshot.id);
    // What is said there later waits its turn; what is said elsewhere goes out.
    const { snapshot: later } = await accepted(address);
    const [four] = outgoing(address, ["four"]);
    const waits = { ...turn(address, { says: [] }), messages: [four] };
    const second = await store.commitTurn(later, waits, { address, token: "u" });
    expect(second).toMatchObject({ committed: true, lease: undefined });
  });

  test("does not let a reply wait for what Kutsu wrote first, and drops that when the patron says stop", async () => {
    const { snapshot, address } = await accepted();
    const [letter, reply] = outgoing(address, ["reminder", "reply"]);
    const [stopped] = outgoing(address, ["stopped"]);
    const reminder = { ...letter, first: {} };
    const due = { ...turn(address, { says: [] }), messages: [reminder] };
    await store.commitTurn(snapshot, due, { address, token: "t" });
    const night = { kind: "later", delayMs: HOUR_MS, attempts: 0 } as const;
    expect(await store.settle(snapshot.id, "t", reminder, night)).toMatchObject({ kind: "done" });
    const { snapshot: asked } = await accepted(address);
    const answer = { ...turn(address, { says: [] }), messages: [reply] };
    expect(await store.commitTurn(asked, answer, { address, token: "u" })).toMatchObject({
      lease: { head: reply },
    });
    await store.settle(snapshot.id, "u", reply, { kind: "sent" });
    expect(await keysOf(snapshot)).toContain(outboxOf(snapshot));
    const { snapshot: last } = await accepted(address);
    const stop = { ...turn(address, { says: [] }), messages: [stopped], hush: true };
    await store.commitTurn(last, stop, { address, token: "v" });
    await store.settle(snapshot.id, "v", stopped, { kind: "sent" });
    expect(await keysOf(snapshot)).not.toContain(outboxOf(snapshot));
  });

  test("drops what was not sent yet to a patron who is erased", async () => {
    const { snapshot, address } = await accepted();
    const [one, goodbye] = outgoing(address, ["one", "goodbye"]);
    await store.commitTurn(snapshot, turn(address, { says: ["one"] }), { address, token: "t" });
    await store.settle(snapshot.id, "t", one, { kind: "later", delayMs: HOUR_MS, attempts: 1 });
    const { snapshot: later } = await accepted(address);
    const erased = turn(address, { says: ["goodbye"], erase: true });
    const result = await store.commitTurn(later, erased, { address, token: "u" });
    expect(result).toMatchObject({ lease: { head: goodbye, attempts: 0 } });
    expect(await server.redis.llen(outboxOf(snapshot))).toBe(2);
  });

  function outboxOf({ id }: Snapshot): string {
    const { partition, number } = parsePatronId(id);
    return `${partitionPrefix(partition)}outbox:${number}`;
  }

  async function accepted(address = newAddress()): Promise<{ snapshot: Snapshot; address: Address }> {
    const snapshot = await store.acceptEvent(eventOf(address, { kind: "said", text: "hei" }));
    if (snapshot === undefined) throw new Error("Cannot accept a new event: it is taken for a repeat");
    return { snapshot, address };
  }

  function outgoing(to: Address, texts: readonly string[]): Sent[] & [Sent, Sent] {
    const messages = texts.map((text) => ({ to, message: { id: text, text, language: "en" } }));
    return messages as Sent[] & [Sent, Sent]; // as many as there are texts
  }

  function turn(
    address: Address,
    { says, erase = false }: { says: readonly string[]; erase?: boolean },
  ): Commit {
    return {
      patron: newPatron,
      messages: outgoing(address, says),
      feedback: [],
      contacts: [],
      withdrawn: [],
      erase,
      transcript: {
        format: 1,
        turn: 1,
        at: new Date().toISOString(),
        address,
        patron: { kind: "said" },
        said: [],
      } as never,
    };
  }

  function feedbackOf({ id }: Snapshot, address: Address): Commit["feedback"][number] {
    const given = { about: "library", text: "lovely", mayAnswer: true, turns: { from: 1, to: 1 } } as const;
    return {
      format: 1,
      id: `${id}-1`,
      patron: id,
      address,
      at: new Date().toISOString(),
      language: "en",
      ...given,
    };
  }

  async function keysOf({ id }: Snapshot): Promise<string[]> {
    const { partition, number } = parsePatronId(id);
    const keys = await server.redis.keys(`${partitionPrefix(partition)}*`);
    return keys.filter((key) => key.endsWith(`:${number}`) || key.includes(":address:"));
  }
});

describe("one process alone", () => {
  test("asks Redis three times a turn: accept, commit, settle", async () => {
    const { sent, say, answered, stop } = await conversation(() => undefined);
    const before = await scriptsRun();
    for (let number = 1; number <= 10; number += 1) {
      await say(`#${number}`);
      await answered();
    }
    expect(sent).toHaveLength(11);
    expect((await scriptsRun()) - before).toBe(30);
    await stop();
  });

  async function scriptsRun(): Promise<number> {
    const stats = await server.redis.info("commandstats");
    return [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
      (sum, [, calls]) => sum + Number(calls),
      0,
    );
  }

  test("answers an event that is accepted while it finishes with the one before", async () => {
    const { sent, say, answered, stop } = await conversation(
      async (attempt) => {
        // The settlement of this message is on its way to Redis by then: it does not see the event.
        if (attempt === 2) setImmediate(() => void say("#2"));
      },
      { sweepEveryMs: HOUR_MS },
    );
    await say("#1");
    await until("the second answer", () => sent.length === 3, { withinMs: 2000 });
    await answered();
    await stop();
  });

  test("goes on after a platform that never answered, in order", async () => {
    const { sent, say, stop } = await conversation((attempt) =>
      attempt === 2 ? new Promise(() => {}) : undefined,
    );
    for (const text of ["#1", "#2"]) await say(text);
    await until("the answers", () => sent.length === 3);
    expect(sent.slice(1).map(({ text }) => /#\d/.exec(text)?.[0])).toEqual(["#1", "#2"]);
    await stop();
  });

  test("tries again after a platform that asked to wait for ever", async () => {
    const { sent, say, stop } = await conversation(async (attempt) => {
      if (attempt === 2) throw new TooFast("wait", Number.POSITIVE_INFINITY);
    });
    await say("#1");
    await until("the answer", () => sent.length === 2);
    await stop();
  });

  /** A conversation whose patron was greeted; `trouble` happens to the nth attempt to send. */
  async function conversation(
    trouble: (attempt: number) => Promise<void> | undefined,
    { sweepEveryMs = 50 } = {},
  ) {
    const sent: ChannelMessage[] = [];
    let attempts = 0;
    const channel: Channel = {
      name: "test",
      routes: () => [],
      identify: async () => "a test",
      start: async () => {},
      stop: async () => {},
      typing: async () => {},
      forget: async () => {},
      limitsOf: () => [],
      send: async (_to, message) => {
        attempts += 1;
        await trouble(attempts);
        sent.push(message);
        return message.id;
      },
    };
    const quiet = () => {};
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const options = { redis: server.connect(), channels: [channel], turnTools: echoTools(), log };
    const running = new Conversation({
      ...options,
      wakes: new RememberedWakes(),
      leaseMs: LEASE_MS,
      sweepEveryMs,
    });
    await running.start();
    const patron = newAddress();
    await running.accept(eventOf(patron, { kind: "started" }));
    await running.settled();
    const say = (text: string) => running.accept(eventOf(patron, { kind: "said", text }));
    return { sent, say, answered: () => running.settled(), stop: () => running.stop() };
  }
});
