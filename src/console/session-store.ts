/**
 * Sessions of staff: what a browser shows is an id made by chance, of which only the digest is kept. A session is never made from an
 * id that a browser brought.
 */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { SESSION_IDLE_SECONDS, SESSION_TTL_SECONDS, sessionKey, sessionsKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

const BROWSER_LENGTH = 200;
/** A look at a page is noted this often. */
const NOTE_EVERY_MS = 60_000;

const sessionSchema = z.object({
  format: z.literal(1),
  /** The account, by its id. */
  staff: z.string(),
  /** How they got in: with their key, through a provider, or by the link of a developer. */
  by: z.enum(["key", "provider", "link"]),
  /** What the browser calls itself. */
  browser: z.string(),
  /** ISO 8601, when it began. */
  at: z.string(),
  /** ISO 8601, when a page was looked at last, to the minute. */
  seenAt: z.string(),
});

/** A session, and the digest of its id, which names it. */
export type Session = Readonly<z.infer<typeof sessionSchema>> & { readonly digest: string };

/** What a session begins with. */
export interface Beginning {
  readonly staff: string;
  readonly by: Session["by"];
  readonly browser: string;
  /** ISO 8601. */
  readonly now: string;
}

/** Makes an id that nobody can guess: 256 bits. */
export function makeSecretId(): string {
  return randomBytes(32).toString("base64url");
}

/** Gives what is kept of such an id. */
export function digestOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}

/** Begins a session and gives its id, which is not kept. */
export async function startSession(redis: KutsuRedis, { now, ...beginning }: Beginning): Promise<string> {
  const id = makeSecretId();
  const digest = digestOf(id);
  const { staff, by } = beginning;
  const browser = beginning.browser.slice(0, BROWSER_LENGTH);
  const session = JSON.stringify({ format: 1, staff, by, browser, at: now, seenAt: now });
  const results = await redis
    .multi()
    .set(sessionKey(digest), session, "EX", SESSION_IDLE_SECONDS)
    .sadd(sessionsKey(staff), digest)
    .expire(sessionsKey(staff), SESSION_TTL_SECONDS)
    .exec();
  for (const [error] of results ?? []) if (error) throw error;
  return id;
}

/** Finds the session of an id and notes that it is used; undefined when there is none, or it is over. */
export async function findSession(redis: KutsuRedis, id: string, now: string): Promise<Session | undefined> {
  const session = await readSession(redis, digestOf(id), now);
  if (session === undefined || Date.parse(now) - Date.parse(session.seenAt) < NOTE_EVERY_MS) return session;
  const { digest, ...kept } = session;
  const left = Math.ceil((Date.parse(session.at) - Date.parse(now)) / 1000) + SESSION_TTL_SECONDS;
  const lifetime = Math.max(1, Math.min(SESSION_IDLE_SECONDS, left));
  // Only while it is there: one that was ended meanwhile stays ended.
  await redis.set(sessionKey(digest), JSON.stringify({ ...kept, seenAt: now }), "EX", lifetime, "XX");
  return session;
}

/** Ends a session, named by its digest; whose it is must be given. Ending it twice is harmless. */
export async function endSession(
  redis: KutsuRedis,
  { digest, staff }: Pick<Session, "digest" | "staff">,
): Promise<void> {
  await redis.del(sessionKey(digest));
  await redis.srem(sessionsKey(staff), digest);
}

/** Lists the sessions of a member of staff, the latest first. */
export async function listSessions(
  redis: KutsuRedis,
  staff: string,
  now: string,
): Promise<readonly Session[]> {
  const digests = await redis.smembers(sessionsKey(staff));
  const found = await Promise.all(digests.map((digest) => readSession(redis, digest, now)));
  const gone = digests.filter((_, at) => found[at] === undefined);
  if (gone.length > 0) await redis.srem(sessionsKey(staff), ...gone);
  return found
    .filter((session) => session !== undefined)
    .sort((one, other) => other.seenAt.localeCompare(one.seenAt));
}

/** Ends all sessions of a member of staff, but one where it is given. */
export async function endSessions(redis: KutsuRedis, staff: string, but?: string): Promise<void> {
  const digests = await redis.smembers(sessionsKey(staff));
  for (const digest of digests) if (digest !== but) await endSession(redis, { digest, staff });
}

async function readSession(redis: KutsuRedis, digest: string, now: string): Promise<Session | undefined> {
  const stored = await redis.get(sessionKey(digest));
  if (stored === null) return undefined;
  const session = { ...sessionSchema.parse(JSON.parse(stored)), digest };
  const since = (at: string) => (Date.parse(now) - Date.parse(at)) / 1000;
  const isOver = since(session.at) >= SESSION_TTL_SECONDS || since(session.seenAt) >= SESSION_IDLE_SECONDS;
  return isOver ? undefined : session;
}
