/** Reads what Teams posts: an activity, and what the patron did by it. Nothing else in this folder looks at raw activities. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Address, ChannelEvent } from "../channel.ts";

/** The longest text a patron may send, in UTF-16 units; the rest is cut. */
const TEXT_LIMIT = 20_000;
const VALUE_LIMIT = 1000;

const tap = z.object({ value: z.string().min(1).max(VALUE_LIMIT), question: z.string().max(VALUE_LIMIT) });

const mention = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string() }),
  text: z.string(),
});

const activity = z.object({
  type: z.string(),
  id: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.string(),
  timestamp: z.string().optional(),
  from: z.object({ id: z.string(), role: z.string().optional() }),
  recipient: z.object({ id: z.string(), name: z.string().catch("") }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    isGroup: z.boolean().catch(false),
    tenantId: z.string().optional(),
  }),
  text: z.string().optional().catch(undefined),
  locale: z.string().optional().catch(undefined),
  action: z.string().optional().catch(undefined),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).catch([]),
});

/** An activity, as far as it is read. */
export type TeamsActivity = z.infer<typeof activity>;

/** What an activity says of where it comes from; the token must say the same. */
const origin = z.object({ channelId: z.string().catch(""), serviceUrl: z.string().catch("") });

/** Reads where something posted says it comes from; undefined when it is no object. */
export function parseOrigin(body: unknown): z.infer<typeof origin> | undefined {
  return origin.safeParse(body).data;
}

/** Reads an activity; undefined for what is none. */
export function parseActivity(body: unknown): TeamsActivity | undefined {
  return activity.safeParse(body).data;
}

/** Names where an activity came from and its answer goes; a thread of a team's channel is an address of its own. */
export function addressOf({ conversation }: TeamsActivity): Address {
  return `teams:${conversation.id}`;
}

/** Tells what the patron did; undefined when it is nothing to answer. */
export function toEvent(one: TeamsActivity, now: string): ChannelEvent | undefined {
  const { from, recipient } = one;
  // Ids of bots begin with 28: what one says is no patron's word, least of all our own.
  if (from.role === "bot" || from.id.startsWith("28:") || from.id === recipient.id) return undefined;
  const done = one.type === "message" ? readMessage(one) : readInstallation(one);
  return done && { ...envelopeOf(one, now), ...done };
}

type Done =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "tapped"; readonly value: string; readonly question: string }
  | { readonly kind: "started"; readonly payload?: string }
  | { readonly kind: "reachability"; readonly reachable: boolean };

function envelopeOf(one: TeamsActivity, now: string) {
  const { locale, timestamp } = one;
  const sentAtMs = Date.parse(timestamp ?? "");
  return {
    id: idOf(one),
    from: addressOf(one),
    at: Number.isNaN(sentAtMs) ? now : new Date(sentAtMs).toISOString(),
    scope: isGroup(one) ? ("group" as const) : ("private" as const),
    ...(locale && { language: locale }),
  };
}

/** Ids of activities are unique in a conversation only. One without an id is known by all it says. */
function idOf(one: TeamsActivity): string {
  const told = [one.conversation.id, one.id ?? JSON.stringify(one)];
  return createHash("sha256").update(told.join("\n")).digest("base64url").slice(0, 32);
}

function isGroup({ conversation: { conversationType, isGroup } }: TeamsActivity): boolean {
  return conversationType === undefined ? isGroup : conversationType !== "personal";
}

/** A patron wrote, or tapped a button of a card. In a group, what does not call the bot by name is left alone. */
function readMessage(one: TeamsActivity): Done | undefined {
  const tapped = tap.safeParse(dataOf(one));
  if (tapped.success) return { kind: "tapped", ...tapped.data };
  const { text, isCalled } = withoutMention(one);
  if (isGroup(one) && !isCalled) return undefined;
  const [started, payload] = /^\/start(?:\s+(\S+))?$/.exec(text) ?? [];
  // The bot's name alone: someone wants to know what there is.
  if (started !== undefined || (text === "" && isCalled))
    return { kind: "started", ...(payload && { payload }) };
  // A picture has no text: it is not understood, and the patron hears so.
  return { kind: "said", text: text.slice(0, TEXT_LIMIT) };
}

/** Some clients send the data of a button as text. */
function dataOf({ value }: TeamsActivity): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Takes the bot's own name out of a text, and tells whether it was there. */
function withoutMention({ text = "", entities, recipient }: TeamsActivity): {
  text: string;
  isCalled: boolean;
} {
  const own = entities
    .map((entity) => mention.safeParse(entity).data)
    .filter((found) => found?.mentioned.id === recipient.id);
  const bare = own.reduce((rest, found) => rest.replace(found?.text || "<at></at>", " "), text);
  return {
    text: bare
      .replace(/<at>\s*<\/at>/g, " ")
      .replace(/&nbsp;|\u00a0/g, " ")
      .replace(/ {2,}/g, " ")
      .trim(),
    isCalled: own.length > 0,
  };
}

/** The bot was added or removed. An update of the app is neither; nor is a change of members, which Teams tells beside. */
function readInstallation({ type, action }: TeamsActivity): Done | undefined {
  if (type !== "installationUpdate") return undefined;
  if (action === "add") return { kind: "started" };
  return action === "remove" ? { kind: "reachability", reachable: false } : undefined;
}
