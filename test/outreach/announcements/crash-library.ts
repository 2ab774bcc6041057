/**
 * A library that sends an announcement on three platforms while everything breaks: processes are killed, Redis is killed, a network is cut,
 * platforms refuse. What came of each recipient is held against what the platforms say they received.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { loadAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { readProgress } from "../../../src/outreach/announcements/ledger.ts";
import { PARTITIONS, type PatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { connectRedis, type RedisConnection } from "../../../src/store/redis.ts";
import type { Child } from "../../helpers/child.ts";
import { until } from "../../helpers/conversation.ts";
import { type PortRedis, startPortRedis, temporaryFolder } from "../../helpers/redis.ts";
import { Asking } from "./crash-asking.ts";
import { type CrashReport, checkCrash } from "./crash-check.ts";
import { type CrashPatron, storePatrons } from "./crash-patrons.ts";
import { PLATFORMS, type Platforms, startPlatforms } from "./crash-platforms.ts";
import { approveForAll, sendToAll, startSender } from "./crash-sender.ts";

/** What breaks: a process, Redis, the network of a platform; or platforms refuse for a moment. */
export type Strike = "kill" | "redis" | "cut" | "trouble";

/** What is sent, and what breaks when. */
export interface Crashing {
  readonly recipients: number;
  readonly workers: number;
  /** What each platform is taken to allow in a second. */
  readonly perSecond: number;
  /** Each once so much of the audience has been sent to; the share and what breaks. */
  readonly strikes: readonly (readonly [share: number, strike: Strike])[];
  /** A process is killed every so often besides. */
  readonly killEveryMs?: number;
  readonly cutMs?: number;
  readonly lockMs: number;
  /** Told of each step. */
  readonly tell?: (step: string) => void;
}

/** What came of it, what broke how often, and how long sending took. */
export type Crashed = CrashReport & {
  readonly struck: Readonly<Record<Strike, number>>;
  readonly seconds: number;
};

/** Noon in Helsinki, so that nobody is left for the morning. */
const NOON_MS = Date.parse("2026-11-25T10:00:00.000Z");
const ANSWERS_LATE_MS = 20;
const REDIS_DOWN_MS = 1000;
const LOOK_EVERY_MS = 20;
const HEARD_MS = 50;
/** Whatever is sent by a living process is settled by then; nobody takes over so soon. */
const SETTLED_MS = 300;
/** How long a broken connection may take a sender by surprise. */
const SURPRISE_MS = 200;
/** Kills end a little before the sending does: one that comes later breaks nothing. */
const LAST_SHARE = 0.93;
const PATIENCE_MS = 120_000;

/** Sends an announcement while everything breaks. */
export async function crashWhileSending(crashing: Crashing): Promise<Crashed> {
  const redis = await startPortRedis();
  const platforms = await startPlatforms(ANSWERS_LATE_MS);
  const folder = temporaryFolder();
  const url = `redis://127.0.0.1:${redis.port}`;
  const connection = await connectRedis({ url, dataFolder: folder, role: "command", warn: () => {} });
  const aheadMs = NOON_MS - Date.now();
  const library = new CrashLibrary({ crashing, redis, platforms, folder, connection, aheadMs });
  try {
    return await library.send();
  } finally {
    await library.stop();
    await connection.close();
    await platforms.stop();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly crashing: Crashing;
  readonly redis: PortRedis;
  readonly platforms: Platforms;
  readonly folder: string;
  readonly connection: RedisConnection;
  readonly aheadMs: number;
}

class CrashLibrary {
  readonly #parts: Parts;
  readonly #workers: Child[] = [];
  /** Those that send by now. */
  readonly #ready: Child[] = [];
  readonly #starting = new Set<Promise<void>>();
  /** Sends that were under way when something broke. */
  readonly #doubts = new Set<PatronId>();
  readonly #struck: Record<Strike, number> = { kill: 0, redis: 0, cut: 0, trouble: 0 };
  #asking: Asking | undefined;
  #ledger = "";
  #mending: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get #logFile(): string {
    return join(this.#parts.folder, "log");
  }

  async send(): Promise<Crashed> {
    const { crashing, platforms, connection } = this.#parts;
    const { redis } = connection;
    const { recipients } = crashing;
    const patrons = await storePatrons(redis, { recipients, platforms, now: this.#nowIso() });
    const { id, ledger } = await approveForAll(redis, this.#nowIso());
    this.#ledger = ledger;
    const asking = await Asking.start(redis, () => this.#now());
    this.#asking = asking;
    await Promise.all(patrons.filter(({ part }) => part === "refused").map((patron) => asking.write(patron)));
    await asking.settled();
    await Promise.all(Array.from({ length: crashing.workers }, () => this.#startWorker()));
    this.#tell(`${recipients} recipients, ${crashing.workers} senders`);
    const startedMs = performance.now();
    await sendToAll(redis, id, this.#nowIso());
    await this.#untilSent(id, patrons);
    const seconds = (performance.now() - startedMs) / 1000;
    await this.#mending;
    await this.#untilQuiet();
    const announcement = await loadAnnouncement(redis, id);
    const about = { redis, announcement, ledger: this.#ledger, patrons, platforms, asking };
    const log = readFileSync(this.#logFile, { encoding: "utf8", flag: "a+" }).split("\n");
    const report = await checkCrash({ ...about, doubts: this.#doubts, log });
    return { ...report, struck: this.#struck, seconds };
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.#starting, this.#mending]);
    await Promise.all(this.#workers.map((worker) => worker.kill()));
    await this.#asking?.stop();
  }

  /** Breaks what is to be broken until nothing is left to send. */
  async #untilSent(id: string, patrons: readonly CrashPatron[]): Promise<void> {
    const { crashing, platforms } = this.#parts;
    const { recipients, perSecond, killEveryMs = Number.POSITIVE_INFINITY } = crashing;
    const strikes = [...crashing.strikes];
    const writers = patrons.filter(({ part }) => part === "asks" || part === "stops");
    const toWrite = writers.length;
    const expected = toWrite + patrons.filter(({ part }) => part === "quiet").length;
    const deadlineMs = performance.now() + PATIENCE_MS + (2000 * recipients) / perSecond;
    let killedMs = performance.now();
    for (;;) {
      const share = platforms.taken() / expected;
      const later = Math.floor(toWrite * (1 - share / LAST_SHARE));
      for (const writer of writers.splice(0, writers.length - Math.max(0, later)))
        void this.#asking?.write(writer);
      const [next] = strikes;
      if (next !== undefined && share >= next[0]) {
        strikes.shift();
        await this.#strike(next[1], share);
      } else if (
        performance.now() - killedMs > killEveryMs &&
        share < LAST_SHARE &&
        this.#starting.size === 0
      ) {
        await this.#strike("kill", share);
        killedMs = performance.now();
      } else if (writers.length + strikes.length === 0 && (await this.#isSent(id))) return;
      if (performance.now() > deadlineMs)
        throw new Error(`Cannot wait any longer: ${JSON.stringify(await this.#progress())}`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async #strike(strike: Strike, share: number): Promise<void> {
    this.#struck[strike] += 1;
    this.#tell(`${(share * 100).toFixed(0)} % sent: ${strike}`);
    if (strike === "kill") await this.#kill();
    if (strike === "redis") await this.#killRedis();
    if (strike === "cut") await this.#cut();
    if (strike === "trouble") this.#parts.platforms.trouble();
  }

  /** Kills one of the senders the hard way while the others go on, and starts another. */
  async #kill(): Promise<void> {
    if (this.#ready.length === 0) await Promise.race(this.#starting);
    const [doomed] = this.#ready.splice(Math.floor(Math.random() * this.#ready.length), 1);
    await doomed?.kill("SIGKILL");
    const starting = this.#startWorker();
    this.#starting.add(starting);
    void starting.finally(() => this.#starting.delete(starting)).catch(() => {});
    // What the dead one told Redis last is heard by then.
    await delay(HEARD_MS);
    // What the dead one had begun stays begun; what others had begun at that moment is settled by then.
    const begun = await this.#begun();
    await delay(SETTLED_MS);
    const still = await this.#begun();
    for (const [patron, attempt] of begun) if (still.get(patron) === attempt) this.#doubts.add(patron);
  }

  async #killRedis(): Promise<void> {
    const { redis } = this.#parts;
    for (const patron of (await this.#begun()).keys()) this.#doubts.add(patron);
    await redis.kill();
    await delay(REDIS_DOWN_MS);
    await redis.restart();
  }

  async #cut(): Promise<void> {
    const { platforms, crashing } = this.#parts;
    const platform = PLATFORMS[Math.floor(Math.random() * PLATFORMS.length)] ?? "telegram";
    const wire = platforms.wires[platform];
    this.#tell(`the network of ${platform} is cut`);
    let isOver = false;
    const looking = (async () => {
      while (!isOver)
        for (const [patron, attempt] of await this.#begun())
          if (attempt.startsWith(`${platform} `)) this.#doubts.add(patron);
    })();
    await delay(SURPRISE_MS);
    await wire.cut();
    await delay(SURPRISE_MS);
    isOver = true;
    await looking;
    // Other things break meanwhile.
    this.#mending = delay(crashing.cutMs ?? 1000).then(() => wire.open());
  }

  /** Reads which sends have begun: each recipient with the attempt. */
  async #begun(): Promise<ReadonlyMap<PatronId, string>> {
    const { redis } = this.#parts.connection;
    const begun = new Map<PatronId, string>();
    const read = async (partition: number) => {
      const all = await untilAnswered(() =>
        redis.hgetall(`${partitionPrefix(partition)}sending:${this.#ledger}`),
      );
      for (const [number, attempt] of Object.entries(all))
        begun.set(`${partition}-${Number(number)}`, attempt);
    };
    await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => read(partition)));
    return begun;
  }

  /** Resolves when nothing waits in any inbox. */
  async #untilQuiet(): Promise<void> {
    const { redis } = this.#parts.connection;
    const waiting = () =>
      Promise.all(
        Array.from({ length: PARTITIONS }, (_, partition) =>
          redis.zcard(`${partitionPrefix(partition)}busy`),
        ),
      );
    await until("that nothing waits", async () => (await waiting()).every((count) => count === 0), {
      withinMs: PATIENCE_MS,
    });
  }

  async #isSent(id: string): Promise<boolean> {
    const { status } = await untilAnswered(() => loadAnnouncement(this.#parts.connection.redis, id));
    return status === "sent";
  }

  async #progress() {
    return (await readProgress(this.#parts.connection.redis, this.#ledger)).byState;
  }

  async #startWorker(): Promise<void> {
    const { redis, platforms, folder, crashing, aheadMs } = this.#parts;
    const { lockMs, perSecond } = crashing;
    const about = { port: redis.port, platforms, folder, logFile: this.#logFile };
    const { child, ready } = startSender({ ...about, lockMs, perSecond, aheadMs });
    // Killed with the others also where it never gets ready.
    this.#workers.push(child);
    await ready;
    this.#ready.push(child);
  }

  #now(): number {
    return Date.now() + this.#parts.aheadMs;
  }

  #nowIso(): string {
    return new Date(this.#now()).toISOString();
  }

  #tell(step: string): void {
    this.#parts.crashing.tell?.(step);
  }
}

/** Asks again while Redis is down. */
async function untilAnswered<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await delay(LOOK_EVERY_MS);
    }
  }
}
