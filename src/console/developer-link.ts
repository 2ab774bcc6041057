/** The link printed at start in development, with which the developer gets in once. */
import { ENTRY_TTL_SECONDS, entryKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { CONSOLE } from "./console-paths.ts";
import { digestOf, makeSecretId } from "./session-store.ts";

/** What stands for such a link: no way in of another kind has it. */
const MARK = "developer";

/** Makes a link that works once, for ten minutes. */
export async function makeDeveloperLink(redis: KutsuRedis, publicUrl: string): Promise<string> {
  const token = makeSecretId();
  await redis.set(linkKey(token), MARK, "EX", ENTRY_TTL_SECONDS);
  return `${publicUrl}${CONSOLE}/link/${token}`;
}

/** Uses a link up; false when there is no such link, or not any more. */
export async function useDeveloperLink(redis: KutsuRedis, token: string): Promise<boolean> {
  return (await redis.del(linkKey(token))) === 1;
}

function linkKey(token: string): string {
  return entryKey(`link ${digestOf(token)}`);
}
