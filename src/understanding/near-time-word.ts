/**
 * Mends a slip of the pen in a word of time: "launtaina", "tanaan", "wensday", "tommorow". One letter missing, doubled,
 * changed or swapped with its neighbour, never the first one, and only in words long enough for that to be a slip.
 */

const WEEKDAYS_FI = ["maanantai", "tiistai", "torstai", "perjantai", "lauantai", "sunnuntai"];
const WEEKDAY_ENDINGS = ["", "na", "ksi", "n", "sin", "hin", "sta"];
const PARTS_FI = ["ilta", "iltana", "iltaisin", "aamu", "aamuna", "aamuisin", "aamupäivänä", "iltapäivänä"];
const MONTHS_FI = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka"]
  .concat("marras", "joulu")
  .map((month) => `${month}kuu`);
const MONTH_ENDINGS = ["", "n", "ta", "ssa", "lle", "ksi", "sta", "hun"];

const WORDS_FI = [
  ...WEEKDAYS_FI.flatMap((day) => [...WEEKDAY_ENDINGS, ...PARTS_FI].map((end) => day + end)),
  ...["keskiviikko", "keskiviikkona", "keskiviikon", "keskiviikoksi", "keskiviikkoisin", "keskiviikkoon"],
  ...PARTS_FI.map((part) => `keskiviikko${part}`),
  ...MONTHS_FI.flatMap((month) => MONTH_ENDINGS.map((end) => month + end)),
  ...["tänään", "huomenna", "huomiseksi", "huomisaamuna", "huomisiltana", "ylihuomenna", "ylihuomiseksi"],
  ...["viikonloppu", "viikonloppuna", "viikonlopun", "viikonlopuksi", "viikonloppuisin", "lähipäivinä"],
  ...["viikolla", "arkisin", "arkipäivisin", "iltaisin", "aamuisin", "iltapäivisin", "aamupäivisin"],
  ...["aamupäivällä", "iltapäivällä", "iltapäiväksi", "seuraavana", "seuraavalla"],
];
const WORDS_EN = [
  ...["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  ...["january", "february", "april", "august", "september", "october", "november", "december"],
  ...["today", "tonight", "tomorrow", "weekend", "weekday", "morning", "afternoon", "evening"],
].flatMap((word) => (/day$|end$|ing$|noon$/.test(word) ? [word, `${word}s`] : [word]));

/** Words as near to a word of time as a slip, whatever else is known of the languages. */
const WORDS_OF_THEIR_OWN = new Set(
  [
    [
      "viikonloppua",
      "viikonloppuja",
      "huolena",
      "huomenta",
      "huomenia",
      "aamuisen",
      "arkisen",
      "arkisia",
      "viikoilla",
      "viikoille",
      "viikkoilla",
    ],
    ["mourning", "moaning", "sundry", "toady", "augusti", "aprils"],
  ].flat(),
);

/** Without the dots a foreign keyboard lacks and without double letters, but for "kuu": an "elokuva" is near to "elokuuta". */
const folded = (word: string) =>
  word
    .replace(/[äå]/gu, "a")
    .replace(/ö/gu, "o")
    .replace(/([a-tv-z])\1+/gu, "$1");

const SHORTEST = 5;
const LONGEST = 22;
/** A folded word of time shorter than this is near to too many others. */
const SHORTEST_SLIPPED = 6;
/** Long enough that no other word is as near to a day's name; names of people, such as Torsti, may be. */
const SURE_LENGTH = 8;
const IS_WEEKDAY = /^(?:maanan|tiis|keskiv|torst|perjan|lauan|sunnun|mond|tues|wedn|thurs|frid|satur|sund)/u;

const BY_FOLDED = new Map([
  ...[...WORDS_FI, ...WORDS_EN].map((word) => [folded(word), word] as const),
  // Written as it is said.
  ...["wensday", "wendsday"].map((word) => [word, "wednesday"] as const),
]);
const BY_START = new Map<string, string[]>();
for (const word of BY_FOLDED.keys()) {
  if (word.length < SHORTEST_SLIPPED) continue;
  const start = word.slice(0, 1);
  BY_START.set(start, [...(BY_START.get(start) ?? []), word]);
}

/** Finds the word of time a lower-case word was meant to be; undefined when it is not near to one or is a word itself. */
export function nearTimeWord(word: string, isWord?: (word: string) => boolean): string | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || WORDS_OF_THEIR_OWN.has(word)) return undefined;
  const plain = folded(word);
  const same = BY_FOLDED.get(plain);
  if (same !== undefined) return same;
  const found = BY_FOLDED.get(nearest(plain) ?? "");
  const isSure = word.length >= SURE_LENGTH && found !== undefined && IS_WEEKDAY.test(found);
  return isSure || !isWord?.(word) ? found : undefined;
}

/** A changed letter is the rarest of slips: "tostaina" lacks one, and is no "tiistaina". */
function nearest(word: string): string | undefined {
  let changed: string | undefined;
  for (const known of BY_START.get(word.slice(0, 1)) ?? []) {
    const slip = slipBetween(word, known);
    if (slip === "changed") changed ??= known;
    else if (slip !== undefined) return known;
  }
  return changed;
}

function slipBetween(word: string, known: string): "missing" | "added" | "swapped" | "changed" | undefined {
  const longer = word.length - known.length;
  if (longer < -1 || longer > 1) return undefined;
  let at = 0;
  while (at < word.length && word[at] === known[at]) at += 1;
  if (longer === 1) return word.slice(at + 1) === known.slice(at) ? "added" : undefined;
  if (longer === -1) return word.slice(at) === known.slice(at + 1) ? "missing" : undefined;
  if (word.slice(at + 1) === known.slice(at + 1)) return "changed";
  const isSwapped = word[at] === known[at + 1] && word[at + 1] === known[at];
  return isSwapped && word.slice(at + 2) === known.slice(at + 2) ? "swapped" : undefined;
}
