/** Keeps where each conversation is answered: what Teams needs to send to it later. It keeps nobody's name. */
import { z } from "zod";
import type { Address, ChannelMemory } from "../channel.ts";
import type { TeamsActivity } from "./parse.ts";

/** As long as a silent patron is remembered. */
const TTL_SECONDS = 2 * 365 * 24 * 3600;

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

  constructor(memory: ChannelMemory) {
    this.#memory = memory;
  }

  /** Keeps where a verified activity came from, each time anew: another process may have forgotten it. Rejects when the memory is down. */
  async keep(address: Address, activity: TeamsActivity): Promise<void> {
    await this.#memory.set(address, JSON.stringify(referenceOf(activity)), TTL_SECONDS);
  }

  /** Forgets where a conversation is answered. */
  async forget(address: Address): Promise<void> {
    await this.#memory.delete(address);
  }

  /** Finds where a conversation is answered; undefined when it was never heard of or is forgotten. */
  async find(address: Address): Promise<ConversationReference | undefined> {
    const json = await this.#memory.get(address);
    if (json === undefined) return undefined;
    return reference.safeParse(JSON.parse(json)).data;
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
