/**
 * Personal keys of staff: made by chance, shown once, and kept as a slow salted hash that says how it was made, so that
 * what it costs can be raised for keys made later.
 */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { CODE_LETTERS } from "../dialog/join-code.ts";

/** 28 of 30 letters: 137 bits. */
const KEY_LENGTH = 28;
const GROUP = /.{4}(?=.)/g;
/** What is longer is no key; it is cut, so that nobody has megabytes hashed. */
const TYPED_LENGTH = 200;

/** What OWASP's cheat sheet on storing passwords asks of scrypt (one of its equals, the one for 32 MB). */
const COST: Cost = { logN: 15, blockSize: 8, parallel: 3 };
/** More than this is a mistake in what is stored, and would take all memory. */
const MOST: Cost = { logN: 18, blockSize: 16, parallel: 16 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

interface Cost {
  readonly logN: number;
  readonly blockSize: number;
  readonly parallel: number;
}

/** Makes a key, in groups that people can read and type: `K7QF-XB2M-...`. */
export function makePersonalKey(): string {
  const letters = Array.from({ length: KEY_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]);
  return letters.join("").replace(GROUP, "$&-");
}

/** Hashes a key for keeping: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, both base64url. */
export async function hashPersonalKey(key: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(key, salt, COST);
  const { logN, blockSize, parallel } = COST;
  const parts = [salt, hash].map((bytes) => bytes.toString("base64url"));
  return `$scrypt$ln=${logN},r=${blockSize},p=${parallel}$${parts.join("$")}`;
}

/** Tells whether a text is a hash that a key can be compared with. */
export function isKeyHash(text: string): boolean {
  return findHash(text) !== undefined;
}

/**
 * Tells whether a typed key is the one a hash was made of; spaces, hyphens and small letters do not matter. Without a hash it takes
 * as long and is never right.
 */
export async function isPersonalKey(typed: string, hash: string | undefined): Promise<boolean> {
  const kept = hash === undefined ? undefined : findHash(hash);
  if (hash !== undefined && kept === undefined)
    throw new Error("Cannot compare a personal key: what is kept of it is no hash of a key");
  const { salt, expected, cost } = kept ?? NOBODYS;
  const isSame = timingSafeEqual(await derive(typed, salt, cost), expected);
  return isSame && kept !== undefined;
}

/** What a key is compared with where there is no account. */
const NOBODYS = { salt: randomBytes(SALT_BYTES), expected: randomBytes(HASH_BYTES), cost: COST };

function findHash(
  text: string,
): { readonly salt: Buffer; readonly expected: Buffer; readonly cost: Cost } | undefined {
  const [, logN, blockSize, parallel, salt = "", hash = ""] = FORM.exec(text) ?? [];
  const cost = { logN: Number(logN), blockSize: Number(blockSize), parallel: Number(parallel) };
  const isSound = (name: keyof Cost) => cost[name] >= 1 && cost[name] <= MOST[name];
  if (!isSound("logN") || !isSound("blockSize") || !isSound("parallel")) return undefined;
  return { salt: Buffer.from(salt, "base64url"), expected: Buffer.from(hash, "base64url"), cost };
}

function derive(typed: string, salt: Buffer, { logN, blockSize: r, parallel: p }: Cost): Promise<Buffer> {
  const letters = typed.slice(0, TYPED_LENGTH).toUpperCase().replace(/[\s-]/g, "");
  const N = 2 ** logN;
  // What scrypt needs (RFC 7914), and as much again: node counts a little more.
  const maxmem = 2 * 128 * r * (N + p);
  return new Promise((resolve, reject) => {
    scrypt(letters, salt, HASH_BYTES, { N, r, p, maxmem }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
