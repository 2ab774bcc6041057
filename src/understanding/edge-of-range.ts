/**
 * The beginning, middle and end of a week or month: "joulukuun alussa", "end of next month", "loppuviikosta".
 */
import { monthFrom, notBefore, weekFrom } from "./calendar.ts";
import { type DateReading, type DateRule, isWord, meaning, type Place } from "./date-reading.ts";
import type { DateRange } from "./holidays.ts";
import { addDays } from "./local-time.ts";
import type { LocalDate } from "./understood.ts";

type Edge = "start" | "middle" | "end";

const AFTER: readonly (readonly [RegExp, Edge])[] = [
  [/^(?:alu(?:ssa|sta|lla|ksi)|alkuun|alkupuole\p{L}+)$/u, "start"],
  [/^(?:puolivälissä|puoliväliin|puolessavälissä|keskivaihei\p{L}+)$/u, "middle"],
  [/^(?:lopu(?:ssa|lla|ksi)|loppuun|loppupuole\p{L}+)$/u, "end"],
];
const BEFORE: readonly (readonly [RegExp, Edge])[] = [
  [/^(?:beginning|start|early)$/, "start"],
  [/^(?:middle|mid)$/, "middle"],
  [/^(?:end|late)$/, "end"],
];
const FINNISH_COMPOUND = /^(alku|loppu)(viiko|kuu)(?:sta|n|lla|ssa|ksi|lle|na)(?:kin|ko)?$/u;
const DAYS_OF_MONTH = { start: [1, 10], middle: [11, 20], end: [21, 31] } as const;
const DAYS_OF_WEEK = { start: [1, 3], middle: [2, 4], end: [4, 7] } as const;

/** Narrows what was read to the edge that a word beside it names. */
export function narrowed(place: Place, reading: DateReading): DateReading {
  if (!reading.frame || !reading.when) return reading;
  const later = restOf(place, reading);
  if (later) return later;
  const after = AFTER.find(([pattern]) => isWord(place, reading.length, pattern))?.[1];
  const edge = after ?? edgeBefore(place);
  if (!edge) return reading;
  const { frame: _frame, ...rest } = reading;
  const when = edgeOf(reading.when.from, reading.frame, edge);
  return { ...rest, when: notBefore(place.today, when), length: reading.length + (after ? 1 : 0) };
}

/** "later this week": what is left of it after today. */
function restOf({ today, ...place }: Place, reading: DateReading): DateReading | undefined {
  if (!isWord({ ...place, today }, -1, /^(?:later|myöhemmin)$/) || reading.when?.from !== today)
    return undefined;
  const tomorrow = addDays(today, 1);
  if (reading.when.until <= tomorrow) return undefined;
  const { frame: _frame, ...rest } = reading;
  return { ...rest, when: { from: tomorrow, until: reading.when.until } };
}

function edgeBefore(place: Place): Edge | undefined {
  for (let offset = -1; offset >= -3; offset -= 1) {
    const edge = BEFORE.find(([pattern]) => isWord(place, offset, pattern))?.[1];
    if (edge) return edge;
    if (!isWord(place, offset, /^(?:of|the|in)$/) && meaning(place, offset, "dash") === undefined)
      return undefined;
  }
  return undefined;
}

function edgeOf(date: LocalDate, frame: "week" | "month", edge: Edge): DateRange {
  const whole = frame === "week" ? weekFrom(date, 0) : monthFrom(date, 0);
  const [first, last] = frame === "week" ? DAYS_OF_WEEK[edge] : DAYS_OF_MONTH[edge];
  const until = addDays(whole.from, last);
  return {
    from: addDays(whole.from, first - 1),
    until: until.localeCompare(whole.until) < 0 ? until : whole.until,
  };
}

/** Reads "loppuviikosta" and "kuun lopussa": an edge of the week or month that runs, or of the next when that is over. */
export const currentEdge: DateRule = (place) => {
  const compound = FINNISH_COMPOUND.exec(place.tokens[place.at]?.text ?? "");
  if (compound) {
    const unit = compound[2] === "kuu" ? "month" : "week";
    return { length: 1, when: comingEdge(place.today, unit, compound[1] === "alku" ? "start" : "end") };
  }
  const unit = meaning(place, 0, "unit")?.unit;
  if (unit !== "week" && unit !== "month") return undefined;
  const after = AFTER.find(([pattern]) => isWord(place, 1, pattern))?.[1];
  const edge = after ?? edgeBefore(place);
  return edge && { length: after ? 2 : 1, when: comingEdge(place.today, unit, edge) };
};

function comingEdge(today: LocalDate, unit: "week" | "month", edge: Edge): DateRange {
  const current = edgeOf(today, unit, edge);
  // Its last day is too late to look for something in it, unless it is the end itself.
  if (current.until > addDays(today, 1) || (edge === "end" && current.until > today))
    return notBefore(today, current);
  return edgeOf((unit === "week" ? weekFrom : monthFrom)(today, 1).from, unit, edge);
}
