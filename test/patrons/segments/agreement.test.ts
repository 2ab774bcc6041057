/** Segments and profiles say the same, whatever happened: after many changes, and after a rebuild of what was damaged. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { chances } from "../../../bench/made-patrons.ts";
import type { Address } from "../../../src/channels/channel.ts";
import { encodeId } from "../../../src/id-code.ts";
import type { Patron } from "../../../src/patrons/patron.ts";
import { rebuildSegments } from "../../../src/patrons/segments/rebuild.ts";
import { partitionPrefix } from "../../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { changeSomething, crowdedAddresses, NOW, SegmentWorld } from "./segment-world.ts";

const PATRONS = 1000;
/** Each turn brings ten changes: 100,000 in all. */
const TURNS = 10_000;
const CHANGES_A_TURN = 10;
const AT_ONCE = 250;

let server: TestRedis;
let world: SegmentWorld;

beforeAll(async () => {
  server = await startTestRedis();
  world = new SegmentWorld(server.redis);
});
afterAll(() => server.stop());

const damaged = (name: string) => `${partitionPrefix(0)}segment:${name}`;

const chance = chances(7);

/** Takes a turn for each of some patrons. */
async function takeTurns(addresses: readonly Address[], erasing = 0): Promise<void> {
  await Promise.all(
    addresses.map(async (address) => {
      const luck = chance();
      const change = (before: Patron) => {
        let after = before;
        for (let at = 0; at < CHANGES_A_TURN; at += 1) after = changeSomething(after, address, chance);
        return after;
      };
      const id = await world.commit(address, change, luck < erasing);
      if (luck > 1 - erasing) await world.erase(id);
    }),
  );
}

test("segments agree with profiles after 100,000 random changes, erasures among them", async () => {
  const addresses = crowdedAddresses(PATRONS);
  for (let turn = 0; turn < TURNS; turn += AT_ONCE)
    await takeTurns(addresses.slice(turn % PATRONS, (turn % PATRONS) + AT_ONCE), 0.01);
  expect(await world.stored()).toEqual(world.expected());
  expect(world.profiles.size).toBeGreaterThan(PATRONS * 0.9);
  expect(await rebuildSegments(server.redis, { now: NOW })).toEqual({
    partitions: 64,
    patrons: world.profiles.size,
    mended: 0,
  });
}, 120_000);

test("a rebuild mends what was lost, left over and never there, and nothing else", async () => {
  const { redis } = server;
  const prefix = partitionPrefix(0);
  const expected = world.expected();
  const languages = (expected["language:fi"] ?? []).filter((id) => id.startsWith("0-")).length;
  await redis.del(damaged(`language:${encodeId("fi")}`));
  const stray = (await redis.getbit(damaged("all"), 8 + 3)) === 1 ? 3 : 4;
  await redis.setbit(damaged(`language:${encodeId("xx")}`), 8 + stray, 1);
  await redis.setrange(damaged(`language:${encodeId("xx")}`), 0, "b");
  await redis.sadd(`${prefix}segments:language`, encodeId("xx"));
  const ghost = (await redis.incr(`${prefix}patrons`)) - 1;
  await redis.setbit(damaged("all"), 8 + ghost + 1, 1);
  const { mended } = await rebuildSegments(redis, { now: NOW });
  expect(mended).toBe(languages + 2);
  expect(await world.stored()).toEqual(expected);
});

test("a rebuild from nothing gives the same segments, while patrons go on changing", async () => {
  const { redis } = server;
  for (const partition of [0, 1]) {
    const keys = await redis.keys(`${partitionPrefix(partition)}segment*`);
    await redis.del(...keys);
  }
  let isDone = false;
  const rebuilding = rebuildSegments(redis, { now: NOW }).finally(() => {
    isDone = true;
  });
  const addresses = crowdedAddresses(PATRONS);
  let turns = 0;
  while (!isDone) {
    const some = addresses.slice(turns % PATRONS, (turns % PATRONS) + 20);
    await takeTurns(some);
    turns += 20;
  }
  expect((await rebuilding).mended).toBeGreaterThan(5000);
  await rebuildSegments(redis, { now: NOW });
  expect(turns).toBeGreaterThan(20);
  expect(await world.stored()).toEqual(world.expected());
});
