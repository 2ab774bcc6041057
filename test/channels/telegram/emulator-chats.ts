/** The chats of the emulated Telegram: what they show, and the rules for sending into them. */
import { type Entity, readHtml } from "./emulator-html.ts";

/** What travels. */
export type Json = Record<string, unknown>;

/** A button under a message. */
export interface ShownButton {
  readonly text: string;
  readonly callback_data: string;
}

/** A message as the patrons of a chat see it. */
export interface ShownMessage {
  readonly message_id: number;
  readonly fromBot: boolean;
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly keyboard: readonly (readonly ShownButton[])[];
  readonly thread?: number;
}

interface Chat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly shown: ShownMessage[];
  isBlocked: boolean;
}

const NOT_MODIFIED = "Bad Request: message is not modified";

export class EmulatedChats {
  readonly #chats = new Map<number, Chat>();
  #messageId = 100;

  has(id: unknown): boolean {
    return this.#chat(id) !== undefined;
  }

  add(id: number, type: Chat["type"] = "private"): void {
    this.#chats.set(id, { id, type, shown: [], isBlocked: false });
  }

  /** What the chat shows, oldest first. */
  shown(chatId: number): readonly ShownMessage[] {
    return this.#chat(chatId)?.shown ?? [];
  }

  /** Gives the id of a new message, which is higher than all before. */
  nextMessageId(): number {
    this.#messageId += 1;
    return this.#messageId;
  }

  /** Puts a message into a chat. */
  show(
    chatId: number,
    message: Partial<ShownMessage> & Pick<ShownMessage, "message_id" | "fromBot" | "text">,
  ): void {
    this.#chat(chatId)?.shown.push({ entities: [], keyboard: [], ...message });
  }

  setBlocked(chatId: number, isBlocked: boolean): void {
    const chat = this.#chat(chatId);
    if (chat !== undefined) chat.isBlocked = isBlocked;
  }

  typeOf(chatId: number): Chat["type"] {
    return this.#chat(chatId)?.type ?? "private";
  }

  /** Answers the call of this name. */
  sendMessage(payload: Json): Json {
    const chat = this.#chat(payload.chat_id);
    if (chat === undefined) return failure(400, "Bad Request: chat not found");
    if (chat.isBlocked) return failure(403, "Forbidden: bot was blocked by the user");
    const read =
      payload.parse_mode === "HTML"
        ? readHtml(String(payload.text))
        : { text: String(payload.text), entities: [] };
    if ("wrong" in read) return failure(400, `Bad Request: can't parse entities: ${read.wrong}`);
    if (read.text.trim() === "") return failure(400, "Bad Request: message text is empty");
    if (read.text.length > 4096) return failure(400, "Bad Request: message is too long");
    const keyboard = keyboardIn(payload);
    const wrong = wrongButton(keyboard);
    if (wrong !== undefined) return failure(400, wrong);
    const message_id = this.nextMessageId();
    const thread =
      payload.message_thread_id === undefined ? {} : { thread: Number(payload.message_thread_id) };
    this.show(chat.id, { message_id, fromBot: true, ...read, keyboard, ...thread });
    return ok({
      message_id,
      date: nowSeconds(),
      chat: { id: chat.id, type: chat.type },
      text: read.text,
    });
  }

  /** Answers the call `editMessageReplyMarkup`. */
  editKeyboard(payload: Json): Json {
    const { shown = [] } = this.#chat(payload.chat_id) ?? {};
    const index = shown.findIndex(
      ({ message_id, fromBot }) => fromBot && message_id === Number(payload.message_id),
    );
    const message = shown[index];
    if (message === undefined) return failure(400, "Bad Request: message to edit not found");
    const keyboard = keyboardIn(payload);
    const wrong = wrongButton(keyboard);
    if (wrong !== undefined) return failure(400, wrong);
    if (JSON.stringify(keyboard) === JSON.stringify(message.keyboard)) return failure(400, NOT_MODIFIED);
    shown[index] = { ...message, keyboard };
    return ok({ message_id: message.message_id });
  }

  #chat(id: unknown): Chat | undefined {
    return this.#chats.get(Number(id));
  }
}

function keyboardIn({ reply_markup }: Json): ShownMessage["keyboard"] {
  return (reply_markup as { inline_keyboard?: ShownMessage["keyboard"] } | undefined)?.inline_keyboard ?? [];
}

function wrongButton(keyboard: ShownMessage["keyboard"]): string | undefined {
  const buttons = keyboard.flat();
  if (buttons.length > 100) return "Bad Request: reply markup is too long";
  if (buttons.some(({ text }) => text.trim() === ""))
    return "Bad Request: text buttons are unallowed in the inline keyboard";
  const isData = (data: string) => Buffer.byteLength(data) >= 1 && Buffer.byteLength(data) <= 64;
  return buttons.every(({ callback_data }) => isData(callback_data))
    ? undefined
    : "Bad Request: BUTTON_DATA_INVALID";
}

/** Telegram's times are in seconds. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** An answer of the Bot API that all is well. */
export function ok(result: unknown): Json {
  return { ok: true, result };
}

/** An answer of the Bot API that it is not. */
export function failure(code: number, description: string, parameters?: Json): Json {
  return { ok: false, error_code: code, description, ...(parameters && { parameters }) };
}
