/**
 * A turn of the feedback dialog through the web channel on a real Redis, beside a bare floor in the same run: node:http, one
 * GET and one SET a turn, no framework. Prints turns a second, latencies, Redis round trips and commands a turn, and bytes a patron.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import words from "../locales/en/feedback.json";
import { rootPath } from "../src/root.ts";
import { startEmbeddedRedis } from "../src/store/embedded-redis.ts";
import { Line, WebPatron } from "./web-patron.ts";

/** One dialog from start to end, twice as long as the peers'; every reply is one turn. */
const DIALOG = [
  "give feedback",
  words.about.library,
  "5",
  "Lovely staff and a calm place to read",
  words.answer.no,
  words.summary.send,
];
/** The web channel lets a conversation say thirty things at once: four dialogs stay below. */
const DIALOGS_PER_PATRON = 4;
const ROUNDS = 3;

let dialogsEnded = 0;

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kutsu-bench-"));
  const kutsu = await startServer(["dist/src/cli.js", "start"], {
    KUTSU_DATA: folder,
    PORT: "0",
    LOG_LEVEL: "error",
  });
  const redis = new Redis({ path: join(folder, "redis", "redis.sock") });
  const floorRedis = await startEmbeddedRedis({ folder: join(folder, "floor") });
  const floor = await startServer(["dist/bench/floor.js", floorRedis.socket], {});
  try {
    await measureKutsu(kutsu.port, 8, 300);
    await measureFloor(floor.port, 8, 2000);
    console.log(`${"".padEnd(26)}turns/s   p50 ms   p99 ms   (medians of ${ROUNDS} rounds)`);
    for (const patrons of [8, 64]) {
      const ours: Measured[] = [];
      const bare: Measured[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        bare.push(await measureFloor(floor.port, patrons, 10_000));
        ours.push(await measureKutsu(kutsu.port, patrons, 6_000));
      }
      const ratio = median(ours, "perSecond") / median(bare, "perSecond");
      row(`floor, ${patrons} patrons`, bare);
      row(`kutsu, ${patrons} patrons`, ours);
      console.log(`  kutsu / floor at ${patrons}: ${ratio.toFixed(2)}`);
    }
    await costs(redis, kutsu.port);
    await checkNothingLost(redis);
  } finally {
    redis.disconnect();
    await Promise.all([kutsu.stop(), floor.stop()]);
    await floorRedis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every dialog that ended must have left exactly one feedback: a fast wrong answer is no figure. */
async function checkNothingLost(redis: Redis): Promise<void> {
  const indexes = await redis.keys("kutsu:{*}:feedback");
  const stored = (await Promise.all(indexes.map((key) => redis.zcard(key)))).reduce(
    (sum, count) => sum + count,
    0,
  );
  console.log(`feedback stored: ${stored} of ${dialogsEnded} dialogs`);
  if (stored !== dialogsEnded) process.exitCode = 1;
}

/** Counts what one turn costs Redis, over a few hundred turns of fresh patrons. */
async function costs(redis: Redis, port: number): Promise<void> {
  const before = await commandCalls(redis);
  const memoryBefore = await usedMemory(redis);
  const patronsBefore = await patronCount(redis);
  const turns = 1200;
  await measureKutsu(port, 8, turns);
  const after = await commandCalls(redis);
  const patrons = (await patronCount(redis)) - patronsBefore;
  const scripts = (after.get("evalsha") ?? 0) - (before.get("evalsha") ?? 0);
  const opened = ["get", "lrange"].reduce(
    (sum, name) => sum + (after.get(name) ?? 0) - (before.get(name) ?? 0),
    0,
  );
  const all =
    [...after.values()].reduce((sum, calls) => sum + calls, 0) -
    [...before.values()].reduce((sum, calls) => sum + calls, 0);
  console.log(
    `Redis round trips a turn: ${(scripts / turns).toFixed(2)} (accept and commit before the reply leaves, settle after)`,
  );
  console.log(`Redis commands a turn, inside the scripts too: ${((all - opened) / turns).toFixed(1)}`);
  const bytes = (await usedMemory(redis)) - memoryBefore;
  console.log(
    `bytes a patron after ${turns / patrons} turns, transcript, feedback and duplicate marks included: ${Math.round(bytes / patrons)}`,
  );
}

async function commandCalls(redis: Redis): Promise<Map<string, number>> {
  const stats = await redis.info("commandstats");
  return new Map(
    [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].map(([, name = "", calls]) => [name, Number(calls)]),
  );
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory_dataset:(\d+)/.exec(await redis.info("memory"))?.[1]);
}

async function patronCount(redis: Redis): Promise<number> {
  const counters = await redis.keys("kutsu:{*}:patrons");
  const counts = counters.length === 0 ? [] : await redis.mget(...counters);
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

/** `patrons` talk at once until `turns` are done; conversations are opened before the clock runs. */
async function measureKutsu(port: number, patrons: number, turns: number): Promise<Measured> {
  const perPatron = DIALOGS_PER_PATRON * DIALOG.length;
  const pool: WebPatron[] = [];
  for (let opened = 0; opened < Math.ceil(turns / perPatron); opened += 1)
    pool.push(await WebPatron.open(port));
  const waiting = [...pool];
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: patrons }, async () => {
      for (let patron = waiting.pop(); patron !== undefined; patron = waiting.pop()) {
        for (let turn = 0; turn < perPatron; turn += 1) {
          const from = performance.now();
          await patron.say(DIALOG[turn % DIALOG.length] ?? "");
          times.push(performance.now() - from);
          if ((turn + 1) % DIALOG.length === 0) dialogsEnded += 1;
        }
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const patron of pool) patron.close();
  return summary(times, seconds);
}

async function measureFloor(port: number, patrons: number, turns: number): Promise<Measured> {
  const times: number[] = [];
  const lines = Array.from({ length: patrons }, () => new Line(port));
  let left = turns;
  const begun = performance.now();
  await Promise.all(
    lines.map(async (line, patron) => {
      while (left > 0) {
        left -= 1;
        const from = performance.now();
        await line.post("/", `{"patron":${patron},"text":"${DIALOG[left % DIALOG.length]}"}`);
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const line of lines) line.close();
  return summary(times, seconds);
}

function summary(times: number[], seconds: number): Measured {
  const sorted = times.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function median(measured: readonly Measured[], figure: keyof Measured): number {
  const sorted = measured.map((one) => one[figure]).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function row(name: string, measured: readonly Measured[]): void {
  const figures = [
    median(measured, "perSecond").toFixed(0),
    median(measured, "p50Ms").toFixed(2),
    median(measured, "p99Ms").toFixed(2),
  ];
  console.log(`${name.padEnd(26)}${figures.map((figure) => figure.padEnd(9)).join("")}`);
}

/** Starts a server in a process of its own; it prints an address with its port. */
async function startServer(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ port: number; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: rootPath(),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"] as const,
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
    }
    child.once("exit", () => reject(new Error(`Cannot measure: ${args.join(" ")} ended`)));
  });
  return {
    port,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

void main();
