import { accountOfPerson, findBySubject, type ProviderPerson } from "../../staff/provider-account.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { dropEntry, type Entry, findEntry, letIn } from "../entrance.ts";
import { NotProven, type Provider } from "../provider.ts";
import { endSessions } from "../session-store.ts";
import type { Call, OpenRoute } from "../visit.ts";
import { showSignIn } from "./sign-in-page.tsx";

/** Takes somebody back from the provider, and lets them in when it said who they are. */
export const providerReturn: OpenRoute = {
  method: "GET",
  path: "/provider/return",
  open: true,
  answer: async (call) => {
    const { provider, redis } = call.parts;
    const entry = await findEntry(call);
    if (provider === undefined) return { refused: "missing" };
    // Used up before it is looked at: the same answer twice is no answer.
    if (entry?.kind !== "provider" || !(await dropEntry(call))) return notProven(call);
    const person = await personOf(call, provider, entry);
    if (person === undefined) return notProven(call);
    const member = await accountOfPerson(redis, person, call.words.now);
    if (member !== undefined) return letIn(call, { member, by: "provider", back: entry.back });
    // Who lost their roles there loses what they have here.
    const known = findBySubject(await loadStaff(redis), person);
    if (known !== undefined) await endSessions(redis, known.id);
    return showSignIn(call, { key: "console.signIn.noRole", status: 403 });
  },
};

async function personOf(
  call: Call,
  provider: Provider,
  entry: Extract<Entry, { kind: "provider" }>,
): Promise<ProviderPerson | undefined> {
  try {
    return await provider.finish(call.query, entry);
  } catch (error) {
    if (!(error instanceof NotProven)) throw error;
    call.parts.onError(error.cause, "provider");
    return undefined;
  }
}

function notProven(call: Call) {
  return showSignIn(call, { key: "console.signIn.notProven", status: 403 });
}
