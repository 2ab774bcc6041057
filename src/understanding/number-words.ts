/**
 * Numbers said in words, 1 to 12, as clock times and counts of days use them, in the Finnish cases they are said in.
 */

const words = (source: string) => new RegExp(`^(?:${source})(?:ko|kö|kos|kin|kaan|kään)?$`, "u");

const UNITS_FI: readonly (readonly [string, number])[] = [
  ["yh(?:den|tä|deltä|destä|teen|delle)|yksi|yks", 1],
  ["kah(?:den|ta|delta|desta|teen|delle)|kaksi|kaks", 2],
  ["kolm(?:e|en|ea|elta|esta|een|elle)", 3],
  ["nelj(?:ä|än|ää|ältä|ästä|ään|älle)", 4],
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
const COUPLES = words("pari|parin|paria|muutama|muutaman|muutamaa|couple|few");

/** Finds the number a word says, 1 to 12; "a couple" and "a few" count as 2 and 3. */
export function numberWord(word: string): number | undefined {
  const english = UNITS_EN.indexOf(word);
  if (english >= 0) return english + 1;
  if (COUPLES.test(word)) return /^(?:muutam|few)/u.test(word) ? 3 : 2;
  return NUMBER_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}
