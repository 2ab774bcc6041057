/** Reads from its texts in which languages a program is held, where the source has no field for it. */
import type { Program } from "./program.ts";

const SPOKEN: Readonly<Record<string, RegExp>> = {
  fi: /in finnish|suomeksi|suomenkieli|selkosuom|på finska/i,
  en: /in english|englanniksi|englanninkieli|på engelska/i,
  sv: /in swedish|ruotsiksi|ruotsinkieli|på svenska/i,
  ru: /in russian|venäjäksi|venäjänkieli|по-русски|на русском/i,
  ar: /in arabic|arabiaksi|arabiankieli/i,
  so: /in somali|somaliksi|somalinkieli/i,
  et: /in estonian|viroksi|vironkieli|eesti keeles|eestikeel/i,
  uk: /in ukrainian|ukrainaksi|ukrainankieli|українською/i,
  es: /in spanish|espanjaksi|espanjankieli|en español/i,
  fr: /in french|ranskaksi|ranskankieli|en français/i,
  de: /in german|saksaksi|saksankieli|auf deutsch/i,
};

/** Gives the languages (ISO 639-1) that the title or the summary names as spoken. */
export function languagesInTexts({ title, summary }: Pick<Program, "title" | "summary">): readonly string[] {
  const texts = [title, summary].flatMap((text) => Object.values(text)).join(" / ");
  return Object.entries(SPOKEN).flatMap(([language, words]) => (words.test(texts) ? [language] : []));
}
