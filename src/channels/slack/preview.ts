/** Shows in words what Slack will show of a message, and how much of what it allows is used. */
import { z } from "zod";
import type { ChannelMessage } from "../channel.ts";
import { CHARACTERS_LIMIT, renderMessage } from "./render.ts";

const textSchema = z.object({ type: z.string(), text: z.string() });
/** As much of our own blocks as is read. */
const blockSchema = z.object({
  type: z.string(),
  text: textSchema.optional(),
  fields: z.array(textSchema).optional(),
  elements: z.array(z.object({ text: z.union([z.string(), textSchema]) })).optional(),
});

/** Gives one text for each post, block by block. */
export function previewOnSlack(message: ChannelMessage): readonly string[] {
  return renderMessage(message).map(({ blocks }) =>
    blocks
      .map((block) => blockInWords(blockSchema.parse(block)))
      .filter((words) => words !== "")
      .join("\n\n"),
  );
}

/** Counts the characters of all blocks: too many of them together are refused. */
export function lengthOnSlack(message: ChannelMessage): { readonly length: number; readonly limit: number } {
  const blocks = renderMessage(message).flatMap((post) => post.blocks);
  return {
    length: blocks.reduce((sum, block) => sum + JSON.stringify(block).length, 0),
    limit: CHARACTERS_LIMIT,
  };
}

function blockInWords({ type, text, fields = [], elements = [] }: z.infer<typeof blockSchema>): string {
  const words = elements.map(({ text: said }) => (typeof said === "string" ? said : said.text));
  const said = text === undefined ? "" : shown(text);
  if (type === "divider") return "────────";
  if (type === "header") return `# ${said}`;
  if (type === "actions") return words.map((label) => `[${label}]`).join(" ");
  if (type === "context") return words.map((note) => `> ${note}`).join("\n");
  const facts = fields.map((field) => shown(field).replace(/^\*(.*)\*\n/, "$1: "));
  return [...(said === "" ? [] : [said]), ...facts].join("\n");
}

/** Reads our own markup as it is shown: links by their words and address, escaped signs as themselves. */
function shown({ type, text }: z.infer<typeof textSchema>): string {
  if (type === "plain_text") return text;
  return text
    .replace(/<([^|>]+)\|([^>]+)>/g, (_, url: string, label: string) =>
      url === label ? url : `${label}: ${url}`,
    )
    .replace(/<([^>]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
