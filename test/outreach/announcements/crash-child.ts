/**
 * Started to be killed: a process that sends announcements on the channels of all three platforms. Prints "ready", and appends what it
 * logs to a file.
 */
import { appendFileSync } from "node:fs";
import type { Channel, PaceLimit } from "../../../src/channels/channel.ts";
import { SlackChannel } from "../../../src/channels/slack/channel.ts";
import { TeamsChannel } from "../../../src/channels/teams/channel.ts";
import { TelegramChannel } from "../../../src/channels/telegram/channel.ts";
import { createChannelMemory } from "../../../src/conversation/channel-memory.ts";
import { Pace } from "../../../src/outreach/announcements/pace.ts";
import { startAnnouncements } from "../../../src/start-announcements.ts";
import { connectRedis } from "../../../src/store/redis.ts";
import { BOT_TOKEN, SIGNING_SECRET } from "../../channels/slack/slack-emulator.ts";
import { TEXTS } from "../../channels/slack/start-slack.ts";
import { cloudAt, TEAMS_SETTINGS } from "../../channels/teams/teams-service.ts";
import { DESCRIPTIONS } from "../../channels/telegram/library.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { createFileLog } from "../../helpers/file-log.ts";
import type { PlatformName } from "./crash-platforms.ts";

/** What a sender is started with. */
export interface SenderOptions {
  readonly redisUrl: string;
  readonly folder: string;
  readonly logFile: string;
  /** Where the platforms are. */
  readonly urls: Readonly<Record<PlatformName, string>>;
  readonly telegramToken: string;
  readonly lockMs: number;
  /** How far its clock is off that of the machine. */
  readonly aheadMs: number;
  /** What a platform is taken to allow of all messages together; what it publishes when absent, 0 for no limit. */
  readonly perSecond?: number;
}

async function main(options: SenderOptions): Promise<void> {
  // Nobody is left to kill it.
  process.stdin.resume().on("close", () => process.exit());
  const log = createFileLog((entry) => appendFileSync(options.logFile, `${JSON.stringify(entry)}\n`));
  const { redis } = await connectRedis({
    ...{ url: options.redisUrl, dataFolder: options.folder, role: "command", warn: () => undefined },
  });
  const memoryOf = (name: string) => createChannelMemory(redis, name);
  const { urls, perSecond } = options;
  const channels: Channel[] = [
    new TelegramChannel({
      ...{ token: options.telegramToken, apiRoot: urls.telegram, memory: memoryOf("telegram") },
      ...{ webhookSecret: "secret-of-the-test", descriptions: DESCRIPTIONS },
    }),
    new TeamsChannel({
      ...{ settings: TEAMS_SETTINGS, development: false, memory: memoryOf("teams") },
      cloud: cloudAt(urls.teams),
    }),
    new SlackChannel({
      config: { botToken: BOT_TOKEN, apiUrl: `${urls.slack}/api/`, signingSecret: SIGNING_SECRET },
      ...{ memory: memoryOf("slack"), texts: TEXTS },
    }),
  ];
  if (perSecond !== undefined) {
    const limits: readonly PaceLimit[] =
      perSecond === 0 ? [] : [{ bucket: "all", count: perSecond, windowMs: 1000 }];
    for (const channel of channels) channel.limitsOf = () => limits;
  }
  await startAnnouncements({
    ...{ redis, channels, log, turnTools: await loadTurnTools(), pace: new Pace(redis) },
    now: () => Date.now() + options.aheadMs,
    lockMs: options.lockMs,
  });
  console.log("ready");
}

void main(JSON.parse(process.argv[2] ?? "") as SenderOptions);
