import { again, choicesOf, type Dialog, type DialogName, done } from "../src/dialog/dialog.ts";

const OFFERED = [
  "recommend",
  "smart-city",
  "feedback",
  "practical",
  "settings",
] as const satisfies DialogName[];
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
      ask: ({ greeting }) => ({
        key: `home.${greeting}`,
        choices: choicesOf(OFFERED, (name) => `home.choice.${name}`),
      }),
      answer: ({ text }) => {
        const dialog = OFFERED.find((offered) => offered === text);
        return dialog === undefined ? again("home.unclear") : done(undefined, { followedBy: { dialog } });
      },
    },
  },
};
