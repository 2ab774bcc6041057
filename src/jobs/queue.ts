/** The queues of jobs: their names, where their keys are, and how a job that fails is tried again. */
import { type ConnectionOptions, DelayedError, Queue, Worker } from "bullmq";
import type { Log } from "../log.ts";
import { type KutsuRedis, waitingConnection } from "../store/redis.ts";

/** Announcements have a queue of their own: their jobs take long, and looks at patrons must not wait for them. */
export type QueueName = "jobs" | "announcements";
/** The hash tag keeps all of a queue in one slot of a cluster. */
const PREFIX = "kutsu:{jobs}";
/** How many jobs of each a process does at a time. */
const CONCURRENCY: Readonly<Record<QueueName, number>> = { jobs: 16, announcements: 8 };
/** How often a job that fails is tried; the store being down is no failure, for then nothing is done at all. */
export const ATTEMPTS = 3;
/** Events of the queue that Redis keeps: nobody reads them. */
const EVENTS_KEPT = 100;
/** Jobs that failed for good stay a while to be looked at, those that are done leave nothing behind. */
const FAILED_KEPT = { age: 7 * 24 * 3600, count: 1_000 };
/** After so long without a sign of life of its process, a job is done by another. */
const LOCK_MS = 30_000;
/** A process may die over a job again and again without a fault of the job's: it is safe to do twice, and must not be lost. */
const DEATHS_SURVIVED = 1_000;

/** Opens the queue over a connection that stays the caller's. */
export function openQueue(redis: KutsuRedis, name: QueueName = "jobs"): Queue {
  return new Queue(name, {
    connection: redis as ConnectionOptions,
    prefix: PREFIX,
    streams: { events: { maxLen: EVENTS_KEPT } },
  });
}

/** Does jobs by name. One that gives a moment (ms) is to be done again then. */
export type Handlers = Readonly<
  Record<string, (job: { readonly id?: string; readonly data?: unknown }) => Promise<unknown>>
>;

/** Runs a worker for a queue on a connection of its own. `close` waits for the jobs under way. `lockMs` is for tests in a hurry. */
export function startWorker(
  redis: KutsuRedis,
  {
    handlers,
    log,
    lockMs = LOCK_MS,
    name = "jobs",
  }: {
    readonly handlers: Handlers;
    readonly log: Log;
    readonly lockMs?: number;
    readonly name?: QueueName;
  },
): { close(): Promise<void> } {
  const connection = waitingConnection(redis);
  const worker = new Worker(
    name,
    async (job, token) => {
      const handle = handlers[job.name];
      if (handle === undefined)
        throw new Error(`Cannot do job "${job.name}": no such kind (is another version running?)`);
      const againMs = await handle(job);
      if (typeof againMs !== "number") return;
      await job.moveToDelayed(againMs, token);
      throw new DelayedError();
    },
    {
      ...{ prefix: PREFIX, concurrency: CONCURRENCY[name], connection: connection as ConnectionOptions },
      ...{ removeOnComplete: { count: 0 }, removeOnFail: FAILED_KEPT },
      ...{ lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: DEATHS_SURVIVED },
    },
  );
  worker.on("error", (error) => log.warn({ err: error }, "the worker met a problem"));
  worker.on("failed", (job, error) =>
    log.warn({ job: job?.name, id: job?.id, attempts: job?.attemptsMade, err: error }, "a job failed"),
  );
  return {
    close: async () => {
      await worker.close();
      connection.disconnect();
    },
  };
}
