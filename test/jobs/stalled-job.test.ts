/** A job whose process dies is done by another, however often that happens. */
import { expect, test } from "@jest/globals";
import { type ConnectionOptions, Worker } from "bullmq";
import { openQueue, startWorker } from "../../src/jobs/queue.ts";
import { createLog } from "../../src/log.ts";
import { waitingConnection } from "../../src/store/redis.ts";
import { startTestRedis } from "../helpers/redis.ts";

const LOCK_MS = 100;

test("a job is done although its process died over it twice", async () => {
  const server = await startTestRedis();
  const queue = openQueue(server.redis);
  const { prefix } = queue.opts;
  const waiting = waitingConnection(server.redis);
  const dying = new Worker(queue.name, null, {
    ...{ connection: waiting as ConnectionOptions, prefix, lockDuration: LOCK_MS },
    ...{ skipLockRenewal: true, skipStalledCheck: true },
  });
  try {
    await queue.add("look", {}, { jobId: "1-1-29400000" });
    // As the first death leaves it.
    await server.redis.hset(queue.toKey("1-1-29400000"), "stc", 1);
    expect((await dying.getNextJob("the second one"))?.id).toBe("1-1-29400000");
    const done = new Promise<string | undefined>((resolve, reject) => {
      const worker = startWorker(server.redis, {
        handlers: { look: async ({ id }) => resolve(id) },
        log: {
          ...createLog("silent"),
          warn: (details: object) => reject(new Error(JSON.stringify(details))),
        },
        lockMs: LOCK_MS,
      });
      closing = () => worker.close();
    });
    expect(await done).toBe("1-1-29400000");
  } finally {
    await closing();
    await dying.close();
    waiting.disconnect();
    await queue.close();
    await server.stop();
  }
});

let closing: () => Promise<void> = async () => {};
