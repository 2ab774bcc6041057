/** Lets somebody in whose identity is known, or keeps how far they have come with proving it. */
import { z } from "zod";
import type { Role, StaffMember } from "../staff/account.ts";
import { appendAudit } from "../staff/audit.ts";
import { ENTRY_TTL_SECONDS, entryKey } from "../store/keys.ts";
import { safeReturn } from "./console-paths.ts";
import { findCookie, setCookie } from "./cookies.ts";
import {
  digestOf,
  endSession,
  findSession,
  makeSecretId,
  type Session,
  startSession,
} from "./session-store.ts";
import type { Call, Leads } from "./visit.ts";

const entrySchema = z.discriminatedUnion("kind", [
  /** The key was right; a one-time code is asked for. */
  z.object({ kind: z.literal("code"), staff: z.string(), back: z.string() }),
  /** Sent to a provider, who must answer to just this. */
  z.object({
    kind: z.literal("provider"),
    ...{ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() },
  }),
]);

/** How far somebody has come. */
export type Entry = z.infer<typeof entrySchema>;

/** Roles that may be given by a link of a developer or by a provider; a partner's needs more than a role. */
export const GIVEN_ROLES: readonly Role[] = ["staff", "approver", "librarian", "admin"];

/** Lets a member of staff in: a new session, never one from before. */
export async function letIn(
  call: Call,
  { member, by, back }: { readonly member: StaffMember; readonly by: Session["by"]; readonly back?: string },
): Promise<Leads> {
  const { parts, request, response, words, isSecure } = call;
  const { redis } = parts;
  const { now } = words;
  const before = findCookie(request, "staff", isSecure);
  const old = before === undefined ? undefined : await findSession(redis, before, now);
  if (old !== undefined) await endSession(redis, old);
  const browser = request.headers["user-agent"] ?? "";
  const value = await startSession(redis, { staff: member.id, by, browser, now });
  const { id, name } = member;
  await appendAudit(redis, { at: now, who: { id, name }, did: "sign-in", about: by });
  setCookie(response, { name: "staff", value, isSecure });
  setCookie(response, { name: "staff-entry", value: "", isSecure });
  return { to: safeReturn(back) };
}

/** Keeps how far somebody has come, under a new cookie. */
export async function keepEntry({ parts, response, isSecure }: Call, entry: Entry): Promise<void> {
  const value = makeSecretId();
  await parts.redis.set(entryKey(digestOf(value)), JSON.stringify(entry), "EX", ENTRY_TTL_SECONDS);
  setCookie(response, { name: "staff-entry", value, isSecure });
}

/** Finds how far somebody has come; undefined when they did not begin, or too long ago. */
export async function findEntry(call: Call): Promise<Entry | undefined> {
  const value = findCookie(call.request, "staff-entry", call.isSecure);
  const stored = value === undefined ? null : await call.parts.redis.get(entryKey(digestOf(value)));
  return stored === null ? undefined : entrySchema.parse(JSON.parse(stored));
}

/** Forgets how far somebody has come; false when it was forgotten already: what can be used once is. */
export async function dropEntry({ parts, request, isSecure }: Call): Promise<boolean> {
  const value = findCookie(request, "staff-entry", isSecure);
  return value !== undefined && (await parts.redis.del(entryKey(digestOf(value)))) === 1;
}
