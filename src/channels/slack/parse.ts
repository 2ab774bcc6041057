/**
 * Reads what Slack tells: messages, mentions, commands, taps and the opening of the App Home.
 * A patron's words only: what bots say (this one included), edits and deletions are no event.
 */
import { z } from "zod";
import { type ChosenPlace, decodeChoice } from "./choice-value.ts";
import { plainText } from "./plain-text.ts";

/** Who did it: a member of a workspace. */
export interface Member {
  readonly team: string;
  readonly user: string;
}

/** What a member said or did, before it is known where the answer goes and in which language. */
export interface Heard {
  readonly id: string;
  readonly at: string;
  readonly member: Member;
  /** Where the answer goes; absent: to the member's direct messages. */
  readonly place?: { readonly channel: string; readonly thread?: string };
  readonly scope: "private" | "group";
  readonly did:
    | { readonly kind: "said"; readonly text: string }
    | { readonly kind: "tapped"; readonly value: string; readonly question: string }
    | { readonly kind: "started" };
  /** The buttons that were used, where they stand in a message. */
  readonly chosen?: ChosenPlace;
}

/** The App Home was opened, on one of its tabs. */
export interface HomeOpened extends Required<Pick<Heard, "id" | "at" | "member">> {
  readonly tab: "home" | "messages";
  /** The direct messages between the member and the bot. */
  readonly channel: string;
}

/** Ids become parts of addresses and keys, so nothing else gets in. */
const id = z.string().regex(/^[A-Z0-9]{1,40}$/);
const timestamp = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

const envelope = z.object({
  team_id: id,
  event_id: z.string().regex(/^\w{1,64}$/),
  /** Seconds since the epoch. */
  event_time: z.number(),
  authorizations: z.array(z.object({ user_id: z.string().optional() })).optional(),
});

const said = {
  user: id,
  channel: id,
  text: z.string().default(""),
  thread_ts: timestamp.optional(),
  bot_id: z.string().optional(),
  /** Told again because the member changed it: it was answered when it was first said. */
  edited: z.undefined().optional(),
  /** A file, a reply shown in the channel too, "/me": words of a member all the same. Other kinds are not. */
  subtype: z.enum(["file_share", "thread_broadcast", "me_message"]).optional(),
};

const directMessage = envelope.extend({
  event: z.object({ ...said, type: z.literal("message"), channel_type: z.literal("im") }),
});
const mention = envelope.extend({ event: z.object({ ...said, type: z.literal("app_mention") }) });
const homeOpened = envelope.extend({
  event: z.object({
    type: z.literal("app_home_opened"),
    user: id,
    channel: id,
    tab: z.enum(["home", "messages"]).default("messages"),
  }),
});

const command = z.object({
  team_id: id,
  user_id: id,
  channel_id: id,
  text: z.string().default(""),
  trigger_id: z.string().min(1).max(300),
});

const tap = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id, team_id: id.optional() }),
  team: z.object({ id }).nullish(),
  channel: z.object({ id }).optional(),
  message: z
    .object({
      ts: timestamp,
      thread_ts: timestamp.optional(),
      text: z.string().default(""),
      blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        type: z.literal("button"),
        action_id: z.string(),
        block_id: z.string(),
        action_ts: timestamp,
        value: z.string(),
        text: z.object({ text: z.string() }),
      }),
    )
    .min(1),
});

/** Reads a message to the bot; undefined when it is none of a member's. */
export function parseMessage(body: unknown): Heard | undefined {
  const parsed = directMessage.safeParse(body);
  if (!parsed.success) return undefined;
  const { event } = parsed.data;
  // A reply in a thread belongs to the one conversation that a member has with the bot.
  return hear(parsed.data, { scope: "private", place: { channel: event.channel } });
}

/** Reads a message of a channel that names the bot; undefined when it is none of a member's. */
export function parseMention(body: unknown): Heard | undefined {
  const parsed = mention.safeParse(body);
  if (!parsed.success) return undefined;
  const { channel, thread_ts: thread } = parsed.data.event;
  return hear(parsed.data, { scope: "group", place: { channel, ...(thread && { thread }) } });
}

function hear(
  body: z.infer<typeof directMessage> | z.infer<typeof mention>,
  where: Pick<Heard, "place" | "scope">,
): Heard | undefined {
  const { event, authorizations } = body;
  const bot = authorizations?.[0]?.user_id;
  if (event.bot_id !== undefined || event.user === bot) return undefined;
  return {
    id: body.event_id,
    at: toIso(body.event_time),
    member: { team: body.team_id, user: event.user },
    ...where,
    did: { kind: "said", text: plainText(event.text, bot) },
  };
}

/** Reads the opening of the App Home. */
export function parseHomeOpened(body: unknown): HomeOpened | undefined {
  const parsed = homeOpened.safeParse(body);
  if (!parsed.success) return undefined;
  const { team_id: team, event_id: eventId, event_time: seconds, event } = parsed.data;
  const { user, tab, channel } = event;
  return { id: eventId, at: toIso(seconds), member: { team, user }, tab, channel };
}

/**
 * Reads a slash command; without words it only calls the bot. The answer goes to the member's direct messages, wherever
 * the command was given (`givenIn`).
 */
export function parseCommand(body: unknown, now: string): (Heard & { readonly givenIn: string }) | undefined {
  const parsed = command.safeParse(body);
  if (!parsed.success) return undefined;
  const text = plainText(parsed.data.text);
  return {
    givenIn: parsed.data.channel_id,
    id: `command:${parsed.data.trigger_id}`,
    at: now,
    member: { team: parsed.data.team_id, user: parsed.data.user_id },
    scope: "private",
    did: text === "" ? { kind: "started" } : { kind: "said", text },
  };
}

/** Reads the tap of a button of ours; undefined for any other interaction. */
export function parseTap(body: unknown): Heard | undefined {
  const parsed = tap.safeParse(body);
  if (!parsed.success) return undefined;
  const { user, channel, message } = parsed.data;
  const team = parsed.data.team?.id ?? user.team_id;
  const action = parsed.data.actions[0];
  const choice = action && decodeChoice(action.value);
  if (team === undefined || action === undefined || choice === undefined) return undefined;
  const thread = message?.thread_ts;
  const isDirect = channel === undefined || channel.id.startsWith("D");
  const place = channel && { channel: channel.id, ...(!isDirect && thread && { thread }) };
  return {
    id: `tap:${user.id}:${action.action_ts}:${action.action_id}`,
    at: toIso(Number(action.action_ts)),
    member: { team, user: user.id },
    ...(place && { place }),
    scope: isDirect ? "private" : "group",
    did: { kind: "tapped", ...choice },
    ...(channel &&
      message && {
        chosen: {
          channel: channel.id,
          ts: message.ts,
          text: message.text,
          blocks: message.blocks,
          blockId: action.block_id,
          label: action.text.text,
        },
      }),
  };
}

function toIso(seconds: number): string {
  return new Date(Math.floor(seconds * 1000)).toISOString();
}
