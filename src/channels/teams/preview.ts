/** Shows in words what Teams will show of a message, and how much of what it allows is used. */
import type { ChannelMessage } from "../channel.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { renderMessage, TEXT_LIMIT } from "./render.ts";

/** Gives one text for each message in the chat; a card has a frame at its left, and buttons are in brackets. */
export function previewOnTeams(message: ChannelMessage): readonly string[] {
  return renderMessage(message).map(({ text = "", attachments = [] }) =>
    [text, ...attachments.map(({ content }) => cardInWords(content))]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
}

/** Counts the characters of the text: a longer one is several messages. */
export function lengthOnTeams({ text }: ChannelMessage): { readonly length: number; readonly limit: number } {
  return { length: text.length, limit: TEXT_LIMIT };
}

function cardInWords({ body, actions = [] }: AdaptiveCard): string {
  const buttons = actions.map(({ title }) => `[${title}]`).join(" ");
  return [...body.flatMap(blockInWords), ...(buttons === "" ? [] : [buttons])]
    .map((line) => `│ ${line}`)
    .join("\n");
}

function blockInWords(block: AdaptiveCard["body"][number]): readonly string[] {
  if (block.type === "TextBlock") return [withoutMarks(String(block.text))];
  const facts = block.facts as readonly { readonly title: string; readonly value: string }[]; // as adaptive-card.ts makes them
  return facts.map(({ title, value }) => `${withoutMarks(title)}: ${withoutMarks(value)}`);
}

/** Takes away the signs that make text mean itself. */
function withoutMarks(text: string): string {
  return text.replace(/\\([\\*_[\]`~.)+#>-])/g, "$1");
}
