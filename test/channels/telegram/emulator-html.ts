/** Reads Telegram's HTML as our emulator of the Bot API understands it: the words that are left, and where they look different. */

/** A stretch of text with a look, in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

const TAGS: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  s: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
};
const NAMED: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
const TOKEN = /<(\/?)([^\s<>/]*)([^<>]*)>|<|&(?:#\d+|[a-z]+);|[^<&]+|&/g;

/** Gives the text and its entities, or what Telegram says is wrong. */
export function readHtml(html: string): { text: string; entities: readonly Entity[] } | { wrong: string } {
  let text = "";
  const entities: Entity[] = [];
  const open: { name: string; offset: number; url?: string }[] = [];
  for (const match of html.matchAll(TOKEN)) {
    const [token, closes, name = "", attributes = ""] = match;
    if (!token.startsWith("<")) {
      text += token.startsWith("&") && token.length > 1 ? decode(token) : token;
      continue;
    }
    const type = TAGS[name];
    if (type === undefined) return { wrong: `Unsupported start tag "${name}" at byte offset ${match.index}` };
    if (closes === "") {
      const url = /^\s+href="([^"]*)"$/.exec(attributes)?.[1]?.replace(/&[a-z]+;/g, decode);
      open.push({ name, offset: text.length, ...(url !== undefined && { url }) });
      continue;
    }
    const start = open.pop();
    if (start?.name !== name) return { wrong: `Unexpected end tag at byte offset ${match.index}` };
    const { offset, url } = start;
    entities.push({ type, offset, length: text.length - offset, ...(url !== undefined && { url }) });
  }
  const left = open.pop();
  if (left !== undefined) return { wrong: `Can't find end tag corresponding to start tag "${left.name}"` };
  return { text, entities: entities.filter(({ type, url }) => type !== "text_link" || url !== undefined) };
}

function decode(reference: string): string {
  const code = /^&#(\d+);$/.exec(reference)?.[1];
  return code === undefined ? (NAMED[reference] ?? reference) : String.fromCodePoint(Number(code));
}
