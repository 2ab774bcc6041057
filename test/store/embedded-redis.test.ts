import { mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import {
  type EmbeddedRedis,
  EmbeddedRedisBusy,
  findRunningRedis,
  startEmbeddedRedis,
} from "../../src/store/embedded-redis.ts";
import type { RedisGuard } from "../../src/store/redis-process.ts";
import { type Child, startChild } from "../helpers/child.ts";
import { temporaryFolder } from "../helpers/redis.ts";

let folder: string;
const servers: EmbeddedRedis[] = [];
const children: Child[] = [];

beforeEach(() => {
  folder = join(temporaryFolder(), "redis");
});

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

async function start(
  options: Partial<Parameters<typeof startEmbeddedRedis>[0]> = {},
): Promise<EmbeddedRedis> {
  const server = await startEmbeddedRedis({ folder, ...options });
  servers.push(server);
  return server;
}

async function withRedis<Answer>(socket: string, use: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis({ path: socket });
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

async function startInChild(guard: RedisGuard): Promise<{ child: Child; pid: number; socket: string }> {
  const child = startChild("store/embedded-redis-child.ts", folder, guard);
  children.push(child);
  return { child, ...JSON.parse(await child.nextLine()) };
}

const guards: readonly RedisGuard[] = process.platform === "linux" ? ["kernel", "pipe"] : ["pipe"];

describe.each(guards)("embedded Redis held by the %s guard", (guard) => {
  test("keeps what it was given over a stop and a start", async () => {
    const first = await start({ guard });
    await withRedis(first.socket, (redis) => redis.set("greeting", "hei"));
    await first.stop();
    await first.stop();
    const second = await start({ guard });
    expect(await withRedis(second.socket, (redis) => redis.get("greeting"))).toBe("hei");
  });

  test("dies with a parent that is killed, and loses nothing", async () => {
    const { child, pid, socket } = await startInChild(guard);
    await withRedis(socket, (redis) => redis.set("greeting", "hei"));
    await child.kill("SIGKILL");
    // The dying server is waited for, not refused; the lock it holds proves that it is gone.
    const next = await start({ guard });
    expect(next.pid).not.toBe(pid);
    expect(await withRedis(next.socket, (redis) => redis.get("greeting"))).toBe("hei");
  });

  test("starts again after redis-server itself was killed, with nothing lost", async () => {
    const first = await start({ guard });
    await withRedis(first.socket, (redis) => redis.set("greeting", "hei"));
    process.kill(first.pid ?? 0, "SIGKILL");
    await first.exited;
    const second = await start({ guard });
    expect(await withRedis(second.socket, (redis) => redis.get("greeting"))).toBe("hei");
  });

  test("refuses a second server on the folder and names folder and remedy", async () => {
    await startInChild(guard);
    const refused = start({ guard });
    await expect(refused).rejects.toThrow(EmbeddedRedisBusy);
    await expect(refused).rejects.toThrow(`"${realpathSync(folder)}"`);
    await expect(refused).rejects.toThrow("KUTSU_DATA");
  });

  test("is started once by two at the same moment", async () => {
    const outcomes = await Promise.allSettled([start({ guard }), start({ guard })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("embedded Redis writes to disk every second, evicts nothing and listens to no network", async () => {
  const { socket } = await start();
  const settings = await withRedis(socket, (redis) =>
    redis.config("GET", "appendonly", "appendfsync", "maxmemory-policy", "port"),
  );
  expect(settings).toEqual(
    expect.arrayContaining([
      "appendonly",
      "yes",
      "appendfsync",
      "everysec",
      "maxmemory-policy",
      "noeviction",
      "port",
      "0",
    ]),
  );
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test("embedded Redis is found and joined by a command, whose stop leaves it running", async () => {
  expect(await findRunningRedis(folder)).toBeUndefined();
  const owner = await start();
  expect(await findRunningRedis(folder)).toBe(owner.socket);
  const guest = await start({ join: true });
  expect(guest).toMatchObject({ joined: true, socket: owner.socket });
  await guest.stop();
  expect(await withRedis(owner.socket, (redis) => redis.ping())).toBe("PONG");
});

test("embedded Redis puts the socket of a deep folder into the temporary folder", async () => {
  folder = join(folder, "..", "d".repeat(60), "e".repeat(60), "redis");
  const { socket } = await start();
  expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
  expect(await findRunningRedis(folder)).toBe(socket);
  expect(await withRedis(socket, (redis) => redis.ping())).toBe("PONG");
  folder = join(folder, "..", "..", "..", "redis");
});

test("embedded Redis works in a folder whose name has spaces and quotes", async () => {
  folder = join(folder, `..`, `kun "talvi" on tässä`);
  const { socket } = await start();
  expect(await withRedis(socket, (redis) => redis.ping())).toBe("PONG");
});

test("embedded Redis says that its folder cannot be written", async () => {
  writeFileSync(folder, "a file stands where the folder should be");
  await expect(start()).rejects.toThrow(
    /^Cannot use the data folder ".*redis": there is a file of that name/,
  );
});

test("embedded Redis that cannot read its data says so with the end of its log", async () => {
  const broken = join(folder, "appendonlydir");
  mkdirSync(broken, { recursive: true });
  writeFileSync(join(broken, "appendonly.aof.manifest"), "not a manifest\n");
  await expect(start()).rejects.toThrow(
    /^Cannot start redis-server in ".*": it ended with 1\n(.*\n)*.*manifest/,
  );
});

test("embedded Redis names the remedy when redis-server is not installed", async () => {
  const path = process.env.PATH;
  process.env.PATH = folder;
  try {
    await expect(start()).rejects.toThrow("script/bootstrap");
  } finally {
    process.env.PATH = path;
  }
});
