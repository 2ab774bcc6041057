import { again, choicesOf, type Dialog, done, type Line, next } from "../src/dialog/dialog.ts";
import type { Profile } from "../src/dialog/services.ts";
import { LANGUAGES, type Understood } from "../src/understanding/understood.ts";

const MENU = ["language", "interests", "messages", "privacy", "done"] as const;
const SECTIONS = ["language", "interests", "messages"] as const;
const REMOVE = "remove:";
/** A longer text is no topic. */
const LONGEST_TOPIC = 60;
const WORDS_OF_A_TOPIC = 3;

type Settings =
  | { at: "menu" }
  | { at: "language" }
  | { at: "interests" }
  | { at: "offer"; topic: string }
  | { at: "messages" };

/** Lets a patron change the language, the topics they follow, and whether Kutsu may write first. */
export const settings: Dialog<Settings> = {
  name: "settings",
  version: 1,
  start: { at: "menu" },
  personal: true,
  returns: true,
  /** `payload` names the section; the reply may name a topic to follow. */
  open: (payload, reply) => {
    const topic = reply?.understood.slots.topic?.join(" ");
    if (payload === "interests" && topic !== undefined && topic.length <= LONGEST_TOPIC)
      return { at: "offer", topic };
    const at = SECTIONS.find((section) => section === payload);
    return at && { at };
  },
  steps: {
    menu: {
      ask: () => ({ key: "settings.menu.ask", choices: choicesOf(MENU, (name) => `settings.menu.${name}`) }),
      answer: ({ text, understood }) => {
        const section = SECTIONS.find((known) => known === text);
        if (section !== undefined) return next({ at: section });
        if (text === "privacy") return done(undefined, { followedBy: { dialog: "privacy" } });
        const isDone = text === "done" || understood.intent === "thanks";
        return isDone ? done({ key: "settings.closing" }) : again("settings.menu.again");
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
        return done(
          { key: "settings.language.done" },
          { records: [{ record: "profile", change: { language } }] },
        );
      },
    },
    interests: {
      open: true,
      ask: (_state, { profile }) => interestsLine(profile),
      answer: ({ text, chosen, understood }) => {
        if (chosen ? text === "done" : understood.intent === "thanks")
          return done({ key: "settings.closing" });
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
        const topic = topicIn(text, understood);
        if (topic === undefined) return again("settings.interests.again");
        return next(
          { at: "interests" },
          {
            lines: [{ key: "settings.interests.added", values: { topic } }],
            records: [{ record: "profile", change: { follow: topic } }],
          },
        );
      },
    },
    offer: {
      ask: ({ topic }) => ({
        key: "settings.offer.ask",
        values: { topic },
        choices: choicesOf(["yes", "no"] as const, (name) => `settings.offer.${name}`),
      }),
      answer: ({ text }, { topic }) => {
        if (text === "no") return next({ at: "interests" });
        if (text !== "yes") return again("settings.offer.again");
        return done(
          { key: "settings.interests.added", values: { topic } },
          { records: [{ record: "profile", change: { follow: topic } }] },
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

/** A topic in the patron's words; of a sentence, what was understood to be its topic. A question is none. */
function topicIn(text: string, { slots }: Understood): string | undefined {
  if (text.endsWith("?") || !/\p{L}/u.test(text)) return undefined;
  if (text.split(/\s+/).length <= WORDS_OF_A_TOPIC && text.length <= LONGEST_TOPIC) return text;
  const topic = slots.topic?.join(" ");
  return topic !== undefined && topic.length <= LONGEST_TOPIC ? topic : undefined;
}

function interestsLine({ interests }: Profile): Line {
  const finished = { value: "done", label: { phrase: "settings.interests.done" } } as const;
  if (interests.length === 0) return { key: "settings.interests.none", choices: [finished] };
  const removals = interests.map((topic) => ({
    value: `${REMOVE}${topic}`,
    label: { phrase: "settings.interests.remove", values: { topic } } as const,
  }));
  return {
    key: "settings.interests.some",
    values: { topics: { list: interests } },
    choices: [...removals, finished],
  };
}
