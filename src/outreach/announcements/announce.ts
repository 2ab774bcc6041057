/**
 * What staff do with an announcement: draft, change, approve, send, pause, resume, cancel. Whatever asks for it, a command or a page, who
 * may do it is decided here, in the step that does it. It sends nothing itself: `enqueue` hands the sending to the jobs.
 */
import { randomBytes, randomInt } from "node:crypto";
import { CODE_LETTERS } from "../../dialog/join-code.ts";
import type { Role, StaffMember } from "../../staff/account.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import type { Announcement, AnnouncementContent, AnnouncementStatus } from "./announcement.ts";
import { addAnnouncement, type Change, changeAnnouncement, loadAnnouncement } from "./announcement-store.ts";
import { digestOf, missingApprovals, whyNotApprove } from "./approval.ts";
import { dropLedger, freezeAudience } from "./ledger.ts";

/** Who does something, and when (ISO 8601). */
export interface Acting {
  readonly by: Pick<StaffMember, "id" | "name" | "roles">;
  readonly now: string;
}

/**
 * Tells why a content cannot be sent any more, though nobody changed it: its program was cancelled since, or is over. Undefined when
 * it can.
 */
export type WhyNoUse = (content: AnnouncementContent) => string | undefined;

/** Thrown when an announcement is in no state for what is asked. */
export class NotPossible extends Error {}

/** Hands an announcement to the jobs that send it. Done twice, it is sent once. */
export type Enqueue = (announcement: Announcement) => Promise<void>;

const ID_LENGTH = 8;

/** Writes a new announcement. Its content has been checked. With an `id` given, doing it again writes nothing. */
export async function draftAnnouncement(
  redis: KutsuRedis,
  content: AnnouncementContent,
  { by, now, id }: Acting & { readonly id?: string },
): Promise<Announcement> {
  requireRole(by, ["staff"], "draft an announcement");
  for (;;) {
    const drafted: Announcement = {
      ...{ format: 1, id: id ?? makeId(), revision: 1, status: "draft", content },
      written: { id: by.id, name: by.name, at: now },
    };
    const log = { who: by, did: "draft-announcement" };
    const isNew = await addAnnouncement(redis, { after: drafted, log }, now);
    if (isNew || id !== undefined) return drafted;
  }
}

/** Changes the content of an announcement: what was approved of it is void, also by the partner, and its frozen audience is dropped. */
export function changeContent(
  redis: KutsuRedis,
  id: string,
  { content, by, now }: Acting & { readonly content: AnnouncementContent },
): Promise<Announcement> {
  requireRole(by, ["staff"], `change announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    requireStatus(before, ["draft", "approved"], "change");
    if (digestOf(content) === digestOf(before.content)) return { after: before };
    const { approval, partnerApproval, partnerLink, partnerRefusal, frozen, ...kept } = before;
    return {
      after: { ...kept, status: "draft", content, changed: { id: by.id, name: by.name, at: now } },
      log: { who: by, did: "change-announcement" },
      done: dropping(redis, frozen),
    };
  };
  return changeAnnouncement(redis, id, { now, workOut });
}

/**
 * Approves an announcement. Once nobody's approval is missing its audience is frozen. `digest` is that of the content that was looked at:
 * when another one stands there by now, nothing is approved.
 */
export function approveAnnouncement(
  redis: KutsuRedis,
  id: string,
  {
    by,
    now,
    digest,
    onePersonApproves,
    whyNoUse,
  }: Acting & {
    readonly digest: string;
    readonly onePersonApproves: boolean;
    readonly whyNoUse?: WhyNoUse;
  },
): Promise<Announcement> {
  const workOut = (before: Announcement): Promise<Change> => {
    const why = whyNotApprove(before, by, { onePersonApproves });
    if (why !== undefined) throw cannot("approve", before, why);
    requireStatus(before, ["draft"], "approve");
    if (digestOf(before.content) !== digest)
      throw cannot("approve", before, "it was changed since you looked at it (look again)");
    requireUse(before, "approve", whyNoUse);
    const approval = { id: by.id, name: by.name, at: now, digest };
    return withApproval(redis, {
      ...{ after: { ...before, approval }, now },
      log: { who: by, did: "approve-announcement" },
    });
  };
  return changeAnnouncement(redis, id, { now, workOut });
}

/** Completes a change that brings an approval: the last one freezes the audience. */
export async function withApproval(
  redis: KutsuRedis,
  { after, log, now }: Pick<Change, "after" | "log"> & { readonly now: string },
): Promise<Change> {
  if (missingApprovals(after).length > 0) return { after, log };
  requireTime(after, "approve", now);
  // Under a name of its own: two who approve at once, or one who is late, never write to the same ledger.
  const ledger = `${after.id}-${randomBytes(6).toString("hex")}`;
  const undo = () => dropLedger(redis, ledger);
  const { content } = after;
  const { count, byChannel } = await freezeAudience(redis, { id: ledger, content }, now);
  if (count === 0) {
    await undo();
    throw cannot("approve", after, "nobody is in its audience now (see kutsu announce audience)");
  }
  return { after: { ...after, status: "approved", frozen: { ledger, at: now, byChannel } }, log, undo };
}

/** Begins to send an approved announcement, at its time. Asked for again, it is handed to the jobs again and sent once. */
export async function sendAnnouncement(
  redis: KutsuRedis,
  id: string,
  { by, now, enqueue, whyNoUse }: Acting & { readonly enqueue: Enqueue; readonly whyNoUse?: WhyNoUse },
): Promise<Announcement> {
  requireRole(by, ["staff"], `send announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    if (before.status === "sending") return { after: before };
    if (before.status === "draft") throw cannot("send", before, whatIsMissing(before));
    requireStatus(before, ["approved"], "send");
    if (missingApprovals(before).length > 0 || before.frozen === undefined)
      throw cannot("send", before, "its approval is not for what it says now (approve it again)");
    requireTime(before, "send", now);
    requireUse(before, "send", whyNoUse);
    return {
      after: { ...before, status: "sending", started: { id: by.id, name: by.name, at: now } },
      log: { who: by, did: "send-announcement" },
    };
  };
  const sent = await changeAnnouncement(redis, id, { now, workOut });
  await enqueue(sent);
  return sent;
}

/** Stops sending for a while: what is under way arrives, and nothing more begins. */
export function pauseAnnouncement(redis: KutsuRedis, id: string, { by, now }: Acting): Promise<Announcement> {
  requireRole(by, ["staff", "approver"], `pause announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    requireStatus(before, ["sending"], "pause");
    return { after: { ...before, status: "paused" }, log: { who: by, did: "pause-announcement" } };
  };
  return changeAnnouncement(redis, id, { now, workOut });
}

/** Goes on sending. */
export async function resumeAnnouncement(
  redis: KutsuRedis,
  id: string,
  { by, now, enqueue }: Acting & { readonly enqueue: Enqueue },
): Promise<Announcement> {
  requireRole(by, ["staff", "approver"], `resume announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    requireStatus(before, ["paused"], "resume");
    return { after: { ...before, status: "sending" }, log: { who: by, did: "resume-announcement" } };
  };
  const resumed = await changeAnnouncement(redis, id, { now, workOut });
  await enqueue(resumed);
  return resumed;
}

/** Ends an announcement for good. Who was told stays in its report; the jobs pass over whoever was not. */
export async function cancelAnnouncement(
  redis: KutsuRedis,
  id: string,
  { by, now, enqueue }: Acting & { readonly enqueue: Enqueue },
): Promise<Announcement> {
  requireRole(by, ["staff", "approver"], `cancel announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    requireStatus(before, ["draft", "approved", "sending", "paused"], "cancel");
    const { partnerLink, ...kept } = before;
    const cancelled: Announcement = { ...kept, status: "cancelled", ended: now };
    const log = { who: by, did: "cancel-announcement" };
    if (before.started !== undefined) return { after: cancelled, log };
    const { frozen, ...unsent } = cancelled;
    return { after: unsent, log, done: dropping(redis, frozen) };
  };
  const cancelled = await changeAnnouncement(redis, id, { now, workOut });
  if (cancelled.started !== undefined) await enqueue(cancelled);
  return cancelled;
}

/** Notes that nothing is left to send, with what came of it; one that was cancelled stays so. Done twice it changes nothing. */
export function endAnnouncement(
  redis: KutsuRedis,
  id: string,
  { now, report }: { readonly now: string; readonly report?: unknown },
): Promise<Announcement> {
  const workOut = (before: Announcement): Change => {
    const { status, started, report: known } = before;
    if (status === "sending") return { after: { ...before, status: "sent", ended: now, report } };
    const isPassedOver = status === "cancelled" && started !== undefined && known === undefined;
    return { after: isPassedOver && report !== undefined ? { ...before, report } : before };
  };
  return changeAnnouncement(redis, id, { now, workOut });
}

/** Loads what is to be looked at before it is approved, with the digest that the approval is then bound to. */
export async function loadForApproval(
  redis: KutsuRedis,
  id: string,
): Promise<{ readonly announcement: Announcement; readonly digest: string }> {
  const announcement = await loadAnnouncement(redis, id);
  return { announcement, digest: digestOf(announcement.content) };
}

/** Says in words whose approval an announcement waits for. */
function whatIsMissing(announcement: Announcement): string {
  const { id, content, partnerRefusal } = announcement;
  const missing = missingApprovals(announcement);
  if (partnerRefusal !== undefined && missing.includes("partner"))
    return `${content.partner} said no to it (change it, and make a new link: kutsu announce partner-link ${id})`;
  const steps = missing.map((who) =>
    who === "approver"
      ? `an approver has not approved it (kutsu announce approve ${id})`
      : `${content.partner} has not approved it (kutsu announce partner-link ${id})`,
  );
  return steps.join(" and ");
}

function requireRole(by: Acting["by"], needs: readonly Role[], what: string): void {
  if (needs.some((role) => by.roles.includes(role))) return;
  throw new Error(
    `Cannot ${what} as "${by.name}": it needs the role ${needs.join(" or ")}, and theirs is ${by.roles.join(", ")}`,
  );
}

const IN_WORDS: Readonly<Record<AnnouncementStatus, string>> = {
  draft: "it is a draft",
  approved: "it is approved already",
  sending: "it is being sent (cancel it to stop it for good)",
  paused: "it is paused (resume it or cancel it)",
  cancelled: "it was cancelled (draft it anew)",
  sent: "it was sent (draft a new one)",
};

function requireStatus(
  announcement: Announcement,
  allowed: readonly AnnouncementStatus[],
  verb: string,
): void {
  if (!allowed.includes(announcement.status)) throw cannot(verb, announcement, IN_WORDS[announcement.status]);
}

function requireTime(announcement: Announcement, verb: string, now: string): void {
  const { until } = announcement.content.schedule;
  if (until !== undefined && Date.parse(until) <= Date.parse(now))
    throw cannot(
      verb,
      announcement,
      `the time it had to be sent by is over, ${until} (change schedule.until)`,
    );
}

function requireUse(announcement: Announcement, verb: string, whyNoUse: WhyNoUse = () => undefined): void {
  const why = whyNoUse(announcement.content);
  if (why !== undefined) throw cannot(verb, announcement, `${why} (change it, or cancel the announcement)`);
}

function cannot(verb: string, { id }: Announcement, why: string): NotPossible {
  return new NotPossible(`Cannot ${verb} announcement "${id}": ${why}`);
}

/** Makes the clearing away of a ledger that nobody uses. When it fails it is not the change that failed: the ledger goes in time. */
function dropping(redis: KutsuRedis, frozen: Announcement["frozen"]): (() => Promise<void>) | undefined {
  return frozen && (() => dropLedger(redis, frozen.ledger).catch(() => {}));
}

function makeId(): string {
  return Array.from({ length: ID_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)])
    .join("")
    .toLowerCase();
}
