/**
 * The conditions a program must meet that a few words tell: it costs nothing, it is followed from afar, it is held
 * in a language.
 */
import type { Span } from "./dates.ts";
import type { Slots } from "./understood.ts";

/** The conditions found, and the words that tell them. */
export interface ProgramTermsFound {
  readonly slots: Pick<Slots, "online" | "free" | "eventLanguage">;
  readonly spans: readonly Span[];
}

const START = "(?<![\\p{L}\\d-])";
const END = "(?![\\p{L}\\d])";

const FREE = new RegExp(
  `${START}(?:(?:ilmai(?:nen|s|se|si|sta|sia|seksi|seks|set|sten|seen)|ilmasta?|ilmasi[ai]?|ilmaseks\\p{L}*|ilmaista|ilmaisia|ilmaisiin|ilmaiseen)\\p{L}{0,4}` +
    "|maksut(?:on|to[nm]\\p{L}*|onta|tomi\\p{L}*|tomasti|toma\\p{L}*|tomii\\p{L}*)|maksuttom\\p{L}+|maksutta|pääsymaksu(?:ton|tta|tto)\\p{L}*" +
    "|ei (?:kuitenkaan |saa |saisi |sais )?maks(?:a|aa|ullinen|ullista|aisi|ais)\\p{L}*(?: (?:mitään|mitää|paljon))?|eivät maksa(?: mitään)?" +
    "|(?:nolla|0) ?(?:euroa|euron|€|e)|ilman (?:pääsy)?maksua" +
    "|free of charge|for free|for nothing|no (?:cost|charge|fee|entry fee|entrance fee)|without paying|cost(?:s)? nothing|zero (?:euros?|budget|cost)" +
    "|(?:do(?:es)?n't|do(?:es)? not|won't|not) (?:have to )?(?:cost|pay)(?: (?:anything|a thing|money|for it))?|free)" +
    END,
  "gu",
);
const NOT_FREE_BEFORE =
  /(?:\bi'm|\bi am|\bwe're|\bwe are|\bam|\bbe|\bfeel|\bget|\bset|\bare you|\bnot|sugar|gluten|fragrance|barrier|smoke|car|\bhands|\bif i'm|\bi'll be|\bwe have|\bhave some|\bhave)[ -]$/u;
const NOT_FREE_AFTER =
  /^(?:\s(?:time|on\s|tomorrow|tonight|today|this\s|next\s|until|after\s|before\s|at\s|from\s|for\s(?:an|a|the)\s|in the|to\s|speech|will|days?\b|evenings?\b|afternoons?\b|mornings?\b|now\b|computer|room|spots?\b|seats?\b|places?\b))/u;

const ONLINE = new RegExp(
  `${START}(?:etänä|etäyhteydellä|etäyhteyksin|etäosallistu\\p{L}*|etäohjelma\\p{L}*|etä(?:luen\\p{L}+|kurss\\p{L}+|tapahtum\\p{L}+|satut\\p{L}+|työpaj\\p{L}+|lukupiiri\\p{L}*|opastu\\p{L}+)` +
    "|verkossa|verkon kautta|verkkotapahtum\\p{L}*|verkkoluen\\p{L}+|verkkokurss\\p{L}+|verkkolähety\\p{L}+|verkko-opetu\\p{L}+|netissä|nettikurss\\p{L}+|nettiluen\\p{L}+|netin (?:kautta|välityksellä|yli)|virtuaali\\p{L}*" +
    "|striim\\p{L}+|suoratoisto\\p{L}*|livelähety\\p{L}+|live-?striim\\p{L}*|webinaar\\p{L}+|zoomi?(?:ssa|n|lla|in)|teamsi?(?:ssä|ssa|llä)|kotisohva\\p{L}*|kotoa käsin|kotoa|kotona seurat\\p{L}+" +
    "|online|remotely|remote|virtual(?:ly)?|live-?stream(?:ed|ing|s)?|stream(?:ed|ing|s)?|webinars?|on zoom|via zoom|over zoom|on teams|via teams|from home|from my (?:home|sofa|couch)|at home on my computer)" +
    END,
  "gu",
);
/** "online scams" are a topic; the program may be anywhere. */
const NOT_ONLINE_AFTER =
  /^\s?(?:scams?|fraud|safety|security|privacy|banking|bank|dating|shopping|bullying|services?|games?|gaming|ads?|crime|identity|account|catalogue|forms?|tax)/u;

/** Stems of languages as Finnish says them before -kielinen, -ksi, and their codes; English names. */
const LANGUAGES: readonly (readonly [string, string, string])[] = [
  ["suome", "finnish", "fi"],
  ["englanni", "english", "en"],
  ["ruotsi", "swedish", "sv"],
  ["venäjä", "russian", "ru"],
  ["viro", "estonian", "et"],
  ["eesti", "estonian", "et"],
  ["arabia", "arabic", "ar"],
  ["somali", "somali", "so"],
  ["somalia", "somali", "so"],
  ["kurdi", "kurdish", "ku"],
  ["persia", "persian", "fa"],
  ["farsi", "farsi", "fa"],
  ["dari", "dari", "fa"],
  ["kiina", "chinese", "zh"],
  ["mandariinikiina", "mandarin", "zh"],
  ["espanja", "spanish", "es"],
  ["ranska", "french", "fr"],
  ["saksa", "german", "de"],
  ["italia", "italian", "it"],
  ["ukraina", "ukrainian", "uk"],
  ["vietnami", "vietnamese", "vi"],
  ["thai", "thai", "th"],
  ["turki", "turkish", "tr"],
  ["albania", "albanian", "sq"],
  ["portugali", "portuguese", "pt"],
  ["japani", "japanese", "ja"],
  ["korea", "korean", "ko"],
  ["hindi", "hindi", "hi"],
  ["bengali", "bengali", "bn"],
  ["urdu", "urdu", "ur"],
  ["nepali", "nepali", "ne"],
  ["puola", "polish", "pl"],
  ["unkari", "hungarian", "hu"],
  ["latvia", "latvian", "lv"],
  ["liettua", "lithuanian", "lt"],
  ["romania", "romanian", "ro"],
  ["bulgaria", "bulgarian", "bg"],
  ["kreika", "greek", "el"],
  ["tigrinja", "tigrinya", "ti"],
  ["amhara", "amharic", "am"],
  ["swahili", "swahili", "sw"],
  ["tagalogi", "tagalog", "tl"],
  ["pohjoissaame", "northern sami", "se"],
  ["norja", "norwegian", "no"],
  ["tanska", "danish", "da"],
  ["hollanni", "dutch", "nl"],
  ["islanni", "icelandic", "is"],
  ["heprea", "hebrew", "he"],
  ["tamili", "tamil", "ta"],
  ["serbia", "serbian", "sr"],
];
const CODES = new Map(LANGUAGES.flatMap(([fi, en, code]) => [[fi, code] as const, [en, code] as const]));
const FINNISH = LANGUAGES.map(([fi]) => fi)
  .sort((one, other) => other.length - one.length)
  .join("|");
const ENGLISH = [...new Set(LANGUAGES.map(([, en]) => en))].join("|");

const HELD_IN = new RegExp(
  `${START}(?:(${FINNISH})n?[- ]?kieli(?:nen|s\\p{L}*|stä|siä)${END}|(${FINNISH})n kielellä${END}|(${FINNISH})(?:ksi|ks|ksikin)${END}` +
    `|in (?:the )?(${ENGLISH})(?: language)?${END}|(${ENGLISH})[- ](?:language|speaking|spoken)${END}|(${ENGLISH}) (?=story ?time|book club|reading circle|book group))`,
  "gu",
);
/** What is spoken of, not in: "in Russian literature". */
const SUBJECT_AFTER =
  /^\s(?:literature|history|culture|cooking|cuisine|cinema|film|art|music|food|politics|society|lessons?|grammar|folklore|design|nature|sign)/u;

/** Finds the conditions in a lower-case text. */
export function findProgramTerms(text: string): ProgramTermsFound {
  const free = accepted(
    text,
    FREE,
    (match, before, after) =>
      match[0] !== "free" || !(NOT_FREE_BEFORE.test(before) || NOT_FREE_AFTER.test(after)),
  );
  const online = accepted(text, ONLINE, (_, __, after) => !NOT_ONLINE_AFTER.test(after));
  const held = accepted(text, HELD_IN, (_, __, after) => !SUBJECT_AFTER.test(after));
  const [language] = held.flatMap((match) =>
    match.slice(1).flatMap((name) => (name ? [CODES.get(name)] : [])),
  );
  return {
    slots: {
      ...(free.length > 0 && { free: true as const }),
      ...(online.length > 0 && { online: true as const }),
      ...(language && { eventLanguage: language }),
    },
    spans: [...free, ...online, ...held].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  };
}

function accepted(
  text: string,
  pattern: RegExp,
  fits: (match: RegExpExecArray, before: string, after: string) => boolean,
): readonly RegExpExecArray[] {
  return [...text.matchAll(pattern)].filter((match) => {
    const end = match.index + match[0].length;
    return fits(match, text.slice(Math.max(0, match.index - 16), match.index), text.slice(end, end + 20));
  });
}
