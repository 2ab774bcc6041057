import { again, choicesOf, type Dialog, done, next } from "../src/dialog/dialog.ts";

const TOPICS = ["hours", "card", "loans", "rooms", "printing", "digital", "book"] as const;

type Practical = { at: "menu" };

/** Tells where to find what Kutsu cannot know itself: opening hours, the card, loans, rooms. */
export const practical: Dialog<Practical> = {
  name: "practical",
  version: 1,
  start: { at: "menu" },
  steps: {
    menu: {
      ask: () => ({
        key: "practical.menu.ask",
        choices: choicesOf([...TOPICS, "done"] as const, (name) => `practical.menu.${name}`),
      }),
      answer: ({ text }) => {
        const topic = TOPICS.find((known) => known === text);
        if (topic !== undefined) return next({ at: "menu" }, { lines: [{ key: `practical.${topic}` }] });
        return text === "done" ? done({ key: "practical.closing" }) : again("practical.menu.again");
      },
    },
  },
};
