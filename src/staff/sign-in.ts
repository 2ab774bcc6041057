/**
 * Finds out whether somebody is the member of staff they say they are. It tells nobody which names there are: an unknown name
 * and a wrong key give the same answer after the same time, and both lock the name.
 */
import { randomUUID } from "node:crypto";
import { WRONG_KEYS_TTL_SECONDS, wrongKeysKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import { memberOf, type StaffMember, sameName } from "./account.ts";
import { isPersonalKey } from "./personal-key.ts";
import { findByName, loadStaff } from "./staff-store.ts";

/** How many wrong keys are looked at within the time they are remembered for. */
const WRONG_LIMIT = 10;

/** What somebody says to be let in. */
interface Claim {
  readonly name: string;
  /** The personal key as it was typed. */
  readonly key: string;
  /** ISO 8601. */
  readonly now: string;
}

/** Who it is; or that name and key do not belong together; or from when on (ISO 8601) a key is looked at again. */
export type SignIn =
  | { readonly kind: "in"; readonly member: StaffMember }
  | { readonly kind: "wrong" }
  | { readonly kind: "locked"; readonly until: string };

/** Compares a key with the account's. Throws when accounts cannot be read: then nobody is let in. */
export async function signIn(redis: KutsuRedis, { name, key, now }: Claim): Promise<SignIn> {
  const tries = wrongKeysKey(sameName(name));
  const mark = randomUUID();
  // Counted first and taken back after: tries that come at once are counted, too.
  const until = Number(
    await redis.eval(
      ...[readScript("try-key.lua"), 1, tries, mark, Date.parse(now)],
      ...[WRONG_KEYS_TTL_SECONDS * 1000, WRONG_LIMIT],
    ),
  );
  if (until > 0) return { kind: "locked", until: new Date(until).toISOString() };
  const staff = await loadStaff(redis);
  const account = findByName(staff, name);
  const isRight = await isPersonalKey(key, account?.key);
  if (account === undefined || !isRight) {
    // It may be the account that cannot be read: that is no reason to call a key wrong.
    const [broken] = account === undefined ? staff.unreadable.values() : [];
    if (broken !== undefined) throw broken;
    return { kind: "wrong" };
  }
  await redis.zrem(tries, mark);
  return { kind: "in", member: memberOf(account) };
}
