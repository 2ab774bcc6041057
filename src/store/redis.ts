/**
 * The connection to Redis: the one REDIS_URL names, or a private one in the data folder.
 *
 * A Redis that is down answers with an error within {@link COMMAND_TIMEOUT_MS}, never with silence, while the
 * connection goes on trying. It refuses to know any key.
 */
import { join } from "node:path";
import { Cluster, Redis, type RedisOptions } from "ioredis";
import { EmbeddedRedisBusy, findRunningRedis, startEmbeddedRedis } from "./embedded-redis.ts";
import { hideCredentials, parseRedisUrl, type RedisTarget } from "./redis-url.ts";

/** One server, the master behind Sentinels, or a cluster: the stores see no difference. */
export type KutsuRedis = Redis | Cluster;

/** Which Redis, for whom. */
export interface RedisConfig {
  /** REDIS_URL, in the forms of redis-url.ts; a private Redis when absent. */
  readonly url?: string;
  /** KUTSU_DATA: a private Redis keeps its files in `redis/` there. */
  readonly dataFolder: string;
  /** A command joins the private Redis of a running start; a second start is refused. */
  readonly role: "start" | "command";
  /** Hears what an operator should know: wrong settings, a lost and a restored connection. */
  readonly warn?: (message: string) => void;
}

/** An open connection. */
export interface RedisConnection {
  readonly redis: KutsuRedis;
  /** The private Redis, as it is now: it changes when a process we had joined ends and ours takes over. */
  readonly embedded?: { readonly socket: string; readonly joined: boolean; readonly pid?: number };
  /** Waits for what was sent, then closes the connection and stops a Redis that is ours. */
  close(): Promise<void>;
}

/** How long a command may take before it fails; covers a restart of the private Redis, which takes a tenth of it. */
export const COMMAND_TIMEOUT_MS = 2000;
const TIMEOUTS = {
  connectTimeout: 2000,
  commandTimeout: COMMAND_TIMEOUT_MS,
  // Its timer outlives a connection that was lost before, and would keep the process from ending.
  disconnectTimeout: 200,
};
const FIRST_RETRY_MS = 20;
const LAST_RETRY_MS = 1000;
/** Waiting commands are dropped after so many attempts, so that they do not pile up while Redis is down. */
const ATTEMPTS_PER_COMMAND = 6;
/** How a running server is known among the clients of its private Redis. */
const START_NAME = "kutsu-start";

/** Connects, and checks that Redis keeps what it is given. Throws when Redis cannot be reached now. */
export async function connectRedis(config: RedisConfig): Promise<RedisConnection> {
  const warn = config.warn ?? ((message) => process.stderr.write(`${message}\n`));
  if (config.url === undefined) return connectEmbedded(config, warn);
  const address = hideCredentials(config.url);
  const redis = clientOf(parseRedisUrl(config.url));
  await open(redis, address);
  reportLosses(redis, { address, warn });
  await checkSettings(redis, { address, warn });
  return { redis, close: () => closeClient(redis) };
}

async function connectEmbedded(
  config: RedisConfig,
  warn: (message: string) => void,
): Promise<RedisConnection> {
  const folder = join(config.dataFolder, "redis");
  let server = await joinOrStart(folder, config.role);
  const redis = new Redis({ ...patience(), path: server.socket, connectionName: `kutsu-${config.role}` });
  let closing = false;
  let restoring: Promise<void> | undefined;
  let trouble = "";
  const restore = async () => {
    try {
      server = await startEmbeddedRedis({ folder, join: true });
      trouble = "";
    } catch (error) {
      // Tried again with every reconnection: the same trouble is told once.
      if (reasonOf(error) !== trouble)
        warn(`Cannot restore the private Redis in "${folder}": ${reasonOf(error)}`);
      trouble = reasonOf(error);
    } finally {
      restoring = undefined;
    }
  };
  // Whoever owned the server has ended, or the server died: the first to notice starts it again on the same socket.
  redis.on("close", () => {
    if (!closing) restoring ??= restore();
  });
  const close = async () => {
    closing = true;
    await closeClient(redis);
    await restoring;
    await server.stop();
  };
  try {
    await open(redis, folder);
    if (config.role === "start" && server.joined) await refuseSecondStart(redis, folder);
  } catch (error) {
    await close();
    throw error;
  }
  reportLosses(redis, { address: folder, warn });
  return {
    redis,
    get embedded() {
      return server;
    },
    close,
  };
}

/** A start waits for a dying predecessor and takes over from commands; a command takes what runs. */
async function joinOrStart(folder: string, role: "start" | "command") {
  try {
    return await startEmbeddedRedis({ folder, join: role === "command" });
  } catch (error) {
    const running = error instanceof EmbeddedRedisBusy ? await findRunningRedis(folder) : undefined;
    if (running === undefined) throw error;
    return startEmbeddedRedis({ folder, join: true });
  }
}

async function refuseSecondStart(redis: Redis, folder: string): Promise<void> {
  const clients = String(await redis.client("LIST"));
  const starts = clients.split("\n").filter((client) => client.includes(` name=${START_NAME} `));
  if (starts.length < 2) return;
  throw new EmbeddedRedisBusy(
    `Cannot start Kutsu on "${folder}": another one runs there (stop it first, or set KUTSU_DATA to another folder)`,
  );
}

function clientOf(target: RedisTarget): KutsuRedis {
  const { username, password, tls } = target;
  const secured = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
  switch (target.kind) {
    case "single":
      return new Redis({ ...patience(), ...secured, ...target.at, db: target.database });
    case "sentinel":
      return new Redis({
        ...patience(),
        ...secured,
        sentinels: target.sentinels.map((sentinel) => ({ ...sentinel })),
        name: target.name,
        db: target.database,
        ...(target.sentinelUsername === undefined ? {} : { sentinelUsername: target.sentinelUsername }),
        ...(target.sentinelPassword === undefined ? {} : { sentinelPassword: target.sentinelPassword }),
        enableTLSForSentinelMode: tls,
        // Fails the attempt instead of asking the same Sentinels for ever.
        sentinelRetryStrategy: () => null,
      });
    case "cluster":
      return new ImpatientCluster([...target.nodes], {
        lazyConnect: true,
        clusterRetryStrategy: retryDelayMs,
        redisOptions: { ...TIMEOUTS, ...secured },
      });
  }
}

/** A cluster that is down would keep its commands waiting: the time-out of ioredis begins only at a node. */
class ImpatientCluster extends Cluster {
  override sendCommand(...[command, ...rest]: Parameters<Cluster["sendCommand"]>): unknown {
    command.setTimeout(COMMAND_TIMEOUT_MS);
    return super.sendCommand(command, ...rest);
  }
}

function patience(): RedisOptions {
  return {
    ...TIMEOUTS,
    lazyConnect: true,
    maxRetriesPerRequest: ATTEMPTS_PER_COMMAND,
    retryStrategy: retryDelayMs,
  };
}

function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LAST_RETRY_MS);
}

async function open(redis: KutsuRedis, address: string): Promise<void> {
  let reason: unknown;
  const note = (error: unknown) => {
    reason = error;
  };
  redis.on("error", note);
  try {
    await redis.connect();
  } catch (cause) {
    redis.disconnect();
    throw new Error(
      `Cannot reach Redis at "${address}": ${reasonOf(reason ?? cause)} (is it running, and is REDIS_URL right?)`,
      { cause },
    );
  } finally {
    redis.off("error", note);
    // What goes wrong later is told by the commands that fail and by reportLosses.
    redis.on("error", () => {});
  }
}

/** Opens another connection for one who waits long for its answers, as a worker does for jobs; the caller closes it. */
export function waitingConnection(redis: KutsuRedis): KutsuRedis {
  const patient = { commandTimeout: undefined, maxRetriesPerRequest: null };
  const another =
    redis instanceof Cluster
      ? new Cluster(
          redis.nodes("master").map(({ options: { host, port } }) => ({ host, port })),
          { ...redis.options, redisOptions: { ...redis.options.redisOptions, ...patient } },
        )
      : redis.duplicate({ ...patient, lazyConnect: false });
  // What goes wrong is told by what waits.
  another.on("error", () => {});
  return another;
}

/** Says once that the connection was lost and once that it is back. */
function reportLosses(redis: KutsuRedis, { address, warn }: Trouble): void {
  let lost = false;
  redis.on("reconnecting", () => {
    if (!lost) warn(`Lost the connection to Redis at "${address}": trying again until it is back`);
    lost = true;
  });
  redis.on("ready", () => {
    if (lost) warn(`Redis at "${address}" answers again`);
    lost = false;
  });
}

interface Trouble {
  readonly address: string;
  readonly warn: (message: string) => void;
}

/** INFO tells the settings where CONFIG is forbidden, as in most hosted services. */
async function checkSettings(redis: KutsuRedis, { address, warn }: Trouble): Promise<void> {
  const nodes = redis instanceof Cluster ? redis.nodes("master") : [redis];
  const faults = new Set<string>();
  for (const node of nodes) {
    const policy = /maxmemory_policy:(\S+)/.exec(await node.info("memory"))?.[1];
    const aof = /aof_enabled:(\d)/.exec(await node.info("persistence"))?.[1];
    if (policy !== "noeviction")
      faults.add(`maxmemory-policy is ${policy ?? "unknown"}, it must be noeviction`);
    if (aof !== "1") faults.add("appendonly is no, it must be yes");
  }
  for (const fault of faults) warn(`Redis at "${address}" may lose what patrons say: ${fault}`);
}

async function closeClient(redis: KutsuRedis): Promise<void> {
  if (redis.status === "end") return;
  try {
    await redis.quit();
  } catch {
    // It is down: there is no answer to wait for.
    redis.disconnect();
  }
}

function reasonOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  // Node tries every address of a name and puts the failures in an error without a message.
  const said = "message" in error && error.message !== "" ? error.message : "code" in error && error.code;
  return String(said || error);
}
