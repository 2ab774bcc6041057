/** Text for Teams: literal where it would be taken for formatting, split where it is too long, numbered where there are no buttons. */
import type { Card, ChannelMessage, SpokenChoice } from "../channel.ts";

/** Makes text mean itself in a card, which reads some Markdown: stars, links, and lists at the start of a line. */
export function literal(text: string): string {
  return text
    .replace(/[\\*_[\]`~]/g, "\\$&")
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, "$1\\$2")
    .replace(/^(\s*)([-+#>])(?=\s)/gm, "$1\\$2");
}

/** Splits text into pieces of at most `limit` UTF-16 units: between paragraphs, else lines, sentences, words. Nothing is lost. */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = endOf(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** Finds the last good place to end a piece, in its second half. */
function endOf(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const mark of ["\n\n", "\n", /[.!?…]\s(?!.*[.!?…]\s)/s, " "]) {
    const at = typeof mark === "string" ? head.lastIndexOf(mark) : head.search(mark) + 1;
    if (at > limit / 2) return at;
  }
  // Never between the halves of one character.
  return /[\ud800-\udbff]$/.test(head) ? limit - 1 : limit;
}

/** Says a whole message as plain text: cards first, then the choices, numbered through so that a number picks one. */
export function plainText({ text, cards = [], choices = [] }: ChannelMessage): string {
  const first = cards.reduce((count, card) => count + card.choices.length, 1);
  const parts = [text, ...cards.map((card, index) => cardText(card, index + 1)), choicesText(choices, first)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Says a card as plain text. */
export function cardText(card: Card, number?: number): string {
  const title = number === undefined ? card.title : `${number}. ${card.title}`;
  const facts = card.facts.map(({ label, text }) => `${label}: ${text}`);
  const rest = [card.text, card.why, ...card.notes].filter((line) => line);
  return [title, ...facts, ...rest, ...card.links.map(({ label, url }) => `${label}: ${url}`)].join("\n");
}

/** Numbers choices; those that are numbers themselves stand alone. */
export function choicesText(choices: readonly SpokenChoice[], first = 1): string {
  return choices
    .map(({ label }, index) => (/^\d+$/.test(label) ? label : `${first + index}. ${label}`))
    .join("\n");
}
