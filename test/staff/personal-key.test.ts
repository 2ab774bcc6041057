import { scryptSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { hashPersonalKey, isKeyHash, isPersonalKey, makePersonalKey } from "../../src/staff/personal-key.ts";

test("a key has more than 128 bits, in groups of letters that are not taken for one another", () => {
  const keys = Array.from({ length: 200 }, makePersonalKey);
  for (const key of keys) expect(key).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){6}[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(keys).size).toBe(200);
  expect(28 * Math.log2(new Set(keys.join("").replaceAll("-", "")).size)).toBeGreaterThan(128);
});

test("a key is known again however it is typed, and no other is", async () => {
  const key = makePersonalKey();
  const hash = await hashPersonalKey(key);
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(hash).not.toContain(key.slice(0, 4));
  expect(await isPersonalKey(key, hash)).toBe(true);
  expect(await isPersonalKey(` ${key.toLowerCase().replaceAll("-", " ")}`, hash)).toBe(true);
  expect(await isPersonalKey(makePersonalKey(), hash)).toBe(false);
  expect(await isPersonalKey("", hash)).toBe(false);
});

test("the same key gives another hash each time", async () => {
  const key = makePersonalKey();
  expect(await hashPersonalKey(key)).not.toBe(await hashPersonalKey(key));
});

test("a hash that was made at another cost is still known", async () => {
  const salt = Buffer.alloc(16, 7);
  const made = scryptSync("ABCD", salt, 32, { N: 2 ** 10, r: 4, p: 1 }).toString("base64url");
  const hash = `$scrypt$ln=10,r=4,p=1$${salt.toString("base64url")}$${made}`;
  expect(await isPersonalKey("abcd", hash)).toBe(true);
  expect(await isPersonalKey("abce", hash)).toBe(false);
});

test("no key is right where there is no hash", async () => {
  expect(await isPersonalKey(makePersonalKey(), undefined)).toBe(false);
});

test.each([
  "",
  "hunter2",
  `$scrypt$ln=30,r=8,p=3$${"a".repeat(22)}$${"a".repeat(43)}`,
  `$scrypt$ln=15,r=0,p=3$${"a".repeat(22)}$${"a".repeat(43)}`,
  `$scrypt$ln=15,r=8,p=3$${"a".repeat(22)}$`,
])("%j is no hash of a key, and comparing with it is an error", async (text) => {
  expect(isKeyHash(text)).toBe(false);
  await expect(isPersonalKey("ABCD", text)).rejects.toThrow("Cannot compare a personal key");
});
