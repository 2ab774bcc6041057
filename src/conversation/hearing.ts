/** Hears what was said before anything is understood: the clean text, and the language to answer in. */
import type { ChannelEvent } from "../channels/channel.ts";
import type { Patron } from "../patrons/patron.ts";
import type { Language, Understood } from "../understanding/understood.ts";

/** How many words in another language it takes to change the language of a conversation, and one that was chosen. */
const WORDS_TO_SWITCH = 2;
const WORDS_TO_SWITCH_CHOSEN = 4;

/** Removes what cannot be read: control and direction characters, spaces around. Line breaks stay. */
export function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (c) =>
      c === "\n" || c === "\t" ? c : "",
    )
    .trim();
}

/** What a deep link carried: the channel read it, or a channel that cannot carry it let the patron say it: "/start program:...". */
export function payloadOf(event: ChannelEvent): string | undefined {
  if (event.kind === "started") return event.payload;
  return event.kind === "said" ? /^\/start\s+(\S{1,64})\s*$/i.exec(cleanText(event.text))?.[1] : undefined;
}

/** Counts the words of a text. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** Tells whether a text is in Swedish, or is the name of the language in itself. */
export function isSwedish(text: string, { language }: Understood): boolean {
  return (
    (language === "sv" && wordCount(text) > 1) || /^\P{L}*(på |in |tala )?svenska( tack)?\P{L}*$/iu.test(text)
  );
}

/**
 * Decides the language to answer in: the conversation's own, unless the message gives clear evidence of another; at first
 * contact the message's, then the platform's, then Finnish.
 */
export function languageFor(
  { language, languageChosen }: Pick<Patron, "language" | "languageChosen">,
  event: ChannelEvent,
  understood?: Understood,
): Language {
  // "/help" is the same in every language.
  const isCommand = understood?.text.startsWith("/") === true;
  const spoken = isCommand || understood?.language === "sv" ? undefined : understood?.language;
  if (language === undefined) return spoken ?? languageOfPlatform(event.language) ?? "fi";
  if (spoken === undefined || spoken === language) return language;
  const needed = languageChosen ? WORDS_TO_SWITCH_CHOSEN : WORDS_TO_SWITCH;
  return wordCount(understood?.text ?? "") >= needed ? spoken : language;
}

/** Finnish and Swedish platforms begin in Finnish, all others in English. */
function languageOfPlatform(tag: string | undefined): Language | undefined {
  if (tag === undefined || tag === "") return undefined;
  return /^(fi|sv)\b/i.test(tag) ? "fi" : "en";
}
