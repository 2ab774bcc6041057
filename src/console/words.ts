/** Says times and numbers the way the reader does. */
import { spanInWords } from "../conversation/speak-time.ts";
import type { PageWords } from "./visit.ts";

/** Says when something was: "to 19.11. klo 9.05", "Thu 19 Nov, 9:05". */
export function timeInWords(words: PageWords, at: string): string {
  return spanInWords({ start: at, allDay: false }, words);
}

/** Says a number: "100 000", "100,000". */
export function numberInWords({ language }: PageWords, number: number): string {
  return new Intl.NumberFormat(language).format(number);
}
