/** What a patron can change: the language, what Kutsu knows of them, and what it may write about. */
import { again, choicesOf, type Dialog, done, next, type Steps } from "../src/dialog/dialog.ts";
import { PURPOSES } from "../src/dialog/profile.ts";
import { LANGUAGES } from "../src/understanding/understood.ts";
import { type AboutState, aboutSteps } from "./settings-about.ts";
import { type InterestsState, interestsSteps, LONGEST_TOPIC } from "./settings-interests.ts";
import { type MessagesState, messagesSteps } from "./settings-messages.ts";
import { type SavedState, savedSteps } from "./settings-saved.ts";

const MENU = ["language", "interests", "about", "saved", "messages", "connect", "privacy", "done"] as const;
const SECTIONS = ["language", "interests", "about", "saved", "messages"] as const;
const OTHER_DIALOGS = ["connect", "privacy"] as const;
/** Questions that can be opened without their section before them. */
const QUESTIONS = ["home", "whom", "ages", "suits", "weekly", "series"] as const;

/** Where the sections begin and lead back to. */
export type Menu = { at: "menu" };

type BasicState = Menu | { at: "language" };

type Settings = BasicState | InterestsState | AboutState | SavedState | MessagesState;

const basicSteps: Steps<BasicState, Settings> = {
  menu: {
    ask: () => ({ key: "settings.menu.ask", choices: choicesOf(MENU, (name) => `settings.menu.${name}`) }),
    answer: ({ text, understood }) => {
      const section = SECTIONS.find((known) => known === text);
      if (section !== undefined) return next({ at: section });
      const other = OTHER_DIALOGS.find((known) => known === text);
      if (other !== undefined) return done(undefined, { followedBy: { dialog: other } });
      const isDone = text === "done" || understood.intent === "thanks";
      return isDone ? done({ key: "settings.closing" }) : again("settings.menu.again");
    },
  },
  language: {
    back: () => ({ at: "menu" }),
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
};

/** Lets a patron change everything that Kutsu keeps of them because they chose it. */
export const settings: Dialog<Settings> = {
  name: "settings",
  version: 1,
  start: { at: "menu" },
  personal: true,
  returns: true,
  /** `payload` names a section, a question or a purpose of messages; the reply may name a topic to follow. */
  open: (payload, reply) => {
    const topic = reply?.understood.slots.topic?.join(", ");
    if (payload === "interests" && topic !== undefined && topic.length <= LONGEST_TOPIC)
      return { at: "offer", topic };
    const purpose = PURPOSES.find((known) => known === payload);
    if (purpose !== undefined) return { at: "purpose", purpose };
    const at = [...SECTIONS, ...QUESTIONS].find((known) => known === payload);
    return at && { at };
  },
  steps: { ...basicSteps, ...interestsSteps, ...aboutSteps, ...savedSteps, ...messagesSteps },
};
