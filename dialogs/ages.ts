/** Reads the ages of children from what a patron wrote: "3 ja 7", "viisi", "8 kk", "a baby and a five-year-old". */
import { numberWord } from "../src/understanding/number-words.ts";
import type { Slots } from "../src/understanding/understood.ts";

/** Whoever is older is no child. */
export const OLDEST_CHILD = 17;
/** More ages than this were hardly meant. */
const MOST_CHILDREN = 8;
const MONTHS_A_YEAR = 12;
const MONTHS =
  /(?<![\p{L}\d])(\d{1,2})\s*-?(kk|kuukau\p{L}*|kuiselle|kuinen|months?|mos?)(?:[- ]old)?(?!\p{L})/giu;
const BABY = /(?<!\p{L})(vauva\p{L}*|bab(?:y|ies)|infants?)(?!\p{L})/iu;
/** How many, not how old: "kolme lasta", "two boys". */
const COUNTS =
  /(?<![\p{L}\d])(\d{1,2}|\p{L}+) (?:pientä )?(?:lasta|lapsi|lapsen|poikaa|poika|tyttöä|tyttö|kaksosta|child|children|kids?|boys?|girls?|sons?|daughters?)(?!\p{L})/giu;
const SOME = /^(pari|muutama|couple|few)/u;
/** "Viisivuotias" is one word, and so is "kolmivuotias". */
const YEARS_OLD = /-?vuoti\p{L}*/gu;
const STEMS: Readonly<Record<string, number>> = { kolmi: 3, neli: 4, seitsen: 7, kymmen: 10 };
/** Words beside a number that make it something else than an age. */
const OTHER_NUMBERS = /\d{3,}|\d[.,:]\d/u;

/** How often, not how old: "kaksi kertaa", "3 times". */
const TIMES = /(?<!\p{L})(kert\p{L}+|kerr\p{L}+|times?|twice|viikossa|kuussa|a week)(?!\p{L})/iu;

/** Finds the ages in years, youngest first; none where the text tells something else. */
export function agesIn(text: string, { age }: Slots): readonly number[] {
  if (OTHER_NUMBERS.test(text) || TIMES.test(text)) return [];
  const months = [...text.matchAll(MONTHS)].map(([, count]) => Math.floor(Number(count) / MONTHS_A_YEAR));
  const rest = text.toLowerCase().replace(MONTHS, " ").replace(COUNTS, " ").replace(YEARS_OLD, " ");
  const words = rest.match(/\p{L}+|\d+/gu) ?? [];
  const years = words.flatMap((word) => yearsIn(word));
  const babies = BABY.test(text) ? [0] : [];
  const found = [...months, ...years, ...babies];
  const ages = found.length === 0 && age !== undefined ? [age] : found;
  if (ages.length > MOST_CHILDREN || ages.some((one) => one > OLDEST_CHILD)) return [];
  return [...new Set(ages)].sort((one, other) => one - other);
}

function yearsIn(word: string): readonly number[] {
  if (/^\d+$/.test(word)) return [Number(word)];
  const number = SOME.test(word) ? undefined : (STEMS[word] ?? numberWord(word));
  return number === undefined ? [] : [number];
}
