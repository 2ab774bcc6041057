import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { renewKey } from "../../src/staff/change-staff.ts";
import { makePersonalKey } from "../../src/staff/personal-key.ts";
import { type SignIn, signIn } from "../../src/staff/sign-in.ts";
import { staffKey, wrongKeysKey } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { addAdmin, minutesLater, NOW } from "./staff-world.ts";

// A key takes half a second to hash, by design, and more while other tests run.
jest.setTimeout(60_000);

let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(() => server.redis.flushall());
afterAll(() => server.stop());

const WRONG = makePersonalKey();
const kind = ({ kind }: SignIn) => kind;

function tryWrong(name: string, times: number, now = NOW): Promise<string[]> {
  const tries = Array.from({ length: times }, async () =>
    kind(await signIn(server.redis, { name, key: WRONG, now })),
  );
  return Promise.all(tries);
}

test("whoever has name and key is in, however they are spelt", async () => {
  const { member, key } = await addAdmin(server.redis, "Åke Öhman");
  for (const name of ["Åke Öhman", " åke  öhman ", "ÅKE O\u0308HMAN"])
    expect(await signIn(server.redis, { name, key: key.toLowerCase(), now: NOW })).toEqual({
      kind: "in",
      member,
    });
});

test("an unknown name and a wrong key get the same answer", async () => {
  await addAdmin(server.redis);
  const answers = await Promise.all(
    ["Aino", "Nobody"].map((name) => signIn(server.redis, { name, key: WRONG, now: NOW })),
  );
  expect(answers).toEqual([{ kind: "wrong" }, { kind: "wrong" }]);
});

test("an unknown name takes as long as a wrong key", async () => {
  await addAdmin(server.redis);
  const took = async (name: string) => {
    const begun = performance.now();
    await signIn(server.redis, { name, key: WRONG, now: NOW });
    return performance.now() - begun;
  };
  const times: Record<string, number[]> = { Aino: [], Nobody: [] };
  for (let round = 0; round < 5; round += 1)
    for (const name of Object.keys(times)) times[name]?.push(await took(name));
  const quickest = (name: string) => Math.min(...(times[name] ?? []));
  // Without the work of the hash it would be hundreds of times quicker; the machine may be busy.
  expect(quickest("Nobody") / quickest("Aino")).toBeGreaterThan(0.5);
  expect(quickest("Nobody") / quickest("Aino")).toBeLessThan(2);
});

test("a new key voids the old one", async () => {
  const { member, key } = await addAdmin(server.redis);
  const renewed = await renewKey(server.redis, "aino", { by: member, now: NOW });
  expect(renewed.member).toEqual(member);
  expect(kind(await signIn(server.redis, { name: "Aino", key, now: NOW }))).toBe("wrong");
  expect(kind(await signIn(server.redis, { name: "Aino", key: renewed.key, now: NOW }))).toBe("in");
});

test.each(["Aino", "Nobody"])(
  "after ten wrong keys %s is locked for 15 minutes, for the right key, too",
  async (name) => {
    const { key } = await addAdmin(server.redis);
    expect(new Set(await tryWrong(name, 9, NOW))).toEqual(new Set(["wrong"]));
    expect(await tryWrong(name.toUpperCase(), 1, minutesLater(14))).toEqual(["wrong"]);
    const locked = { kind: "locked", until: minutesLater(29) };
    expect(await signIn(server.redis, { name, key: WRONG, now: minutesLater(14) })).toEqual(locked);
    expect(await signIn(server.redis, { name, key, now: minutesLater(28.9) })).toEqual(locked);
    const after = await signIn(server.redis, { name, key, now: minutesLater(29) });
    expect(kind(after)).toBe(name === "Aino" ? "in" : "wrong");
    expect(await server.redis.pttl(wrongKeysKey(name.toLowerCase()))).toBeLessThanOrEqual(15 * 60_000);
  },
);

test("keys that are tried at once are counted, too", async () => {
  await addAdmin(server.redis);
  const answers = await tryWrong("Aino", 30);
  expect(answers.filter((answer) => answer === "wrong")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "locked")).toHaveLength(20);
});

test("wrong keys that are 15 minutes apart, and right ones, lock nobody", async () => {
  const { key } = await addAdmin(server.redis);
  await tryWrong("Aino", 9, NOW);
  for (let time = 0; time < 3; time += 1)
    expect(kind(await signIn(server.redis, { name: "Aino", key, now: minutesLater(1) }))).toBe("in");
  expect(await tryWrong("Aino", 9, minutesLater(15))).not.toContain("locked");
  expect(kind(await signIn(server.redis, { name: "Aino", key, now: minutesLater(16) }))).toBe("in");
});

test("one name that is locked locks no other", async () => {
  const { key } = await addAdmin(server.redis);
  await tryWrong("Nobody", 11);
  expect(kind(await signIn(server.redis, { name: "Aino", key, now: NOW }))).toBe("in");
});

test("what was typed as a name is not stored", async () => {
  await addAdmin(server.redis);
  await tryWrong("My Secret Key", 1);
  expect((await server.redis.keys("*")).join(" ")).not.toMatch(/secret key/i);
});

test("an account that cannot be read is an error, and others get in", async () => {
  const { key } = await addAdmin(server.redis);
  await server.redis.hset(staffKey, "broken1", "{");
  await expect(signIn(server.redis, { name: "Matti", key, now: NOW })).rejects.toThrow(
    'Cannot read staff account "broken1": it is no JSON',
  );
  expect(kind(await signIn(server.redis, { name: "Aino", key, now: NOW }))).toBe("in");
});

test("a store that does not answer lets nobody in", async () => {
  const { key } = await addAdmin(server.redis);
  const gone = server.connect();
  await gone.ping();
  gone.disconnect();
  await expect(signIn(gone, { name: "Aino", key, now: NOW })).rejects.toThrow();
});
