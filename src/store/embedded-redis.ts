/**
 * A private Redis: the real server, on a unix socket in a folder of ours, with an append-only file and no eviction.
 *
 * It lives as long as the process that started it and loses nothing when that process is killed. One folder has one
 * server: whoever comes second joins it or is refused. It refuses to be reached over a network.
 */
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeDataFolder } from "./data-folder.ts";
import { feelPulse, launchRedis, type RedisGuard, type RedisProcess } from "./redis-process.ts";

/** Where and how to run it. */
export interface EmbeddedRedisOptions {
  /** Made when it is missing. Holds the data, the log and the socket. */
  readonly folder: string;
  /** `everysec` (the default) loses nothing when a process is killed; `always` nothing when the machine is. */
  readonly fsync?: "always" | "everysec" | "no";
  /** Joins a server that runs in the folder already instead of refusing. */
  readonly join?: boolean;
  /** How the server is held; found out by itself. */
  readonly guard?: RedisGuard;
}

/** A private Redis that answers on its socket. */
export interface EmbeddedRedis {
  readonly socket: string;
  /** True when another process owns the server: it may stop at any moment. */
  readonly joined: boolean;
  /** Of redis-server; absent when joined. */
  readonly pid?: number;
  /** Resolves when an owned server is gone; never when joined. */
  readonly exited: Promise<void>;
  /** Stops the server; does nothing when joined. */
  stop(): Promise<void>;
}

/** Thrown when another process keeps its Redis in the folder. */
export class EmbeddedRedisBusy extends Error {}

/** The kernel's limit is 108 bytes on Linux and 104 on macOS. */
const SOCKET_PATH_BYTES = 100;
/** A server whose owner was killed this moment still answers for an instant. */
const DYING_MS = 500;
/** A server that shuts down first writes what it holds. */
const SHUTDOWN_MS = 10_000;
const RETRY_MS = 50;

/** Starts a private Redis, waiting for one that is just ending. Throws {@link EmbeddedRedisBusy} when one goes on in the folder. */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const folder = prepareFolder(options.folder);
  const socket = socketPath(folder);
  const conf = writeConf(folder, { socket, fsync: options.fsync ?? "everysec" });
  const begun = performance.now();
  let serving: number | undefined;
  for (;;) {
    const pulse = await feelPulse(socket);
    if (pulse !== "silent" && options.join) return joined(socket);
    if (pulse === "silent") {
      serving = undefined;
      const server = await launchRedis({ folder, conf, answersAt: socket, ...guardOf(options) });
      if (server !== undefined) return owned(socket, server);
    }
    // While it loads its data nobody can tell whose it is.
    if (pulse === "serving") serving ??= performance.now();
    const now = performance.now();
    if (serving !== undefined ? now - serving > DYING_MS : pulse === "silent" && now - begun > SHUTDOWN_MS) {
      throw new EmbeddedRedisBusy(
        `Cannot start Redis in "${folder}": another Kutsu keeps its data there ` +
          "(stop it first, or set KUTSU_DATA to another folder)",
      );
    }
    await delay(RETRY_MS);
  }
}

/** Finds the socket of a Redis that runs in the folder; undefined when none does. Changes nothing. */
export async function findRunningRedis(folder: string): Promise<string | undefined> {
  let socket: string;
  try {
    socket = socketPath(realpathSync(folder));
  } catch {
    return undefined;
  }
  return (await feelPulse(socket)) === "silent" ? undefined : socket;
}

function joined(socket: string): EmbeddedRedis {
  return { socket, joined: true, exited: new Promise(() => {}), stop: async () => {} };
}

function owned(socket: string, server: RedisProcess): EmbeddedRedis {
  return { socket, joined: false, pid: server.pid, exited: server.exited, stop: () => server.stop() };
}

function guardOf({ guard }: EmbeddedRedisOptions): { guard?: RedisGuard } {
  return guard === undefined ? {} : { guard };
}

/** Answers the real path, so that two names of one folder share one socket and one lock. */
function prepareFolder(folder: string): string {
  makeDataFolder(folder);
  return realpathSync(folder);
}

function writeConf(folder: string, { socket, fsync }: { socket: string; fsync: string }): string {
  const conf = join(folder, "redis.conf");
  const quoted = (path: string) => `"${path.replace(/["\\]/g, "\\$&")}"`;
  const lines = [
    "# Written by Kutsu at every start.",
    "port 0",
    `unixsocket ${quoted(socket)}`,
    "unixsocketperm 700",
    `dir ${quoted(folder)}`,
    `logfile ${quoted(join(folder, "redis.log"))}`,
    "appendonly yes",
    `appendfsync ${fsync}`,
    'save ""',
    "maxmemory-policy noeviction",
    "databases 1",
    // A patron is a hash of a few fields, one of them long: packed, it takes 400 bytes less.
    "hash-max-listpack-value 4096",
  ];
  try {
    writeFileSync(conf, `${lines.join("\n")}\n`, { mode: 0o600 });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  return conf;
}

function unwritable(folder: string, cause: unknown): Error {
  const why = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : cause;
  return new Error(
    `Cannot keep data in "${folder}": the folder cannot be written, ${why} ` +
      "(give this account the right to write there, or set KUTSU_DATA to another folder)",
    { cause },
  );
}

/** A path that is too long for a socket gets a short one in a private folder of the temporary folder. */
function socketPath(folder: string): string {
  const beside = join(folder, "redis.sock");
  if (Buffer.byteLength(beside) <= SOCKET_PATH_BYTES) return beside;
  const { uid } = userInfo();
  const home = join(tmpdir(), `kutsu-${uid}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const found = lstatSync(home);
  // Anyone may make a folder of this name first and offer a Redis of their own in it.
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(
      `Cannot open a socket in "${home}": the folder is not private to this account (remove it)`,
    );
  }
  return join(home, `${createHash("sha256").update(folder).digest("hex").slice(0, 16)}.sock`);
}
