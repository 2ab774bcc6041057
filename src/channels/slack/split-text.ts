/** Splits a long text where a reader would pause. */

/** From the best place to end a part to the worst; each matches what belongs to the end of a part. */
const PAUSES = [/\n{2,}/g, /\n/g, /[.!?…]["”’)\]]*\s+/g, /\s+/g];

/**
 * Splits a text into parts for which `fits` holds, at the end of a paragraph, line, sentence or word; in the middle of a
 * word only when there is no other place. `fits` must hold for any part shorter than one for which it holds.
 */
export function splitText(text: string, fits: (part: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest !== "" && !fits(rest)) {
    const head = rest.slice(0, longestFitting(rest, fits));
    const end = lastPause(head) ?? wholeCharacters(head);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts.filter((part) => part !== "");
}

function longestFitting(text: string, fits: (part: string) => boolean): number {
  let low = 1;
  let high = text.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A part that is less than a third full would look torn: a worse place further on is better then. */
function lastPause(head: string): number | undefined {
  for (const pause of PAUSES) {
    const ends = [...head.matchAll(pause)].map((match) => match.index + match[0].length);
    const last = ends.at(-1);
    if (last !== undefined && last > head.length / 3) return last;
  }
  return undefined;
}

/** Leaves both halves of a character outside the basic plane together. */
function wholeCharacters(head: string): number {
  const last = head.charCodeAt(head.length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return isHalf && head.length > 1 ? head.length - 1 : head.length;
}
