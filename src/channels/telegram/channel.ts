/**
 * Telegram as a channel. With a public https address Telegram posts what happens to `/telegram`; without one Kutsu asks for
 * it. Trouble with Telegram never ends the process: it is told and tried again.
 */
import {
  type Address,
  type Channel,
  type ChannelEvent,
  type ChannelMemory,
  type ChannelMessage,
  type ChannelRoute,
  type PaceLimit,
  type Receipt,
  Undeliverable,
} from "../channel.ts";
import { type Bot, BotApi, type Chat, type Keyboard, Refused } from "./bot-api.ts";
import { packChoice } from "./callback-data.ts";
import { Keyboards } from "./keyboards.ts";
import { limitsOf } from "./limits.ts";
import { chatOf, type Parsed, parseUpdate } from "./parse.ts";
import { type Descriptions, setProfile } from "./profile.ts";
import { ALLOWED_UPDATES, keepTrying, type OnError, poll, receivePost } from "./receive.ts";
import { type Rendered, renderAsList, renderMessage } from "./render.ts";
import { fill, type RichText, toHtml, toPlain } from "./rich-text.ts";

export interface TelegramChannelOptions {
  /** As @BotFather gives it. */
  readonly token: string;
  /** Where the Bot API is, e.g. `https://api.telegram.org`. */
  readonly apiRoot: string;
  /** Proves that a post comes from Telegram: 1 to 256 of A-Z a-z 0-9 _ and -. */
  readonly webhookSecret: string;
  /** Where Telegram reaches this server, without a slash at the end. Absent or not https: Kutsu asks for updates. */
  readonly publicUrl?: string;
  /** What the bot says about itself; the English one is for all other languages, too. */
  readonly descriptions: Readonly<Record<"fi" | "en", Descriptions>>;
  readonly memory: ChannelMemory;
  /** Told about what failed and is tried again, or is a courtesy only. */
  readonly onError?: OnError;
  readonly limits?: Partial<typeof LIMITS>;
}

const LIMITS = {
  /** How long Telegram may take to answer a call. */
  callMs: 10_000,
  /** How long Telegram holds an answer back until something happens. */
  waitSeconds: 25,
  firstBackoffMs: 1_000,
  longestBackoffMs: 60_000,
};

const PATH = "/telegram";
const SECRET = /^[\w-]{1,256}$/;
const TEXT_LIMIT = 4096;
/** How far a message in several parts has come is known for longer than it is tried. */
const PROGRESS_TTL_SECONDS = 2 * 24 * 3600;

export class TelegramChannel implements Channel {
  readonly name = "telegram";
  readonly #options: TelegramChannelOptions;
  readonly #limits: typeof LIMITS;
  readonly #api: BotApi;
  readonly #keyboards: Keyboards;
  readonly #onError: OnError;
  /** Where Telegram posts to; absent: it is asked. */
  readonly #webhookUrl: string | undefined;
  readonly #stopping = new AbortController();
  /** What is under way and nobody waits for but `stop`. */
  readonly #tasks = new Set<Promise<void>>();
  #bot: Bot | undefined;
  #accept: ((event: ChannelEvent) => Promise<void>) | undefined;

  constructor(options: TelegramChannelOptions) {
    if (!SECRET.test(options.webhookSecret)) {
      throw new Error(
        "Cannot make the Telegram channel: webhookSecret is not 1 to 256 of A-Z a-z 0-9 _ and -",
      );
    }
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#api = new BotApi({ ...options, timeoutMs: this.#limits.callMs });
    this.#keyboards = new Keyboards(this.#api, options.memory);
    this.#onError = options.onError ?? (() => undefined);
    const { publicUrl } = options;
    this.#webhookUrl = publicUrl?.startsWith("https://") ? `${publicUrl}${PATH}` : undefined;
  }

  routes(): readonly ChannelRoute[] {
    if (this.#webhookUrl === undefined) return [];
    const tools = {
      secret: this.#options.webhookSecret,
      receive: (update: unknown) => this.#receive(update),
      onError: this.#onError,
    };
    return [
      { method: "POST", path: PATH, handle: (request, response) => receivePost(request, response, tools) },
    ];
  }

  async identify(): Promise<string> {
    const { username } = await this.#api.whoAmI();
    return `@${username}`;
  }

  /** Begins to receive, in the background: Telegram may be out of reach when Kutsu starts. */
  async start(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    this.#accept = accept;
    this.#run(this.#open(), "start");
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
  }

  async typing(to: Address): Promise<void> {
    await this.#api.showTyping(chatOf(to));
  }

  async send(to: Address, message: ChannelMessage): Promise<Receipt> {
    const rendered = renderMessage(message);
    const keyboard = await this.#pack(rendered, message.question ?? "");
    const chat = chatOf(to);
    const parts = { rendered, keyboard, progress: `sent:${to}:${message.id}` };
    try {
      return await this.#sendParts(chat, parts);
    } catch (error) {
      if (!(error instanceof Refused) || error.movedTo === undefined) throw error;
      return this.#sendParts({ ...chat, chat_id: error.movedTo }, parts);
    }
  }

  async #open(): Promise<void> {
    const { signal } = this.#stopping;
    const { firstBackoffMs: firstMs, longestBackoffMs: longestMs, waitSeconds } = this.#limits;
    const pace = { onError: this.#onError, backoff: { firstMs, longestMs }, signal };
    const register = async (): Promise<void> => {
      this.#bot = await this.#api.whoAmI();
      if (this.#webhookUrl === undefined) return this.#api.deleteWebhook();
      await this.#api.setWebhook(this.#webhookUrl, this.#options.webhookSecret, ALLOWED_UPDATES);
    };
    await keepTrying(register, "start", pace);
    if (signal.aborted) return;
    this.#run(setProfile(this.#api, this.#options.descriptions), "profile");
    if (this.#webhookUrl !== undefined) return;
    await poll(this.#api, { ...pace, waitSeconds, receive: (update) => this.#receive(update) });
  }

  /** Stores what an update means, and tidies the chat up after it. Rejects when it could not be stored. */
  async #receive(update: unknown): Promise<void> {
    if (this.#bot === undefined || this.#accept === undefined) {
      throw new Error("Cannot accept an update of Telegram: the channel does not know its bot yet");
    }
    const { memory } = this.#options;
    const parsed = await parseUpdate(update, { bot: this.#bot, memory, now: new Date().toISOString() });
    // The patron's finger has waited long enough; whether the event can be stored is another matter.
    if (parsed.tapId !== undefined) this.#run(this.#api.answerTap(parsed.tapId).catch(letGo), "answer a tap");
    if (parsed.event !== undefined) await this.#accept(parsed.event);
    this.#tidy(parsed);
  }

  #tidy({ tapped, wrote }: Parsed): void {
    const close = "close a keyboard";
    if (tapped !== undefined) this.#run(this.#keyboards.tapped(tapped, tapped.keyboard).catch(letGo), close);
    if (wrote !== undefined) this.#run(this.#keyboards.wrote(wrote).catch(letGo), close);
  }

  /** Lets something go on by itself. */
  #run(task: Promise<void>, what: string): void {
    const done = task
      .catch((error: unknown) => this.#onError(error, what))
      .finally(() => this.#tasks.delete(done));
    this.#tasks.add(done);
  }

  limitsOf(to: Address): readonly PaceLimit[] {
    return limitsOf(to);
  }

  async forget(address: Address): Promise<void> {
    await this.#keyboards.forget(chatOf(address).chat_id);
  }

  async #pack({ rows }: Rendered, question: string): Promise<Keyboard> {
    const { memory } = this.#options;
    return Promise.all(
      rows.map((row) =>
        Promise.all(
          row.map(async ({ kind, label, value }) => ({
            text: label,
            callback_data: await packChoice(kind, { value, question }, memory),
          })),
        ),
      ),
    );
  }

  /** Sends the parts that are not sent yet: after a failure half way, the rest. */
  async #sendParts(chat: Chat, { rendered, keyboard, progress }: Parts): Promise<Receipt> {
    const { memory } = this.#options;
    const { texts } = rendered;
    const isLong = texts.length > 1;
    const first = isLong ? Number((await memory.get(progress)) ?? 0) : 0;
    let messageId = 0;
    for (const [index, text] of texts.entries()) {
      if (index < first) continue;
      const isLast = index === texts.length - 1;
      messageId = await this.#sendPart(chat, text, isLast ? { rendered, keyboard } : undefined);
      // A part that is sent is sent, also when it could not be noted.
      if (isLong) await memory.set(progress, String(index + 1), PROGRESS_TTL_SECONDS).catch(this.#note);
    }
    const place = { chatId: chat.chat_id, messageId };
    if (keyboard.length > 0 && messageId > 0)
      this.#run(this.#keyboards.opened(place, keyboard).catch(letGo), "remember a keyboard");
    return `${chat.chat_id}:${messageId}`;
  }

  readonly #note = (error: unknown): void => this.#onError(error, "note a part");

  async #sendPart(chat: Chat, text: RichText, end?: Pick<Parts, "rendered" | "keyboard">): Promise<number> {
    try {
      return await this.#api.sendText(chat, { text: toHtml(text), html: true, keyboard: end?.keyboard });
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 400 || error.movedTo !== undefined) throw error;
      this.#onError(error, "send with looks and buttons");
      return this.#sendPlain(chat, text, end?.rendered);
    }
  }

  /** The last resort for a message that Telegram refuses as it is: only words, and the choices as a list. */
  async #sendPlain(chat: Chat, text: RichText, end?: Rendered): Promise<number> {
    const list = end === undefined ? "" : renderAsList(end);
    const blocks = [toPlain(text), list].filter((block) => block !== "").map((block) => [{ text: block }]);
    let messageId = 0;
    try {
      for (const part of fill(blocks, TEXT_LIMIT)) {
        messageId = await this.#api.sendText(chat, { text: toPlain(part), html: false });
      }
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 400) throw error;
      throw new Undeliverable(error.message, { cause: error });
    }
    return messageId;
  }
}

/** Lets go what cannot be done any more, which is no trouble: a tap too old to answer, a message that cannot be edited. */
function letGo(error: unknown): void {
  const isPast = error instanceof Undeliverable || (error instanceof Refused && error.code === 400);
  if (!isPast) throw error;
}

/** A message ready to be sent, and the key that says how far it has come. */
interface Parts {
  readonly rendered: Rendered;
  readonly keyboard: Keyboard;
  readonly progress: string;
}
