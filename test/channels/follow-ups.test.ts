/** Every follow-up as patrons get it on Telegram, in Teams and in the web chat: what it says, and that each of its choices works there. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import type { Shelf } from "../../src/programs/shelf.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { ABOUT, type FollowUp, programsOf } from "./follow-ups.ts";
import { ENGLISH } from "./follow-ups-en.ts";
import { FINNISH } from "./follow-ups-fi.ts";
import { openOnTeams, openOnTelegram, openOnWeb } from "./follow-ups-wire.ts";
import { type Came, comeTo, FollowedPatron, SAVED, TestTime, USUAL } from "./follow-ups-world.ts";
import { checkShown, missingFrom } from "./transcript-check.ts";
import type { Opened } from "./transcript-kutsu.ts";

const CHANNELS = [
  ["Telegram", openOnTelegram],
  ["Teams", openOnTeams],
  ["the web chat", openOnWeb],
] as const;
/** After these, nothing comes any more of a patron who has one program saved. */
const ENDING = ["Lopeta viestit", "Stop messages", "Älä muistuta tästä", "No reminders of this"];
const ROWS = [...FINNISH.map((row) => ["fi", row] as const), ...ENGLISH.map((row) => ["en", row] as const)];
const DETAILS = { fi: ["Tapahtuman tiedot:"], en: ["Here are the details:"] } as const;

let turnTools: TurnTools;
beforeAll(async () => {
  turnTools = await loadTurnTools(USUAL);
});

describe.each(CHANNELS)("on %s", (_, open) => {
  test.each(ROWS.map(([language, row]) => ({ name: row.name, language, row })))(
    "$name ($language) says why it came, and each choice under it works",
    async ({ row, language }) => {
      const time = new TestTime();
      const shelf = turnTools.programs as Shelf; // as loadTurnTools makes it
      await shelf.put(programsOf(row.name));
      const { opened, checkWire } = await open(turnTools, time);
      try {
        const patron = new FollowedPatron(opened, { time, shelf });
        const came = await comeTo(patron, row.before);
        checkFollowUp(row, came);
        checkWire(came);
        // A job that is done twice says nothing more.
        expect((await patron.repeat()).sent).toEqual([]);
        await checkChoices(patron, row, { came, details: DETAILS[language] });
        await goOn(patron, row);
        if (row.goesOn?.some(({ shows }) => shows.some((text) => /5\/5/.test(text))))
          await checkFeedback(opened);
      } finally {
        await opened.stop();
      }
    },
  );
});

function checkFollowUp({ name, shows, cards, choices }: FollowUp, came: Came): void {
  expect(came.at).toBe(ABOUT[name].at);
  checkShown({ name }, { shows, cards, choices: Object.keys(choices) }, came);
}

/** Taps each choice of the follow-up, as if no other had been tapped before. */
async function checkChoices(
  patron: FollowedPatron,
  { cards = [], choices }: FollowUp,
  { came, details }: { readonly came: Came; readonly details: readonly string[] },
): Promise<void> {
  const all: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(cards.map((title) => [title, details])),
    ...choices,
  };
  for (const [choice, answers] of Object.entries(all)) {
    expect((await patron.comeAgain()).text).toBe(came.text);
    const { text, sent } = await patron.tap(choice);
    expect({ choice, text, missing: missingFrom(text, answers) }).toEqual({ choice, text, missing: [] });
    expect(sent).toHaveLength(1);
    if (ENDING.includes(choice)) expect({ choice, next: await patron.wait() }).toEqual({ choice });
  }
}

/** Goes on from the follow-up. */
async function goOn(patron: FollowedPatron, { goesOn = [] }: FollowUp): Promise<void> {
  if (goesOn.length > 0) await patron.comeAgain();
  for (const { shows, cards, choices, ...act } of goesOn) {
    const came = await ("say" in act ? patron.say(act.say) : patron.tap(act.tap));
    checkShown(act, { shows, cards, choices }, came);
  }
}

/** The feedback that was given is about the program. */
async function checkFeedback({ inside: { redis } }: Opened): Promise<void> {
  const [key = ""] = await redis.keys("*}:feedback:*");
  expect(JSON.parse((await redis.get(key)) ?? "{}")).toMatchObject({
    about: "program",
    program: SAVED.id,
    rating: 5,
  });
}
