/** What a limit says when it stands alone or is refused: "in Oodi", "not on Saturday". It finds no limits itself. */
import { addDays, weekdayOf } from "./local-time.ts";
import type { Slots } from "./understood.ts";

/** Words between limits that ask for nothing themselves: prepositions, articles, lead-ins, and ways to refuse. */
const SMALL = new RegExp(
  `^(?:${[
    "no|joo|entä|entäs|entäpä|ents|mites|mitäs|miten|olis|olisi|ois|ja|tai|mutta|vain|vaan|myös|sitten|siis|kuitenkin|mieluummin|mielummin|kiitos|kirjasto\\p{L}*|ehkä",
    "ei|muttei|eikä|vaikkei|en|emme|mutten|enkä|paitsi|muu|muut|muuta|muina|päivä|päivänä|päivinä|muualla|muulloin|muuna|toisessa|kuin|halua|haluaisi|käy|sovi|onnistu|pääse|ehdi|mitään|enää|kiinnosta",
    "what|how|about|and|or|but|in|at|on|for|the|a|an|only|just|to|of|from|near|around|this|with|please|then|instead|maybe|rather|also|ok|okay|library|libraries|ones?",
    "not|no|nothing|anywhere|anytime|anything|elsewhere|somewhere|except|apart|other|else|than|outside|don't|dont|want|i|i'd|can't|cannot|make|do|doesn't|does|won't|work|works|suit|it|days?|any",
  ].join("|")})$`,
  "u",
);

const WHICHEVER = /(?<!\p{L})(?:mikä|minä|milloin|missä|any) (?:tahansa|hyvänsä|vaan|other)(?!\p{L})/gu;

/** Tells whether what is left of a lower-case text, its limits taken out, asks for nothing. */
export function isOnlySmall(rest: string): boolean {
  return (rest.replace(WHICHEVER, " ").match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).every((word) =>
    SMALL.test(word),
  );
}

const WEEKDAYS =
  /maanantai|tiistai|keskiviik|torstai|perjantai|lauantai|sunnuntai|viikonlop|(?<!\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend/u;
const CERTAIN = /\d|(?<!\p{L})(?:tä[mn]ä|täksi|ens|tule|seuraa|this|next|coming|tänään|huomenna)/u;
const LONGEST_DAYS = 2;

/** "Not on Saturday" refuses every Saturday, while "on Saturday" means the next one. Gives the slots with that meant. */
export function everyWeek(slots: Slots, words: string): Slots {
  const { when, ...others } = slots;
  if (when === undefined || !WEEKDAYS.test(words) || CERTAIN.test(words)) return slots;
  const days: number[] = [];
  for (let date = when.from; date < when.until; date = addDays(date, 1)) {
    if (days.length === LONGEST_DAYS) return slots;
    days.push(weekdayOf(date));
  }
  return { ...others, weekdays: days.toSorted((one, other) => one - other) };
}
