/** The account of somebody whom a provider of OpenID Connect knows: found by what never changes, and made when they first come. */
import type { KutsuRedis } from "../store/redis.ts";
import {
  accountOf,
  makeMember,
  memberOf,
  type Role,
  type StaffAccount,
  type StaffMember,
} from "./account.ts";
import { changeStaff } from "./change-staff.ts";
import { hashPersonalKey, makePersonalKey } from "./personal-key.ts";
import { findByName, loadStaff, type Staff } from "./staff-store.ts";

/** Somebody, as a provider tells. */
export interface ProviderPerson {
  readonly issuer: string;
  /** Never another person's at this issuer. */
  readonly sub: string;
  /** What they may be called, best first. */
  readonly names: readonly string[];
  readonly roles: readonly Role[];
}

/**
 * Gives the account of a person, with the roles they have there now; undefined when they have none. A name that is taken is never
 * taken over: an account is theirs by the subject alone.
 */
export async function accountOfPerson(
  redis: KutsuRedis,
  person: ProviderPerson,
  now: string,
): Promise<StaffMember | undefined> {
  const known = findBySubject(await loadStaff(redis), person);
  if (person.roles.length === 0) return undefined;
  if (known !== undefined && known.roles.join() === person.roles.join()) return memberOf(known);
  const { roles, issuer, sub } = person;
  const key = known?.key ?? (await hashPersonalKey(makePersonalKey()));
  let account: StaffAccount | undefined;
  const first = makeMember({ name: sub.slice(0, 40), roles }, now);
  await changeStaff(redis, { by: known ?? first, now }, (staff) => {
    const found = findBySubject(staff, person);
    const name = person.names.find((one) => isFree(staff, one)) ?? `${person.names[0] ?? "?"} ${first.id}`;
    const fresh = () => makeMember({ name, roles }, now);
    account =
      found === undefined
        ? { ...accountOf({ ...fresh(), id: first.id }, key), subject: { issuer, sub } }
        : { ...found, roles: [...roles] };
    const did = found === undefined ? "add-account" : "change-roles";
    return { id: account.id, account, did, about: `${account.name} (${account.id}): ${roles.join(", ")}` };
  });
  return account && memberOf(account);
}

/** Finds the account of a person; undefined when they never came. */
export function findBySubject(
  { accounts }: Staff,
  { issuer, sub }: Pick<ProviderPerson, "issuer" | "sub">,
): StaffAccount | undefined {
  return [...accounts.values()].find(({ subject }) => subject?.issuer === issuer && subject.sub === sub);
}

function isFree(staff: Staff, name: string): boolean {
  return findByName(staff, name) === undefined;
}
