/**
 * The Bot API as the rest of this folder calls it: telegraf's client with a time limit on every call, and failures told
 * apart. What it throws holds no token and no text of a patron, which telegraf's own errors do.
 */
import { Telegram, TelegramError } from "telegraf";
import { NotTaken, TooFast, Undeliverable } from "../channel.ts";
import { noConnection } from "../no-connection.ts";

export interface BotApiOptions {
  readonly token: string;
  /** Where the Bot API is, e.g. `https://api.telegram.org`. */
  readonly apiRoot: string;
  /** How long Telegram may take to answer a call. */
  readonly timeoutMs: number;
}

/** Who the bot is. */
export interface Bot {
  readonly id: number;
  /** Without the @. */
  readonly username: string;
}

/** Where a message goes. */
export interface Chat {
  readonly chat_id: string;
  /** The topic of a forum. */
  readonly message_thread_id?: number;
}

/** One button: a value that comes back in a tap. */
export interface Button {
  readonly text: string;
  readonly callback_data: string;
}

/** A keyboard under a message, a row each. */
export type Keyboard = readonly (readonly Button[])[];

/** Thrown when Telegram answers that a call is wrong as it stands. */
export class Refused extends NotTaken {
  readonly code: number;
  /** Where the chat went, when a group became a supergroup. */
  readonly movedTo: string | undefined;
  constructor(message: string, code: number, movedTo?: string) {
    // A token that is not valid is no fault of the message's.
    super(message, { reason: String(code), isTrouble: code !== 400 });
    this.code = code;
    this.movedTo = movedTo;
  }
}

const MS_PER_SECOND = 1000;
const UNAVAILABLE = 503;

/** What an operator can do about an answer of Telegram's. */
const REMEDIES: Readonly<Record<number, string>> = {
  401: "the bot's token is not valid; copy it again from @BotFather to TELEGRAM_BOT_TOKEN",
  404: "the bot's token is not valid; copy it again from @BotFather to TELEGRAM_BOT_TOKEN",
  409: "another program receives this bot's messages; stop it, or give it a bot of its own",
};

/** What Telegram says when a chat can never be written to; it says so with the code of any other mistake. */
const NO_SUCH_CHAT =
  /chat not found|user not found|peer_id_invalid|user is deactivated|chat_write_forbidden/i;

/** Calls the Bot API. */
export class BotApi {
  readonly #telegram: Telegram;
  readonly #timeoutMs: number;

  constructor({ token, apiRoot, timeoutMs }: BotApiOptions) {
    this.#telegram = new Telegram(token, { apiRoot, webhookReply: false });
    this.#timeoutMs = timeoutMs;
  }

  /** Asks who the bot is. */
  async whoAmI(): Promise<Bot> {
    const { id, username } = await this.#call("getMe", {});
    return { id, username };
  }

  /** Sends one text of at most 4,096 characters; gives its id. */
  async sendText(
    chat: Chat,
    { text, html, keyboard }: { readonly text: string; readonly html: boolean; readonly keyboard?: Keyboard },
  ): Promise<number> {
    const { message_id } = await this.#call("sendMessage", {
      ...chat,
      text,
      link_preview_options: { is_disabled: true },
      ...(html && { parse_mode: "HTML" as const }),
      ...(keyboard && keyboard.length > 0 && { reply_markup: { inline_keyboard: mutable(keyboard) } }),
    });
    return message_id;
  }

  /** Shows under a message only these buttons. */
  async setKeyboard(chatId: string, messageId: number, keyboard: Keyboard): Promise<void> {
    await this.#call("editMessageReplyMarkup", {
      chat_id: chatId,
      message_id: messageId,
      inline_message_id: undefined,
      reply_markup: { inline_keyboard: mutable(keyboard) },
    });
  }

  /** Ends the waiting sign on a tapped button. */
  async answerTap(id: string): Promise<void> {
    await this.#call("answerCallbackQuery", { callback_query_id: id });
  }

  async showTyping(chat: Chat): Promise<void> {
    await this.#call("sendChatAction", { ...chat, action: "typing" });
  }

  /** Asks Telegram to post what happens to `url`. */
  async setWebhook(url: string, secret: string, allowed: readonly UpdateKind[]): Promise<void> {
    await this.#call("setWebhook", { url, secret_token: secret, allowed_updates: [...allowed] });
  }

  /** Ends posting, so that it can be asked for; what waits stays. */
  async deleteWebhook(): Promise<void> {
    await this.#call("deleteWebhook", {});
  }

  /** Waits for what happened from update `offset` on; everything before it is confirmed and forgotten by Telegram. */
  async getUpdates(
    offset: number,
    { waitSeconds, allowed, signal }: PollOptions,
  ): Promise<readonly { readonly update_id: number }[]> {
    return this.#call(
      "getUpdates",
      { offset, timeout: waitSeconds, allowed_updates: [...allowed] },
      { timeoutMs: waitSeconds * MS_PER_SECOND + this.#timeoutMs, signal },
    );
  }

  /** Sets the menu of commands for a language, or for all others when it is "". */
  async setCommands(
    language: string,
    commands: readonly { command: string; description: string }[],
  ): Promise<void> {
    await this.#call("setMyCommands", { commands, language_code: language });
  }

  /** Sets what a patron reads before the conversation begins (`about`) and on the bot's profile (`short`). */
  async setDescriptions(language: string, { about, short }: { about: string; short: string }): Promise<void> {
    await this.#call("setMyDescription", { description: about, language_code: language });
    await this.#call("setMyShortDescription", { short_description: short, language_code: language });
  }

  async #call<M extends Method>(method: M, payload: Payload<M>, limits: Limits = {}): Promise<Result<M>> {
    const timeoutMs = limits.timeoutMs ?? this.#timeoutMs;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = limits.signal === undefined ? timeout : AbortSignal.any([timeout, limits.signal]);
    try {
      // Telegraf names the type of an older AbortSignal, which Node's own stands in for.
      const options = { signal } as unknown as Parameters<Telegram["callApi"]>[2];
      return (await this.#telegram.callApi(method, payload, options)) as Result<M>;
    } catch (error) {
      if (limits.signal?.aborted) throw new Error(`Cannot call Telegram "${method}": stopped`);
      if (timeout.aborted) throw new Error(`Cannot call Telegram "${method}": no answer in ${timeoutMs} ms`);
      throw explain(method, error);
    }
  }
}

type Method = Parameters<Telegram["callApi"]>[0];
type Payload<M extends Method> = Parameters<typeof Telegram.prototype.callApi<M>>[1];
type Result<M extends Method> = Awaited<ReturnType<typeof Telegram.prototype.callApi<M>>>;

/** What Kutsu wants to hear about. */
export type UpdateKind = "message" | "edited_message" | "callback_query" | "my_chat_member";

interface PollOptions {
  readonly waitSeconds: number;
  readonly allowed: readonly UpdateKind[];
  readonly signal: AbortSignal;
}

interface Limits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Tells failures apart. No `cause`: telegraf's errors carry what was sent, and node-fetch's the address with the token. */
function explain(method: string, error: unknown): Error {
  if (!(error instanceof TelegramError)) {
    const code = (error as { code?: unknown } | undefined)?.code;
    const what = typeof code === "string" ? code : "the answer is not one of Telegram's";
    const unheard = noConnection(error);
    const message = `Cannot call Telegram "${method}": ${what}`;
    return unheard === undefined
      ? new Error(message)
      : new NotTaken(message, { reason: unheard, isTrouble: true });
  }
  const { code, parameters, description } = error;
  const message = `Cannot call Telegram "${method}": ${code} ${description}`;
  if (code === 429) return new TooFast(message, (parameters?.retry_after ?? 1) * MS_PER_SECOND);
  if (code === 403) return new Undeliverable(message);
  const remedy = REMEDIES[code];
  if (remedy !== undefined) return new Refused(`${message}: ${remedy}`, code);
  // A server that failed may have sent it before.
  if (code >= 500 && code !== UNAVAILABLE) return new Error(message);
  if (code !== 400) return new NotTaken(message, { reason: String(code), isTrouble: true });
  const movedTo = parameters?.migrate_to_chat_id;
  if (movedTo !== undefined) return new Refused(message, code, String(movedTo));
  return NO_SUCH_CHAT.test(description) ? new Undeliverable(message) : new Refused(message, code);
}

function mutable(keyboard: Keyboard): { text: string; callback_data: string }[][] {
  return keyboard.map((row) => row.map((button) => ({ ...button })));
}
