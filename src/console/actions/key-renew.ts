import { renewKey } from "../../staff/change-staff.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import { endSessions } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Gives an account a new key and shows it, once; sessions begun with the old one end. */
export const keyRenew: ConsoleRoute = {
  method: "POST",
  path: "/staff/:id/key",
  for: ["admin"],
  answer: async ({ parts: { redis }, member, words: { now }, id }) => {
    const account = (await loadStaff(redis)).accounts.get(id);
    if (account === undefined) return { refused: "missing" };
    // Who comes from a provider has no key that opens anything.
    if (account.subject !== undefined) return { refused: "forbidden" };
    const { key } = await renewKey(redis, id, { by: { id: member.id, name: member.name }, now });
    await endSessions(redis, id);
    const told = { key: "console.told.renewed", values: { name: account.name }, secret: key } as const;
    return { to: `${CONSOLE}/staff`, told };
  },
};
