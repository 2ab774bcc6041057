import type { LocaleKey } from "../../dialog/words.ts";
import { makeMember, type NewStaff } from "../../staff/account.ts";
import { addStaff } from "../../staff/change-staff.ts";
import { findByName, loadStaff, type Staff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Adds an account and shows its key, once. */
export const staffAdd: ConsoleRoute = {
  method: "POST",
  path: "/staff/add",
  for: ["admin"],
  answer: async ({ form, parts: { redis }, member: { id, name }, words: { now } }) => {
    const partner = form.get("partner")?.trim() || undefined;
    const asked = { name: form.get("name") ?? "", roles: form.getAll("role"), partner };
    const trouble = troubleWith(asked, await loadStaff(redis), now);
    if (trouble !== undefined) return { to: `${CONSOLE}/staff`, told: { key: trouble } };
    const { key, member: added } = await addStaff(redis, asked, { by: { id, name }, now });
    const told = { key: "console.told.added", values: { name: added.name }, secret: key } as const;
    return { to: `${CONSOLE}/staff`, told };
  },
};

/** Looked at before, so that what fails after is no mistake of who typed it. */
function troubleWith(asked: NewStaff, staff: Staff, now: string): LocaleKey | undefined {
  if (asked.roles.length === 0) return "console.trouble.noRole";
  if (asked.roles.includes("partner") !== (asked.partner !== undefined)) return "console.trouble.partner";
  if (findByName(staff, asked.name) !== undefined) return "console.trouble.taken";
  try {
    makeMember(asked, now);
    return undefined;
  } catch {
    return "console.trouble.name";
  }
}
