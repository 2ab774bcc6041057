/** Matches what a patron typed to the choices that were offered, so that buttons work on every channel, also by typing. */

/** A choice as it was offered: the label in the patron's language. */
export interface Offered {
  readonly value: string;
  readonly label: string;
}

/** Number words and ordinals, as people pick from a list. */
const NUMBERS: readonly (readonly string[])[] = [
  ["yksi", "eka", "ensimmäinen", "ensimmäisen", "one", "first", "1st"],
  ["kaksi", "toka", "toinen", "toisen", "two", "second", "2nd"],
  ["kolme", "kolmas", "kolmannen", "three", "third", "3rd"],
  ["neljä", "neljäs", "neljännen", "four", "fourth", "4th"],
  ["viisi", "viides", "viidennen", "five", "fifth", "5th"],
  ["kuusi", "kuudes", "kuudennen", "six", "sixth", "6th"],
  ["seitsemän", "seitsemäs", "seitsemännen", "seven", "seventh", "7th"],
  ["kahdeksan", "kahdeksas", "kahdeksannen", "eight", "eighth", "8th"],
  ["yhdeksän", "yhdeksäs", "yhdeksännen", "nine", "ninth", "9th"],
];
/** Words for yes and no, however the label says it: "joo" picks "Kyllä, lähetä". */
const YES = new Set([
  "kyllä",
  "joo",
  "juu",
  "jep",
  "jees",
  "ok",
  "okei",
  "selvä",
  "yes",
  "yep",
  "yeah",
  "yup",
  "sure",
  "okay",
  "yes please",
]);
const NO = new Set([
  "ei",
  "en",
  "ei kiitos",
  "eipä",
  "eikä",
  "älä",
  "no",
  "nope",
  "nah",
  "no thanks",
  "no thank you",
]);
const LAST = new Set(["viimeinen", "viimeisen", "last"]);
/** Words around a pick that carry no meaning: "se toinen", "the second one", "numero 2". */
const AROUND = new Set([
  "se",
  "tuo",
  "the",
  "one",
  "numero",
  "nro",
  "number",
  "no",
  "vaihtoehto",
  "option",
  "please",
  "kiitos",
]);
/** A shorter typed text is no prefix of a label. */
const SHORTEST_PREFIX = 3;
/** A shorter typed text is not looked for inside labels: "riittää" picks "Tämä riittää". */
const SHORTEST_PART = 5;

/** "Takaisin", "go back": one question back, wherever the patron is. */
const BACK =
  /^((mene |mennään |palaa |palataan |haluan )?(takaisin|edellinen|edelliseen)|palaa|palataan)( (hakuun|listaan|luetteloon|edelliseen|kysymykseen))?$|^((go|take me) )?(back|previous)( (to the )?(search|list|results|question))?( please)?$/u;

/** Tells whether a whole message asks to go back. */
export function asksBack(text: string): boolean {
  return BACK.test(normalise(text));
}

/**
 * Finds the choice a typed text picks: its label or value, a number, an ordinal word, yes or no, or the beginning or a
 * whole word of exactly one label.
 *
 * Where the step asks for open text (`open`), only a whole label or value counts, or the bare number of a choice.
 */
export function matchChoice(
  text: string,
  offered: readonly Offered[],
  { open }: { readonly open: boolean },
): string | undefined {
  const typed = normalise(text);
  if (typed === "" || offered.length === 0) return undefined;
  const exact = offered.find(
    ({ value, label }, index) =>
      [normalise(label), `${index + 1} ${normalise(label)}`].includes(typed) || value === typed,
  );
  if (exact !== undefined) return exact.value;
  if (open) return /^\d{1,2}$/.test(typed) ? offered[Number(typed) - 1]?.value : undefined;
  const number = numberIn(typed, offered.length);
  if (number !== undefined) {
    const byValue = offered.find(({ value }) => value === String(number));
    return (byValue ?? offered[number - 1])?.value;
  }
  const agreed = [YES, NO].find((words) => words.has(typed));
  if (agreed !== undefined)
    return offered.find(({ label }) => agreed.has(normalise(label).split(" ", 1)[0] ?? ""))?.value;
  const begins = offered.filter(
    ({ label }) => typed.length >= SHORTEST_PREFIX && normalise(label).startsWith(typed),
  );
  if (begins.length > 0) return begins.length === 1 ? begins[0]?.value : undefined;
  const holds = offered.filter(
    ({ label }) => typed.length >= SHORTEST_PART && ` ${normalise(label)} `.includes(` ${typed} `),
  );
  return holds.length === 1 ? holds[0]?.value : undefined;
}

function numberIn(typed: string, count: number): number | undefined {
  const words = typed.split(" ");
  if (words.length > 4) return undefined;
  const telling = words.length === 1 ? words : words.filter((word) => !AROUND.has(word));
  const [word, ...others] = telling.length === 0 ? words : telling;
  if (word === undefined || others.length > 0) return undefined;
  if (LAST.has(word)) return count;
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const index = NUMBERS.findIndex((names) => names.includes(word));
  return index === -1 ? undefined : index + 1;
}

function normalise(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
