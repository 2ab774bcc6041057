/** What is said about programs that were found, or not: lists and details, with what can follow them. */
import type { Choice, Line, ShownProgram } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import { encodeId } from "../src/id-code.ts";
import type { Program, Reason, Relaxation } from "../src/programs/program.ts";
import { addDays, localDate, weekdayOf } from "../src/understanding/local-time.ts";
import type { Language, Slots } from "../src/understanding/understood.ts";
import { rememberChoice } from "./recommend-remember.ts";
import { remindChoices, reminderIn } from "./recommend-remind.ts";
import type { Wish } from "./recommend-wish.ts";

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

/** Leads back to the list that the patron came from. */
export const BACK: Choice = { value: "back", label: { phrase: "recommend.choice.back" } };

function choice(value: string, key: LocaleKey = `recommend.choice.${value}` as LocaleKey): Choice {
  return { value, label: { phrase: key } };
}

function shown(
  found: readonly Found[],
  wish: Wish,
  { programs, language }: Services,
): readonly ShownProgram[] {
  // Words in the language that was spoken before say nothing in the one that is spoken now.
  const isOther = !speaks(wish, language);
  return found.flatMap(({ id, reasons }) => {
    const program = programs.find(id);
    if (program === undefined) return [];
    const said = isOther ? reasons.filter(({ kind }) => kind !== "topic" && kind !== "interest") : reasons;
    return [{ program, reasons: said.map((reason) => inSaidWords(reason, wish)) }];
  });
}

/** Tells whether the words of a wish are in the language that is spoken now. */
function speaks(wish: Wish, language: Language): boolean {
  return (wish.language ?? language) === language;
}

/** A topic as the patron said it, not in its base form. */
function inSaidWords(reason: Reason, wish: Wish): Reason {
  if (reason.kind !== "topic") return reason;
  const said = topicsOf(wish).find(({ base }) => base === reason.value)?.said;
  return said === undefined ? reason : { ...reason, value: said };
}

/** The topics of a wish, in base form and as they can be said. */
function topicsOf({ slots, topic }: Wish): readonly { readonly base: string; readonly said: string }[] {
  const bases = slots.topic ?? [];
  const said = topic?.split(", ") ?? [];
  return topic === undefined
    ? []
    : bases.length === said.length
      ? bases.map((base, index) => ({ base, said: said[index] ?? base }))
      : [{ base: topic, said: topic }];
}

/** Tells what was found. */
export function foundLine(state: Extract<Listed, { at: "results" }>, services: Services): Line {
  const { wish, found, relaxed, more } = state;
  const programs = shown(found, wish, services);
  const first = programs[0]?.program;
  if (first === undefined) return { key: "recommend.gone", choices: [choice("another")] };
  const topic = wish.topic === undefined ? undefined : followableOf(state, first, services);
  const choices = [
    ...(found.length < SHOWN_AT_ONCE ? [] : [choice("more")]),
    choice("day"),
    choice("narrow"),
    ...rememberChoice(topic, wish.slots, services),
    choice("another"),
  ];
  const scene = { relaxed, first, count: programs.length, more: more === true, services };
  const head = withKept(headline(wish, scene), wish, services);
  return { ...(wantsReminder(wish, services) ? withHow(head, programs.length) : head), programs, choices };
}

/** The search began with "remind me of ...". */
function wantsReminder({ text }: Wish, { isGroup }: Services): boolean {
  return !isGroup && reminderIn(text) === "on";
}

/** Says how to be reminded of one of the list. */
function withHow(head: Head, count: number): Head {
  return {
    key: "recommend.toRemind",
    values: { count, head: { phrase: head.key, values: head.values ?? {} } },
  };
}

type Head = Pick<Line, "key" | "values">;

/** Says what of an earlier search still holds, so that nothing is left out of sight. */
function withKept(head: Head, wish: Wish, { language }: Services): Head {
  const { slots, topic, kept = [] } = wish;
  const isSaid = speaks(wish, language) && topic !== undefined;
  const told = KEPT.filter(({ slots: names }) => names.some((name) => kept.includes(name))).flatMap(
    ({ name }): Value[] => {
      if (name !== "topic")
        return name === "time" && isTold(slots) ? [] : [{ phrase: `recommend.kept.${name}` }];
      return isSaid ? [{ phrase: "recommend.kept.topic", values: { topic } }] : [];
    },
  );
  if (told.length === 0) return head;
  const values = { head: { phrase: head.key, values: head.values ?? {} }, kept: { list: told } };
  return { key: "recommend.kept.also", values };
}

/** Place and day stand in the first sentence. */
function isTold({ when }: Slots): boolean {
  return when !== undefined && (oneDay(when) !== undefined || isWeekend(when));
}

const KEPT: readonly {
  readonly name: "topic" | "whom" | "time" | "price" | "language" | "online";
  readonly slots: readonly (keyof Slots)[];
}[] = [
  { name: "topic", slots: ["topic"] },
  { name: "whom", slots: ["age", "audience"] },
  { name: "time", slots: ["when", "weekdays", "partOfDay", "after", "before"] },
  { name: "price", slots: ["free"] },
  { name: "language", slots: ["eventLanguage"] },
  { name: "online", slots: ["online"] },
];

/** What the first line of a list tells of. */
interface Headed {
  readonly relaxed: readonly Relaxation[];
  readonly first: Program;
  readonly count: number;
  readonly more: boolean;
  readonly services: Services;
}

/** How the list begins: what was found, for when and where, or what had to be loosened. */
function headline({ slots }: Wish, { relaxed, first, count, more, services }: Headed): Head {
  if (more) return { key: relaxed.length === 0 ? "recommend.found.more" : "recommend.relaxed.more" };
  if (relaxed.length > 0) return loosenedHeadline(relaxed, { first, slots, services });
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
  {
    first,
    slots,
    services: { today, timeZone },
  }: { readonly first: Program; readonly slots: Slots; readonly services: Services },
): Head {
  const kinds = new Set(relaxed.map(({ slot }) => (TIME_SLOTS.has(slot) ? "time" : slot)));
  if (kinds.size > 1) return { key: "recommend.relaxed.other" };
  if (kinds.has("place")) {
    return { key: "recommend.relaxed.place", values: { place: { text: first.place?.name ?? {} } } };
  }
  if (!kinds.has("time")) return { key: "recommend.relaxed.other" };
  // What began earlier and still goes on is there today.
  const start = localDate(first.start, timeZone);
  const day: Value = { day: start < today ? today : start, form: "on" };
  const isOther = relaxed.some(({ slot }) => slot === "when") && slots.when?.from !== start;
  const asked = isOther && slots.when ? oneDay(slots.when) : undefined;
  // "At that time" would say nothing to one who spoke of the day a while ago.
  return asked === undefined
    ? { key: "recommend.relaxed.day", values: { day } }
    : { key: "recommend.relaxed.oneDay", values: { asked, day } };
}

const TIME_SLOTS = new Set(["when", "from", "to", "until", "weekdays", "partOfDay", "after", "before"]);

/** Tells that nothing was found, and what there is instead. */
export function nothingLine(
  wish: Wish,
  { instead, noMore, services }: { instead: readonly Found[]; noMore: boolean; services: Services },
): Line {
  const choices = [choice("day"), choice("another"), choice("enough")];
  if (noMore) return { key: "recommend.nothing.noMore", choices };
  const programs = shown(instead, wish, services);
  const topic = speaks(wish, services.language) ? wish.topic : undefined;
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
  const back = list === undefined ? choice("another") : BACK;
  if (program === undefined) return { key: "recommend.gone", choices: [back] };
  const topic = followableOf(list, program, services);
  const choices = [
    ...remindChoices(program, services),
    ...rememberChoice(topic, {}, services),
    ...(services.isGroup ? [] : [feedbackChoice(id)]),
    back,
    choice("enough", "recommend.choice.thanks"),
  ];
  return { key: "recommend.details.ask", programs: [{ program, reasons: [] }], whole: true, choices };
}

function feedbackChoice(id: string): Choice {
  return { value: `open:feedback:program:${encodeId(id)}`, label: { phrase: "recommend.choice.feedback" } };
}

/** The topic a patron could follow from here: what was asked for and found, or the program's first keyword in their language. */
export function followableOf(
  list: Listed | undefined,
  program: Program,
  { language, profile, isGroup }: Services,
): string | undefined {
  if (isGroup) return undefined;
  const keywords = program.keywords.map(({ label }) => label[language] ?? "");
  const asked = list && speaks(list.wish, language) ? foundTopics(list) : "";
  const topic = asked || keywords.find((label) => label !== "");
  return topic === undefined || profile.interests.includes(topic) ? undefined : topic;
}

/** What the found programs are about: a topic that none of them is about may be a word misspelt, e.g. the name of a place. */
function foundTopics({ wish, ...list }: Listed): string {
  const topics = topicsOf(wish);
  const found = list.at === "results" ? list.found : [];
  const met = new Set(
    found.flatMap(({ reasons }) =>
      reasons.flatMap(({ kind, value }) => (kind === "topic" && value !== undefined ? [value] : [])),
    ),
  );
  const named = [...met].map((topic) => topics.find(({ base }) => base === topic)?.said ?? topic);
  return (named.length === 0 ? topics.map(({ said }) => said) : named.slice(0, topics.length)).join(", ");
}

/** Finds the program that "it" is: the one shown whole, or the only one of a list. */
export function programOf(
  state: Listed | { readonly id: string },
  { programs }: Services,
): Program | undefined {
  if ("id" in state) return programs.find(state.id);
  const shown = state.at === "results" ? state.found : state.instead;
  return shown.length === 1 ? programs.find(shown[0]?.id ?? "") : undefined;
}
