/**
 * Text with bold words and links, which can be cut anywhere: it becomes HTML only when it is sent, so that a cut never
 * breaks a tag and only what is read counts.
 */

/** A stretch of text that looks alike. */
export interface Run {
  readonly text: string;
  readonly bold?: true;
  /** Where a link leads. */
  readonly url?: string;
}

export type RichText = readonly Run[];

/** Gives the words without looks; a link shows its address. */
export function toPlain(rich: RichText): string {
  return rich.map(({ text, url }) => (url === undefined || url === text ? text : `${text}: ${url}`)).join("");
}

/** Gives Telegram's HTML. */
export function toHtml(rich: RichText): string {
  return rich
    .map(({ text, bold, url }) => {
      const words = bold ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text);
      return url === undefined ? words : `<a href="${escapeHtml(url)}">${words}</a>`;
    })
    .join("");
}

/** Puts blocks into texts of at most `limit` UTF-16 units, in order: whole blocks while they fit, long ones cut at a sentence's end. */
export function fill(blocks: readonly RichText[], limit: number): readonly RichText[] {
  const texts: RichText[] = [];
  let text: RichText = [];
  for (const block of blocks) {
    const together = text.length === 0 ? block : [...text, { text: "\n\n" }, ...block];
    if (lengthOf(together) <= limit) {
      text = together;
      continue;
    }
    if (text.length > 0) texts.push(text);
    const parts = cut(block, limit);
    texts.push(...parts.slice(0, -1));
    text = parts.at(-1) ?? [];
  }
  return text.length === 0 ? texts : [...texts, text];
}

function lengthOf(rich: RichText): number {
  return rich.reduce((length, { text }) => length + text.length, 0);
}

/** Cuts a block that is too long. White space at a cut is not shown. */
function cut(block: RichText, limit: number): readonly RichText[] {
  const whole = block.map(({ text }) => text).join("");
  const parts: RichText[] = [];
  let from = 0;
  while (whole.length - from > limit) {
    const to = from + lengthToCut(whole.slice(from, from + limit + 1), limit);
    parts.push(slice(block, from, to));
    from = to + (/^\s*/.exec(whole.slice(to))?.[0].length ?? 0);
  }
  return from < whole.length ? [...parts, slice(block, from, whole.length)] : parts;
}

/** The best places first: after a paragraph, a line, a sentence, a word. */
const ENDS = [/\n\n/g, /\n/g, /[.!?…]["'”’)]*(?=\s)/g, /\s/g];

/** Finds where to cut: not in the first half, so that no part is needlessly short, and never inside a character. */
function lengthToCut(text: string, limit: number): number {
  for (const end of ENDS) {
    const cuts = [...text.matchAll(end)]
      .map(({ 0: found, index }) => (/^\s/.test(found) ? index : index + found.length))
      .filter((length) => length <= limit && length > limit / 2);
    const last = cuts.at(-1);
    if (last !== undefined) return last;
  }
  const isPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return isPair ? limit - 1 : limit;
}

function slice(rich: RichText, from: number, to: number): RichText {
  let start = 0;
  return rich.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += run.text.length;
    return text === "" ? [] : [{ ...run, text }];
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
