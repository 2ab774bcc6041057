/**
 * The grammar of dates, Finnish and English: rules that each read one expression at one place in the pieces of a text.
 * A rule answers what it read or nothing; it never looks further back than one or two words.
 */
import { bounded, fromTo, weekOfDate, weeksFromDay } from "./bound-rules.ts";
import { monthFrom, monthOf, nextYearly, notBefore, weekFrom, weekOf, yearFrom } from "./calendar.ts";
import { type DateRule, isTo, isWord, meaning, type Place, partAfter } from "./date-reading.ts";
import { dates } from "./day-month-rules.ts";
import { currentEdge } from "./edge-of-range.ts";
import { type DateRange, daysFrom } from "./holidays.ts";
import { addDays } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";
import { WEEKDAY_RULES } from "./weekday-rules.ts";
import { dayOfMonth, lastDayOfMonth, nthWeek, nthWeekday, spelledDate } from "./within-month-rules.ts";

const weekNumber: DateRule = (place) => {
  // "vk" is a weekend ("vkl") but for a number.
  const word =
    isWord(place, 0, /^vk$/) ||
    meaning(place, 0, "weekNumber") ||
    meaning(place, 0, "unit")?.unit === "week" ||
    undefined;
  const number = meaning(place, 1, "number");
  if (!word || !number || number.spelled || number.value > 53) return undefined;
  const first = weekOf(place.today, number.value);
  const last = isTo(place, 2) ? meaning(place, 3, "number") : undefined;
  const end = first && last ? weekOf(first.from, last.value) : undefined;
  if (first && end) return { length: 4, when: { from: first.from, until: end.until }, frame: "week" };
  return first && { length: 2, when: notBefore(place.today, first), frame: "week" };
};

function rangeOfUnit(today: LocalDate, unit: "day" | "week" | "month" | "year", shift: number): DateRange {
  if (unit === "day") return daysFrom(addDays(today, shift), 1);
  const of = { week: weekFrom, month: monthFrom, year: yearFrom }[unit];
  return notBefore(today, of(today, shift));
}

/** "seuraavan viikon aikana" and "in the next week" begin today; the length of what says so, 0 when it does not. */
function spanLength(place: Place, shift: number): number {
  if (isWord(place, 0, /^seuraava/)) return isWord(place, 2, /^(?:aikana|sisällä|kuluessa)$/) ? 3 : 0;
  const isEnglish = isWord(place, -1, /^the$/) && isWord(place, -2, /^(?:in|within|over|during)$/);
  return shift === 1 && isEnglish ? 2 : 0;
}

const relativeUnit: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  const unit = meaning(place, 1, "unit");
  if (!relative || !unit) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const plural = isWord(place, 1, /^(?:weeks|days|months|viikkojen|päivien|kuukausien|viikkoina|päivinä)$/);
  if (plural) return { length: 2, when: upTo(place.today, unit.unit, 3) };
  const span = unit.unit === "day" ? 0 : spanLength(place, relative.shift);
  if (span > 0) return { length: span, when: upTo(place.today, unit.unit, 1) };
  if (unit.unit === "day" && relative.shift === 1 && !isWord(place, 0, /^next$/)) return undefined;
  const when = rangeOfUnit(place.today, unit.unit, relative.shift);
  return {
    length: 2,
    when,
    ...(unit.unit === "week" && { frame: "week" }),
    ...(unit.unit === "month" && { frame: "month" }),
  };
};

const weekAfterNext: DateRule = (place) => {
  if (meaning(place, 0, "unit")?.unit !== "week" || !isWord(place, 1, /^after$/)) return undefined;
  if (meaning(place, 2, "relative")?.shift !== 1) return undefined;
  return { length: 3, when: weekFrom(place.today, 2), frame: "week" };
};

const relativeNamed: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  if (!relative) return undefined;
  const month = meaning(place, 1, "month");
  const named = meaning(place, 1, "named");
  if (!month && !named) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  const of = (today: LocalDate) =>
    month ? monthOf(today, month.month) : nextYearly(today, (year) => named?.time.range(year));
  const current = of(place.today);
  // "Next autumn" said in autumn is the next one.
  const when = relative.shift === 1 && current && current.from <= place.today ? of(current.until) : current;
  return when && { length: 2, when: notBefore(place.today, when), ...(month && { frame: "month" }) };
};

const relativePart: DateRule = (place) => {
  const relative = meaning(place, 0, "relative");
  const part = meaning(place, 1, "part");
  if (!relative || !part || relative.shift === 1) return undefined;
  if (relative.shift < 0) return { length: 2, past: true };
  return { length: 2, when: daysFrom(place.today, 1), partOfDay: part.part };
};

const dayAfterTomorrow: DateRule = (place) => {
  if (meaning(place, 0, "unit")?.unit !== "day" || !isWord(place, 1, /^(?:after|before)$/)) return undefined;
  const day = meaning(place, 2, "day");
  if (!day) return undefined;
  if (isWord(place, 1, /^before$/)) return day.offset < 0 ? { length: 3, past: true } : undefined;
  const part = partAfter(place, 3);
  const when = daysFrom(addDays(place.today, day.offset + 1), 1);
  return { length: 3 + (part?.length ?? 0), when, ...(part && { partOfDay: part.part }) };
};

const dayWord: DateRule = (place) => {
  const day = meaning(place, 0, "day");
  if (!day) return undefined;
  if (day.offset < 0) return { length: 1, past: true };
  const part = day.part ? { part: day.part, length: 0 } : partAfter(place, 1);
  const when = daysFrom(addDays(place.today, day.offset), 1);
  return { length: 1 + (part?.length ?? 0), when, ...(part && { partOfDay: part.part }) };
};

/** "in a fortnight". */
const fortnight: DateRule = (place) => {
  if (!isWord(place, 0, /^in$/) || !isWord(place, 1, /^a$/) || !isWord(place, 2, /^fortnight$/))
    return undefined;
  return { length: 3, ...inUnits(place.today, "week", 2) };
};

/** "in two weeks", "kahden viikon päästä", "viikon päästä", "three days from now"; "two weeks ago" is past. */
const counted: DateRule = (place) => {
  const start = isWord(place, 0, /^(?:in|within)$/) ? 1 : 0;
  const filler = isWord(place, start, /^(?:a|an|the)$/) ? 1 : 0;
  const number = meaning(place, start + filler, "number");
  const numberLength = number ? 1 : 0;
  const of = isWord(place, start + filler + numberLength, /^of$/) ? 1 : 0;
  const before = start + filler + numberLength + of;
  const unit = meaning(place, before, "unit");
  if (!unit || (number && number.value > 60)) return undefined;
  const after = before + 1;
  const count = number?.value ?? 1;
  if (isWord(place, after, /^(?:ago|sitten)$/)) return { length: after + 1, past: true };
  const later =
    isWord(place, after, /^(?:päästä|kuluttua)$/) ||
    (isWord(place, after, /^from$/) && isWord(place, after + 1, /^(?:now|today)$/));
  if (isWord(place, after, /^(?:sisällä|aikana|kuluessa)$/) && number)
    return { length: after + 1, when: upTo(place.today, unit.unit, count) };
  if (isWord(place, 0, /^within$/)) return { length: after, when: upTo(place.today, unit.unit, count) };
  if (!later && (start === 0 || (filler === 0 && !number))) return undefined;
  const length = later ? after + (isWord(place, after, /^from$/) ? 2 : 1) : after;
  return { length, ...inUnits(place.today, unit.unit, count) };
};

function inUnits(today: LocalDate, unit: "day" | "week" | "month" | "year", count: number) {
  if (unit === "day") return { when: daysFrom(addDays(today, count), 1) };
  if (unit === "week") return { when: weekFrom(today, count), frame: "week" as const };
  return unit === "month"
    ? { when: monthFrom(today, count), frame: "month" as const }
    : { when: yearFrom(today, count) };
}

function upTo(today: LocalDate, unit: "day" | "week" | "month" | "year", count: number): DateRange {
  return { from: today, until: addDays(today, count * { day: 1, week: 7, month: 30, year: 365 }[unit] + 1) };
}

/** "next two weeks", "the next few days", "seuraavan kahden viikon aikana", "parina seuraavana päivänä". */
const nextUnits: DateRule = (place) => {
  const isNumberFirst = meaning(place, 0, "number") !== undefined && isWord(place, 1, /^(?:seuraava|tuleva)/);
  if (!isNumberFirst && meaning(place, 0, "relative")?.shift !== 1) return undefined;
  const number = meaning(place, isNumberFirst ? 0 : 1, "number");
  const of = isWord(place, 2, /^of$/) ? 1 : 0;
  const unit = meaning(place, 2 + of, "unit");
  return number && unit && number.value <= 60
    ? { length: 3 + of, when: upTo(place.today, unit.unit, number.value) }
    : undefined;
};

const PREPOSITIONS =
  /^(?:in|this|next|during|over|for|at|on|by|of|until|around|all|before|the|early|late|mid|since|from|after|through)$/;

const month: DateRule = (place) => {
  const found = meaning(place, 0, "month");
  if (!found || (!found.sure && !isWord(place, -1, PREPOSITIONS))) return undefined;
  const year = meaning(place, 1, "number")?.value;
  const withYear = year !== undefined && year >= 2000 && year < 2100;
  const whole = monthOf(place.today, found.month, withYear ? year : undefined);
  const length = withYear ? 2 : 1;
  if (isTo(place, length)) {
    const last = meaning(place, length + 1, "month");
    const end = last && monthOf(whole.from, last.month);
    if (end)
      return {
        length: length + 2,
        when: notBefore(place.today, { from: whole.from, until: end.until }),
        frame: "month",
      };
  }
  return { length, when: notBefore(place.today, whole), frame: "month" };
};

const named: DateRule = (place) => {
  const found = meaning(place, 0, "named");
  if (
    !found ||
    (found.needsPreposition && !isWord(place, -1, PREPOSITIONS) && !meaning(place, 1, "number"))
  ) {
    return undefined;
  }
  const year = meaning(place, 1, "number")?.value ?? 0;
  const withYear = year >= 2000 && year < 2100;
  const when = withYear ? found.time.range(year) : nextYearly(place.today, (of) => found.time.range(of));
  if (!when) return undefined;
  // "Itsenäisyyspäivän aattona" is the day before.
  if (isWord(place, 1, /^(?:aat(?:to|on)\p{L}*|eve)$/u))
    return { length: 2, when: { from: addDays(when.from, -1), until: when.from } };
  const before = isWord(place, -1, /^(?:before|ennen)$/);
  return {
    length: withYear ? 2 : 1,
    when: before ? { from: place.today, until: when.from } : notBefore(place.today, when),
  };
};

/** "vuonna 2027", "in 2027". */
const yearNumber: DateRule = (place) => {
  const number = meaning(place, 0, "number");
  const said = isWord(place, -1, /^(?:in|during|year)$/) || meaning(place, -1, "unit")?.unit === "year";
  if (!number || number.spelled || !said) return undefined;
  const shift = number.value - Number(place.today.slice(0, 4));
  return shift >= 0 && number.value < 2100
    ? { length: 1, when: notBefore(place.today, yearFrom(place.today, shift)) }
    : undefined;
};

const soon: DateRule = (place) => {
  const found = meaning(place, 0, "soon");
  return found && { length: 1, when: daysFrom(place.today, found.days) };
};

/** In order: a longer expression stands before the shorter one it begins with. */
export const DATE_RULES: readonly DateRule[] = [
  fromTo,
  bounded,
  lastDayOfMonth,
  nthWeek,
  nthWeekday,
  spelledDate,
  weeksFromDay,
  weekOfDate,
  dates,
  dayOfMonth,
  weekNumber,
  nextUnits,
  fortnight,
  counted,
  weekAfterNext,
  relativeUnit,
  relativeNamed,
  relativePart,
  dayAfterTomorrow,
  dayWord,
  month,
  named,
  ...WEEKDAY_RULES,
  currentEdge,
  yearNumber,
  soon,
];
