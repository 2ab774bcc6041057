/**
 * One redis-server as a child of this process: started under a guard, awaited until it answers, stopped in order.
 *
 * The guard keeps two promises whatever happens to this process: one server a folder, and no orphan, not even after
 * kill -9. It refuses to know what the server is for.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, readlinkSync, statSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How the child is held: `kernel` is Linux with setpriv and flock, `pipe` works with any POSIX sh (macOS). */
export type RedisGuard = "kernel" | "pipe";

/** What to start: the folder holds the lock and redis.log; `conf` is the path of a configuration file. */
export interface RedisLaunch {
  readonly folder: string;
  readonly conf: string;
  /** Where the server will answer: a unix socket, or a port on loopback. */
  readonly answersAt: string | number;
  readonly guard?: RedisGuard;
}

/** A server that answers. */
export interface RedisProcess {
  /** Of redis-server itself. */
  readonly pid: number;
  /** Resolves when the server is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Shuts the server down and waits for it; a second call waits for the same. */
  stop(): Promise<void>;
}

/** What a Redis says when it is asked for a sign of life. */
export type RedisPulse = "serving" | "loading" | "silent";

const LOCKED = 75;
const ORPHANED = 76;
/** Loading answers; a start that says nothing for so long hangs. */
const SILENCE_MS = 30_000;
const STOP_GRACE_MS = 8000;
const ANSWER_MS = 300;
const POLL_MS = 5;
/** Loading a large store takes long; polling it less often leaves it the processor. */
const LOADING_POLL_MS = 50;

/** Asked to die when the process that forked it does; the lock goes with the server's process. `$1` is our pid: we may be gone already. */
const KERNEL_SCRIPT = `test "$PPID" = "$1" || exit ${ORPHANED}; exec "$2" "$3"`;

/** File descriptor 3 closes when this process dies, however it dies. The lock is a symlink to its owner's pid: made in one step. */
const PIPE_SCRIPT = `
until ln -s $$ "$1" 2>/dev/null; do
  kill -0 "$(readlink "$1")" 2>/dev/null && exit ${LOCKED}
  rm -f "$1"
done
trap "" INT HUP
"$2" "$3" 3<&- & server=$!
trap 'kill -TERM $server' TERM
( trap - TERM; read line <&3; kill -TERM $server 2>/dev/null ) & watcher=$!
wait $server; status=$?
while kill -0 $server 2>/dev/null; do wait $server; status=$?; done
kill $watcher 2>/dev/null
rm -f "$1"
exit $status`;

/** Starts redis-server and resolves once it answers; undefined when another process holds the folder. Throws with the tail of the log. */
export async function launchRedis(launch: RedisLaunch): Promise<RedisProcess | undefined> {
  const log = join(launch.folder, "redis.log");
  const logStart = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnGuarded(launch);
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  let ended: number | string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  // Not "exit": what it said on the way out is still to come then.
  child.once("close", (code, signal) => {
    ended = code ?? signal ?? "no exit code";
  });

  let heardAt = performance.now();
  while (ended === undefined) {
    const pulse = await feelPulse(launch.answersAt);
    const pid = pulse === "serving" ? await askPid(launch.answersAt) : undefined;
    // Another server may answer in the instant before ours finds the folder taken.
    if (ended === undefined && pid !== undefined && isHeld(child, launch, pid))
      return heldBy(child, launch.answersAt, pid);
    if (pulse !== "silent") heardAt = performance.now();
    if (performance.now() - heardAt > SILENCE_MS) child.kill("SIGKILL");
    await delay(pulse === "loading" ? LOADING_POLL_MS : POLL_MS);
  }
  if (ended === LOCKED) return undefined;
  const tail = readFrom(log, logStart).trim().split("\n").slice(-4).join("\n");
  throw new Error(
    `Cannot start redis-server in "${launch.folder}": it ended with ${ended}\n${complaint}${tail}`.trim(),
  );
}

/** Asks a Redis for a sign of life; never throws. */
export async function feelPulse(answersAt: string | number): Promise<RedisPulse> {
  const answer = await ask(answersAt, "PING", /\n/);
  if (answer?.startsWith("+PONG")) return "serving";
  return answer?.startsWith("-LOADING") ? "loading" : "silent";
}

async function askPid(answersAt: string | number): Promise<number | undefined> {
  const answer = await ask(answersAt, "INFO server", /process_id:(\d+)\r\n/);
  const pid = /process_id:(\d+)/.exec(answer ?? "")?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Sends one inline command and answers what came until `enough` matched; undefined when it did not. */
function ask(answersAt: string | number, command: string, enough: RegExp): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = typeof answersAt === "number" ? connect(answersAt, "127.0.0.1") : connect(answersAt);
    let heard = "";
    const end = (answer?: string) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => end());
    socket.once("error", () => end());
    socket.once("close", () => end());
    socket.once("connect", () => socket.write(`${command}\r\n`));
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (enough.test(heard)) end(heard);
    });
  });
}

/** Finds a program the way a shell does; undefined when PATH has none. */
function findProgram(name: string, path = process.env.PATH ?? ""): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function spawnGuarded({ folder, conf, guard }: RedisLaunch): ChildProcess {
  const redis = findProgram("redis-server");
  if (redis === undefined) {
    throw new Error(
      'Cannot start "redis-server": it is not installed (run script/bootstrap, or set REDIS_URL)',
    );
  }
  const setpriv = findProgram("setpriv");
  const flock = findProgram("flock");
  // A process group of its own: Ctrl-C in a terminal must reach us only, so that we stop Redis last.
  const detached = true;
  if (guard !== "pipe" && process.platform === "linux" && setpriv !== undefined && flock !== undefined) {
    const held = [flock, "-F", "-n", "-E", String(LOCKED), join(folder, "redis.lock")];
    const run = ["/bin/sh", "-c", KERNEL_SCRIPT, "sh", String(process.pid), redis, conf];
    return spawn(setpriv, ["--pdeathsig", "SIGTERM", "--", ...held, ...run], {
      stdio: ["ignore", "ignore", "pipe"],
      detached,
    });
  }
  return spawn("/bin/sh", ["-c", PIPE_SCRIPT, "sh", lockLink(folder), redis, conf], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    detached,
  });
}

/** Tells by the lock whether the server that answers with `pid` runs in our child. */
function isHeld(child: ChildProcess, { folder }: RedisLaunch, pid: number): boolean {
  if (child.pid === pid) return true;
  try {
    return readlinkSync(lockLink(folder)) === String(child.pid);
  } catch {
    return false;
  }
}

function heldBy(child: ChildProcess, answersAt: string | number, pid: number): RedisProcess {
  // Redis writes to its log from here on, and must not keep this process alive.
  child.stderr?.destroy();
  child.unref();
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      for (const stream of child.stdio) stream?.destroy();
      resolve();
    });
  });
  let stopping: Promise<void> | undefined;
  return {
    pid,
    exited,
    stop: () => {
      stopping ??= end(child, answersAt, exited);
      return stopping;
    },
  };
}

async function end(child: ChildProcess, answersAt: string | number, exited: Promise<void>): Promise<void> {
  child.ref();
  // The signal is acted on at the server's next tick, up to 100 ms later; the command at once, if it can be heard.
  await ask(answersAt, "SHUTDOWN", /\n/);
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
  await exited;
  clearTimeout(force);
}

function lockLink(folder: string): string {
  return join(folder, "redis.lock.pid");
}

function readFrom(file: string, start: number): string {
  try {
    return readFileSync(file).subarray(start).toString("utf8");
  } catch {
    return "";
  }
}
