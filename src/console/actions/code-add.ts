import { changeCode } from "../../staff/change-code.ts";
import { checkCode } from "../../staff/check-code.ts";
import { CONSOLE } from "../console-paths.ts";
import { findNewCode } from "../new-code.ts";
import { showCodeSetup } from "../pages/code-setup.tsx";
import { endSessions } from "../session-store.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Asks for one-time codes from now on, once the first one is right. Other sessions end: they were begun without. */
export const codeAdd: ConsoleRoute = {
  method: "POST",
  path: "/account/code",
  for: "staff",
  answer: async (visit) => {
    const { parts, member, words, form, session } = visit;
    const secret = await findNewCode(visit);
    if (secret === undefined || member.subject !== undefined) return { to: `${CONSOLE}/account/code` };
    const { id, name } = member;
    const typed = form.get("code") ?? "";
    const outcome = await checkCode(parts.redis, { account: { id, code: secret }, typed, now: words.now });
    if (outcome !== "right") return showCodeSetup(visit, secret, true);
    await changeCode(parts.redis, { id, code: secret, by: { id, name }, now: words.now });
    await endSessions(parts.redis, id, session.digest);
    return { to: `${CONSOLE}/account`, told: { key: "console.told.codeOn" } };
  },
};
