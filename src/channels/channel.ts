/**
 * What a channel is: the one interface between a messaging platform and the conversation.
 * It says what came in and what goes out; it knows no dialog, no patron and no Redis.
 */

import type { IncomingMessage, ServerResponse } from "node:http";

/** Where a message came from and where the answer goes, e.g. `telegram:5512`; splits at its first colon. */
export type Address = `${string}:${string}`;

/** Names the channel of an address. */
export function channelOf(address: Address): string {
  return address.slice(0, address.indexOf(":"));
}

/** What every event carries, whatever the patron did. */
interface EventEnvelope {
  /** Unique per channel, so that an update delivered twice is answered once. */
  readonly id: string;
  readonly from: Address;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** A group gets public answers only: nothing of a profile, no feedback, no "my data". */
  readonly scope: "private" | "group";
  /** The address lasts as long as a page or a terminal is open: others are written to before it. */
  readonly passing?: true;
  /** The patron's language as the platform tells it (BCP 47), if it does. */
  readonly language?: string;
}

/** What a patron did on a channel. */
export type ChannelEvent = EventEnvelope &
  (
    | { readonly kind: "said"; readonly text: string }
    /** `question` is the one the choice belonged to: a stale tap is told so, kindly. */
    | { readonly kind: "tapped"; readonly value: string; readonly question: string }
    /** What a deep link carried: a program, a campaign, a partner. */
    | { readonly kind: "started"; readonly payload?: string }
    | { readonly kind: "reachability"; readonly reachable: boolean }
    /** From inside, never from a channel: the moment has come to look whether the patron is to be written to. */
    | { readonly kind: "due" }
    /** From inside: a member of the staff wants to see an announcement here as patrons will. */
    | { readonly kind: "tried"; readonly announcement: string }
    /** From inside: `address` was joined to the patron, with the code that was asked for on `owner`. Told on each of the two. */
    | { readonly kind: "joined"; readonly address: Address; readonly owner: Address }
  );

/** A choice as the patron sees it; `value` comes back in a tap. */
export interface SpokenChoice {
  readonly label: string;
  readonly value: string;
}

/** A program as the patron sees it: every text is already in the patron's language. */
export interface Card {
  readonly title: string;
  /** Language of the title where it differs from the message's (BCP 47), for screen readers. */
  readonly titleLanguage?: string;
  /** Labelled facts in the order to show them: when, where, for whom, price, language. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** A sentence or two; the whole description where the patron asked for details. */
  readonly text?: string;
  /** Language of the text where it differs from the message's (BCP 47). */
  readonly textLanguage?: string;
  /** Why this program is offered, in a sentence. */
  readonly why?: string;
  /** Things to know first, e.g. "In Finnish only". */
  readonly notes: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly choices: readonly SpokenChoice[];
}

/** What a platform calls a sent message; opaque outside its channel. */
export type Receipt = string;

/** One message, spoken: in the patron's language, ready to be rendered. */
export interface ChannelMessage {
  /** Unique per address and the same when it is sent again, so that a channel which can will drop a repeat. */
  readonly id: string;
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  /** The question the choices answer; comes back in a tap. */
  readonly question?: string;
  readonly choices?: readonly SpokenChoice[];
  readonly cards?: readonly Card[];
}

/** A place for what a platform needs kept, e.g. conversation references; values are forgotten after their lifetime. */
export interface ChannelMemory {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  delete(...keys: readonly string[]): Promise<void>;
}

/** One address a channel answers on Kutsu's server; a GET answers HEAD too. */
export interface ChannelRoute {
  readonly method: "GET" | "POST";
  /** May end with `/*`. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

/** Thrown by `send` when trying again cannot help: blocked, uninstalled, no such chat. */
export class Undeliverable extends Error {}

/**
 * Thrown by `send` when the platform surely did not take the message, so that sending it again cannot double it. After any error but the
 * three here nobody knows.
 */
export class NotTaken extends Error {
  /** Short, e.g. "503". */
  readonly reason: string;
  /** It is not about this message: the platform, or the way to it, is in trouble. */
  readonly isTrouble: boolean;
  constructor(message: string, { reason, isTrouble, ...options }: NotTakenAbout) {
    super(message, options);
    this.reason = reason;
    this.isTrouble = isTrouble;
  }
}

type NotTakenAbout = ErrorOptions & Pick<NotTaken, "reason" | "isTrouble">;

/** Thrown by `send` when the platform asks to wait. */
export class TooFast extends Error {
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A limit of a platform: so many messages in every window, together with all that share its bucket on the channel. */
export interface PaceLimit {
  /** Whom the platform counts together, e.g. `bot`, `chat:5512`, `tenant`; one with several windows is in several limits. */
  readonly bucket: string;
  readonly count: number;
  readonly windowMs: number;
}

/** A messaging platform as Kutsu sees it. No member is optional: what a platform cannot show, its render degrades. */
export interface Channel {
  readonly name: string;
  /** What the platform calls on Kutsu's server; empty where it calls nothing. */
  routes(): readonly ChannelRoute[];
  /** Asks the platform who the bot is, e.g. "@library_bot". Throws when the platform does not know it, with what to mend. */
  identify(): Promise<string>;
  /** Begins to receive. `accept` resolves once the event is stored: acknowledge after it, and answer an error when it rejects. */
  start(accept: (event: ChannelEvent) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  /** Shows that an answer is coming; does nothing where the platform cannot. */
  typing(to: Address): Promise<void>;
  /** Sends one message. Throws Undeliverable when trying again cannot help, TooFast with a delay when it can. */
  send(to: Address, message: ChannelMessage): Promise<Receipt>;
  /** What the platform allows to be sent to an address without being asked, by itself and with others; empty where there is no limit. */
  limitsOf(to: Address): readonly PaceLimit[];
  /** Forgets what the channel keeps of an address whose patron was erased. */
  forget(address: Address): Promise<void>;
}
