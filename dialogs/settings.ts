import { again, choicesOf, type Dialog, done, type Line, next } from "../src/dialog/dialog.ts";
import type { Profile } from "../src/dialog/services.ts";
import { LANGUAGES } from "../src/understanding/understood.ts";

const MENU = ["language", "interests", "messages", "privacy", "done"] as const;
const SECTIONS = ["language", "interests", "messages"] as const;
const REMOVE = "remove:";
/** A longer text is no topic. */
const LONGEST_TOPIC = 60;

type Settings = { at: "menu" } | { at: "language" } | { at: "interests" } | { at: "messages" };

/** Lets a patron change the language, the topics they follow, and whether Kutsu may write first. */
export const settings: Dialog<Settings> = {
  name: "settings",
  version: 1,
  start: { at: "menu" },
  returns: true,
  /** `payload` names the section. */
  open: (payload) => {
    const at = SECTIONS.find((section) => section === payload);
    return at && { at };
  },
  steps: {
    menu: {
      ask: () => ({ key: "settings.menu.ask", choices: choicesOf(MENU, (name) => `settings.menu.${name}`) }),
      answer: ({ text }) => {
        const section = SECTIONS.find((known) => known === text);
        if (section !== undefined) return next({ at: section });
        if (text === "privacy") return done(undefined, { followedBy: { dialog: "privacy" } });
        return text === "done" ? done({ key: "settings.closing" }) : again("settings.menu.again");
      },
    },
    language: {
      ask: () => ({
        key: "settings.language.ask",
        choices: choicesOf(LANGUAGES, (language) => `settings.language.${language}`),
      }),
      answer: ({ text }) => {
        const language = LANGUAGES.find((known) => known === text);
        if (language === undefined) return again("settings.language.again");
        return done({ key: "settings.language.done" }, { records: [{ record: "profile", change: { language } }] });
      },
    },
    interests: {
      open: true,
      ask: (_state, { profile }) => interestsLine(profile),
      answer: ({ text, chosen }) => {
        if (chosen && text === "done") return done({ key: "settings.closing" });
        if (chosen && text.startsWith(REMOVE)) {
          const topic = text.slice(REMOVE.length);
          return next(
            { at: "interests" },
            {
              lines: [{ key: "settings.interests.removed", values: { topic } }],
              records: [{ record: "profile", change: { unfollow: topic } }],
            },
          );
        }
        if (text.length > LONGEST_TOPIC || !/\p{L}/u.test(text)) return again("settings.interests.again");
        return done(
          { key: "settings.interests.added", values: { topic: text } },
          { records: [{ record: "profile", change: { follow: text } }] },
        );
      },
    },
    messages: {
      ask: (_state, { profile }) => ({
        key: profile.messagesAllowed ? "settings.messages.on" : "settings.messages.off",
        choices: choicesOf(["turnOn", "turnOff"] as const, (name) => `settings.messages.${name}`),
      }),
      answer: ({ text }) => {
        if (text !== "turnOn" && text !== "turnOff") return again("settings.messages.again");
        const messagesAllowed = text === "turnOn";
        return done(
          { key: messagesAllowed ? "settings.messages.nowOn" : "settings.messages.nowOff" },
          { records: [{ record: "profile", change: { messagesAllowed } }] },
        );
      },
    },
  },
};

function interestsLine({ interests }: Profile): Line {
  const finished = { value: "done", label: { phrase: "settings.interests.done" } } as const;
  if (interests.length === 0) return { key: "settings.interests.none", choices: [finished] };
  const removals = interests.map((topic) => ({
    value: `${REMOVE}${topic}`,
    label: { phrase: "settings.interests.remove", values: { topic } } as const,
  }));
  return { key: "settings.interests.some", values: { topics: { list: interests } }, choices: [...removals, finished] };
}
