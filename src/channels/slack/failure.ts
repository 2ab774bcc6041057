/** What Slack's refusals mean to the one who sends: never again, later, or an ordinary failure. */
import { webApi } from "@slack/bolt";
import { NotTaken, TooFast, Undeliverable } from "../channel.ts";
import { noConnection } from "../no-connection.ts";

/** The member or channel cannot be reached, whatever is tried. */
const GONE: ReadonlySet<string> = new Set([
  "channel_not_found",
  "is_archived",
  "is_inactive",
  "not_in_channel",
  "user_not_found",
  "users_not_found",
  "user_disabled",
  "cannot_dm_bot",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "posting_to_general_channel_denied",
]);

/** Our token is the trouble, not the patron: to call a patron unreachable would be wrong. */
const TOKEN_REMEDIES: Readonly<Record<string, string>> = {
  invalid_auth: "copy the Bot User OAuth Token of the app to SLACK_BOT_TOKEN",
  not_authed: "copy the Bot User OAuth Token of the app to SLACK_BOT_TOKEN",
  token_revoked: "install the app to the workspace again and copy its new token to SLACK_BOT_TOKEN",
  token_expired:
    "turn token rotation off for the app, install it again and copy its new token to SLACK_BOT_TOKEN",
  account_inactive: "the app or its workspace was removed: install the app again and copy its new token",
  not_allowed_token_type:
    "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-; perhaps they are swapped",
  missing_scope: "make the app's manifest the one that `slack manifest` prints, and install the app again",
  messages_tab_disabled: "turn the Messages tab on in the app's settings, under App Home",
};

/** Slack's own trouble: another message would fare no better. */
const IN_TROUBLE: ReadonlySet<string> = new Set(["service_unavailable", "team_added_to_org"]);
/** After these, Slack says, some of what was asked for may have been done (docs.slack.dev, errors of chat.postMessage). */
const IN_DOUBT: ReadonlySet<string> = new Set(["fatal_error", "internal_error"]);
const HTTP_UNAVAILABLE = 503;

const BLOCKS_REFUSED: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
]);

const WAIT_UNLESS_TOLD_SECONDS = 30;

/** Turns what a call to Slack threw into what a channel throws. `doing` completes "Cannot ...". */
export function toFailure(error: unknown, doing: string): Error {
  const options = { cause: error };
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new TooFast(`Cannot ${doing}: Slack asks to wait`, error.retryAfter * 1000, options);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const { statusCode } = error;
    const message = `Cannot ${doing}: Slack answers HTTP ${statusCode}`;
    if (statusCode !== HTTP_UNAVAILABLE && (statusCode < 400 || statusCode >= 500))
      return new Error(message, options);
    const isTrouble = statusCode === HTTP_UNAVAILABLE;
    return new NotTaken(message, { ...options, reason: String(statusCode), isTrouble });
  }
  const code = refusalOf(error);
  if (code === undefined) {
    const why = error instanceof Error ? error.message : "the call failed";
    const unheard = noConnection(error);
    return unheard === undefined
      ? new Error(`Cannot ${doing}: ${why}`, options)
      : new NotTaken(`Cannot ${doing}: ${why}`, { ...options, reason: unheard, isTrouble: true });
  }
  if (GONE.has(code)) return new Undeliverable(`Cannot ${doing}: Slack answers "${code}"`, options);
  if (code === "ratelimited" || code === "rate_limited") {
    return new TooFast(`Cannot ${doing}: Slack asks to wait`, waitSeconds(error) * 1000, options);
  }
  const remedy = TOKEN_REMEDIES[code];
  const advice = remedy === undefined ? "" : `: ${remedy}`;
  if (IN_DOUBT.has(code)) return new Error(`Cannot ${doing}: Slack answers "${code}"`, options);
  const isTrouble = remedy !== undefined || IN_TROUBLE.has(code);
  return new NotTaken(`Cannot ${doing}: Slack answers "${code}"${advice}`, {
    ...options,
    reason: code,
    isTrouble,
  });
}

/** Tells whether Slack would not show blocks; it may still take the text. */
export function isBlocksRefused(error: unknown): boolean {
  const code = refusalOf(error);
  return code !== undefined && BLOCKS_REFUSED.has(code);
}

/** Tells whether Slack refuses our tokens: trying again cannot help until someone mends the settings. */
export function isTokenRefused(error: unknown): boolean {
  const code = refusalOf(error);
  return code !== undefined && Object.hasOwn(TOKEN_REMEDIES, code);
}

function refusalOf(error: unknown): string | undefined {
  const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
  // The library takes whatever it cannot read for a code.
  return code !== undefined && /^[a-z_]+$/.test(code) ? code : undefined;
}

function waitSeconds(error: unknown): number {
  const told = error instanceof webApi.WebAPIPlatformError && error.data.response_metadata?.retryAfter;
  return typeof told === "number" ? told : WAIT_UNLESS_TOLD_SECONDS;
}
