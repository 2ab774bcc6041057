/** Looks at everyone who saved a program that was written anew: what changed for them is told at once. */
import { encodeId } from "../id-code.ts";
import { listAudience } from "../patrons/segments/audience.ts";
import { segmentTerm } from "../patrons/segments/expression.ts";
import type { PatronId } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

/** Looks at each patron once for each program and time of the change. Doing it twice is harmless. */
export async function lookAtSavers(
  redis: KutsuRedis,
  {
    programs,
    now,
    look,
  }: {
    /** Ids of programs. */
    readonly programs: readonly string[];
    readonly now: string;
    look(patron: PatronId, id: string): Promise<void>;
  },
): Promise<void> {
  for (const program of programs) {
    const savers = segmentTerm("saved", program);
    if (savers === undefined) continue;
    for await (const { patron } of listAudience(redis, savers, now)) {
      await look(patron, `changed-${encodeId(program)}-${Date.parse(now)}-${patron}`);
    }
  }
}
