/** What Slack allows an app to post (docs.slack.dev, "Rate limits"). */
import type { Address, PaceLimit } from "../channel.ts";

/** Slack says "several hundred" messages a minute for a workspace: the fewest that can mean. */
const WORKSPACE_A_MINUTE = 200;

/** One message a second in each channel, and so many a minute in the workspace. */
export function limitsOf(to: Address): readonly PaceLimit[] {
  const [, team = "", channel = ""] = to.split(":");
  return [
    { bucket: `workspace:${team}`, count: WORKSPACE_A_MINUTE, windowMs: 60_000 },
    { bucket: `channel:${team}:${channel}`, count: 1, windowMs: 1000 },
  ];
}
