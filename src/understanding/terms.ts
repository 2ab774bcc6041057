/**
 * Turns a text into the words that search, themes and intents compare: base forms, parts of compounds, and the
 * English stems that both languages share. Each word is read in the language of the text first, then in the other:
 * titles mix them.
 */
import { newStemmer } from "snowball-stemmers";
import { cleanText } from "./clean-text.ts";
import type { LanguageDetector } from "./detect-language.ts";
import { type Dictionary, englishStem } from "./dictionary.ts";
import { englishBase } from "./english-base.ts";
import type { Analysis, Morphology } from "./morphology.ts";
import { STOP_CLASSES, STOP_WORDS } from "./stop-words.ts";
import type { Terms, Understanding } from "./understanding.ts";
import type { Language } from "./understood.ts";

/** What terms are made with. */
export interface TermsParts {
  readonly morphology: Morphology;
  readonly dictionary: Dictionary;
  readonly detector: LanguageDetector;
}

/** Words read of one text. */
const WORDS_READ = 600;
/** Readings of one word that are kept, likeliest first. */
const READINGS = 3;
/** English stems taken of one part of a compound that has no translation as a whole. */
const STEMS_OF_PART = 3;

const WORD = /[\p{L}\p{N}]+(?:[-'&][\p{L}\p{N}]+)*/gu;
const NOTHING: Terms = { words: [], pivot: [] };

const swedish = newStemmer("swedish");

/** Builds the `terms` of {@link Understanding}. A long text is read at its beginning and its end. */
export function createTerms(parts: TermsParts): Understanding["terms"] {
  return (text, language) => {
    const clean = cleanText(text);
    const tokens = (clean.match(WORD) ?? []).slice(0, WORDS_READ).map((token) => token.toLowerCase());
    if (tokens.length === 0) return NOTHING;
    const spoken = language ?? parts.detector.detect(clean);
    const found = tokens.map((token) => termsOf(token, spoken, language === undefined, parts));
    const pivot = parts.dictionary.full ? found.flatMap((terms) => terms.pivot) : [];
    return { words: found.flatMap((terms) => terms.words), pivot };
  };
}

function termsOf(
  token: string,
  language: Language | "sv" | undefined,
  isGuessed: boolean,
  parts: TermsParts,
): Terms {
  if (language === "sv") return swedishTerms(token);
  if (/^\p{N}+$/u.test(token)) return { words: [token], pivot: [token] };
  const isEnglish = isEnglishWord(token, parts);
  const readings = parts.morphology.analyse(token);
  if (language === "en" && (isEnglish || readings.length === 0)) return englishTerms(token, parts);
  if (readings.length === 0 && isEnglish && parts.morphology.full) return englishTerms(token, parts);
  const terms = finnishTerms(token, readings, parts);
  // Of a word that both languages know, in a text too short to tell: it may be meant in English.
  return isGuessed && isEnglish
    ? { words: terms.words, pivot: unique([...terms.pivot, englishStem(token)]) }
    : terms;
}

function isEnglishWord(token: string, { detector }: TermsParts): boolean {
  return token
    .split("-")
    .every((part) => detector.isEnglish(part.replace(/'s?$/, "")) || /^\p{N}/u.test(part));
}

function swedishTerms(token: string): Terms {
  if (STOP_WORDS.sv.has(token)) return NOTHING;
  return { words: [swedish.stem(token)], pivot: [] };
}

function englishTerms(token: string, { detector }: TermsParts): Terms {
  if (STOP_WORDS.en.has(token)) return NOTHING;
  const pieces = token.split("-").filter((piece) => piece !== "" && !STOP_WORDS.en.has(piece));
  const bases = pieces.map((piece) => englishBase(piece, detector.isEnglish));
  const whole = pieces.length > 1 ? [`${pieces.slice(0, -1).join("-")}-${bases.at(-1)}`] : [];
  return { words: unique([...whole, ...bases]), pivot: unique(bases.map(englishStem)) };
}

function finnishTerms(
  token: string,
  readings: readonly Analysis[],
  { morphology, dictionary }: TermsParts,
): Terms {
  const common = readings.filter((reading) => reading.properName === undefined);
  const chosen = (common.length > 0 ? common : readings).slice(0, READINGS);
  if (chosen.length === 0) {
    if (STOP_WORDS.fi.has(token)) return NOTHING;
    const bases = morphology.bases(token);
    const pieces = token.includes("-") ? token.split("-") : [];
    const words = unique([...bases, ...pieces]);
    return { words, pivot: unique(words.flatMap((word) => pivotOf(word, [], dictionary))) };
  }
  if (STOP_WORDS.fi.has(token) || chosen.some(isStop)) return NOTHING;
  return {
    words: unique(chosen.flatMap((reading) => wordsOf(reading, dictionary))),
    pivot: unique(
      chosen.flatMap((reading) =>
        pivotOf(reading.base, segments(reading, dictionary), dictionary, reading.verb),
      ),
    ),
  };
}

function isStop(reading: Analysis): boolean {
  return STOP_CLASSES.has(reading.wordClass) || STOP_WORDS.fi.has(reading.base.toLowerCase());
}

/** A participle is found by its verb too (juostu: juosta), a compound by its parts, and by pairs of them that are words. */
function wordsOf(reading: Analysis, dictionary: Dictionary): string[] {
  const base = reading.base.toLowerCase();
  const parts = reading.parts.length > 1 ? [...segments(reading, dictionary), ...reading.parts] : [];
  return [base, ...(reading.verb === undefined ? [] : [reading.verb.toLowerCase()]), ...parts];
}

/** Joins the parts of a compound to the longest words that the dictionary knows: sarja + kuva + työ + paja = sarjakuva + työpaja. */
function segments({ parts, written }: Analysis, dictionary: Dictionary): string[] {
  if (parts.length < 2 || parts.length !== written.length) return [...parts];
  const found: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = from === 0 ? parts.length - 1 : parts.length;
    const joined = () => written.slice(from, to - 1).join("") + (parts[to - 1] ?? "");
    while (to > from + 1 && dictionary.translations(joined()).length === 0) to--;
    found.push(joined());
    from = to;
  }
  return found;
}

/** Gives the stems of the translation, or of the translated parts, or of the verb, or of the word itself, a name most likely. */
function pivotOf(
  base: string,
  parts: readonly string[],
  dictionary: Dictionary,
  verb?: string,
): readonly string[] {
  const whole = dictionary.pivot(base.toLowerCase());
  if (whole.length > 0) return whole;
  const ofVerb = verb === undefined ? [] : dictionary.pivot(verb.toLowerCase());
  if (ofVerb.length > 0) return ofVerb;
  const ofParts =
    parts.length > 1 ? parts.flatMap((part) => dictionary.pivot(part).slice(0, STEMS_OF_PART)) : [];
  return ofParts.length > 0 ? ofParts : [englishStem(base)];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
