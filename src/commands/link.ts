import { existsSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { DateTime } from "luxon";
import type { Config } from "../config.ts";
import { inLanguage } from "../conversation/in-language.ts";
import { SMART_CITY_TOPICS } from "../dialog/smart-city-topics.ts";
import { findPlaces } from "../link-places.ts";
import { type ChannelLink, channelLinks } from "../links/channel-links.ts";
import { listOrigins, type Origin } from "../links/origins.ts";
import { type LinkKind, linkPayload } from "../links/payload.ts";
import { qrPng } from "../links/qr-code.ts";
import { loadCatalogue } from "../programs/catalogue.ts";
import { samplePrograms } from "../programs/sample-programs.ts";
import { findStoredProgram } from "../programs/stored-program.ts";
import { localDate } from "../understanding/local-time.ts";
import { withRedis } from "./with-redis.ts";

interface LinkOptions {
  readonly qr?: string;
  /** Which channel's link the QR code holds; the first when absent. */
  readonly channel?: string;
  readonly json?: boolean;
}

/** Prints the links that open Kutsu at a program, an interest, a topic or for a partner, and draws one as a QR code. */
export async function printLinks(
  config: Config,
  kind: LinkKind,
  id: string,
  options: LinkOptions,
): Promise<void> {
  if (options.qr !== undefined && extname(options.qr).toLowerCase() !== ".png")
    throw new Error(`Cannot draw the QR code "${options.qr}": its name must end with .png`);
  const payload = linkPayload(kind, id);
  const title = await titleOf(config, kind, id);
  const warn = (platform: string, error: unknown) =>
    process.stderr.write(
      `${platform} is left out: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  const links = channelLinks(payload, await findPlaces(config, config.publicUrl, warn));
  if (links.length === 0)
    throw new Error(
      "Cannot make a link: no channel can be opened from outside (set PUBLIC_URL, TELEGRAM_BOT_TOKEN, TEAMS_APP_ID or SLACK_BOT_TOKEN)",
    );
  const qr = options.qr === undefined ? undefined : { file: options.qr, ...chosen(links, options.channel) };
  if (qr !== undefined) drawQr(qr.file, qr.url);
  if (options.json) {
    const drawn = qr && { file: qr.file, channel: qr.channel, url: qr.url };
    process.stdout.write(`${JSON.stringify({ kind, id, payload, title, links, qr: drawn })}\n`);
    return;
  }
  process.stdout.write(inWords(links, title ?? id));
  if (qr !== undefined) process.stdout.write(`The QR code of the ${qr.channel} link is in ${qr.file}.\n`);
}

function drawQr(file: string, url: string): void {
  try {
    writeFileSync(file, qrPng(url));
  } catch (cause) {
    const folder = dirname(file);
    const why = existsSync(folder)
      ? `it cannot be written (${cause instanceof Error ? cause.message : String(cause)}; choose another place)`
      : `there is no folder "${folder}" (make it first)`;
    throw new Error(`Cannot draw the QR code "${file}": ${why}`, { cause });
  }
}

/** Prints how many conversations links began, by day, kind and id. */
export async function printOrigins(
  config: Config,
  { days, json }: { readonly days: number; readonly json?: boolean },
): Promise<void> {
  const today = DateTime.fromISO(localDate(new Date().toISOString(), config.timeZone));
  const asked = Array.from({ length: days }, (_, ago) => today.minus({ days: ago }).toISODate() ?? "");
  const origins = await withRedis(config, (redis) => listOrigins(redis, asked));
  if (json) process.stdout.write(`${JSON.stringify({ origins })}\n`);
  else if (origins.length === 0) process.stdout.write(`No links were used in the last ${days} days.\n`);
  else process.stdout.write(origins.map(lineOf).join(""));
}

function lineOf({ day, kind, id, count }: Origin): string {
  return `${day}  ${String(count).padStart(6)}  ${kind}  ${id}\n`;
}

function chosen(links: readonly ChannelLink[], channel: string | undefined): ChannelLink {
  const found = links.find((link) => (channel === undefined ? link.carries : link.channel === channel));
  if (found !== undefined) return found;
  const known = links.map((link) => link.channel).join(", ");
  throw new Error(
    channel === undefined
      ? `Cannot draw a QR code: no link carries where it leads (choose one with --channel: ${known})`
      : `Cannot draw the link of channel "${channel}": it is not configured (choose one of ${known})`,
  );
}

function inWords(links: readonly ChannelLink[], title: string): string {
  const lines = links.map(({ channel, url, carries }) => {
    const note = carries ? "" : "  (opens the app; Slack carries nothing further)";
    return `${channel.padEnd(8)}  ${url}${note}\n`;
  });
  return `${title}\n${lines.join("")}`;
}

/** The title of a program, which must be there; a topic must be, too. */
async function titleOf(config: Config, kind: LinkKind, id: string): Promise<string | undefined> {
  if (kind === "topic" && !SMART_CITY_TOPICS.some((topic) => topic === id))
    throw new Error(`Cannot link to topic "${id}": the topics are ${SMART_CITY_TOPICS.join(", ")}`);
  if (kind !== "program") return undefined;
  const { json } = await withRedis(config, loadCatalogue);
  const stored = json.get(id);
  const samples = samplePrograms(localDate(new Date().toISOString(), config.timeZone), config.timeZone);
  const program =
    stored === undefined ? samples.find((sample) => sample.id === id) : findStoredProgram(stored)?.program;
  if (program === undefined)
    throw new Error(
      `Cannot link to program "${id}": the catalogue has none with that id (see kutsu programs find)`,
    );
  return inLanguage(program.title, "fi").text;
}
