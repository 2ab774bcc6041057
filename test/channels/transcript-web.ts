/** The transcript's patron at a page of the web chat. */
import type { ChannelMessage, SpokenChoice } from "../../src/channels/channel.ts";
import { WebChannel } from "../../src/channels/web/channel.ts";
import { readHistory } from "../../src/conversation/history.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import {
  type Opened,
  openKutsu,
  type TranscriptPatron,
  type TranscriptTime,
  wordsOf,
} from "./transcript-kutsu.ts";
import { WebPatron } from "./web/web-patron.ts";

/** A patron with all that their page has heard. */
export interface OpenedWeb extends Opened {
  readonly heard: readonly ChannelMessage[];
}

/** Opens a page with Kutsu behind it. */
export async function openWeb(turnTools: TurnTools, time?: TranscriptTime): Promise<OpenedWeb> {
  const kutsu = await openKutsu(
    turnTools,
    ({ memory, redis }) =>
      new WebChannel({
        secret: "a secret for tests only",
        embedOrigins: [],
        memory,
        history: (address, after) => readHistory(redis, address, after),
      }),
    time,
  );
  const page = await WebPatron.open(kutsu.url, "cookie");
  const heard: ChannelMessage[] = [];
  const lastSent = async () => {
    await kutsu.settled();
    return kutsu.sent.at(-1)?.id;
  };
  const patron = toPatron(page, lastSent, heard);
  const stop = async () => {
    page.leave();
    await kutsu.stop();
  };
  return { patron, sent: kutsu.sent, inside: kutsu.inside, heard, stop };
}

function toPatron(
  page: WebPatron,
  lastSent: () => Promise<string | undefined>,
  heard: ChannelMessage[],
): TranscriptPatron {
  let shown: readonly ChannelMessage[] = [];
  let read: string | undefined;
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
      if (last === undefined || last === read) return { text: "", choices: [] };
      read = last;
      shown = await page.hearUntil(({ id }) => id === last);
      heard.push(...shown);
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
