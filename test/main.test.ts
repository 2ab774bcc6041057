/** What starting opens and stopping closes: real processes and servers, sources that never answer. */
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { Redis } from "ioredis";
import { readConfig } from "../src/config.ts";
import { openQueue } from "../src/jobs/queue.ts";
import { createLog } from "../src/log.ts";
import { startKutsu } from "../src/main.ts";
import { until } from "./helpers/conversation.ts";
import { startPortRedis, temporaryFolder } from "./helpers/redis.ts";
import { startKutsuProcess } from "./helpers/run-kutsu.ts";

jest.setTimeout(60_000);

/** A reading of a source is given up after 20 s: a stop that waits for it takes as long. */
const AT_ONCE_MS = 12_000;

/** A server that takes requests and answers none. */
async function silentServer(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("stopping does not wait for a source that is being read", async () => {
  const folder = temporaryFolder();
  const { server, url } = await silentServer();
  const asked = once(server, "request");
  const running = await startKutsuProcess({ KUTSU_DATA: join(folder, "data"), KUTSU_PROGRAMS: url });
  await asked;
  const before = performance.now();
  expect(await running.stop()).toBe(0);
  expect(performance.now() - before).toBeLessThan(AT_ONCE_MS);
  expect(running.printed()).not.toContain("could not read programs");
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a start that fails at its end closes what it had opened", async () => {
  const server = await startPortRedis();
  const folder = temporaryFolder();
  const redis = new Redis(server.port, "127.0.0.1");
  const queue = openQueue(redis);
  // What repeats is kept in a sorted set: nothing can be added to a string.
  await redis.set(queue.toKey("repeat"), "");
  const environment = { REDIS_URL: `redis://127.0.0.1:${server.port}`, KUTSU_DATA: folder, PORT: "0" };
  await expect(startKutsu(readConfig(environment), createLog("silent"))).rejects.toThrow("WRONGTYPE");
  const connections = async () =>
    String(await redis.client("LIST"))
      .trim()
      .split("\n").length;
  await until("only the connection of the test", async () => (await connections()) === 1);
  await queue.close();
  redis.disconnect();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
