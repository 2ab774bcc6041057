/**
 * What single Finnish and English words mean for time, by their forms in writing and in speech. One lower-case word in,
 * its meaning out; which meanings make a date together is the grammar's matter (date-rules.ts).
 */
import { inflected } from "./finnish-endings.ts";
import type { PartOfDay } from "./understood.ts";

/** Whether a word says one time or each time: lauantaina, lauantaisin. */
interface Repeating {
  readonly recurring: boolean;
}

/** What a word means for time. */
export type TimeWord =
  | ({
      readonly kind: "weekday";
      readonly day: number;
      readonly part?: PartOfDay;
      readonly edge?: "from" | "to";
    } & Repeating)
  | ({ readonly kind: "workday"; readonly part?: PartOfDay } & Repeating)
  | ({ readonly kind: "weekend"; readonly part?: PartOfDay } & Repeating)
  /** `located`: the form itself says "at that time" (illalla), so no "in the" is needed. */
  | ({ readonly kind: "part"; readonly part: PartOfDay; readonly located: boolean } & Repeating)
  | { readonly kind: "day"; readonly offset: number; readonly part?: PartOfDay }
  | { readonly kind: "unit"; readonly unit: "day" | "week" | "month" | "year" }
  | { readonly kind: "weekNumber" }
  | { readonly kind: "month"; readonly month: number; readonly sure: boolean }
  | { readonly kind: "relative"; readonly shift: -1 | 0 | 1 }
  | { readonly kind: "every" }
  | { readonly kind: "soon"; readonly days: number };

const PARTS: readonly (readonly [string, PartOfDay])[] = [
  ["aamupäiv", "morning"],
  ["aamu", "morning"],
  ["aamupv", "morning"],
  ["iltapäiv", "afternoon"],
  ["iltapv", "afternoon"],
  ["ilta", "evening"],
  ["illa", "evening"],
  ["ilto", "evening"],
  ["morning", "morning"],
  ["forenoon", "morning"],
  ["afternoon", "afternoon"],
  ["evening", "evening"],
  ["night", "evening"],
];

const PART =
  "aamupäiv\\p{L}{1,6}|aamu\\p{L}{0,5}|iltapäiv\\p{L}{1,6}|ilta\\p{L}{0,4}|illa\\p{L}{0,3}|ilto\\p{L}{1,4}";

const WEEKDAYS_FI = ["maananta", "tiista", "keskiviik", "torsta", "perjanta", "lauanta", "sunnunta"];
const WEEKDAYS_EN = [
  "mon(?:day)?",
  "tue(?:s(?:day)?)?",
  "wed(?:nesday)?|weds",
  "thu(?:rs(?:day)?|r)?",
  "fri(?:day)?",
  "sat(?:urday)?",
  "sun(?:day)?",
];
const SHORT_FI = ["ma", "ti", "ke", "to", "pe", "la", "su"];
const SHORT_EN = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const WEEKDAY_FI = new RegExp(
  `^(?:(${WEEKDAYS_FI.join("|")})(i|in|ina|isin|ista|iksi|iks|ihin|ille|ille|ilta|ita|itte|itten|ko|kko|kona|on|ona|oisin|osta|oksi|oks|oon|koon|kkoon|koa|kkoa|kkona|kkoina|kkoisin|koisin|kkosin|isi|isinkin|inakin)` +
    `|(${SHORT_FI.join("|")}))(?:-?(${PART}))?(?:ko|kö|kin)?$`,
  "u",
);
const SPOKEN_FI = inflected(
  "maanant(?:ai|a)",
  "tiist(?:ai|a)",
  "torst(?:ai|a)",
  "perjant(?:ai|a)",
  "lauant(?:ai|a)",
  "sunnunt(?:ai|a)",
  "keskiviik(?:ko|o)",
);
const WEEKDAY_EN = new RegExp(`^(?:${WEEKDAYS_EN.map((day) => `(${day})`).join("|")})('?s)?$`, "u");

const MONTHS_FI = [
  "tammi",
  "helmi",
  "maalis",
  "huhti",
  "touko",
  "kesä",
  "heinä",
  "elo",
  "syys",
  "loka",
  "marras",
  "joulu",
];
const MONTH_FI = new RegExp(
  `^(${MONTHS_FI.join("|")})kuu(?:n|ta|ssa|s|hun|ksi|ks|lle|lla|lta|sta|st|na)?(?:ko|kin)?$`,
  "u",
);
const MONTHS_TOGETHER = new RegExp(
  `^(${MONTHS_FI.join("|")})-(${MONTHS_FI.join("|")})kuu(?:n|ta|ssa|lla|lle)?$`,
  "u",
);
const MONTHS_EN = [
  "jan(?:uary)?",
  "feb(?:ruary)?",
  "mar(?:ch)?",
  "apr(?:il)?",
  "may",
  "june?",
  "july?",
  "aug(?:ust)?",
  "sept?(?:ember)?",
  "oct(?:ober)?",
  "nov(?:ember)?",
  "dec(?:ember)?",
];
const MONTH_EN = new RegExp(`^(?:${MONTHS_EN.map((month) => `(${month})`).join("|")})$`, "u");
/** Words that are more often something else than a month. */
const UNSURE_MONTHS = new Set(["may", "mar", "march", "jan", "dec", "sep"]);

type Entry = readonly [RegExp, TimeWord];

const day = (offset: number, part?: PartOfDay): TimeWord =>
  part ? { kind: "day", offset, part } : { kind: "day", offset };
const unit = (name: "day" | "week" | "month" | "year"): TimeWord => ({ kind: "unit", unit: name });
const words = (source: string) => new RegExp(`^(?:${source})(?:ko|kö|kos|kin|kaan|kään)?$`, "u");

const ENTRIES: readonly Entry[] = [
  [words("tänään|tänäänki|tänää|tänäpäivänä|today(?:'?s)?|2day"), day(0)],
  [words("tonight(?:'?s)?|tonite|2nite"), day(0, "evening")],
  [
    words(
      "huomenna|huomen|huomis(?:eksi|elle|elta|ta|esta|een)|huomiseks|huome|tomorrow(?:'?s)?|tmrw|tmr|tmw|tomorow|tommorow|tommorrow|2moro|2morrow",
    ),
    day(1),
  ],
  [words("huomis(?:-?aamu(?:na|ksi|lle)?)|huomen-?aamul?la?"), day(1, "morning")],
  [words("huomis-?aamupäiv(?:änä|äksi|ällä|älle)"), day(1, "morning")],
  [words("huomis-?iltapäiv(?:änä|äksi|ällä|älle)"), day(1, "afternoon")],
  [
    words("huomis-?il(?:tana|taa|laksi|lalle|lalla)|huomen-?illa(?:lla|ksi|lle)?|huomenilla(?:lla|ksi)"),
    day(1, "evening"),
  ],
  [words("yli-?huomis-?aamu(?:na|ksi|lle)"), day(2, "morning")],
  [words("yli-?huomis-?il(?:tana|taa|laksi|lalle)"), day(2, "evening")],
  [words("yli-?huomen(?:na)?|yli-?huomis(?:eksi|elle|elta|ta|esta|een)|overmorrow"), day(2)],
  [words("eilen|eilisen|eilinen|eilisestä|eilistä|yesterday|toissapäivänä|toissa"), day(-1)],
  [words("eilisilta\\p{L}*|eilisil\\p{L}*|eilisaamu\\p{L}*"), day(-1)],
  [words("(?:viime|last)"), { kind: "relative", shift: -1 }],
  [
    words(
      "(?:ensi|ens|tuleva(?:na|n|lla|ksi|sta)?|seuraava(?:na|n|lla|ksi|ssa|sta|t)?|seuraavien|next|nxt|upcoming|coming|following)",
    ),
    { kind: "relative", shift: 1 },
  ],
  [
    words("(?:tämän|tällä|tänä|täna|tää|tässä|täksi|tälle|tästä|täs|täl|tän|kuluvan|kuluvalla|this)"),
    { kind: "relative", shift: 0 },
  ],
  [words("(?:joka|jokainen|jokaisena|every|each|any)"), { kind: "every" }],
  [words("lähipäivi(?:nä|en|lle)"), { kind: "soon", days: 4 }],
  [words("lähiviikko(?:ina|jen)|lähiviikoi(?:lle|ksi)"), { kind: "soon", days: 15 }],
  [
    words("arki(?:sin|päivisin|nakin)|arkisi|weekdays|workdays|arkipäivi(?:nä|en|ä)"),
    { kind: "workday", recurring: true },
  ],
  [words("weekday|workday|arkena|arkipäivä(?:nä|ksi|n|lle)?"), { kind: "workday", recurring: true }],
  [
    words("viikonlop(?:puisin|puina|pusin)|weekends|wkends|vkl?oppuisin"),
    { kind: "weekend", recurring: true },
  ],
  [words("pyhisin|pyhäpäivisin|pyhäisin"), { kind: "weekday", day: 7, recurring: true }],
  [
    words(
      "(?:viikon|vk|viik)lop(?:puna|uksi|pu|un|uks|pun|uu|ulle|ulta|usta|puun|puu)|viikonlopulla|vkl?|vkonloppuna|vkloppuna|weekend|wknd|wkend|wkd",
    ),
    { kind: "weekend", recurring: false },
  ],
  [
    words("viikko(?:na|a|on|jen|ja)?|viikon|viiko(?:lla|lle|ksi|l|sta|lta|ssa|t)|vi?kolla|weeks?|week's"),
    unit("week"),
  ],
  [words("vko|vk|vkot|vkolla|vk:lla|vko:lla|viikoilla|viikot|wk|wks"), { kind: "weekNumber" }],
  [
    words("kuukau(?:si|den|tena|tta|dessa|deksi|sien)|kuu(?:ssa|n|ksi|ta|lle|s)|kk|months?|month's"),
    unit("month"),
  ],
  [words("päivä(?:n|nä|ä|ksi|ssä|stä|st|lle)?|päivi(?:en|nä)|pv|days?"), unit("day")],
  [words("vuo(?:den|nna|si|tta|deksi|teen|sien|tena)|years?|year's"), unit("year")],
];

const PART_ENTRIES: readonly (readonly [RegExp, boolean, boolean])[] = [
  // pattern, recurring, located
  [
    /^(?:aamuisin|aamupäivisin|iltapäivisin|iltaisin|iltasin|aamusin|mornings|afternoons|evenings|nights)(?:ko|kö|kin)?$/u,
    true,
    true,
  ],
  [
    /^(?:aamusella|iltasella|illansuussa|aamulla|aamuks|aamuksi|aamul|aamupäivällä|aamupäiväl|aamupäiväksi|aamupvällä|iltapäivällä|iltapäiväl|iltapäiväksi|illalla|illal|illaksi|illaks|iltana|iltaa|aamuna|iltapäivänä|aamupäivänä|iltapäivälle|aamupäivälle|illalle|iltapäivän|aamupäivän|aamupv|iltapv)(?:ko|kö|kin)?$/u,
    false,
    true,
  ],
  [/^(?:morning|forenoon|afternoon|evening|night)(?:'s)?$/u, false, false],
  [/^(?:aamu|aamupäivä|iltapäivä|ilta)$/u, false, false],
];

/** Finds the months of "tammi-helmikuussa". */
export function monthsTogether(word: string): readonly [number, number] | undefined {
  const match = MONTHS_TOGETHER.exec(word);
  return match
    ? [MONTHS_FI.indexOf(match[1] as string) + 1, MONTHS_FI.indexOf(match[2] as string) + 1]
    : undefined;
}

/** Finds what a lower-case word means for time; undefined for the many that mean nothing. */
export function timeWord(word: string): TimeWord | undefined {
  for (const [pattern, meaning] of ENTRIES) if (pattern.test(word)) return meaning;
  return weekdayWord(word) ?? workdayWord(word) ?? weekendWord(word) ?? partWord(word) ?? monthWord(word);
}

function partOf(word: string | undefined): PartOfDay | undefined {
  return word === undefined ? undefined : PARTS.find(([start]) => word.startsWith(start))?.[1];
}

function weekdayWord(word: string): TimeWord | undefined {
  const finnish = WEEKDAY_FI.exec(word);
  if (finnish) return finnishWeekday(finnish, word);
  const spoken = SPOKEN_FI.test(word)
    ? WEEKDAYS_FI.findIndex((stem) => word.startsWith(stem.slice(0, 6)))
    : -1;
  if (spoken >= 0) return { kind: "weekday", day: spoken + 1, recurring: false };
  const english = WEEKDAY_EN.exec(word);
  if (!english) return undefined;
  const index = english.slice(1, 8).findIndex((group) => group !== undefined);
  // "sun", "sat" and "wed" alone are words of their own.
  if (word === "sun" || word === "sat" || word === "wed" || word === "mon") return undefined;
  return { kind: "weekday", day: index + 1, recurring: english[8] === "s" };
}

function finnishWeekday(match: RegExpExecArray, word: string): TimeWord | undefined {
  const [, stem, ending = "", short, partForm] = match;
  // "to", "la", "su" and their like need a part of day or a date beside them; the lexer gives them their place.
  if (short !== undefined && partForm === undefined) return undefined;
  const day = (stem === undefined ? SHORT_FI.indexOf(short as string) : WEEKDAYS_FI.indexOf(stem)) + 1;
  const part = partOf(partForm);
  const recurring = /isin|sin$/u.test(ending) || isEachTime(partForm ?? "") || /isin/u.test(word);
  const edge = /sta$/u.test(ending) ? "from" : /(?:ihin|oon)$/u.test(ending) ? "to" : undefined;
  return { kind: "weekday", day, recurring, ...(part && { part }), ...(edge && { edge }) };
}

/** "-aamuisin", "-iltaisin" and "-aamuina", "-iltoina" say each time; "-aamuna" and "-iltana" one time. */
const isEachTime = (partForm: string) => /(?:sin|uina|toina|ivinä)$/u.test(partForm);

const WEEKEND_PART = new RegExp(`^(?:viikonloppu|vkl)-?(${PART})(?:ko|kö|kin)?$`, "u");

function weekendWord(word: string): TimeWord | undefined {
  const form = WEEKEND_PART.exec(word)?.[1];
  const part = partOf(form);
  return part && { kind: "weekend", recurring: isEachTime(form ?? ""), part };
}

const WORKDAY_PART = new RegExp(`^arki-?(${PART})(?:ko|kö|kin)?$`, "u");

function workdayWord(word: string): TimeWord | undefined {
  const part = partOf(WORKDAY_PART.exec(word)?.[1]);
  return part && { kind: "workday", recurring: true, part };
}

function partWord(word: string): TimeWord | undefined {
  const part = partOf(word);
  const entry = part && PART_ENTRIES.find(([pattern]) => pattern.test(word));
  return entry && { kind: "part", part, recurring: entry[1], located: entry[2] };
}

function monthWord(word: string): TimeWord | undefined {
  const finnish = MONTH_FI.exec(word)?.[1];
  if (finnish) return { kind: "month", month: MONTHS_FI.indexOf(finnish) + 1, sure: true };
  const english = MONTH_EN.exec(word);
  if (!english) return undefined;
  const index = english.slice(1).findIndex((group) => group !== undefined);
  return { kind: "month", month: index + 1, sure: !UNSURE_MONTHS.has(word) };
}

/** Finds the weekday of an abbreviation that is also a word of its own (la, to, sat): one only beside other times. */
export function shortWeekday(word: string): number | undefined {
  const index = Math.max(SHORT_FI.indexOf(word), SHORT_EN.indexOf(word));
  return index < 0 ? undefined : index + 1;
}
