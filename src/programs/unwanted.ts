/**
 * What a patron said not to want: days, places, parts of the day, groups, languages. It is never loosened. What may be
 * something else as well is not ruled out: an exhibition that also goes on on Sunday is there for who cannot on Saturday.
 */
import { addDays, weekdayOf } from "../understanding/local-time.ts";
import type { LocalDate, Slots } from "../understanding/understood.ts";
import { isMadeFor } from "./audience-match.ts";
import { type FilterContext, filtersOf, fitsLanguage, latest, partOfDayAt } from "./filters.ts";
import type { Shelved } from "./shelved.ts";

/** Days of a long program that are looked at. */
const MOST_DAYS = 60;

/** Tells whether a day is among those that were refused, whatever else. */
export function isDayUnwanted(date: LocalDate, unwanted: readonly Slots[]): boolean {
  return unwanted.some((slots) => refusesDays(slots) && isRefusedDay(date, slots));
}

/** Only days are refused, at any hour and place. */
function refusesDays(slots: Slots): boolean {
  const names = Object.keys(slots);
  return names.length > 0 && names.every((name) => name === "when" || name === "weekdays");
}

function isRefusedDay(date: LocalDate, { when, weekdays }: Slots): boolean {
  return (
    (when === undefined || (date >= when.from && date < when.until)) &&
    (weekdays === undefined || weekdays.includes(weekdayOf(date)))
  );
}

/** Gives a test that a program passes when it is one the patron refused; `slots` are those of the wish. */
export function unwantedTest(
  unwanted: readonly Slots[],
  slots: Slots,
  context: FilterContext,
): (one: Shelved) => boolean {
  if (unwanted.length === 0) return () => false;
  const days = unwanted.filter(refusesDays);
  const others = unwanted.flatMap((refused) => {
    const test = refusesDays(refused) ? undefined : testOf(refused, slots, context);
    return test === undefined ? [] : [test];
  });
  return (one) =>
    others.some((test) => test(one)) ||
    (days.length > 0 && daysOf(one, slots, context).every((date) => isDayUnwanted(date, days)));
}

/** The days on which the patron could go. */
function daysOf(one: Shelved, { when }: Slots, { today }: FilterContext): readonly LocalDate[] {
  const from = latest(one.startDate, today, when?.from ?? today);
  const last = when !== undefined && when.until <= one.lastDate ? addDays(when.until, -1) : one.lastDate;
  if (from > last) return [one.startDate];
  const days: LocalDate[] = [];
  for (let date = from; date <= last && days.length < MOST_DAYS; date = addDays(date, 1)) days.push(date);
  return days;
}

/** A program must fit all that is refused together: "not on Saturday evening". Undefined where only a topic is. */
function testOf(
  refused: Slots,
  slots: Slots,
  context: FilterContext,
): ((one: Shelved) => boolean) | undefined {
  const { place, after, before, partOfDay, audience, online, free, eventLanguage } = refused;
  const tests: ((one: Shelved) => boolean)[] = [];
  if (refused.when !== undefined || refused.weekdays !== undefined)
    tests.push((one) => daysOf(one, slots, context).every((date) => isRefusedDay(date, refused)));
  if (partOfDay !== undefined) tests.push((one) => isMostlyIn(one, partOfDay));
  const limits: Slots = {
    ...(place !== undefined && { place }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
  for (const { slot, fits } of filtersOf(limits, context))
    tests.push((one) => fits(one) > 0 && (slot === "place" || !one.isAroundTheClock));
  if (online === true) tests.push(({ program }) => program.online);
  if (free === true) tests.push(({ program }) => program.free === true);
  if (audience !== undefined) tests.push(({ program }) => isMadeFor(program, audience));
  if (eventLanguage !== undefined)
    tests.push(
      (one) =>
        fitsLanguage(one, eventLanguage) > 0 &&
        one.program.languages.every((spoken) => spoken === eventLanguage),
    );
  return tests.length === 0 ? undefined : (one) => tests.every((test) => test(one));
}

/** It begins in that part of the day, or has most of its time there. */
function isMostlyIn(one: Shelved, part: Slots["partOfDay"]): boolean {
  if (one.isAroundTheClock) return false;
  const end = one.lastDate > one.startDate ? 1440 : one.endMinute;
  return [one.startMinute, Math.floor((one.startMinute + end) / 2)].some(
    (minute) => partOfDayAt(minute) === part,
  );
}
