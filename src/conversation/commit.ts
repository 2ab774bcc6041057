/** What one turn leads to and what becomes of it, as the conversation and its store speak of it. */
import type { Address, ChannelEvent, ChannelMessage } from "../channels/channel.ts";
import type { ReactionKind } from "../dialog/dialog.ts";
import type { FeedbackItem } from "../feedback/feedback-item.ts";
import type { Wake } from "../outreach/wake.ts";
import { addressesOf, forgetting } from "../patrons/channels.ts";
import type { Patron } from "../patrons/patron.ts";
import { segmentChanges, storedName } from "../patrons/segments/segment.ts";
import type { TranscriptEntry } from "../patrons/transcript.ts";
import type { PatronId } from "../store/keys.ts";

/** A patron as read, with what waits in the inbox; what is committed against it is refused once the revision moved on. */
export interface Snapshot {
  readonly id: PatronId;
  readonly revision: number;
  readonly patron: Patron;
  /** The oldest events not yet answered, at most ten. */
  readonly inbox: readonly ChannelEvent[];
}

/** A message and where it goes. */
export interface Letter {
  readonly to: Address;
  readonly message: ChannelMessage;
  /** Kutsu wrote first: it waits out the quiet hours, and is dropped from `useless` (ISO 8601) on. */
  readonly first?: { readonly useless?: string };
}

/** What stands in the outbox: a message, a look at the patron to be scheduled, or an address whose channel is to forget it. */
export type Outgoing = Letter | { readonly to: Address; readonly wake: Wake } | ReturnType<typeof forgetting>;

/** What one turn leads to, ready to be stored. */
export interface Commit {
  readonly patron: Patron;
  readonly messages: readonly Letter[];
  /** When to look at the patron next, where that changed. */
  readonly wake?: Wake;
  readonly transcript: TranscriptEntry;
  readonly feedback: readonly FeedbackItem[];
  readonly contacts: readonly { readonly id: string; readonly contact: string }[];
  readonly withdrawn: readonly string[];
  readonly erase: boolean;
  /** What the patron did with announcements, by the ledger that says whom each was sent to. */
  readonly reactions?: readonly {
    readonly announcement: string;
    readonly kind: ReactionKind;
    readonly ledger: string;
  }[];
  /** What Kutsu wrote first and has not sent yet is dropped. */
  readonly hush?: boolean;
  /** The code that joins another channel, from now on the only one. */
  readonly code?: CommittedCode;
  /** A code that the patron wants to use: to be looked at before the turn is committed. */
  readonly join?: string;
  /** Addresses that are the patron's no more, and who is told so, if anybody. */
  readonly parted?: readonly { readonly address: string; readonly tell?: string }[];
  /** Where the patron of this address is from now on; nothing of the one that was is kept. */
  readonly moved?: PatronId;
}

/** What is stored of a code: whoever reads it cannot use it. */
export interface CommittedCode {
  readonly digest: string;
  readonly ttlSeconds: number;
}

export type CommitResult =
  /** The address was joined to another patron meanwhile: the event belongs there. */
  | { readonly committed: false; readonly moved: true }
  | { readonly committed: false; readonly moved?: undefined; readonly snapshot: Snapshot }
  | {
      readonly committed: true;
      readonly snapshot: Snapshot;
      /** The right to send the outbox, from `head` on; absent when another holds it or there is nothing. */
      readonly lease?: { readonly head: Outgoing; readonly inDoubt: boolean; readonly attempts: number };
    };

/** What became of the message at the head of the outbox. */
export type Outcome =
  /** It is off our hands; `event` is what it told about the patron, for the inbox. */
  | { readonly kind: "sent"; readonly event?: ChannelEvent }
  /** It failed `attempts` times and is tried again after the delay; what goes elsewhere does not wait for it. */
  | { readonly kind: "later"; readonly delayMs: number; readonly attempts: number };

export type Settled =
  | { readonly kind: "lost" }
  | { readonly kind: "next"; readonly head: Outgoing; readonly attempts: number }
  /** Nothing is left, or all that is left waits. */
  | { readonly kind: "done"; readonly inbox: readonly ChannelEvent[] };

export interface Claim {
  readonly snapshot: Snapshot;
  /** The right to send the outbox; absent when there is nothing to send, a living process is at it, or it waits for its time. */
  readonly lease?: { readonly head: Outgoing; readonly inDoubt: boolean; readonly attempts: number };
}

/** Gives what a commit puts into the outbox: its messages, the next look, and after an erasure what the channels are to forget. */
export function outgoingIn(
  { messages, wake, erase, moved }: Commit,
  { before, address }: { readonly before: Patron; readonly address: Address },
): readonly Outgoing[] {
  return [
    ...messages,
    ...(wake === undefined ? [] : [{ to: address, wake }]),
    ...(erase && moved === undefined ? addressesOf(before, address).map(forgetting) : []),
  ];
}

/** What an item of the outbox is known by. */
export function idOf(outgoing: Outgoing): string {
  if ("message" in outgoing) return outgoing.message.id;
  return "wake" in outgoing ? outgoing.wake.id : outgoing.id;
}

/** Gives an item as it stands in the outbox, and how it begins there: outbox.lua reads the lane and knows it again by both. */
export function storedOutgoing(outgoing: Outgoing): { readonly json: string; readonly mark: string } {
  const known = { lane: laneOf(outgoing), id: idOf(outgoing) };
  return { json: JSON.stringify({ ...known, ...outgoing }), mark: JSON.stringify(known).slice(0, -1) };
}

/** Within a lane the order holds. Replies do not wait for what Kutsu writes first. */
function laneOf(outgoing: Outgoing): string {
  if ("wake" in outgoing) return "wake";
  return "first" in outgoing && outgoing.first !== undefined ? `first ${outgoing.to}` : outgoing.to;
}

/** Gives what a commit changes beside state, messages and transcript: four for each, as commit-turn.lua reads them. */
export function commitArguments(
  commit: Commit,
  { before, address }: { readonly before: Patron; readonly address: Address },
): (string | number)[] {
  const { code, parted = [], moved } = commit;
  // What an erased patron did is forgotten, too.
  const reactions = commit.erase ? [] : (commit.reactions ?? []);
  return [
    ...(code === undefined ? [] : ["code", code.digest, address, code.ttlSeconds]),
    ...parted.flatMap(({ address: gone }) => ["parted", gone, "", 0]),
    ...(moved === undefined ? [] : ["moved", moved, "", 0]),
    ...commit.withdrawn.flatMap((id) => ["withdraw", id, "", 0]),
    ...commit.feedback.flatMap((item) => ["feedback", item.id, JSON.stringify(item), Date.parse(item.at)]),
    ...commit.contacts.flatMap(({ id, contact }) => ["contact", id, contact, 0]),
    ...reactions.flatMap(({ announcement, kind, ledger }) => [
      ...["reaction", `${announcement}:${kind}`, ledger, 0],
    ]),
    ...segmentArguments(before, commit),
  ];
}

/** An erasure leaves every segment by itself. */
function segmentArguments(before: Patron, { patron, erase }: Commit): (string | number)[] {
  const changes = erase ? [] : segmentChanges(before, patron);
  return changes.flatMap(({ segment, joins }) => ["segment", storedName(segment), joins ? 1 : 0, 0]);
}
