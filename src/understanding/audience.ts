/**
 * For whom a text asks: an age in years or a group of people, never both. Ages in months and "vauva" are babies.
 * It tells what was said, not what would suit.
 */
import { AUDIENCE_PHRASES, AUDIENCE_WORDS } from "./audience-words.ts";
import { numberWord } from "./number-words.ts";
import type { Audience, Language } from "./understood.ts";

/** For whom, and the words that say so. */
export interface AudienceFound {
  readonly age?: number;
  readonly audience?: Audience;
  /** Of a baby, when the age was said in months. */
  readonly months?: number;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const START = "(?<![\\p{L}\\d])";
const END = "(?![\\p{L}\\d])";
const NUMBER_FI =
  "yksi|kaksi|kolmi|neli|viisi|kuusi|seitsen|seitsemän|kahdeksan|yhdeksän|kymmen|kymmenen|yksitoista|kaksitoista|kolmitoista|kolmetoista|neljätoista|viisitoista|kuusitoista|seitsemäntoista";
const NUMBERS_FI = new Map<string, number>(
  (
    [
      ["yksi", 1],
      ["kaksi", 2],
      ["kolmi", 3],
      ["neli", 4],
      ["viisi", 5],
      ["kuusi", 6],
      ["seitsen", 7],
      ["seitsemän", 7],
      ["kahdeksan", 8],
      ["yhdeksän", 9],
      ["kymmen", 10],
      ["kymmenen", 10],
      ["yksitoista", 11],
      ["kaksitoista", 12],
      ["kolmitoista", 13],
      ["kolmetoista", 13],
      ["neljätoista", 14],
      ["viisitoista", 15],
      ["kuusitoista", 16],
      ["seitsemäntoista", 17],
    ] as const
  ).map(([word, value]) => [word, value]),
);
const NUMBER_EN =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen";
const TEENS_EN = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"];

const MONTH = "(?:kk|kuukau\\p{L}*|kuiselle|kuinen|kuista|kuukautta)";
const BABY =
  "(?:vauv\\p{L}*|taapero\\p{L}*|poja\\p{L}*|poika|tytö\\p{L}*|tyttö|lapse\\p{L}*|lapsi|bab(?:y|ies)|toddlers?|infants?|son|daughter|boy|girl)";
/** An age in months: "8 kuukauden ikäinen", "9 kk vauva", "vauva on 9 kk", "nine-month-old", "9 mo baby". */
const MONTHS_OLD = new RegExp(
  [
    `${START}(\\d{1,2}|${NUMBER_EN}|\\p{L}+(?=n kuukauden))n?[- ]?${MONTH}[- ]?(?:ikäi\\p{L}*|vanha\\p{L}*|${BABY})`,
    `${START}(\\d{1,2})[- ]?kui(?:selle|nen|sta|sen|set|sille|ses)\\p{L}*`,
    `${START}(\\d{1,2}|${NUMBER_EN})[- ](?:months?|mos?\\.?|mths?)[- ](?:old|${BABY})`,
    `${START}${BABY}(?:'s| is| on| is only| on vasta| is about| on noin)? (\\d{1,2}|${NUMBER_EN})[- ]?(?:months?|mos?|${MONTH})${END}(?! (?:sitten|ajan|kuluttua|ago))`,
  ].join("|"),
  "gu",
);
/** Half a year, one and a half: told in years, and too young to be counted in them. */
const HALF_YEARS: readonly (readonly [RegExp, number])[] = [
  [
    /(?<![\p{L}\d])(?:puolivuotia\p{L}*|puolen vuoden ikäi\p{L}*|half[- ]a?[- ]?year[- ]olds?|0[.,]5[- ]?v(?:uotia\p{L}*)?)(?![\p{L}\d])/gu,
    6,
  ],
  [
    /(?<![\p{L}\d])(?:puolitoistavuotia\p{L}*|puolentoista(?: vuoden)?[- ](?:ikäi|vuotia)\p{L}*|(?:one|a year) and a half(?:[- ]years?[- ]olds?)?(?=[- ]|$)|1(?:[.,]5|½)[- ]?(?:vuotia\p{L}*|v(?!\p{L})|years?[- ]olds?))/gu,
    18,
  ],
];
/** From two years on an age is told in years. */
const MONTHS_TOLD = 24;
/** An age as a word that follows the number: "5-vuotiaalle", "ten-year-old", "7 v." */
const YEARS_OLD = new RegExp(
  `${START}(?:(\\d{1,3})(?:\\s?(?:-|–|ja|tai|and|or|to|&)\\s?(\\d{1,3}))?[- ]?(?:vuotia\\p{L}*|vuoti\\p{L}*|-?v(?:uotta|\\.)?${END}(?!\\.?\\s?(?:sitten|ajan|kuluttua|päästä))|[- ]?years?[- ]olds?|[- ]?yrs?[- ]?olds?|[- ]?y\\/?o${END}|[- ]years? of age|\\s?ikävuo\\p{L}*)` +
    `|(${NUMBER_FI})-?vuoti\\p{L}*|(${NUMBER_EN})[- ]years?[- ]olds?)`,
  "gu",
);
const AGED = new RegExp(
  `${START}(?:aged?|ages|iältään|ikä(?:ä|nä)?)\\s(?:of\\s)?(\\d{1,3})(?:\\s?(?:-|–|to|and)\\s?(\\d{1,3}))?${END}`,
  "gu",
);
const RANGE_START = /(?:alle|under|below|younger than)\s$/u;
const RANGE_OVER = /(?:yli|over|above|older than)\s$/u;

const COUNTED_AFTER =
  "(?!\\s?(?:[.:]\\d|minut|minuut|min\\b|hour|tun|am\\b|pm\\b|o'clock|week|viik|days?|päiv|month|kuukau|km|kilom|met|%|€|eur|people|henke|books?|kirj|lapsen|of\\b|kids|children|times|kertaa))";
/** "I'm 16", "oon 16", "my daughter is 7", "poika on 7 ja". */
const SAID = new RegExp(
  `${START}(?:i'm|i am|im|olen|oon|mä oon|täytän|turning|turns|turned|täyttää|täytti|(?:son|daughter|kid|child|boy|girl|grandson|granddaughter|grandchild|nephew|niece|brother|sister|she|he|poika|poikani|tyttö|tyttäreni|tytär|tyttöni|lapsi|lapseni|lapsenlapsi|lapsenlapseni|kummipoika|kummityttö|veli|veljeni|sisko|siskoni|hän|esikoinen|kuopus)\\s(?:is|on|turns|täyttää)(?:\\s(?:now|nyt|jo|already|just|vasta))?)\\s(\\d{1,3})${END}${COUNTED_AFTER}`,
  "gu",
);
const TWO_SAID = new RegExp(`${START}(?:are|ovat|on)\\s(\\d{1,2})\\s(?:and|ja)\\s(\\d{1,2})${END}`, "gu");

const WORD = /[\p{L}\d][\p{L}\d'-]*/gu;

/** Finds for whom a lower-case text asks, in its language if that is known: an age said outweighs a group. */
export function findAudience(text: string, language?: Language): AudienceFound {
  const ages = findAges(text);
  const groups = findGroups(text, ages.spans, language);
  const spans = [...ages.spans, ...groups.spans];
  if (ages.audience) {
    return { audience: ages.audience, ...(ages.months !== undefined && { months: ages.months }), spans };
  }
  if (ages.age !== undefined) return { age: ages.age, spans };
  return groups.audience ? { audience: groups.audience, spans } : { spans };
}

/** Tells which audience people of an age are. */
export function audienceOfAge(age: number): Audience {
  if (age < 2) return "babies";
  if (age < 13) return "children";
  if (age < 18) return "teens";
  return age < 65 ? "adults" : "seniors";
}

function findAges(text: string): AudienceFound {
  const young = findMonths(text);
  if (young !== undefined) return young;
  for (const pattern of [YEARS_OLD, AGED, TWO_SAID, SAID]) {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) continue;
    return { ...fromMatches(text, found), spans: found.map(spanOf) };
  }
  return { spans: [] };
}

function findMonths(text: string): AudienceFound | undefined {
  const counted = [...text.matchAll(MONTHS_OLD)].map((match) => ({
    span: spanOf(match),
    months: monthsOf(match.slice(1).find((value) => value !== undefined) ?? ""),
  }));
  const halves = HALF_YEARS.flatMap(([pattern, months]) =>
    [...text.matchAll(pattern)].map((match) => ({ span: spanOf(match), months })),
  );
  const found = [...counted, ...halves];
  const [first] = found;
  if (first === undefined) return undefined;
  const spans = found.map(({ span }) => span);
  const { months } = first;
  if (months !== undefined && months >= MONTHS_TOLD) return { age: Math.floor(months / 12), spans };
  return { audience: "babies", ...(months !== undefined && { months }), spans };
}

function monthsOf(said: string): number | undefined {
  if (/^\d/u.test(said)) return Number(said);
  const teen = TEENS_EN.indexOf(said);
  return teen >= 0 ? teen + 13 : (numberWord(said) ?? numberWord(`${said}n`));
}

function fromMatches(
  text: string,
  matches: readonly RegExpExecArray[],
): { age?: number; audience?: Audience } {
  const ages = matches.flatMap(agesOf).filter((age) => age < 120);
  const [first] = ages;
  if (first === undefined) return {};
  const before = text.slice(Math.max(0, (matches[0]?.index ?? 0) - 14), matches[0]?.index);
  if (RANGE_OVER.test(before)) return { audience: audienceOfAge(first + 1) };
  if (RANGE_START.test(before)) return { audience: first <= 3 ? "babies" : audienceOfAge(first - 1) };
  if (ages.length === 1) return { age: first };
  const last = Math.max(...ages);
  return { audience: last < 13 && first >= 2 ? "children" : audienceOfAge(Math.round((first + last) / 2)) };
}

function agesOf(match: RegExpExecArray): readonly number[] {
  return match.slice(1).flatMap((value) => {
    if (value === undefined) return [];
    const age = /^\d/.test(value)
      ? Number(value)
      : (NUMBERS_FI.get(value) ?? numberWord(value) ?? TEENS_EN.indexOf(value) + 13);
    return Number.isNaN(age) ? [] : [age];
  });
}

const spanOf = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length });

function findGroups(
  text: string,
  taken: AudienceFound["spans"],
  language: Language | undefined,
): AudienceFound {
  const groups = language ? AUDIENCE_WORDS.filter((group) => group.language === language) : AUDIENCE_WORDS;
  const found = AUDIENCE_PHRASES.flatMap(([pattern, audience]) =>
    [...text.matchAll(pattern)].map((match) => ({ ...spanOf(match), audience })),
  );
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const audience = groups.find(({ pattern }) => pattern.test(word))?.audience;
    if (audience) found.push({ ...spanOf(match), audience });
  }
  const free = found.filter(({ start, end }) => !taken.some((span) => span.start < end && start < span.end));
  const [first] = free.sort((one, other) => one.start - other.start || other.end - one.end);
  return first ? { audience: preferred(free, first.audience), spans: found } : { spans: found };
}

/** "Vauvaperheille", "a baby cinema for families": babies; "koko perheelle, lapset ...": families. */
function preferred(found: readonly { readonly audience: Audience }[], first: Audience): Audience {
  const said = new Set(found.map(({ audience }) => audience));
  if (first === "families" && said.has("babies")) return "babies";
  if (first === "children" && said.has("families")) return "families";
  return first;
}
