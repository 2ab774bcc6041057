/**
 * The open pages of this process, by conversation, and the relay that reaches those of other processes.
 * It keeps no message, only which conversations were ended: a page that was away gets what it missed from the history.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ChannelMemory } from "../channel.ts";
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
/** A token may be read this long after its time where clocks differ, so an end is remembered for longer. */
const AFTER_LAST_TOKEN_MS = 2 * 60_000;

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
  readonly #memory: ChannelMemory;
  readonly #relay: WebRelay | undefined;
  readonly #onRelayError: (error: unknown) => void;
  readonly #open = new Map<string, Conversation>();
  /** Conversation -> when its last token has died by itself. */
  readonly #ended = new Map<string, number>();
  readonly #process = randomBytes(8).toString("base64url");

  constructor(options: {
    readonly idleTimeoutMs: number;
    readonly memory: ChannelMemory;
    readonly relay: WebRelay | undefined;
    readonly onRelayError: (error: unknown) => void;
  }) {
    this.#idleTimeoutMs = options.idleTimeoutMs;
    this.#memory = options.memory;
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

  /**
   * Ends a conversation: its pages are told and closed, and its tokens are void from now on, in every process and after a
   * restart. Rejects when the memory is away: then only the processes that run now know.
   */
  async end(conversation: string, nowMs: number): Promise<void> {
    this.tell(conversation, { event: "ended", data: {} });
    this.#closeEnded(conversation, nowMs);
    const ttlSeconds = Math.ceil((this.#idleTimeoutMs + AFTER_LAST_TOKEN_MS) / 1000);
    await this.#memory.set(endedKey(conversation), "ended", ttlSeconds);
  }

  /** Tells whether a conversation was ended, here, elsewhere or before a restart. Rejects when the memory is away. */
  async hasEnded(conversation: string): Promise<boolean> {
    if (this.#ended.has(conversation)) return true;
    // A page that is open here was checked when it came, and would have heard of the end.
    if (this.#open.has(conversation)) return false;
    return (await this.#memory.get(endedKey(conversation))) !== undefined;
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
    this.#ended.set(conversation, nowMs + this.#idleTimeoutMs + AFTER_LAST_TOKEN_MS);
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

function endedKey(conversation: string): string {
  return `ended:${conversation}`;
}

/** Gives the address of a conversation. */
export function addressOf(conversation: string): `web:${string}` {
  return `web:${conversation}`;
}

/** Gives the conversation of an address; undefined when it is another channel's. */
export function conversationOf(address: string): string | undefined {
  return address.startsWith("web:") ? address.slice(4) : undefined;
}
