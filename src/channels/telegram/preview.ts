/** Shows in words what Telegram will show of a message, and how much of what it allows is used. */
import type { ChannelMessage } from "../channel.ts";
import { renderMessage, TEXT_LIMIT } from "./render.ts";
import { toPlain } from "./rich-text.ts";

/** Gives one text for each message in the chat; buttons are rows in brackets. */
export function previewOnTelegram(message: ChannelMessage): readonly string[] {
  const { texts, rows } = renderMessage(message);
  const buttons = rows.map((row) => row.map(({ label }) => `[${label}]`).join(" "));
  const last = texts.length - 1;
  return texts.map((text, index) =>
    index === last ? [toPlain(text), "", ...buttons].join("\n").trimEnd() : toPlain(text),
  );
}

/** Counts as Telegram does, once it has read the markup. */
export function lengthOnTelegram(message: ChannelMessage): {
  readonly length: number;
  readonly limit: number;
} {
  const { texts } = renderMessage(message);
  const letters = texts.flat().reduce((sum, { text }) => sum + text.length, 0);
  // Between two texts a paragraph ends.
  return { length: letters + 2 * (texts.length - 1), limit: TEXT_LIMIT };
}
