/**
 * Guesses the language of a text that a source gives without naming it, by its everyday words and its letters.
 */
import { TELLING_WORDS } from "../understanding/language-words.ts";
import type { Localized } from "./program.ts";

/** A language that programs have texts in. */
export type TextLanguage = keyof Localized;

const LANGUAGES = ["fi", "en", "sv"] as const;
const MAX_WORDS = 400;
/** Ends and doubled letters of Finnish words, ends and letters of English ones. */
const FINNISH_LOOK =
  /aa|ii|uu|yy|ää|öö|(?:ssa|ssä|sta|stä|lla|llä|lle|nen|set|ksi|inen|us|ys|jen|den|ja|jä|ia|iä|aan|een|in|ita|itä|kko|nti)$/;
const ENGLISH_LOOK = /w|th|sh|ck|qu|x|c[aeiouhlrt]|(?:ing|tion|ed|ly|ies|y)$/;
const LETTER_WEIGHT = 0.3;

/** A telling word, or two words of the language's look. */
const CLEAR = 0.55;

/** Gives the language of a text; undefined when it gives no clear evidence. */
export function guessLanguage(text: string, least = CLEAR): TextLanguage | undefined {
  const words =
    text
      .slice(0, 6_000)
      .normalize("NFC")
      .toLowerCase()
      .match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? [];
  const sums = { fi: 0, en: 0, sv: 0 };
  for (const word of words.slice(0, MAX_WORDS)) {
    const plain = word.replace("’", "'");
    for (const language of LANGUAGES) if (TELLING_WORDS[language].has(plain)) sums[language] += 1;
    if (plain.includes("å")) sums.sv += 1;
    else if (/[äö]/.test(plain)) sums.fi += LETTER_WEIGHT;
    if (plain.length > 4 && FINNISH_LOOK.test(plain)) sums.fi += LETTER_WEIGHT;
    if (plain.length > 4 && ENGLISH_LOOK.test(plain)) sums.en += LETTER_WEIGHT;
  }
  const [best, second] = [...LANGUAGES].sort((one, other) => sums[other] - sums[one]);
  if (best === undefined || second === undefined) return undefined;
  return sums[best] - sums[second] >= least ? best : undefined;
}

/** Gives the language of most of a document's texts. Where they give no evidence, it is that of the place. */
export function mainLanguage(texts: readonly string[], timeZone: string): TextLanguage {
  const all = texts.slice(0, 300).map((text) => text.slice(0, 200));
  const local = timeZone === "Europe/Helsinki" ? "fi" : "en";
  return guessLanguage(all.join("\n"), 0.1) ?? local;
}

/** Reads a language as sources name it ("fi", "fi-FI", "Finnish"): ISO 639-1; undefined when it is none known. */
export function readLanguageCode(text: string): string | undefined {
  const [, code] = /^([a-z]{2,3})(?:[-_].*)?$/i.exec(text.trim()) ?? [];
  return code?.toLowerCase() ?? NAMES[text.trim().toLowerCase()];
}

const NAMES: Readonly<Record<string, string>> = {
  finnish: "fi",
  suomi: "fi",
  english: "en",
  englanti: "en",
  swedish: "sv",
  svenska: "sv",
  ruotsi: "sv",
  russian: "ru",
  venäjä: "ru",
  arabic: "ar",
  arabia: "ar",
  estonian: "et",
  viro: "et",
  somali: "so",
  french: "fr",
  german: "de",
  spanish: "es",
  chinese: "zh",
  ukrainian: "uk",
  persian: "fa",
};

/** Gives the language as one that programs have texts in, where it is one. */
export function asTextLanguage(code: string | undefined): TextLanguage | undefined {
  return LANGUAGES.find((one) => one === code);
}
