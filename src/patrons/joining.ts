/**
 * Joins an address to a patron of another partition, and parts it again. A code is used once and by one; the patron's own
 * partition decides, and says so in the patron's inbox. Nobody gets a patron's profile by guessing: guesses are counted.
 */
import { createHash } from "node:crypto";
import type { Address, ChannelEvent } from "../channels/channel.ts";
import {
  type PatronId,
  parsePatronId,
  partitionOfAddress,
  partitionPrefix,
  WRONG_CODES_TTL_SECONDS,
  wrongCodesKey,
} from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import { digestOfCode, partitionOfCode } from "./join-code.ts";

/** How many channels a patron can have, the first included. */
export const CHANNELS_LIMIT = 5;
/** How many wrong codes an hour are looked at: from one address, and from all, who are more when someone guesses. */
const WRONG_LIMIT = 5;
const WRONG_LIMIT_OF_ALL = 500;

/** Who uses a code, in which event: the same event used twice is one use. */
interface Use {
  readonly code: string;
  readonly address: Address;
  readonly event: string;
  /** The language spoken at the address, which goes on there. */
  readonly language?: string;
  /** ISO 8601. */
  readonly now: string;
  /** How long a sweep leaves it to the process that used the code to tell the patron. */
  readonly graceMs: number;
}

/**
 * Uses a code; gives the patron that the address is joined to from now on. Undefined for every code that is no use: wrong,
 * used, too old, the patron's own or a gone patron's; "tooMany" for one of too many, which is not looked at. Using it again with the
 * same event is safe.
 */
export async function redeemCode(redis: KutsuRedis, use: Use): Promise<PatronId | "tooMany" | undefined> {
  // Counted first and taken back after: guesses that come at once are counted, too.
  const keys = [wrongCodesKey(use.address), wrongCodesKey()] as const;
  const [own, all] = await Promise.all(keys.map((key) => count(redis, key)));
  if ((own ?? 0) > WRONG_LIMIT || (all ?? 0) > WRONG_LIMIT_OF_ALL) return "tooMany";
  const joined = await redeem(redis, use);
  if (joined !== undefined) await Promise.all(keys.map((key) => takeBack(redis, key)));
  return joined;
}

async function count(redis: KutsuRedis, key: string): Promise<number> {
  const [, [, counted] = []] =
    (await redis.multi().set(key, 0, "EX", WRONG_CODES_TTL_SECONDS, "NX").incr(key).exec()) ?? [];
  return Number(counted);
}

async function takeBack(redis: KutsuRedis, key: string): Promise<void> {
  // The hour may have ended meanwhile: a counter below nothing would stay for ever.
  if ((await redis.decr(key)) < 0) await redis.del(key);
}

async function redeem(
  redis: KutsuRedis,
  { code, address, event, language, now, graceMs }: Use,
): Promise<PatronId | undefined> {
  const partition = partitionOfCode(code);
  const prefix = partitionPrefix(partition);
  const digest = digestOfCode(code);
  const key = `${prefix}code:${digest}`;
  const mark = createHash("sha256").update(`${address} ${event}`).digest("base64url").slice(0, 22);
  const held = (await redis.get(key)) ?? "";
  const [, used, asker, owner] = /^(?:used \S+ (\d+)|(\d+) (\S+))$/.exec(held) ?? [];
  const number = used ?? asker;
  if (number === undefined) return undefined;
  const envelope = { at: now, scope: "private", kind: "joined", address, language } as const;
  const events = [address, (owner ?? address) as Address].map(
    (from, index): ChannelEvent => ({
      ...envelope,
      id: `joined-${mark}-${index}`,
      from,
      owner: (owner ?? address) as Address,
    }),
  );
  const done = await redis.eval(
    readScript("redeem-code.lua"),
    ...[
      1,
      key,
      prefix,
      digest,
      used === undefined ? held : "",
      number,
      address,
      mark,
      CHANNELS_LIMIT - 1,
      graceMs,
    ],
    ...events.map((one) => JSON.stringify(one)),
  );
  return done === 1 ? `${partition}-${Number(number)}` : undefined;
}

/** Makes addresses strangers' again, as far as they are joined to the patron. Doing it twice is harmless. */
export async function dropRedirects(
  redis: KutsuRedis,
  id: PatronId,
  addresses: readonly string[],
): Promise<void> {
  const script = readScript("drop-redirect.lua");
  await Promise.all(
    addresses.map((address) => {
      const key = `${partitionPrefix(partitionOfAddress(address))}address:${address}`;
      return redis.eval(script, 1, key, id);
    }),
  );
}

/** Makes an address a stranger's that points to the patron, who does not know it. Doing it twice is harmless. */
export async function disown(redis: KutsuRedis, id: PatronId, address: Address): Promise<void> {
  const { partition, number } = parsePatronId(id);
  await redis.hdel(`${partitionPrefix(partition)}patron:${number}`, `joined:${address}`);
  await dropRedirects(redis, id, [address]);
  if (partitionOfAddress(address) !== partition) return;
  // The address the patron began with holds the number alone.
  const key = `${partitionPrefix(partition)}address:${address}`;
  await redis.eval(readScript("drop-redirect.lua"), 1, key, number);
}

/** Finds whose address it is: the patron of its partition, or the one it was joined to and still belongs to. */
export async function findPatronOf(redis: KutsuRedis, address: Address): Promise<PatronId | undefined> {
  const partition = partitionOfAddress(address);
  const held = await redis.get(`${partitionPrefix(partition)}address:${address}`);
  if (held === null) return undefined;
  if (!held.includes("-")) return `${partition}-${Number(held)}`;
  const [owner, number] = held.split("-");
  const key = `${partitionPrefix(Number(owner))}patron:${number}`;
  return (await redis.hexists(key, `joined:${address}`)) === 1 ? (held as PatronId) : undefined;
}
