/** What is said about programs that were found, or not: lists and details, with what can follow them. */
import type { Choice, Line, ShownProgram } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import { encodeId } from "../src/id-code.ts";
import type { Program, Reason, Relaxation } from "../src/programs/program.ts";
import { localDate } from "../src/understanding/local-time.ts";
import type { Slots } from "../src/understanding/understood.ts";
import { type Head, isWeekend, oneDay, speaks, withKept, withUnwanted } from "./recommend-kept.ts";
import { rememberChoice } from "./recommend-remember.ts";
import { remindChoices, reminderIn } from "./recommend-remind.ts";
import { shortened } from "./recommend-unwanted.ts";
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

/** A topic as the patron said it, not in its base form. */
function inSaidWords(reason: Reason, wish: Wish): Reason {
  if (reason.kind !== "topic") return reason;
  const said = topicsOf(wish).find(({ base }) => base === reason.value)?.said ?? reason.value;
  return said === undefined ? reason : { ...reason, value: shortened(said) };
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
  // What a program is about beside is not what the patron spoke of.
  const isAsked = wish.topic !== undefined && speaks(wish, services.language);
  const topic = isAsked ? followableOf(state, first, services) : undefined;
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

function loosenedHeadline(
  relaxed: readonly Relaxation[],
  {
    first,
    slots,
    services: { today, timeZone },
  }: { readonly first: Program; readonly slots: Slots; readonly services: Services },
): Head {
  const kinds = new Set(relaxed.map(({ slot }) => KIND_OF.get(slot) ?? "whom"));
  const where = first.place?.name ?? {};
  const isPlaced = Object.keys(where).length > 0;
  if (kinds.size === 1 && kinds.has("place") && isPlaced)
    return { key: "recommend.relaxed.place", values: { place: { text: where } } };
  // What is held online is at no place that could be named.
  const isPlaceAndTime = kinds.size === 2 && kinds.has("place") && kinds.has("time") && isPlaced;
  if (!isPlaceAndTime && (kinds.size > 1 || !kinds.has("time"))) {
    const given = GIVEN.filter((kind) => kinds.has(kind));
    const list = given.map((kind): Value => ({ phrase: `recommend.relaxed.given.${kind}` }));
    return { key: "recommend.relaxed.other", values: { given: { list } } };
  }
  // What began earlier and still goes on is there today.
  const start = localDate(first.start, timeZone);
  const day: Value = { day: start < today ? today : start, form: "on" };
  const isOther = relaxed.some(({ slot }) => slot === "when") && slots.when?.from !== start;
  const asked = isOther && slots.when ? oneDay(slots.when) : undefined;
  // "At that time" would say nothing to one who spoke of the day a while ago.
  const values = { ...(asked && { asked }), day };
  if (!isPlaceAndTime)
    return { key: asked === undefined ? "recommend.relaxed.day" : "recommend.relaxed.oneDay", values };
  return {
    key: asked === undefined ? "recommend.relaxed.placeDay" : "recommend.relaxed.placeOneDay",
    values: { ...values, place: { place: slots.place ?? "" }, where: { text: where } },
  };
}

const GIVEN = ["time", "place", "online", "whom", "price", "language"] as const;
const KIND_OF: ReadonlyMap<string, (typeof GIVEN)[number]> = new Map([
  ...["when", "weekdays", "partOfDay", "after", "before"].map((slot) => [slot, "time"] as const),
  ...[["place", "place"] as const, ["online", "online"] as const, ["free", "price"] as const],
  ["eventLanguage", "language"],
]);

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
      : { phrase: "recommend.nothing.topic", values: { topic: shortened(topic) } };
  const key = programs.length === 0 ? "recommend.nothing.only" : "recommend.nothing.instead";
  const head = withUnwanted({ key, values: { missing } }, wish, services);
  return { ...head, ...(programs.length > 0 && { programs }), choices };
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
  // Nobody follows a topic as long as a letter.
  const isNone = topic === undefined || topic !== shortened(topic) || profile.interests.includes(topic);
  return isNone ? undefined : topic;
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
  // A hit may be about it in another word: the patron's own is the one to remember.
  const named = topics.filter(({ base, said }) => met.has(base) || met.has(said));
  return (named.length === 0 ? topics : named).map(({ said }) => said).join(", ");
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
