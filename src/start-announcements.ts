/** Starts what sends announcements in this process: the queue, the worker, and the minute's look for what was not handed on whole. */
import type { Channel } from "./channels/channel.ts";
import { composeAnnouncement } from "./conversation/announced.ts";
import type { TurnTools } from "./conversation/turn.ts";
import { enqueueAnnouncement, repeatMendingAnnouncements, sendAnnouncements } from "./jobs/announce.ts";
import { openQueue, startWorker } from "./jobs/queue.ts";
import type { Log } from "./log.ts";
import type { Announcement } from "./outreach/announcements/announcement.ts";
import { findAnnouncement } from "./outreach/announcements/announcement-store.ts";
import type { Pace } from "./outreach/announcements/pace.ts";
import type { SendingTools } from "./outreach/announcements/send.ts";
import type { KutsuRedis } from "./store/redis.ts";

/** What a process sends announcements with. */
export interface AnnouncementParts {
  readonly redis: KutsuRedis;
  readonly channels: readonly Channel[];
  readonly turnTools: TurnTools;
  readonly pace: Pace;
  readonly log: Log;
  /** The clock it is sent by; the machine's unless a simulation has its own. */
  readonly now?: () => number;
  /** How soon a dead process is noticed; for tests in a hurry. */
  readonly lockMs?: number;
}

/** A process that sends announcements. */
export interface Announcing {
  /** Ends soon: what is under way is finished, and the rest is left to other processes. */
  stop(): Promise<void>;
}

/** Gathers what sending works with. */
function sendingTools(parts: AnnouncementParts): SendingTools {
  const { redis, channels, turnTools, pace, log, now = Date.now } = parts;
  return {
    ...{ redis, pace, log, now, rules: turnTools.outreach },
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    read: (id) => findAnnouncement(redis, id),
    findProgram: (id) => turnTools.programs.find(id),
    compose: ({ patron, ...about }) => composeAnnouncement(patron, { ...about, tools: turnTools }),
  };
}

/** Starts sending. */
export async function startAnnouncements(parts: AnnouncementParts): Promise<Announcing> {
  const { redis, log, lockMs } = parts;
  const stopping = new AbortController();
  const queue = openQueue(redis, "announcements");
  await repeatMendingAnnouncements(queue);
  const handlers = sendAnnouncements(queue, sendingTools(parts), stopping.signal);
  const worker = startWorker(redis, { handlers, log, lockMs, name: "announcements" });
  return {
    stop: async () => {
      stopping.abort();
      await worker.close();
      await queue.close();
    },
  };
}

/** Hands an announcement to whatever process sends: for commands, which send nothing themselves. */
export async function handOver(redis: KutsuRedis, announcement: Announcement): Promise<void> {
  const queue = openQueue(redis, "announcements");
  try {
    await enqueueAnnouncement(queue, announcement);
  } finally {
    await queue.close();
  }
}
