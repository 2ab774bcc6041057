/** What Kutsu may write about before the patron does: each purpose by itself, when it suits, and how often at most. */
import { again, type Choice, choicesOf, done, type Line, next, type Steps } from "../src/dialog/dialog.ts";
import { type Profile, type ProfileChange, PURPOSES, type Purpose, SUITS } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import type { Menu } from "./settings.ts";
import type { InterestsState } from "./settings-interests.ts";

/** Where a patron can be in deciding what Kutsu may write about. */
export type MessagesState =
  | { at: "messages"; changed?: true }
  | { at: "purpose"; purpose: Purpose }
  | { at: "suits" }
  | { at: "weekly" }
  | { at: "series" };

type Interests = Extract<InterestsState, { at: "interests" }>;

const OTHERS = ["series", "suits", "weekly"] as const;
const ON_OFF = ["on", "off"] as const;
const WHEN = [...SUITS, "any"] as const;
const WEEKLY = ["1", "3"] as const;
/** Does at once what "stop messages" does. */
const STOP: Choice = { value: "do:stop", label: { phrase: "settings.messages.stop" } };

const MESSAGES = { at: "messages", changed: true } as const;

/** How what Kutsu may write about is changed. */
export const messagesSteps: Steps<MessagesState, Menu | Interests> = {
  messages: {
    back: () => ({ at: "menu" }),
    ask: ({ changed }, services) => messagesLine(services, changed),
    answer: ({ text, understood }, _state, { profile, programs }) => {
      const purpose = PURPOSES.find((known) => known === text);
      if (purpose !== undefined) return next({ at: "purpose", purpose });
      const other = OTHERS.find((known) => known === text);
      if (other !== undefined) return next({ at: other });
      if (text === "remind") {
        const silent = (profile.silent ?? []).flatMap((id) => programs.find(id) ?? []);
        return next(MESSAGES, {
          lines: [{ key: "settings.messages.reminded" }],
          records: silent.map((program) => ({ record: "saved", program })),
        });
      }
      const isDone = text === "done" || understood.intent === "thanks";
      return isDone ? done({ key: "settings.closing" }) : again("settings.messages.again");
    },
  },
  purpose: {
    back: () => ({ at: "messages" }),
    ask: ({ purpose }) => ({
      key: `settings.purpose.${purpose}.ask`,
      choices: choicesOf(ON_OFF, (name) => `settings.purpose.${name}`),
    }),
    answer: ({ text }, { purpose }, { profile }) => {
      const isOn = text === "on";
      if (!isOn && text !== "off") return again("settings.purpose.again");
      const change = isOn ? { allow: [purpose] } : { refuse: [purpose] };
      // Without a topic there would be little to suggest.
      const asksTopics = isOn && purpose === "suggestions" && profile.interests.length === 0;
      const after = asksTopics ? ({ at: "interests" } as const) : MESSAGES;
      return changed({ key: `settings.purpose.${purpose}.${isOn ? "on" : "off"}` }, change, after);
    },
  },
  suits: {
    back: () => ({ at: "messages" }),
    ask: () => ({ key: "settings.suits.ask", choices: choicesOf(WHEN, (name) => `settings.suits.${name}`) }),
    answer: ({ text, understood: { slots } }) => {
      const when = WHEN.find((known) => known === text || (known === "evening" && known === slots.partOfDay));
      if (when === undefined) return again("settings.suits.again");
      const values = { when: suitsInWords(when === "any" ? undefined : when) };
      return changed({ key: "settings.suits.kept", values }, { suits: when === "any" ? null : when });
    },
  },
  weekly: {
    back: () => ({ at: "messages" }),
    ask: () => ({
      key: "settings.weekly.ask",
      choices: choicesOf(WEEKLY, (name) => `settings.weekly.choice.${name}`),
    }),
    answer: ({ text }) => {
      const most = WEEKLY.find((known) => known === text);
      if (most === undefined) return again("settings.weekly.again");
      const weeklyMost = Number(most);
      const values = { weekly: weeklyInWords(weeklyMost) };
      return changed({ key: "settings.weekly.kept", values }, { weeklyMost });
    },
  },
  series: {
    back: () => ({ at: "messages" }),
    ask: () => ({
      key: "settings.series.ask",
      choices: choicesOf(ON_OFF, (name) => `settings.series.${name}`),
    }),
    answer: ({ text }) => {
      const series = text === "on";
      if (!series && text !== "off") return again("settings.series.again");
      return changed({ key: series ? "settings.series.nowOn" : "settings.series.nowOff" }, { series });
    },
  },
};

function changed(line: Line, change: ProfileChange, after: MessagesState | Interests = MESSAGES) {
  return next<MessagesState | Menu | Interests>(after, {
    lines: [line],
    records: [{ record: "profile", change }],
  });
}

/** How things stand, or, after a change, only what else can be changed. */
function messagesLine({ profile }: Services, changed?: true): Line {
  const silent = profile.silent ?? [];
  const mayWrite = profile.allowed.length > 0 || profile.series || savedState(profile) === "some";
  const choices = [
    ...choicesOf([...PURPOSES, ...OTHERS], (name) => `settings.messages.${name}`),
    ...choicesOf(silent.length > 0 ? (["remind"] as const) : [], (name) => `settings.messages.${name}`),
    ...(mayWrite ? [STOP] : []),
    ...choicesOf(["done"] as const, (name) => `settings.messages.${name}`),
  ];
  if (changed) return { key: "settings.messages.more", choices };
  const state = (isOn: boolean): Value => ({
    phrase: isOn ? "settings.messages.on" : "settings.messages.off",
  });
  const [reminders, suggestions, announcements, campaigns] = PURPOSES.map((purpose) =>
    state(profile.allowed.includes(purpose)),
  ) as [Value, Value, Value, Value]; // as many as there are purposes
  return {
    key: "settings.messages.ask",
    values: {
      ...{ reminders, suggestions, announcements, campaigns, series: state(profile.series) },
      ...howValues(profile),
      saved: { phrase: `settings.messages.saved.${savedState(profile)}` },
    },
    choices,
  };
}

/** Whether reminders come of what was saved. */
function savedState({ saved, silent = [] }: Profile): "none" | "some" | "silent" {
  if (saved.length === 0) return "none";
  return saved.every((id) => silent.includes(id)) ? "silent" : "some";
}

/** When messages suit and how often they come at most, in words. */
export function howValues({ suits, weeklyMost }: Profile): Readonly<Record<"suits" | "weekly", Value>> {
  return { suits: suitsInWords(suits), weekly: weeklyInWords(weeklyMost) };
}

function suitsInWords(suits: Profile["suits"]): Value {
  return { phrase: `settings.suits.inWords.${suits ?? "any"}` };
}

function weeklyInWords(most: number | undefined): Value {
  return most === undefined
    ? { phrase: "settings.weekly.inWords.few" }
    : {
        phrase: "settings.weekly.inWords.most",
        values: { count: most, number: { phrase: `common.number.${most}` as LocaleKey } },
      };
}
