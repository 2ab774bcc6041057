/** Shows in words what the web chat will show of a message; it shows all of it, however long. */
import type { Card, ChannelMessage } from "../channel.ts";
import { renderMessage } from "./render.ts";

/** Gives the one message; a card has a frame at its left, and buttons are in brackets. */
export function previewOnWeb(spoken: ChannelMessage): readonly string[] {
  const { message = spoken } = renderMessage(spoken, "");
  const { text, cards = [], choices = [] } = message;
  const buttons = choices.map(({ label }) => `[${label}]`).join(" ");
  return [[text, ...cards.map(cardInWords), buttons].filter((part) => part !== "").join("\n\n")];
}

function cardInWords({ title, facts, text, why, notes, links, choices }: Card): string {
  return [
    ...[title, ...notes, ...facts.map(({ label, text: fact }) => `${label}: ${fact}`)],
    ...[text, why].filter((line) => line !== undefined && line !== ""),
    ...links.map(({ label, url }) => `${label}: ${url}`),
    ...choices.map(({ label }) => `[${label}]`),
  ]
    .map((line) => `│ ${line}`)
    .join("\n");
}
