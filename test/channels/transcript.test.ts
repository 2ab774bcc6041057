import type { TurnTools } from "../../src/conversation/turn.ts";
import { TRANSCRIPTS } from "./transcript.ts";
import { checkShown } from "./transcript-check.ts";
import { loadSampleTools, type Opened } from "./transcript-kutsu.ts";
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
      const { shows, cards, choices, ...act } = step;
      const answer = await patron.read();
      checkShown(act, { shows, cards, choices }, { ...answer, sent: sent.slice(before) });
    }
  } finally {
    await stop();
  }
});
