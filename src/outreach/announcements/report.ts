/** What came of an announcement, as numbers only: nothing in it names a patron. Kept with the announcement when its ledger is gone. */
import { z } from "zod";
import { LEDGER_TTL_SECONDS } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import type { Announcement } from "./announcement.ts";
import { changeAnnouncement } from "./announcement-store.ts";
import { beginningOf, deadlineOf } from "./decide.ts";
import { type Progress, readProgress, STATES } from "./ledger.ts";
import { REACTIONS, type Reactions, readReactions } from "./reactions.ts";

/** How an announcement stands, and what came of it so far. */
export interface Report extends Progress {
  readonly id: string;
  readonly status: Announcement["status"];
  /** How many the audience had on each channel when it was frozen. */
  readonly frozen: Readonly<Record<string, number>>;
  /** How many have no final state yet; those who are deferred are among them. */
  readonly remaining: number;
  readonly reactions: Reactions;
  /** ISO 8601, as the times after it. */
  readonly begins?: string;
  readonly ended?: string;
  /** When nobody is left at the pace so far, but for those who are deferred; absent while nothing can be said. */
  readonly expectedEnd?: string;
}

const count = z.number();
const keptSchema = z.object({
  total: count,
  byState: z.partialRecord(z.enum(STATES), count),
  byChannel: z.record(z.string(), z.partialRecord(z.enum(STATES), count)),
  failures: z.array(z.object({ channel: z.string(), reason: z.string(), count })),
  reactions: z.partialRecord(z.enum(REACTIONS), count).optional(),
});

/** How far it was at an earlier moment (ms): the pace since tells more than the one since the beginning. */
export interface Earlier {
  readonly atMs: number;
  readonly done: number;
}

/** Reads the report of an announcement: from its ledger while there is one, later as it was kept. */
export async function readReport(
  redis: KutsuRedis,
  announcement: Announcement,
  { now, earlier }: { readonly now: string; readonly earlier?: Earlier },
): Promise<Report> {
  const { id, status, frozen, started, ended } = announcement;
  const { reactions, ...progress } = await readNumbers(redis, announcement);
  const { pending, sending, deferred } = progress.byState;
  const remaining = pending + sending + deferred;
  const begins = started && new Date(beginningOf(announcement)).toISOString();
  const expectedEnd =
    status === "sending"
      ? expectedEndOf(announcement, { ...progress, remaining }, { now, earlier })
      : undefined;
  return {
    ...{ id, status, ...progress, frozen: frozen?.byChannel ?? {}, remaining, reactions },
    ...(begins !== undefined && { begins }),
    ...(ended !== undefined && { ended }),
    ...(expectedEnd !== undefined && { expectedEnd }),
  };
}

/** So long before a ledger is gone its numbers are kept: time enough to notice that they are not. */
const KEPT_BEFORE_MS = 10 * 24 * 3600 * 1000;

/** Keeps the numbers of announcements that are over, before their ledgers are gone. Twice is harmless. */
export async function keepReports(
  redis: KutsuRedis,
  announcements: readonly Announcement[],
  now: string,
): Promise<void> {
  for (const announcement of announcements)
    if (isFading(announcement, now)) await keepReport(redis, announcement.id, now);
}

function isFading({ ended, frozen, report }: Announcement, now: string): boolean {
  if (ended === undefined || frozen === undefined) return false;
  const ageMs = Date.parse(now) - Date.parse(frozen.at);
  const isDue = ageMs > LEDGER_TTL_SECONDS * 1000 - KEPT_BEFORE_MS && ageMs < LEDGER_TTL_SECONDS * 1000;
  return isDue && keptSchema.safeParse(report).data?.reactions === undefined;
}

async function keepReport(redis: KutsuRedis, id: string, now: string): Promise<void> {
  await changeAnnouncement(redis, id, {
    now,
    workOut: async (before) => {
      const report = await readNumbers(redis, before);
      return { after: report.total === 0 ? before : { ...before, report } };
    },
  });
}

async function readNumbers(
  redis: KutsuRedis,
  { id, frozen, report }: Announcement,
): Promise<Progress & { readonly reactions: Reactions }> {
  const kept = keptSchema.safeParse(report).data;
  const [live, seen] = await Promise.all([
    readProgress(redis, frozen?.ledger ?? id),
    readReactions(redis, id),
  ]);
  // Marks go with patrons who were forgotten since, and after their time; a count that was kept does not.
  const reactions = Object.fromEntries(
    REACTIONS.map((kind) => [kind, Math.max(seen[kind], kept?.reactions?.[kind] ?? 0)]),
  ) as Reactions; // one of each kind
  if (live.total > 0 || kept === undefined) return { ...live, reactions };
  const { total, byChannel, failures } = kept;
  return { total, byState: { ...live.byState, ...kept.byState }, byChannel, failures, reactions };
}

function expectedEndOf(
  announcement: Announcement,
  { total, remaining, byState }: Pick<Report, "total" | "remaining" | "byState">,
  { now, earlier }: { readonly now: string; readonly earlier?: Earlier },
): string | undefined {
  const nowMs = Date.parse(now);
  const waiting = byState.pending + byState.sending;
  const since = earlier ?? { atMs: beginningOf(announcement), done: 0 };
  const perMs = (total - remaining - since.done) / (nowMs - since.atMs);
  if (waiting === 0 || !(perMs > 0)) return undefined;
  const { spreadHours = 0 } = announcement.content.schedule;
  const spreadMs = spreadHours === 0 ? 0 : beginningOf(announcement) + spreadHours * 3600_000;
  const endMs = Math.min(Math.max(nowMs + waiting / perMs, spreadMs), deadlineOf(announcement));
  return new Date(endMs).toISOString();
}

/** Writes a report as CSV (RFC 4180), a number a line. No cell can be taken for a formula. */
export function reportCsv({ id, frozen, byState, byChannel, failures, reactions }: Report): string {
  const rows: (readonly [kind: string, channel: string, name: string, count: number])[] = [
    ...Object.entries(frozen).map(([channel, many]) => ["audience", channel, "", many] as const),
    ...Object.entries(byState).map(([state, many]) => ["state", "all", state, many] as const),
    ...Object.entries(byChannel).flatMap(([channel, states]) =>
      Object.entries(states).map(([state, many = 0]) => ["state", channel, state, many] as const),
    ),
    ...failures.map(({ channel, reason, count }) => ["failure", channel, reason, count] as const),
    ...REACTIONS.map((kind) => ["reaction", "all", kind, reactions[kind]] as const),
  ];
  const lines = [["announcement", "kind", "channel", "name", "count"], ...rows.map((row) => [id, ...row])];
  return lines.map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("");
}

/** What a spreadsheet takes for a formula begins with an apostrophe, which it takes for text. */
function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
