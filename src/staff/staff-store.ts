/** Reads staff accounts from Redis. One that cannot be read never counts as one that is not there. */
import type { Address } from "../channels/channel.ts";
import { staffAddressesKey, staffKey, staffRevisionKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { memberOf, parseAccount, type StaffAccount, type StaffMember, sameName } from "./account.ts";

/** All accounts at one moment. */
export interface Staff {
  /** Goes up with every change. */
  readonly revision: string;
  /** By id. */
  readonly accounts: ReadonlyMap<string, StaffAccount>;
  /** Those that are there and cannot be read: what is wrong, by id. */
  readonly unreadable: ReadonlyMap<string, Error>;
  /** Whose an address is, by id of the account. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Loads all accounts: a library has tens of them. */
export async function loadStaff(redis: KutsuRedis): Promise<Staff> {
  const asks = redis.multi().get(staffRevisionKey).hgetall(staffKey).hgetall(staffAddressesKey);
  const [revision, stored, addresses] = ((await asks.exec()) ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
  const accounts = new Map<string, StaffAccount>();
  const unreadable = new Map<string, Error>();
  for (const [id, text] of Object.entries(stored as Record<string, string>)) {
    try {
      accounts.set(id, parseAccount(id, text));
    } catch (error) {
      unreadable.set(id, error as Error);
    }
  }
  return {
    revision: String(revision ?? "0"),
    ...{ accounts, unreadable },
    addresses: new Map(Object.entries(addresses as Record<string, string>)),
  };
}

/** Tells whether there is any account, one that cannot be read included. */
export async function hasStaff(redis: KutsuRedis): Promise<boolean> {
  return (await redis.hlen(staffKey)) > 0;
}

/** Finds an account by its name, however it is spelt. */
export function findByName({ accounts }: Staff, name: string): StaffAccount | undefined {
  return [...accounts.values()].find((account) => sameName(account.name) === sameName(name));
}

/**
 * Finds the member of staff who writes from an address; undefined for everybody else. Throws when the account cannot be read.
 * Ask it only of private conversations: a group has one address for all.
 */
export async function findStaffByAddress(
  redis: KutsuRedis,
  address: Address,
): Promise<StaffMember | undefined> {
  const id = await redis.hget(staffAddressesKey, address);
  const stored = id === null ? null : await redis.hget(staffKey, id);
  if (id === null || stored === null) return undefined;
  const account = parseAccount(id, stored);
  // It may have changed hands between the two questions.
  return account.addresses.includes(address) ? memberOf(account) : undefined;
}
