/**
 * Started to be killed: the conversation on all three platforms' channels at once, each on its emulated platform. Prints the
 * port it listens on, and appends what it logs to a file.
 */

import { appendFileSync } from "node:fs";
import { SlackChannel } from "../../../src/channels/slack/channel.ts";
import { TeamsChannel } from "../../../src/channels/teams/channel.ts";
import { TelegramChannel } from "../../../src/channels/telegram/channel.ts";
import { createChannelMemory } from "../../../src/conversation/channel-memory.ts";
import { Conversation } from "../../../src/conversation/conversation.ts";
import { createServer } from "../../../src/server.ts";
import { connectRedis } from "../../../src/store/redis.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { createFileLog } from "../../helpers/file-log.ts";
import { RememberedWakes } from "../../helpers/wakes.ts";
import { TEXTS } from "../slack/start-slack.ts";
import { cloudAt } from "../teams/teams-service.ts";
import { DESCRIPTIONS } from "../telegram/library.ts";

/** What a worker is started with. */
export interface KilledWorkerOptions {
  readonly redisUrl: string;
  readonly folder: string;
  readonly logFile: string;
  readonly leaseMs: number;
  readonly sweepEveryMs: number;
  readonly telegram: { readonly token: string; readonly apiRoot: string };
  readonly slack: { readonly botToken: string; readonly apiUrl: string; readonly signingSecret: string };
  readonly teams: { readonly settings: TeamsSettings; readonly url: string };
}

type TeamsSettings = { readonly appId: string; readonly appPassword: string; readonly tenantId: string };

async function main(options: KilledWorkerOptions): Promise<void> {
  const log = createFileLog((entry) => appendFileSync(options.logFile, `${JSON.stringify(entry)}\n`));
  const connection = await connectRedis({
    ...{ url: options.redisUrl, dataFolder: options.folder, role: "command", warn: () => undefined },
  });
  const { redis } = connection;
  const memoryOf = (name: string) => createChannelMemory(redis, name);
  const onError = (error: unknown, what: string) =>
    log.warn({ what, why: String(error) }, "a channel met a problem");
  const telegram = new TelegramChannel({
    ...options.telegram,
    ...{ memory: memoryOf("telegram"), onError, webhookSecret: "secret-of-the-test" },
    ...{ publicUrl: "https://kutsu.example.org", descriptions: DESCRIPTIONS },
  });
  const { settings, url } = options.teams;
  const cloud = cloudAt(url);
  const teams = new TeamsChannel({ settings, development: false, memory: memoryOf("teams"), onError, cloud });
  const slack = new SlackChannel({ config: options.slack, memory: memoryOf("slack"), texts: TEXTS, onError });
  const channels = [telegram, teams, slack];
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  for (const route of channels.flatMap((channel) => channel.routes())) server.route(route);
  const turnTools = await loadTurnTools();
  const { leaseMs, sweepEveryMs } = options;
  const conversation = new Conversation({
    redis,
    channels,
    turnTools,
    log,
    leaseMs,
    sweepEveryMs,
    wakes: new RememberedWakes(),
  });
  await conversation.start();
  const listening = await server.listen();
  console.log(new URL(listening.url).port);
}

void main(JSON.parse(process.argv[2] ?? "") as KilledWorkerOptions);
