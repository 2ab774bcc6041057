/** When sources are read again. */
import { expect, test } from "@jest/globals";
import { repeatImports } from "../../src/jobs/import-programs.ts";
import { openQueue } from "../../src/jobs/queue.ts";
import { startTestRedis } from "../helpers/redis.ts";

test("sources that were read at a start are read again half an hour later, whatever an earlier process left", async () => {
  const server = await startTestRedis();
  const queue = openQueue(server.redis);
  try {
    const before = Date.now();
    const repeat = { every: 30 * 60_000, startDate: before + 60_000 };
    await queue.upsertJobScheduler("import-programs", repeat, { name: "import-programs" });
    expect(await queue.getDelayedCount()).toBe(1);
    await repeatImports(queue);
    expect(await queue.getWaitingCount()).toBe(0);
    const [again, ...others] = await queue.getDelayed();
    expect(others).toEqual([]);
    const at = (again?.timestamp ?? 0) + (again?.delay ?? 0);
    expect(at - before).toBeGreaterThanOrEqual(30 * 60_000);
    expect(at - before).toBeLessThan(31 * 60_000);
  } finally {
    await queue.close();
    await server.stop();
  }
});
