/** Reads from its texts in which languages a program is held, where the source has no field for it. */
import { NAMED_LANGUAGES } from "./language-study.ts";
import type { Program } from "./program.ts";

/** How a language says that something is held in it. */
const IN_ITS_OWN: Readonly<Record<string, string>> = {
  fi: "selkosuom|på finska",
  en: "på engelska",
  sv: "på svenska",
  ru: "по-русски|на русском",
  et: "eesti keeles|eestikeel",
  uk: "українською",
  es: "en español",
  fr: "en français",
  de: "auf deutsch",
};

/** What is held in the language that stands before it: a "Spanish story time" is no story about Spain. */
const HELD_IN =
  "story ?times?|story ?hours?|rhyme ?times?|nursery rhymes|sing[- ]?alongs?|book clubs?|reading (?:circle|group)s?|book discussions?";

/** Words between "in" and a language beside others: "in English & Spanish". */
const OTHERS = `(?:(?:${NAMED_LANGUAGES.map(([, , , , english]) => english).join("|")})(?:,| and| or| &| \\+|/) ?(?:and |or |& )?)*`;

const SPOKEN = NAMED_LANGUAGES.map(([code, , genitive, , english]) => {
  const own = IN_ITS_OWN[code];
  const words = [
    `(?<!\\p{L})in ${OTHERS}${english}(?!\\p{L})`,
    `(?<!\\p{L})${english}(?: language)? (?:${HELD_IN})(?!\\p{L})`,
    `(?<!\\p{L})${genitive.slice(0, -1)}ksi(?!\\p{L})`,
    `(?<!\\p{L})${genitive}kieli`,
    ...(own === undefined ? [] : [own]),
  ];
  return { code, words: new RegExp(words.join("|"), "iu") };
});

/** A whole program in two languages says so in its small print too. */
const BILINGUAL = /bilingual|kaksikieli|tvåspråkig/iu;

/** Gives the languages (ISO 639-1) that the title or the summary names as spoken. */
export function languagesInTexts({
  title,
  summary,
  description,
}: Pick<Program, "title" | "summary" | "description">): readonly string[] {
  const small = Object.values(description).filter((text) => BILINGUAL.test(text));
  const texts = [...Object.values(title), ...Object.values(summary), ...small].join(" / ");
  return SPOKEN.filter(({ words }) => words.test(texts)).map(({ code }) => code);
}
