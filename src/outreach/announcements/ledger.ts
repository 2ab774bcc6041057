import {
  type AudienceCount,
  audienceArguments,
  countAudience,
  operandsFirst,
  sumOf,
} from "../../patrons/segments/audience.ts";
import { type Expression, segmentTerm } from "../../patrons/segments/expression.ts";
import { readExpression } from "../../patrons/segments/read-expression.ts";
import {
  everyPartition,
  LEDGER_TTL_SECONDS,
  PARTITIONS,
  type PatronId,
  partitionPrefix,
} from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";
import type { Announcement, AnnouncementContent } from "./announcement.ts";
import { purposeOf } from "./lines.ts";

/** What can have become of a patron, as the four bits say: their place in this list. The scripts know them by number. */
export const STATES = [
  /** No recipient. */
  "none",
  "pending",
  /** It has begun; after a crash it becomes `unknown`. */
  "sending",
  "sent",
  /** The platform would not take it. */
  "failed",
  /** The patron has blocked Kutsu, or is on no channel any more. */
  "unreachable",
  /** It may have arrived, and is not sent again. */
  "unknown",
  /** Not at this hour, or not so much in a week: tried again later. */
  "deferred",
  /** Later would be too late. */
  "dropped",
  /** The patron has taken the consent back, or is gone. */
  "optedOut",
] as const;
export type State = (typeof STATES)[number];
/** The states that wait to be sent to. */
export const WAITING: readonly State[] = ["pending", "deferred"];

/** How far an announcement has come. */
export interface Progress {
  readonly total: number;
  /** All recipients, each once. */
  readonly byState: Readonly<Record<Exclude<State, "none">, number>>;
  /** What is known of each channel. */
  readonly byChannel: Readonly<Record<string, Readonly<Partial<Record<State, number>>>>>;
  /** Why a platform would not take it. */
  readonly failures: readonly { readonly channel: string; readonly reason: string; readonly count: number }[];
}

/** Who an announcement is for: whom staff described, of those who agreed to be told and can be, without the excluded ones. */
export function audienceOf(content: AnnouncementContent): Expression {
  const { audience, exclude, program } = content;
  const { toldProgram, attended, announcedWithinDays } = exclude;
  const excluded = [
    segmentTerm("unreachable", ""),
    toldProgram && segmentTerm("told", program ?? ""),
    attended && segmentTerm("attended", program ?? ""),
    announcedWithinDays !== undefined && segmentTerm("announced", String(announcedWithinDays)),
  ];
  return {
    is: "and",
    of: [
      readExpression(audience),
      readExpression(`consent:${purposeOf(content)}`),
      ...excluded.flatMap((term): Expression[] => (term ? [{ is: "not", of: term }] : [])),
    ],
  };
}

/** Counts who an announcement would reach now. */
export function countRecipients(
  redis: KutsuRedis,
  content: AnnouncementContent,
  now: string,
): Promise<AudienceCount> {
  return countAudience(redis, audienceOf(content), now);
}

/** Makes the ledger, with everybody pending whom the audience describes now; an earlier one is dropped. Not while it is sent. */
export async function freezeAudience(
  redis: KutsuRedis,
  { id, content }: Pick<Announcement, "id" | "content">,
  now: string,
): Promise<AudienceCount> {
  const program = operandsFirst(audienceOf(content), now);
  const store = scripted(redis);
  const replies = await Promise.all(
    everyPartition((partition) =>
      store.freezeAudience(...audienceArguments(partition, program), id, LEDGER_TTL_SECONDS),
    ),
  );
  return sumOf(replies);
}

/** Forgets who was to be told; what became of it is lost. */
export async function dropLedger(redis: KutsuRedis, id: string): Promise<void> {
  await Promise.all(
    everyPartition((partition) => {
      const prefix = partitionPrefix(partition);
      return redis.del(`${prefix}ledger:${id}`, `${prefix}sending:${id}`, `${prefix}tally:${id}`);
    }),
  );
}

/** Reads how far an announcement has come. */
export async function readProgress(redis: KutsuRedis, id: string): Promise<Progress> {
  const ledgers = await Promise.all(everyPartition((partition) => readLedger(redis, id, partition)));
  const tallies = await Promise.all(
    everyPartition((partition) => redis.hgetall(`${partitionPrefix(partition)}tally:${id}`)),
  );
  const counts = STATES.map(() => 0);
  for (const states of ledgers) for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  const byState = Object.fromEntries(STATES.slice(1).map((state, at) => [state, counts[at + 1] ?? 0]));
  return {
    total: counts.slice(1).reduce((sum, count) => sum + count, 0),
    byState: byState as Progress["byState"], // of every state but the first
    ...channelsIn(tallies),
  };
}

function channelsIn(
  tallies: readonly Readonly<Record<string, string>>[],
): Pick<Progress, "byChannel" | "failures"> {
  const byChannel: Record<string, Partial<Record<State, number>>> = {};
  const failures = new Map<string, { channel: string; reason: string; count: number }>();
  for (const [field, value] of tallies.flatMap(Object.entries)) {
    const [channel = "", told, reason] = field.split(":");
    const state = STATES.find((known) => known === told);
    const count = Number(value);
    if (state === undefined || count === 0) continue;
    const own = byChannel[channel] ?? {};
    byChannel[channel] = { ...own, [state]: (own[state] ?? 0) + count };
    if (reason === undefined) continue;
    const known = failures.get(field) ?? { channel, reason, count: 0 };
    failures.set(field, { ...known, count: known.count + count });
  }
  return { byChannel, failures: [...failures.values()].sort((one, other) => other.count - one.count) };
}

/** Lists the recipients in a state, e.g. those of whom nobody knows whether it arrived. */
export async function* recipientsIn(redis: KutsuRedis, id: string, state: State): AsyncGenerator<PatronId> {
  const wanted = STATES.indexOf(state);
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    for (const [number, found] of (await readLedger(redis, id, partition)).entries())
      if (found === wanted) yield `${partition}-${number}`;
  }
}

/** Lists the recipients of a partition that wait to be sent to, as they stand now. */
export async function waitingIn(
  redis: KutsuRedis,
  id: string,
  partition: number,
): Promise<readonly PatronId[]> {
  const waiting = WAITING.map((state) => STATES.indexOf(state));
  const states = await readLedger(redis, id, partition);
  const found: PatronId[] = [];
  for (const [number, state] of states.entries())
    if (waiting.includes(state)) found.push(`${partition}-${number}`);
  return found;
}

/** Gives the state of each number of a partition. */
async function readLedger(redis: KutsuRedis, id: string, partition: number): Promise<Uint8Array> {
  const packed = (await redis.getBuffer(`${partitionPrefix(partition)}ledger:${id}`)) ?? Buffer.alloc(0);
  const states = new Uint8Array(2 * packed.length);
  for (const [at, two] of packed.entries()) {
    states[2 * at] = two >> 4;
    states[2 * at + 1] = two & 15;
  }
  return states;
}

interface Scripted {
  freezeAudience(...args: readonly (string | number)[]): Promise<unknown>;
}

function scripted(redis: KutsuRedis): Scripted {
  const lua = readScript("segments.lua", "find-audience.lua", "freeze-audience.lua");
  redis.defineCommand("freezeAudience", { numberOfKeys: 1, lua });
  return redis as unknown as Scripted; // defineCommand adds it at run time
}
