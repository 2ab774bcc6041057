/** Puts unspoken lines into words: the only place where a locale key becomes a text. */
import { readdirSync, readFileSync } from "node:fs";
import i18next, { type TFunction } from "i18next";
import type { Card, ChannelMessage, SpokenChoice } from "../channels/channel.ts";
import type { Choice, Line } from "../dialog/dialog.ts";
import type { LocaleKey, Value, Values } from "../dialog/words.ts";
import { rootPath } from "../root.ts";
import { LANGUAGES, type Language } from "../understanding/understood.ts";
import { inLanguage } from "./in-language.ts";
import { languageName, speakCard } from "./speak-card.ts";
import { dayInWords } from "./speak-time.ts";

/** The short name of a library and its form in a sentence. */
export interface PlaceForms {
  readonly short: string;
  readonly forms: { readonly in: string };
  /** A library that goes by the name of its district is in it, others are a place to be at. */
  readonly district?: { readonly fi?: string | undefined } | undefined;
}

export interface SpeakerOptions {
  readonly timeZone: string;
  readonly places: readonly PlaceForms[];
  /** Where links to Kutsu's own pages begin, without a slash at the end; absent: cards carry no such links. */
  readonly publicUrl?: string;
  /** Helplines named in the answer to words of crisis, by language. */
  readonly helplines: Readonly<Record<Language, string>>;
}

/** What a message is known by. */
export interface MessageMarks {
  /** Unique per turn; the messages of a turn are numbered after it. */
  readonly id: string;
  readonly question: string;
  /** ISO 8601: which year goes without saying. */
  readonly now: string;
}

/** Speaks Finnish and English. */
export class Speaker {
  readonly #translators: Readonly<Record<Language, TFunction>>;
  /** Phrases without values are the same every time, and most are. */
  readonly #fixed: Readonly<Record<Language, Map<LocaleKey, string>>> = { fi: new Map(), en: new Map() };
  readonly #options: SpeakerOptions;
  readonly #places: ReadonlyMap<string, PlaceForms>;

  constructor(options: SpeakerOptions) {
    this.#options = options;
    this.#places = new Map(options.places.map((place) => [place.short, place]));
    const i18n = i18next.createInstance();
    void i18n.init({
      lng: "fi",
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false, skipOnVariables: true },
      returnNull: false,
      resources: Object.fromEntries(
        LANGUAGES.map((language) => [language, { translation: readLocale(language) }]),
      ),
    });
    this.#translators = { fi: i18n.getFixedT("fi"), en: i18n.getFixedT("en") };
  }

  /**
   * Speaks the lines of a turn. Plain lines join the next one, so that a turn is as few messages as it can be;
   * the last message carries the question.
   */
  speak(lines: readonly Line[], language: Language, marks: MessageMarks): readonly ChannelMessage[] {
    return joined(lines).map((group, index) =>
      this.#message(group, language, { ...marks, id: `${marks.id}.${index + 1}` }),
    );
  }

  /** Speaks one value, e.g. the label of a choice or a day in the form a sentence needs. */
  value(value: Value, language: Language): string {
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    if ("phrase" in value) return this.phrase(value.phrase, language, value.values);
    if ("day" in value) return dayInWords(value.day, value.form, language);
    if ("languageName" in value) return languageName(value.languageName, { speaker: this, language });
    if ("text" in value) return inLanguage(value.text, language).text;
    if ("list" in value)
      return this.#list(
        // A language that has no name in the other one is left out.
        value.list.map((one) => this.value(one, language)).filter((said) => said !== ""),
        language,
      );
    return this.#place(value.place, language);
  }

  /** Speaks a locale key. Throws when a locale file lacks it, which the types and a test prevent. */
  phrase(key: LocaleKey, language: Language, values?: Values): string {
    if (values !== undefined) return this.#translate(key, language, values);
    const known = this.#fixed[language].get(key);
    if (known !== undefined) return known;
    const text = this.#translate(key, language, {});
    this.#fixed[language].set(key, text);
    return text;
  }

  #translate(key: LocaleKey, language: Language, values: Values): string {
    const spoken: Record<string, string | number> = { helplines: this.#options.helplines[language] };
    for (const [name, value] of Object.entries(values)) {
      spoken[name] = typeof value === "number" ? value : this.value(value, language);
    }
    const text = this.#translators[language](key, spoken);
    if (text === key)
      throw new Error(`Cannot say "${key}" in "${language}": it is missing from locales/${language}`);
    return text;
  }

  #message(group: readonly Line[], patrons: Language, { id, question, now }: MessageMarks): ChannelMessage {
    const own = group.at(-1)?.language ?? patrons;
    const language = own === "sv" ? patrons : own;
    const text = group.map((line) => this.phrase(line.key, language, line.values)).join("\n\n");
    const last = group.at(-1);
    const choices = last?.choices?.map((choice) => this.#choice(choice, language));
    const cards = last?.programs?.map(
      (shown): Card =>
        speakCard(shown, { ...this.#options, speaker: this, language, now, whole: last.whole === true }),
    );
    return {
      id,
      text,
      language: own,
      ...(choices || cards ? { question } : {}),
      ...(choices && { choices }),
      ...(cards && { cards }),
    };
  }

  #choice({ value, label }: Choice, language: Language): SpokenChoice {
    return { value, label: this.value(label, language) };
  }

  #list(items: readonly string[], language: Language): string {
    return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
  }

  #place(short: string, language: Language): string {
    const known = this.#places.get(short);
    if (language === "fi" && known !== undefined) return known.forms.in;
    const isDistrict = known === undefined || known.district?.fi === short;
    return this.phrase(isDistrict ? "common.place.in" : "common.place.at", language, { name: short });
  }
}

/** Groups lines into messages: a line without choices and cards is told together with the one after it. */
function joined(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  for (const line of lines) {
    group.push(line);
    if (line.choices !== undefined || line.programs !== undefined) {
      groups.push(group);
      group = [];
    }
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function readLocale(language: Language): Record<string, unknown> {
  const folder = rootPath("locales", language);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(
    files.map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))]),
  );
}
