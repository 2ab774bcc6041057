/** Renders a message as plain text: cards first, then the choices, numbered through so that a number picks one. */
import type { Card, ChannelMessage, SpokenChoice } from "../channel.ts";

/** Gives the lines to print, without colours. */
export function renderText({ text, cards = [], choices = [] }: ChannelMessage): string {
  const onCards = cards.flatMap((card) => card.choices.map(() => card));
  const numbered = choices.map((choice, index) => choiceLine(choice, onCards.length + index + 1));
  return [text, ...cards.map((card, index) => cardText(card, index + 1)), numbered.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function cardText(card: Card, number: number): string {
  const title = card.choices.length > 0 ? `${number}. ${card.title}` : card.title;
  const facts = card.facts.map(({ label, text }) => `   ${label}: ${text}`);
  const rest = [card.text, card.why, ...card.notes].filter((line) => line !== undefined && line !== "");
  const links = card.links.map(({ label, url }) => `   ${label}: ${url}`);
  return [title, ...facts, ...rest.map((line) => `   ${line?.replaceAll("\n", "\n   ")}`), ...links].join(
    "\n",
  );
}

function choiceLine({ label }: SpokenChoice, number: number): string {
  return /^\d+$/.test(label) ? `   ${label}` : `   ${number}. ${label}`;
}
