/**
 * What understanding a text gives: plain data, shared by dialogs, recommending and the commands.
 * It says what was found, never what to do about it.
 */

/** The languages Kutsu speaks. */
export const LANGUAGES = ["fi", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a patron wants, as one of 17. */
export const INTENTS = [
  "recommend",
  "smart_city",
  "feedback",
  "idea",
  "campaign",
  "interests",
  "my_data",
  "forget",
  "stop",
  "language",
  "person",
  "practical",
  "help",
  "cancel",
  "greeting",
  "thanks",
  "other",
] as const;
export type Intent = (typeof INTENTS)[number];

export const AUDIENCES = ["babies", "children", "teens", "adults", "seniors", "families"] as const;
export type Audience = (typeof AUDIENCES)[number];

export type PartOfDay = "morning" | "afternoon" | "evening";

/** A calendar date in the library's time zone, YYYY-MM-DD. */
export type LocalDate = string;

/** A clock time in the library's time zone, HH:MM. */
export type ClockTime = string;

/** What limits the programs a patron asks for; an absent slot was not mentioned. */
export interface Slots {
  /** Half-open: `from` is the first date, `until` the first date after the last. */
  readonly when?: { readonly from: LocalDate; readonly until: LocalDate };
  /** ISO weekdays, Monday 1 to Sunday 7, ascending. */
  readonly weekdays?: readonly number[];
  readonly partOfDay?: PartOfDay;
  readonly after?: ClockTime;
  readonly before?: ClockTime;
  /** A library or district in its base form, e.g. "Oodi", "Kallio". */
  readonly place?: string;
  readonly online?: true;
  /** Years. */
  readonly age?: number;
  readonly audience?: Audience;
  /** Beside `audience`: a baby's age, or about that of children told of by school year ("for a first-grader"). */
  readonly months?: number;
  /** Base forms, in the patron's language, in the order said. */
  readonly topic?: readonly string[];
  readonly free?: true;
  /** The language a program is held in, ISO 639-1. */
  readonly eventLanguage?: string;
}

/** What one text means. */
export interface Understood {
  readonly text: string;
  /** Absent when the text gives no evidence, e.g. "ok" or an emoji. Swedish is recognised though not spoken. */
  readonly language?: Language | "sv";
  readonly intent: Intent;
  /** 0 to 1. */
  readonly confidence: number;
  /** An intent that is nearly as likely. */
  readonly alternative?: Intent;
  readonly slots: Slots;
  /** What is said to be unwanted, each by itself: a program that fits all slots of one of them is. Absent when nothing is. */
  readonly unwanted?: readonly Slots[] | undefined;
  /** True when nothing but limits was said, be it with a lead-in: "in Oodi", "entä lauantaina?", "not on Sunday". */
  readonly onlyLimits?: boolean | undefined;
  /** Another city that programs are asked for in, when no place of Helsinki is: "Espoo". */
  readonly elsewhere?: string | undefined;
  /** True when the topics are words that are known, so that "nothing about it" can be said of them. */
  readonly knownTopic?: boolean | undefined;
}
