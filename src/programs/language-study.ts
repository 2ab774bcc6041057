/**
 * Tells programs where a language is learnt or practised from those that are merely held in it. "Finnish" as a topic
 * means the first; "in Finnish" is a condition of its own.
 */
import type { Language } from "../understanding/understood.ts";
import type { Localized, Program } from "./program.ts";

/** Code, and how Finnish names the language: base form, genitive, partitive; how English does. */
export const NAMED_LANGUAGES: readonly (readonly [
  code: string,
  base: string,
  genitive: string,
  partitive: string,
  english: string,
])[] = [
  ["fi", "suomi", "suomen", "suomea", "Finnish"],
  ["sv", "ruotsi", "ruotsin", "ruotsia", "Swedish"],
  ["en", "englanti", "englannin", "englantia", "English"],
  ["ru", "venäjä", "venäjän", "venäjää", "Russian"],
  ["et", "viro", "viron", "viroa", "Estonian"],
  ["ar", "arabia", "arabian", "arabiaa", "Arabic"],
  ["so", "somali", "somalin", "somalia", "Somali"],
  ["es", "espanja", "espanjan", "espanjaa", "Spanish"],
  ["fr", "ranska", "ranskan", "ranskaa", "French"],
  ["de", "saksa", "saksan", "saksaa", "German"],
  ["it", "italia", "italian", "italiaa", "Italian"],
  ["zh", "kiina", "kiinan", "kiinaa", "Chinese"],
  ["ja", "japani", "japanin", "japania", "Japanese"],
  ["ko", "korea", "korean", "koreaa", "Korean"],
  ["uk", "ukraina", "ukrainan", "ukrainaa", "Ukrainian"],
  ["ku", "kurdi", "kurdin", "kurdia", "Kurdish"],
  ["fa", "persia", "persian", "persiaa", "Persian"],
  ["tr", "turkki", "turkin", "turkkia", "Turkish"],
  ["pt", "portugali", "portugalin", "portugalia", "Portuguese"],
  ["pl", "puola", "puolan", "puolaa", "Polish"],
];

const NAMES = new Map(
  NAMED_LANGUAGES.flatMap(([code, base, genitive, partitive, english]) =>
    [base, genitive, partitive, english.toLowerCase()].map((name) => [name, code] as const),
  ),
);

/** Words beside a language that add nothing: "suomen kieli", "Finnish conversation", "learn Finnish". */
const BESIDE =
  /^(?:kieli|kielen|kieltä|kielet|oppia|oppiminen|opiskella|opiskelu|harjoitella|languages?|skills?|conversation|lessons?|learn|learning|study|studying|practi[sc]e|practi[sc]ing)$/u;

/** Stands for any language: "learn languages", "kieliä". */
const ANY_LANGUAGE = "any";
const ANY = /^(?:kieli|kielet|kieliä|kielten|vieraat kielet|languages?|(?:foreign|new) languages?)$/u;

/** Finds the language that a topic is, e.g. "Finnish", "suomen kieli"; undefined when it is about more. */
export function languageMeant(topic: string): string | undefined {
  if (ANY.test(topic.toLowerCase())) return ANY_LANGUAGE;
  const words = topic.toLowerCase().split(/[\s-]+/);
  const codes = words.flatMap((word) => NAMES.get(word) ?? []);
  const isAll = words.every((word) => NAMES.has(word) || BESIDE.test(word));
  return isAll && codes.length === 1 ? codes[0] : undefined;
}

/** Names a language as a topic: "suomen kieli", "Finnish". */
export function languageLabel(code: string, language: Language): string | undefined {
  if (code === ANY_LANGUAGE) return language === "en" ? "languages" : "kielet";
  const [, , genitive, , english] = NAMED_LANGUAGES.find(([known]) => known === code) ?? [];
  return language === "en" ? english : genitive && `${genitive} kieli`;
}

/** Signs that a program is for those who learn, in its title, keywords or summary. */
const LEARNING =
  /kielikahv|puhekahv|keskustelu|kielen(?!ä)|oppi|opet|opisk|harjoit|alkeet|conversation|practi[sc]|learn|course|language caf|beginner|intermediate|introduct|basic|språkcaf/iu;
const AFTER_ENGLISH =
  "language caf|language club|language course|conversation|courses?|class|lessons?|for |mornings?|evenings?|club|group|practice|practise|speaking|grammar|caf[eé]|discussion|basics|beginners|skills";
/** Nothing comes after that would make it a word of another thing: "Spanish guitar". */
const ENDS = `(?= *(?:$|[^\\p{L}\\s]| (?:${AFTER_ENGLISH}|together)))`;
const LEARN = "learn|learning|practise|practice|speak|speaking|study|studying";
const STAGE =
  "basic|beginners?'?s?|beginning|elementary|intermediate|advanced|introduction to|intro to|conversational";

interface Patterns {
  readonly code: string;
  readonly title: RegExp;
  readonly keyword: RegExp;
  readonly summary: RegExp;
}

const PATTERNS: readonly Patterns[] = NAMED_LANGUAGES.map(([code, , genitive, partitive, english]) => ({
  code,
  title: new RegExp(
    `(?<!\\p{L})(?:${genitive} kiel(?!ellä)\\p{L}+|${partitive}(?!\\p{L})|(?<!\\bin |\\band )${english}(?= (?:${AFTER_ENGLISH}))|(?:learn|practise|practice|speak|study) (?:\\p{L}+ )?${english}|(?:${LEARN}) (?:\\p{L}+ ){0,3}(?<!\\b(?:in|with) )${english}${ENDS}|(?:${LEARN})(?:[\\s,]+\\p{L}+){0,4}\\s*[-–—:|,(]\\s*${english}${ENDS}|(?:${STAGE}) ${english}${ENDS})`,
    "iu",
  ),
  keyword: new RegExp(`^(?:${genitive} kieli|${english} language|${english.toLowerCase()})$`, "iu"),
  summary: new RegExp(
    `(?:opi|opitaan|opettel|opiskel|harjoit)\\p{L}* (?:\\p{L}+ ){0,3}(?:${partitive}(?!\\p{L})|${genitive} (?:kiel|puhu|alke|sana|taito))|(?:learn|practi[sc]e|practi[sc]ing|study|improve) (?:\\p{L}+ ){0,3}${english}(?!\\p{L}| (?!with|over|in|at|and|or|together|while|from|for|conversation|speaking|words|skills|language)\\p{L})`,
    "iu",
  ),
}));

/** Finds the languages that a program lets one learn or practise, as ISO 639-1 codes. */
export function languagesStudied({
  title,
  summary,
  keywords,
}: Pick<Program, "title" | "summary" | "keywords">): readonly string[] {
  const titles = textsOf(title);
  const summaries = textsOf(summary);
  const labels = keywords.flatMap(({ label }) => textsOf(label));
  if (!LEARNING.test([...titles, ...summaries, ...labels].join(" / "))) return [];
  const studied = PATTERNS.filter(
    (of) =>
      titles.some((text) => of.title.test(text)) ||
      labels.some((text) => of.keyword.test(text)) ||
      summaries.some((text) => of.summary.test(text)),
  ).map(({ code }) => code);
  const isForAny = studied.length > 0 || [...titles, ...labels].some((text) => CAFE.test(text));
  return isForAny ? [...studied, ANY_LANGUAGE] : [];
}

const CAFE = /kielikahv|kielten opisk|kielten opp|language (?:caf|learning|stud)|språkcaf/iu;

function textsOf(text: Localized): readonly string[] {
  return Object.values(text).filter((one) => one !== undefined);
}
