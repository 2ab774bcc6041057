import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import type { Who } from "../../src/staff/account.ts";
import { readAudit } from "../../src/staff/audit.ts";
import { addStaff, removeStaff, renewKey } from "../../src/staff/change-staff.ts";
import { findStaffByAddress, hasStaff, loadStaff } from "../../src/staff/staff-store.ts";
import { staffAddressesKey, staffKey } from "../../src/store/keys.ts";
import { startTestCluster, startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { addAdmin, atOnce, NOW } from "./staff-world.ts";

// A key takes half a second to hash, by design, and more while other tests run.
jest.setTimeout(60_000);

let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(() => server.redis.flushall());
afterAll(() => server.stop());

async function names(): Promise<string[]> {
  return [...(await loadStaff(server.redis)).accounts.values()].map(({ name }) => name).sort();
}

async function log(): Promise<string[]> {
  const lines: string[] = [];
  for await (const { who, did, about } of readAudit(server.redis)) lines.push(`${who.name} ${did} ${about}`);
  return lines;
}

test("an account holds what it was given, and of its key only a hash", async () => {
  const { member: aino } = await addAdmin(server.redis);
  const asked = {
    name: "  Åke   Öhman ",
    roles: ["approver", "staff", "staff"],
    languages: ["fi"],
    addresses: ["slack:T1:D1", "teams:a:1b2c", "slack:T1:D1"],
  };
  const { member, key } = await addStaff(server.redis, asked, { by: aino, now: NOW });
  expect(member).toEqual({
    id: expect.stringMatching(/^[0-9a-z]{8}$/),
    name: "Åke Öhman",
    roles: ["staff", "approver"],
    languages: ["fi"],
    addresses: ["slack:T1:D1", "teams:a:1b2c"],
    addedAt: NOW,
  });
  const stored = JSON.stringify(await server.redis.hgetall(staffKey));
  expect(JSON.parse((await server.redis.hget(staffKey, member.id)) ?? "")).toMatchObject({
    format: 1,
    ...member,
  });
  for (const part of [key, key.replaceAll("-", ""), key.slice(0, 4)]) expect(stored).not.toContain(part);
  expect(aino.languages).toEqual(["fi", "en"]);
});

test("the first account must be an admin, and nobody is asked for it", async () => {
  await expect(addStaff(server.redis, { name: "Aino", roles: ["staff"] }, { now: NOW })).rejects.toThrow(
    'Cannot add "Aino" as the first account: somebody must be able to add others (add --role admin)',
  );
  expect(await hasStaff(server.redis)).toBe(false);
  await addAdmin(server.redis);
  expect(await log()).toEqual([expect.stringMatching(/^Aino add-account Aino \(\w+\): admin$/)]);
});

test("of two first accounts at once one is refused: it has to ask an admin", async () => {
  const redis = atOnce(server.redis, 2);
  const both = await Promise.allSettled([addAdmin(redis, "Aino"), addAdmin(redis, "Matti")]);
  const refused = both.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  expect(refused).toEqual([expect.stringContaining("only an admin may")]);
  expect(await names()).toHaveLength(1);
});

test("nobody changes accounts without being an admin now", async () => {
  const { member: aino } = await addAdmin(server.redis);
  const { member: matti } = await addStaff(
    server.redis,
    { name: "Matti", roles: ["staff"] },
    { by: aino, now: NOW },
  );
  const stranger: Who = { id: "nobody", name: "Aino" };
  for (const by of [matti, stranger]) {
    const asking = { by, now: NOW };
    await expect(addStaff(server.redis, { name: "X", roles: ["admin"] }, asking)).rejects.toThrow(
      "only an admin",
    );
    await expect(removeStaff(server.redis, "Aino", asking)).rejects.toThrow("only an admin");
    await expect(renewKey(server.redis, "Aino", asking)).rejects.toThrow("only an admin");
  }
  await expect(addStaff(server.redis, { name: "X", roles: ["admin"] }, { now: NOW })).rejects.toThrow(
    "only an admin",
  );
  expect(await names()).toEqual(["Aino", "Matti"]);
});

test("an admin who was removed meanwhile changes nothing any more", async () => {
  const { member: aino } = await addAdmin(server.redis);
  const { member: liisa } = await addStaff(
    server.redis,
    { name: "Liisa", roles: ["admin"] },
    { by: aino, now: NOW },
  );
  await removeStaff(server.redis, "Liisa", { by: aino, now: NOW });
  await expect(
    addStaff(server.redis, { name: "Matti", roles: ["staff"] }, { by: liisa, now: NOW }),
  ).rejects.toThrow("only an admin");
});

test("changes at once lose nothing", async () => {
  const { member: by } = await addAdmin(server.redis);
  const redis = atOnce(server.redis, 6);
  const added = Array.from({ length: 6 }, (_, number) => `Person ${number}`);
  await Promise.all(
    added.map((name, number) =>
      addStaff(redis, { name, roles: ["staff"], addresses: [`slack:T1:D${number}`] }, { by, now: NOW }),
    ),
  );
  expect(await names()).toEqual(["Aino", ...added]);
  expect(await server.redis.hlen(staffAddressesKey)).toBe(6);
  expect(await log()).toHaveLength(7);
});

test("a name that is taken is refused, however it is spelt", async () => {
  const { member: by } = await addAdmin(server.redis, "Åke");
  await expect(addStaff(server.redis, { name: "åKE", roles: ["staff"] }, { by, now: NOW })).rejects.toThrow(
    `Cannot add "åKE": Åke (${by.id}) is there already (choose another name)`,
  );
});

test.each([
  { one: "name", asked: [{ name: "Matti" }, { name: "MATTI" }] },
  {
    one: "address",
    asked: [
      { name: "Matti", addresses: ["slack:T1:D1"] },
      { name: "Liisa", addresses: ["slack:T1:D1", "slack:T1:D2"] },
    ],
  },
])("of two accounts with one $one at once one is refused", async ({ asked }) => {
  const { member: by } = await addAdmin(server.redis);
  const redis = atOnce(server.redis, 2);
  const both = await Promise.allSettled(
    asked.map((account) => addStaff(redis, { ...account, roles: ["staff"] }, { by, now: NOW })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await names()).toHaveLength(2);
});

const name = "Matti";
test("whoever writes from an address is known, and an address is one account's", async () => {
  const { member: by } = await addAdmin(server.redis);
  const asking = { by, now: NOW };
  const { member } = await addStaff(
    server.redis,
    { name, roles: ["staff"], addresses: ["slack:T1:D1"] },
    asking,
  );
  expect(await findStaffByAddress(server.redis, "slack:T1:D1")).toEqual(member);
  expect(await findStaffByAddress(server.redis, "slack:T1:D2")).toBeUndefined();
  await expect(
    addStaff(server.redis, { name: "Liisa", roles: ["staff"], addresses: ["slack:T1:D1"] }, asking),
  ).rejects.toThrow(`Cannot give "Liisa" the address "slack:T1:D1": it belongs to Matti (${member.id})`);
  await renewKey(server.redis, "Matti", asking);
  expect(await findStaffByAddress(server.redis, "slack:T1:D1")).toEqual(member);
  await removeStaff(server.redis, "Matti", asking);
  expect(await findStaffByAddress(server.redis, "slack:T1:D1")).toBeUndefined();
  expect(await server.redis.hlen(staffAddressesKey)).toBe(0);
  await addStaff(server.redis, { name: "Liisa", roles: ["staff"], addresses: ["slack:T1:D1"] }, asking);
  expect((await findStaffByAddress(server.redis, "slack:T1:D1"))?.name).toBe("Liisa");
});

test("an index that says otherwise than the account lets nobody in", async () => {
  const { member } = await addAdmin(server.redis);
  await server.redis.hset(staffAddressesKey, "slack:T1:D9", member.id);
  expect(await findStaffByAddress(server.redis, "slack:T1:D9")).toBeUndefined();
});

test("the last admin is not removed, not even by two at once", async () => {
  const { member: aino } = await addAdmin(server.redis);
  await expect(removeStaff(server.redis, "Aino", { by: aino, now: NOW })).rejects.toThrow(
    'Cannot remove "Aino": it is the last admin',
  );
  const { member: liisa } = await addStaff(
    server.redis,
    { name: "Liisa", roles: ["admin"] },
    { by: aino, now: NOW },
  );
  const redis = atOnce(server.redis, 2);
  const both = await Promise.allSettled([
    removeStaff(redis, "Aino", { by: aino, now: NOW }),
    removeStaff(redis, "Liisa", { by: liisa, now: NOW }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await names()).toHaveLength(1);
});

test("an account is removed by its name or its id, and an unknown one is told", async () => {
  const { member: by } = await addAdmin(server.redis);
  const asking = { by, now: NOW };
  const { member } = await addStaff(server.redis, { name, roles: ["staff"] }, asking);
  expect(await removeStaff(server.redis, member.id, asking)).toEqual({ id: member.id, name });
  await expect(removeStaff(server.redis, name, asking)).rejects.toThrow(
    'Cannot remove "Matti": there is no such account (see kutsu staff list)',
  );
  await expect(renewKey(server.redis, name, asking)).rejects.toThrow('Cannot make a key for "Matti"');
  expect(await log()).toEqual([
    `Aino add-account Aino (${by.id}): admin`,
    `Aino add-account Matti (${member.id}): staff`,
    `Aino remove-account Matti (${member.id})`,
  ]);
});

test.each([
  ["{", "it is no JSON"],
  ['{"format":2}', "format: "],
  ["{}", "format: "],
])("a stored account %j is named with what is wrong, and can be removed", async (stored, why) => {
  const { member: by } = await addAdmin(server.redis);
  await server.redis.hset(staffKey, "broken1", stored);
  await server.redis.hset(staffAddressesKey, "slack:T1:D7", "broken1");
  const { accounts, unreadable } = await loadStaff(server.redis);
  expect([...accounts.keys()]).toEqual([by.id]);
  expect(unreadable.get("broken1")?.message).toContain(`Cannot read staff account "broken1": ${why}`);
  await expect(findStaffByAddress(server.redis, "slack:T1:D7")).rejects.toThrow(
    'Cannot read staff account "broken1"',
  );
  await expect(renewKey(server.redis, "broken1", { by, now: NOW })).rejects.toThrow(
    'Cannot read staff account "broken1"',
  );
  await removeStaff(server.redis, "broken1", { by, now: NOW });
  expect((await loadStaff(server.redis)).unreadable.size).toBe(0);
  expect(await server.redis.hlen(staffAddressesKey)).toBe(0);
});

test("a store whose only account cannot be read is not empty: nobody makes themselves an admin", async () => {
  await server.redis.hset(staffKey, "broken1", "{");
  expect(await hasStaff(server.redis)).toBe(true);
  await expect(addAdmin(server.redis)).rejects.toThrow("only an admin may");
});

test("accounts are kept in a cluster, too", async () => {
  const cluster = await startTestCluster();
  try {
    const { member: by } = await addAdmin(cluster.cluster);
    const asked = { name, roles: ["staff"], addresses: ["slack:T1:D1"] };
    await addStaff(cluster.cluster, asked, { by, now: NOW });
    expect((await findStaffByAddress(cluster.cluster, "slack:T1:D1"))?.name).toBe("Matti");
  } finally {
    await cluster.stop();
  }
});
