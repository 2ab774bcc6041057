/** The three emulated platforms behind wires that can be cut, and their books: what each recipient received. */
import type { Address } from "../../../src/channels/channel.ts";
import { SlackEmulator, TEAM } from "../../channels/slack/slack-emulator.ts";
import { conversationIn, TeamsService } from "../../channels/teams/teams-service.ts";
import { TelegramEmulator } from "../../channels/telegram/emulator.ts";
import { Wire } from "./crash-wire.ts";

export const PLATFORMS = ["telegram", "teams", "slack"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

const FIRST_CHAT = 100_000;

/** The platforms, in the process that nobody kills. */
export interface Platforms {
  readonly telegram: TelegramEmulator;
  readonly teams: TeamsService;
  readonly slack: SlackEmulator;
  readonly wires: Readonly<Record<PlatformName, Wire>>;
  /** Makes a patron; gives the address. */
  join(platform: PlatformName, number: number, isBlocked: boolean): Address;
  /** About how many messages were taken, and refused. */
  taken(): number;
  /** The next message on each platform meets a limit, and the one after it trouble. */
  trouble(): void;
  /** What everybody received, as it came. */
  received(): ReadonlyMap<Address, readonly string[]>;
  stop(): Promise<void>;
}

/** Starts the platforms. */
export async function startPlatforms(delayMs: number): Promise<Platforms> {
  const telegram = new TelegramEmulator();
  await telegram.open();
  const teams = await new TeamsService().start();
  const slack = new SlackEmulator();
  await slack.start();
  const wires = {
    telegram: new Wire(telegram.url, delayMs),
    teams: new Wire(teams.url, delayMs),
    slack: new Wire(slack.apiUrl, delayMs),
  };
  for (const wire of Object.values(wires)) await wire.open();
  const chats: number[] = [];
  const join: Readonly<Record<PlatformName, (number: number, isBlocked: boolean) => Address>> = {
    telegram: (number, isBlocked) => {
      const chat = FIRST_CHAT + number;
      chats.push(chat);
      telegram.chats.add(chat);
      telegram.chats.setBlocked(chat, isBlocked);
      return `telegram:${chat}`;
    },
    teams: (number, isBlocked) => {
      if (isBlocked) teams.blocked.add(`a:${number}`);
      return `teams:a:${number}`;
    },
    // The emulated Slack knows no channel but those whose number begins with 0.
    slack: (number, isBlocked) => `slack:${TEAM}:D${isBlocked ? 9 : 0}${number}`,
  };
  return {
    ...{ telegram, teams, slack, wires },
    join: (platform, number, isBlocked) => join[platform](number, isBlocked),
    taken: () => telegram.calls.length + teams.posted.length + slack.posted.length,
    trouble: () => {
      telegram.fail("sendMessage", { code: 429, parameters: { retry_after: 1 } }, { code: 503 });
      teams.answers.push({ status: 429, headers: { "Retry-After": "1" } }, { status: 503 });
      const fault = { method: "chat.postMessage" };
      slack.faults.push(
        { ...fault, status: 429, headers: { "retry-after": "1" } },
        { ...fault, status: 503 },
      );
    },
    received: () => {
      const books = new Map<Address, string[]>();
      const note = (address: Address, message: object) =>
        books.set(address, [...(books.get(address) ?? []), JSON.stringify(message)]);
      for (const chat of chats)
        for (const message of telegram.chats.shown(chat)) note(`telegram:${chat}`, message);
      for (const { path, activity } of teams.posted)
        if (activity.type === "message") note(`teams:${conversationIn(path)}`, activity);
      for (const posted of slack.posted) note(`slack:${TEAM}:${posted.channel}`, posted);
      return books;
    },
    stop: async () => {
      for (const wire of Object.values(wires)) await wire.cut();
      await telegram.close();
      await teams.stop();
      await slack.stop();
    },
  };
}
