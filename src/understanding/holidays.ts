/**
 * The days Finns name instead of dating: fixed days, days that move with Easter, and the seasons and school
 * holidays of Helsinki. Each is a half-open range in one year.
 */
import { DateTime } from "luxon";
import { addDays, weekdayOf } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";

/** First date and the first date after the last. */
export interface DateRange {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Writes a date; the caller sees to it that it exists. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Gives a range of whole days from its first date. */
export function daysFrom(from: LocalDate, days: number): DateRange {
  return { from, until: addDays(from, days) };
}

/** Gives the ISO week's Monday to Sunday; undefined for a week the year does not have. */
export function isoWeek(year: number, week: number): DateRange | undefined {
  const monday = DateTime.fromObject({ weekYear: year, weekNumber: week, weekday: 1 }, { zone: "utc" });
  return monday.isValid ? daysFrom(monday.toFormat("yyyy-MM-dd"), 7) : undefined;
}

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dateOf(year, Math.floor(f / 31), (f % 31) + 1);
}

/** The first given weekday on or after a date. */
function weekdayFrom(date: LocalDate, weekday: number): LocalDate {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}

const fixed =
  (month: number, day: number, days = 1) =>
  (year: number) =>
    daysFrom(dateOf(year, month, day), days);
const fromEaster =
  (offset: number, days = 1) =>
  (year: number) =>
    daysFrom(addDays(easterSunday(year), offset), days);
const weekdayOn = (month: number, day: number, weekday: number) => (year: number) =>
  daysFrom(weekdayFrom(dateOf(year, month, day), weekday), 1);
const months = (first: number, count: number) => (year: number) => {
  const from = DateTime.utc(year, first, 1);
  return { from: from.toFormat("yyyy-MM-dd"), until: from.plus({ months: count }).toFormat("yyyy-MM-dd") };
};
const week = (number: number) => (year: number) => isoWeek(year, number) as DateRange;

/** The Sunday four weeks before Christmas Day at the latest: from 27 November to 3 December. */
const firstAdvent = (year: number) => weekdayFrom(dateOf(year, 11, 27), 7);

const ADVENT_SUNDAYS = [
  { fi: "ensimmäi\\p{L}+|eka\\p{L}*|1\\.", en: "first|1st" },
  { fi: "toise\\p{L}+|toinen|toka\\p{L}*|2\\.", en: "second|2nd" },
  { fi: "kolma\\p{L}+|3\\.", en: "third|3rd" },
  { fi: "neljä\\p{L}+|4\\.", en: "fourth|4th" },
];

/** A named time: the beginnings of its Finnish forms, its English names, and when it is in a year. */
export interface NamedTime {
  /** Pattern sources of Finnish stems. */
  readonly fi: readonly string[];
  /** Pattern sources of English names. */
  readonly en: readonly string[];
  range(year: number): DateRange;
}

/** Longer names stand before the shorter ones they begin with. */
export const NAMED_TIMES: readonly NamedTime[] = [
  ...ADVENT_SUNDAYS.map(({ fi, en }, index) => ({
    fi: [`(?:${fi}) adventti(?:sunnuntai)?`, `(?:${fi}) adventin`],
    en: [`(?:${en}) (?:advent(?: sunday)?|sunday (?:of|in) advent|of advent)`],
    range: (year: number) => daysFrom(addDays(firstAdvent(year), 7 * index), 1),
  })),
  { fi: ["uudenvuodenpäivä"], en: ["new year'?s? day"], range: fixed(1, 1) },
  { fi: ["uudenvuodenaat(?:to|o|on)"], en: ["new year'?s? eve", "nye"], range: fixed(12, 31) },
  { fi: ["uusivuosi", "uudenvuode", "uute(?:na|en) ?vuote"], en: ["new year"], range: fixed(12, 31, 2) },
  { fi: ["loppiai[ns]\\w{0,3}"], en: ["epiphany"], range: fixed(1, 6) },
  { fi: ["runebergin ?päivä"], en: ["runeberg'?s? day"], range: fixed(2, 5) },
  { fi: ["ystävänpäivä"], en: ["valentine'?s day", "valentine'?s"], range: fixed(2, 14) },
  { fi: ["laskiaistiista[i]"], en: ["shrove tuesday", "pancake day"], range: fromEaster(-47) },
  { fi: ["laskiaissunnunta[i]", "laskiai[ns]e"], en: ["shrovetide"], range: fromEaster(-49) },
  { fi: ["kalevalan ?päivä"], en: ["kalevala day"], range: fixed(2, 28) },
  { fi: ["naistenpäivä"], en: ["women'?s day"], range: fixed(3, 8) },
  { fi: ["minna canthin päivä"], en: ["minna canth day"], range: fixed(3, 19) },
  { fi: ["agricolan ?päivä"], en: ["agricola day"], range: fixed(4, 9) },
  { fi: ["palmusunnunta[i]"], en: ["palm sunday"], range: fromEaster(-7) },
  { fi: ["kiirastorsta[i]"], en: ["maundy thursday"], range: fromEaster(-3) },
  { fi: ["pitkä(?:nä ?)?perjanta[i]", "pitkä perjantai"], en: ["good friday"], range: fromEaster(-2) },
  { fi: ["pääsiäispäivä"], en: ["easter sunday"], range: fromEaster(0) },
  {
    fi: ["pääsiäismaananta[i]", "toi(?:nen|sena) pääsiäispäivä", "2\\. pääsiäispäivä"],
    en: ["easter monday"],
    range: fromEaster(1),
  },
  {
    fi: ["pääsiäi[ns]e", "pääsiäi(?:nen|stä|siin|sinä)", "pääsiäisviikonlop[pu]u?", "pääsiäis(?:loma|pyhi)"],
    en: ["easter(?: (?:break|holidays?|weekend|vacation))?"],
    range: fromEaster(-2, 4),
  },
  { fi: ["vap[pu]u(?:aatto|aato)"], en: ["may day eve"], range: fixed(4, 30) },
  { fi: ["vapunpäivä", "vappupäivä"], en: ["may day"], range: fixed(5, 1) },
  // Said of the eve as well: that is when it is celebrated.
  { fi: ["vap(?:pu|u)"], en: ["vappu"], range: fixed(4, 30, 2) },
  { fi: ["äitienpäivä"], en: ["mother'?s day", "mothers' day"], range: weekdayOn(5, 8, 7) },
  { fi: ["eurooppapäivä", "eurooppa-päivä"], en: ["europe day"], range: fixed(5, 9) },
  { fi: ["snellmanin ?päivä"], en: ["snellman day"], range: fixed(5, 12) },
  { fi: ["helatorsta[i]"], en: ["ascension day"], range: fromEaster(39) },
  { fi: ["helluntai"], en: ["pentecost", "whit sunday"], range: fromEaster(49) },
  { fi: ["helsinki-päivä"], en: ["helsinki day"], range: fixed(6, 12) },
  { fi: ["juhannusaat(?:to|o)"], en: ["midsummer(?:'?s)? eve"], range: weekdayOn(6, 19, 5) },
  {
    fi: ["juhannus", "juhannukse", "juhannust"],
    en: ["midsummer"],
    range: (year) => daysFrom(weekdayOn(6, 19, 5)(year).from, 3),
  },
  { fi: ["(?:aleksis )?kiven päivä"], en: ["finnish literature day"], range: fixed(10, 10) },
  { fi: ["halloween"], en: ["halloween"], range: fixed(10, 31) },
  { fi: ["pyhäinpäivä", "pyhäinmiestenpäivä"], en: ["all saints'? day"], range: weekdayOn(10, 31, 6) },
  {
    fi: ["ruotsalaisuuden päivä"],
    en: ["swedish heritage day", "finnish swedish heritage day"],
    range: fixed(11, 6),
  },
  { fi: ["isänpäivä"], en: ["father'?s day", "fathers' day"], range: weekdayOn(11, 8, 7) },
  {
    fi: ["lasten oikeuksien päivä"],
    en: ["world children'?s day", "children'?s rights day"],
    range: fixed(11, 20),
  },
  { fi: ["itsenäisyyspäivä", "itsenäisyyspv"], en: ["independence day"], range: fixed(12, 6) },
  { fi: ["lucian ?päivä", "lucia"], en: ["(?:st\\.? )?luc(?:ia|y)(?:'?s)? day"], range: fixed(12, 13) },
  { fi: ["aatonaat(?:to|o)"], en: ["christmas eve'?s eve"], range: fixed(12, 23) },
  { fi: ["jouluaat(?:to|o)", "aattona"], en: ["christmas eve"], range: fixed(12, 24) },
  { fi: ["joulupäivä"], en: ["christmas day"], range: fixed(12, 25) },
  {
    fi: ["tapaninpäivä", "tapani(?:na|sta)"],
    en: ["boxing day", "st\\.? stephen'?s day"],
    range: fixed(12, 26),
  },
  { fi: ["välipäivi(?:nä|en|lle|ksi)"], en: ["between christmas and new year'?s?"], range: fixed(12, 27, 4) },
  { fi: ["joulu(?:n ?)?pyhi(?:nä|en|ksi)"], en: ["christmas days"], range: fixed(12, 24, 3) },
  { fi: ["must(?:a|ana) perjantai"], en: ["black friday"], range: weekdayOn(11, 23, 5) },
  {
    fi: ["(?:hiihto|talvi)loma(?:viiko|viikko)?"],
    en: ["(?:winter|ski|skiing|sports) (?:holidays?|break|vacation)(?: week)?"],
    range: week(8),
  },
  {
    fi: ["syysloma(?:viiko|viikko)?"],
    en: ["(?:autumn|fall) (?:holidays?|break|vacation)(?: week)?"],
    range: week(42),
  },
  { fi: ["joululoma"], en: ["(?:christmas|xmas) (?:holidays?|break|vacation)"], range: fixed(12, 22, 16) },
  {
    fi: ["kesäloma"],
    en: ["summer (?:holidays?|break|vacation)"],
    range: (year) => ({ from: dateOf(year, 6, 1), until: dateOf(year, 8, 11) }),
  },
  { fi: ["joulu(?:na|ksi|sta|lle|un|a|n)"], en: ["christmas", "xmas"], range: fixed(12, 24, 3) },
  { fi: ["kevät(?:luku)?kau(?:si|de|te)"], en: ["spring (?:term|semester|season)"], range: months(1, 5) },
  {
    fi: ["syys(?:luku)?kau(?:si|de|te)"],
    en: ["(?:autumn|fall) (?:term|semester|season)"],
    range: months(8, 5),
  },
  { fi: ["kevä(?:ä|t|än|änä|ällä|äks|äksi|äälle|ällekin)"], en: ["spring"], range: months(3, 3) },
  { fi: ["kesä(?:n|nä|llä|ks|ksi|lle|l)?"], en: ["summer"], range: months(6, 3) },
  { fi: ["syks(?:y|yn|ynä|yllä|yks|yksi|ylle|yl)"], en: ["autumn", "fall"], range: months(9, 3) },
  { fi: ["talv(?:i|en|ena|ella|eks|eksi|elle|el)"], en: ["winter"], range: months(12, 3) },
];
