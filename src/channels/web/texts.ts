/** The words of the page itself; what Kutsu says comes with its messages. */
import { readFileSync } from "node:fs";
import type english from "../../../locales/en/web.json";
import { rootPath } from "../../root.ts";

/** The languages the page is in. */
export const pageLanguages = ["fi", "en"] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Every text of the page, nested as in the file. */
export type WebTexts = typeof english;

/** Reads the texts of every language. */
export function readWebTexts(): Readonly<Record<PageLanguage, WebTexts>> {
  return { fi: readTexts("fi"), en: readTexts("en") };
}

function readTexts(language: PageLanguage): WebTexts {
  // A test holds the files to the same keys, which is what makes this true.
  return JSON.parse(readFileSync(rootPath("locales", language, "web.json"), "utf8")) as WebTexts;
}
