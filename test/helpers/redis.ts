/** Private Redis servers for tests: real ones, in temporary folders, that end with the test process whatever happens. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Cluster, Redis } from "ioredis";
import { startEmbeddedRedis } from "../../src/store/embedded-redis.ts";
import { launchRedis, type RedisProcess } from "../../src/store/redis-process.ts";

/** A server of the test's own. */
export interface TestRedis {
  readonly socket: string;
  /** A connection that lives as long as the server; `connect` makes more. */
  readonly redis: Redis;
  connect(): Redis;
  /** Kills the server the hard way and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts a server on what the last one left; does nothing while one runs. */
  restart(): Promise<void>;
  /** Ends connections and server and removes the folder. */
  stop(): Promise<void>;
}

/** Starts a server. It has an append-only file, written to the disk as `fsync` says: `no` by default, which survives `kill`. */
export async function startTestRedis(
  options: { fsync?: "always" | "everysec" | "no" } = {},
): Promise<TestRedis> {
  const folder = temporaryFolder();
  const start = () => startEmbeddedRedis({ folder, fsync: options.fsync ?? "no" });
  let server = await start();
  let running = true;
  const connections: Redis[] = [];
  const connect = () => {
    const redis = quiet(new Redis({ path: server.socket, retryStrategy: () => 20 }));
    connections.push(redis);
    return redis;
  };
  return {
    socket: server.socket,
    redis: connect(),
    connect,
    kill: async () => {
      if (server.pid !== undefined) process.kill(server.pid, "SIGKILL");
      await server.exited;
      running = false;
    },
    restart: async () => {
      if (running) return;
      server = await start();
      running = true;
    },
    stop: async () => {
      for (const redis of connections) redis.disconnect();
      if (running) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Three masters on loopback that share all slots. */
export interface TestCluster {
  readonly ports: readonly number[];
  /** `redis-cluster://127.0.0.1:...,...` */
  readonly url: string;
  readonly cluster: Cluster;
  connect(): Cluster;
  /** Kills one master, or all, the hard way. */
  kill(index?: number): Promise<void>;
  /** Starts those that were killed on what they left, and waits until every slot is served. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const MASTERS = 3;
const SLOTS = 16_384;

/** Starts a cluster of three masters without replicas and waits until every slot is served. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = temporaryFolder();
  const free = await freePorts(2 * MASTERS);
  const ports = free.slice(0, MASTERS);
  const buses = free.slice(MASTERS);
  const servers: RedisProcess[] = [];
  const killed = new Set<number>();
  const connections: Cluster[] = [];
  const launch = (index: number) => {
    const home = join(folder, String(ports[index]));
    mkdirSync(home, { recursive: true });
    const settings = ["cluster-enabled yes", "cluster-node-timeout 2000"];
    return launchOnPort(home, [`port ${ports[index]}`, `cluster-port ${buses[index]}`, ...settings]);
  };
  const stop = async () => {
    for (const cluster of connections) cluster.disconnect();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const connect = () => {
    const nodes = ports.map((port) => ({ host: "127.0.0.1", port }));
    const cluster = quiet(new Cluster(nodes));
    connections.push(cluster);
    return cluster;
  };
  try {
    for (const index of ports.keys()) servers.push(await launch(index));
    await joinMasters(ports, buses);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ports,
    url: `redis-cluster://${ports.map((port) => `127.0.0.1:${port}`).join(",")}`,
    cluster: connect(),
    connect,
    kill: async (index) => {
      const doomed = (index === undefined ? [...servers.keys()] : [index]).filter((one) => !killed.has(one));
      for (const one of doomed) {
        killed.add(one);
        const pid = servers[one]?.pid;
        if (pid !== undefined) process.kill(pid, "SIGKILL");
      }
      await Promise.all(doomed.map((one) => servers[one]?.exited));
    },
    restart: async () => {
      for (const index of killed) servers[index] = await launch(index);
      killed.clear();
      await untilServed(ports);
    },
    stop,
  };
}

/** Makes a folder that is short enough for a socket. The caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "kutsu-test-"));
}

/** A server on a loopback port. */
export interface PortRedis {
  readonly port: number;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port, set up as Kutsu wants it unless `settings` (lines of redis.conf) say otherwise. */
export async function startPortRedis(settings: readonly string[] = []): Promise<PortRedis> {
  const folder = temporaryFolder();
  const [port = 0] = await freePorts(1);
  let server = await launchOnPort(folder, [`port ${port}`, ...settings]);
  return {
    port,
    kill: async () => {
      process.kill(server.pid, "SIGKILL");
      await server.exited;
    },
    restart: async () => {
      server = await launchOnPort(folder, [`port ${port}`, ...settings]);
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launchOnPort(folder: string, settings: readonly string[]): Promise<RedisProcess> {
  const conf = join(folder, "redis.conf");
  const lines = [
    "bind 127.0.0.1",
    `dir ${folder}`,
    `logfile ${join(folder, "redis.log")}`,
    "appendonly yes",
    "appendfsync no",
    'save ""',
    "maxmemory-policy noeviction",
    ...settings,
  ];
  writeFileSync(conf, `${lines.join("\n")}\n`);
  const port = Number(settings.find((line) => line.startsWith("port "))?.slice("port ".length));
  const server = await launchRedis({ folder, conf, answersAt: port });
  if (server === undefined) throw new Error(`Cannot start a test Redis in "${folder}": the folder is taken`);
  return server;
}

async function joinMasters(ports: readonly number[], buses: readonly number[]): Promise<void> {
  const nodes = ports.map((port) => quiet(new Redis(port, "127.0.0.1")));
  try {
    const share = Math.ceil(SLOTS / MASTERS);
    for (const [index, node] of nodes.entries()) {
      await node.cluster("ADDSLOTSRANGE", index * share, Math.min((index + 1) * share, SLOTS) - 1);
      await node.call("CLUSTER", "SET-CONFIG-EPOCH", index + 1);
    }
    // Each meets each: hearing of a third one by gossip takes two seconds more.
    for (const [index, port] of ports.entries()) {
      for (const node of nodes.slice(0, index)) {
        await node.call("CLUSTER", "MEET", "127.0.0.1", port, buses[index] ?? 0);
      }
    }
  } finally {
    for (const node of nodes) node.disconnect();
  }
  await untilServed(ports);
}

async function untilServed(ports: readonly number[]): Promise<void> {
  const nodes = ports.map((port) => quiet(new Redis(port, "127.0.0.1")));
  try {
    for (const node of nodes) await untilWhole(node);
  } finally {
    for (const node of nodes) node.disconnect();
  }
}

async function untilWhole(node: Redis): Promise<void> {
  const patience = performance.now() + 15_000;
  while (performance.now() < patience) {
    const info = String(await node.cluster("INFO"));
    if (info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${MASTERS}`)) return;
    await delay(20);
  }
  throw new Error("Cannot start a test cluster: its masters did not find each other in 15 s");
}

/** A connection reports its troubles through its commands; nobody listens to its events in a test. */
function quiet<Connection extends Redis | Cluster>(connection: Connection): Connection {
  connection.on("error", () => {});
  return connection;
}

/** Finds ports nobody listens on; all are held until the last is known, so that no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
