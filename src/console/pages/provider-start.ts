import { safeReturn } from "../console-paths.ts";
import { keepEntry } from "../entrance.ts";
import type { OpenRoute } from "../visit.ts";

/** Sends somebody to the provider that knows them. A page, not an action: a form may not lead to another site. */
export const providerStart: OpenRoute = {
  method: "GET",
  path: "/provider",
  open: true,
  answer: async (call) => {
    const { provider } = call.parts;
    if (provider === undefined) return { refused: "missing" };
    const { url, ...checks } = await provider.begin();
    await keepEntry(call, { kind: "provider", ...checks, back: safeReturn(call.query.get("back")) });
    return { to: url };
  },
};
