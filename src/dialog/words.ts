/**
 * The words Kutsu can say, as types: a locale key that does not exist does not compile.
 * The texts themselves are in `locales/`; nothing here reads them.
 */
import type announcement from "../../locales/en/announcement.json";
import type common from "../../locales/en/common.json";
import type connect from "../../locales/en/connect.json";
import type staffConsole from "../../locales/en/console.json";
import type feedback from "../../locales/en/feedback.json";
import type followUp from "../../locales/en/follow-up.json";
import type home from "../../locales/en/home.json";
import type links from "../../locales/en/links.json";
import type partner from "../../locales/en/partner.json";
import type person from "../../locales/en/person.json";
import type platforms from "../../locales/en/platforms.json";
import type practical from "../../locales/en/practical.json";
import type privacy from "../../locales/en/privacy.json";
import type program from "../../locales/en/program.json";
import type recommend from "../../locales/en/recommend.json";
import type settings from "../../locales/en/settings.json";
import type smartCity from "../../locales/en/smart-city.json";
import type { Localized } from "../programs/program.ts";
import type { LocalDate } from "../understanding/understood.ts";

interface Words {
  announcement: typeof announcement;
  common: typeof common;
  connect: typeof connect;
  console: typeof staffConsole;
  feedback: typeof feedback;
  "follow-up": typeof followUp;
  home: typeof home;
  links: typeof links;
  partner: typeof partner;
  person: typeof person;
  platforms: typeof platforms;
  practical: typeof practical;
  privacy: typeof privacy;
  program: typeof program;
  recommend: typeof recommend;
  settings: typeof settings;
  "smart-city": typeof smartCity;
}

/** Dotted paths to the texts of T; the plural forms of one text are one path. */
type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${PathsOf<T[K]>}`;
}[keyof T & string];
type Singular<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** A key that exists in the locale files, e.g. `feedback.rating.ask`. */
export type LocaleKey = PathsOf<Words>;

/** Something that has a form of its own in each language; `speak` puts it into words. */
export type Value =
  | string
  | number
  | { readonly phrase: LocaleKey; readonly values?: Values }
  /** "for" is lauantaille; "on" is lauantaina; "dated" is the date alone with its year, for what is long past. */
  | { readonly day: LocalDate; readonly form: "on" | "for" | "dated" }
  /** Where something is, by the short name of a library or district: "Oodissa", "at Oodi", "in Kallio". */
  | { readonly place: string }
  | { readonly text: Localized }
  /** The name of a language, by its code (ISO 639-1). */
  | { readonly languageName: string }
  | { readonly list: readonly Value[] };

export type Values = Readonly<Record<string, Value>>;

/** The name of a channel as it is said; one without a name is a chat. */
export function channelName(channel: string): Value {
  return { phrase: NAMES[channel] ?? "links.channel.other" };
}

const NAMES: Readonly<Record<string, LocaleKey>> = {
  telegram: "links.channel.telegram",
  teams: "links.channel.teams",
  slack: "links.channel.slack",
  web: "links.channel.web",
  terminal: "links.channel.terminal",
};
