/**
 * The open pages of this process, by conversation, and the relay that reaches those of other processes.
 * It keeps no message: a page that was away gets what it missed from the history.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { EventStream } from "./event-stream.ts";
import { HEARTBEAT, type PageEvent, renderEvent } from "./render.ts";

/** Carries events to the other processes that serve the same patrons, e.g. over Redis. */
export interface WebRelay {
  publish(address: string, json: string): Promise<void>;
  subscribe(listener: (address: string, json: string) => void): Promise<void>;
}

/** Something that happens in every open page of a conversation. */
export interface PageHappening {
  readonly event: PageEvent;
  readonly id?: string;
  readonly data: object;
  /** The tab that knows already. */
  readonly exceptTab?: string;
}

/** More pages than this are refused: a patron has a few tabs, a hostile script has many. */
const PAGES_PER_CONVERSATION = 16;

const relayed = z.object({
  by: z.string(),
  event: z.enum(["message", "typing", "ended", "ready"]),
  id: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  exceptTab: z.string().optional(),
});

interface Conversation {
  readonly pages: Set<EventStream>;
  usedAtMs: number;
}

/** Knows which pages are open and tells them what happens. */
export class Conversations {
  readonly #idleTimeoutMs: number;
  readonly #relay: WebRelay | undefined;
  readonly #onRelayError: (error: unknown) => void;
  readonly #open = new Map<string, Conversation>();
  /** Conversation -> when its last token has died by itself. */
  readonly #ended = new Map<string, number>();
  readonly #process = randomBytes(8).toString("base64url");

  constructor(options: {
    readonly idleTimeoutMs: number;
    readonly relay: WebRelay | undefined;
    readonly onRelayError: (error: unknown) => void;
  }) {
    this.#idleTimeoutMs = options.idleTimeoutMs;
    this.#relay = options.relay;
    this.#onRelayError = options.onRelayError;
  }

  async start(): Promise<void> {
    await this.#relay?.subscribe((address, json) => this.#hear(address, json));
  }

  /** Adds a page; false when the conversation has too many. */
  join(conversation: string, page: EventStream, usedAtMs: number): boolean {
    let entry = this.#open.get(conversation);
    if (entry === undefined) {
      entry = { pages: new Set(), usedAtMs };
      this.#open.set(conversation, entry);
    }
    if (entry.pages.size >= PAGES_PER_CONVERSATION) return false;
    entry.usedAtMs = Math.max(entry.usedAtMs, usedAtMs);
    entry.pages.add(page);
    return true;
  }

  leave(conversation: string, page: EventStream): void {
    const entry = this.#open.get(conversation);
    entry?.pages.delete(page);
    if (entry?.pages.size === 0) this.#open.delete(conversation);
  }

  /** Notes that the patron did something, which keeps the pages open. */
  touch(conversation: string, nowMs: number): void {
    const entry = this.#open.get(conversation);
    if (entry !== undefined) entry.usedAtMs = nowMs;
  }

  /** Tells every page of the conversation, in this process at once and in others through the relay. */
  tell(conversation: string, happening: PageHappening): void {
    this.#tellHere(conversation, happening);
    this.#relay
      ?.publish(addressOf(conversation), JSON.stringify({ by: this.#process, ...happening }))
      .catch(this.#onRelayError);
  }

  /** Ends a conversation: its pages are told and closed, and its tokens are void from now on. */
  end(conversation: string, nowMs: number): void {
    this.tell(conversation, { event: "ended", data: {} });
    this.#closeEnded(conversation, nowMs);
  }

  hasEnded(conversation: string): boolean {
    return this.#ended.size > 0 && this.#ended.has(conversation);
  }

  /** Keeps connections alive, and closes the pages of idle conversations: their tokens tell them the rest. */
  tick(nowMs: number): void {
    for (const { pages, usedAtMs } of this.#open.values()) {
      const isIdle = nowMs - usedAtMs > this.#idleTimeoutMs;
      for (const page of pages) isIdle ? page.end() : page.write(HEARTBEAT);
    }
    for (const [conversation, untilMs] of this.#ended) {
      if (nowMs > untilMs) this.#ended.delete(conversation);
    }
  }

  /** Closes every page. */
  close(): void {
    for (const { pages } of this.#open.values()) for (const page of pages) page.end();
    this.#open.clear();
  }

  #closeEnded(conversation: string, nowMs: number): void {
    this.#ended.set(conversation, nowMs + this.#idleTimeoutMs + 60_000);
    for (const page of this.#open.get(conversation)?.pages ?? []) page.end();
  }

  #tellHere(conversation: string, { event, id, data, exceptTab }: PageHappening): void {
    const entry = this.#open.get(conversation);
    if (entry === undefined) return;
    const frame = renderEvent(event, data, id);
    for (const page of entry.pages) {
      if (exceptTab === undefined || page.tab !== exceptTab) page.write(frame, id);
    }
  }

  #hear(address: string, json: string): void {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch (error) {
      this.#onRelayError(error);
      return;
    }
    const heard = relayed.safeParse(value);
    if (!heard.success) this.#onRelayError(heard.error);
    else if (heard.data.by !== this.#process) {
      const { event, data, id, exceptTab } = heard.data;
      const conversation = conversationOf(address) ?? "";
      this.#tellHere(conversation, {
        event,
        data,
        ...(id !== undefined && { id }),
        ...(exceptTab !== undefined && { exceptTab }),
      });
      if (event === "ended") this.#closeEnded(conversation, Date.now());
    }
  }
}

/** Gives the address of a conversation. */
export function addressOf(conversation: string): `web:${string}` {
  return `web:${conversation}`;
}

/** Gives the conversation of an address; undefined when it is another channel's. */
export function conversationOf(address: string): string | undefined {
  return address.startsWith("web:") ? address.slice(4) : undefined;
}
