/** The secret of one-time codes that somebody is about to begin with, kept until they typed a first code. */
import { ENTRY_TTL_SECONDS, entryKey } from "../store/keys.ts";
import type { Visit } from "./visit.ts";

/** Keeps a secret for this session. */
export async function keepNewCode({ parts, session }: Visit, secret: string): Promise<void> {
  await parts.redis.set(newCodeKey(session.digest), secret, "EX", ENTRY_TTL_SECONDS);
}

/** Finds the secret; undefined when it was shown too long ago. */
export async function findNewCode({ parts, session }: Visit): Promise<string | undefined> {
  return (await parts.redis.get(newCodeKey(session.digest))) ?? undefined;
}

function newCodeKey(digest: string): string {
  return entryKey(`new-code ${digest}`);
}
