/**
 * Every key Kutsu keeps in Redis: its name, what it holds and how long it lives.
 *
 * A patron's keys carry the hash tag of the patron's partition, so that each atomic step touches one slot of a
 * cluster. The tag comes first, so that braces in an address or an event's id cannot move a key; other ids from outside are encoded.
 */
import { createHash } from "node:crypto";
import { encodeId } from "../id-code.ts";

/** How many partitions patrons are spread over; changing it moves every key. */
export const PARTITIONS = 64;

/** Gives what something is for each partition, in order. */
export function everyPartition<Result>(read: (partition: number) => Result): Result[] {
  return Array.from({ length: PARTITIONS }, (_, partition) => read(partition));
}

/** Names a patron: partition and the patron's dense number within it, e.g. `17-42`. Never used again after an erase. */
export type PatronId = `${number}-${number}`;

/** How long a seen event is remembered: platforms redeliver for at most a day (Telegram's webhook). */
export const SEEN_TTL_SECONDS = 24 * 3600;
/** A transcript is forgotten this long after the patron's last turn. */
export const TRANSCRIPT_TTL_SECONDS = 365 * 24 * 3600;
/** How many turns of a transcript are kept. */
export const TRANSCRIPT_LIMIT = 1000;
/** Who got an announcement is known so long; then only its report is left. */
export const LEDGER_TTL_SECONDS = 90 * 24 * 3600;
/** Feedback is kept as long as the transcript it came from. */
export const FEEDBACK_TTL_SECONDS = 365 * 24 * 3600;
/** A way to be reached is kept only while an answer can be expected. */
export const CONTACT_TTL_SECONDS = 30 * 24 * 3600;
/** A patron who has not written for two years is forgotten. */
export const PATRON_TTL_SECONDS = 2 * 365 * 24 * 3600;
/** How links were used is looked at by the year, and compared with the year before in the month after. */
export const ORIGINS_TTL_SECONDS = 400 * 24 * 3600;
/** A calendar that has not asked for a program for so long has forgotten it. */
export const REVISION_TTL_SECONDS = 400 * 24 * 3600;
/** Wrong codes are counted for so long. */
export const WRONG_CODES_TTL_SECONDS = 3600;
/** Wrong personal keys of staff are counted for so long, and after too many none is looked at for so long. */
export const WRONG_KEYS_TTL_SECONDS = 15 * 60;
/** What staff did can be looked up for two years. */
export const AUDIT_TTL_SECONDS = 2 * 365 * 24 * 3600;
/** A session of staff ends after so long without a look at a page. */
export const SESSION_IDLE_SECONDS = 2 * 3600;
/** A session of staff ends after so long whatever happens: a working day. */
export const SESSION_TTL_SECONDS = 12 * 3600;
/** Who began to sign in has so long to finish. */
export const ENTRY_TTL_SECONDS = 10 * 60;
/** What an action has to tell is told on the next page, or never. */
export const TOLD_TTL_SECONDS = 60;
/** An announcement and its report are kept for two years after the last change. */
export const ANNOUNCEMENT_TTL_SECONDS = 2 * 365 * 24 * 3600;

const PREFIX = "kutsu";

/** Finds the partition of a patron's first address: 0 to 63, spread evenly. */
export function partitionOfAddress(address: string): number {
  return createHash("sha1").update(address).digest().readUInt16BE(0) % PARTITIONS;
}

/** Takes a patron's id apart; throws on anything that is not one. */
export function parsePatronId(id: string): { readonly partition: number; readonly number: number } {
  const match = /^(\d{1,2})-(\d+)$/.exec(id);
  const partition = Number(match?.[1]);
  if (match === null || partition >= PARTITIONS)
    throw new Error(
      `Cannot read patron id "${id}": it is a partition from 0 to ${PARTITIONS - 1} and a number, like 17-42`,
    );
  return { partition, number: Number(match[2]) };
}

/**
 * The prefix of everything in a partition. The scripts complete it:
 * `address:<address>` string, the patron's number, or the whole id of the patron it was joined to; `patron:<n>` hash: revision, state
 * (JSON), erased with home (the address to forget), the lease on the outbox (lease, until, sending) and what waits in it (waits), `joined:<address>` for each
 * joined address, and code (digest of the code to join another); `code:<digest>` string, who asked for it; `inbox:<n>`, `outbox:<n>` lists of JSON, empty when all is done; `transcript:<n>` list of JSON, a
 * turn each; `busy` sorted set: number -> when the sweep should look (ms), kept while there is work; `feedback` sorted set: id -> when
 * given (ms), and `feedback-of:<n>` set of ids; `feedback:<id>` JSON; `contact:<id>` JSON; `review:<id>` JSON,
 * what librarians made of it, as long as the item; `feedback-changes` counter of changes of feedback and reviews, and `reviewed` sorted set: id -> the change
 * its review came with, both kept for good, small: those who follow look only at what is new; `patrons` counter, kept for good because a
 * number is never used again; `seen:<channel>:<event>` mark of an accepted event, with `:from:<patron>` of one handed on by a patron whose address it is no more.
 *
 * `words:<name>` string, what many were told, which their transcripts name; as long as the last of these.
 *
 * Of each announcement: `ledger:<id>` string, what became of it for each patron (ledger.ts); `sending:<id>` hash, number -> channel of each
 * send that has begun; `tally:<id>` hash: `run`, `done`, and what became of how many, `<channel>:<state>[:<reason>]`. All for 90 days.
 * `reactions` set: `<id>:<kind>` of each of the partition's {@link reactionKey}.
 *
 * `segment:<kind>` and `segment:<kind>:<encoded value>`, who is in a segment: a string in a form of segments.lua, gone with its last
 * patron, or after 92 days where it is a day (`active:<day since 1970>`); `segments` set of kinds and `segments:<kind>` set of encoded
 * values, so that segments are found without a search; `scratch:<n>` lives within one script. All of it can be made anew from the
 * profiles.
 */
export function partitionPrefix(partition: number): string {
  return `${PREFIX}:{${String(partition).padStart(2, "0")}}:`;
}

/** The catalogue. Hash: program id -> JSON. Kept until the source drops the program. */
export const programsKey = `${PREFIX}:{programs}:all`;
/** Hash: `version` goes up with every change; `source:<encoded source>` holds that source's sync state. Kept for good. */
export const catalogueKey = `${PREFIX}:{programs}:catalogue`;

/** What patrons who saved a program have yet to be told (set: `<version of the catalogue> <program id>`). Kept until they were. */
export const newsKey = `${PREFIX}:{programs}:news`;
/** Programs that their source left out before they began (hash: program id -> JSON). Kept until they come back or have begun. */
export const goneKey = `${PREFIX}:{programs}:gone`;

/** What a channel keeps for itself: a string, for as long as the channel says. */
export function memoryKey(channel: string, key: string): string {
  return `${PREFIX}:memory:${channel}:${encodeId(key)}`;
}

/** How often links began a conversation on a day (hash: `<kind>:<id>` -> count). Nothing of a patron. */
export function originsKey(day: string): string {
  return `${PREFIX}:origins:${day}`;
}

/** What a calendar was told of a program (hash: digest, sequence, modified). */
export function revisionKey(program: string): string {
  return `${PREFIX}:revision:${encodeId(program)}`;
}

/** How many wrong codes came from an address within the hour, or from all of them (counter). */
export function wrongCodesKey(address?: string): string {
  return `${PREFIX}:wrong-codes:${address === undefined ? "all" : encodeId(createHash("sha256").update(address).digest("base64url"))}`;
}

/** Until when a channel sends no announcement (string, microseconds of Redis's clock). Kept until then. */
export function pausedKey(channel: string): string {
  return `${pacePrefix(channel)}paused`;
}

/** Until when announcements leave room for answers on a channel (string, microseconds of Redis's clock). Kept until then. */
export function answeredKey(channel: string): string {
  return `${pacePrefix(channel)}answered`;
}

/** When the last messages under a limit were sent or will be (list, newest first, see pace.lua). Kept for the window of the limit. */
export function paceKey(channel: string, bucket: string, windowMs: number): string {
  return `${pacePrefix(channel)}${encodeId(bucket)}:${windowMs}`;
}

/** All limits of a channel are asked at once, so they share a slot. */
function pacePrefix(channel: string): string {
  return `${PREFIX}:{pace:${channel}}:`;
}

/** Staff accounts (hash: id -> JSON). Kept until an admin removes them. */
export const staffKey = `${PREFIX}:{staff}:accounts`;
/** Whose of the staff an address is (hash: address -> id). Kept as long as the account. */
export const staffAddressesKey = `${PREFIX}:{staff}:addresses`;
/** Goes up with every change of an account (counter). Kept for good: a number that came again would let two changes cross. */
export const staffRevisionKey = `${PREFIX}:{staff}:revision`;
/** The audit log (stream: entry, JSON). */
export const auditKey = `${PREFIX}:{staff}:audit`;

/** Announcements (sorted set: id -> when it was changed last, ms). Each leaves with its own key. */
export const announcementsKey = `${PREFIX}:{staff}:announcements`;

/** Which partitions of an announcement have nothing left to send (set). For 90 days, as the ledger. */
export function partitionsDoneKey(ledger: string): string {
  return `${PREFIX}:{staff}:done:${ledger}`;
}

/** An announcement (hash: `revision`, and `record`, JSON). In the slot of the audit log, so that both change in one step. */
export function announcementKey(id: string): string {
  return `${PREFIX}:{staff}:announcement:${encodeId(id)}`;
}

/**
 * Who did something with an announcement (bitmap by number: bit 0 is patron 0), e.g. tapped "more". For 400 days from the last, see
 * reactions.lua; the ledger tells for 90 days whom it was sent to, and only theirs is counted.
 */
export function reactionKey(partition: number, announcement: string, kind: string): string {
  return `${partitionPrefix(partition)}reaction:${announcement}:${kind}`;
}

/** Wrong keys that were tried under a name (sorted set: try -> when, ms). The name is a digest: a key may have been typed for it. */
export function wrongKeysKey(name: string): string {
  return `${PREFIX}:{staff}:wrong-keys:${createHash("sha256").update(name).digest("base64url")}`;
}

/** A session of staff (string, JSON), by the digest of its id: whoever reads Redis cannot take it over. */
export function sessionKey(digest: string): string {
  return `${PREFIX}:{staff}:session:${digest}`;
}

/** The sessions of a member of staff (set of digests). As long as the longest of them can last. */
export function sessionsKey(staff: string): string {
  return `${PREFIX}:{staff}:sessions:${staff}`;
}

/** What an action tells on the next page of a session (string, JSON). */
export function toldKey(digest: string): string {
  return `${PREFIX}:{staff}:told:${digest}`;
}

/** How far somebody has come with signing in (string, JSON), by the digest of what their browser keeps. */
export function entryKey(digest: string): string {
  return `${PREFIX}:{staff}:entry:${digest}`;
}

/** Wrong one-time codes that were tried for an account (sorted set: try -> when, ms). */
export function wrongOneTimeCodesKey(staff: string): string {
  return `${PREFIX}:{staff}:wrong-one-time-codes:${staff}`;
}

/** Mark of a one-time code that was used: for as long as it would be right. */
export function usedCodeKey(staff: string, step: number): string {
  return `${PREFIX}:{staff}:used-code:${staff}:${step}`;
}
