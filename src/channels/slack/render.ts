/**
 * Renders a message as Slack posts of Block Kit blocks. Every post also says all of it as plain text: notifications and
 * screen readers use that, and it is all that is sent when Slack refuses the blocks.
 */
import type { Card, ChannelMessage, SpokenChoice } from "../channel.ts";
import { type ChosenPlace, encodeChoice, type SlackBlock, VALUE_LIMIT } from "./choice-value.ts";
import { escapeMarkup, markupLink } from "./plain-text.ts";
import { splitText } from "./split-text.ts";

/** One message as Slack knows it. */
export interface SlackPost {
  /** In Slack's markup, escaped. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** What the Home tab shows. */
export interface HomeTexts {
  readonly title: string;
  readonly text: string;
  readonly choices: readonly SpokenChoice[];
}

/** What Slack allows, as its documentation says. */
const BLOCKS_LIMIT = 50;
const SECTION_LIMIT = 3_000;
/** Slack allows 2,000; but ten of them must go into one post. */
const FIELD_LIMIT = 800;
const FIELDS_LIMIT = 10;
const HEADER_LIMIT = 150;
const LABEL_LIMIT = 75;
/** Slack allows 25; but with long values they must go into one post, too. */
const BUTTONS_LIMIT = 20;
/** Slack refuses messages whose blocks hold about 13,000 characters together. */
export const CHARACTERS_LIMIT = 10_000;

const URL_IN_TEXT = /https?:\/\/[^\s<>"”]*[^\s<>"”.,;:!?)\]]/g;

/** A block, and what it says as plain text. */
interface Piece {
  readonly block: SlackBlock;
  readonly plain: string;
}

/** Gives the posts that say a message, in order; at least one. */
export function renderMessage(message: ChannelMessage): readonly SlackPost[] {
  const { text, cards = [], choices = [], question = "" } = message;
  const buttons = new Buttons(question);
  const onCards = cards.flatMap((card) => card.choices).length;
  const groups = [
    ...sections(text).map((piece) => [piece]),
    ...cards.map((card, index) => cardPieces(card, index + 1, buttons)),
    buttons.pieces(choices, (label, index) => numbered(label, onCards + index + 1)),
  ];
  return pack(groups.filter((group) => group.length > 0)).map(toPost);
}

/** Gives the view of the Home tab. */
export function renderHome({ title, text, choices }: HomeTexts): { type: "home"; blocks: SlackBlock[] } {
  const pieces = [...header(title), ...sections(text), ...new Buttons("").pieces(choices)];
  return { type: "home", blocks: pieces.map(({ block }) => block).slice(0, BLOCKS_LIMIT) };
}

/** Gives the message as it looks after a choice: what was chosen stands where the buttons were. */
export function renderChosen({ text, blocks, blockId, label }: ChosenPlace): SlackPost {
  const chosen = { type: "context", elements: [plain(`✓ ${label}`)] };
  return { text, blocks: blocks.map((block) => (block.block_id === blockId ? chosen : block)) };
}

function toPost(pieces: readonly Piece[]): SlackPost {
  const text = pieces
    .map((piece) => piece.plain)
    .filter((said) => said !== "")
    .join("\n");
  return { text: withLinks(text), blocks: pieces.map(({ block }) => block) };
}

/** Fills posts with groups of blocks; a group is torn apart only when no post could hold it. */
function pack(groups: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  const posts: Piece[][] = [];
  const add = (pieces: readonly Piece[]) => {
    const last = posts.at(-1);
    if (last !== undefined && fitsPost([...last, ...pieces])) last.push(...pieces);
    else if (fitsPost(pieces)) posts.push([...pieces]);
    else for (const piece of pieces) add([piece]);
  };
  for (const group of groups) add(group);
  return posts;
}

function fitsPost(pieces: readonly Piece[]): boolean {
  if (pieces.length === 1) return true;
  const characters = pieces.reduce((sum, { block }) => sum + JSON.stringify(block).length, 0);
  return pieces.length <= BLOCKS_LIMIT && characters <= CHARACTERS_LIMIT;
}

function cardPieces(card: Card, number: number, buttons: Buttons): readonly Piece[] {
  const title = card.choices.length > 0 ? numbered(card.title, number) : card.title;
  const notes = [card.why, ...card.notes].filter((note) => note !== undefined && note !== "");
  const links = card.links.map(({ label, url }) => markupLink(url, label)).join("  ·  ");
  const linksPlain = card.links.map(({ label, url }) => `${label}: ${url}`).join("\n");
  return [
    { block: { type: "divider" }, plain: "" },
    ...header(card.title, title),
    ...fields(card.facts),
    ...sections(card.text ?? ""),
    ...notes.flatMap((note) => context(note ?? "")),
    ...(links === "" ? [] : [{ block: section(markup(links)), plain: linksPlain }]),
    ...buttons.pieces(card.choices, (label) => label),
  ];
}

/** A title too long for a header is told whole below it. */
function header(title: string, said = title): readonly Piece[] {
  if (title.trim() === "") return [];
  const block = { type: "header", text: plain(cut(title, HEADER_LIMIT)) };
  return [{ block, plain: said }, ...(title.length > HEADER_LIMIT ? sections(title) : [])];
}

function fields(facts: Card["facts"]): readonly Piece[] {
  const starts = facts.flatMap((_, index) => (index % FIELDS_LIMIT === 0 ? [index] : []));
  return starts.map((start) => {
    const part = facts.slice(start, start + FIELDS_LIMIT);
    const texts = part.map(({ label, text }) => markup(`*${escapeMarkup(label)}*\n${shortWithLinks(text)}`));
    return {
      block: { type: "section", fields: texts },
      plain: part.map(({ label, text }) => `${label}: ${text}`).join("\n"),
    };
  });
}

/** A fact is a few words; one that is not is cut where no link and no escaped character is torn. */
function shortWithLinks(text: string): string {
  const [start = "", ...rest] = splitText(text, (part) => withLinks(part).length < FIELD_LIMIT);
  return rest.length === 0 ? withLinks(start) : `${withLinks(start)}…`;
}

function context(note: string): readonly Piece[] {
  return splitText(note, (part) => part.length <= SECTION_LIMIT).map((part) => ({
    block: { type: "context", elements: [plain(part)] },
    plain: part,
  }));
}

/** Text is shown as it is; only where it holds a link, as markup, so that the link can be followed. */
function sections(text: string): readonly Piece[] {
  return splitText(text.trim(), (part) => withLinks(part).length <= SECTION_LIMIT).map((part) => ({
    block: section(part.search(URL_IN_TEXT) < 0 ? plain(part) : markup(withLinks(part))),
    plain: part,
  }));
}

/** Makes the buttons of one message: their ids may not repeat in it. */
class Buttons {
  readonly #question: string;
  #blocks = 0;
  #buttons = 0;

  constructor(question: string) {
    this.#question = question;
  }

  pieces(
    choices: readonly SpokenChoice[],
    say: (label: string, index: number) => string = (label) => label,
  ): readonly Piece[] {
    const starts = choices.flatMap((_, index) => (index % BUTTONS_LIMIT === 0 ? [index] : []));
    return starts.map((start) => {
      const part = choices.slice(start, start + BUTTONS_LIMIT);
      return {
        block: {
          type: "actions",
          block_id: `choices-${++this.#blocks}`,
          elements: part.map((choice) => this.#button(choice)),
        },
        plain: part.map(({ label }, index) => say(label, start + index)).join("\n"),
      };
    });
  }

  #button({ label, value: chosen }: SpokenChoice): object {
    const value = encodeChoice(this.#question, chosen);
    if (value.length > VALUE_LIMIT) {
      throw new Error(`Cannot show choice "${label}": its value is longer than ${VALUE_LIMIT} characters`);
    }
    const text = plain(cut(label, LABEL_LIMIT));
    return { type: "button", action_id: `choice-${++this.#buttons}`, text, value };
  }
}

function section(text: object): SlackBlock & { readonly text: object } {
  return { type: "section", text };
}

function plain(text: string): object {
  return { type: "plain_text", text, emoji: false };
}

/** `verbatim`: nothing but our own links is made into one. */
function markup(text: string): object {
  return { type: "mrkdwn", text, verbatim: true };
}

function numbered(label: string, number: number): string {
  return /^\d+$/.test(label) ? label : `${number}. ${label}`;
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** Escapes plain text and lets its links be followed. */
function withLinks(text: string): string {
  let last = 0;
  let said = "";
  for (const match of text.matchAll(URL_IN_TEXT)) {
    said += escapeMarkup(text.slice(last, match.index)) + markupLink(match[0]);
    last = match.index + match[0].length;
  }
  return said + escapeMarkup(text.slice(last));
}
