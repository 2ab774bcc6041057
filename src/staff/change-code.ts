/** Asks for one-time codes beside an account's key from now on, or no more. */
import type { KutsuRedis } from "../store/redis.ts";
import { sameName, type Who } from "./account.ts";
import { changeStaff } from "./change-staff.ts";

interface CodeChange {
  /** The account, by its id. */
  readonly id: string;
  /** The secret of its codes; absent when none are asked for any more. */
  readonly code?: string;
  readonly by: Who;
  /** ISO 8601. */
  readonly now: string;
}

/** Sets or clears the secret of an account's codes. Throws for anybody but its owner; an admin may clear it, for who lost the phone. */
export async function changeCode(redis: KutsuRedis, { id, code, by, now }: CodeChange): Promise<void> {
  await changeStaff(redis, { by, now }, ({ accounts }) => {
    const account = accounts.get(sameName(id));
    if (account === undefined)
      throw new Error(`Cannot change the codes of "${id}": there is no such account`);
    const isAllowed =
      by.id === account.id || (code === undefined && accounts.get(by.id)?.roles.includes("admin") === true);
    if (!isAllowed)
      throw new Error(`Cannot change the codes of "${account.name}": only they may, or an admin`);
    const { code: _before, ...rest } = account;
    return {
      id: account.id,
      account: code === undefined ? rest : { ...rest, code },
      did: code === undefined ? "remove-code" : "add-code",
      about: `${account.name} (${account.id})`,
    };
  });
}
