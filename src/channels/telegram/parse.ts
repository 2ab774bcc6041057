/**
 * Reads an update of Telegram's: what the patron did, and what there is to tidy up in the chat afterwards. Names, numbers
 * and pictures of people are not even read.
 */
import { z } from "zod";
import type { Address, ChannelEvent, ChannelMemory } from "../channel.ts";
import type { Bot, Chat, Keyboard } from "./bot-api.ts";
import { unpackChoice } from "./callback-data.ts";
import { readPayload } from "./deep-link.ts";

const user = z.object({
  id: z.number(),
  is_bot: z.boolean().default(false),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.number(), type: z.enum(["private", "group", "supergroup", "channel"]) });
const entity = z.object({
  type: z.string(),
  offset: z.number(),
  length: z.number(),
  user: z.object({ id: z.number() }).optional(),
});

const message = z.looseObject({
  message_id: z.number(),
  date: z.number(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  is_topic_message: z.boolean().optional(),
  message_thread_id: z.number().optional(),
  is_automatic_forward: z.boolean().optional(),
  reply_to_message: z.looseObject({ from: user.optional() }).optional(),
});

const buttons = z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() })));

const tap = z.object({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  // A message that is too old to be seen comes with its chat and id only, and date 0.
  message: z
    .object({
      message_id: z.number(),
      date: z.number(),
      chat,
      is_topic_message: z.boolean().optional(),
      message_thread_id: z.number().optional(),
      reply_markup: z.object({ inline_keyboard: buttons.default([]) }).optional(),
    })
    .optional(),
});

const membership = z.object({
  chat,
  from: user,
  date: z.number(),
  new_chat_member: z.object({ status: z.string(), is_member: z.boolean().optional() }),
});

const update = z.object({
  update_id: z.number(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: tap.optional(),
  my_chat_member: membership.optional(),
});

type Message = z.infer<typeof message>;
type Tap = z.infer<typeof tap>;

/** What an update means. */
export interface Parsed {
  /** Absent when there is nothing to answer. */
  readonly event?: ChannelEvent;
  /** The tap that waits for a sign that it arrived. */
  readonly tapId?: string;
  /** The tapped message and its buttons. */
  readonly tapped?: { readonly chatId: string; readonly messageId: number; readonly keyboard: Keyboard };
  /** The message the patron wrote: a question asked before it is left behind. */
  readonly wrote?: { readonly chatId: string; readonly messageId: number };
}

export interface ParseTools {
  readonly bot: Bot;
  readonly memory: ChannelMemory;
  /** ISO 8601, for what Telegram gives no time of. */
  readonly now: string;
}

/** Reads an update. Rejects only when the memory does. Anything that is not for Kutsu means nothing. */
export async function parseUpdate(value: unknown, tools: ParseTools): Promise<Parsed> {
  const read = update.safeParse(value);
  if (!read.success) return {};
  const { update_id, message: written, edited_message: edited, callback_query, my_chat_member } = read.data;
  const id = String(update_id);
  if (callback_query !== undefined) return parseTap(id, callback_query, tools);
  if (my_chat_member !== undefined) return { event: parseMembership(id, my_chat_member) };
  if (written !== undefined) return parseMessage(id, written, tools);
  // What was edited is said anew. Places that move and other edits without words are not.
  const isWords = edited?.chat.type === "private" && edited.text !== undefined;
  return edited !== undefined && isWords ? parseMessage(id, edited, tools) : {};
}

/** Gives the place of an address for a call. */
export function chatOf(address: Address): Chat {
  const [chatId = "", thread] = address.slice(address.indexOf(":") + 1).split("/");
  return { chat_id: chatId, ...(thread !== undefined && { message_thread_id: Number(thread) }) };
}

/** An address is a chat, or a topic of a forum in it. */
function addressOf(where: Pick<Message, "chat" | "is_topic_message" | "message_thread_id">): Address {
  const thread = where.is_topic_message ? where.message_thread_id : undefined;
  return `telegram:${where.chat.id}${thread === undefined ? "" : `/${thread}`}`;
}

async function parseTap(
  id: string,
  { id: tapId, from, data, message: under }: Tap,
  tools: ParseTools,
): Promise<Parsed> {
  if (under === undefined || data === undefined || under.chat.type === "channel") return { tapId };
  const event: ChannelEvent = {
    id,
    from: addressOf(under),
    at: tools.now,
    scope: under.chat.type === "private" ? "private" : "group",
    language: from.language_code,
    kind: "tapped",
    ...(await unpackChoice(data, tools.memory)),
  };
  const rows = under.reply_markup?.inline_keyboard ?? [];
  const keyboard = rows.map((row) =>
    row.flatMap(({ text, callback_data }) => (callback_data === undefined ? [] : [{ text, callback_data }])),
  );
  return { event, tapId, tapped: { chatId: String(under.chat.id), messageId: under.message_id, keyboard } };
}

/** A private chat is left by blocking the bot, a group by removing it. */
function parseMembership(
  id: string,
  { chat, from, date, new_chat_member }: z.infer<typeof membership>,
): ChannelEvent | undefined {
  if (chat.type === "channel") return undefined;
  const { status, is_member } = new_chat_member;
  const isGone = status === "kicked" || status === "left" || (status === "restricted" && is_member === false);
  return {
    id,
    from: `telegram:${chat.id}`,
    at: new Date(date * 1000).toISOString(),
    scope: chat.type === "private" ? "private" : "group",
    // In a group it is not a patron's own language but that of whoever added the bot.
    ...(chat.type === "private" && { language: from.language_code }),
    kind: "reachability",
    reachable: !isGone,
  };
}

function parseMessage(id: string, message: Message, { bot }: ParseTools): Parsed {
  const { chat, from } = message;
  if (from === undefined || from.is_bot || chat.type === "channel" || message.is_automatic_forward) return {};
  const isPrivate = chat.type === "private";
  const text = isPrivate ? privateText(message, bot) : addressedText(message, bot);
  if (text === undefined) return {};
  const envelope = {
    id,
    from: addressOf(message),
    at: new Date(message.date * 1000).toISOString(),
    scope: isPrivate ? "private" : "group",
    language: from.language_code,
  } as const;
  const wrote = { chatId: String(chat.id), messageId: message.message_id };
  const [, payload] = /^\/start(?:\s+(\S+))?\s*$/.exec(text) ?? [];
  if (!/^\/start(\s|$)/.test(text)) return { event: { ...envelope, kind: "said", text }, wrote };
  const carried = payload === undefined ? {} : { payload: readPayload(payload) };
  return { event: { ...envelope, kind: "started", ...carried }, wrote };
}

/** What people send that Kutsu cannot read; a message without any of these and without words is no person's. */
const UNREAD = [
  ...["animation", "audio", "contact", "dice", "document", "game", "location", "paid_media", "photo", "poll"],
  ...["sticker", "story", "venue", "video", "video_note", "voice", "checklist"],
];

function privateText(message: Message, bot: Bot): string | undefined {
  const { text, entities } = wordsOf(message);
  if (text !== undefined) return withoutName(text, entities, bot);
  return UNREAD.some((kind) => Object.hasOwn(message, kind)) ? "" : undefined;
}

/** In a group Kutsu hears only what is said to it: its name, a command with its name, or a reply to its message. */
function addressedText(message: Message, bot: Bot): string | undefined {
  const { text, entities } = wordsOf(message);
  if (text === undefined) return undefined;
  const { reply_to_message: answered } = message;
  // In a forum every message answers the one that opened the topic.
  const isAnswer = answered?.from?.id === bot.id && !Object.hasOwn(answered, "forum_topic_created");
  const named = entities.some(
    (entity) => isName(text, entity, bot) || commandFor(text, entity, bot) === "bot",
  );
  const isForOther = entities.some((entity) => commandFor(text, entity, bot) === "other");
  return !isForOther && (isAnswer || named) ? withoutName(text, entities, bot) : undefined;
}

type Entity = z.infer<typeof entity>;

function wordsOf(message: Message): { text: string | undefined; entities: readonly Entity[] } {
  return message.text === undefined
    ? { text: message.caption, entities: message.caption_entities ?? [] }
    : { text: message.text, entities: message.entities ?? [] };
}

function isName(text: string, entity: Entity, bot: Bot): boolean {
  if (entity.type === "text_mention") return entity.user?.id === bot.id;
  const words = text.slice(entity.offset, entity.offset + entity.length);
  return entity.type === "mention" && words.toLowerCase() === `@${bot.username.toLowerCase()}`;
}

/** Tells whose a command is when it names a bot: `/help@library_bot`. */
function commandFor(text: string, { type, offset, length }: Entity, bot: Bot): "bot" | "other" | undefined {
  if (type !== "bot_command" || offset !== 0) return undefined;
  const [, name] = text.slice(0, length).split("@");
  if (name === undefined) return undefined;
  return name.toLowerCase() === bot.username.toLowerCase() ? "bot" : "other";
}

/** Takes the bot's own name away: it is not part of what is meant. */
function withoutName(text: string, entities: readonly Entity[], bot: Bot): string {
  let rest = text;
  for (const entity of entities.toReversed()) {
    const { offset, length } = entity;
    const words = rest.slice(offset, offset + length);
    const command = commandFor(text, entity, bot) === "bot";
    const kept = command ? words.split("@")[0] : isName(text, entity, bot) ? "" : words;
    rest = `${rest.slice(0, offset)}${kept}${rest.slice(offset + length)}`;
  }
  return rest.replace(/^[\s,:]+|\s+$/g, "");
}
