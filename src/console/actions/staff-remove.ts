import { removeStaff } from "../../staff/change-staff.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import { endSessions } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Removes another's account and ends its sessions. Whoever removes is an admin and stays: the last admin is never removed. */
export const staffRemove: ConsoleRoute = {
  method: "POST",
  path: "/staff/:id/remove",
  for: ["admin"],
  answer: async ({ parts: { redis }, member, words: { now }, id, form }) => {
    if (form.get("sure") !== "yes") return { refused: "form" };
    if (id === member.id) return { refused: "forbidden" };
    if (!(await loadStaff(redis)).accounts.has(id)) return { refused: "missing" };
    const { name } = await removeStaff(redis, id, { by: { id: member.id, name: member.name }, now });
    await endSessions(redis, id);
    return { to: `${CONSOLE}/staff`, told: { key: "console.told.removed", values: { name } } };
  },
};
