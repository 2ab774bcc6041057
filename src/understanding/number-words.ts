/**
 * Numbers said in words, in the Finnish cases they are said in: 1 to 12 as clock times and counts of days use them,
 * "quarter" words as clocks do, and the ordinals 1st to 31st of dates.
 */

const words = (source: string) => new RegExp(`^(?:${source})(?:ko|kö|kos|kin|kaan|kään)?$`, "u");

const UNITS_FI: readonly (readonly [string, number])[] = [
  ["yh(?:den|tä|tenä|deltä|destä|teen|delle)|yksi|yks", 1],
  ["kah(?:den|ta|tena|delta|desta|teen|delle)|kaksi|kaks", 2],
  ["kolm(?:e|en|ea|ena|elta|esta|een|elle)", 3],
  ["nelj(?:ä|än|ää|änä|ältä|ästä|ään|älle)", 4],
  ["vii(?:den|ttä|deltä|destä|teen|delle|si|s)", 5],
  ["kuu(?:den|tta|delta|desta|teen|delle|si|s)", 6],
  ["seitsem(?:än|ää|ältä|ästä|ään|älle)", 7],
  ["kahdeks(?:an|aa|alta|asta|aan|alle)", 8],
  ["yhdeks(?:än|ää|ältä|ästä|ään|älle)", 9],
  ["kymmen(?:en|tä|eltä|estä|een|elle)", 10],
  ["yh(?:dentoista|tätoista|deltätoista|destätoista|teentoista)|yksitoista", 11],
  ["kah(?:dentoista|tatoista|deltatoista|destatoista|teentoista)|kaksitoista", 12],
];
const UNITS_EN = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const NUMBER_WORDS = UNITS_FI.map(([forms, value]) => [words(forms), value] as const);
const COUPLES = words("pari|parin|paria|parina|muutama|muutaman|muutamaa|muutamana|couple|few");

/** Finds the number a word says, 1 to 12; "a couple" and "a few" count as 2 and 3. */
export function numberWord(word: string): number | undefined {
  const english = UNITS_EN.indexOf(word);
  if (english >= 0) return english + 1;
  if (COUPLES.test(word)) return /^(?:muutam|few)/u.test(word) ? 3 : 2;
  return NUMBER_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

const ORDINAL_STEMS_FI = [
  "",
  "yhde",
  "kahde",
  "kolma",
  "neljä",
  "viide",
  "kuude",
  "seitsemä",
  "kahdeksa",
  "yhdeksä",
];
const ORDINAL_END_FI = "(?:s|nnen|nten[aä]|tt[aä]|nne(?:ll[aäe]|lt[aä]|ksi?|st[aä]|ss[aä]))";
const FIRST_FI = "(?:ensimmäi(?:nen|sen|senä|stä|se(?:ll[äe]|ltä|ksi|stä|ssä))|eka(?:na|n|a|lla|lle|ks)?)";
const SECOND_FI = "(?:toi(?:nen|sen|sena|sta|se(?:ll[ae]|lta|ksi|sta|ssa))|toka(?:na|n|a|lla|lle|ks)?)";

/** Finnish ordinals, each with its value. */
function ordinalsFi(): readonly (readonly [RegExp, number])[] {
  const low = (value: number) => `${ORDINAL_STEMS_FI[value]}${ORDINAL_END_FI}`;
  const simple = (value: number) => (value === 1 ? FIRST_FI : value === 2 ? SECOND_FI : low(value));
  const tens = (stem: string) => `${stem}${ORDINAL_END_FI}kymmene${ORDINAL_END_FI}`;
  const sources = Array.from({ length: 31 }, (_, index) => {
    const value = index + 1;
    const unit = value % 10;
    if (value < 10) return simple(value);
    if (value === 10) return `kymmene${ORDINAL_END_FI}`;
    if (value < 20) return `${low(unit)}toista`;
    const start = tens(value < 30 ? "kahde" : "kolma");
    return unit === 0 ? start : `${start}(?:${simple(unit)}|${low(unit)})`;
  });
  return sources.map((source, index) => [new RegExp(`^${source}$`, "u"), index + 1] as const);
}

const ORDINALS_FI = ordinalsFi();
const ORDINAL_LIKE_FI =
  /(?:s|nnen|nten[aä]|tt[aä]|toista|nen|sen|sena|senä|st[aä]|ka|kana|kan|kaa|kaks|ll[aäe]|lt[aä]|ksi|ss[aä])$/u;
const ORDINALS_EN = [
  ...["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
  ...["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"],
  ...["eighteenth", "nineteenth", "twentieth"],
  ...["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"].map(
    (unit) => `twenty-${unit}`,
  ),
  ...["thirtieth", "thirty-first"],
];

/** Finds the number an ordinal says, 1 to 31: "kuudes", "toka", "twenty-first". */
export function ordinalWord(word: string): number | undefined {
  const english = ORDINALS_EN.indexOf(word);
  if (english >= 0) return english + 1;
  return ORDINAL_LIKE_FI.test(word) ? ORDINALS_FI.find(([pattern]) => pattern.test(word))?.[1] : undefined;
}
