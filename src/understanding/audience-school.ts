/**
 * How old children of a group named by school year are, about: a first-grader is seven, whoever is in day care
 * younger. It gives no age of a person, only what tells the groups of children apart.
 */

const START = "(?<![\\p{L}\\d])";
/** "Grades 7 to 9" are no single year. */
const ALONE = "(?<!\\d\\.?(?:st|nd|rd|th)?\\s?(?:-|–|to|and|or|ja|tai)\\s?)";
const END = "(?![\\p{L}\\d])";
const CLASS_FI = "-?(?:luokkalai\\p{L}*|luok\\p{L}*)";
const ON_CLASS_FI = "(?:ll[aä]|n)(?: luok\\p{L}+)?";

/** Finnish beginnings and the English names of a year, from the first. */
const YEARS: readonly (readonly [string, string])[] = [
  ["eka|ensimmäis|ensimmäise|1\\.?", "first|1st|1"],
  ["toka|tois|toise|2\\.?", "second|2nd|2"],
  ["kolmos|kolmas|kolmanne|3\\.?", "third|3rd|3"],
  ["nelos|neljäs|neljänne|4\\.?", "fourth|4th|4"],
  ["vitos|viides|viidenne|5\\.?", "fifth|5th|5"],
  ["kutos|kuudes|kuudenne|6\\.?", "sixth|6th|6"],
  ["seiska|seitsemäs|seitsemänne|7\\.?", "seventh|7th|7"],
  ["kasi|kahdeksas|kahdeksanne|8\\.?", "eighth|8th|8"],
  ["ysi|yhdeksäs|yhdeksänne|9\\.?", "ninth|9th|9"],
];
const AGE_OF_FIRST_YEAR = 7;

const pattern = (...sources: readonly string[]) => new RegExp(`${START}(?:${sources.join("|")})${END}`, "u");

/** In order: the first that fits counts. */
const GROUPS: readonly (readonly [RegExp, number])[] = [
  [pattern("taapero\\p{L}*", "toddlers?'?"), 2],
  [pattern("eskari\\p{L}*", "esikoul\\p{L}*", "kindergart\\p{L}*", "pre-?school\\p{L}*"), 6],
  [
    pattern("päiväko(?:ti|di|te)\\p{L}*", "(?:alle|under)[ -]kouluikäi\\p{L}*", "under fives?", "day ?care"),
    4,
  ],
  ...YEARS.map(([fi, en], index): [RegExp, number] => [
    pattern(
      `${ALONE}(?:${fi})[ -]?${CLASS_FI}`,
      `(?:${fi})n?${ON_CLASS_FI}(?= luok|[ ,.!?]|$)(?<!\\d\\.?n)`,
      `${ALONE}(?:${en})[ -]grade(?:rs?|s)?`,
      `grade ${index + 1}(?! ?(?:-|–|to|and|or))`,
    ),
    AGE_OF_FIRST_YEAR + index,
  ]),
];
const MAY_TELL =
  /taaper|toddler|eskari|esikoul|kindergart|school|päiväko|kouluikä|fives?|day ?care|luok|grade|eka|toka|olmo|nelo|vito|kuto|seiska|kasi|ysi/u;

/** Finds the years that children of the group a lower-case text names have about; undefined when it names none so near. */
export function yearsOfSchoolGroup(text: string): number | undefined {
  if (!MAY_TELL.test(text)) return undefined;
  return GROUPS.find(([group]) => group.test(text))?.[1];
}
