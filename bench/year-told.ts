/** Reads what Kutsu wrote first from the words of its messages, as a patron would: none of the code that wrote them is asked. */
import en from "../locales/en/follow-up.json";
import fi from "../locales/fi/follow-up.json";
import type { ChannelMessage } from "../src/channels/channel.ts";
import { decodeId } from "../src/id-code.ts";
import type { SentKind } from "./year-book.ts";

/** What a message says first: of which kind, and the ids or titles of the programs it is about. */
export interface Told {
  readonly kind: SentKind;
  readonly ids: readonly string[];
  /** The title of the program where only that is said. */
  readonly title?: string;
}

/** The last message of the series is the second of its turn, and counts with the first. */
const TEXTS: readonly (readonly [SentKind, string])[] = [en, fi].flatMap((words) => [
  ...Object.values(words.reminder).map((text) => ["reminder", text] as const),
  ["moved", words.moved] as const,
  ["moved", words.movedBack] as const,
  ["moved", words.back] as const,
  // Before the shorter one, which it begins with.
  ["cancelled", words.cancelled.instead] as const,
  ["cancelled", words.cancelled.alone] as const,
  ["cancelled", words.postponed.instead] as const,
  ["cancelled", words.postponed.alone] as const,
  ["cancelled", words.gone.instead] as const,
  ["cancelled", words.gone.alone] as const,
  ["after", words.after] as const,
  ["suggest", words.suggest] as const,
  ["interests", words.interests] as const,
  ["series", words.series.with] as const,
  ["series", words.series.one] as const,
  ["silent", words.silent] as const,
]);

const PATTERNS = TEXTS.map(([kind, text]) => {
  const source = text
    .split(/(\{\{\w+\}\})/)
    .map((part) => {
      const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
      return name === undefined ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : `(?<${name}>.+?)`;
    })
    .join("");
  return { kind, pattern: new RegExp(`^${source}$`, "su") };
});

/** Tells what a message says; undefined for an answer to something the patron did. */
export function toldIn({ text, cards = [], choices = [] }: ChannelMessage): Told | undefined {
  for (const { kind, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    if (kind === "cancelled" || kind === "suggest")
      return { kind, ids: [], title: found.groups?.title ?? "" };
    const values = [...cards.flatMap((card) => card.choices), ...choices].map(({ value }) => value);
    const ids = values.flatMap((value) => {
      const encoded = /^(?:do:fewer:drop|do:went|open:recommend):([\w-]+)$/.exec(value)?.[1];
      return encoded === undefined ? [] : (decodeId(encoded) ?? []);
    });
    return { kind, ids: [...new Set(ids)] };
  }
  return undefined;
}
