/**
 * Finds JSON where a document is not all JSON: one object a line, or data in the scripts of a web page.
 */

/** What stands in place of a part that cannot be parsed: no format takes it for a row. */
export const BROKEN_JSON = "broken JSON";

/** Reads one object a line; undefined when the first line is none. A broken line stays in its place as {@link BROKEN_JSON}. */
export function findJsonLines(text: string): readonly unknown[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines;
  if (first === undefined || lines.length < 2 || parse(first) === BROKEN_JSON) return undefined;
  return lines.map(parse);
}

/** Gives what the scripts of a page hold as JSON-LD; undefined when there are none. */
export function findPageData(html: string): readonly unknown[] | undefined {
  const found: unknown[] = [];
  const lower = html.toLowerCase();
  for (let at = lower.indexOf("<script"); at >= 0; at = lower.indexOf("<script", at)) {
    const open = lower.indexOf(">", at);
    const close = open < 0 ? -1 : lower.indexOf("</script", open);
    if (close < 0) break;
    if (/type\s*=\s*["']?application\/ld\+json/.test(lower.slice(at, open))) {
      const script = html
        .slice(open + 1, close)
        .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>)\s*$/g, "");
      found.push(parse(script));
    }
    at = close;
  }
  return found.length === 0 ? undefined : found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return BROKEN_JSON;
  }
}
