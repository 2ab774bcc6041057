/**
 * The three emulated platforms of the killed library, and patrons on each. A platform delivers to any process that lives,
 * and delivers again what was not taken; a button whose tap failed is tapped again when nothing came of it.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "../../../src/channels/channel.ts";
import { shownButtons, shownText } from "../slack/slack-blocks.ts";
import { asSlackWrites, messageEvent, type Posted, SlackEmulator, TEAM } from "../slack/slack-emulator.ts";
import { BOT, conversationIn, type PostedActivity, TENANT_ID, TeamsService } from "../teams/teams-service.ts";
import { TelegramEmulator } from "../telegram/emulator.ts";
import { TelegramPatron } from "../telegram/patron.ts";
import type { Act } from "./talk.ts";

/** A patron on a platform. */
export interface KilledPatron {
  readonly address: Address;
  /** What the platform showed of the bot, oldest first. */
  readonly heard: readonly string[];
  /** Does something and sees to it that the platform delivers it. */
  do(act: Act): Promise<void>;
}

/** The platforms, and how a patron joins each. */
export interface Platforms {
  readonly telegram: TelegramEmulator;
  readonly slack: SlackEmulator;
  readonly teams: TeamsService;
  /** Makes a patron; `number` tells them apart. */
  join(platform: PlatformName, number: number): KilledPatron;
  /** Says where a living process listens, each time something is delivered. */
  deliverTo(find: () => string): void;
  stop(): Promise<void>;
}

export const PLATFORMS = ["telegram", "teams", "slack"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

const AGAIN_MS = 100;
/** Longer than a process needs to take over what another left. */
const NOTHING_CAME_MS = 15_000;

/** Starts the emulators. */
export async function startPlatforms(): Promise<Platforms> {
  const telegram = new TelegramEmulator();
  await telegram.open();
  telegram.redeliverAfter(AGAIN_MS);
  const slack = new SlackEmulator();
  await slack.start();
  const teams = await new TeamsService().start();
  let find = () => "";
  Object.defineProperty(telegram, "webhookHost", { get: () => find() });
  Object.defineProperty(slack, "botUrl", { get: () => find() });
  const inSlack = sortedBy(slack.posted, ({ channel }) => channel);
  const inTeams = sortedBy(teams.posted, ({ path }) => conversationIn(path));
  const join = {
    telegram: (number: number) => joinTelegram(telegram, 10_000 + number),
    slack: (number: number) => joinSlack(slack, `D0${number}`, inSlack),
    teams: (number: number) => joinTeams(teams, { id: `a:${number}`, find: () => find(), inTeams }),
  };
  return {
    ...{ telegram, slack, teams },
    join: (platform, number) => join[platform](number),
    deliverTo: (given) => {
      find = given;
    },
    stop: async () => {
      await telegram.close();
      await slack.stop();
      await teams.stop();
    },
  };
}

/** Sorts a growing list as it grows, so that thousands of patrons can look for what is theirs. */
function sortedBy<Item>(
  list: readonly Item[],
  keyOf: (item: Item) => string,
): (key: string) => readonly Item[] {
  const sorted = new Map<string, Item[]>();
  let read = 0;
  return (key) => {
    for (; read < list.length; read += 1) {
      const item = list[read] as Item;
      const mine = sorted.get(keyOf(item));
      if (mine === undefined) sorted.set(keyOf(item), [item]);
      else mine.push(item);
    }
    return sorted.get(key) ?? [];
  };
}

function joinTelegram(telegram: TelegramEmulator, chatId: number): KilledPatron {
  telegram.chats.add(chatId);
  const chat = new TelegramPatron(telegram, chatId);
  return {
    address: `telegram:${chatId}`,
    get heard() {
      return chat.heard.map(({ text }) => text);
    },
    do: async (act) => {
      // The emulator delivers again by itself.
      await ("say" in act ? chat.writes(act.say) : chat.taps(act.tap));
    },
  };
}

function joinSlack(
  slack: SlackEmulator,
  channel: string,
  postedIn: (channel: string) => readonly Posted[],
): KilledPatron {
  let said = 0;
  // A used button gives way to what was chosen: the words are kept as they came.
  const words: string[] = [];
  const heard = () => {
    const posted = postedIn(channel);
    for (const { blocks } of posted.slice(words.length)) words.push(shownText(blocks));
    return words;
  };
  const say = async (text: string) => {
    said += 1;
    const ts = `1795600000.${String(said).padStart(6, "0")}`;
    const event = messageEvent(asSlackWrites(text), { channel, ts });
    await untilTaken(() => slack.sendEvent(event, `Ev${channel}X${said}`));
  };
  const tap = async (label: string) => {
    const under = () =>
      postedIn(channel).findLast(({ blocks }) =>
        shownButtons(blocks).some((button) => button.label === label),
      );
    // The last answer may come again meanwhile: that is none to this tap.
    const answers = () => withoutRepeats(heard()).length;
    const before = answers();
    for (;;) {
      const posted = under();
      // What was tapped is gone: the tap arrived.
      if (posted === undefined) return;
      const response = await slack.tap(posted, label).catch(() => undefined);
      if (response?.status === 200) return;
      const deadline = performance.now() + NOTHING_CAME_MS;
      while (answers() === before && performance.now() < deadline) await pause(AGAIN_MS);
      if (answers() > before) return;
    }
  };
  return {
    address: `slack:${TEAM}:${channel}`,
    get heard() {
      return heard();
    },
    do: (act) => ("say" in act ? say(act.say) : tap(act.tap)),
  };
}

interface TeamsChat {
  readonly id: string;
  readonly find: () => string;
  readonly inTeams: (id: string) => readonly { readonly activity: PostedActivity }[];
}

function joinTeams(service: TeamsService, { id, find, inTeams }: TeamsChat): KilledPatron {
  let sent = 0;
  const messages = () =>
    inTeams(id).flatMap(({ activity }) => (activity.type === "message" ? [activity] : []));
  const post = async (given: object) => {
    sent += 1;
    const activity = {
      ...{ type: "message", id: `${id}-${sent}`, timestamp: new Date().toISOString(), channelId: "msteams" },
      ...{ serviceUrl: service.serviceUrl, from: { id: `29:${id}` }, recipient: BOT, locale: "fi-FI" },
      conversation: { id, conversationType: "personal", tenantId: TENANT_ID },
      ...given,
    };
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${service.token()}` };
    const body = JSON.stringify(activity);
    await untilTaken(() => fetch(`${find()}/api/messages`, { method: "POST", headers, body }));
  };
  return {
    address: `teams:${id}`,
    get heard() {
      return messages().map(wordsOf);
    },
    do: async (act) => {
      if ("say" in act) return post({ text: act.say });
      const actions = messages().flatMap(({ attachments = [] }) =>
        attachments.flatMap(({ content }) => content.actions ?? []),
      );
      const action = actions.findLast(({ title }) => title === act.tap);
      if (action === undefined) throw new Error(`Cannot tap "${act.tap}": no card has such a button`);
      return post({ value: action.data });
    },
  };
}

function wordsOf({ text = "", attachments = [] }: PostedActivity): string {
  const onCards = attachments.flatMap(({ content }) => content.body.map((block) => block.text ?? ""));
  return [text, ...onCards].join("\n");
}

/** A message sent again comes right after itself. */
export function withoutRepeats(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/** Sends until it is taken, as a platform does; the id makes it the same. */
async function untilTaken(send: () => Promise<Response>): Promise<void> {
  for (;;) {
    const response = await send().catch(() => undefined);
    // A body that nobody reads holds its connection.
    await response?.arrayBuffer().catch(() => undefined);
    if (response?.ok) return;
    await pause(AGAIN_MS);
  }
}
