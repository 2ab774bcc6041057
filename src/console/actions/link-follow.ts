import { memberOf, type StaffMember } from "../../staff/account.ts";
import { addStaff } from "../../staff/change-staff.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { useDeveloperLink } from "../developer-link.ts";
import { GIVEN_ROLES, letIn } from "../entrance.ts";
import { showSignIn } from "../pages/sign-in-page.tsx";
import type { Call, OpenRoute } from "../visit.ts";

/** Uses a developer's link: lets in the first admin, who is made when there are no accounts. */
export const linkFollow: OpenRoute = {
  method: "POST",
  path: "/link/:id",
  open: true,
  answer: async (call) => {
    if (!(await useDeveloperLink(call.parts.redis, call.id)))
      return showSignIn(call, { key: "console.link.used", status: 410 });
    return letIn(call, { member: await developer(call), by: "link" });
  },
};

async function developer({ parts: { redis }, words: { now } }: Call): Promise<StaffMember> {
  const { accounts, unreadable } = await loadStaff(redis);
  const [broken] = unreadable.values();
  if (broken !== undefined) throw broken;
  const [first] = [...accounts.values()]
    .filter(({ roles }) => roles.includes("admin"))
    .sort((one, other) => one.addedAt.localeCompare(other.addedAt));
  if (first !== undefined) return memberOf(first);
  return (await addStaff(redis, { name: "Developer", roles: [...GIVEN_ROLES] }, { now })).member;
}
