/**
 * Adds and removes staff accounts and gives new keys. Each change is worked out from all accounts at one moment and is refused by
 * Redis when another change came first; then it is worked out again. So is who may do it.
 */
import { AUDIT_TTL_SECONDS, auditKey, staffAddressesKey, staffKey, staffRevisionKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import {
  accountOf,
  makeMember,
  memberOf,
  type NewStaff,
  type StaffAccount,
  type StaffMember,
  sameName,
  type Who,
} from "./account.ts";
import { AUDIT_ENTRIES, auditEntry } from "./audit.ts";
import { hashPersonalKey, makePersonalKey } from "./personal-key.ts";
import { findByName, loadStaff, type Staff } from "./staff-store.ts";

const MAX_ATTEMPTS = 20;

/** Who changes accounts, and when. */
interface Asking {
  /** Absent for the first account only: nobody is there to ask. */
  readonly by?: Who;
  /** ISO 8601. */
  readonly now: string;
}

/** A member of staff and the personal key they have from now on, which cannot be read again. */
export interface WithKey {
  readonly member: StaffMember;
  readonly key: string;
}

/** What an account is like after a change, and what the audit log says of it. */
interface Change {
  readonly id: string;
  /** Absent when it is removed. */
  readonly account?: StaffAccount;
  readonly did: string;
  readonly about: string;
}

/** Adds an account and gives its key. Throws when the name or an address is taken, and when the first of all is no admin. */
export async function addStaff(redis: KutsuRedis, asked: NewStaff, { by, now }: Asking): Promise<WithKey> {
  const member = makeMember(asked, now);
  const key = makePersonalKey();
  const account = accountOf(member, await hashPersonalKey(key));
  await changeStaff(redis, { by: by ?? account, now }, (staff) => {
    if (isEmpty(staff)) refuseFirst(account);
    else requireAdmin(staff, by, `add "${account.name}"`);
    refuseTaken(staff, account);
    const about = `${named(account)}: ${account.roles.join(", ")}`;
    return { id: account.id, account, did: "add-account", about };
  });
  return { member, key };
}

/** Removes an account, named by its name or its id, also one that cannot be read. Throws when it is the last admin's. */
export async function removeStaff(
  redis: KutsuRedis,
  name: string,
  { by, now }: Asking & { readonly by: Who },
): Promise<Who> {
  let removed: Who = { id: "", name };
  await changeStaff(redis, { by, now }, (staff) => {
    requireAdmin(staff, by, `remove "${name}"`);
    removed = findAccount(staff, name) ?? strange(staff, name, "remove");
    const { id } = removed;
    const stays = [...staff.accounts.values()].some((one) => one.id !== id && one.roles.includes("admin"));
    if (!stays)
      throw new Error(
        `Cannot remove "${removed.name}": it is the last admin (add another one first: kutsu staff add NAME --role admin)`,
      );
    return { id, did: "remove-account", about: named(removed) };
  });
  return { id: removed.id, name: removed.name };
}

/** Gives an account a new key; the old one is void. Throws when there is no such account or it cannot be read. */
export async function renewKey(
  redis: KutsuRedis,
  name: string,
  { by, now }: Asking & { readonly by: Who },
): Promise<WithKey> {
  const key = makePersonalKey();
  const hash = await hashPersonalKey(key);
  let member: StaffMember | undefined;
  await changeStaff(redis, { by, now }, (staff) => {
    requireAdmin(staff, by, `make a key for "${name}"`);
    const found = findAccount(staff, name);
    if (found === undefined) throw staff.unreadable.get(name) ?? unknown(name, "make a key for");
    const account = { ...found, key: hash };
    member = memberOf(account);
    return { id: account.id, account, did: "renew-key", about: named(account) };
  });
  if (member === undefined) throw unknown(name, "make a key for");
  return { member, key };
}

/** Changes an account as `workOut` says, together with its entry in the audit log. Throws what `workOut` throws. */
export async function changeStaff(
  redis: KutsuRedis,
  { by, now }: Asking & { readonly by: Who },
  workOut: (staff: Staff) => Change,
): Promise<void> {
  const script = readScript("audit.lua", "change-staff.lua");
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const staff = await loadStaff(redis);
    const { id, account, did, about } = workOut(staff);
    const changed = await redis.eval(
      ...[script, 4, staffKey, staffAddressesKey, staffRevisionKey, auditKey],
      ...[staff.revision, id, account === undefined ? "" : JSON.stringify(account)],
      ...[auditEntry({ at: now, who: by, did, about }), AUDIT_ENTRIES, AUDIT_TTL_SECONDS],
      ...(account?.addresses ?? []),
    );
    if (changed === 1) return;
  }
  throw new Error("Cannot change staff accounts: others change them all the time (try again later)");
}

function isEmpty({ accounts, unreadable }: Staff): boolean {
  return accounts.size + unreadable.size === 0;
}

function refuseFirst({ name, roles }: StaffAccount): void {
  if (!roles.includes("admin"))
    throw new Error(
      `Cannot add "${name}" as the first account: somebody must be able to add others (add --role admin)`,
    );
}

/** Looked at again within each change: an admin may have been removed since they said who they are. */
function requireAdmin(staff: Staff, by: Who | undefined, what: string): void {
  const account = by === undefined ? undefined : staff.accounts.get(by.id);
  if (account?.roles.includes("admin") !== true)
    throw new Error(
      `Cannot ${what}: there are accounts already, and only an admin may (say who with --as NAME)`,
    );
}

function refuseTaken(staff: Staff, { name, addresses }: StaffAccount): void {
  const namesake = findByName(staff, name);
  if (namesake !== undefined)
    throw new Error(`Cannot add "${name}": ${named(namesake)} is there already (choose another name)`);
  for (const address of addresses) {
    const owner = staff.addresses.get(address);
    if (owner !== undefined) {
      const other = staff.accounts.get(owner);
      throw new Error(
        `Cannot give "${name}" the address "${address}": it belongs to ${other === undefined ? owner : named(other)}`,
      );
    }
  }
}

function findAccount(staff: Staff, name: string): StaffAccount | undefined {
  return findByName(staff, name) ?? staff.accounts.get(sameName(name));
}

/** One that cannot be read has no name. */
function strange({ unreadable }: Staff, id: string, verb: string): Who {
  if (!unreadable.has(id)) throw unknown(id, verb);
  return { id, name: id };
}

function unknown(name: string, verb: string): Error {
  return new Error(`Cannot ${verb} "${name}": there is no such account (see kutsu staff list)`);
}

function named({ id, name }: Who): string {
  return `${name} (${id})`;
}
