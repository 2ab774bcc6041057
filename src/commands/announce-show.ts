/** The commands that look at announcements: list, show, audience, preview, status, report. */
import { createHmac, randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { PREVIEWED, type PreviewLanguage, previewAnnouncement } from "../announcement-preview.ts";
import type { Config } from "../config.ts";
import { tryAnnouncement } from "../conversation/try-announcement.ts";
import { createLog } from "../log.ts";
import { openCore } from "../main.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { listAnnouncements, loadAnnouncement } from "../outreach/announcements/announcement-store.ts";
import { draftFileOf } from "../outreach/announcements/draft-file-of.ts";
import { audienceOf, countRecipients } from "../outreach/announcements/ledger.ts";
import { type Earlier, type Report, readReport, reportCsv } from "../outreach/announcements/report.ts";
import { requireAudience } from "../outreach/announcements/requirements.ts";
import { listAudience, type Recipient } from "../patrons/segments/audience.ts";
import { readSecret } from "../secret.ts";
import type { KutsuRedis } from "../store/redis.ts";
import {
  announcementInWords,
  barOf,
  countsInWords,
  lineOf,
  printRecord,
  reportInWords,
} from "./announcement-in-words.ts";
import { type WhoOptions, whoAsks } from "./who.ts";
import { withRedis } from "./with-redis.ts";

interface ShowOptions {
  readonly json?: boolean;
}

/** Prints the announcements, those changed last first; ends with 1 when one cannot be read. */
export async function list(config: Config, { json }: ShowOptions): Promise<void> {
  const { announcements, unreadable } = await withRedis(config, listAnnouncements);
  for (const announcement of announcements) {
    if (json) printRecord(announcement);
    else process.stdout.write(`${lineOf(announcement, config.timeZone)}\n`);
  }
  if (!json && announcements.length + unreadable.length === 0)
    process.stdout.write("No announcements yet: kutsu announce draft FILE.yaml writes one.\n");
  for (const { message } of unreadable) process.stderr.write(`${message}\n`);
  if (unreadable.length > 0) process.exitCode = 1;
}

/** Prints an announcement whole, or as the file that it could have been drafted from. */
export async function show(
  config: Config,
  id: string,
  { json, yaml }: ShowOptions & { readonly yaml?: boolean },
): Promise<void> {
  const announcement = await withRedis(config, (redis) => loadAnnouncement(redis, id));
  if (yaml) process.stdout.write(draftFileOf(announcement.content, config.timeZone));
  else if (json) printRecord(announcement);
  else process.stdout.write(`${announcementInWords(announcement, config.timeZone)}\n`);
}

const SAMPLE = 5;

/** Prints whom an announcement would reach now, and a few of them under names that mean nothing elsewhere. */
export async function audience(config: Config, id: string, { json }: ShowOptions): Promise<void> {
  await withRedis(config, async (redis) => {
    const announcement = await loadAnnouncement(redis, id);
    requireAudience(announcement, "count the audience of");
    const now = new Date().toISOString();
    const counted = await countRecipients(redis, announcement.content, now);
    const secret = config.secret ?? readSecret(config.dataFolder);
    const sample = await sampleOf(redis, announcement, { now, secret });
    if (json) process.stdout.write(`${JSON.stringify({ announcement: id, ...counted, sample })}\n`);
    else
      process.stdout.write(
        `It would reach ${countsInWords(counted)}.\n${sample
          .map(
            ({ name, channel, language }) =>
              `  ${name}  ${channel ?? "no channel"}  ${language ?? "no language"}\n`,
          )
          .join("")}`,
      );
  });
}

interface Sampled extends Omit<Recipient, "patron"> {
  readonly name: string;
}

/** Picks some by chance. Of so few that the sample would be all of them none are shown. */
async function sampleOf(
  redis: KutsuRedis,
  { id, content }: Announcement,
  { now, secret }: { readonly now: string; readonly secret: string },
): Promise<readonly Sampled[]> {
  const picked: Recipient[] = [];
  let seen = 0;
  for await (const recipient of listAudience(redis, audienceOf(content), now)) {
    seen += 1;
    // Each of those seen so far has the same chance to be among the picked (Vitter's algorithm R).
    const at = seen <= SAMPLE ? seen - 1 : randomInt(seen);
    if (at < SAMPLE) picked[at] = recipient;
  }
  if (seen <= SAMPLE) return [];
  return picked.map(({ patron, channel, language }) => ({
    name: createHmac("sha256", secret).update(`sample:${id}:${patron}`).digest("base64url").slice(0, 6),
    channel,
    language,
  }));
}

interface PreviewOptions extends ShowOptions, WhoOptions {
  readonly language?: PreviewLanguage;
  readonly channel?: string;
  readonly sendTo?: string;
}

/** Prints an announcement as patrons will see it, or sends it to whoever asks. */
export async function preview(config: Config, id: string, options: PreviewOptions): Promise<void> {
  if (options.sendTo !== undefined) return sendToMe(config, id, options);
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const core = await openCore(config, "command", log);
  try {
    const announcement = await loadAnnouncement(core.connection.redis, id);
    const looking = { tools: core.turnTools(config.publicUrl), now: new Date().toISOString() };
    const { texts } = announcement.content;
    const languages = (["fi", "en", "sv"] as const).filter((language) => texts[language] !== undefined);
    const shown = (options.language === undefined ? languages : [options.language]).flatMap((language) =>
      (options.channel === undefined ? PREVIEWED : [options.channel]).map((channel) => ({
        ...{ channel, language },
        text: previewAnnouncement(announcement, { channel, language, ...looking }),
      })),
    );
    for (const one of shown) {
      if (options.json) process.stdout.write(`${JSON.stringify(one)}\n`);
      else process.stdout.write(`=== ${one.channel}, ${one.language} ===\n\n${one.text}\n\n`);
    }
  } finally {
    await core.close();
  }
}

async function sendToMe(config: Config, id: string, options: PreviewOptions): Promise<void> {
  if (options.sendTo !== "me")
    throw new Error(`Cannot send a preview to "${options.sendTo}": it is only sent to you (--send-to me)`);
  await withRedis(config, async (redis) => {
    const { name, addresses } = await whoAsks({ redis, options, needs: ["staff", "approver"] });
    await loadAnnouncement(redis, id);
    if (addresses.length === 0)
      throw new Error(
        `Cannot send a preview to "${name}": the account has no address (an admin adds one: kutsu staff add NAME --address ADDRESS)`,
      );
    const now = new Date().toISOString();
    for (const to of addresses) await tryAnnouncement(redis, id, { to, now });
    if (options.json) process.stdout.write(`${JSON.stringify({ announcement: id, sentTo: addresses })}\n`);
    else
      process.stdout.write(`Sent to ${addresses.join(", ")}; a running server delivers it within seconds.\n`);
  });
}

/** How often a follower looks, and how often one tells who has no terminal. */
const LOOK_EVERY_MS = 1000;
const TELL_EVERY_MS = 5000;
/** The pace is that of the last looks. */
const PACE_LOOKS = 30;

/** Prints how far an announcement is; with `follow` until it is no longer being sent. */
export async function status(
  config: Config,
  id: string,
  { json, follow }: ShowOptions & { readonly follow?: boolean },
): Promise<void> {
  await withRedis(config, async (redis) => {
    const last = follow ? await followed(redis, id, config.timeZone) : await look(redis, id);
    if (json) process.stdout.write(`${JSON.stringify(last)}\n`);
    else process.stdout.write(`${reportInWords(last, config.timeZone)}\n`);
  });
}

async function look(redis: KutsuRedis, id: string, earlier?: Earlier): Promise<Report> {
  const announcement = await loadAnnouncement(redis, id);
  return readReport(redis, announcement, { now: new Date().toISOString(), earlier });
}

/** Shows a bar on stderr until the announcement is no longer being sent. */
async function followed(redis: KutsuRedis, id: string, timeZone: string): Promise<Report> {
  const { stderr } = process;
  const looks: Earlier[] = [];
  let told = { line: "", atMs: Number.NEGATIVE_INFINITY };
  for (;;) {
    const report = await look(redis, id, looks[0]);
    looks.push({ atMs: Date.now(), done: report.total - report.remaining });
    if (looks.length > PACE_LOOKS) looks.shift();
    const line = barOf(report, timeZone);
    const isDue = performance.now() - told.atMs >= TELL_EVERY_MS && line !== told.line;
    if (stderr.isTTY) stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
    else if (isDue) stderr.write(`${line}\n`);
    if (isDue) told = { line, atMs: performance.now() };
    if (report.status !== "sending") {
      if (stderr.isTTY) stderr.write("\r\x1b[K");
      return report;
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** Prints what came of an announcement, and writes it to a file for a spreadsheet. */
export async function report(
  config: Config,
  id: string,
  { json, csv }: ShowOptions & { readonly csv?: string },
): Promise<void> {
  const found = await withRedis(config, (redis) => look(redis, id));
  if (csv !== undefined) writeCsv(csv, reportCsv(found));
  if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else process.stdout.write(`${reportInWords(found, config.timeZone)}\n`);
  if (csv !== undefined) process.stderr.write(`The numbers are in ${csv}.\n`);
}

function writeCsv(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot write the report to "${file}": ${why} (choose another place)`, { cause });
  }
}
