/** Keeps the catalogue as it is at its sources and as other processes left it, and tells patrons what changed. */
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";
import { tellNews } from "./outreach/look-at-savers.ts";
import { importPrograms } from "./programs/catalogue.ts";
import type { Shelf } from "./programs/shelf.ts";
import type { PatronId } from "./store/keys.ts";
import type { RedisConnection } from "./store/redis.ts";

/** How often a process looks whether the catalogue changed. */
const REFRESH_EVERY_MS = 5_000;

interface UpdateParts {
  readonly connection: Pick<RedisConnection, "redis">;
  readonly shelf: Shelf;
  readonly log: Log;
  /** Looks at a patron, once for each id. */
  look(patron: PatronId, id: string): Promise<void>;
  readonly config: Config;
  /** Ends the reading of sources: one may be slow. */
  readonly signal: AbortSignal;
}

/** Reads the sources at start and when told, and follows the catalogue when another process or a command changed it. */
export function keepProgramsFresh({ config, connection, shelf, look, log, signal }: UpdateParts): {
  importAll(): Promise<void>;
  stop(): Promise<void>;
} {
  const { redis } = connection;
  let refreshing: Promise<unknown> | undefined;
  const refresh = async () => {
    refreshing ??= tellNews(redis, { shelf, now: new Date().toISOString(), look })
      .catch((error: unknown) => log.warn({ err: error }, "could not look for new programs"))
      .finally(() => {
        refreshing = undefined;
      });
    await refreshing;
  };
  const importAll = async () => {
    const now = new Date().toISOString();
    for (const source of config.programs) {
      try {
        const result = await importPrograms(redis, source, { now, timeZone: config.timeZone, signal });
        const { skipped, cancellations: _names, rewritten: _ids, ...counts } = result;
        log.info({ source, ...counts, skipped: skipped.length }, "read programs");
        await tellNews(redis, { shelf, now, look });
      } catch (error) {
        if (signal.aborted) return;
        log.error({ source, err: error }, "could not read programs; the ones from before stay");
      }
    }
    await refresh();
  };
  const atStart = importAll();
  const timer = setInterval(() => void refresh(), REFRESH_EVERY_MS);
  const stop = async () => {
    clearInterval(timer);
    await Promise.all([atStart, refreshing]);
  };
  return { importAll, stop };
}
