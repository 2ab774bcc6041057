/**
 * Loosens a wish that nothing fits, as little as possible: the fewest slots, the least important first. What was
 * asked for by topic is never loosened, and neither is for whom, unless a topic holds the answer together.
 */
import { OPEN_END } from "../understanding/calendar.ts";
import { addDays, weekdayOf } from "../understanding/local-time.ts";
import type { Language, LocalDate, Slots } from "../understanding/understood.ts";
import { type Filter, type FilterSlot, fitsLanguage, latest, partOfDayAt } from "./filters.ts";
import { distanceKm, type PlaceBook, type Position } from "./place-match.ts";
import type { Localized, Program, Relaxation } from "./program.ts";
import type { Shelved } from "./shelved.ts";

/** Slots that are loosened together, in the order in which they are given up. */
const STEPS: readonly (readonly FilterSlot[])[] = [
  ["partOfDay", "after", "before"],
  ["weekdays"],
  ["when"],
  ["place"],
  ["online"],
  ["eventLanguage"],
  ["free"],
  ["audience", "age"],
];
const FOR_WHOM = 1 << (STEPS.length - 1);

/** What relaxing needs to know. */
export interface RelaxContext {
  readonly slots: Slots;
  readonly language: Language;
  readonly today: LocalDate;
  readonly places: PlaceBook;
  readonly hasTopic: boolean;
}

/** What fits a loosened wish. */
export interface Relaxed {
  readonly fitting: readonly Shelved[];
  readonly relaxed: ReadonlySet<FilterSlot>;
}

/** Finds the programs that miss the fewest slots; of those the ones on the nearest day and at the nearest place. */
export function relax(
  candidates: readonly Shelved[],
  filters: readonly Filter[],
  context: RelaxContext,
): Relaxed {
  const missed = new Map<Shelved, number>();
  let best = Number.POSITIVE_INFINITY;
  for (const one of candidates) {
    const misses = missesOf(one, filters);
    if ((misses & FOR_WHOM) !== 0 && !mayLoosenForWhom(one.program, context)) continue;
    missed.set(one, misses);
    if (isLess(misses, best)) best = misses;
  }
  if (!Number.isFinite(best)) return { fitting: [], relaxed: new Set() };
  const set = new Set(filters.map(({ slot }) => slot));
  const relaxed = new Set(
    STEPS.flatMap((slots, step) => (best & (1 << step) ? slots : [])).filter((slot) => set.has(slot)),
  );
  let fitting: readonly Shelved[] = [...missed].flatMap(([one, misses]) => (misses === best ? [one] : []));
  if (relaxed.has("place")) fitting = nearestPlace(fitting, context);
  if (relaxed.has("when") || relaxed.has("weekdays")) fitting = nearestDay(fitting, context);
  return { fitting, relaxed };
}

function missesOf(one: Shelved, filters: readonly Filter[]): number {
  let misses = 0;
  for (const { slot, fits } of filters) {
    if (fits(one) === 0) misses |= 1 << STEPS.findIndex((slots) => slots.includes(slot));
  }
  return misses;
}

/** Fewer steps are less; of as many, the earlier ones. */
function isLess(one: number, other: number): boolean {
  if (!Number.isFinite(other)) return true;
  const [few, many] = [countBits(one), countBits(other)];
  return few === many ? one < other : few < many;
}

function countBits(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + countBits(bits >> 1);
}

/** A child is never sent to what is for grown-ups, whatever the topic. */
function mayLoosenForWhom({ ages, audiences }: Program, { hasTopic, slots }: RelaxContext): boolean {
  if (!hasTopic) return false;
  const isChild =
    (slots.age ?? 99) < 18 || ["babies", "children", "teens", "families"].includes(slots.audience ?? "");
  const isForGrownUps =
    (ages?.min ?? 0) >= 16 ||
    (audiences.length > 0 && audiences.every((one) => one === "adults" || one === "seniors"));
  return !(isChild && isForGrownUps);
}

function nearestPlace(
  candidates: readonly Shelved[],
  { slots, language, places }: RelaxContext,
): readonly Shelved[] {
  const from = places.findPosition(slots.place ?? "", language);
  if (from === undefined) return candidates;
  const kmOf = (one: Shelved) => kmFrom(one, { from, places });
  const nearest = Math.min(...candidates.map(kmOf));
  // Doors of one house may be some metres apart.
  return candidates.filter((one) => kmOf(one) <= nearest + 0.05);
}

function kmFrom(
  { program: { place } }: Shelved,
  { from, places }: { from: Position; places: PlaceBook },
): number {
  const position = place === undefined ? undefined : places.positionOf(place);
  return position === undefined ? Number.MAX_VALUE : distanceKm(from, position);
}

function nearestDay(candidates: readonly Shelved[], context: RelaxContext): readonly Shelved[] {
  const gaps = candidates.map((one) => ({ one, ...gapOf(one, context) }));
  const [nearest] = gaps.toSorted((a, b) => a.days - b.days || (a.date < b.date ? 1 : -1));
  return gaps.flatMap(({ one, date }) => (date === nearest?.date ? [one] : []));
}

/** The day of a program that is nearest to the days wanted, and how many days it is away. */
function gapOf(one: Shelved, { slots: { when }, today }: RelaxContext): { days: number; date: LocalDate } {
  const first = latest(one.startDate, today);
  const from = when === undefined ? today : when.from;
  const last = when === undefined ? today : addDays(when.until, -1);
  if (first >= last) return { days: daysBetween(last, first), date: first };
  // A day that comes before the wished one may come too soon for the patron: it must be much nearer.
  if (one.lastDate <= from) return { days: EARLIER * daysBetween(one.lastDate, from), date: one.lastDate };
  return { days: 0, date: latest(first, from) };
}

const EARLIER = 2;
const DAY_MS = 24 * 3600 * 1000;

function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** Says what was loosened and to what, going by the program that is offered first. */
export function relaxationsOf(
  first: Shelved,
  relaxed: ReadonlySet<FilterSlot>,
  context: RelaxContext,
): Relaxation[] {
  return [...relaxed].flatMap((slot) => {
    const from = slotText(slot, context.slots);
    const to = offeredText(slot, first, context);
    return from === to ? [] : [{ slot, from, to }];
  });
}

/** Gives a slot's value as text: dates inclusive, `2026-11-21` or `2026-11-21/2026-11-22`; the first alone when none is the last. */
function slotText(slot: FilterSlot, slots: Slots): string {
  if (slot !== "when") return String(slots[slot] ?? "");
  const { from = "", until = "" } = slots.when ?? {};
  const last = until === "" ? "" : addDays(until, -1);
  return last === from || until === OPEN_END ? from : `${from}/${last}`;
}

function offeredText(slot: FilterSlot, first: Shelved, context: RelaxContext): string {
  const { program } = first;
  const { date } = gapOf(first, context);
  switch (slot) {
    case "when":
      return date;
    case "weekdays":
      return String(weekdayOf(date));
    case "partOfDay":
      return partOfDayAt(first.startMinute);
    case "after":
    case "before":
      return `${pad(Math.floor(first.startMinute / 60))}:${pad(first.startMinute % 60)}`;
    case "place":
      return textIn(program.place?.name ?? {}, context.language) || (program.online ? "online" : "");
    case "online":
      return "false";
    case "free":
      return program.free === false ? "false" : "unknown";
    case "eventLanguage":
      return (
        program.languages[0] ?? (["fi", "sv", "en"].find((one) => fitsLanguage(first, one) > 0) || "unknown")
      );
    case "age":
      return program.ages === undefined
        ? program.audiences.join(",")
        : `${program.ages.min ?? 0}-${program.ages.max ?? ""}`;
    case "audience":
      return program.audiences.join(",");
  }
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** Gives a text in a language, or in another where it has none. */
export function textIn(text: Localized, language: Language): string {
  return text[language] ?? text.fi ?? text.en ?? text.sv ?? "";
}
