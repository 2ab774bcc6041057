import type { ChannelEvent, ChannelMessage } from "../../../src/channels/channel.ts";
import { WebChannel } from "../../../src/channels/web/channel.ts";
import { createServer } from "../../../src/server.ts";
import { type Answer, type ChannelHarness, channelContract, type Shown } from "../channel-contract.ts";
import { createEchoStore } from "./echo-library.ts";
import { WebPatron } from "./web-patron.ts";

/** How the page shows who it is, and what another page would try in its place. */
const WAYS = {
  // The browser adds the cookie for any page, but tells which page it was.
  cookie: { Origin: "https://evil.example" },
  token: { Authorization: "Bearer a-guessed-conversation.0.AAAA" },
} as const;

async function makeHarness(mode: keyof typeof WAYS): Promise<ChannelHarness> {
  const events: ChannelEvent[] = [];
  const channel = new WebChannel({
    secret: "a secret for tests only",
    embedOrigins: [],
    memory: createEchoStore().memory,
    history: async () => [],
  });
  const log = { warn: () => undefined, error: () => undefined };
  const server = createServer({
    host: "127.0.0.1",
    port: 0,
    log,
    isReady: async () => undefined,
    graceMs: 100,
  });
  for (const route of channel.routes()) server.route(route);
  const { url } = await server.listen();
  await channel.start(async (event) => {
    if (harness.isStoreDown) throw new Error("the store is down");
    events.push(event);
  });
  const patron = await WebPatron.open(url, mode);
  const messages: ChannelMessage[] = [];
  const harness: ChannelHarness = {
    channel,
    address: patron.address,
    events,
    isStoreDown: false,
    say: async (text, update) => answerOf(await patron.say(text, idOf(update))),
    forge: async (text) => answerOf(await patron.say(text, undefined, WAYS[mode])),
    shown: async () => {
      // The sign comes after everything that was sent before it.
      await channel.typing(patron.address);
      messages.push(...(await patron.hearUntil(({ name }) => name === "typing")));
      return messages.map((message) => show(message, patron));
    },
    stop: async () => {
      patron.leave();
      await channel.stop();
      await server.close();
    },
  };
  return harness;
}

function show(message: ChannelMessage, patron: WebPatron): Shown {
  const { text, cards = [], choices = [] } = message;
  const onCards = cards.flatMap((card) => [
    card.title,
    ...card.facts.flatMap((fact) => [fact.label, fact.text]),
    ...[card.text, card.why, ...card.notes].filter((line) => line !== undefined),
  ]);
  return {
    text: [text, ...onCards].join("\n"),
    buttons: [...cards.flatMap((card) => card.choices), ...choices].map((choice) => ({
      label: choice.label,
      tap: async () => answerOf(await patron.tap(message, choice)),
    })),
  };
}

function idOf(update: string | undefined): string | undefined {
  return update === undefined ? undefined : `update-${update.padStart(16, "0")}`;
}

function answerOf({ status }: Response): Answer {
  if (status === 202) return "taken";
  return status === 503 ? "again" : "refused";
}

channelContract("the web chat with a cookie", () => makeHarness("cookie"));
channelContract("the web chat in a frame, with a token", () => makeHarness("token"));
