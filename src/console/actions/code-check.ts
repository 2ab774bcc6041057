import { memberOf } from "../../staff/account.ts";
import { checkCode } from "../../staff/check-code.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import { dropEntry, findEntry, letIn } from "../entrance.ts";
import { showCode } from "../pages/code-page.tsx";
import type { OpenRoute } from "../visit.ts";

/** Looks at a one-time code and lets in. */
export const codeCheck: OpenRoute = {
  method: "POST",
  path: "/sign-in/code",
  open: true,
  answer: async (call) => {
    const { parts, form, words } = call;
    const entry = await findEntry(call);
    if (entry?.kind !== "code") return { to: `${CONSOLE}/sign-in` };
    const account = (await loadStaff(parts.redis)).accounts.get(entry.staff);
    if (account === undefined) return { to: `${CONSOLE}/sign-in` };
    const typed = form.get("code") ?? "";
    const outcome = await checkCode(parts.redis, { account, typed, now: words.now });
    if (outcome === "locked") return showCode(call, { key: "console.code.locked", status: 429 });
    if (outcome === "wrong") return showCode(call, { key: "console.code.wrong", status: 401 });
    if (!(await dropEntry(call))) return { to: `${CONSOLE}/sign-in` };
    return letIn(call, { member: memberOf(account), by: "key", back: entry.back });
  },
};
