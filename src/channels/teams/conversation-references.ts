/** Keeps where each conversation is answered: what Teams needs to send to it later. It keeps nobody's name. */
import { z } from "zod";
import type { Address, ChannelMemory } from "../channel.ts";
import type { TeamsActivity } from "./parse.ts";

/** As long as a silent patron is remembered. */
const TTL_SECONDS = 2 * 365 * 24 * 3600;
/** A reference that has not changed is written again this often, so that it lives as long as the conversation does. */
const RENEW_AFTER_MS = 24 * 3600_000;
/** How many references are known without asking the memory. */
const KNOWN_LIMIT = 10_000;

const reference = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string(),
    isGroup: z.boolean(),
    tenantId: z.string().optional(),
    name: z.string(),
  }),
});

/** Where a conversation is answered. */
export type ConversationReference = z.infer<typeof reference>;

/** The references of every conversation, in the channel's memory. */
export class ConversationReferences {
  readonly #memory: ChannelMemory;
  readonly #known = new Map<Address, { readonly json: string; readonly keptAtMs: number }>();

  constructor(memory: ChannelMemory) {
    this.#memory = memory;
  }

  /** Keeps where a verified activity came from. Cheap when nothing changed; rejects when the memory is down. */
  async keep(address: Address, activity: TeamsActivity, nowMs = Date.now()): Promise<void> {
    const json = JSON.stringify(referenceOf(activity));
    const known = this.#known.get(address);
    if (known?.json === json && nowMs - known.keptAtMs < RENEW_AFTER_MS) return;
    await this.#memory.set(address, json, TTL_SECONDS);
    this.#know(address, json, nowMs);
  }

  /** Finds where a conversation is answered; undefined when it was never heard of or is forgotten. */
  async find(address: Address): Promise<ConversationReference | undefined> {
    // Another process may have heard a newer one: the memory is asked each time.
    const json = await this.#memory.get(address);
    if (json === undefined) return undefined;
    return reference.safeParse(JSON.parse(json)).data;
  }

  #know(address: Address, json: string, keptAtMs: number): void {
    this.#known.delete(address);
    this.#known.set(address, { json, keptAtMs });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KNOWN_LIMIT && oldest !== undefined) this.#known.delete(oldest);
  }
}

function referenceOf({
  serviceUrl,
  channelId,
  recipient,
  conversation,
}: TeamsActivity): ConversationReference {
  return {
    serviceUrl,
    channelId,
    bot: { id: recipient.id, name: recipient.name },
    conversation: {
      id: conversation.id,
      conversationType: conversation.conversationType ?? (conversation.isGroup ? "groupChat" : "personal"),
      isGroup: conversation.isGroup,
      ...(conversation.tenantId !== undefined && { tenantId: conversation.tenantId }),
      name: "",
    },
  };
}
