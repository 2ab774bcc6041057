/**
 * Opens the channels of the platforms that are configured. A platform's library is loaded only when its channel is on,
 * so that a start without any is fast.
 */
import { createHmac } from "node:crypto";
import type { Channel, SpokenChoice } from "./channels/channel.ts";
import type { Config } from "./config.ts";
import { createChannelMemory } from "./conversation/channel-memory.ts";
import type { Speaker } from "./conversation/speak.ts";
import type { LocaleKey } from "./dialog/words.ts";
import type { Log } from "./log.ts";
import type { KutsuRedis } from "./store/redis.ts";
import { LANGUAGES, type Language } from "./understanding/understood.ts";

/** What the platforms' channels are opened with. */
export interface PlatformParts {
  readonly config: Config;
  readonly redis: KutsuRedis;
  readonly speaker: Speaker;
  readonly secret: string;
  readonly log: Log;
}

/** Opens a channel for each platform whose settings are there. */
export async function openPlatforms(parts: PlatformParts): Promise<readonly Channel[]> {
  const { telegram, teams, slack } = parts.config;
  const channels = await Promise.all([
    ...(telegram === undefined ? [] : [openTelegram(telegram, parts)]),
    ...(teams === undefined ? [] : [openTeams(teams, parts)]),
    ...(slack === undefined ? [] : [openSlack(slack, parts)]),
  ]);
  return channels;
}

/** Says for each platform that is off what would switch it on. */
export function platformsOff({ telegram, teams, slack }: Config): readonly string[] {
  return [
    ...(telegram === undefined
      ? ["Telegram is off: TELEGRAM_BOT_TOKEN is not set (see docs/telegram.md)"]
      : []),
    ...(teams === undefined ? ["Teams is off: TEAMS_APP_ID is not set (see docs/teams.md)"] : []),
    ...(slack === undefined ? ["Slack is off: SLACK_BOT_TOKEN is not set (see docs/slack.md)"] : []),
  ];
}

async function openTelegram(
  { token, apiRoot }: NonNullable<Config["telegram"]>,
  { config, redis, speaker, secret, log }: PlatformParts,
): Promise<Channel> {
  const { TelegramChannel } = await import("./channels/telegram/channel.ts");
  const describe = (language: Language) => {
    const say = (key: LocaleKey) => speaker.phrase(key, language);
    return {
      about: say("platforms.telegram.about"),
      short: say("platforms.telegram.short"),
      commands: {
        start: say("platforms.telegram.commands.start"),
        help: say("platforms.telegram.commands.help"),
        language: say("platforms.telegram.commands.language"),
        mydata: say("platforms.telegram.commands.mydata"),
        stop: say("platforms.telegram.commands.stop"),
      },
    };
  };
  return new TelegramChannel({
    token,
    apiRoot,
    webhookSecret: createHmac("sha256", secret).update("telegram-webhook").digest("base64url"),
    publicUrl: config.publicUrl,
    descriptions: { fi: describe("fi"), en: describe("en") },
    memory: createChannelMemory(redis, "telegram"),
    onError: (error, what) => log.warn({ err: error, what }, "Telegram met a problem"),
  });
}

async function openTeams(
  settings: NonNullable<Config["teams"]>,
  { config, redis, log }: PlatformParts,
): Promise<Channel> {
  const { TeamsChannel } = await import("./channels/teams/channel.ts");
  return new TeamsChannel({
    settings,
    development: config.development,
    memory: createChannelMemory(redis, "teams"),
    onError: (error, what) => log.warn({ err: error, what }, "Teams met a problem"),
  });
}

async function openSlack(
  settings: NonNullable<Config["slack"]>,
  { redis, speaker, log }: PlatformParts,
): Promise<Channel> {
  const { SlackChannel } = await import("./channels/slack/channel.ts");
  return new SlackChannel({
    config: settings,
    memory: createChannelMemory(redis, "slack"),
    texts: {
      home: (language) => homeOf(speaker, language),
      commandAnswered: LANGUAGES.map((known) =>
        speaker.phrase("platforms.slack.commandAnswered", known),
      ).join(" / "),
    },
    onError: (error, what) => log.warn({ err: error, what }, "Slack met a problem"),
  });
}

/** The Home tab of Slack, in the member's language, or in both while it is not known. */
function homeOf(
  speaker: Speaker,
  tag: string | undefined,
): { title: string; text: string; choices: SpokenChoice[] } {
  const known = LANGUAGES.find((language) => tag?.toLowerCase().startsWith(language));
  const spoken = known === undefined ? LANGUAGES : [known];
  const offered = ["recommend", "smart-city", "feedback"] as const;
  return {
    title: "Kutsu",
    text: spoken.map((language) => speaker.phrase("platforms.slack.home", language)).join("\n\n"),
    choices: offered.map((name) => ({
      value: `open:${name}`,
      label: speaker.phrase(`home.choice.${name}`, known ?? "fi"),
    })),
  };
}
