/**
 * Turns the texts of a feed into plain text. It cuts what is longer than anybody reads, and keeps no link and no picture.
 */
import { compile } from "html-to-text";

const SELECTORS = [
  { selector: "a", options: { ignoreHref: true } },
  { selector: "img", format: "skip" },
  { selector: "script", format: "skip" },
  { selector: "style", format: "skip" },
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
];

/** More than this of a text is not looked at. */
const MAX_INPUT_LENGTH = 100_000;

const convert = compile({
  wordwrap: false,
  selectors: SELECTORS,
  limits: { maxInputLength: MAX_INPUT_LENGTH, maxDepth: 60, maxChildNodes: 5_000, ellipsis: "…" },
});

/** Gives the plain text of HTML or of a text that only looks like it, at most `maxLength` characters long. */
export function plainText(html: string, maxLength: number): string {
  const input = html.slice(0, MAX_INPUT_LENGTH);
  const text = /[<&]/.test(input) ? convert(input) : input;
  return cut(
    text
      .normalize("NFC")
      // Control and direction characters would garble a chat; line breaks are kept.
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
      .replace(/[\t \u00a0]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    maxLength,
  );
}

/** Gives the same as {@link plainText}, on one line. */
export function plainLine(html: string, maxLength: number): string {
  return plainText(html.slice(0, 20_000), maxLength).replace(/\s+/g, " ");
}

const TAG = /<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?\/?>/i;
const BLOCK_TAG = /<(?:br|p|div|li|ul|h[1-6])(?:\s[^<>]{0,2000})?\/?>/i;

/** Gives the same as {@link plainText} for a text that may be HTML and may be plain: line breaks of a plain one stay. */
export function plainOrHtmlText(text: string, maxLength: number): string {
  const input = text.slice(0, MAX_INPUT_LENGTH);
  const escaped = TAG.test(input) ? input : input.replaceAll("<", "&lt;");
  return plainText(BLOCK_TAG.test(input) ? escaped : escaped.replace(/\r\n?|\n/g, "<br>"), maxLength);
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength - 1);
  const lastSpace = head.lastIndexOf(" ");
  // A surrogate pair must not be torn apart where there is no space to cut at.
  return `${(lastSpace > maxLength / 2 ? head.slice(0, lastSpace) : head).replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}
