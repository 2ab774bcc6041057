/** A whole Kutsu with several channels in one process, on a real Redis, for patrons who talk on more than one. */
import { setTimeout as delay } from "node:timers/promises";
import type { Address, Channel, ChannelEvent, ChannelMessage } from "../../src/channels/channel.ts";
import { Conversation } from "../../src/conversation/conversation.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { patronLinks } from "../../src/links/patron-links.ts";
import { createLog } from "../../src/log.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";
import { RememberedWakes } from "../helpers/wakes.ts";

const SECRET = "a secret of the test that is long enough";
const CHANNELS = ["telegram", "web", "slack", "teams"];

/** Finds a patron's id in a text, as itself: 6-1 is not in 16-1. */
export function naming(id: string | undefined): RegExp {
  if (id === undefined) throw new Error("Cannot look for a patron's id: there is no patron");
  return new RegExp(`(?<![\\d-])${id}(?!\\d)`);
}

/** What happens on a channel that tests need to see or steer. */
export class JoinedLibrary {
  readonly received = new Map<Address, ChannelMessage[]>();
  readonly conversation: Conversation;
  #events = 0;
  #now = Date.now();

  constructor(redis: KutsuRedis, tools: TurnTools, { leaseMs = 3000 } = {}) {
    const channels = CHANNELS.map((name) => this.#channel(name));
    const places = () => ({ publicUrl: "http://kutsu.test", telegram: "kutsu_test_bot" });
    this.conversation = new Conversation({
      redis,
      channels,
      turnTools: { ...tools, links: patronLinks({ secret: SECRET, places }) },
      log: createLog("silent"),
      wakes: new RememberedWakes(),
      leaseMs,
      sweepEveryMs: 0,
      clock: () => new Date(this.#now).toISOString(),
    });
  }

  /** Lets time pass for turns; Redis has a clock of its own. */
  pass(ms: number): void {
    this.#now += ms;
  }

  #channel(name: string): Channel {
    return {
      name,
      routes: () => [],
      identify: async () => name,
      start: async () => {},
      stop: async () => {},
      typing: async () => {},
      forget: async () => {},
      limitsOf: () => [],
      send: async (to, message) => {
        this.received.set(to, [...(this.received.get(to) ?? []), message]);
        return message.id;
      },
    };
  }

  /** Makes an event, for those who deliver it twice. */
  event(from: Address, what: Partial<ChannelEvent> & { kind: "said" | "tapped" | "started" }): ChannelEvent {
    this.#events += 1;
    const at = new Date(this.#now).toISOString();
    return { id: `j${this.#events}`, from, at, scope: "private", language: "fi", ...what } as ChannelEvent;
  }

  /** Says something and gives what comes back on the same address. */
  async say(from: Address, text: string, scope: "private" | "group" = "private"): Promise<string> {
    return this.do(this.event(from, { kind: "said", text, scope }));
  }

  async start(from: Address, payload?: string): Promise<string> {
    return this.do(this.event(from, { kind: "started", ...(payload !== undefined && { payload }) }));
  }

  async tap(from: Address, value: string): Promise<string> {
    const question = this.last(from)?.question ?? "";
    return this.do(this.event(from, { kind: "tapped", value, question }));
  }

  async do(event: ChannelEvent): Promise<string> {
    const before = this.received.get(event.from)?.length ?? 0;
    await this.conversation.accept(event);
    await this.settled();
    return (this.received.get(event.from) ?? [])
      .slice(before)
      .map(({ text }) => text)
      .join("\n\n");
  }

  /** Waits until nothing is under way any more, here or in what that led to. */
  async settled(): Promise<void> {
    await this.conversation.settled();
    await delay(0);
    await this.conversation.settled();
  }

  last(address: Address): ChannelMessage | undefined {
    return this.received.get(address)?.at(-1);
  }

  texts(address: Address): readonly string[] {
    return (this.received.get(address) ?? []).map(({ text }) => text);
  }

  /** Asks for a code in the chat. */
  async code(owner: Address): Promise<string> {
    await this.say(owner, "yhdistä toinen kanava");
    const shown = await this.tap(owner, "code");
    const [, code] = /([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(shown) ?? [];
    if (code === undefined) throw new Error(`Cannot see a code in "${shown}"`);
    return code;
  }

  /** Joins an address to the patron of another. */
  async join(owner: Address, address: Address): Promise<string> {
    const code = await this.code(owner);
    await this.say(address, code);
    return this.tap(address, "yes");
  }
}
