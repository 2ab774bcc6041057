/** The platforms that follow-ups are played on, and what each must have been given of one: the least that a client of it shows. */
import { expect } from "@jest/globals";
import type { ChannelMessage } from "../../src/channels/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import type { Came } from "./follow-ups-world.ts";
import { missingFrom } from "./transcript-check.ts";
import type { Opened, TranscriptTime } from "./transcript-kutsu.ts";
import { openTeams } from "./transcript-teams.ts";
import { openTelegram } from "./transcript-telegram.ts";
import { openWeb } from "./transcript-web.ts";

/** A patron on a platform, and the check of what the platform was given of a follow-up that has just come. */
export interface OnWire {
  readonly opened: Opened;
  checkWire(came: Came): void;
}

/** What a button of Telegram's may carry. */
const LIMIT_BYTES = 64;

/** Opens Telegram: every button carries what Telegram takes, and each message is one. */
export async function openOnTelegram(turnTools: TurnTools, time: TranscriptTime): Promise<OnWire> {
  const opened = await openTelegram(turnTools, time);
  const checkWire = ({ sent, choices }: Came) => {
    const payloads = opened.telegram.callsOf("sendMessage") as readonly SentMessage[];
    expect(payloads).toHaveLength(opened.sent.length);
    const buttons = payloads
      .slice(-sent.length)
      .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? []);
    expect(buttons).toHaveLength(choices.length);
    const lengths = buttons.map(({ callback_data }) => Buffer.byteLength(callback_data));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LIMIT_BYTES);
  };
  return { opened, checkWire };
}

interface SentMessage {
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly { callback_data: string }[])[] };
}

/** Opens Teams: a message is posted to the patron's conversation, and each card says in plain text what it shows and offers. */
export async function openOnTeams(turnTools: TurnTools, time: TranscriptTime): Promise<OnWire> {
  const opened = await openTeams(turnTools, time);
  const checkWire = ({ sent }: Came) => {
    const posts = opened.service.posted.filter(({ activity }) => activity.type === "message");
    expect(posts).toHaveLength(opened.sent.length);
    for (const [index, { path, authorization, activity }] of posts.slice(-sent.length).entries()) {
      const { text, cards = [], choices = [] } = sent[index] as ChannelMessage;
      // Where the patron spoke first: kept then, and found now.
      expect(path).toContain("/connector/v3/conversations/a%3A1personal-chat/activities");
      expect(authorization).toBe("Bearer token-of-the-bot");
      expect(activity).toMatchObject({ text, textFormat: "plain" });
      const contents = (activity.attachments ?? []).map(({ content }) => content);
      expect(contents.map(({ version }) => version)).toEqual(contents.map(() => "1.5"));
      const fallback = contents.map(({ fallbackText }) => fallbackText).join("\n");
      const titles = cards.map(({ title }) => title);
      const labels = choices.map(({ label }) => label);
      expect(missingFrom(fallback, [...titles, ...labels])).toEqual([]);
    }
  };
  return { opened, checkWire };
}

/** Opens a page of the web chat: it hears each message once. */
export async function openOnWeb(turnTools: TurnTools, time: TranscriptTime): Promise<OnWire> {
  const opened = await openWeb(turnTools, time);
  const checkWire = () => {
    expect(opened.heard).toEqual(opened.sent);
  };
  return { opened, checkWire };
}
