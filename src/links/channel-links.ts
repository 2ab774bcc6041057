/** Makes the links with which a channel is opened, each in the form that its platform documents. */
import { deepLink } from "../channels/telegram/deep-link.ts";

/** Where Kutsu can be opened; absent is what is not configured. */
export interface LinkPlaces {
  /** Where the web chat is, without a slash at the end. */
  readonly publicUrl?: string;
  /** The bot's name without the @. */
  readonly telegram?: string;
  readonly teams?: { readonly appId: string; readonly tenantId?: string };
  readonly slack?: { readonly appId: string; readonly teamId?: string };
}

/** A link that opens a channel. */
export interface ChannelLink {
  readonly channel: "web" | "telegram" | "teams" | "slack";
  readonly url: string;
  /** False where the platform has no way to carry the payload: the patron says it instead. */
  readonly carries: boolean;
}

/**
 * Links to every place that is configured, for a payload such as `program:aGVsbWV0OjE`.
 *
 * Teams puts the payload into the patron's message, who sends it; Slack only opens the app.
 */
export function channelLinks(payload: string, places: LinkPlaces): readonly ChannelLink[] {
  const { publicUrl, telegram, teams, slack } = places;
  const start = encodeURIComponent(payload).replaceAll("%3A", ":");
  return [
    ...(publicUrl ? [carrying("web", `${publicUrl}/?start=${start}`)] : []),
    ...(telegram ? [carrying("telegram", deepLink(telegram, payload))] : []),
    ...(teams ? [carrying("teams", teamsLink(payload, teams))] : []),
    ...(slack ? [{ channel: "slack", url: slackLink(slack), carries: false } as const] : []),
  ];
}

function carrying(channel: ChannelLink["channel"], url: string): ChannelLink {
  return { channel, url, carries: true };
}

/** The chat with a bot is the chat with `28:<app id>`. */
function teamsLink(payload: string, { appId, tenantId }: NonNullable<LinkPlaces["teams"]>): string {
  const query = new URLSearchParams({
    ...(tenantId !== undefined && { tenantId }),
    users: `28:${appId}`,
    message: `/start ${payload}`,
  });
  return `https://teams.microsoft.com/l/chat/0/0?${query.toString().replaceAll("+", "%20")}`;
}

function slackLink({ appId, teamId }: NonNullable<LinkPlaces["slack"]>): string {
  const query = new URLSearchParams({ app: appId, ...(teamId !== undefined && { team: teamId }) });
  return `https://slack.com/app_redirect?${query}`;
}
