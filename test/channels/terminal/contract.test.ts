import type { ChannelEvent } from "../../../src/channels/channel.ts";
import { type ChannelHarness, channelContract } from "../channel-contract.ts";
import { TerminalPatron } from "./terminal-patron.ts";

async function makeHarness(isTTY: boolean): Promise<ChannelHarness> {
  const events: ChannelEvent[] = [];
  const patron = new TerminalPatron({ isTTY });
  const { channel } = patron;
  const harness: ChannelHarness = {
    channel,
    address: "terminal:maija",
    events,
    isStoreDown: false,
    deliversOnce: true,
    isTyped: true,
    say: (text) => patron.type(text),
    shown: async () =>
      patron.heard().map(({ text, choices }) => ({
        text,
        buttons: choices.map(({ label, number }) => ({ label, tap: () => patron.type(number) })),
      })),
    stop: async () => {
      await patron.stop();
      await channel.stop();
    },
  };
  const begun = isTTY ? patron.nextLine() : undefined;
  await channel.start(async (event) => {
    if (harness.isStoreDown) throw new Error("the store is down");
    events.push(event);
  });
  await begun;
  events.length = 0;
  return harness;
}

channelContract("the terminal at a keyboard", () => makeHarness(true));
channelContract("the terminal at a pipe", () => makeHarness(false));
