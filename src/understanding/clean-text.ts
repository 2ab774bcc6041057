/**
 * Makes a text from anywhere fit to read: what cannot be seen or shown is taken out, what is written in two ways is
 * written in one. It never changes letters or digits.
 */

/** Characters read of one text; a longer one keeps its beginning and its end, where the wish usually is. */
export const READ_LIMIT = 4_000;

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Gives the text in one line, in NFC, with plain quotes and hyphens, and at most {@link READ_LIMIT} characters. */
export function cleanText(text: string): string {
  return shorten(text)
    .replace(LONE_SURROGATE, " ")
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

function shorten(text: string): string {
  if (text.length <= READ_LIMIT) return text;
  const half = READ_LIMIT / 2 - 1;
  return `${text.slice(0, half)} \n ${text.slice(-half)}`;
}
