/** What stands behind a button: the choice and the question it answers, in the one value that Slack brings back. */
import { z } from "zod";

/** The longest value of a button. */
export const VALUE_LIMIT = 2_000;

/** A block as Slack shows it; only these two members mean something to us. */
export interface SlackBlock {
  readonly type: string;
  readonly block_id?: string;
}

/** Where used buttons stand, and what was chosen with them. */
export interface ChosenPlace {
  readonly channel: string;
  /** What Slack calls the message. */
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly blockId: string;
  readonly label: string;
}

const pair = z.tuple([z.string(), z.string()]);

/** Writes the value of a button. */
export function encodeChoice(question: string, value: string): string {
  return JSON.stringify([question, value]);
}

/** Reads the value of a button; undefined when it is none of ours. */
export function decodeChoice(
  encoded: string,
): { readonly question: string; readonly value: string } | undefined {
  try {
    const [question, value] = pair.parse(JSON.parse(encoded));
    return { question, value };
  } catch {
    return undefined;
  }
}
