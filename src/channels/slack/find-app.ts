import { webApi } from "@slack/bolt";

const CALL_LIMIT_MS = 10_000;

/** Asks Slack which app a bot's token is of, for links that open it. Throws when Slack does not tell. */
export async function findSlackApp({
  botToken,
  apiUrl,
}: {
  readonly botToken: string;
  readonly apiUrl: string;
}): Promise<{ readonly appId: string; readonly teamId: string | undefined }> {
  const client = new webApi.WebClient(botToken, {
    slackApiUrl: apiUrl,
    timeout: CALL_LIMIT_MS,
    logLevel: webApi.LogLevel.ERROR,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const { bot_id: bot, team_id: teamId } = await client.auth.test();
  const appId = bot === undefined ? undefined : (await client.bots.info({ bot })).bot?.app_id;
  if (appId === undefined)
    throw new Error("Cannot find the Slack app: Slack does not tell which app the token is of");
  return { appId, teamId };
}
