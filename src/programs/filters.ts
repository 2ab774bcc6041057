/**
 * What a patron's wish rules out. A filter answers how well a program fits: 0 is out, 1 is exactly it.
 */
import { addDays, weekdayOf } from "../understanding/local-time.ts";
import type { Language, LocalDate, PartOfDay, Slots } from "../understanding/understood.ts";
import { fitsAge, fitsAudience } from "./audience-match.ts";
import type { PlaceBook } from "./place-match.ts";
import type { Shelved } from "./shelved.ts";

/** The slots that filter; the topic is the search's. */
export type FilterSlot = Exclude<keyof Slots, "topic" | "months">;

/** One slot of a wish as a test. */
export interface Filter {
  readonly slot: FilterSlot;
  fits(shelved: Shelved): number;
}

/** What filters need to know besides the slots. */
export interface FilterContext {
  readonly language: Language;
  readonly today: LocalDate;
  readonly places: PlaceBook;
  /** A text was asked for: then a program that does not say for whom it is may do. */
  readonly hasTopic: boolean;
}

/** Gives a filter for each slot that is set. */
export function filtersOf(slots: Slots, context: FilterContext): readonly Filter[] {
  const { when, weekdays, partOfDay, after, before, place, age, audience, months, eventLanguage } = slots;
  const { language, places, hasTopic } = context;
  const filters: Filter[] = [];
  const add = (slot: FilterSlot, fits: Filter["fits"]) => filters.push({ slot, fits });
  if (when !== undefined)
    add("when", (one) => Number(one.startDate < when.until && one.lastDate >= when.from));
  if (weekdays !== undefined)
    add("weekdays", (one) => Number(isOnWeekday(one, weekdays, { slots, context })));
  if (partOfDay !== undefined) add("partOfDay", (one) => Number(isInPart(one, partOfDay)));
  if (after !== undefined)
    add("after", (one) => Number(one.isAroundTheClock || one.startMinute >= minutesOf(after)));
  if (before !== undefined)
    add("before", (one) => Number(one.isAroundTheClock || one.startMinute < minutesOf(before)));
  if (place !== undefined) {
    const match = places.matcher(place, language);
    add(
      "place",
      onceFor("where", ({ program }) => match(program.place)),
    );
  }
  if (slots.online === true) add("online", ({ program }) => Number(program.online));
  if (age !== undefined)
    add(
      "age",
      onceFor("forWhom", ({ program }) => fitsAge(program, age, hasTopic)),
    );
  if (audience !== undefined)
    add(
      "audience",
      onceFor("forWhom", ({ program }) => fitsAudience(program, audience, { hasTopic, months })),
    );
  if (slots.free === true) add("free", ({ program }) => Number(program.free === true));
  if (eventLanguage !== undefined) add("eventLanguage", (one) => fitsLanguage(one, eventLanguage));
  return filters;
}

/** Many programs are at one place, and for the same people: each is judged once. */
function onceFor(key: "where" | "forWhom", fits: Filter["fits"]): Filter["fits"] {
  const known = new Map<string, number>();
  return (one) => {
    let level = known.get(one[key]);
    if (level === undefined) {
      level = fits(one);
      known.set(one[key], level);
    }
    return level;
  };
}

/** Morning ends at noon, the afternoon at five. In minutes after midnight. */
const PARTS: Readonly<Record<PartOfDay, readonly [number, number]>> = {
  morning: [0, 720],
  afternoon: [720, 1020],
  evening: [1020, 1440],
};
/** A program that begins earlier belongs to a part of the day when this much of it does. */
const ENOUGH_MINUTES = 60;

/** Tells the part of the day a program begins in. */
export function partOfDayAt(minute: number): PartOfDay {
  return minute < PARTS.morning[1] ? "morning" : minute < PARTS.afternoon[1] ? "afternoon" : "evening";
}

function isInPart(one: Shelved, part: PartOfDay): boolean {
  const [from, until] = PARTS[part];
  if (one.isAroundTheClock || (one.startMinute >= from && one.startMinute < until)) return true;
  const end = one.lastDate > one.startDate ? 1440 : one.endMinute;
  return one.startMinute < from && Math.min(end, until) - from >= ENOUGH_MINUTES;
}

function isOnWeekday(
  one: Shelved,
  weekdays: readonly number[],
  { slots: { when }, context: { today } }: { slots: Slots; context: FilterContext },
): boolean {
  if (one.startDate === one.lastDate) return weekdays.includes(one.startWeekday);
  const first = latest(one.startDate, today, when?.from ?? today);
  const last = when === undefined ? one.lastDate : earliest(one.lastDate, addDays(when.until, -1));
  // A day that the window rules out is the window's business: the weekday alone must still be told.
  let date = first > last ? one.startDate : first;
  for (let days = 0; days < 7 && date <= one.lastDate && (first > last || date <= last); days += 1) {
    if (weekdays.includes(weekdayOf(date))) return true;
    date = addDays(date, 1);
  }
  return false;
}

/** Gives the later of dates. */
export function latest(...dates: readonly LocalDate[]): LocalDate {
  return dates.toSorted().at(-1) ?? "";
}

function earliest(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Tells how surely a program is held in a language: 1 the source says so, less where only its texts tell. */
export function fitsLanguage({ program, spoken }: Shelved, language: string): number {
  const { languages, title } = program;
  if (languages.includes(language)) return languages.length === 1 ? 1 : 0.9;
  if (spoken.includes(language)) return 0.9;
  if (languages.length > 0) return 0;
  // Where nothing is told, a program in one language only is held in the language it is announced in.
  const announced = Object.keys(title);
  return announced.length === 1 && announced[0] === language ? 0.6 : 0;
}
