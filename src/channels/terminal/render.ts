/** Renders a message as plain text: cards first, then the choices, numbered through so that a number picks one. */
import type { Card, ChannelMessage, SpokenChoice } from "../channel.ts";

/** Gives the lines to print, without colours. */
export function renderText({ text, cards = [], choices = [] }: ChannelMessage): string {
  let next = 1;
  const onCards = cards.map((card) => {
    const first = next;
    next += card.choices.length;
    return cardText(card, first);
  });
  return [text, ...onCards, numbered(choices, next).join("\n")].filter((part) => part !== "").join("\n\n");
}

/** A card with one choice is picked by its title; where there are more, each is told. */
function cardText(card: Card, first: number): string {
  const isPicked = card.choices.length === 1;
  const title = isPicked ? `${first}. ${card.title}` : card.title;
  const facts = card.facts.map(({ label, text }) => `   ${label}: ${text}`);
  const rest = [card.text, card.why, ...card.notes].filter((line) => line !== undefined && line !== "");
  const links = card.links.map(({ label, url }) => `   ${label}: ${url}`);
  return [
    ...[title, ...facts],
    ...rest.map((line) => `   ${line?.replaceAll("\n", "\n   ")}`),
    ...[...links, ...(isPicked ? [] : numbered(card.choices, first))],
  ].join("\n");
}

function numbered(choices: readonly SpokenChoice[], first: number): readonly string[] {
  return choices.map(({ label }, index) =>
    /^\d+$/.test(label) ? `   ${label}` : `   ${first + index}. ${label}`,
  );
}
