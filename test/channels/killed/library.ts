/**
 * A library whose processes are killed while its patrons talk: several workers on one Redis behind the three emulated
 * platforms. What every patron got is held against what a patron gets in peace, and every repeat against the log.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { partitionOfAddress, partitionPrefix } from "../../../src/store/keys.ts";
import { type Child, startChild } from "../../helpers/child.ts";
import { until } from "../../helpers/conversation.ts";
import { type PortRedis, startPortRedis, temporaryFolder } from "../../helpers/redis.ts";
import { BOT_TOKEN, SIGNING_SECRET } from "../slack/slack-emulator.ts";
import { APP_ID, APP_PASSWORD, TENANT_ID } from "../teams/teams-service.ts";
import { type Platforms, startPlatforms, withoutRepeats } from "./patrons.ts";
import { ANSWER_WITHIN_MS, type Talker, talkerOf, talkInPeace } from "./talker.ts";
import type { KilledWorkerOptions } from "./worker.ts";

/** How much is killed, and how fast. */
export interface Killing {
  readonly conversations: number;
  readonly workers: number;
  readonly kills: number;
  readonly leaseMs: number;
  readonly sweepEveryMs: number;
  /** Told of each step. */
  readonly tell?: (step: string) => void;
}

/** What came of it; all but the first five should be none. */
export interface KillingReport {
  readonly conversations: number;
  /** What patrons said and tapped. */
  readonly acts: number;
  readonly messages: number;
  readonly kills: number;
  /** Messages that patrons saw twice; each was in flight when its sender was killed. */
  readonly repeats: number;
  /** Sends in doubt that the log names, each with its patron and message. */
  readonly named: number;
  readonly feedback: number;
  /** Patrons who did not get every answer in order, and what they got. */
  readonly wrong: readonly string[];
  /** Patrons with more repeats than the log names for them, or more than one a kill. */
  readonly unnamed: readonly string[];
}

/** Lets patrons talk on all platforms and kills worker after worker meanwhile. */
export async function killWhileTalking(killing: Killing): Promise<KillingReport> {
  const tell = killing.tell ?? (() => undefined);
  const redis = await startPortRedis();
  const platforms = await startPlatforms();
  const library = new KilledLibrary({ killing, redis, platforms });
  try {
    await Promise.all(Array.from({ length: killing.workers }, () => library.startWorker()));
    // Telegram keeps what comes before it knows where to deliver.
    await until("a webhook", () => platforms.telegram.webhook !== undefined);
    tell("the workers run");
    const calm = await talkInPeace(platforms);
    tell("each conversation was held once in peace");
    const patrons = Array.from({ length: killing.conversations }, (_, index) =>
      talkerOf(platforms, calm, index),
    );
    const talks = Promise.all(patrons.map((patron) => patron.talk()));
    let isOver = false;
    void talks.finally(() => {
      isOver = true;
    });
    const acts = patrons.reduce((sum, { acts: all }) => sum + all.length, 0);
    const done = () => patrons.reduce((sum, { done: some }) => sum + some(), 0);
    for (let kill = 1; kill <= killing.kills; kill += 1) {
      // Kills are spread over the conversations, not over time: however fast the machine is, talks are under way.
      while (!isOver && done() < (acts * kill) / (killing.kills + 1)) await pause(1);
      if (isOver)
        throw new Error(`Cannot kill ${killing.kills} times: the conversations were over after ${kill - 1}`);
      await library.killOne();
      tell(`kill ${kill} of ${killing.kills}, ${done()} of ${acts} acts done`);
    }
    await talks;
    await library.untilQuiet();
    tell("nothing waits any more");
    return await library.report(patrons);
  } finally {
    await library.stop();
    await platforms.stop();
    await redis.stop();
  }
}

interface KilledParts {
  readonly killing: Killing;
  readonly redis: PortRedis;
  readonly platforms: Platforms;
}

class KilledLibrary {
  readonly #parts: KilledParts;
  readonly #folder = temporaryFolder();
  readonly #workers: { readonly child: Child; readonly url: string }[] = [];
  #kills = 0;
  #starting: Promise<unknown> = Promise.resolve();
  #turn = 0;

  constructor(parts: KilledParts) {
    this.#parts = parts;
    parts.platforms.deliverTo(() => {
      this.#turn += 1;
      return this.#workers[this.#turn % this.#workers.length]?.url ?? "http://127.0.0.1:9";
    });
  }

  get #logFile(): string {
    return join(this.#folder, "log");
  }

  async startWorker(): Promise<void> {
    const { killing, redis, platforms } = this.#parts;
    const { telegram, slack, teams } = platforms;
    const options: KilledWorkerOptions = {
      ...{ redisUrl: `redis://127.0.0.1:${redis.port}`, folder: this.#folder, logFile: this.#logFile },
      ...{ leaseMs: killing.leaseMs, sweepEveryMs: killing.sweepEveryMs },
      telegram: { token: telegram.token, apiRoot: telegram.url },
      slack: { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, signingSecret: SIGNING_SECRET },
      teams: {
        settings: { appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT_ID },
        url: teams.url,
      },
    };
    const child = startChild("channels/killed/worker.ts", JSON.stringify(options));
    this.#workers.push({ child, url: `http://127.0.0.1:${await child.nextLine()}` });
  }

  /** Kills the oldest worker the hard way while the others go on, and starts another. */
  async killOne(): Promise<void> {
    if (this.#workers.length < 2) await this.#starting;
    const doomed = this.#workers[0];
    // It is delivered to until it is gone: nobody knows beforehand.
    await doomed?.child.kill("SIGKILL");
    this.#workers.shift();
    this.#kills += 1;
    this.#starting = Promise.all([this.#starting, this.startWorker()]);
    // Whoever waits for it next is told.
    this.#starting.catch(() => undefined);
  }

  /** Resolves when nothing waits in any outbox or inbox. */
  async untilQuiet(): Promise<void> {
    const redis = new Redis(this.#parts.redis.port, "127.0.0.1");
    try {
      const deadline = performance.now() + ANSWER_WITHIN_MS;
      for (;;) {
        const busy = await Promise.all(
          Array.from({ length: 64 }, (_, partition) => redis.zcard(`${partitionPrefix(partition)}busy`)),
        );
        if (busy.every((count) => count === 0)) return;
        if (performance.now() > deadline) throw new Error("Cannot wait any longer: messages still wait");
        await pause(100);
      }
    } finally {
      redis.disconnect();
    }
  }

  async report(talkers: readonly Talker[]): Promise<KillingReport> {
    const doubts = this.#doubts();
    const redis = new Redis(this.#parts.redis.port, "127.0.0.1");
    const wrong: string[] = [];
    const unnamed: string[] = [];
    let repeats = 0;
    let feedback = 0;
    try {
      for (const { patron, expected } of talkers) {
        const { address, heard } = patron;
        const once = withoutRepeats(heard);
        if (JSON.stringify(once) !== JSON.stringify(expected)) {
          const at = expected.findIndex((text, index) => text !== once[index]);
          wrong.push(
            `${address}: answer ${at} is ${JSON.stringify(once[at])}, not ${JSON.stringify(expected[at])}`,
          );
        }
        const partition = partitionOfAddress(address);
        const number = await redis.get(`${partitionPrefix(partition)}address:${address}`);
        const twice = heard.length - once.length;
        repeats += twice;
        if (twice > (doubts.get(`${partition}-${Number(number)}`) ?? 0) || twice > this.#kills)
          unnamed.push(address);
        feedback += await redis.scard(`${partitionPrefix(partition)}feedback-of:${Number(number)}`);
      }
    } finally {
      redis.disconnect();
    }
    return {
      conversations: talkers.length,
      acts: talkers.reduce((sum, { acts }) => sum + acts.length, 0),
      messages: talkers.reduce((sum, { patron }) => sum + patron.heard.length, 0),
      kills: this.#kills,
      ...{
        repeats,
        named: [...doubts.values()].reduce((sum, count) => sum + count, 0),
        feedback,
        wrong,
        unnamed,
      },
    };
  }

  /** Counts the different messages sent in doubt that the log names, by patron. */
  #doubts(): ReadonlyMap<string, number> {
    const lines = readFileSync(this.#logFile, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
    const doubts = new Map<string, number>();
    for (const line of lines) {
      const { said, why, patron } = JSON.parse(line) as { said?: string; why?: string; patron?: string };
      // A platform that does not answer in time may have shown the message, too.
      const isDoubt =
        said === "sending a message in doubt again" ||
        (said === "put a message off" && why === "TimeoutError");
      if (patron !== undefined && isDoubt) doubts.set(patron, (doubts.get(patron) ?? 0) + 1);
    }
    return doubts;
  }

  async stop(): Promise<void> {
    await this.#starting.catch(() => undefined);
    await Promise.all(this.#workers.map(({ child }) => child.kill("SIGTERM")));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
