/** The kinds of Redis the conversation contract runs on, and what can be seen inside. */
import { Cluster, Redis } from "ioredis";
import type { Address } from "../../src/channels/channel.ts";
import { partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";
import { until } from "../helpers/conversation.ts";
import { startPortRedis, startTestCluster } from "../helpers/redis.ts";

/** A Redis the contract runs on. */
export interface ContractStore {
  readonly url: string;
  /** To look inside. */
  readonly redis: KutsuRedis;
  /** Kills it the hard way, all nodes of it, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on what it left. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a single Redis that syncs its append-only file every second, as Kutsu's private one does. */
export async function startSingle(): Promise<ContractStore> {
  const server = await startPortRedis(["appendfsync everysec"]);
  const redis = new Redis(server.port, "127.0.0.1", { retryStrategy: () => 20 });
  redis.on("error", () => {});
  return {
    url: `redis://127.0.0.1:${server.port}`,
    redis,
    kill: async () => {
      await untilSynced([redis]);
      await server.kill();
    },
    restart: () => server.restart(),
    stop: async () => {
      redis.disconnect();
      await server.stop();
    },
  };
}

/** Starts a cluster of three masters. */
export async function startCluster(): Promise<ContractStore> {
  const { url, cluster, kill, restart, stop } = await startTestCluster();
  return { url, redis: cluster, kill: () => kill(), restart: () => restart(), stop };
}

/**
 * Waits for a moment between two syncs. While Redis syncs once a second it postpones its writes: what it acknowledges in
 * these milliseconds is in its memory only, and kill -9 takes it. With `appendfsync always` there is no such moment.
 */
async function untilSynced(nodes: readonly Redis[]): Promise<void> {
  await until("a moment between two syncs of Redis", async () => {
    for (const node of nodes) {
      const info = await node.info("persistence");
      if (!info.includes("aof_pending_bio_fsync:0")) return false;
      const [, microseconds = 0] = await node.time();
      // The next sync begins with the next second of the server's clock.
      if (microseconds < 100_000 || microseconds > 800_000) return false;
    }
    return true;
  });
}

/** The number in its partition a patron has now; undefined when Kutsu knows no such patron. */
export async function numberOf({ redis }: ContractStore, address: Address): Promise<string | undefined> {
  const prefix = partitionPrefix(partitionOfAddress(address));
  return (await redis.get(`${prefix}address:${address}`)) ?? undefined;
}

/** Everything stored: each key with its value as text, of all nodes. */
export async function everything({ redis }: ContractStore): Promise<readonly string[]> {
  const nodes = redis instanceof Cluster ? redis.nodes("master") : [redis];
  const found = await Promise.all(nodes.map(everythingOn));
  return found.flat();
}

async function everythingOn(node: Redis): Promise<string[]> {
  const keys: string[] = [];
  for await (const some of node.scanStream({ count: 1000 })) keys.push(...some);
  // At once: one by one, the marks of seen events alone would take seconds.
  return Promise.all(keys.map(async (key) => `${key} = ${await contentOf(node, key)}`));
}

async function contentOf(node: Redis, key: string): Promise<string> {
  switch (await node.type(key)) {
    case "string":
      return (await node.get(key)) ?? "";
    case "hash":
      return JSON.stringify(await node.hgetall(key));
    case "list":
      return JSON.stringify(await node.lrange(key, 0, -1));
    case "set":
      return JSON.stringify(await node.smembers(key));
    case "zset":
      return JSON.stringify(await node.zrange(key, "0", "-1"));
    default:
      return ""; // gone since
  }
}
