import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AuditEntry, appendAudit, readAudit } from "../../src/staff/audit.ts";
import { AUDIT_TTL_SECONDS, auditKey } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { NOW } from "./staff-world.ts";

let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(() => server.redis.flushall());
afterAll(() => server.stop());

function entry(number: number): AuditEntry {
  return { at: NOW, who: { id: "k7qf2m9x", name: "Åke" }, did: "read-feedback", about: `feedback ${number}` };
}

async function all(): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const one of readAudit(server.redis)) entries.push(one);
  return entries;
}

test("an empty log has no entries", async () => {
  expect(await all()).toEqual([]);
});

test("entries come back in the order they were added, over many pages", async () => {
  const entries = Array.from({ length: 1203 }, (_, number) => entry(number));
  for (const one of entries) void appendAudit(server.redis, one);
  await appendAudit(server.redis, entry(1203));
  expect(await all()).toEqual([...entries, entry(1203)]);
});

test("an entry goes after two years, and so does the log when nobody writes", async () => {
  const [seconds = 0] = await server.redis.time();
  const added = async (ageSeconds: number) =>
    server.redis.xadd(
      auditKey,
      `${(Number(seconds) - ageSeconds) * 1000}-0`,
      "entry",
      JSON.stringify({ format: 1, ...entry(ageSeconds) }),
    );
  await added(AUDIT_TTL_SECONDS + 60);
  await added(AUDIT_TTL_SECONDS - 60);
  await appendAudit(server.redis, entry(0));
  expect((await all()).map(({ about }) => about)).toEqual([
    `feedback ${AUDIT_TTL_SECONDS - 60}`,
    "feedback 0",
  ]);
  expect(await server.redis.ttl(auditKey)).toBeGreaterThan(AUDIT_TTL_SECONDS - 10);
});

test("the log has an end: the oldest entries go", async () => {
  const batch = server.redis.pipeline();
  for (let number = 0; number < 100_300; number += 1) batch.xadd(auditKey, "*", "entry", "{}");
  await batch.exec();
  await appendAudit(server.redis, entry(0));
  const length = await server.redis.xlen(auditKey);
  expect(length).toBeGreaterThanOrEqual(100_000);
  expect(length).toBeLessThan(100_200);
});

test.each(["{", "{}", '{"format":2}'])("an entry %j is named", async (stored) => {
  const id = await server.redis.xadd(auditKey, "*", "entry", stored);
  await expect(all()).rejects.toThrow(`Cannot read entry "${id}" of the audit log`);
});
