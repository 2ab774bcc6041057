/** A patron in a chat of the emulated Telegram: writes, taps, blocks. */
import type { Acknowledgement, TelegramEmulator } from "./emulator.ts";
import { type Json, nowSeconds, type ShownMessage } from "./emulator-chats.ts";

export class TelegramPatron {
  readonly chatId: number;
  readonly #telegram: TelegramEmulator;
  #taps = 900;

  constructor(telegram: TelegramEmulator, chatId: number) {
    this.#telegram = telegram;
    this.chatId = chatId;
  }

  /** What the chat shows, oldest first. */
  get shown(): readonly ShownMessage[] {
    return this.#telegram.chats.shown(this.chatId);
  }

  /** What the bot said in the chat, oldest first. */
  get heard(): readonly ShownMessage[] {
    return this.shown.filter(({ fromBot }) => fromBot);
  }

  /** Writes; `more` holds further fields of the message. The same `updateId` is the same update again. */
  writes(text: string | undefined, more: Json = {}, updateId?: number): Promise<Acknowledgement> {
    const message = this.message({ ...(text !== undefined && { text, ...commandIn(text) }), ...more });
    const message_id = Number(message.message_id);
    this.#telegram.chats.show(this.chatId, { message_id, fromBot: false, text: text ?? "" });
    return this.#telegram.deliver({ message }, updateId);
  }

  /** Builds a message of the patron's. */
  message(more: Json): Json {
    const chat = { id: this.chatId, type: this.#telegram.chats.typeOf(this.chatId) };
    const message_id = this.#telegram.chats.nextMessageId();
    return { message_id, from: this.#person(), chat, date: nowSeconds(), ...more };
  }

  /** Taps the button with this label in the newest message that has it. */
  taps(label: string): Promise<Acknowledgement> {
    const buttonIn = ({ keyboard }: ShownMessage) => keyboard.flat().find(({ text }) => text === label);
    const under = this.shown.findLast(buttonIn);
    const button = under && buttonIn(under);
    if (under === undefined || button === undefined) {
      throw new Error(`Cannot tap "${label}": no message has such a button`);
    }
    return this.tapsData(under, button.callback_data);
  }

  /** Taps a button as it was shown once; it may be gone by now. */
  tapsData(under: ShownMessage, data: string): Promise<Acknowledgement> {
    this.#taps += 1;
    const message = {
      message_id: under.message_id,
      from: this.#telegram.bot,
      chat: { id: this.chatId, type: this.#telegram.chats.typeOf(this.chatId) },
      date: nowSeconds(),
      text: under.text,
      reply_markup: { inline_keyboard: under.keyboard },
    };
    const id = String(this.#taps);
    return this.#telegram.deliver({
      callback_query: { id, from: this.#person(), message, chat_instance: "1", data },
    });
  }

  /** Blocks the bot, or takes it back. */
  blocks(isBlocked: boolean): Promise<Acknowledgement> {
    this.#telegram.chats.setBlocked(this.chatId, isBlocked);
    const [before, after] = isBlocked ? ["member", "kicked"] : ["kicked", "member"];
    const user = this.#telegram.bot;
    return this.#telegram.deliver({
      my_chat_member: {
        chat: { id: this.chatId, type: "private" },
        from: this.#person(),
        date: nowSeconds(),
        old_chat_member: { user, status: before },
        new_chat_member: { user, status: after, until_date: 0 },
      },
    });
  }

  #person(): Json {
    const id = Math.abs(this.chatId);
    return { id, is_bot: false, first_name: "Maija", last_name: "Meikäläinen", language_code: "fi" };
  }
}

/** Telegram marks what looks like a command. */
function commandIn(text: string): Json {
  const [command] = /^\/\w+(@\w+)?/.exec(text) ?? [];
  return command === undefined
    ? {}
    : { entities: [{ type: "bot_command", offset: 0, length: command.length }] };
}
