/**
 * Makes the codes that join a second channel to a patron. A code tells its partition, so that using it is one script there;
 * the rest is 33 bits that only the secret can tell. Nothing here stores anything.
 */
import { createHash, createHmac } from "node:crypto";
import { CODE_LENGTH, CODE_LETTERS, isCode } from "../dialog/join-code.ts";
import { PARTITIONS, type PatronId, parsePatronId } from "../store/keys.ts";

const BASE = BigInt(CODE_LETTERS.length);
/** How many codes a partition has. */
const CODES = BASE ** BigInt(CODE_LENGTH) / BigInt(PARTITIONS);

/** How long a code can be used. */
export const CODE_TTL_SECONDS = 600;

/** Makes the code that a patron asked for at `invitedAt` (ISO 8601): the same each time, and no other patron's. */
export function makeJoinCode(id: PatronId, invitedAt: string, secret: string): string {
  const { partition } = parsePatronId(id);
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHmac("sha256", secret).update(`join:${id}:${invitedAt}:${attempt}`).digest();
    // 128 bits: what taking the rest makes uneven is far below what anyone could use.
    const number = (digest.readBigUInt64BE(0) << 64n) | digest.readBigUInt64BE(8);
    const code = lettersOf((number % CODES) * BigInt(PARTITIONS) + BigInt(partition));
    if (isCode(code)) return code;
  }
}

/** Tells the partition of the patron whose code it is. */
export function partitionOfCode(code: string): number {
  const number = [...code].reduce((sum, letter) => sum * BASE + BigInt(CODE_LETTERS.indexOf(letter)), 0n);
  return Number(number % BigInt(PARTITIONS));
}

/** What is stored of a code: whoever reads the store cannot use it. */
export function digestOfCode(code: string): string {
  return createHash("sha256").update(`join:${code}`).digest("base64url").slice(0, 22);
}

function lettersOf(number: bigint): string {
  let rest = number;
  let letters = "";
  for (let at = 0; at < CODE_LENGTH; at += 1) {
    letters = CODE_LETTERS[Number(rest % BASE)] + letters;
    rest /= BASE;
  }
  return letters;
}
