/**
 * Programs that their source left out before they began: kept until they come back or would have begun, so that whoever saved one can
 * be told. Nobody finds them any more.
 */
import { goneKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { findGoneProgram, findStoredProgram, goneJson } from "./stored-program.ts";

/** What a source left out before it began, as it was known. What was off anyway is missed by nobody. */
export function goneAmong(
  left: readonly string[],
  { json, now }: { readonly json: ReadonlyMap<string, string>; readonly now: string },
): ReadonlyMap<string, string> {
  return new Map(
    left.flatMap((id) => {
      const stored = findStoredProgram(json.get(id) ?? "");
      const isMissed = stored?.program.status === "scheduled" && stored.program.start > now;
      return stored !== undefined && isMissed ? [[id, goneJson({ ...stored, since: now })] as const] : [];
    }),
  );
}

/** Programs that are gone and would have begun by now are nobody's any more. */
export async function forgetBegun(redis: KutsuRedis, now: string): Promise<void> {
  const begun = Object.entries(await redis.hgetall(goneKey)).flatMap(([id, json]) => {
    const gone = findGoneProgram(json);
    return gone !== undefined && gone.program.start > now ? [] : [id];
  });
  if (begun.length > 0) await redis.hdel(goneKey, ...begun);
}
