/** Delivery where a platform put something off: what Kutsu writes first keeps to the day, and channels forget whom they must. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Address, Channel } from "../../src/channels/channel.ts";
import type { Commit, Letter } from "../../src/conversation/commit.ts";
import { ConversationStore } from "../../src/conversation/conversation-store.ts";
import { type DeliveryTools, deliver } from "../../src/conversation/deliver.ts";
import { newPatron } from "../../src/patrons/patron.ts";
import { erasePatron } from "../../src/patrons/patron-data.ts";
import { type PatronId, parsePatronId, partitionPrefix } from "../../src/store/keys.ts";
import { eventOf, newAddress } from "../helpers/conversation.ts";
import { createFileLog } from "../helpers/file-log.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { RememberedWakes } from "../helpers/wakes.ts";

/** Wednesday at ten in the evening in Helsinki, in winter. */
const NIGHT = "2026-11-25T20:00:00Z";
const MORNING = "2026-11-26T07:00:00Z";

let server: TestRedis;
let store: ConversationStore;

beforeAll(async () => {
  server = await startTestRedis();
  store = new ConversationStore(server.redis, { leaseMs: 5000 });
});

afterAll(() => server.stop());

/** A channel that writes down what it is asked for. */
class NotingChannel implements Channel {
  readonly name = "test";
  readonly sent: string[] = [];
  readonly forgotten: Address[] = [];
  routes = () => [];
  identify = async () => "a test";
  start = async () => {};
  stop = async () => {};
  typing = async () => {};
  limitsOf = () => [];
  send = async (_to: Address, { text }: { readonly text: string }) => {
    this.sent.push(text);
    return text;
  };
  forget = async (address: Address) => {
    this.forgotten.push(address);
  };
}

function toolsAt(now: string, channel: Channel): DeliveryTools {
  return {
    ...{ store, log: createFileLog(() => undefined), wakes: new RememberedWakes(), sendLimitMs: 1000 },
    channels: new Map([[channel.name, channel]]),
    quiet: { from: 21, until: 9 },
    timeZone: "Europe/Helsinki",
    now: () => Date.parse(now),
  };
}

describe("delivery", () => {
  test("keeps what Kutsu writes first until the quiet hours are over", async () => {
    const channel = new NotingChannel();
    const { id, lease } = await inOutbox({ first: {} });
    await deliver(lease, toolsAt(NIGHT, channel));
    expect(channel.sent).toEqual([]);
    expect(await waitOf(id)).toBeGreaterThan(10.9 * 3600_000);
    expect(await waitOf(id)).toBeLessThan(11.1 * 3600_000);
  });

  test("sends it by day", async () => {
    const channel = new NotingChannel();
    const { lease } = await inOutbox({ first: {} });
    await deliver(lease, toolsAt(MORNING, channel));
    expect(channel.sent).toEqual(["a reminder"]);
  });

  test("drops it when it is of no use any more, by day and by night", async () => {
    const channel = new NotingChannel();
    for (const now of [NIGHT, MORNING]) {
      const { id, lease } = await inOutbox({ first: { useless: NIGHT } });
      await deliver(lease, toolsAt(now, channel));
      expect(await waitOf(id)).toBe(0);
    }
    expect(channel.sent).toEqual([]);
  });

  test("answers a patron who writes at night", async () => {
    const channel = new NotingChannel();
    const { lease } = await inOutbox({});
    await deliver(lease, toolsAt(NIGHT, channel));
    expect(channel.sent).toEqual(["a reminder"]);
  });

  test("tells the channel to forget whom the desk has erased", async () => {
    const channel = new NotingChannel();
    const { id, lease, address } = await inOutbox({});
    await deliver(lease, toolsAt(MORNING, channel));
    expect(await erasePatron(server.redis, id)).toBe(true);
    expect(await erasePatron(server.redis, id)).toBe(false);
    expect(await store.overdue(20)).toContain(id);
    const { lease: granted } = await store.claim(id, "u");
    await deliver({ id, token: "u", ...mustBe(granted) }, toolsAt(MORNING, channel));
    expect(channel.forgotten).toEqual([address]);
    expect(await server.redis.keys(`${prefixOf(id)}*:${id.split("-")[1]}`)).toEqual([]);
  });
});

async function inOutbox(more: Pick<Letter, "first">) {
  const address = newAddress();
  const snapshot = mustBe(await store.acceptEvent(eventOf(address, { kind: "said", text: "hei" })));
  const { id } = snapshot;
  const message = { id: "one", text: "a reminder", language: "en" };
  const talks = { [address]: { parked: [], reachable: true, choices: [], heard: NIGHT } };
  const commit: Commit = {
    ...{ patron: { ...newPatron, talks }, messages: [{ to: address, message, ...more }] },
    ...{ feedback: [], contacts: [], withdrawn: [], erase: false },
    transcript: { format: 1, turn: 1, at: NIGHT, address, patron: { kind: "due" }, said: [] } as never,
  };
  const result = await store.commitTurn(snapshot, commit, { address, token: "t" });
  if (!result.committed) throw new Error("Cannot commit the first turn of a patron");
  return { id, address, lease: { id, token: "t", ...mustBe(result.lease) } };
}

/** How long the first lane of a patron waits still; ms. */
async function waitOf(id: PatronId): Promise<number> {
  const patron = `${prefixOf(id)}patron:${id.split("-")[1]}`;
  const waits: Record<string, [number, number]> = JSON.parse(
    (await server.redis.hget(patron, "waits")) ?? "{}",
  );
  const [until = 0] = Object.values(waits)[0] ?? [];
  return until === 0 ? 0 : until - Date.now();
}

function prefixOf(id: PatronId): string {
  return partitionPrefix(parsePatronId(id).partition);
}

function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Cannot go on without it");
  return value;
}
