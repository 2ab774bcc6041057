/**
 * Looks at patrons whose look was scheduled and never came (the queue was lost, or a process died at the wrong moment), and at those
 * who have something before them and no look that comes in time: a rule or a program was another one when they were looked at.
 */
import { eachPatron, highestNumber } from "../patrons/each-patron.ts";
import { parsePatron } from "../patrons/patron.ts";
import { PARTITIONS, type PatronId } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { turnOf } from "./follow-ups/gate.ts";
import { nextLook } from "./follow-ups/next-look.ts";
import type { PlanAbout } from "./follow-ups/plan.ts";

/** A look that is so late will not come by itself. */
const LATE_MS = 3600_000;

/** Reads every patron; gives how many were looked at. Doing it twice is harmless. */
export async function lookAtMissed(
  redis: KutsuRedis,
  {
    now,
    look,
    programs,
    rules,
  }: Pick<PlanAbout, "programs" | "rules"> & {
    readonly now: string;
    look(patron: PatronId, id: string): Promise<void>;
  },
): Promise<number> {
  const before = new Date(Date.parse(now) - LATE_MS).toISOString();
  let looked = 0;
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const highest = await highestNumber(redis, partition);
    for await (const { number, state } of eachPatron(redis, partition, highest)) {
      const patron = parsePatron(state);
      const id: PatronId = `${partition}-${number}`;
      const { wake } = patron.outreach;
      const isLate = wake !== undefined && wake <= before;
      const expected = isLate
        ? wake
        : nextLook(patron, { nowMs: Date.parse(now), programs, rules, turn: turnOf(id) });
      if (expected === undefined || (!isLate && wake !== undefined && wake <= expected)) continue;
      await look(id, `missed-${id}-${Date.parse(expected)}`);
      looked += 1;
    }
  }
  return looked;
}
