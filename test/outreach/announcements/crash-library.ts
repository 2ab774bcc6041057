/**
 * A library that sends an announcement on three platforms while everything breaks: processes are killed, Redis is killed, a network is cut,
 * platforms refuse. What came of each recipient is held against what the platforms say they received.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Announcement } from "../../../src/outreach/announcements/announcement.ts";
import { findAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import {
  approveAnnouncement,
  draftAnnouncement,
  loadForApproval,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import { handOver } from "../../../src/start-announcements.ts";
import { PARTITIONS, type PatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { connectRedis, type RedisConnection } from "../../../src/store/redis.ts";
import { type Child, startChild } from "../../helpers/child.ts";
import { type PortRedis, startPortRedis, temporaryFolder } from "../../helpers/redis.ts";
import { Asking } from "./crash-asking.ts";
import { checkCrash, type CrashReport } from "./crash-check.ts";
import type { SenderOptions } from "./crash-child.ts";
import { type CrashPatron, storePatrons } from "./crash-patrons.ts";
import { PLATFORMS, type Platforms, startPlatforms } from "./crash-platforms.ts";
import { APPROVER, CONTENT, WRITER } from "./office.ts";

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

/** Noon in Helsinki, so that nobody is left for the morning. */
const NOON_MS = Date.parse("2026-11-25T10:00:00.000Z");
const ANSWERS_LATE_MS = 20;
const REDIS_DOWN_MS = 1000;
const LOOK_EVERY_MS = 20;
/** Whatever is sent by a living process is settled by then; nobody takes over so soon. */
const SETTLED_MS = 300;
/** How long a broken connection may take a sender by surprise. */
const SURPRISE_MS = 200;
const END_WITHIN_MS = 180_000;

/** Sends an announcement while everything breaks. */
export async function crashWhileSending(crashing: Crashing): Promise<CrashReport> {
  const redis = await startPortRedis();
  const platforms = await startPlatforms(ANSWERS_LATE_MS);
  const folder = temporaryFolder();
  const url = `redis://127.0.0.1:${redis.port}`;
  const connection = await connectRedis({ url, dataFolder: folder, role: "command", warn: () => {} });
  const aheadMs = NOON_MS - Date.now();
  const library = new CrashLibrary({ crashing, redis, platforms, folder, connection, aheadMs });
  try {
    return await library.run();
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
  readonly #starting = new Set<Promise<void>>();
  /** Sends of which something that broke may have left nobody knowing. */
  readonly #doubts = new Set<PatronId>();
  readonly #struck: Record<Strike, number> = { kill: 0, redis: 0, cut: 0, trouble: 0 };
  #asking: Asking | undefined;
  #mending: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async run(): Promise<CrashReport> {
    const { crashing, platforms, connection } = this.#parts;
    const { redis } = connection;
    const patrons = await storePatrons(redis, { recipients: crashing.recipients, platforms, now: this.#nowIso() });
    const { id, frozen } = await this.#approve();
    if (frozen === undefined) throw new Error(`Cannot send announcement "${id}": its audience is not frozen`);
    this.#asking = await Asking.start(redis, () => this.#now());
    for (const patron of patrons) if (patron.part === "refused") await this.#ask(patron);
    await Promise.all(Array.from({ length: crashing.workers }, () => this.#startWorker()));
    this.#tell("the senders run");
    const startedMs = performance.now();
    await sendAnnouncement(redis, id, {
      ...{ by: WRITER, now: this.#nowIso() },
      enqueue: (announcement) => handOver(redis, announcement),
    });
    await this.#untilSent(id, patrons);
    const seconds = (performance.now() - startedMs) / 1000;
    await this.#mending;
    const about = { id, ledger: frozen.ledger, patrons, redis };
    const asking = this.#asking;
    const warnings = this.#warnings();
    return checkCrash({ ...about, platforms, asking, doubts: this.#doubts, struck: this.#struck, seconds, warnings });
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.#starting, this.#mending]);
    await Promise.all(this.#workers.map((worker) => worker.kill()));
    await this.#asking?.stop();
  }

  async #approve(): Promise<Announcement> {
    const { redis } = this.#parts.connection;
    const now = this.#nowIso();
    const { id } = await draftAnnouncement(redis, CONTENT, { by: WRITER, now });
    const { digest } = await loadForApproval(redis, id);
    return approveAnnouncement(redis, id, { by: APPROVER, now, digest, onePersonApproves: false });
  }

  /** Breaks what is to be broken until nothing is left to send. */
  async #untilSent(id: string, patrons: readonly CrashPatron[]): Promise<void> {
    const { recipients, strikes, killEveryMs = Number.POSITIVE_INFINITY } = this.#parts.crashing;
    const left = [...strikes].sort(([one], [other]) => one - other);
    const asking = patrons.filter(({ part }) => part === "asks" || part === "stops");
    const deadlineMs = performance.now() + END_WITHIN_MS + (recipients / this.#parts.crashing.perSecond) * 1000;
    let killedMs = performance.now();
    let asked = 0;
    for (;;) {
      const share = this.#parts.platforms.taken() / recipients;
      for (; asked < asking.length * share && asked < asking.length; asked += 1)
        void this.#ask(asking[asked] as CrashPatron); // one of those there are
      const [next] = left;
      if (next !== undefined && share >= next[0]) {
        left.shift();
        await this.#strike(next[1], share);
      } else if (performance.now() - killedMs > killEveryMs && share < 0.97) {
        await this.#strike("kill", share);
        killedMs = performance.now();
      } else if (left.length === 0 && asked === asking.length && (await this.#isSent(id))) return;
      if (performance.now() > deadlineMs) throw new Error(`Cannot wait any longer: ${JSON.stringify(await this.#where(id))}`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async #strike(strike: Strike, share: number): Promise<void> {
    this.#struck[strike] += 1;
    this.#tell(`${(share * 100).toFixed(0)} %: ${strike}`);
    if (strike === "kill") await this.#kill();
    if (strike === "redis") await this.#killRedis();
    if (strike === "cut") await this.#cut();
    if (strike === "trouble") this.#parts.platforms.trouble();
  }

  /** Kills one of the senders the hard way while the others go on, and starts another. */
  async #kill(): Promise<void> {
    if (this.#workers.length < 2) await Promise.race(this.#starting);
    const [doomed] = this.#workers.splice(Math.floor(Math.random() * this.#workers.length), 1);
    await doomed?.kill("SIGKILL");
    const starting = this.#startWorker();
    this.#starting.add(starting);
    void starting.finally(() => this.#starting.delete(starting)).catch(() => {});
    // What it had begun stays begun; what others had begun at that moment is settled by then.
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
    await wire.cut();
    const sinceMs = performance.now();
    while (performance.now() - sinceMs < SURPRISE_MS)
      for (const [patron, attempt] of await this.#begun())
        if (attempt.startsWith(`${platform} `)) this.#doubts.add(patron);
    // What is broken besides is broken meanwhile.
    this.#mending = delay(crashing.cutMs ?? 1000).then(() => wire.open());
  }

  /** Reads which sends have begun: each recipient with the attempt. */
  async #begun(): Promise<ReadonlyMap<PatronId, string>> {
    const { redis } = this.#parts.connection;
    const begun = new Map<PatronId, string>();
    const ledger = this.#ledger;
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    await Promise.all(
      partitions.map(async (partition) => {
        const all = await redis.hgetall(`${partitionPrefix(partition)}sending:${ledger}`);
        for (const [number, attempt] of Object.entries(all)) begun.set(`${partition}-${Number(number)}`, attempt);
      }),
    );
    return begun;
  }
}
