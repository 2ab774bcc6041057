/**
 * Looks at patrons whose look was scheduled and never came (the queue was lost, or a process died at the wrong moment), and at those
 * who have something before them and no look that comes in time: a rule or a program was another one when they were looked at.
 */
import { parsePatron } from "../patrons/patron.ts";
import { PARTITIONS, type PatronId, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { turnOf } from "./follow-ups/gate.ts";
import { nextLook } from "./follow-ups/next-look.ts";
import type { PlanAbout } from "./follow-ups/plan.ts";

/** A look that is so late will not come by itself. */
const LATE_MS = 3600_000;
const READ_AT_ONCE = 500;

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
    const prefix = partitionPrefix(partition);
    const last = Number((await redis.get(`${prefix}patrons`)) ?? 0);
    for (let first = 1; first <= last; first += READ_AT_ONCE) {
      const numbers = Array.from({ length: Math.min(READ_AT_ONCE, last - first + 1) }, (_, at) => first + at);
      const states = await Promise.all(
        numbers.map((number) => redis.hget(`${prefix}patron:${number}`, "state")),
      );
      for (const [at, number] of numbers.entries()) {
        const patron = parsePatron(states[at] ?? "");
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
  }
  return looked;
}
