/**
 * The jobs that send announcements, one for each partition. Running one twice is safe: the ledger says who waits, and a later run ends an
 * earlier one (outreach/announcements/send.ts).
 */
import type { Queue } from "bullmq";
import { endAnnouncement } from "../outreach/announcements/announce.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { listAnnouncements } from "../outreach/announcements/announcement-store.ts";
import { readProgress } from "../outreach/announcements/ledger.ts";
import { keepReports } from "../outreach/announcements/report.ts";
import { type SendingTools, sendIn } from "../outreach/announcements/send.ts";
import { everyPartition, LEDGER_TTL_SECONDS, PARTITIONS, partitionsDoneKey } from "../store/keys.ts";
import { ATTEMPTS, type Handlers } from "./queue.ts";

const SEND = "send";
const MEND = "mend";
const MEND_EVERY_MS = 60_000;

/** What a job is about: a partition of an announcement as it was at a revision. */
interface SendData {
  readonly id: string;
  readonly partition: number;
  readonly revision: number;
}

/** Hands an announcement to the queue, once for each time it was changed: what is done finds nothing to do. */
export async function enqueueAnnouncement(queue: Queue, announcement: Announcement): Promise<void> {
  const { id, revision } = announcement;
  await queue.addBulk(
    everyPartition((partition) => ({
      name: SEND,
      data: { id, partition, revision },
      // One that failed must not keep its name from being handed on again.
      opts: { attempts: ATTEMPTS, removeOnFail: true, jobId: `${id}-${revision}-${partition}` },
    })),
  );
}

/** Hands announcements on again that are being sent, every minute: a process may have died before it had handed one on whole. */
export async function repeatMendingAnnouncements(queue: Queue): Promise<void> {
  await queue.upsertJobScheduler(MEND, { every: MEND_EVERY_MS }, { name: MEND });
}

/** Does the jobs. `signal` ends them early: what is under way is finished, and another process goes on. */
export function sendAnnouncements(queue: Queue, tools: SendingTools, signal: AbortSignal): Handlers {
  return {
    [SEND]: async ({ data }) => {
      const { id, partition, revision } = data as SendData; // as enqueueAnnouncement wrote it
      const announcement = await tools.read(id);
      // It was handed on again since, when it was resumed: that job does it.
      if (announcement === undefined || announcement.revision !== revision) return undefined;
      const end = await sendIn(partition, announcement, { tools, signal });
      if (end.kind === "later") return end.atMs;
      // Another process goes on at once; one that was paused is handed on again when it is resumed.
      if (end.kind === "stopped") return signal.aborted ? tools.now() : undefined;
      await finish(announcement, partition, tools);
      return undefined;
    },
    [MEND]: async () => {
      const { announcements } = await listAnnouncements(tools.redis);
      for (const announcement of announcements)
        if (isUnfinished(announcement)) await enqueueAnnouncement(queue, announcement);
      await keepReports(tools.redis, announcements, new Date(tools.now()).toISOString());
    },
  };
}

/** One that was cancelled while it was sent is gone through once more: nobody is to be left waiting. */
function isUnfinished({ status, started, report }: Announcement): boolean {
  return status === "sending" || (status === "cancelled" && started !== undefined && report === undefined);
}

/** The last partition ends the announcement. */
async function finish({ id, frozen }: Announcement, partition: number, tools: SendingTools): Promise<void> {
  if (frozen === undefined) return;
  const key = partitionsDoneKey(frozen.ledger);
  await tools.redis.sadd(key, partition);
  await tools.redis.expire(key, LEDGER_TTL_SECONDS);
  if ((await tools.redis.scard(key)) < PARTITIONS) return;
  const now = new Date(tools.now()).toISOString();
  await endAnnouncement(tools.redis, id, { now, report: await readProgress(tools.redis, frozen.ledger) });
}
