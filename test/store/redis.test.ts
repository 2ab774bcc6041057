import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import type { Redis } from "ioredis";
import { findRunningRedis } from "../../src/store/embedded-redis.ts";
import {
  COMMAND_TIMEOUT_MS,
  connectRedis,
  type RedisConfig,
  type RedisConnection,
} from "../../src/store/redis.ts";
import { feelPulse } from "../../src/store/redis-process.ts";
import { freePorts, startPortRedis, startTestCluster, temporaryFolder } from "../helpers/redis.ts";

/** Half a second for a machine that is busy with other tests. */
const SOON_MS = COMMAND_TIMEOUT_MS + 500;

let dataFolder: string;
const connections: RedisConnection[] = [];
const warnings: string[] = [];
const cleanups: (() => Promise<void>)[] = [];

beforeEach(() => {
  dataFolder = temporaryFolder();
  warnings.length = 0;
});

afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
  for (const cleanup of cleanups.splice(0)) await cleanup();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function connect(config: Partial<RedisConfig>): Promise<RedisConnection> {
  const warn = (message: string) => warnings.push(message);
  const connection = await connectRedis({ dataFolder, role: "start", warn, ...config });
  connections.push(connection);
  return connection;
}

/** Fails when the command answers; otherwise tells how long the failure took. */
async function failureMs(command: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await expect(command).rejects.toThrow();
  return performance.now() - begun;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await setImmediate();
}

describe("a private Redis", () => {
  test("keeps what it was given, and nothing runs after close", async () => {
    const first = await connect({});
    await first.redis.set("greeting", "hei");
    await first.close();
    expect(await findRunningRedis(join(dataFolder, "redis"))).toBeUndefined();
    const second = await connect({});
    expect(await second.redis.get("greeting")).toBe("hei");
    expect(warnings).toEqual([]);
  });

  test("is joined by a command, and a second start is refused with the folder's name", async () => {
    const server = await connect({});
    await server.redis.set("greeting", "hei");
    const command = await connect({ role: "command" });
    expect(command.embedded?.joined).toBe(true);
    expect(await command.redis.get("greeting")).toBe("hei");
    const refused = connect({});
    await expect(refused).rejects.toThrow(
      `Cannot start Kutsu on "${join(dataFolder, "redis")}": another one runs there`,
    );
    expect(await server.redis.get("greeting")).toBe("hei");
  });

  test("goes on for a command when the one who started it ends", async () => {
    const first = await connect({ role: "command" });
    const second = await connect({ role: "command" });
    await first.redis.set("greeting", "hei");
    await first.close();
    expect(await second.redis.get("greeting")).toBe("hei");
    await until(() => second.embedded?.joined === false);
  });

  test("lets a start begin while a command holds it, and outlives the command", async () => {
    const command = await connect({ role: "command" });
    const server = await connect({ role: "start" });
    await server.redis.set("greeting", "hei");
    await command.close();
    expect(await server.redis.get("greeting")).toBe("hei");
    await until(() => server.embedded?.joined === false);
  });

  test("is started again when it is killed: a command waits for it and nothing is lost", async () => {
    const { redis, embedded } = await connect({});
    await redis.set("greeting", "hei");
    process.kill(embedded?.pid ?? 0, "SIGKILL");
    expect(await redis.get("greeting")).toBe("hei");
  });
});

describe("a Redis of one's own", () => {
  test("is reached with a password in a numbered database, and a wrong password is named as the reason", async () => {
    const server = await startPortRedis();
    cleanups.push(server.stop);
    const open = await connect({ url: `redis://127.0.0.1:${server.port}` });
    await (open.redis as Redis).config("SET", "requirepass", "s@lt");
    const { redis } = await connect({ url: `redis://:s%40lt@127.0.0.1:${server.port}/3` });
    expect(await redis.client("INFO")).toContain(" db=3 ");
    await expect(connect({ url: `redis://:pepper@127.0.0.1:${server.port}` })).rejects.toThrow("WRONGPASS");
    expect(warnings).toEqual([]);
  });

  test("that is not there is an error that names it and hides the password", async () => {
    const [port] = await freePorts(1);
    const begun = performance.now();
    await expect(connect({ url: `redis://:salt@127.0.0.1:${port}` })).rejects.toThrow(
      `Cannot reach Redis at "redis://127.0.0.1:${port}": connect ECONNREFUSED 127.0.0.1:${port}`,
    );
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });

  test("that may forget is warned about, each fault once", async () => {
    const server = await startPortRedis(["appendonly no", "maxmemory-policy allkeys-lru"]);
    cleanups.push(server.stop);
    await connect({ url: `redis://127.0.0.1:${server.port}` });
    expect(warnings).toEqual([
      expect.stringContaining("maxmemory-policy is allkeys-lru, it must be noeviction"),
      expect.stringContaining("appendonly is no, it must be yes"),
    ]);
  });

  test("that goes down fails every command soon, and is used again when it is back", async () => {
    const server = await startPortRedis();
    cleanups.push(server.stop);
    const { redis } = await connect({ url: `redis://127.0.0.1:${server.port}` });
    await redis.set("greeting", "hei");
    await server.kill();
    const commands = [redis.get("greeting"), redis.get("greeting"), redis.set("greeting", "moi")];
    for (const ms of await Promise.all(commands.map(failureMs))) expect(ms).toBeLessThan(SOON_MS);
    await server.restart();
    await until(() => redis.get("greeting").then(Boolean, () => false));
    expect(warnings).toEqual([
      expect.stringContaining("Lost the connection"),
      expect.stringContaining("answers again"),
    ]);
  });

  test("that hangs fails every command soon", async () => {
    const server = await startPortRedis();
    const { redis } = await connect({ url: `redis://127.0.0.1:${server.port}` });
    const pid = Number(/process_id:(\d+)/.exec(await redis.info("server"))?.[1]);
    cleanups.push(async () => {
      process.kill(pid, "SIGCONT");
      await server.stop();
    });
    process.kill(pid, "SIGSTOP");
    expect(await failureMs(redis.get("greeting"))).toBeLessThan(SOON_MS);
    process.kill(pid, "SIGCONT");
  });
});

/** Sentinel is a mode of redis-server; it ends when its standard input does, which is when this process does. */
async function startSentinel(masterPort: number): Promise<number> {
  const [port = 0] = await freePorts(1);
  const conf = join(dataFolder, "sentinel.conf");
  const lines = [
    `port ${port}`,
    "bind 127.0.0.1",
    `dir ${dataFolder}`,
    `sentinel monitor kutsu 127.0.0.1 ${masterPort} 1`,
  ];
  writeFileSync(conf, `${lines.join("\n")}\n`);
  const script = 'redis-server "$0" --sentinel >/dev/null & read line; kill $!; wait';
  const sentinel = spawn("sh", ["-c", script, conf], { stdio: ["pipe", "ignore", "ignore"] });
  cleanups.push(async () => {
    sentinel.stdin.end();
    await once(sentinel, "exit");
  });
  await until(async () => (await feelPulse(port)) === "serving");
  return port;
}

test("a master is found through the Sentinels that answer", async () => {
  const master = await startPortRedis();
  cleanups.push(master.stop);
  const port = await startSentinel(master.port);
  const [silent] = await freePorts(1);
  const { redis } = await connect({ url: `redis+sentinel://127.0.0.1:${silent},127.0.0.1:${port}/kutsu` });
  expect(await redis.set("greeting", "hei")).toBe("OK");
  expect(warnings).toEqual([]);
});

test("Sentinels that do not answer or do not know the master are an error soon", async () => {
  const [silent] = await freePorts(1);
  expect(await failureMs(connect({ url: `redis+sentinel://127.0.0.1:${silent}/kutsu` }))).toBeLessThan(
    SOON_MS,
  );
  const master = await startPortRedis();
  cleanups.push(master.stop);
  const port = await startSentinel(master.port);
  const begun = performance.now();
  await expect(connect({ url: `redis+sentinel://127.0.0.1:${port}/another` })).rejects.toThrow(
    /Cannot reach Redis/,
  );
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.warn("Redis over TLS is not tested: openssl is missing");

(hasOpenssl ? test : test.skip)(
  "Redis over TLS is used when its certificate is trusted, and refused when not",
  async () => {
    const key = join(dataFolder, "key.pem");
    const certificate = join(dataFolder, "certificate.pem");
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    spawnSync("openssl", ["req", "-x509", ...curve, ...subject, "-keyout", key, "-out", certificate]);
    const [port = 0] = await freePorts(1);
    const files = [`tls-key-file ${key}`, `tls-cert-file ${certificate}`, `tls-ca-cert-file ${certificate}`];
    const server = await startPortRedis([`tls-port ${port}`, ...files, "tls-auth-clients no"]);
    cleanups.push(server.stop);
    const url = `rediss://127.0.0.1:${port}`;
    await expect(connect({ url })).rejects.toThrow(`Cannot reach Redis at "${url}": self-signed certificate`);
    // Node reads the certificates it trusts once, when it starts.
    const hook = join(__dirname, "..", "helpers", "typescript-hook.js");
    const child = ["-r", hook, join(__dirname, "redis-child.ts"), url];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
    const { stdout } = await promisify(execFile)(process.execPath, child, { env });
    expect(stdout).toBe("PONG\n");
  },
);

test("a Redis Cluster serves all slots, and fails every command soon when it is down", async () => {
  const cluster = await startTestCluster();
  cleanups.push(cluster.stop);
  const { redis } = await connect({ url: cluster.url });
  for (const name of ["a", "b", "c", "d", "e", "f"]) expect(await redis.set(name, name)).toBe("OK");
  expect(warnings).toEqual([]);
  await cluster.kill();
  expect(await failureMs(redis.get("a"))).toBeLessThan(SOON_MS);
  const later = ["a", "b", "c", "d"].map((name) => failureMs(redis.get(name)));
  for (const ms of await Promise.all(later)) expect(ms).toBeLessThan(SOON_MS);
});
