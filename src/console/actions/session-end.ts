import { appendAudit } from "../../staff/audit.ts";
import { CONSOLE } from "../console-paths.ts";
import { setCookie } from "../cookies.ts";
import { endSession } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Signs out. */
export const sessionEnd: ConsoleRoute = {
  method: "POST",
  path: "/session/end",
  for: "staff",
  answer: async ({ parts, session, member: { id, name }, response, isSecure, words }) => {
    await endSession(parts.redis, session);
    setCookie(response, { name: "staff", value: "", isSecure });
    await appendAudit(parts.redis, { at: words.now, who: { id, name }, did: "sign-out", about: session.by });
    return { to: `${CONSOLE}/sign-in` };
  },
};
