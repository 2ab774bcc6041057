/** Renders a message for Telegram: texts that fit, and the rows of the keyboard under the last one. */
import type { Card, ChannelMessage, SpokenChoice } from "../channel.ts";
import type { ChoiceKind } from "./callback-data.ts";
import { fill, type RichText, type Run } from "./rich-text.ts";

/** A button before its value is packed. */
export interface RenderedButton {
  readonly kind: ChoiceKind;
  readonly label: string;
  readonly value: string;
}

/** A message as it is sent: at least one text, in order; the keyboard belongs under the last. */
export interface Rendered {
  readonly texts: readonly RichText[];
  readonly rows: readonly (readonly RenderedButton[])[];
}

/** Telegram counts after it has read the HTML. */
export const TEXT_LIMIT = 4096;
/** A longer label is cut off on the narrowest screens anyway. */
const LABEL_LIMIT = 60;
/** Short labels share a row: so many letters fit next to each other on a phone, where all buttons of a row are as wide. */
const ROW_LETTERS = 28;
const ROW_BUTTONS = 5;

/** Renders a message: its text, a paragraph block for each card, then the buttons of cards and the choices. */
export function renderMessage({ text, cards = [], choices = [] }: ChannelMessage): Rendered {
  const numbers = firstNumbers(cards);
  const blocks = [
    [{ text: text.trim() }],
    ...cards.map((card, index) => cardBlock(card, numbers[index] ?? 0)),
  ];
  const texts = fill(
    blocks.filter((block) => block.some((run) => run.text !== "")),
    TEXT_LIMIT,
  );
  const cardRows = cards.flatMap((card, index) => rowsOfCard(card, numbers[index] ?? 0));
  // Telegram refuses a message without words.
  return { texts: texts.length > 0 ? texts : [[{ text: "…" }]], rows: [...cardRows, ...rowsOf(choices)] };
}

/** Renders buttons as a list to pick from by typing, numbered through as typed numbers are understood. */
export function renderAsList({ rows }: Rendered): string {
  return rows
    .flat()
    .map(({ kind, label }, index) =>
      kind === "card" || /^\d+$/.test(label) ? label : `${index + 1}. ${label}`,
    )
    .join("\n");
}

/** Numbers go through the choices of all cards, so that a typed number picks what it stands beside. */
function firstNumbers(cards: readonly Card[]): readonly number[] {
  let number = 1;
  return cards.map(({ choices }) => {
    const first = number;
    number += choices.length;
    return first;
  });
}

function cardBlock(card: Card, number: number): RichText {
  const title = card.choices.length > 0 ? `${number}. ${card.title}` : card.title;
  const about = [card.text, card.why, ...card.notes].filter((line) => line !== undefined && line !== "");
  const lines: Run[][] = [
    [{ text: title, bold: true }],
    ...card.facts.map(({ label, text }) => [{ text: `${label}: ${text}` }]),
    ...about.map((line) => [{ text: line ?? "" }]),
    ...card.links.map(({ label, url }) => [
      isLink(url) ? { text: label, url } : { text: `${label}: ${url}` },
    ]),
  ];
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: "\n" }, ...line]));
}

/** Telegram drops other links without a word. */
function isLink(url: string): boolean {
  return /^https?:\/\/[^/\s]/.test(url);
}

function rowsOfCard({ title, choices }: Card, first: number): RenderedButton[][] {
  return choices.map(({ label, value }, index) => {
    const words = choices.length === 1 ? title : `${label}: ${title}`;
    return [{ kind: "card", label: shorten(`${first + index}. ${words}`), value }];
  });
}

function rowsOf(choices: readonly SpokenChoice[]): RenderedButton[][] {
  const rows: RenderedButton[][] = [];
  for (const { label, value } of choices) {
    const row = rows.at(-1) ?? [];
    const button = { kind: "answer", label, value } as const;
    const widest = Math.max(...[...row, button].map((one) => one.label.length));
    const fits = row.length > 0 && row.length < ROW_BUTTONS && widest * (row.length + 1) <= ROW_LETTERS;
    if (fits) row.push(button);
    else rows.push([button]);
  }
  return rows;
}

function shorten(label: string): string {
  const letters = [...label];
  return letters.length <= LABEL_LIMIT
    ? label
    : `${letters
        .slice(0, LABEL_LIMIT - 1)
        .join("")
        .trimEnd()}…`;
}
