import { changeCode } from "../../staff/change-code.ts";
import { checkCode } from "../../staff/check-code.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import { endSessions } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Asks for no more one-time codes: one's own with a last code, or, for an admin, those of somebody who lost the phone. */
export const codeRemove: ConsoleRoute = {
  method: "POST",
  path: "/account/code/remove",
  for: "staff",
  answer: async ({ parts: { redis }, member, words: { now }, form }) => {
    const by = { id: member.id, name: member.name };
    const staff = form.get("staff") ?? member.id;
    const account = (await loadStaff(redis)).accounts.get(staff);
    if (staff !== member.id) {
      if (!member.roles.includes("admin")) return { refused: "forbidden" };
      if (account === undefined) return { refused: "missing" };
      await changeCode(redis, { id: staff, by, now });
      await endSessions(redis, staff);
      return {
        to: `${CONSOLE}/staff`,
        told: { key: "console.told.codeReset", values: { name: account.name } },
      };
    }
    const typed = form.get("code") ?? "";
    const isRight = account !== undefined && (await checkCode(redis, { account, typed, now })) === "right";
    if (!isRight) return { to: `${CONSOLE}/account`, told: { key: "console.code.wrong" } };
    await changeCode(redis, { id: staff, by, now });
    return { to: `${CONSOLE}/account`, told: { key: "console.told.codeOff" } };
  },
};
