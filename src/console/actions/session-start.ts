import { signIn } from "../../staff/sign-in.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE, safeReturn } from "../console-paths.ts";
import { keepEntry, letIn } from "../entrance.ts";
import { showSignIn } from "../pages/sign-in-page.tsx";
import type { OpenRoute } from "../visit.ts";

/** Looks at a name and a personal key, and lets in or asks for the one-time code. */
export const sessionStart: OpenRoute = {
  method: "POST",
  path: "/session/start",
  open: true,
  answer: async (call) => {
    const { form, words, parts } = call;
    const { now } = words;
    const name = (form.get("name") ?? "").trim();
    const outcome = await signIn(parts.redis, { name, key: form.get("key") ?? "", now });
    if (outcome.kind === "locked") {
      const count = Math.ceil((Date.parse(outcome.until) - Date.parse(now)) / 60_000);
      return showSignIn(call, { key: "console.signIn.locked", values: { count }, status: 429, name });
    }
    if (outcome.kind === "wrong") return showSignIn(call, { key: "console.signIn.wrong", status: 401, name });
    const { member } = outcome;
    const back = safeReturn(form.get("back"));
    const account = (await loadStaff(parts.redis)).accounts.get(member.id);
    if (account === undefined) return showSignIn(call, { key: "console.signIn.wrong", status: 401, name });
    if (account.code === undefined) return letIn(call, { member, by: "key", back });
    await keepEntry(call, { kind: "code", staff: member.id, back });
    return { to: `${CONSOLE}/sign-in/code` };
  },
};
