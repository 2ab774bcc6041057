/**
 * Adaptive Cards (1.5) for programs and choices, each small enough for Teams: what does not fit in one goes on in the next.
 * A button brings back its value and the question it answers. Every card has a plain text for clients that cannot show it.
 */
import type { Card, SpokenChoice } from "../channel.ts";
import { cardText, choicesText, literal, splitText } from "./text.ts";

/** Teams takes about 28 KB; body, buttons and plain text share it. */
const BODY_BYTES = 16 * 1024;
const ACTIONS_BYTES = 5 * 1024;
const FALLBACK_CHARACTERS = 1500;
/** More buttons than this do not show well. */
const ACTIONS_LIMIT = 6;
/** One paragraph may be this long (UTF-16 units). */
const PARAGRAPH_LIMIT = 3000;
const LABEL_LIMIT = 100;

type Block = Readonly<Record<string, unknown>> & { readonly type: "TextBlock" | "FactSet" };
type Action =
  | {
      readonly type: "Action.Submit";
      readonly title: string;
      readonly data: { readonly value: string; readonly question: string };
    }
  | { readonly type: "Action.OpenUrl"; readonly title: string; readonly url: string };

/** The content of a card attachment. */
export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly lang: string;
  readonly fallbackText: string;
  readonly body: readonly Block[];
  readonly actions?: readonly Action[];
}

/** What a card is made for. */
export interface CardContext {
  /** BCP 47. */
  readonly language: string;
  /** Comes back in a tap. */
  readonly question: string;
}

/** Makes the cards of a program: one, unless it is very long or has many buttons. */
export function programCards(card: Card, context: CardContext): readonly AdaptiveCard[] {
  const blocks = [
    {
      type: "TextBlock",
      text: literal(card.title),
      wrap: true,
      style: "heading",
      size: "Medium",
      weight: "Bolder",
    },
    ...factSets(card),
    ...paragraphs(card.text),
    ...paragraphs(card.why),
    ...card.notes.flatMap((note) => paragraphs(note, { weight: "Bolder" })),
  ] as const satisfies readonly Block[];
  const actions = [...card.choices.map((choice) => submit(choice, context)), ...card.links.flatMap(openUrl)];
  const fallback = [cardText(card), choicesText(card.choices)].filter((part) => part !== "").join("\n");
  return build({ blocks, actions, fallback, context });
}

/** Makes the cards that hold choices alone: one for every six. */
export function choiceCards(choices: readonly SpokenChoice[], context: CardContext): readonly AdaptiveCard[] {
  const actions = choices.map((choice) => submit(choice, context));
  return build({ blocks: [], actions, fallback: choicesText(choices), context });
}

function factSets({ facts }: Card): readonly Block[] {
  if (facts.length === 0) return [];
  return [
    {
      type: "FactSet",
      facts: facts.map(({ label, text }) => ({ title: literal(label), value: literal(text) })),
    },
  ];
}

/** A card joins the lines of one block: each line is a block. */
function paragraphs(text = "", style: Readonly<Record<string, string>> = {}): readonly Block[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .flatMap((line) => splitText(line, PARAGRAPH_LIMIT))
    .map((line) => ({ type: "TextBlock", text: literal(line), wrap: true, ...style }));
}

function submit({ label, value }: SpokenChoice, { question }: CardContext): Action {
  return { type: "Action.Submit", title: shortened(label, LABEL_LIMIT), data: { value, question } };
}

/** An address a client would not open spoils the whole card. */
function openUrl({ label, url }: Card["links"][number]): readonly Action[] {
  if (!/^(https?|mailto|tel):/i.test(url)) return [];
  return [{ type: "Action.OpenUrl", title: shortened(label, LABEL_LIMIT), url }];
}

interface Parts {
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  readonly fallback: string;
  readonly context: CardContext;
}

/** Fills cards: the first buttons belong to the last part of the text. */
function build({ blocks, actions, fallback, context }: Parts): readonly AdaptiveCard[] {
  const bodies = packed(blocks, { bytes: BODY_BYTES });
  const rows = packed(actions, { bytes: ACTIONS_BYTES, count: ACTIONS_LIMIT });
  const before = bodies.slice(0, -1).map((body) => ({ body, row: [] as readonly Action[] }));
  const last = { body: bodies.at(-1) ?? [], row: rows[0] ?? [] };
  const after = rows.slice(1).map((row) => ({ body: [] as readonly Block[], row }));
  return [...before, last, ...after].map(({ body, row }) => ({
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: context.language,
    fallbackText: shortened(fallback, FALLBACK_CHARACTERS),
    body,
    ...(row.length > 0 && { actions: row }),
  }));
}

/** Groups items in order so that no group is over the limits; an item that is over them alone is a group of its own. */
export function packed<Item>(
  items: readonly Item[],
  { bytes, count = Number.POSITIVE_INFINITY }: { readonly bytes: number; readonly count?: number },
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let length = 0;
  for (const item of items) {
    const itemBytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    const group = groups.at(-1);
    if (group === undefined || group.length >= count || length + itemBytes > bytes) {
      groups.push([item]);
      length = itemBytes;
    } else {
      group.push(item);
      length += itemBytes;
    }
  }
  return groups;
}

function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}
