/**
 * Looks at everyone who saved a program that was written anew or that is gone: what changed for them is told at once. What is to
 * be told stands in Redis until it was, so that neither a process that dies nor a command that imports loses any of it.
 */
import { encodeId } from "../id-code.ts";
import { listAudience } from "../patrons/segments/audience.ts";
import { segmentTerm } from "../patrons/segments/expression.ts";
import { newsKey, type PatronId } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

interface Looking {
  readonly now: string;
  look(patron: PatronId, id: string): Promise<void>;
}

/** Looks at each patron once for each program and time of the change. Doing it twice is harmless. */
export async function lookAtSavers(
  redis: KutsuRedis,
  {
    programs,
    now,
    look,
  }: Looking & {
    /** Ids of programs. */
    readonly programs: readonly string[];
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

/** What knows the programs. */
interface NewsShelf {
  /** Takes over what the catalogue holds by now. */
  refresh(redis: KutsuRedis, now: string): Promise<unknown>;
  /** All ids that lead to the program an id leads to. */
  idsOf(id: string): readonly string[];
}

/** Takes the catalogue over and looks at everyone to whom something in it is news. Twice is harmless. */
export async function tellNews(
  redis: KutsuRedis,
  { shelf, now, look }: Looking & { readonly shelf: NewsShelf },
): Promise<void> {
  // Read before the catalogue: whatever is noted meanwhile is left for the next time.
  const news = await redis.smembers(newsKey);
  await shelf.refresh(redis, now);
  for (const one of news) {
    const program = one.slice(one.indexOf(" ") + 1);
    await lookAtSavers(redis, { programs: shelf.idsOf(program), now, look });
    await redis.srem(newsKey, one);
  }
}
