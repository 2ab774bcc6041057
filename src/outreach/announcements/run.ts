/** One run over the recipients of an announcement in one partition: every change of the ledger while it is sent. */
import { z } from "zod";
import type { ChannelEvent } from "../../channels/channel.ts";
import { type Patron, parsePatron, storedPatron } from "../../patrons/patron.ts";
import { segmentChanges, storedName } from "../../patrons/segments/segment.ts";
import { type TranscriptEntry, withSharedWords } from "../../patrons/transcript.ts";
import {
  LEDGER_TTL_SECONDS,
  PATRON_TTL_SECONDS,
  type PatronId,
  parsePatronId,
  partitionPrefix,
  TRANSCRIPT_LIMIT,
  TRANSCRIPT_TTL_SECONDS,
} from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";
import { STATES, type State, WAITING } from "./ledger.ts";

/** What a script said that was to change a recipient: `fenced` when a later run has begun, `taken` when there was nothing to change. */
export type Begun = "begun" | "fenced" | "changed" | "taken";
export type Marked = "marked" | "fenced" | "taken";
type Finished = "ended" | "fenced" | "waiting";

/** One try to send to a recipient. */
export interface Attempt {
  readonly channel: string;
  /** Of this try alone: a connection that is lost asks again. */
  readonly token: string;
  /** The patron as read, at a revision, and as the announcement leaves them. */
  readonly before: Patron;
  readonly revision: string;
  readonly patron: Patron;
  readonly transcript: TranscriptEntry;
}

/** What became of a send that the platform surely did not take. */
export interface NotTakenOutcome {
  readonly state: "pending" | "failed" | "unreachable";
  readonly reason?: string;
  /** What it told about the patron, for the inbox. */
  readonly event?: ChannelEvent;
}

/** One run over the recipients of a partition. A later run ends it: it can begin nothing any more, and only tell what became of sends. */
export class Run {
  readonly #redis: Scripted;
  readonly #prefix: string;
  readonly #announcement: string;
  readonly #number: number;

  private constructor(redis: Scripted, about: { announcement: string; prefix: string; number: number }) {
    this.#redis = redis;
    this.#announcement = about.announcement;
    this.#prefix = about.prefix;
    this.#number = about.number;
  }

  /** Begins a run: what an earlier one had begun to send becomes unknown. */
  static async begin(redis: KutsuRedis, announcement: string, partition: number): Promise<Run> {
    const store = scripted(redis);
    const prefix = partitionPrefix(partition);
    const tally = `${prefix}tally:${announcement}`;
    const number = await store.beginRun(tally, prefix, announcement, LEDGER_TTL_SECONDS);
    return new Run(store, { announcement, prefix, number: z.number().parse(number) });
  }

  /**
   * Begins to send to a recipient who was read at a revision, and stores the patron as the announcement leaves them: from here on a crash
   * leaves the send in doubt.
   */
  async beginSending(id: PatronId, attempt: Attempt): Promise<Begun> {
    const { number } = parsePatronId(id);
    const { channel, token, before, revision, patron, transcript } = attempt;
    const { entry, words } = withSharedWords(transcript);
    const begun = await this.#redis.beginSending(
      ...[`${this.#prefix}patron:${number}`, this.#prefix, number, this.#announcement, this.#number],
      ...[`${channel} ${token}`, revision, storedPatron(patron), JSON.stringify(entry)],
      ...[PATRON_TTL_SECONDS, TRANSCRIPT_TTL_SECONDS, LEDGER_TTL_SECONDS, TRANSCRIPT_LIMIT],
      ...[words.length, ...words.flat()],
      ...segmentChanges(before, patron).flatMap(({ segment, joins }) => [storedName(segment), joins ? 1 : 0]),
    );
    return begun as Begun; // as begin-sending.lua says
  }

  /** Passes a recipient over: nothing is sent, now or for good. */
  passOver(id: PatronId, state: State, reason?: string): Promise<Marked> {
    const counted = WAITING.includes(state) ? "" : countedAs(state, reason);
    return this.#mark(id, [this.#number, STATES.indexOf(state), NOWHERE, counted, ""]);
  }

  /** Tells that a send arrived, or that nobody knows. */
  settle(id: PatronId, state: "sent" | "unknown", { channel, token }: Attempt): Promise<Marked> {
    return this.#mark(id, ["", STATES.indexOf(state), channel, state, token]);
  }

  /** Takes a send back: neither the patron's profile nor the transcript tells of it, whatever they did meanwhile. */
  async takeBack(id: PatronId, { state, reason, event }: NotTakenOutcome, attempt: Attempt): Promise<Marked> {
    const { number } = parsePatronId(id);
    const key = `${this.#prefix}patron:${number}`;
    const counted = state === "pending" ? "" : countedAs(state, reason);
    const entry = JSON.stringify(withSharedWords(attempt.transcript).entry);
    let [now, after] = [attempt.patron, attempt.before];
    let revision = String(Number(attempt.revision) + 1);
    for (;;) {
      const marked = await this.#redis.takeBack(
        ...[key, this.#prefix, number, this.#announcement, attempt.channel, attempt.token],
        ...[STATES.indexOf(state), counted, event === undefined ? "" : JSON.stringify(event)],
        ...[revision, storedPatron(after), entry],
        ...segmentChanges(now, after).flatMap(({ segment, joins }) => [storedName(segment), joins ? 1 : 0]),
      );
      if (marked !== "changed") return marked as Marked; // as take-back.lua says
      const [stored, found] = await this.#redis.hmget(key, "state", "revision");
      now = parsePatron(stored ?? "");
      after = without(attempt, now);
      revision = found ?? "";
    }
  }

  /** Ends the sending in this partition, unless somebody waits still. */
  async finish(): Promise<Finished> {
    const tally = `${this.#prefix}tally:${this.#announcement}`;
    const finished = await this.#redis.finishRun(tally, this.#prefix, this.#announcement, this.#number);
    return finished as Finished; // as finish-run.lua says
  }

  async #mark(id: PatronId, details: readonly (string | number)[]): Promise<Marked> {
    const { number } = parsePatronId(id);
    const tally = `${this.#prefix}tally:${this.#announcement}`;
    const marked = await this.#redis.markRecipient(
      tally,
      this.#prefix,
      number,
      this.#announcement,
      ...details,
    );
    return marked as Marked; // as mark-recipient.lua says
  }
}

/** Gives a patron who did something since a send began, without what the send left in the profile. */
function without({ before, patron: left }: Attempt, now: Patron): Patron {
  const { wrote: at, announced, shown } = left.outreach;
  const { outreach } = now;
  const known = new Set(before.outreach.shown);
  return {
    ...now,
    outreach: {
      ...outreach,
      wrote: outreach.wrote === at ? before.outreach.wrote : outreach.wrote,
      announced: outreach.announced === announced ? before.outreach.announced : outreach.announced,
      unasked: outreach.unasked.filter((one) => one !== at),
      shown: outreach.shown.filter((one) => known.has(one) || !shown.includes(one)),
    },
  };
}

function countedAs(state: State, reason: string | undefined): string {
  return reason === undefined ? state : `${state}:${reason}`;
}

/** Whoever has no channel to be written to on. */
const NOWHERE = "none";

const SCRIPTS = {
  beginRun: readScript("begin-run.lua"),
  beginSending: readScript("segments.lua", "begin-sending.lua"),
  markRecipient: readScript("mark-recipient.lua"),
  takeBack: readScript("segments.lua", "take-back.lua"),
  finishRun: readScript("finish-run.lua"),
} as const;

type Scripted = KutsuRedis & Record<keyof typeof SCRIPTS, (...args: (string | number)[]) => Promise<unknown>>;

function scripted(redis: KutsuRedis): Scripted {
  for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { numberOfKeys: 1, lua });
  return redis as Scripted; // defineCommand adds them at run time
}
