/** Finds out whether a typed one-time code is an account's own: each is right once, and too many wrong ones lock the account's codes. */
import { randomUUID } from "node:crypto";
import { usedCodeKey, WRONG_KEYS_TTL_SECONDS, wrongOneTimeCodesKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import type { StaffAccount } from "./account.ts";
import { findStep } from "./one-time-code.ts";

const WRONG_LIMIT = 10;
/** A code is right for a minute and a half; remembered a little longer. */
const USED_TTL_SECONDS = 180;

/** What was typed for an account. */
interface TypedCode {
  readonly account: Pick<StaffAccount, "id" | "code">;
  readonly typed: string;
  /** ISO 8601. */
  readonly now: string;
}

/** Tells whether a code is right; an account without codes has no right one. */
export async function checkCode(
  redis: KutsuRedis,
  { account: { id, code }, typed, now }: TypedCode,
): Promise<"right" | "wrong" | "locked"> {
  const tries = wrongOneTimeCodesKey(id);
  const mark = randomUUID();
  // Counted first and taken back after: tries that come at once are counted, too.
  const until = Number(
    await redis.eval(
      ...[readScript("try-key.lua"), 1, tries, mark, Date.parse(now)],
      ...[WRONG_KEYS_TTL_SECONDS * 1000, WRONG_LIMIT],
    ),
  );
  if (until > 0) return "locked";
  const step = code === undefined ? undefined : findStep(code, typed, now);
  if (step === undefined) return "wrong";
  if ((await redis.set(usedCodeKey(id, step), "1", "EX", USED_TTL_SECONDS, "NX")) === null) return "wrong";
  await redis.zrem(tries, mark);
  return "right";
}
