/** Finds out where Kutsu can be opened: what the settings tell, and what the platforms tell about the bot. */
import type { Config } from "./config.ts";
import type { LinkPlaces } from "./links/channel-links.ts";

/** How long a platform may take to say who the bot is. */
const CALL_LIMIT_MS = 10_000;

/** What the settings alone tell. */
export function knownPlaces({ teams }: Config, publicUrl: string | undefined): LinkPlaces {
  return {
    ...(publicUrl !== undefined && { publicUrl }),
    ...(teams?.appId !== undefined && {
      teams: { appId: teams.appId, ...(teams.tenantId !== undefined && { tenantId: teams.tenantId }) },
    }),
  };
}

/** Asks the platforms, too; one that does not answer is told and left out. */
export async function findPlaces(
  config: Config,
  publicUrl: string | undefined,
  onError: (platform: string, error: unknown) => void,
): Promise<LinkPlaces> {
  const ask = async <Found>(platform: string, find: () => Promise<Found>): Promise<Found | undefined> => {
    try {
      return await find();
    } catch (error) {
      onError(platform, error);
      return undefined;
    }
  };
  const [telegram, slack] = await Promise.all([
    config.telegram && ask("Telegram", () => findTelegramBot(config.telegram)),
    config.slack && ask("Slack", () => findSlack(config.slack)),
  ]);
  return { ...knownPlaces(config, publicUrl), ...(telegram && { telegram }), ...(slack && { slack }) };
}

async function findTelegramBot(telegram: Config["telegram"]): Promise<string | undefined> {
  if (telegram === undefined) return undefined;
  const { BotApi } = await import("./channels/telegram/bot-api.ts");
  return (await new BotApi({ ...telegram, timeoutMs: CALL_LIMIT_MS }).whoAmI()).username;
}

async function findSlack(slack: Config["slack"]): Promise<LinkPlaces["slack"]> {
  if (slack === undefined) return undefined;
  const { findSlackApp } = await import("./channels/slack/find-app.ts");
  const { appId, teamId } = await findSlackApp(slack);
  return { appId, ...(teamId !== undefined && { teamId }) };
}
