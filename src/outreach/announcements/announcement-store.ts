/**
 * Keeps announcements. Every change is worked out from a record at one revision and refused by Redis when another one came first; then
 * it is worked out again. What staff did stands in the audit log in the same step.
 */
import type { Who } from "../../staff/account.ts";
import { AUDIT_ENTRIES, auditEntry } from "../../staff/audit.ts";
import {
  ANNOUNCEMENT_TTL_SECONDS,
  AUDIT_TTL_SECONDS,
  announcementKey,
  announcementsKey,
  auditKey,
} from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";
import { type Announcement, announcementSchema } from "./announcement.ts";

const MAX_ATTEMPTS = 20;

/** One change of an announcement. */
export interface Change {
  /** Its revision is counted by the store. */
  readonly after: Announcement;
  /** For the audit log; absent where it is nobody of the staff who does it. */
  readonly log?: { readonly who: Who; readonly did: string; readonly about?: string };
  /** Takes back what was prepared, when another change came first. */
  readonly undo?: () => Promise<void>;
  /** Clears away what is of no use any more, once the change is made. */
  readonly done?: () => Promise<void>;
}

/** Finds an announcement. Throws when what is stored cannot be read: then nothing may be sent. */
export async function findAnnouncement(redis: KutsuRedis, id: string): Promise<Announcement | undefined> {
  const stored = await redis.hget(announcementKey(id), "record");
  return stored === null ? undefined : parseAnnouncement(id, stored);
}

/** Loads an announcement that must be there. */
export async function loadAnnouncement(redis: KutsuRedis, id: string): Promise<Announcement> {
  const found = await findAnnouncement(redis, id);
  if (found === undefined)
    throw new Error(`Cannot find announcement "${id}": there is none with that id (see kutsu announce list)`);
  return found;
}

/** Lists announcements, those changed last first; what is wrong with those that cannot be read beside them. */
export async function listAnnouncements(redis: KutsuRedis): Promise<{
  readonly announcements: readonly Announcement[];
  readonly unreadable: readonly Error[];
}> {
  const ids = await redis.zrevrange(announcementsKey, 0, -1);
  const announcements: Announcement[] = [];
  const unreadable: Error[] = [];
  for (const id of ids) {
    try {
      const found = await findAnnouncement(redis, id);
      if (found !== undefined) announcements.push(found);
    } catch (error) {
      unreadable.push(error as Error);
    }
  }
  return { announcements, unreadable };
}

/** Adds an announcement; false when there is one with its id already. */
export function addAnnouncement(redis: KutsuRedis, change: Change, now: string): Promise<boolean> {
  return commit(redis, { change, revision: 0, now });
}

/** Changes an announcement, however many others do. Gives it as it is then; a change that is the same as before is none. */
export async function changeAnnouncement(
  redis: KutsuRedis,
  id: string,
  { now, workOut }: { readonly now: string; workOut(before: Announcement): Change | Promise<Change> },
): Promise<Announcement> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const before = await loadAnnouncement(redis, id);
    const change = await workOut(before);
    if (change.after === before) return before;
    const { revision } = before;
    if (await commit(redis, { change, revision, now })) {
      await change.done?.();
      return { ...change.after, revision: revision + 1 };
    }
    await change.undo?.();
  }
  throw new Error(`Cannot change announcement "${id}": others change it all the time (try again later)`);
}

async function commit(
  redis: KutsuRedis,
  {
    change: { after, log },
    revision,
    now,
  }: { readonly change: Change; readonly revision: number; readonly now: string },
): Promise<boolean> {
  const { id } = after;
  // Read as it will be read: what could not be is not stored.
  const record = announcementSchema.parse({ ...after, revision: revision + 1 });
  const entry =
    log === undefined ? "" : auditEntry({ at: now, who: log.who, did: log.did, about: log.about ?? id });
  const changed = await redis.eval(
    ...[
      readScript("audit.lua", "change-announcement.lua"),
      3,
      announcementKey(id),
      announcementsKey,
      auditKey,
    ],
    ...[revision, id, JSON.stringify(record), Date.parse(now), ANNOUNCEMENT_TTL_SECONDS],
    ...[entry, AUDIT_ENTRIES, AUDIT_TTL_SECONDS],
  );
  return changed === 1;
}

function parseAnnouncement(id: string, stored: string): Announcement {
  try {
    return announcementSchema.parse(JSON.parse(stored));
  } catch (cause) {
    throw new Error(
      `Cannot read announcement "${id}": it is not in a form this version knows (restore it from a backup)`,
      { cause },
    );
  }
}
