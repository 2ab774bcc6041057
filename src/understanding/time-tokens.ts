/**
 * Cuts a text into what may be a part of a time: numbers, dates, clock times, words that mean a time, and the rest.
 * It decides nothing that needs a neighbour, except that "5-vuotias", "3D" and "12,50 €" hold no date.
 */
import { ENDINGS } from "./finnish-endings.ts";
import { NAMED_TIMES, type NamedTime } from "./holidays.ts";
import { nearTimeWord } from "./near-time-word.ts";
import { numberWord, ordinalWord } from "./number-words.ts";
import { remember } from "./remember.ts";
import { monthsTogether, shortWeekday, type TimeWord, timeWord } from "./time-words.ts";

/** What a piece of the text may be. */
export type TimeMeaning =
  | TimeWord
  | { readonly kind: "date"; readonly day: number; readonly month: number; readonly year?: number }
  /** Minutes after midnight; `sure` when it cannot be another number, `half` when morning or afternoon is not told. */
  | { readonly kind: "clock"; readonly minutes: number; readonly sure: boolean; readonly half: boolean }
  | { readonly kind: "number"; readonly value: number; readonly ordinal: boolean; readonly spelled: boolean }
  | { readonly kind: "named"; readonly time: NamedTime; readonly needsPreposition: boolean }
  | { readonly kind: "shortWeekday"; readonly day: number }
  | { readonly kind: "dash" | "comma" | "stop" }
  /** Any other word; `leads` when an expression of time may begin with it. */
  | { readonly kind: "word"; readonly leads: boolean };

/** A piece of a text; `start` and `end` are character positions. */
export interface TimeToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly meaning: TimeMeaning;
}

type Lexer = (match: RegExpExecArray, rest: string) => TimeMeaning | undefined;

const UNIT_AFTER =
  /^\s?(?:€|eur|euro|%|kg|km|gb|mb|tunti|tuntia|hours?|h\b|kpl|miljoon|million|metr|versio)/u;
const DIGIT_BEFORE = /[\d.,:/-]$/u;

const isDay = (value: number) => value >= 1 && value <= 31;
const isMonth = (value: number) => value >= 1 && value <= 12;
const yearOf = (text: string | undefined) =>
  text === undefined ? undefined : Number(text) + (text.length === 2 ? 2000 : 0);

function dateMeaning(day: number, month: number, year?: string): TimeMeaning | undefined {
  if (!isDay(day) || !isMonth(month)) return undefined;
  const full = yearOf(year);
  return full === undefined ? { kind: "date", day, month } : { kind: "date", day, month, year: full };
}

function clockMeaning(hours: number, minutes: number, { sure, half }: { sure: boolean; half: boolean }) {
  if (hours > 24 || minutes > 59) return undefined;
  return { kind: "clock" as const, minutes: hours * 60 + minutes, sure, half };
}

function twelveHours([, hours, minutes, half]: RegExpExecArray): TimeMeaning | undefined {
  const hour = Number(hours);
  if (hour < 1 || hour > 12) return undefined;
  return clockMeaning((hour % 12) + (half?.startsWith("p") ? 12 : 0), Number(minutes ?? 0), {
    sure: true,
    half: false,
  });
}

const slashDate: Lexer = ([text, first, second, year]) => {
  if (text === "24/7" || (year === undefined && Number(second) < 5 && Number(first) < 4)) return undefined;
  return dateMeaning(Number(first), Number(second), year) ?? dateMeaning(Number(second), Number(first), year);
};

const NUMERIC: readonly (readonly [RegExp, Lexer])[] = [
  [
    /(\d{4})-(\d{2})-(\d{2})(?!\d)/uy,
    ([, year, month, day]) => dateMeaning(Number(day), Number(month), year),
  ],
  [
    /(?:klo|kl|kello)\.?:?\s?(\d{1,2})(?:[.:](\d{2}))?(?![\d])(?::(?:n|ta|tä|ään|aan|een|ltä|lta|stä|sta)(?!\p{L}))?/uy,
    ([, hours, minutes]) =>
      clockMeaning(Number(hours), Number(minutes ?? 0), { sure: true, half: minutes === undefined }),
  ],
  [/(\d{1,2})(?:[.:](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?)(?![\p{L}\d])/uy, twelveHours],
  [
    /(\d{1,2}):(\d{2})(?!\d)/uy,
    ([, hours, minutes]) => clockMeaning(Number(hours), Number(minutes), { sure: true, half: false }),
  ],
  [
    /(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}(?!\d|[.:])))?(?!\d)/uy,
    ([, day, month, year]) => dateMeaning(Number(day), Number(month), year),
  ],
  [
    /(\d{1,2})\.(\d{1,2})(?![\d]|[.,]\d)/uy,
    ([, day, month], rest) => (UNIT_AFTER.test(rest) ? undefined : dateMeaning(Number(day), Number(month))),
  ],
  [
    /(\d{1,2})\.(\d{2})(?![\d]|[.,]\d)/uy,
    ([, hours, minutes], rest) =>
      UNIT_AFTER.test(rest)
        ? undefined
        : clockMeaning(Number(hours), Number(minutes), { sure: false, half: false }),
  ],
  [/(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/])/uy, slashDate],
  [
    /(\d{1,4})(st|nd|rd|th|\.(?=\s?[-–—]|\s\p{L}|$))?(?::(?:n|ta|tä|ään|aan|een|ltä|lta|stä|sta|lle))?(?![\p{L}\d]|-\p{L}|[.,]\d)/uy,
    ([, value, ordinal], rest) =>
      UNIT_AFTER.test(rest)
        ? undefined
        : { kind: "number", value: Number(value), ordinal: ordinal !== undefined, spelled: false },
  ],
];

/** More often what a thing is about than when it is. */
const SINGLE_WORD =
  /^(?:spring|summer|autumn|fall|winter|christmas|xmas|easter|new year|halloween|midsummer|joulua|jouluun)$/u;
const NAMED = NAMED_TIMES.flatMap((time) => [
  { time, pattern: new RegExp(`(?:${time.en.join("|")})(?![\\p{L}\\d])`, "uy") },
  { time, pattern: new RegExp(`(?:${time.fi.join("|")})${ENDINGS}(?![\\p{L}\\d-])`, "uy") },
]);
const NAMED_START = new Set("1234abcefghijklmnprstuvwxäöy".split(""));

/** One test of all names first: at most words none begins. */
const ANY_NAMED = new RegExp(NAMED.map(({ pattern }) => pattern.source).join("|"), "uy");

function namedAt(text: string, start: number): TimeToken | undefined {
  if (!NAMED_START.has(text[start] ?? "")) return undefined;
  ANY_NAMED.lastIndex = start;
  if (!ANY_NAMED.test(text)) return undefined;
  for (const { time, pattern } of NAMED) {
    pattern.lastIndex = start;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const needsPreposition = SINGLE_WORD.test(found);
    return {
      text: found,
      start,
      end: start + found.length,
      meaning: { kind: "named", time, needsPreposition },
    };
  }
  return undefined;
}

function numericAt(text: string, start: number): TimeToken | undefined {
  for (const [pattern, read] of NUMERIC) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    const meaning = match && read(match, text.slice(pattern.lastIndex, pattern.lastIndex + 12));
    if (meaning) return { text: match[0], start, end: start + match[0].length, meaning };
  }
  return undefined;
}

type IsWord = ((word: string) => boolean) | undefined;

const LEADING_EN =
  "from|between|until|till|til|by|through|up|before|now|the|end|last|in|within|an?|half|quarter|past|starting|at|around|about|after|noon|midday|midnight";
const LEADING_FI =
  "ennen|nyt|viimei\\p{L}+|klo|kello|kellon|puol\\p{L}*|keskipäivä\\p{L}*|vart\\p{L}+|aikaisintaan|noin|koulun|koulupäivän|iltapäiväkerhon|päiväkodin|töiden|työpäivän|työajan|(?:alku|loppu)(?:viiko|kuu)\\p{L}+";
const LEADING = new RegExp(`^(?:${LEADING_EN}|${LEADING_FI}|daycare|school|work)$`, "u");

/** Most words of a text begin no expression of time: the grammar passes over them at once. */
const leads = (word: string) => LEADING.test(word) || ordinalWord(word) !== undefined;

/** What a word means as it stands: the same words come in every text. */
const knownMeaning = remember((word: string): TimeMeaning => {
  const time = timeWord(word);
  if (time) return time;
  const value = numberWord(word);
  if (value !== undefined) return { kind: "number", value, ordinal: false, spelled: true };
  const day = shortWeekday(word);
  return day === undefined ? { kind: "word", leads: leads(word) } : { kind: "shortWeekday", day };
});

function meaningOf(word: string, isWord: IsWord): TimeMeaning {
  const known = knownMeaning(word);
  if (known.kind !== "word") return known;
  const near = nearTimeWord(word, isWord);
  return near === undefined ? known : knownMeaning(near);
}

/** "nextweek" and "ensiviikolla" lack a space. */
const GLUED = /^(ensi|ens|tänä|tällä|next|this)(\p{L}{4,})$/u;

const WORD = /[\p{L}\p{M}\d][\p{L}\p{M}\d'&]*(?:[-:][\p{L}\p{M}\d'&]+)*/uy;
const PUNCTUATION = new Map<string, "dash" | "comma" | "stop">([
  ["-", "dash"],
  ["–", "dash"],
  ["—", "dash"],
  [",", "comma"],
  [".", "stop"],
  ["!", "stop"],
  ["?", "stop"],
  [";", "stop"],
]);

/** A word that is two in truth, each with its own meaning. */
function twoTokens(word: string, start: number): readonly TimeToken[] | undefined {
  const hyphen = word.indexOf("-");
  if (hyphen >= 0) return hyphenated(word, { start, hyphen });
  const [, first, second] = GLUED.exec(word) ?? [];
  const meaning = second === undefined ? undefined : timeWord(second);
  if (first === undefined || second === undefined || !meaning) return undefined;
  const middle = start + first.length;
  return [
    { text: first, start, end: middle, meaning: knownMeaning(first) },
    { text: second, start: middle, end: start + word.length, meaning },
  ];
}

/** "ma-pe" and "mon-fri" are two days and a dash, "mid-may" is a word, a dash and a month; the slip of "perjatai-ilta" is mended. */
function hyphenated(
  word: string,
  { start, hyphen }: { start: number; hyphen: number },
): readonly TimeToken[] | undefined {
  const parts = [word.slice(0, hyphen), word.slice(hyphen + 1)] as const;
  const months = monthsTogether(word)?.map((month) => ({ kind: "month" as const, month, sure: true }));
  const meanings: readonly TimeMeaning[] = months ?? parts.map((part) => meaningOf(part, undefined));
  const [first, second] = meanings as [TimeMeaning, TimeMeaning];
  const isMiddle =
    /^(?:mid|early|late)$/u.test(parts[0]) && (second.kind === "month" || second.kind === "unit");
  if (!months && !isMiddle && !meanings.every(({ kind }) => kind === "shortWeekday" || kind === "weekday")) {
    const joined = timeWord(word) ? undefined : timeWord(`${nearTimeWord(parts[0]) ?? parts[0]}-${parts[1]}`);
    return joined && [{ text: word, start, end: start + word.length, meaning: joined }];
  }
  const middle = start + hyphen;
  return [
    { text: parts[0], start, end: middle, meaning: first },
    { text: "-", start: middle, end: middle + 1, meaning: { kind: "dash" } },
    { text: parts[1], start: middle + 1, end: start + word.length, meaning: second },
  ];
}

/** Cuts a lower-case text into its pieces, in order; `isWord` keeps a known word from being taken for a slip of the pen. */
export function timeTokens(text: string, isWord?: (word: string) => boolean): readonly TimeToken[] {
  const tokens: TimeToken[] = [];
  let at = 0;
  while (at < text.length) {
    const found = tokensAt(text, at, isWord);
    tokens.push(...found);
    at = found.at(-1)?.end ?? at + 1;
  }
  return tokens;
}

function tokensAt(text: string, at: number, isWord: IsWord): readonly TimeToken[] {
  const before = text[at - 1] ?? " ";
  const name = /[\p{L}\d]/u.test(before) ? undefined : namedAt(text, at);
  const isNumeric = name === undefined && (/\d/u.test(text[at] ?? "") || text.startsWith("k", at));
  const found = name ?? (isNumeric ? numericToken(text, at) : undefined);
  if (found) return [found];
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined) {
    return (
      twoTokens(word, at) ?? [
        { text: word, start: at, end: at + word.length, meaning: meaningOf(word, isWord) },
      ]
    );
  }
  const kind = PUNCTUATION.get(text[at] ?? "");
  return kind ? [{ text: text[at] as string, start: at, end: at + 1, meaning: { kind } }] : [];
}

function numericToken(text: string, at: number): TimeToken | undefined {
  const before = text.slice(Math.max(0, at - 1), at);
  if (DIGIT_BEFORE.test(before) && !/^-?$/u.test(before)) return undefined;
  return /\p{L}/u.test(before) ? undefined : numericAt(text, at);
}
