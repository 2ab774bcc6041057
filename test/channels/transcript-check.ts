/** Holds what a patron sees against what is in the table, and against everything that Kutsu said. */
import type { ChannelMessage } from "../../src/channels/channel.ts";
import { type Answer, wordsOf } from "./transcript-kutsu.ts";

/** What must be seen. */
export interface Shown {
  /** Words that must be shown, in this order. */
  readonly shows: readonly string[];
  /** Titles of the cards that can be tapped; their order depends on the day. */
  readonly cards?: readonly string[];
  /** All other choices, in order. */
  readonly choices: readonly string[];
}

/** Checks an answer; `act` is named where it is wrong, `sent` is what Kutsu gave the channel meanwhile. */
export function checkShown(
  act: object,
  { shows, cards = [], choices: others }: Shown,
  { text, choices, sent }: Answer & { readonly sent: readonly ChannelMessage[] },
): void {
  const inTable = [...cards.toSorted(), ...others];
  const found = [...choices.slice(0, cards.length).toSorted(), ...choices.slice(cards.length)];
  expect({ ...act, missing: missingFrom(text, shows), choices: found }).toEqual({
    ...{ ...act, missing: [], choices: inTable },
  });
  // The table names what tells most; what else Kutsu said must not be lost either.
  expect({ ...act, missing: missingFrom(text, sent.flatMap(wordsOf)) }).toEqual({ ...act, missing: [] });
}

/** Gives the parts that are not in the text, or not in their order; white space is all the same. */
export function missingFrom(text: string, parts: readonly string[]): readonly string[] {
  const shown = evenly(text);
  let from = 0;
  return parts.filter((part) => {
    const at = shown.indexOf(evenly(part), from);
    if (at >= 0) from = at + evenly(part).length;
    return at < 0;
  });
}

function evenly(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
