/** The transcript's patron at the terminal, where a tap is the typing of a number. */
import type { TurnTools } from "../../src/conversation/turn.ts";
import { TerminalPatron } from "./terminal/terminal-patron.ts";
import { type Opened, openKutsu, type TranscriptPatron } from "./transcript-kutsu.ts";

/** Opens a terminal with Kutsu behind it. */
export async function openTerminal(turnTools: TurnTools): Promise<Opened> {
  const made: { terminal?: TerminalPatron } = {};
  const kutsu = await openKutsu(turnTools, ({ settled }) => {
    made.terminal = new TerminalPatron({ answered: settled });
    return made.terminal.channel;
  });
  const terminal = made.terminal as TerminalPatron;
  const stop = async () => {
    await terminal.stop();
    await kutsu.stop();
  };
  return { patron: toPatron(terminal), sent: kutsu.sent, inside: kutsu.inside, stop };
}

function toPatron(terminal: TerminalPatron): TranscriptPatron {
  let read = 0;
  return {
    say: async (text) => {
      expect(await terminal.type(text)).toBe("taken");
    },
    tap: async (choice) => {
      const chosen = terminal
        .heard()
        .at(-1)
        ?.choices.find(({ label }) => label === choice);
      if (chosen === undefined) throw new Error(`Cannot tap "${choice}": not shown`);
      expect(await terminal.type(chosen.number)).toBe("taken");
    },
    // A line is taken when it is answered.
    read: async () => {
      const heard = terminal.heard();
      const fresh = heard.slice(read);
      read = heard.length;
      return {
        text: fresh.map(({ text }) => text).join("\n"),
        choices: fresh.flatMap(({ choices }) => choices.map(({ label }) => label)),
      };
    },
  };
}
