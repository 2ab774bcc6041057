/** What is asked about a member: their language, and where their direct messages are. It keeps no name and no profile. */
import type { webApi } from "@slack/bolt";
import type { ChannelMemory } from "../channel.ts";
import { toFailure } from "./failure.ts";
import type { Member } from "./parse.ts";

/** What members are asked about with. */
export interface MembersOptions {
  readonly client: webApi.WebClient;
  readonly memory: ChannelMemory;
  readonly onError: (error: unknown, what: string) => void;
  /** How long an event waits for the language before it goes on without. */
  readonly languageLimitMs?: number;
  readonly nowMs?: () => number;
}

const LANGUAGE_TTL_MS = 24 * 3600_000;
/** After a failure: not asked again with every message. */
const FAILURE_TTL_MS = 10 * 60_000;
const LANGUAGE_LIMIT_MS = 800;
const KEPT_LIMIT = 10_000;
const DIRECT_TTL_SECONDS = 30 * 24 * 3600;
/** Also the time after which the Messages tab greets someone who never came back. */
const GREETED_TTL_SECONDS = 365 * 24 * 3600;

/** Asks Slack about members, and remembers. */
export class Members {
  readonly #options: MembersOptions;
  readonly #nowMs: () => number;
  readonly #languages = new Map<string, { readonly tag: Promise<string | undefined>; untilMs: number }>();

  constructor(options: MembersOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /** Finds a member's language (BCP 47); undefined when Slack does not tell it in time. Never rejects. */
  async findLanguage(member: Member): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, this.#options.languageLimitMs ?? LANGUAGE_LIMIT_MS, undefined);
    });
    try {
      return await Promise.race([this.#language(member), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives the channel of the direct messages between a member and the bot, opening it when need be. */
  async directChannel({ team, user }: Member): Promise<string> {
    const { client, memory } = this.#options;
    const key = `direct:${team}:${user}`;
    const known = await memory.get(key);
    if (known !== undefined) return known;
    const channel = await open(client, user);
    // First how to forget it.
    await memory.set(memberKey(team, channel), user, DIRECT_TTL_SECONDS);
    await memory.set(key, channel, DIRECT_TTL_SECONDS);
    return channel;
  }

  /** Tells whether the member of a direct channel was greeted in the Messages tab, or had an answer there. */
  async isGreeted({ team }: Member, channel: string): Promise<boolean> {
    return (await this.#options.memory.get(greetedKey(team, channel))) !== undefined;
  }

  /** Remembers that the Messages tab needs no greeting. */
  async markGreeted({ team }: Member, channel: string): Promise<void> {
    await this.#options.memory.set(greetedKey(team, channel), "1", GREETED_TTL_SECONDS);
  }

  /** Forgets whose direct channel it is and whether they were greeted there. */
  async forget(team: string, channel: string): Promise<void> {
    const { memory } = this.#options;
    const user = await memory.get(memberKey(team, channel));
    const direct = user === undefined ? [] : [`direct:${team}:${user}`];
    await memory.delete(greetedKey(team, channel), memberKey(team, channel), ...direct);
  }

  #language(member: Member): Promise<string | undefined> {
    const key = `${member.team}:${member.user}`;
    const known = this.#languages.get(key);
    if (known !== undefined && known.untilMs > this.#nowMs()) return known.tag;
    const asked = { tag: this.#askLanguage(member, key), untilMs: this.#nowMs() + LANGUAGE_TTL_MS };
    this.#languages.delete(key);
    this.#languages.set(key, asked);
    const [oldest] = this.#languages.keys();
    if (this.#languages.size > KEPT_LIMIT && oldest !== undefined) this.#languages.delete(oldest);
    return asked.tag;
  }

  async #askLanguage({ user }: Member, key: string): Promise<string | undefined> {
    const { client, onError } = this.#options;
    try {
      const answer = await client.users.info({ user, include_locale: true });
      return answer.user?.locale;
    } catch (error) {
      const asked = this.#languages.get(key);
      if (asked !== undefined) asked.untilMs = this.#nowMs() + FAILURE_TTL_MS;
      onError(toFailure(error, "ask Slack for a language"), "language");
      return undefined;
    }
  }
}

function greetedKey(team: string, channel: string): string {
  return `greeted:${team}:${channel}`;
}

function memberKey(team: string, channel: string): string {
  return `member:${team}:${channel}`;
}

async function open(client: webApi.WebClient, user: string): Promise<string> {
  try {
    const { channel } = await client.conversations.open({ users: user });
    if (channel?.id === undefined) throw new Error("the answer names no channel");
    return channel.id;
  } catch (error) {
    throw toFailure(error, "open direct messages");
  }
}
