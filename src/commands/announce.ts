/** The commands that make and steer an announcement: draft, approve, send, pause, resume, cancel, and the partner's link. */
import { readFileSync } from "node:fs";
import { lengthProblems } from "../announcement-preview.ts";
import type { Config } from "../config.ts";
import { enqueueAnnouncement } from "../jobs/announce.ts";
import { openQueue } from "../jobs/queue.ts";
import { createLog } from "../log.ts";
import { type Core, openCore } from "../main.ts";
import {
  approveAnnouncement,
  cancelAnnouncement,
  changeContent,
  draftAnnouncement,
  type Enqueue,
  loadForApproval,
  pauseAnnouncement,
  resumeAnnouncement,
  sendAnnouncement,
} from "../outreach/announcements/announce.ts";
import type { Announcement, AnnouncementContent } from "../outreach/announcements/announcement.ts";
import { whereaboutsOf } from "../outreach/announcements/approval.ts";
import { type CheckOptions, whyProgramIsNoUse } from "../outreach/announcements/check.ts";
import { type CheckedFile, checkFile, problemInWords } from "../outreach/announcements/check-file.ts";
import { countRecipients } from "../outreach/announcements/ledger.ts";
import { makePartnerLink, signPartnerLink } from "../outreach/announcements/partner-link.ts";
import type { Acting, ProgramNow } from "../outreach/announcements/requirements.ts";
import { emptySegments } from "../patrons/segments/empty-segments.ts";
import { loadCatalogue } from "../programs/catalogue.ts";
import { samplePrograms } from "../programs/sample-programs.ts";
import { findStoredProgram } from "../programs/stored-program.ts";
import { readSecret } from "../secret.ts";
import type { Role, StaffMember } from "../staff/account.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { localDate } from "../understanding/local-time.ts";
import { countsInWords, outcomeInWords, printRecord } from "./announcement-in-words.ts";
import { lookFirst, unreadTexts } from "./look-first.ts";
import { type WhoOptions, whoAsks } from "./who.ts";
import { withRedis } from "./with-redis.ts";

interface AnnounceOptions extends WhoOptions {
  readonly json?: boolean;
}

interface DraftOptions extends AnnounceOptions {
  /** Changes this announcement instead of writing a new one. */
  readonly id?: string;
  readonly allowBrokenLinks?: boolean;
}

/** Writes an announcement from a file, or changes one. With a problem anywhere in the file nothing is written. */
export async function draft(config: Config, file: string, options: DraftOptions): Promise<void> {
  const { id, json } = options;
  const source = readSource(file);
  const core = await openCore(
    config,
    "command",
    createLog(config.logLevel === "info" ? "warn" : config.logLevel),
  );
  try {
    const { redis } = core.connection;
    const by = await whoAsks({ redis, options, needs: "staff" });
    const now = new Date().toISOString();
    const checked = await checkFile(source, { ...checksOf(config, core, now), ...brokenLinks(options) });
    tellFindings(file, checked, json);
    const { content, count } = checked;
    if (content === undefined) {
      process.exitCode = 1;
      return;
    }
    const drafted =
      id === undefined
        ? await draftAnnouncement(redis, content, { by, now })
        : await changeContent(redis, id, { content, by, now });
    if (json) return printRecord(drafted);
    process.stdout.write(`${outcomeInWords(drafted)}\n`);
    if (count !== undefined) process.stdout.write(`It would reach ${countsInWords(count)}.\n`);
  } finally {
    await core.close();
  }
}

function brokenLinks({ allowBrokenLinks = false }: DraftOptions): Pick<CheckOptions, "allowsBrokenLinks"> {
  return { allowsBrokenLinks: allowBrokenLinks };
}

/** `-` is what comes from a pipe. */
function readSource(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const why = isMissing ? "there is no such file" : String((cause as Error).message);
    throw new Error(`Cannot read announcement "${file}": ${why}`, { cause });
  }
}

function checksOf(config: Config, core: Core, now: string): CheckOptions {
  const { redis } = core.connection;
  const tools = core.turnTools(config.publicUrl);
  const findTooLong = (content: AnnouncementContent) =>
    lengthProblems(
      {
        ...{ format: 1, id: "preview0", revision: 1, status: "draft", content },
        written: { id: "", name: "", at: now },
      },
      { tools, now },
    );
  return {
    ...{ now, timeZone: config.timeZone, quiet: config.quietHours, findTooLong },
    links: { development: config.development },
    findProgram: (program) => core.shelf.find(program),
    count: (content) => countRecipients(redis, content, now),
    findEmpty: (expression) => emptySegments(redis, expression),
  };
}

/** People read what is wrong on stderr; programs get all of it on stdout when nothing was drafted. */
function tellFindings(file: string, { problems, warnings }: CheckedFile, json: boolean | undefined): void {
  if (json && problems.length > 0) {
    process.stdout.write(`${JSON.stringify({ problems, warnings })}\n`);
    return;
  }
  for (const warning of warnings)
    process.stderr.write(`${problemInWords(file, { ...warning, message: `warning: ${warning.message}` })}\n`);
  for (const problem of problems) process.stderr.write(`${problemInWords(file, problem)}\n`);
  if (problems.length > 0)
    process.stderr.write(
      `Cannot draft "${file}": ${problems.length} ${problems.length === 1 ? "problem" : "problems"}; nothing was written.\n`,
    );
}

/** Approves an announcement as it was when its digest was shown; on a terminal it is shown here, and asked about. */
export async function approve(
  config: Config,
  id: string,
  options: AnnounceOptions & { readonly digest?: string },
): Promise<void> {
  const { onePersonApproves, timeZone } = config;
  await step(config, options, "approver", async (redis, acting) => {
    const { announcement, digest } = await loadForApproval(redis, id);
    for (const warning of unreadTexts(announcement, acting.by)) process.stderr.write(`warning: ${warning}\n`);
    const programNow = await lookAtPrograms(redis, config, acting.now);
    if (options.digest === undefined) await lookFirst(announcement, { ...programNow, timeZone });
    const asked = { ...acting, ...programNow, digest: options.digest ?? digest };
    return approveAnnouncement(redis, id, { ...asked, onePersonApproves });
  });
}

/** Begins to send an announcement. */
export async function send(config: Config, id: string, options: AnnounceOptions): Promise<void> {
  await step(config, options, "staff", async (redis, acting) =>
    sendAnnouncement(redis, id, { ...acting, ...(await lookAtPrograms(redis, config, acting.now)) }),
  );
}

/** Finds out what has become of programs since an announcement was drafted. */
async function lookAtPrograms(redis: KutsuRedis, { timeZone }: Config, now: string): Promise<ProgramNow> {
  const { json } = await loadCatalogue(redis);
  const samples = json.size === 0 ? samplePrograms(localDate(now, timeZone), timeZone) : [];
  const findProgram = (id: string) => {
    const stored = json.get(id);
    return stored === undefined
      ? samples.find((sample) => sample.id === id)
      : findStoredProgram(stored)?.program;
  };
  return {
    whyNoUse: (content) => whyProgramIsNoUse(content, { now, findProgram }),
    whereabouts: ({ program = "" }) => whereaboutsOf(findProgram(program)),
  };
}

/** Stops sending for a while. */
export async function pause(config: Config, id: string, options: AnnounceOptions): Promise<void> {
  await step(config, options, STEERING, (redis, acting) => pauseAnnouncement(redis, id, acting));
}

/** Goes on sending. */
export async function resume(config: Config, id: string, options: AnnounceOptions): Promise<void> {
  await step(config, options, STEERING, (redis, acting) => resumeAnnouncement(redis, id, acting));
}

/** Ends an announcement for good. */
export async function cancel(config: Config, id: string, options: AnnounceOptions): Promise<void> {
  await step(config, options, STEERING, (redis, acting) => cancelAnnouncement(redis, id, acting));
}

const STEERING: readonly Role[] = ["staff", "approver"];

/** Prints the link by which the partner approves; it is shown here only. */
export async function partnerLink(config: Config, id: string, options: AnnounceOptions): Promise<void> {
  await withRedis(config, async (redis) => {
    const by = await whoAsks({ redis, options, needs: STEERING });
    const base = config.publicUrl ?? baseHere(config);
    const claim = await makePartnerLink(redis, id, { by, now: new Date().toISOString() });
    const secret = config.secret ?? readSecret(config.dataFolder);
    const url = `${base}/partner/${signPartnerLink(claim, secret)}`;
    if (options.json)
      process.stdout.write(`${JSON.stringify({ announcement: id, url, expires: claim.expires })}\n`);
    else
      process.stdout.write(
        `${url}\n\nGive it to the partner only: whoever has it can answer, once, until ${claim.expires}. Earlier links have ended.\n`,
      );
  });
}

/** Where this machine serves, for who tries it out. */
function baseHere({ host, port }: Config): string {
  if (port === 0)
    throw new Error("Cannot make a partner's link: nobody knows where it leads (set PUBLIC_URL)");
  return `http://${host}:${port}`;
}

/** Asks who it is, takes one step, and says how the announcement is then. */
async function step(
  config: Config,
  options: AnnounceOptions,
  needs: Role | readonly Role[],
  take: (
    redis: KutsuRedis,
    acting: Acting & { readonly by: StaffMember; readonly enqueue: Enqueue },
  ) => Promise<Announcement>,
): Promise<void> {
  const after = await withRedis(config, async (redis) => {
    const by = await whoAsks({ redis, options, needs });
    const queue = openQueue(redis, "announcements");
    try {
      const enqueue = (announcement: Announcement) => enqueueAnnouncement(queue, announcement);
      return await take(redis, { by, now: new Date().toISOString(), enqueue });
    } finally {
      await queue.close();
    }
  });
  if (options.json) printRecord(after);
  else process.stdout.write(`${outcomeInWords(after)}\n`);
}
