/**
 * How fast announcements go: how much of what the platforms publish is used, against emulators that refuse what is over it; then, with no
 * limit in the way, how many messages one and two processes send in a second, beside a job of BullMQ for each recipient and a plain
 * loop, which keep no ledger. Takes five minutes; `npm run -s bench -- announce 20` measures the pace for 20 seconds instead of 60.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { rootPath } from "../src/root.ts";
import type { PatronId } from "../src/store/keys.ts";
import { connectRedis, type KutsuRedis } from "../src/store/redis.ts";
import type * as Limits from "../test/channels/limits.ts";
import type * as Children from "../test/helpers/child.ts";
import type * as Servers from "../test/helpers/redis.ts";
import type * as Patrons from "../test/outreach/announcements/crash-patrons.ts";
import type * as Emulated from "../test/outreach/announcements/crash-platforms.ts";
import type * as Senders from "../test/outreach/announcements/crash-sender.ts";
import type { PeerOptions } from "../test/outreach/announcements/peer-child.ts";
import { type Figure, percent, printFigures } from "./figures.ts";

// What is sent to belongs to the tests, which are not built: they run as they stand, here and in the processes that send.
require(rootPath("test", "helpers", "typescript-hook.js"));
const { EnforcedLimits }: typeof Limits = require(rootPath("test", "channels", "limits.ts"));
const { startChild }: typeof Children = require(rootPath("test", "helpers", "child.ts"));
const { startPortRedis, temporaryFolder }: typeof Servers = require(rootPath("test", "helpers", "redis.ts"));
const OUTREACH = ["test", "outreach", "announcements"] as const;
const { storePatrons }: typeof Patrons = require(rootPath(...OUTREACH, "crash-patrons.ts"));
const { startPlatforms }: typeof Emulated = require(rootPath(...OUTREACH, "crash-platforms.ts"));
const { approveForAll, sendToAll, startSender }: typeof Senders = require(
  rootPath(...OUTREACH, "crash-sender.ts"),
);

const SECONDS = Number(process.argv[3] ?? 60);
/** Measured only then: all lanes run, and the first windows are full; that of Slack is a minute. */
const WARM_UP_MS = 75_000;
/** How long an answer of a platform takes on its way. */
const WAY_MS = 20;
const TARGET_SHARE = 0.97;
/** What the platforms publish, messages a second. */
const PUBLISHED = { telegram: 30, teams: 30, slack: 200 / 60 } as const;
/** Nine of each for one, as their limits are to each other, so that all three go on to the end. */
const MIX = Array.from({ length: 19 }, (_, at) =>
  at === 18 ? "slack" : at % 2 === 0 ? "telegram" : "teams",
);
const RECIPIENTS = 6000;
/** Of one process: eight partitions, four abreast in each. */
const ABREAST = 32;
/** Noon in Helsinki. */
const NOON_MS = Date.parse("2026-11-25T10:00:00.000Z");
const NOW = new Date(NOON_MS).toISOString();

async function main(): Promise<void> {
  printFigures(`published limits, for ${SECONDS} s`, await measurePace(2));
  const lifted: Figure[] = [];
  for (const processes of [1, 2]) {
    const kutsu = await measureSpeed((world) => startSenders(world, processes, 0));
    const jobs = await measureSpeed((world) => startPeers(world, "jobs", processes, ABREAST));
    const loop = await measureSpeed((world) => startPeers(world, "loop", processes, 1));
    const abreast = await measureSpeed((world) => startPeers(world, "loop", processes, ABREAST));
    const peers = { "BullMQ job each": jobs, loop, [`loop ${ABREAST} abreast`]: abreast };
    lifted.push({
      what: `messages a second, ${processes} process${processes > 1 ? "es" : ""}`,
      kutsu,
      peers,
    });
  }
  printFigures("no limit in the way, Telegram", lifted);
}

/** Redis, platforms and patrons of one measurement. */
interface World {
  readonly redis: KutsuRedis;
  readonly port: number;
  readonly folder: string;
  readonly platforms: Emulated.Platforms;
  readonly recipients: readonly PatronId[];
  readonly announcement: string;
}

async function withWorld<Result>(
  crowd: Pick<Patrons.Crowd, "recipients" | "mix"> & { readonly wayMs: number },
  measure: (world: World) => Promise<Result>,
): Promise<Result> {
  const server = await startPortRedis();
  const folder = temporaryFolder();
  const platforms = await startPlatforms(crowd.wayMs);
  const url = `redis://127.0.0.1:${server.port}`;
  const connection = await connectRedis({ url, dataFolder: folder, role: "command", warn: () => {} });
  const { redis } = connection;
  try {
    const patrons = await storePatrons(redis, { ...crowd, platforms, now: NOW, isQuiet: true });
    const recipients = patrons.flatMap(({ id, part }) => (part === "quiet" ? [id] : []));
    const { id } = await approveForAll(redis, NOW);
    return await measure({ redis, port: server.port, folder, platforms, recipients, announcement: id });
  } finally {
    await connection.close();
    await platforms.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes that run, and how to begin. */
interface Crew {
  begin(): Promise<void>;
  end(): Promise<void>;
}

async function startSenders(world: World, processes: number, perSecond?: number): Promise<Crew> {
  const { redis, port, folder, platforms, announcement } = world;
  const about = { port, platforms, folder, logFile: join(folder, "log"), lockMs: 30_000 };
  const senders = Array.from({ length: processes }, () =>
    startSender({ ...about, aheadMs: NOON_MS - Date.now(), ...(perSecond !== undefined && { perSecond }) }),
  );
  await Promise.all(senders.map(({ ready }) => ready));
  return {
    begin: () => sendToAll(redis, announcement, NOW),
    end: async () => {
      await Promise.all(senders.map(({ child }) => child.kill()));
    },
  };
}

async function startPeers(
  { port, platforms, recipients, announcement }: World,
  kind: PeerOptions["kind"],
  processes: number,
  abreast: number,
): Promise<Crew> {
  const about = {
    redisUrl: `redis://127.0.0.1:${port}`,
    apiRoot: platforms.wires.telegram.url,
    announcement,
  };
  const peers = Array.from({ length: processes }, (_, own) => {
    const options: PeerOptions = {
      ...{ ...about, telegramToken: platforms.telegram.token, now: NOW, kind, abreast },
      recipients: recipients.filter((_id, at) => at % processes === own),
    };
    return startChild("outreach/announcements/peer-child.ts", JSON.stringify(options));
  });
  await Promise.all(peers.map((peer) => peer.nextLine()));
  return {
    begin: async () => {
      for (const peer of peers) peer.process.stdin?.write("go\n");
    },
    end: async () => {
      await Promise.all(peers.map((peer) => peer.kill()));
    },
  };
}

async function measurePace(processes: number): Promise<readonly Figure[]> {
  // Enough that the measurement is over before the audience is.
  const each = (SECONDS + WARM_UP_MS / 1000 + 10) * PUBLISHED.telegram;
  const recipients = Math.ceil((each * MIX.length) / 9);
  return withWorld({ recipients, mix: MIX, wayMs: WAY_MS }, async (world) => {
    const limits = {
      telegram: new EnforcedLimits(),
      teams: new EnforcedLimits(),
      slack: new EnforcedLimits(),
    };
    for (const platform of ["telegram", "teams", "slack"] as const)
      world.platforms[platform].limits = limits[platform];
    const crew = await startSenders(world, processes);
    await crew.begin();
    await delay(WARM_UP_MS);
    const from = performance.now();
    await delay(SECONDS * 1000);
    await crew.end();
    const who = `${processes} process${processes > 1 ? "es" : ""}`;
    return (["telegram", "teams", "slack"] as const).flatMap((platform) => {
      const isMeasured = (at: number) => at >= from && at < from + SECONDS * 1000;
      const accepted = limits[platform].acceptedAt.filter(isMeasured);
      const refused = limits[platform].refusedAt.filter(isMeasured).length;
      const spanMs = (accepted.at(-1) ?? 0) - (accepted[0] ?? 0);
      const share = ((accepted.length - 1) * 1000) / (PUBLISHED[platform] * spanMs);
      if (!(share >= TARGET_SHARE) || refused > 0) process.exitCode = 1;
      return [
        {
          what: `${platform}, ${who}: share of the limit`,
          kutsu: percent(share),
          target: `>= ${percent(TARGET_SHARE)}`,
        },
        { what: "  refused with a 429", kutsu: String(refused), target: "0" },
      ];
    });
  });
}

/** Gives the messages a second from the first tenth to the last: starting and ending take their own time. */
async function measureSpeed(start: (world: World) => Promise<Crew>): Promise<string> {
  return withWorld({ recipients: RECIPIENTS, mix: ["telegram"], wayMs: 0 }, async (world) => {
    const { platforms } = world;
    const crew = await start(world);
    const before = platforms.taken();
    const until = async (share: number) => {
      while (platforms.taken() - before < share * RECIPIENTS) await delay(5);
      return { at: performance.now(), taken: platforms.taken() };
    };
    await crew.begin();
    const first = await until(0.1);
    const last = await until(0.9);
    await crew.end();
    return (((last.taken - first.taken) * 1000) / (last.at - first.at)).toFixed(0);
  });
}

// The figures are printed: connections of processes that were killed on purpose need not be waited for.
void main().then(() => process.exit());
