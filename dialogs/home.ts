import { type Choice, choicesOf, type Dialog, type DialogName, done } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";

const OFFERED = [
  "recommend",
  "smart-city",
  "feedback",
  "practical",
  "settings",
] as const satisfies DialogName[];
/** Whoever is not understood can ask a person. */
const OFFERED_INSTEAD = [
  "recommend",
  "smart-city",
  "feedback",
  "practical",
  "person",
] as const satisfies DialogName[];
/** What can be talked about before others. */
const OFFERED_IN_GROUP = ["recommend", "smart-city", "practical"] as const satisfies DialogName[];
const GREETINGS = ["welcome", "again", "next", "unclear", "help"] as const;

type Home = { at: "menu"; greeting: (typeof GREETINGS)[number] };

/** Says who Kutsu is and what it can do, and leads to the other dialogs. */
export const home: Dialog<Home> = {
  name: "home",
  version: 1,
  start: { at: "menu", greeting: "welcome" },
  open: (payload) => {
    const greeting = GREETINGS.find((known) => known === payload);
    return greeting && { at: "menu", greeting };
  },
  steps: {
    menu: {
      ask: ({ greeting }, services) => ({
        key: `home.${greeting}`,
        choices: greeting === "unclear" ? instead(services) : choices(services),
      }),
      answer: ({ text, chosen }, _state, services) => {
        const dialog = [...OFFERED, ...OFFERED_INSTEAD].find((offered) => offered === text);
        if (chosen && dialog !== undefined) return done(undefined, { followedBy: { dialog } });
        return { kind: "again", line: { key: "home.unclear", choices: instead(services) } };
      },
    },
  },
};

function choices({ isGroup }: Services): readonly Choice[] {
  return choicesOf(isGroup ? OFFERED_IN_GROUP : OFFERED, (name) => `home.choice.${name}`);
}

function instead({ isGroup }: Services): readonly Choice[] {
  return choicesOf(isGroup ? OFFERED_IN_GROUP : OFFERED_INSTEAD, (name) => `home.choice.${name}`);
}
