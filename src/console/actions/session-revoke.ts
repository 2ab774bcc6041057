import { appendAudit } from "../../staff/audit.ts";
import { CONSOLE } from "../console-paths.ts";
import { endSession, endSessions, listSessions } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Ends sessions: one of one's own, all the others of one's own, or, for an admin, all of somebody's. */
export const sessionRevoke: ConsoleRoute = {
  method: "POST",
  path: "/session/revoke",
  for: "staff",
  answer: async ({ parts: { redis }, session, member, form, words: { now } }) => {
    const { id, name } = member;
    const staff = form.get("staff") ?? id;
    if (staff !== id && !member.roles.includes("admin")) return { refused: "forbidden" };
    const chosen = form.get("session");
    const own = await listSessions(redis, staff, now);
    if (chosen === null) await endSessions(redis, staff, staff === id ? session.digest : undefined);
    // Looked for among theirs: a digest of another's session ends nothing.
    else for (const one of own) if (one.digest === chosen) await endSession(redis, one);
    await appendAudit(redis, { at: now, who: { id, name }, did: "end-sessions", about: staff });
    const to = staff === id ? `${CONSOLE}/account` : `${CONSOLE}/staff`;
    return { to, told: { key: "console.account.ended" } };
  },
};
