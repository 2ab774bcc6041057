/** The transcript's patron on Telegram, which posts to the webhook. */

import { TelegramChannel } from "../../src/channels/telegram/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { until } from "../helpers/conversation.ts";
import { TelegramEmulator } from "./telegram/emulator.ts";
import type { ShownMessage } from "./telegram/emulator-chats.ts";
import { DESCRIPTIONS } from "./telegram/library.ts";
import { TelegramPatron } from "./telegram/patron.ts";
import { type Opened, openKutsu, type TranscriptPatron, type TranscriptTime } from "./transcript-kutsu.ts";

const CHAT = 5512;

/** A patron with the Telegram they are on. */
export interface OpenedTelegram extends Opened {
  readonly telegram: TelegramEmulator;
}

/** Opens the emulated Telegram with Kutsu on it. */
export async function openTelegram(turnTools: TurnTools, time?: TranscriptTime): Promise<OpenedTelegram> {
  const telegram = new TelegramEmulator();
  await telegram.open();
  telegram.chats.add(CHAT);
  const kutsu = await openKutsu(
    turnTools,
    ({ memory }) =>
      new TelegramChannel({
        ...{ token: telegram.token, apiRoot: telegram.url, memory },
        ...{ webhookSecret: "secret-of-the-test", publicUrl: "https://kutsu.example.org" },
        descriptions: DESCRIPTIONS,
      }),
    time,
  );
  telegram.webhookHost = kutsu.url;
  await until("a webhook", () => telegram.callsOf("setMyShortDescription").length === 2);
  const patron = toPatron(new TelegramPatron(telegram, CHAT), kutsu.settled);
  const stop = async () => {
    await kutsu.stop();
    await telegram.close();
  };
  return { patron, sent: kutsu.sent, inside: kutsu.inside, telegram, stop };
}

function toPatron(chat: TelegramPatron, settled: () => Promise<void>): TranscriptPatron {
  let read = 0;
  const buttonsOf = ({ keyboard }: ShownMessage) =>
    keyboard.flat().map(({ text, callback_data }) => ({ name: text.replace(/^\d+\. /, ""), callback_data }));
  return {
    say: async (text) => {
      expect(await chat.writes(text)).toBe("accepted");
    },
    tap: async (choice) => {
      const under = chat.heard.at(-1);
      const button = under && buttonsOf(under).find(({ name }) => name === choice);
      if (under === undefined || button === undefined) throw new Error(`Cannot tap "${choice}": not shown`);
      expect(await chat.tapsData(under, button.callback_data)).toBe("accepted");
    },
    read: async () => {
      await settled();
      const fresh = chat.heard.slice(read);
      read = chat.heard.length;
      return {
        // The number of a card stands before its title, to be typed as well.
        text: fresh.map(({ text }) => text.replace(/^\d+\. /gm, "")).join("\n"),
        choices: fresh.flatMap(buttonsOf).map(({ name }) => name),
      };
    },
  };
}
