/**
 * Keyboards that are open: Kutsu takes the choices of a question away once it is answered, by a tap or by typing, so that
 * nobody taps what no longer counts. The buttons of cards stay: they work as long as the message is there.
 */
import { z } from "zod";
import type { ChannelMemory } from "../channel.ts";
import type { BotApi, Keyboard } from "./bot-api.ts";
import { staysOpen } from "./callback-data.ts";

/** A message in a chat. */
export interface Place {
  readonly chatId: string;
  readonly messageId: number;
}

/** A question that nobody answered for so long keeps its keyboard. */
const TTL_SECONDS = 30 * 24 * 3600;

const open = z.object({
  messageId: z.number(),
  /** The rows that stay. */
  stays: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
});

interface Open {
  readonly messageId: number;
  readonly stays: Keyboard;
}

/** Remembers the last question of each chat, and closes it. */
export class Keyboards {
  readonly #api: BotApi;
  readonly #memory: ChannelMemory;

  constructor(api: BotApi, memory: ChannelMemory) {
    this.#api = api;
    this.#memory = memory;
  }

  /** Remembers the keyboard of a message just sent, and closes the one from before, which its question takes the place of. */
  async opened({ chatId, messageId }: Place, keyboard: Keyboard): Promise<void> {
    const stays = rowsThatStay(keyboard);
    const before = await this.#find(chatId);
    if (stays.length < keyboard.length) {
      await this.#memory.set(`keyboard:${chatId}`, JSON.stringify({ messageId, stays }), TTL_SECONDS);
    }
    if (before !== undefined && before.messageId < messageId) await this.#close(chatId, before);
  }

  /** Closes the keyboard that was tapped. */
  async tapped({ chatId, messageId }: Place, keyboard: Keyboard): Promise<void> {
    const stays = rowsThatStay(keyboard);
    if (stays.length < keyboard.length) await this.#close(chatId, { messageId, stays });
  }

  /** The patron wrote: closes the question from before. One sent meanwhile has a higher id and is left alone. */
  async wrote({ chatId, messageId }: Place): Promise<void> {
    const last = await this.#find(chatId);
    if (last !== undefined && last.messageId < messageId) await this.#close(chatId, last);
  }

  /** Forgets the questions of a chat. */
  async forget(chatId: string): Promise<void> {
    await this.#memory.delete(`keyboard:${chatId}`, `closed:${chatId}`);
  }

  async #close(chatId: string, { messageId, stays }: Open): Promise<void> {
    // Under a key of its own: a new question may be remembered at this moment.
    await this.#memory.set(`closed:${chatId}`, String(messageId), TTL_SECONDS);
    await this.#api.setKeyboard(chatId, messageId, stays);
  }

  /** Finds the question that is still open. */
  async #find(chatId: string): Promise<Open | undefined> {
    const [kept, closed] = await Promise.all([
      this.#memory.get(`keyboard:${chatId}`),
      this.#memory.get(`closed:${chatId}`),
    ]);
    const last = kept === undefined ? undefined : open.parse(JSON.parse(kept));
    return String(last?.messageId) === closed ? undefined : last;
  }
}

function rowsThatStay(keyboard: Keyboard): Keyboard {
  return keyboard.filter((row) => row.every(({ callback_data }) => staysOpen(callback_data)));
}
