/**
 * Ages that a text tells: in years, in months and weeks (then babies), of several people, over and under a limit.
 * It goes by the words round a number; a number alone is no age.
 */
import { AGE_NUMBER, readAgeNumber } from "./age-numbers.ts";
import type { Span } from "./dates.ts";
import type { Audience } from "./understood.ts";

/** An age, or the group that several ages or a limit make. */
export interface AgesFound {
  readonly age?: number;
  readonly audience?: Audience;
  /** Of a baby, when the age was told in months or weeks. */
  readonly months?: number;
  readonly spans: readonly Span[];
}

const START = "(?<![\\p{L}\\d])";
const END = "(?![\\p{L}\\d])";
const NUMBER = `(?<![\\d.:/]|\\d-)${AGE_NUMBER}`;
const LIST = `(?<ages>${NUMBER}(?:-?\\s?(?:-|–|\\/|ja|tai|and|or|to|&)\\s?-?${AGE_NUMBER}|, ?${AGE_NUMBER}(?=,? ?(?:ja|and)? ?${AGE_NUMBER})){0,3})`;
const NO_AGO = "(?!\\.?\\s?(?:sitten|ajan|kuluttua|päästä|aikaa))";

/** Text that makes the numbers before it ages: "5-vuotiaalle", "ten-year-old", "7 v.", "6yo". */
const YEARS = [
  "[- ]{0,2}vuoti(?:a|ai|lle|sall)\\p{L}*",
  `-?\\s?v(?:ee(?:n|lle|t)?)?\\.?${END}${NO_AGO}`,
  "[- ]?vuotta (?:vanh|täyttä|nuor)\\p{L}*",
  "[- ]?vuoden (?:ikäi|vanh|iäs)\\p{L}*",
  "\\s?ikävuo\\p{L}*",
  "-ikäi\\p{L}*",
  "[- ]{0,2}(?:years?|yrs?)[- ]?olds?",
  `[- ]?(?:y\\/?o'?s?|y\\.o\\.?)${END}`,
  "[- ]years? of age",
].join("|");
const YEARS_OLD = new RegExp(`${START}${LIST}(?:${YEARS})`, "gu");
const AGED = new RegExp(
  `${START}(?:aged?|ages|iältään|ikä(?:nä)?|ikää(?: on)?(?: jo| nyt)?|age of)\\s(?:of |about |noin )?${LIST}${END}(?!\\s?(?:kk|kuu|month|week|viik))`,
  "gu",
);

/** People whose age may be told; the Finnish ones may have an owner's ending. */
const KIN = [
  "(?:poika|poja|tyttö|tyttäre|tytär|lapsi|lapse|lapset|lapsenlap(?:si|se|set)|kaksos(?:e|et)|kolmos(?:e|et)|kummi\\p{L}*|veli|velje|(?:pikku|iso)?(?:sisko|veli)|serkku|(?:siskon|veljen)(?:poika|poja|tyttö)|esikoi(?:nen|se)|kuopus|kuopukse|keskimmäi(?:nen|se)|vanhin|nuorin|vanhempi|nuorempi|isompi|pienempi|vaimo|mies|miehe|puoliso|isä|äiti|mum(?:mo|mi|mu)|ukki|pappa|vaari|isoäiti|isoisä|anoppi|appi(?:ukko)?|täti|setä|eno|naapuri|ystävä|kaveri|muksu)(?:ni|mme|si|nne|nsa|nsä)?|hän|he|molemmat|me",
  "(?:(?:step|grand|god)?(?:sons?|daughters?|child(?:ren)?|kids?)|boys?|girls?|twins|triplets|nephews?|nieces?|(?:half-|step)?(?:brothers?|sisters?)|cousins?|mum|mom|mother|dad|father|gran|granny|nan|grand?(?:ma|pa|dad|mother|father)|wife|husband|partner|friend|neighbou?r|youngest|oldest|eldest|(?:middle|older|younger|little) ones?)(?:-in-law)?|she|he|they|both|who|that|joka|jotka|(?:lady|gentleman|man|woman|person|someone|guy)(?: next door)?|(?:rouva|herra|nainen)",
].join("|");
const IS =
  "(?:'s|'re| is| are| turns?| turned| turning| will be| on| ovat| täyttää| täyttävät| täytti| täyttivät| olemme| ollaan)";
const MEANWHILE =
  "(?: (?:now|nyt|jo|already|just|vasta|only|about|almost|nearly|kohta|melkein|noin|pian|soon|juuri|turning|going to be|about to turn|täyttänyt|over|yli|under|alle|past|well|reilusti|ensi \\p{L}+|(?:next|this) (?:week|month|year|spring|summer|autumn|winter)|\\p{L}+kuussa)){0,3}";
/** What is counted after a number is no age: minutes, people, books. */
const NO_COUNT =
  "(?!\\s?(?:[.:]\\d|\\.\\s?(?:luok|krs|kerro|p)|minut|minuut|min\\b|hour|tun|am\\b|pm\\b|o'clock|week|viik|days?|päiv|month|kuukau|kk|km|kilom|met|%|€|eur|people|person|henk|hlö|books?|kirj|lap(?:sen|sia|sta)|of\\b|kids|children|adults?|aikui|friends|times|kertaa|(?:st|nd|rd|th)\\b|grade|luok|kpl|stops?|blocks?))";
const NO_CLOCK = "(?! (?:asti|saakka|mennessä|maissa|jälkeen|alkaen|aikaan))";
/** "I'm 16", "oon 16", "my daughter is 7", "the twins are 6", "poika on 7 ja". */
const SAID = new RegExp(
  `${START}(?:i'm|i am|im|olen|oon|täytän|täytin|turning|turns|turned|täyttää|täytti|(?:molemmat|both)(?= (?:jo |already |well )?(?:yli|over))|(?:${KIN})${IS})${MEANWHILE} ${LIST}${END}${NO_COUNT}`,
  "gu",
);
/** "My grandad, 82, would ...", "pappa (82)", "siskonpoika, kuusi vuotta, ..."; "she has 9 years"; "muksulle se on 7". */
const BESIDE = new RegExp(
  `${START}(?:(?:${KIN})(?:,| \\(| -| –) ?(?<ages>${NUMBER})(?=\\)|,|$| vuotta| years| -| –)(?!, ?(?:\\d|klo))|(?:${KIN}) of (?<of>${NUMBER})${END}${NO_COUNT}|(?:${KIN}) (?:has|have) (?<had>${NUMBER}) years?${END}(?! (?:of|in|left|ago))|(?:${KIN})(?:lle(?:ni|mme|si)?)?,? (?:ja )?(?:se|hän|joka|who|he|she)(?: on|'s| is)${MEANWHILE} (?<it>${NUMBER})${END}${NO_COUNT}${NO_CLOCK})`,
  "gu",
);
/** "Over-65s", "under fives", "yli kuusikymppisille", "65+"; decades in words end in -ies. */
const LIMIT = new RegExp(
  [
    `${START}(?<side>over|under|above|below|yli|alle)[- ](?:the )?(?:(?<ages>${NUMBER})(?:e?s|'s)|(?<decade>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)${END}`,
    `${START}(?<past>yli )?(?<tens>${NUMBER})-?kymppi\\p{L}*`,
    `(?<![\\p{L}\\d+])(?<plus>\\d{2})\\+(?!\\d)`,
    `${START}(?<some>${NUMBER})[- ]?somethings?${END}`,
    `${START}in (?:my|his|her|their|our) (?:early |mid[- ]?|late )?(?:(?<inDecade>twent|thirt|fort|fift|sixt|sevent|eight)ies|(?<inTens>\\d0)s)${END}`,
  ].join("|"),
  "gu",
);
const DECADES = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
const BELOW = /(?:alle|under|below|younger than|up to|enintään|korkeintaan|max)\s$/u;
const ABOVE = /(?:yli|over|above|older than|vähintään|at least)\s$/u;
const AND_UP = /^,? ?(?:ja|and|tai|or) (?:sitä |siitä )?(?:vanhem|ylös|yli\b|older|over|above|up)/u;

const BABY =
  "(?:vauv\\p{L}*|taapero\\p{L}*|poja\\p{L}*|poika|tytö\\p{L}*|tyttö|lapse\\p{L}*|lapsi|pienoka\\p{L}*|bab(?:y|ies)|toddlers?|infants?|(?:grand)?(?:son|daughter|child|kid)|boy|girl|little one|hän|she|he)";
const MONTH_FI = "(?:kk(?::n)?|kuukau\\p{L}*)";
/** An age in months: "8 kuukauden ikäinen", "9 kk vauva", "ikää 9 kk", "nine-month-old", "vauva on 9 kk". */
const MONTHS_OLD = new RegExp(
  [
    `${START}(?<fi>${AGE_NUMBER})[- ]?${MONTH_FI}[- ]?(?:ikäi\\p{L}*|vanh\\p{L}*|${BABY})`,
    `${START}(?<kui>${AGE_NUMBER})[- ]?kui(?:s|nen)\\p{L}*`,
    `${START}ikää(?: on)?(?: vasta| nyt| jo)? (?<has>${AGE_NUMBER}) ?${MONTH_FI}`,
    `${START}(?<en>${AGE_NUMBER})[- ]?(?:months?|mos?\\.?|mths?)[- ](?:old|${BABY})`,
    `${START}${BABY}(?:ni|mme)?(?:'s| is| on)?(?: only| vasta| about| noin| now| nyt| jo)? (?<is>${AGE_NUMBER})[- ]?(?:months?|mos?|${MONTH_FI})${END}(?! (?:sitten|ajan|kuluttua|ago))`,
  ].join("|"),
  "gu",
);
const WEEKS_OLD = new RegExp(
  `${START}(?<weeks>${AGE_NUMBER})[- ]?(?:viikkoi(?:nen|s)\\p{L}*|viikon (?:ikäi|vanh)\\p{L}*|weeks?[- ]old)`,
  "gu",
);
/** Half a year, one and a half, not yet one: told in years, and too young to be counted in them. */
const HALF_YEARS: readonly (readonly [RegExp, number])[] = [
  [
    /(?<![\p{L}\d])(?:puolivuotia\p{L}*|puolen vuoden (?:ikäi|vanh)\p{L}*|half[- ]a?[- ]?year[- ]olds?|0[.,]5[- ]?v(?:uotia\p{L}*)?)(?![\p{L}\d])/gu,
    6,
  ],
  [
    /(?<![\p{L}\d])(?:puolitoistavuotia\p{L}*|puolentoista(?: vuoden)?[- ](?:ikäi|vuotia|vanh)\p{L}*|(?:one|a year) and a half(?:[- ]years?[- ]olds?)?(?=[- ]|$)|1(?:[.,]5|½)[- ]?(?:vuotia\p{L}*|v(?!\p{L})|years?[- ]olds?))/gu,
    18,
  ],
  [/(?<![\p{L}\d])(?:alle vuoden (?:ikäi|vanh)\p{L}*|alle vuotia\p{L}*|under (?:a|one) year(?: old)?)/gu, 9],
];
/** From two years on an age is told in years. */
const MONTHS_TOLD = 24;
const OLDEST = 110;
/** What every age has; most texts have none, and are not read further. */
const MAY_TELL =
  /\d|(?<!\p{L})(?:yks|yhd|yhe|kaks|kahde|kah?eks|kolm|nel[ij]|vii[ds]|kuu[sd]|seitse|pari-?v|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fif|twent|fort|half|puol|in (?:my|his|her|their|our) )|kymm|kymp|vuotia|vuoden|year/u;
const NUMBERS = new RegExp(AGE_NUMBER, "gu");

/** Finds the ages in a lower-case text. */
export function findAges(text: string): AgesFound {
  if (!MAY_TELL.test(text)) return { spans: [] };
  const young = findMonths(text);
  if (young !== undefined) return young;
  for (const pattern of [YEARS_OLD, AGED, SAID, BESIDE]) {
    const matches = [...text.matchAll(pattern)];
    const told = matches.length === 0 ? {} : fromMatches(text, matches);
    if (told.age !== undefined || told.audience !== undefined) return { ...told, spans: matches.map(spanOf) };
  }
  return findLimit(text);
}

/** Tells which audience people of an age are. */
export function audienceOfAge(age: number): Audience {
  if (age < 2) return "babies";
  if (age < 13) return "children";
  if (age < 18) return "teens";
  return age < 65 ? "adults" : "seniors";
}

function findMonths(text: string): AgesFound | undefined {
  const counted = [...text.matchAll(MONTHS_OLD)].map((match) => ({
    span: spanOf(match),
    months: readAgeNumber(numberIn(match)),
  }));
  const weeks = [...text.matchAll(WEEKS_OLD)].map((match) => ({
    span: spanOf(match),
    months: Math.floor((readAgeNumber(numberIn(match)) ?? 0) / 4.35),
  }));
  const halves = HALF_YEARS.flatMap(([pattern, months]) =>
    [...text.matchAll(pattern)].map((match) => ({ span: spanOf(match), months })),
  );
  const found = [...counted, ...weeks, ...halves];
  const [first] = found;
  if (first === undefined) return undefined;
  const spans = found.map(({ span }) => span);
  const { months } = first;
  if (months !== undefined && months >= MONTHS_TOLD) return { age: Math.floor(months / 12), spans };
  return { audience: "babies", ...(months !== undefined && { months }), spans };
}

const numberIn = (match: RegExpExecArray) =>
  Object.values(match.groups ?? {}).find((value) => value !== undefined) ?? "";

function fromMatches(text: string, matches: readonly RegExpExecArray[]): Omit<AgesFound, "spans"> {
  const ages = matches.flatMap(agesOf).filter((age) => age < OLDEST);
  const [first] = ages;
  const [match] = matches;
  if (first === undefined || match === undefined) return {};
  const start = match.index + Math.max(0, match[0].indexOf(saidIn(match)));
  const before = text.slice(Math.max(0, start - 14), start);
  const after = text.slice(match.index + match[0].length).slice(0, 24);
  if (BELOW.test(before)) return { audience: audienceBelow(first) };
  if (ABOVE.test(before) || AND_UP.test(after)) return { audience: audienceAbove(first) };
  const different = [...new Set(ages)];
  return different.length === 1 ? { age: first } : { audience: audienceOfAges(different) };
}

function agesOf(match: RegExpExecArray): readonly number[] {
  const said = saidIn(match);
  return [...said.matchAll(NUMBERS)].flatMap(({ 0: number }) => {
    const age = readAgeNumber(number);
    // "I'm one of them", "olen yksi teistä".
    return age === undefined || (age === 1 && number !== "1" && /^(?:i|o)/u.test(match[0])) ? [] : [age];
  });
}

const saidIn = ({ groups }: RegExpExecArray) => groups?.ages ?? groups?.had ?? groups?.of ?? groups?.it ?? "";

function audienceOfAges(ages: readonly number[]): Audience {
  const [youngest, oldest] = [Math.min(...ages), Math.max(...ages)];
  if (oldest < 13) return oldest <= 3 && youngest < 2 ? "babies" : "children";
  if (youngest < 13 && oldest >= 18) return "families";
  return audienceOfAge(Math.round((youngest + oldest) / 2));
}

const audienceAbove = (age: number): Audience => (age >= 60 ? "seniors" : audienceOfAge(age + 1));
const audienceBelow = (age: number): Audience => (age <= 3 ? "babies" : audienceOfAge(age - 1));

function findLimit(text: string): AgesFound {
  const [match] = text.matchAll(LIMIT);
  if (match === undefined) return { spans: [] };
  const { side, ages, decade, past, tens, plus, some, inDecade, inTens } = match.groups ?? {};
  const spans = [spanOf(match)];
  if (tens !== undefined) {
    const age = 10 * Math.max(1, readAgeNumber(tens) ?? 0);
    const years = age >= OLDEST ? age / 10 : age;
    return { audience: past === undefined ? audienceOfAge(years) : audienceAbove(years), spans };
  }
  const about = inDecade === undefined ? readAgeNumber(some ?? inTens ?? "") : decadeOf(inDecade);
  if (about !== undefined) return { audience: audienceOfAge(about + 5), spans };
  const age = decade === undefined ? readAgeNumber(ages ?? plus ?? "") : decadeOf(decade);
  if (age === undefined) return { spans: [] };
  const isBelow = side !== undefined && /^(?:under|below|alle)$/u.test(side);
  return { audience: isBelow ? audienceBelow(age) : audienceAbove(age), spans };
}

const decadeOf = (word: string) => 10 * (DECADES.indexOf(word) + 2);

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });
