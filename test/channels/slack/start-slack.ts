/** A Slack channel on Kutsu's own server, with the emulated Slack at the other end. */
import type { ChannelEvent, ChannelMemory } from "../../../src/channels/channel.ts";
import { SlackChannel, type SlackChannelOptions } from "../../../src/channels/slack/channel.ts";
import { createServer } from "../../../src/server.ts";
import type { Answer, ChannelHarness } from "../channel-contract.ts";
import { shownButtons } from "./slack-blocks.ts";
import {
  APP_TOKEN,
  asSlackWrites,
  BOT,
  BOT_TOKEN,
  DIRECT,
  messageEvent,
  SIGNING_SECRET,
  SlackEmulator,
  TEAM,
} from "./slack-emulator.ts";

/** The words around the conversation that the tests use. */
export const TEXTS: SlackChannelOptions["texts"] = {
  home: (language) =>
    language?.startsWith("en")
      ? {
          title: "Hello",
          text: "I am Kutsu.",
          choices: [{ label: "Find programs", value: "open:recommend" }],
        }
      : {
          title: "Hei",
          text: "Olen Kutsu.",
          choices: [{ label: "Etsi tapahtumia", value: "open:recommend" }],
        },
  commandAnswered: "Vastasin yksityisviestillä. I answered in a direct message.",
};

export interface SlackHarness extends ChannelHarness {
  readonly channel: SlackChannel;
  readonly slack: SlackEmulator;
  readonly events: ChannelEvent[];
  readonly errors: { readonly what: string; readonly message: string }[];
  /** What the channel asked to be kept. */
  readonly kept: Map<string, string>;
  /** Held back by `accept` until it resolves. */
  storing: Promise<void>;
}

/** Starts a channel; in Socket Mode when the emulator has a socket. */
export async function startSlack(
  given: Partial<SlackChannelOptions> = {},
  slack = new SlackEmulator(),
): Promise<SlackHarness> {
  if (slack.apiUrl === "") await slack.start();
  const kept = new Map<string, string>();
  const errors: SlackHarness["errors"] = [];
  const log = {
    warn: () => undefined,
    error: (details: object) => void errors.push({ what: "server", message: JSON.stringify(details) }),
  };
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  const channel = new SlackChannel({
    config: {
      botToken: BOT_TOKEN,
      apiUrl: slack.apiUrl,
      ...(slack.socketUrl === "" ? { signingSecret: SIGNING_SECRET } : { appToken: APP_TOKEN }),
    },
    memory: memoryIn(kept),
    texts: TEXTS,
    onError: (error, what) => void errors.push({ what, message: String(error) }),
    ...given,
  });
  for (const route of channel.routes()) server.route(route);
  slack.botUrl = (await server.listen()).url;
  const events: ChannelEvent[] = [];
  const harness: SlackHarness = {
    channel,
    slack,
    errors,
    kept,
    events,
    address: `slack:${TEAM}:${DIRECT}`,
    isStoreDown: false,
    storing: Promise.resolve(),
    say: async (text, update) =>
      answerOf(await slack.sendEvent(messageEvent(asSlackWrites(text)), update && `Ev${update}`)),
    forge: async (text) =>
      answerOf(await slack.sendEvent(messageEvent(text), "EvForged", { secret: "guessed" })),
    echo: async (text) =>
      answerOf(
        await slack.sendEvent({ ...messageEvent(text), user: BOT, bot_id: "B0KUTSU", app_id: "A0KUTSU" }),
      ),
    shown: async () =>
      slack.posted.map((posted) => ({
        text: SlackEmulator.shown(posted),
        buttons: shownButtons(posted.blocks).map(({ label }) => ({
          label,
          tap: async () => answerOf(await slack.tap(posted, label)),
        })),
      })),
    failNext: (how) => void slack.faults.push({ method: "chat.postMessage", ...FAULTS[how] }),
    stop: async () => {
      await channel.stop();
      await server.close();
      await slack.stop();
    },
  };
  try {
    await channel.start(async (event) => {
      await harness.storing;
      if (harness.isStoreDown) throw new Error("the store is down");
      events.push(event);
    });
  } catch (error) {
    await server.close();
    throw error;
  }
  return harness;
}

const FAULTS = {
  "too fast": { status: 429, headers: { "retry-after": "7" } },
  blocked: { body: JSON.stringify({ ok: false, error: "channel_not_found" }) },
  broken: { status: 503 },
} as const;

function answerOf({ status }: Response): Answer {
  if (status === 401) return "refused";
  return status === 200 ? "taken" : "again";
}

function memoryIn(kept: Map<string, string>): ChannelMemory {
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    delete: async (...keys) => {
      for (const key of keys) kept.delete(key);
    },
  };
}
