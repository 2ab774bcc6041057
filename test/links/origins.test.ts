import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countOrigin, listOrigins } from "../../src/links/origins.ts";
import { linkPayload } from "../../src/links/payload.ts";
import { originsKey } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";

let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());

const YESTERDAY = "2026-11-17";
const TODAY = "2026-11-18";

test("links are counted by day, kind and id, most first, for 400 days", async () => {
  const program = linkPayload("program", "helmet:1");
  const partner = linkPayload("partner", "Kallio-liike");
  for (const payload of [program, partner, program]) await countOrigin(server.redis, payload, TODAY);
  await countOrigin(server.redis, "topic:data", YESTERDAY);
  expect(await listOrigins(server.redis, [TODAY, YESTERDAY, "2026-11-16"])).toEqual([
    { day: TODAY, kind: "program", id: "helmet:1", count: 2 },
    { day: TODAY, kind: "partner", id: "Kallio-liike", count: 1 },
    { day: YESTERDAY, kind: "topic", id: "data", count: 1 },
  ]);
  const days = (await server.redis.ttl(originsKey(TODAY))) / 86_400;
  expect(days).toBeGreaterThan(399);
  expect(days).toBeLessThanOrEqual(400);
});

test("what is no link is not counted: a code to join a channel least of all", async () => {
  const day = "2026-11-01";
  for (const payload of ["connect:KX7M9TQP", "recommend:aGVsbWV0OjE", "", "interest:PGI-"])
    await countOrigin(server.redis, payload, day);
  expect(await server.redis.exists(originsKey(day))).toBe(0);
});

test("after many different links in a day the new ones are counted together", async () => {
  const day = "2026-11-02";
  const fields = Array.from({ length: 2000 }, (_, number) => [`program:made-up-${number}`, "1"]).flat();
  await server.redis.hset(originsKey(day), ...fields);
  for (const id of ["new-1", "new-2"]) await countOrigin(server.redis, linkPayload("program", id), day);
  await countOrigin(server.redis, linkPayload("program", "made-up-7"), day);
  const counts = await server.redis.hgetall(originsKey(day));
  expect([counts["program:other"], counts["program:made-up-7"]]).toEqual(["2", "2"]);
  expect(Object.keys(counts)).toHaveLength(2001);
});
