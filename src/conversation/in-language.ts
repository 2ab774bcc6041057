/** Chooses among the languages a text exists in. */
import type { Localized } from "../programs/program.ts";
import type { Language } from "../understanding/understood.ts";

/** Chooses the text in a language, or the nearest there is: Finnish and English stand in for each other, Swedish last. */
export function inLanguage(
  text: Localized,
  language: Language,
): { readonly text: string; readonly language: string } {
  for (const tried of [language, "fi", "en", "sv"] as const) {
    const found = text[tried];
    if (found !== undefined && found !== "") return { text: found, language: tried };
  }
  return { text: "", language };
}
