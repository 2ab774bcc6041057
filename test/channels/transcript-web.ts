/** The transcript's patron at a page of the web chat. */
import type { ChannelMessage, SpokenChoice } from "../../src/channels/channel.ts";
import { WebChannel } from "../../src/channels/web/channel.ts";
import { readHistory } from "../../src/conversation/history.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { type Opened, openKutsu, type TranscriptPatron, wordsOf } from "./transcript-kutsu.ts";
import { WebPatron } from "./web/web-patron.ts";

/** Opens a page with Kutsu behind it. */
export async function openWeb(turnTools: TurnTools): Promise<Opened> {
  const kutsu = await openKutsu(
    turnTools,
    ({ memory, redis }) =>
      new WebChannel({
        secret: "a secret for tests only",
        embedOrigins: [],
        memory,
        history: (address, after) => readHistory(redis, address, after),
      }),
  );
  const page = await WebPatron.open(kutsu.url, "cookie");
  const patron = toPatron(page, async () => {
    await kutsu.settled();
    return kutsu.sent.at(-1)?.id;
  });
  const stop = async () => {
    page.leave();
    await kutsu.stop();
  };
  return { patron, sent: kutsu.sent, stop };
}

function toPatron(page: WebPatron, lastSent: () => Promise<string | undefined>): TranscriptPatron {
  let shown: readonly ChannelMessage[] = [];
  return {
    say: async (text) => {
      expect((await page.say(text)).status).toBe(202);
    },
    tap: async (choice) => {
      const on = shown.findLast((message) => choicesOf(message).some(({ name }) => name === choice));
      const tapped = on && choicesOf(on).find(({ name }) => name === choice);
      if (on === undefined || tapped === undefined) throw new Error(`Cannot tap "${choice}": not shown`);
      expect((await page.tap(on, tapped.choice)).status).toBe(202);
    },
    read: async () => {
      const last = await lastSent();
      shown = await page.hearUntil(({ id }) => id === last);
      return {
        text: shown.flatMap(wordsOf).join("\n"),
        choices: shown.flatMap(choicesOf).map(({ name }) => name),
      };
    },
  };
}

function choicesOf({ cards = [], choices = [] }: ChannelMessage): readonly {
  readonly name: string;
  readonly choice: SpokenChoice;
}[] {
  return [
    ...cards.flatMap((card) => card.choices.map((choice) => ({ name: card.title, choice }))),
    ...choices.map((choice) => ({ name: choice.label, choice })),
  ];
}
