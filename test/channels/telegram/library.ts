/** A Kutsu without a conversation on the emulated Telegram: the channel on a real server, and what it hands over. */
import type { ChannelEvent, ChannelMemory } from "../../../src/channels/channel.ts";
import { TelegramChannel, type TelegramChannelOptions } from "../../../src/channels/telegram/channel.ts";
import { createServer } from "../../../src/server.ts";
import { TelegramEmulator } from "./emulator.ts";
import { TelegramPatron } from "./patron.ts";

const said: TelegramChannelOptions["descriptions"]["fi"] = {
  about: "Kutsu",
  short: "Kirjaston botti",
  commands: { start: "Aloita", help: "Ohje", language: "Kieli", mydata: "Tietoni", stop: "Lopeta" },
};

/** What the bot says of itself. */
export const DESCRIPTIONS: TelegramChannelOptions["descriptions"] = {
  fi: said,
  en: { ...said, short: "A library's bot" },
};

/** What stands in for Redis; it can be looked into. */
export class TestMemory implements ChannelMemory {
  readonly values = new Map<string, string>();
  readonly ttlSeconds = new Map<string, number>();

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async set(key: string, value: string, ttlSeconds: number): Promise<void> {
    this.values.set(key, value);
    this.ttlSeconds.set(key, ttlSeconds);
  }

  async delete(...keys: readonly string[]): Promise<void> {
    for (const key of keys) this.values.delete(key);
  }
}

export interface TestLibrary {
  readonly telegram: TelegramEmulator;
  readonly channel: TelegramChannel;
  readonly memory: TestMemory;
  readonly events: ChannelEvent[];
  /** What the channel was troubled by: what it was doing, and why that failed. */
  readonly troubles: { readonly what: string; readonly why: string }[];
  /** Where the server listens. */
  readonly url: string;
  /** A patron in a private chat. */
  readonly maija: TelegramPatron;
  /** While true, `accept` rejects. */
  isStoreDown: boolean;
  /** The store goes down when this is said. */
  lastWords?: string;
  stop(): Promise<void>;
}

type Given = Partial<TelegramChannelOptions> & {
  /** Called before the channel starts. */
  readonly begin?: (telegram: TelegramEmulator) => void;
  /** Do not wait until it receives. */
  readonly isInTrouble?: boolean;
};

/** Starts a channel on an emulated Telegram. Resolves when it receives. */
export async function openLibrary(way: "webhook" | "polling", given: Given = {}): Promise<TestLibrary> {
  const { begin, isInTrouble, limits, ...options } = given;
  const telegram = new TelegramEmulator();
  await telegram.open();
  telegram.chats.add(5512);
  begin?.(telegram);
  const log = { warn: () => undefined, error: () => undefined };
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  const troubles: TestLibrary["troubles"] = [];
  const memory = new TestMemory();
  const channel = new TelegramChannel({
    token: telegram.token,
    apiRoot: telegram.url,
    webhookSecret: "secret-of-the-test",
    descriptions: DESCRIPTIONS,
    memory,
    onError: (error, what) => void troubles.push({ what, why: (error as Error).message }),
    ...(way === "webhook" && { publicUrl: "https://kutsu.example.org" }),
    ...options,
    limits: { callMs: 2_000, waitSeconds: 5, firstBackoffMs: 5, longestBackoffMs: 20, ...limits },
  });
  for (const route of channel.routes()) server.route(route);
  const { url } = await server.listen();
  telegram.webhookHost = url;
  const stop = async () => {
    await channel.stop();
    await server.close();
    await telegram.close();
  };
  const maija = new TelegramPatron(telegram, 5512);
  const library: TestLibrary = {
    ...{ telegram, channel, memory, troubles, url, maija, stop },
    events: [],
    isStoreDown: false,
  };
  await channel.start(async (event) => {
    library.isStoreDown ||= event.kind === "said" && event.text === library.lastWords;
    if (library.isStoreDown) throw new Error("the store is down");
    library.events.push(event);
  });
  if (!isInTrouble) await until(() => telegram.callsOf("setMyShortDescription").length === 2);
  return library;
}

/** Waits until something is so; fails after five seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const start = Date.now(); !isSo(); ) {
    if (Date.now() - start > 5_000) throw new Error("Cannot wait any longer: it did not come to be");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
