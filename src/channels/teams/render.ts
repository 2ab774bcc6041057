/** Renders a message as the activities that Teams is sent: its text first, then cards, its choices last. */
import type { ChannelMessage } from "../channel.ts";
import { type AdaptiveCard, choiceCards, packed, programCards } from "./adaptive-card.ts";
import { plainText, splitText } from "./text.ts";

/** A message of one or more activities takes each of them in order. */
export interface OutgoingActivity {
  readonly type: "message";
  readonly text?: string;
  /** Titles and patrons' words are shown as they are. */
  readonly textFormat: "plain";
  readonly locale: string;
  /** What a notification says. */
  readonly summary?: string;
  readonly attachmentLayout?: "list";
  readonly attachments?: { readonly contentType: string; readonly content: AdaptiveCard }[];
  /** The same as plain text, for when Teams refuses the cards. */
  readonly instead?: string;
}

/** A message may have about 100 KB; a reader has no use for more text at once (UTF-16 units). */
export const TEXT_LIMIT = 8000;
const ATTACHMENTS_BYTES = 60 * 1024;
const ATTACHMENTS_LIMIT = 10;
const SUMMARY_LIMIT = 200;
const CARD = "application/vnd.microsoft.card.adaptive";

/** Gives the activities of a message in the order to send them; all but the last are only text or cards of their own. */
export function renderMessage(message: ChannelMessage): readonly OutgoingActivity[] {
  const { text, language, question = "", cards = [], choices = [] } = message;
  const context = { language, question };
  const common = { type: "message", textFormat: "plain", locale: language } as const;
  const contents = [
    ...cards.flatMap((card) => programCards(card, context)),
    ...(choices.length > 0 ? choiceCards(choices, context) : []),
  ];
  const attachments = contents.map((content) => ({ contentType: CARD, content }));
  const groups = packed(attachments, { bytes: ATTACHMENTS_BYTES, count: ATTACHMENTS_LIMIT });
  const texts = text === "" ? [] : splitText(text, TEXT_LIMIT).map((part) => ({ ...common, text: part }));
  const withCards = groups.map((group, index) => ({
    ...common,
    summary: text.slice(0, SUMMARY_LIMIT),
    attachmentLayout: "list" as const,
    attachments: [...group],
    // The first one tells it all; the others have nothing to add to plain text.
    instead: index === 0 ? plainText({ ...message, text: "" }) : "",
  }));
  return joined(texts, withCards);
}

/** The last piece of text and the first cards are one activity. */
function joined(
  texts: readonly OutgoingActivity[],
  withCards: readonly OutgoingActivity[],
): readonly OutgoingActivity[] {
  const [last] = texts.slice(-1);
  const [first, ...others] = withCards;
  if (last === undefined || first === undefined) return [...texts, ...withCards];
  const instead = [last.text, first.instead].join("\n\n");
  return [...texts.slice(0, -1), { ...first, ...last, instead }, ...others];
}
