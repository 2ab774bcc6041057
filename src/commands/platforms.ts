import { writeFileSync } from "node:fs";
import { slackManifest } from "../channels/slack/manifest.ts";
import { buildAppPackage } from "../channels/teams/app-package.ts";
import type { Config } from "../config.ts";

/** Writes the Teams app package, which an administrator uploads. */
export async function writeTeamsPackage(
  { teams, publicUrl }: Config,
  { out, json }: { readonly out: string; readonly json?: boolean },
): Promise<void> {
  if (teams?.appId === undefined || publicUrl === undefined) {
    const missing = teams?.appId === undefined ? "TEAMS_APP_ID" : "PUBLIC_URL";
    throw new Error(`Cannot make the Teams app package: ${missing} is missing (see docs/teams.md)`);
  }
  const file = buildAppPackage({ appId: teams.appId, publicUrl });
  writeFileSync(out, file);
  const told = json
    ? JSON.stringify({ file: out, bytes: file.length })
    : `${out} is written. Upload it in the Teams admin center.`;
  process.stdout.write(`${told}\n`);
}

/** Prints the Slack app manifest, which is pasted where an app is made. */
export async function printSlackManifest(
  { slack, publicUrl }: Config,
  { json }: { readonly json?: boolean },
): Promise<void> {
  // Slack cannot reach a Kutsu without a public address: then Kutsu opens the connection.
  const socketMode = slack?.appToken !== undefined || publicUrl === undefined;
  const yaml = slackManifest({ publicUrl, socketMode });
  process.stdout.write(json ? `${JSON.stringify({ yaml })}\n` : yaml);
}
