/**
 * What staff do with an announcement: draft, change, approve, send, pause, resume, cancel. Whatever asks for it, a command or a page, who
 * may do it is decided here, in the step that does it. It sends nothing itself: `enqueue` hands the sending to the jobs.
 */
import { randomBytes, randomInt } from "node:crypto";
import { CODE_LETTERS } from "../../dialog/join-code.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import type { Announcement, AnnouncementContent } from "./announcement.ts";
import { addAnnouncement, type Change, changeAnnouncement, loadAnnouncement } from "./announcement-store.ts";
import { digestOf, missingApprovals, renewed, whyNotApprove, whyOutdated } from "./approval.ts";
import { dropLedger, freezeAudience } from "./ledger.ts";
import {
  type Acting,
  cannot,
  type ProgramNow,
  requireAudience,
  requireRole,
  requireStatus,
  requireTime,
  requireUse,
  whatIsMissing,
} from "./requirements.ts";

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
    const { approval, partnerApproval, partnerLink, partnerRefusal, partnerHindered, frozen, ...kept } =
      before;
    const changed = { id: by.id, name: by.name, at: now };
    return {
      after: { ...kept, status: "draft", content, changed, changedBefore: changersOf(before) },
      log: { who: by, did: "change-announcement" },
      done: dropping(redis, frozen),
    };
  };
  return changeAnnouncement(redis, id, { now, workOut });
}

/** Everybody who changed the content so far, each once. */
function changersOf({ changedBefore = [], changed }: Announcement): Announcement["changedBefore"] {
  if (changed === undefined) return undefined;
  return [...changedBefore.filter(({ id }) => id !== changed.id), changed];
}

/**
 * Approves an announcement. Once nobody's approval is missing its audience is frozen. `digest` is that of the content that was looked at:
 * when another one stands there by now, nothing is approved. One that was approved can be approved again when it is outdated.
 */
export function approveAnnouncement(
  redis: KutsuRedis,
  id: string,
  {
    by,
    now,
    digest,
    onePersonApproves,
    ...programNow
  }: Acting & ProgramNow & { readonly digest: string; readonly onePersonApproves: boolean },
): Promise<Announcement> {
  const workOut = async (stored: Announcement): Promise<Change> => {
    const program = programNow.whereabouts?.(stored.content);
    const before = renewed(stored, { now, program });
    const why = whyNotApprove(before, by, { onePersonApproves });
    if (why !== undefined) throw cannot("approve", before, why);
    requireStatus(before, ["draft"], "approve");
    if (digestOf(before.content) !== digest)
      throw cannot("approve", before, "it was changed since you looked at it (look again)");
    requireAudience(before, "approve");
    requireUse(before, "approve", programNow);
    const approval = { id: by.id, name: by.name, at: now, digest, ...(program && { program }) };
    const change = await withApproval(redis, {
      ...{ after: { ...before, approval }, now },
      log: { who: by, did: "approve-announcement" },
    });
    return { ...change, done: dropping(redis, stored.frozen) };
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
  { by, now, enqueue, ...programNow }: Acting & ProgramNow & { readonly enqueue: Enqueue },
): Promise<Announcement> {
  requireRole(by, ["staff"], `send announcement "${id}"`);
  const workOut = (before: Announcement): Change => {
    if (before.status === "sending") return { after: before };
    if (before.status === "draft") throw cannot("send", before, whatIsMissing(before));
    requireStatus(before, ["approved"], "send");
    if (missingApprovals(before).length > 0 || before.frozen === undefined)
      throw cannot("send", before, "its approval is not for what it says now (approve it again)");
    requireTime(before, "send", now);
    requireUse(before, "send", programNow);
    const outdated = whyOutdated(before, { now, program: programNow.whereabouts?.(before.content) });
    if (outdated !== undefined)
      throw cannot("send", before, `${outdated} (approve it again: kutsu announce approve ${id})`);
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
    const outdated = whyOutdated(before, { now });
    if (outdated !== undefined)
      throw cannot(
        "resume",
        before,
        `${outdated} (cancel it, and draft it anew for whoever was not sent it)`,
      );
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

/** Makes the clearing away of a ledger that nobody uses. When it fails it is not the change that failed: the ledger goes in time. */
function dropping(redis: KutsuRedis, frozen: Announcement["frozen"]): (() => Promise<void>) | undefined {
  return frozen && (() => dropLedger(redis, frozen.ledger).catch(() => {}));
}

function makeId(): string {
  return Array.from({ length: ID_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)])
    .join("")
    .toLowerCase();
}
