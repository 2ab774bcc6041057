/** How the emulated Slack looks at blocks: what it refuses, and what a member sees. */

/** A block as it came over the wire. */
export interface WireBlock {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: WireText;
  readonly fields?: readonly WireText[];
  readonly elements?: readonly WireElement[];
}

interface WireText {
  readonly type: string;
  readonly text: string;
}

/** A button, or a text of a context block. */
export interface WireElement {
  readonly type: string;
  readonly text: string | WireText;
  readonly action_id?: string;
  readonly value?: string;
}

/** A button as a member sees it. */
export interface WireButton {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

const TEXT_LIMITS: Readonly<Record<string, number>> = {
  header: 150,
  section: 3000,
  button: 75,
  context: 3000,
};
const TEXT_TYPES: Readonly<Record<string, readonly string[]>> = {
  header: ["plain_text"],
  button: ["plain_text"],
};

/** Tells what Slack would refuse about blocks; undefined when they are fine. */
export function whatIsWrong(blocks: readonly WireBlock[]): string | undefined {
  if (blocks.length > 50) return "more than 50 blocks";
  if (JSON.stringify(blocks).length > 13_000) return "more than 13,000 characters in all blocks";
  const ids = blocks.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]));
  if (new Set(ids).size < ids.length) return "a block_id twice";
  return blocks.map(wrongInBlock).find((wrong) => wrong !== undefined);
}

function wrongInBlock(block: WireBlock): string | undefined {
  const { type, text, fields, elements } = block;
  if (type === "section" && text === undefined && fields === undefined) return "a section without text";
  if (fields && (fields.length === 0 || fields.length > 10)) return "no or more than 10 fields";
  if (fields?.some((field) => field.text.length > 2000)) return "a field over 2,000";
  if (type === "actions" && (!elements?.length || elements.length > 25)) return "no or more than 25 buttons";
  if (type === "context" && (!elements?.length || elements.length > 10)) return "no or more than 10 texts";
  const ids = elements?.flatMap(({ action_id: id }) => (id === undefined ? [] : [id])) ?? [];
  if (new Set(ids).size < ids.length) return "an action_id twice";
  if (elements?.some(({ value = "" }) => value.length > 2000)) return "a value over 2,000";
  const texts = [
    ...(text ? [wrongText(type, text)] : []),
    ...(elements ?? []).map((one) =>
      typeof one.text === "string"
        ? wrongText(type, { type: one.type, text: one.text })
        : wrongText(one.type, one.text),
    ),
  ];
  return texts.find((wrong) => wrong !== undefined);
}

function wrongText(where: string, { type, text }: WireText): string | undefined {
  if (text.length === 0) return `an empty text in ${where}`;
  if (text.length > (TEXT_LIMITS[where] ?? 0)) return `a text too long in ${where}`;
  if (!(TEXT_TYPES[where] ?? ["plain_text", "mrkdwn"]).includes(type)) return `${type} in ${where}`;
  return undefined;
}

/** What a member reads of blocks. */
export function shownText(blocks: readonly WireBlock[]): string {
  return blocks
    .flatMap(({ type, text, fields = [], elements = [] }) => [
      ...(text ? [readText(text)] : []),
      ...fields.map(readText),
      ...(type === "context"
        ? elements.map((one) => readText({ type: one.type, text: String(one.text) }))
        : []),
    ])
    .join("\n");
}

/** The buttons a member can press. */
export function shownButtons(blocks: readonly WireBlock[]): readonly WireButton[] {
  return blocks.flatMap(({ block_id: blockId = "", elements = [] }) =>
    elements.flatMap(({ type, text, action_id: actionId = "", value = "" }) =>
      type === "button" && typeof text === "object" ? [{ label: text.text, blockId, actionId, value }] : [],
    ),
  );
}

function readText({ type, text }: WireText): string {
  return type === "plain_text" ? text : readMarkup(text);
}

/** Reads markup as the app shows it: bold loses its stars, a link shows its words. */
export function readMarkup(text: string): string {
  return text
    .replace(/(^|\s)\*(\S[^*\n]*)\*(?=\s|$)/g, "$1$2")
    .replace(/<([^<>|]+)\|([^<>]+)>/g, "$2")
    .replace(/<(https?:[^<>]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
