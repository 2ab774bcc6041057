import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { lookAtMissed } from "../../src/outreach/look-at-missed.ts";
import { newPatron, storedPatron } from "../../src/patrons/patron.ts";
import { partitionPrefix } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";

let server: TestRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());

test("patrons whose look never came are looked at, once for each look, and no others", async () => {
  const wakes: Record<string, string | undefined> = {
    "3-1": "2026-11-20T08:30:00.000Z",
    "3-2": "2026-11-20T12:30:00.000Z",
    "3-4": undefined,
    "63-1": "2026-01-01T08:30:00.000Z",
  };
  for (const [id, wake] of Object.entries(wakes)) {
    const [partition, number] = id.split("-").map(Number);
    const prefix = partitionPrefix(partition ?? 0);
    const outreach = { ...newPatron.outreach, ...(wake && { wake }) };
    await server.redis.hset(`${prefix}patron:${number}`, "state", storedPatron({ ...newPatron, outreach }));
    await server.redis.set(`${prefix}patrons`, number ?? 0);
  }
  const looks: string[] = [];
  const look = async (patron: string, id: string) => {
    looks.push(`${patron} ${id}`);
  };
  expect(await lookAtMissed(server.redis, { now: "2026-11-20T13:00:00.000Z", look })).toBe(2);
  expect(looks).toEqual([
    `3-1 missed-3-1-${Date.parse("2026-11-20T08:30:00.000Z")}`,
    `63-1 missed-63-1-${Date.parse("2026-01-01T08:30:00.000Z")}`,
  ]);
});
