import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { lookAtMissed } from "../../src/outreach/look-at-missed.ts";
import { saveProgram } from "../../src/patrons/outreach-state.ts";
import { newPatron, storedPatron } from "../../src/patrons/patron.ts";
import { partitionPrefix } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { programOf } from "../helpers/services.ts";
import { RULES } from "../helpers/wakes.ts";

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
  expect(
    await lookAtMissed(server.redis, {
      ...{ now: "2026-11-20T13:00:00.000Z", look, rules: RULES },
      programs: { find: () => undefined },
    }),
  ).toBe(2);
  expect(looks).toEqual([
    `3-1 missed-3-1-${Date.parse("2026-11-20T08:30:00.000Z")}`,
    `63-1 missed-63-1-${Date.parse("2026-01-01T08:30:00.000Z")}`,
  ]);
});

test("a patron with something before them and no look, or one that comes too late, is looked at", async () => {
  await server.redis.flushall();
  const now = "2026-11-18T03:30:00.000Z";
  const yoga = programOf("a:1", { start: "2026-11-21T12:30:00.000Z", end: "2026-11-21T14:00:00.000Z" });
  const talks = { "test:1": { reachable: true, parked: [] } };
  const saved = [...saveProgram([], yoga, { done: [], find: () => undefined })];
  const due = "2026-11-20T12:30:00.000Z";
  for (const [at, wake] of [undefined, due, "2026-12-24T10:00:00.000Z"].entries()) {
    const outreach = { ...newPatron.outreach, ...(wake && { wake }) };
    const state = storedPatron({ ...newPatron, met: true, talks, saved, outreach });
    await server.redis.hset(`${partitionPrefix(3)}patron:${at + 1}`, "state", state);
  }
  await server.redis.set(`${partitionPrefix(3)}patrons`, 3);
  const looks: string[] = [];
  const look = async (_patron: string, id: string) => {
    looks.push(id);
  };
  const programs = { find: () => yoga };
  expect(await lookAtMissed(server.redis, { now, look, programs, rules: RULES })).toBe(2);
  expect(looks).toEqual([1, 3].map((number) => `missed-3-${number}-${Date.parse(due)}`));
});
