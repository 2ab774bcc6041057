/** Patrons who write while they are being sent an announcement, and the conversation that answers them. */
import { setTimeout as delay } from "node:timers/promises";
import type { Address, Channel, ChannelEvent } from "../../../src/channels/channel.ts";
import { Conversation } from "../../../src/conversation/conversation.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { createFileLog } from "../../helpers/file-log.ts";
import { RememberedWakes } from "../../helpers/wakes.ts";
import type { CrashPatron, Part } from "./crash-patrons.ts";
import { PLATFORMS } from "./crash-platforms.ts";

const AGAIN_MS = 100;
/** In both languages the bot knows both. */
const WORDS: Partial<Record<Part, string>> = { asks: "help", stops: "stop", refused: "stop" };

/** The conversation of a process that nobody kills; its channels keep what they are to send. */
export class Asking {
  readonly #conversation: Conversation;
  /** Answers to each address, by the id of the message. */
  readonly #answers = new Map<Address, Set<string>>();
  readonly #now: () => number;

  private constructor(conversation: (channels: readonly Channel[]) => Conversation, now: () => number) {
    this.#now = now;
    this.#conversation = conversation(PLATFORMS.map((name) => this.#channel(name)));
  }

  static async start(redis: KutsuRedis, now: () => number): Promise<Asking> {
    const tools = {
      ...{ redis, turnTools: await loadTurnTools(), log: createFileLog(() => {}) },
      ...{ wakes: new RememberedWakes(), clock: () => new Date(now()).toISOString() },
      ...{ leaseMs: 3000, sweepEveryMs: 300 },
    };
    const asking = new Asking((channels) => new Conversation({ ...tools, channels }), now);
    await asking.#conversation.start();
    return asking;
  }

  /** Has a patron write what belongs to the part, again until it is stored, as a platform does. */
  async write({ address, part, id }: CrashPatron): Promise<void> {
    const at = new Date(this.#now()).toISOString();
    const event: ChannelEvent = {
      ...{ id: `asked-${id}`, from: address, at, scope: "private" },
      ...{ kind: "said", text: WORDS[part] ?? "" },
    };
    for (;;) {
      try {
        return await this.#conversation.accept(event);
      } catch {
        await delay(AGAIN_MS);
      }
    }
  }

  /** How many answers an address got, each counted once. */
  answersTo(address: Address): number {
    return this.#answers.get(address)?.size ?? 0;
  }

  /** Resolves when nobody waits for an answer. */
  async settled(): Promise<void> {
    await this.#conversation.settled();
  }

  async stop(): Promise<void> {
    await this.#conversation.stop();
  }

  #channel(name: string): Channel {
    return {
      ...{ name, routes: () => [], identify: async () => name, limitsOf: () => [] },
      ...{ start: async () => {}, stop: async () => {}, typing: async () => {}, forget: async () => {} },
      send: async (to, { id }) => {
        this.#answers.set(to, (this.#answers.get(to) ?? new Set()).add(id));
        return id;
      },
    };
  }
}
