import type { ChannelMessage } from "../../src/channels/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { TRANSCRIPTS, type TranscriptStep } from "./transcript.ts";
import { type Answer, loadSampleTools, type Opened, wordsOf } from "./transcript-kutsu.ts";
import { openSlack } from "./transcript-slack.ts";
import { openTeams } from "./transcript-teams.ts";
import { openTelegram } from "./transcript-telegram.ts";
import { openTerminal } from "./transcript-terminal.ts";
import { openWeb } from "./transcript-web.ts";

type Open = (turnTools: TurnTools) => Promise<Opened>;

const CHANNELS: readonly (readonly [string, Open])[] = [
  ["Telegram", openTelegram],
  ["Teams", openTeams],
  ["Slack", openSlack],
  ["the web chat", openWeb],
  ["the terminal", openTerminal],
];
const TALKS = CHANNELS.flatMap(([name, open]) => [
  { name, open, language: "fi" as const },
  { name, open, language: "en" as const },
]);

let turnTools: TurnTools;
beforeAll(async () => {
  turnTools = await loadSampleTools();
});

test.each(TALKS)("the conversation ($language) is the same on $name", async ({ open, language }) => {
  const { patron, sent, stop } = await open(turnTools);
  try {
    for (const step of TRANSCRIPTS[language]) {
      const before = sent.length;
      await ("say" in step ? patron.say(step.say) : patron.tap(step.tap));
      check(step, await patron.read(), sent.slice(before));
    }
  } finally {
    await stop();
  }
});

function check(step: TranscriptStep, { text, choices }: Answer, sent: readonly ChannelMessage[]): void {
  const { shows, cards = [], choices: others, ...act } = step;
  const inTable = [...cards.toSorted(), ...others];
  const found = [...choices.slice(0, cards.length).toSorted(), ...choices.slice(cards.length)];
  expect({ ...act, missing: missingFrom(text, shows), choices: found }).toEqual({
    ...{ ...act, missing: [], choices: inTable },
  });
  // The table names what tells most; what else Kutsu said must not be lost either.
  expect({ ...act, missing: missingFrom(text, sent.flatMap(wordsOf)) }).toEqual({ ...act, missing: [] });
}

/** Gives the parts that are not in the text, or not in their order; white space is all the same. */
function missingFrom(text: string, parts: readonly string[]): readonly string[] {
  const shown = evenly(text);
  let from = 0;
  return parts.filter((part) => {
    const at = shown.indexOf(evenly(part), from);
    if (at >= 0) from = at + evenly(part).length;
    return at < 0;
  });
}

function evenly(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
