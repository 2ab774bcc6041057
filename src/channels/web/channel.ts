/**
 * The web chat as a channel: a page of our own that posts messages and reads server-sent events.
 * It keeps no message and no patron; what was said comes from `history`.
 */
import type {
  Address,
  Channel,
  ChannelEvent,
  ChannelMemory,
  ChannelMessage,
  ChannelRoute,
  Receipt,
} from "../channel.ts";
import { Undeliverable } from "../channel.ts";
import { ConversationTokens } from "./conversation-token.ts";
import { Conversations, conversationOf, type WebRelay } from "./conversations.ts";
import { pageRoutes } from "./page-routes.ts";
import { RateLimit } from "./rate-limit.ts";
import { type HistoryItem, renderMessage } from "./render.ts";
import { conversationRoutes } from "./routes.ts";
import type { PageLanguage } from "./texts.ts";

export interface WebChannelOptions {
  /** Signs conversations; at least 16 characters. */
  readonly secret: string;
  /** A conversation unused for this long is cleared from the browser; 15 minutes unless told. */
  readonly idleTimeoutMs?: number;
  /** Origins of library pages that may frame the chat, e.g. `https://kirjasto.example`. */
  readonly embedOrigins: readonly string[];
  /** Where patrons reach this server, when it stands behind a proxy. With https, cookies are for https only. */
  readonly publicUrl?: string;
  /** Gives what was said, oldest first: after an item's id, or everything when it is absent or unknown. */
  readonly history: (address: Address, after?: string) => Promise<readonly HistoryItem[]>;
  /** Remembers which conversations were ended, for other processes and over a restart. */
  readonly memory: ChannelMemory;
  /** Reaches pages that are open on other processes; absent where there is one process. */
  readonly relay?: WebRelay;
  /** A notice above the conversation, e.g. that the programs are samples. */
  readonly banner?: (language: PageLanguage) => string | undefined;
  /** Gives the calendar file of a program by its encoded id. */
  readonly calendar?: (encodedId: string, language: PageLanguage) => string | undefined;
  /** How many messages a conversation may send at once, and how fast after that. */
  readonly rateLimit?: { readonly burst: number; readonly perSecond: number };
  /** How often an open page hears that the connection lives. */
  readonly heartbeatMs?: number;
  /** Told about what failed without a patron's loss: storing an event (the page tries again), reading history,
   * the memory of ended conversations, the relay. */
  readonly onError?: (error: unknown, what: string) => void;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
}

const IDLE_TIMEOUT_MS = 15 * 60_000;
const HEARTBEAT_MS = 20_000;
const RATE_LIMIT = { burst: 30, perSecond: 2 };

/** Serves the web chat. Its routes are given to whatever server there is. */
export class WebChannel implements Channel {
  readonly name = "web";
  readonly #conversations: Conversations;
  readonly #rateLimit: RateLimit;
  readonly #heartbeatMs: number;
  readonly #nowMs: () => number;
  readonly #routes: readonly ChannelRoute[];
  #accept: (event: ChannelEvent) => Promise<void> = () =>
    Promise.reject(new Error("Cannot accept event: the web channel has not started"));
  #ticking: NodeJS.Timeout | undefined;

  constructor(options: WebChannelOptions) {
    const idleTimeoutMs = options.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
    const onError = options.onError ?? (() => undefined);
    this.#nowMs = options.nowMs ?? Date.now;
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
    this.#rateLimit = new RateLimit(options.rateLimit ?? RATE_LIMIT);
    this.#conversations = new Conversations({
      idleTimeoutMs,
      memory: options.memory,
      relay: options.relay,
      onRelayError: (error) => onError(error, "relay"),
    });
    this.#routes = [
      ...conversationRoutes({
        tokens: new ConversationTokens(options.secret, idleTimeoutMs),
        conversations: this.#conversations,
        rateLimit: this.#rateLimit,
        idleTimeoutMs,
        publicOrigin: options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin,
        history: options.history,
        accept: (event) => this.#accept(event),
        onError,
        nowMs: this.#nowMs,
      }),
      ...pageRoutes({
        embedOrigins: options.embedOrigins,
        banner: options.banner ?? (() => undefined),
        calendar: options.calendar ?? (() => undefined),
      }),
    ];
  }

  /** Everything the channel answers. */
  routes(): readonly ChannelRoute[] {
    return this.#routes;
  }

  async identify(): Promise<string> {
    return "the web chat";
  }

  async start(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    this.#accept = accept;
    await this.#conversations.start();
    this.#ticking = setInterval(() => {
      const nowMs = this.#nowMs();
      this.#conversations.tick(nowMs);
      this.#rateLimit.prune(nowMs);
    }, this.#heartbeatMs);
    this.#ticking.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    this.#conversations.close();
  }

  async typing(to: Address): Promise<void> {
    this.#conversations.tell(conversationIn(to), { event: "typing", data: {} });
  }

  /**
   * Shows a message on every open page of the conversation. With none open it is shown from the history later, so sending
   * succeeds; the same id sent twice is shown once.
   */
  async send(to: Address, message: ChannelMessage): Promise<Receipt> {
    const item = renderMessage(message, new Date(this.#nowMs()).toISOString());
    this.#conversations.tell(conversationIn(to), { event: "message", id: item.id, data: item });
    return message.id;
  }

  limitsOf(): readonly [] {
    return [];
  }

  /** Nothing is kept but that a conversation was ended, which must stay so. */
  async forget(): Promise<void> {}
}

function conversationIn(address: Address): string {
  const conversation = conversationOf(address);
  if (conversation === undefined)
    throw new Undeliverable(`Cannot send to "${address}": it is not a web address`);
  return conversation;
}
