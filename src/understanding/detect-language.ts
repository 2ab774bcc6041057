/**
 * Tells which language a message is in: Finnish, English or Swedish, or that it gives no evidence. Each word is asked of
 * Voikko and of an English word list; letters and frequency decide what both or neither know. It keeps the language of
 * the conversation unless the message is clearly in another one.
 */
import { type EnglishWords, loadEnglishWords } from "./english-words.ts";
import type { LanguageFiles } from "./language-files.ts";
import { NEUTRAL_WORDS, SURELY_SWEDISH_WORDS, TELLING_WORDS } from "./language-words.ts";
import { createLetterModel, type LetterModel } from "./letter-model.ts";
import type { Morphology } from "./morphology.ts";
import type { Language } from "./understood.ts";

type Spoken = Language | "sv";

export interface LanguageDetector {
  /** Undefined when the text gives no evidence; `current` is given back when the evidence against it is weak. */
  detect(text: string, current?: Spoken): Spoken | undefined;
  /** Tells how much each word speaks for Finnish or, below 0, for English. */
  evidence(text: string): readonly { readonly word: string; readonly weight: number }[];
  /** Tells whether a lower-case word is in the English word list. */
  isEnglish(word: string): boolean;
}

/** Words looked at in one message: more change nothing. */
const WORDS_READ = 60;
const CHARACTERS_READ = 2_000;
/** Evidence that makes the conversation change its language: a telling word, or three words that only it knows. */
const CLEAR = 6;
const TELLING = 6;
const ONLY_ONE_KNOWS = 2.5;
const NAME = 0.4;
/** How much letters and frequency weigh beside that. */
const LETTERS = 0.15;
const FREQUENCY = 0.5;
/** A step of the English word list from which words are often names or foreign. */
const RARE = 60;
const EVERYDAY = 20;

/** Builds a detector over the files that are there; all its work is synchronous. */
export function createLanguageDetector(
  morphology: Morphology,
  files: Pick<LanguageFiles, "finnishEnglish" | "englishFinnish">,
): LanguageDetector {
  const english = loadEnglishWords();
  const letters = createLetterModel(files);
  const knowledge = { morphology, english, letters };
  return {
    isEnglish: (word) => english(word) !== undefined,
    evidence: (text) =>
      readWords(text).map((word) => ({ word: word.text, weight: weighWord(word, knowledge) })),
    detect: (text, current) => {
      const words = readWords(text);
      if (words.length === 0) return current;
      if (isSwedish(words, current, knowledge)) return "sv";
      let [finnish, englishSum] = [0, 0];
      for (const word of words) {
        const weight = weighWord(word, knowledge);
        if (weight > 0) finnish += weight;
        else englishSum -= weight;
      }
      return decide(finnish, englishSum, current);
    },
  };
}

function decide(finnish: number, english: number, current: Spoken | undefined): Spoken | undefined {
  const found = finnish > english ? "fi" : english > finnish ? "en" : undefined;
  if (found === undefined || found === current || current === undefined) return found ?? current;
  const margin = Math.abs(finnish - english);
  return margin >= CLEAR ? found : current;
}

/** A word of the message, lower-case. */
interface Word {
  readonly text: string;
  readonly isCapital: boolean;
}

const QUOTED = /"[^"]{2,80}"/g;
const ADDRESSES = /https?:\S+|[^\s@]{1,64}@\S+/g;
const WORD = /\p{Script=Latin}[\p{Script=Latin}']{0,39}(?:-\p{Script=Latin}{1,40})*/gu;

/** Gives the words that may tell: not those of addresses and quotations, unless there are no others. */
function readWords(text: string): readonly Word[] {
  const bare = text.slice(0, CHARACTERS_READ).normalize("NFC").replaceAll("’", "'").replace(ADDRESSES, " ");
  const unquoted = wordsOf(bare.replace(QUOTED, " "));
  return unquoted.length > 0 ? unquoted : wordsOf(bare);
}

function wordsOf(text: string): Word[] {
  return (text.match(WORD) ?? []).slice(0, WORDS_READ).map((word) => {
    const lower = word.toLowerCase();
    return { text: lower, isCapital: word[0] !== lower[0] };
  });
}

interface Knowledge {
  readonly morphology: Morphology;
  readonly english: EnglishWords;
  readonly letters: LetterModel | undefined;
}

/** Gives the evidence of one word: above 0 for Finnish, below for English. A hyphenated word weighs as its parts do. */
function weighWord({ text, isCapital }: Word, knowledge: Knowledge): number {
  const parts = text.split("-").filter((part) => part.length > 1 || TELLING_WORDS.en.has(part));
  let sum = 0;
  for (const part of parts) sum += weighPart(part, knowledge);
  // Names of places and people go into sentences of any language.
  const isName =
    isCapital && knowledge.morphology.analyse(text).some((reading) => reading.properName !== undefined);
  return isName ? sum * NAME : sum;
}

function weighPart(word: string, { morphology, english, letters }: Knowledge): number {
  if (NEUTRAL_WORDS.has(word)) return 0;
  const isTellingFinnish = TELLING_WORDS.fi.has(word);
  const isTellingEnglish = TELLING_WORDS.en.has(word);
  if (isTellingFinnish !== isTellingEnglish) return isTellingFinnish ? TELLING : -TELLING;
  const step = english(word.replace(/'s?$/, ""));
  const isFinnish = morphology.full
    ? morphology.analyse(word).length > 0
    : step === undefined && looksFinnish(word);
  const rarity =
    step === undefined || isTellingFinnish ? 0 : step <= EVERYDAY ? -0.7 : step >= RARE ? 0.7 : 0;
  const guess =
    letters === undefined ? 0 : letters.letters(word) * LETTERS + letters.frequency(word) * FREQUENCY;
  if (isFinnish && step === undefined) return ONLY_ONE_KNOWS + clamp(guess, 0.4);
  if (!isFinnish && step !== undefined) return (step >= RARE ? -1.5 : -ONLY_ONE_KNOWS) + clamp(guess, 0.4);
  return clamp(guess + rarity, 2);
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

/** A rough sign for want of Voikko: only letters of Finnish words, and an end that they have. */
function looksFinnish(word: string): boolean {
  return /^[adeghijklmnoprstuvyäö]+[aeiouyäönstlr]$/.test(word);
}

/** How a word looks that is Swedish, if neither Finnish nor English know it. */
const SWEDISH_LOOK =
  /å|[äö].*[aou]|[aou].*[äö]|(?:ning|het|lig|liga|arna|erna|ande|ade|ades|isk|iska|skt)(?:en)?s?$/;

/** Compounds of what a library offers: "barnprogram", "språkcafé". */
const SWEDISH_COMPOUND =
  /^(?:barn|ungdoms|familje|biblioteks|bok|språk|läse|sago|bebis|författar|hantverks|musik|kvälls)(?:program|klubb|cirk|caf|kurs|film|teater|bio|böck|bok|stund|träff|grupp|lek|besök|prat|tips|konsert|kväll|evenemang|verkstad)\p{L}*$/u;

/** Swedish words stand in neither of the lists: a few are enough where the other words do not speak against it. */
function isSwedish(
  words: readonly Word[],
  current: Spoken | undefined,
  { morphology, english }: Knowledge,
): boolean {
  let swedish = 0;
  let other = 0;
  for (const { text: word } of words) {
    const isOurs = TELLING_WORDS.fi.has(word) || TELLING_WORDS.en.has(word);
    const isKnown = isOurs || (english(word) ?? RARE) < RARE || morphology.analyse(word).length > 0;
    if (SURELY_SWEDISH_WORDS.has(word)) swedish += 1;
    else if (TELLING_WORDS.sv.has(word)) swedish += isOurs ? 0 : isKnown ? 0.4 : 1;
    else if (isOurs) other += 1;
    else if (isKnown) other += 0.3;
    else if (SWEDISH_COMPOUND.test(word)) swedish += 1;
    else if (SWEDISH_LOOK.test(word)) swedish += 0.4;
    else if (!morphology.full && looksFinnish(word)) other += 0.2;
  }
  return swedish > other && (swedish >= 1 || current === "sv");
}
