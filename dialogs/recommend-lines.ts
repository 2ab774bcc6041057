/** What is said about programs that were found, or not: lists and details, with what can follow them. */
import type { Choice, Line, ShownProgram } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import type { Program, Reason, Relaxation } from "../src/programs/program.ts";
import { addDays, localDate, weekdayOf } from "../src/understanding/local-time.ts";
import type { Slots } from "../src/understanding/understood.ts";

/** What the patron looks for, and what they have seen of it. */
export interface Wish {
  readonly text: string;
  readonly slots: Slots;
  /** What it is about, in words that can be said to the patron. */
  readonly topic?: string;
  readonly seen: readonly string[];
}

/** A program of a list, as stored. */
export interface Found {
  readonly id: string;
  readonly reasons: readonly Reason[];
}

/** A list of programs that was shown. */
export type Listed =
  | { at: "results"; wish: Wish; found: readonly Found[]; relaxed: readonly Relaxation[]; more?: true }
  | { at: "nothing"; wish: Wish; instead: readonly Found[]; noMore: boolean };

/** How many programs are shown at once. */
export const SHOWN_AT_ONCE = 3;

/** Begins a new search, whenever it is tapped. */
export const ANOTHER: Choice = { value: "open:recommend", label: { phrase: "recommend.choice.another" } };

function choice(value: string, key: LocaleKey = `recommend.choice.${value}` as LocaleKey): Choice {
  return { value, label: { phrase: key } };
}

function shown(found: readonly Found[], { programs }: Services): readonly ShownProgram[] {
  return found.flatMap(({ id, reasons }) => {
    const program = programs.find(id);
    return program === undefined ? [] : [{ program, reasons }];
  });
}

/** Tells what was found. */
export function foundLine(
  { wish, found, relaxed, more }: Extract<Listed, { at: "results" }>,
  services: Services,
): Line {
  const programs = shown(found, services);
  const first = programs[0]?.program;
  if (first === undefined) return { key: "recommend.gone", choices: [choice("another")] };
  const topic = wish.topic === undefined ? undefined : followable(wish, first, services);
  const choices = [
    ...(found.length < SHOWN_AT_ONCE ? [] : [choice("more")]),
    choice("day"),
    choice("narrow"),
    ...(topic === undefined ? [] : [followChoice(topic)]),
    choice("another"),
  ];
  const scene = { relaxed, first, count: programs.length, more: more === true, services };
  return { ...headline(wish, scene), programs, choices };
}

/** What the first line of a list tells of. */
interface Headed {
  readonly relaxed: readonly Relaxation[];
  readonly first: Program;
  readonly count: number;
  readonly more: boolean;
  readonly services: Services;
}

/** How the list begins: what was found, for when and where, or what had to be loosened. */
function headline(
  { slots }: Wish,
  { relaxed, first, count, more, services }: Headed,
): Pick<Line, "key" | "values"> {
  if (more) return { key: relaxed.length === 0 ? "recommend.found.more" : "recommend.relaxed.more" };
  if (relaxed.length > 0) return loosenedHeadline(relaxed, first, services);
  const number: Value = { phrase: `common.number.${count}` as LocaleKey };
  const place: Value | undefined = slots.place === undefined ? undefined : { place: slots.place };
  const day = slots.when && oneDay(slots.when);
  if (place && day) return { key: "recommend.found.placeDay", values: { count, number, place, day } };
  if (place) return { key: "recommend.found.place", values: { count, number, place } };
  if (day) return { key: "recommend.found.day", values: { count, number, day } };
  if (slots.when && isWeekend(slots.when))
    return { key: "recommend.found.weekend", values: { count, number } };
  return { key: "recommend.found.plain", values: { count, number } };
}

function isWeekend({ from, until }: NonNullable<Slots["when"]>): boolean {
  return weekdayOf(from) === 6 && addDays(from, 2) === until;
}

function oneDay({ from, until }: NonNullable<Slots["when"]>): Value | undefined {
  return addDays(from, 1) === until ? { day: from, form: "on" } : undefined;
}

function loosenedHeadline(
  relaxed: readonly Relaxation[],
  first: Program,
  { today, timeZone }: Services,
): Pick<Line, "key" | "values"> {
  const kinds = new Set(relaxed.map(({ slot }) => (TIME_SLOTS.has(slot) ? "time" : slot)));
  if (kinds.size > 1) return { key: "recommend.relaxed.other" };
  if (kinds.has("place")) {
    return { key: "recommend.relaxed.place", values: { place: { text: first.place?.name ?? {} } } };
  }
  if (!kinds.has("time")) return { key: "recommend.relaxed.other" };
  // What began earlier and still goes on is there today.
  const start = localDate(first.start, timeZone);
  return {
    key: "recommend.relaxed.day",
    values: { day: { day: start < today ? today : start, form: "on" } },
  };
}

const TIME_SLOTS = new Set(["when", "from", "to", "until", "weekdays", "partOfDay", "after", "before"]);

/** Tells that nothing was found, and what there is instead. */
export function nothingLine(
  wish: Wish,
  { instead, noMore, services }: { instead: readonly Found[]; noMore: boolean; services: Services },
): Line {
  const choices = [choice("day"), choice("another"), choice("enough")];
  if (noMore) return { key: "recommend.nothing.noMore", choices };
  const programs = shown(instead, services);
  const { topic } = wish;
  const missing: Value =
    topic === undefined
      ? { phrase: "recommend.nothing.plain" }
      : { phrase: "recommend.nothing.topic", values: { topic } };
  if (programs.length === 0) return { key: "recommend.nothing.only", values: { missing }, choices };
  return { key: "recommend.nothing.instead", values: { missing }, programs, choices };
}

/** Shows one program whole. */
export function detailsLine(id: string, list: Listed | undefined, services: Services): Line {
  const program = services.programs.find(id);
  const back = list === undefined ? choice("another") : choice("back");
  if (program === undefined) return { key: "recommend.gone", choices: [back] };
  const topic = followable(list?.wish, program, services);
  const choices = [
    ...(topic === undefined ? [] : [followChoice(topic)]),
    ...(services.isGroup ? [] : [feedbackChoice(id)]),
    back,
    choice("enough"),
  ];
  return { key: "recommend.details.ask", programs: [{ program, reasons: [] }], whole: true, choices };
}

function feedbackChoice(id: string): Choice {
  const encoded = Buffer.from(id).toString("base64url");
  return { value: `open:feedback:program:${encoded}`, label: { phrase: "recommend.choice.feedback" } };
}

function followChoice(topic: string): Choice {
  return { value: `follow:${topic}`, label: { phrase: "recommend.choice.follow", values: { topic } } };
}

/** The topic a patron could follow from here: the one asked for, or the program's first keyword in their language. */
function followable(
  wish: Wish | undefined,
  program: Program,
  { language, profile, isGroup }: Services,
): string | undefined {
  if (isGroup) return undefined;
  const keywords = program.keywords.map(({ label }) => label[language] ?? "");
  const topic = wish?.topic ?? keywords.find((label) => label !== "");
  return topic === undefined || profile.interests.includes(topic) ? undefined : topic;
}
