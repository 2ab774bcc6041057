/** The transcript's patron on Slack, in the direct messages with the bot. */

import { SlackChannel } from "../../src/channels/slack/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { shownButtons, shownText } from "./slack/slack-blocks.ts";
import {
  asSlackWrites,
  BOT_TOKEN,
  messageEvent,
  type Posted,
  SIGNING_SECRET,
  SlackEmulator,
} from "./slack/slack-emulator.ts";
import { TEXTS } from "./slack/start-slack.ts";
import { type Opened, openKutsu, type TranscriptPatron, type TranscriptTime } from "./transcript-kutsu.ts";

/** Opens the emulated Slack with Kutsu on it. */
export async function openSlack(turnTools: TurnTools, time?: TranscriptTime): Promise<Opened> {
  const slack = new SlackEmulator();
  await slack.start();
  const config = { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, signingSecret: SIGNING_SECRET };
  const kutsu = await openKutsu(
    turnTools,
    ({ memory }) => new SlackChannel({ config, memory, texts: TEXTS }),
    time,
  );
  slack.botUrl = kutsu.url;
  const stop = async () => {
    await kutsu.stop();
    await slack.stop();
  };
  return { patron: toPatron(slack, kutsu.settled), sent: kutsu.sent, inside: kutsu.inside, stop };
}

function toPatron(slack: SlackEmulator, settled: () => Promise<void>): TranscriptPatron {
  let read = 0;
  let fresh: readonly Posted[] = [];
  return {
    say: async (text) => {
      expect((await slack.sendEvent(messageEvent(asSlackWrites(text)))).status).toBe(200);
    },
    tap: async (choice) => {
      const button = buttonsOf(fresh).find(({ name }) => name === choice);
      if (button === undefined) throw new Error(`Cannot tap "${choice}": not shown`);
      const { posted, blockId, label } = button;
      // The emulator takes the first button with a label: it is shown none but the row that is meant.
      const blocks = posted.blocks.filter(({ block_id: id }) => id === blockId);
      expect((await slack.tap({ ...posted, blocks }, label)).status).toBe(200);
    },
    read: async () => {
      await settled();
      fresh = slack.posted.slice(read);
      read = slack.posted.length;
      return {
        text: fresh.map(({ blocks }) => shownText(blocks)).join("\n"),
        choices: buttonsOf(fresh).map(({ name }) => name),
      };
    },
  };
}

/** Gives all buttons with their names: those that say the same are told apart by the title above them. */
function buttonsOf(posts: readonly Posted[]) {
  const buttons = posts.flatMap((posted) => {
    let title = "";
    return posted.blocks.flatMap((block) => {
      if (block.type === "header") title = block.text?.text ?? "";
      return shownButtons([block]).map((button) => ({ ...button, title, posted }));
    });
  });
  return buttons.map((button) => {
    const isAlone = buttons.filter(({ label }) => label === button.label).length === 1;
    return { ...button, name: isAlone ? button.label : button.title };
  });
}
