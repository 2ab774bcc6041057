import {
  again,
  type Choice,
  choicesOf,
  type Dialog,
  done,
  type Line,
  type Move,
  next,
  type Reply,
  type ShownProgram,
} from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey, Value } from "../src/dialog/words.ts";
import type { Program, Reason, Relaxation } from "../src/programs/program.ts";
import { addDays, localDate, weekdayOf } from "../src/understanding/local-time.ts";
import type { Slots } from "../src/understanding/understood.ts";

/** What the patron looks for, and what they have seen of it. */
interface Wish {
  readonly text: string;
  readonly slots: Slots;
  /** What it is about, in words that can be said to the patron. */
  readonly topic?: string;
  readonly seen: readonly string[];
}

interface Found {
  readonly id: string;
  readonly reasons: readonly Reason[];
}

/** A list of programs that was shown. */
type Listed =
  | { at: "results"; wish: Wish; found: readonly Found[]; relaxed: readonly Relaxation[]; more?: true }
  | { at: "nothing"; wish: Wish; instead: readonly Found[]; noMore: boolean };

type Recommend =
  | { at: "wish" }
  | Listed
  | { at: "day"; wish: Wish }
  | { at: "narrow"; wish: Wish }
  /** `list` is what the program was chosen from. */
  | { at: "details"; id: string; list?: Listed };

/** How many programs are shown at once. */
const SHOWN_AT_ONCE = 3;

const SHORTCUTS = ["today", "weekend", "children", "digital", "making"] as const;
const DAYS = ["today", "tomorrow", "weekend", "any"] as const;
const NARROWER = ["free", "online", "children", "english"] as const;

/** Finds programs from the patron's own words or by questions, and says why each is offered. */
export const recommend: Dialog<Recommend> = {
  name: "recommend",
  version: 1,
  start: { at: "wish" },
  /** `payload` is the encoded id of a program (base64url), as on a card's button or in a deep link, or `about:` and search words. */
  open: (payload, reply, services, from) => {
    if (reply !== undefined) return isBare(reply) ? undefined : search(wishOf(reply), services);
    if (payload.startsWith(ABOUT)) return search(aboutWish(payload.slice(ABOUT.length)), services);
    if (payload === "") return undefined;
    return {
      at: "details",
      id: Buffer.from(payload, "base64url").toString("utf8"),
      list: from && listOf(from),
    };
  },
  steps: {
    wish: {
      ask: () => ({
        key: "recommend.wish.ask",
        choices: choicesOf(SHORTCUTS, (name) => `recommend.wish.${name}`),
      }),
      answer: (reply, _state, services) => {
        const shortcut = SHORTCUTS.find((name) => name === reply.text);
        if (reply.chosen && shortcut !== undefined)
          return next(search(shortcutWish(shortcut, services), services));
        return isWish(reply) ? next(search(wishOf(reply), services)) : again("recommend.wish.again");
      },
    },
    results: {
      ask: (state, services) => foundLine(state, services),
      answer: (reply, { wish }, services) => onwards(reply, wish, services),
    },
    nothing: {
      ask: ({ wish, instead, noMore }, services) => nothingLine(wish, { instead, noMore, services }),
      answer: (reply, { wish }, services) => onwards(reply, wish, services),
    },
    day: {
      ask: () => ({ key: "recommend.day.ask", choices: choicesOf(DAYS, (name) => `recommend.day.${name}`) }),
      answer: (reply, { wish }, services) => {
        const day = DAYS.find((name) => name === reply.text);
        if (reply.chosen && day !== undefined)
          return next(search(onDay(wish, whenOf(day, services)), services));
        const { when, weekdays } = reply.understood.slots;
        if (when === undefined && weekdays === undefined) {
          return isWish(reply) ? next(search(refined(wish, reply), services)) : again("recommend.day.again");
        }
        const { slots } = onDay(wish, when);
        return next(
          search({ ...wish, slots: { ...slots, ...(weekdays && { weekdays }) }, seen: [] }, services),
        );
      },
    },
    narrow: {
      ask: ({ wish: { slots } }) => {
        const left = NARROWER.filter(
          (name) => !Object.keys(NARROWING[name]).some((slot) => Object.hasOwn(slots, slot)),
        );
        return {
          key: "recommend.narrow.ask",
          choices: choicesOf(left, (name) => `recommend.narrow.${name}`),
        };
      },
      answer: (reply, { wish }, services) => {
        const limit = NARROWER.find((name) => name === reply.text);
        if (reply.chosen && limit !== undefined)
          return next(search(narrowed(wish, NARROWING[limit]), services));
        if (!isWish(reply)) return again("recommend.narrow.again");
        const { topic } = reply.understood.slots;
        const narrower = narrowed(wish, reply.understood.slots);
        return next(
          search(topic === undefined ? narrower : { ...narrower, topic: topic.join(", ") }, services),
        );
      },
    },
    details: {
      ask: ({ id, list }, services) => detailsLine(id, list, services),
      answer: (reply, { list }, services) =>
        reply.chosen && reply.text === "back" && list !== undefined
          ? next(list)
          : onwards(reply, list?.wish ?? emptyWish, services),
    },
  },
};

/** A payload of search words; no encoded id holds a colon. */
const ABOUT = "about:";

function aboutWish(text: string): Wish {
  return { ...emptyWish, slots: { topic: [text] }, topic: text };
}

function listOf(from: Recommend): Listed | undefined {
  if (from.at === "results" || from.at === "nothing") return from;
  return from.at === "details" ? from.list : undefined;
}

const emptyWish: Wish = { text: "", slots: {}, seen: [] };

const NARROWING: Readonly<Record<(typeof NARROWER)[number], Slots>> = {
  free: { free: true },
  online: { online: true },
  children: { audience: "children" },
  english: { eventLanguage: "en" },
};

/** What can follow a list of programs. */
function onwards(reply: Reply, wish: Wish, services: Services): Move<Recommend> {
  const follow = /^follow:(.+)$/s.exec(reply.text)?.[1];
  if (reply.chosen && follow !== undefined) {
    const change = { follow };
    return done(
      { key: "recommend.followed", values: { topic: follow }, choices: [ANOTHER] },
      { records: [{ record: "profile", change }] },
    );
  }
  switch (reply.chosen ? reply.text : "") {
    case "more":
      return next(search(wish, services, { more: true }));
    case "day":
      return next({ at: "day", wish });
    case "narrow":
      return next({ at: "narrow", wish });
    case "another":
      return next({ at: "wish" });
    case "enough":
      return done({ key: "recommend.enough" });
  }
  return isWish(reply) ? next(search(refined(wish, reply), services)) : again("recommend.wish.again");
}

/** A patron who adds a day or a place means the same search; one who names a topic begins a new one. */
function refined(wish: Wish, reply: Reply): Wish {
  const { slots } = reply.understood;
  return slots.topic === undefined ? { ...narrowed(wish, slots), seen: [] } : wishOf(reply);
}

/** A day or a place alone is a wish; in a sentence that means something else ("is Oodi open on Sunday?") it is none. */
function isWish({ understood: { intent, slots } }: Reply): boolean {
  return intent === "recommend" || (intent === "other" && Object.keys(slots).length > 0);
}

/** "What's on?" asks for the dialog and says nothing of what is looked for. */
function isBare({ understood: { slots }, text }: Reply): boolean {
  return Object.keys(slots).length === 0 && text.split(/\s+/).length <= 4;
}

function wishOf({ text, understood: { slots } }: Reply): Wish {
  return { text, slots, topic: slots.topic?.join(", "), seen: [] };
}

function narrowed(wish: Wish, slots: Slots): Wish {
  return { ...wish, slots: { ...wish.slots, ...slots }, seen: [] };
}

function onDay(wish: Wish, when: Slots["when"]): Wish {
  const { when: _when, weekdays: _weekdays, ...slots } = wish.slots;
  return { ...wish, slots: { ...slots, ...(when && { when }) }, seen: [] };
}

function whenOf(day: (typeof DAYS)[number], { today }: Services): Slots["when"] {
  switch (day) {
    case "today":
      return { from: today, until: addDays(today, 1) };
    case "tomorrow":
      return { from: addDays(today, 1), until: addDays(today, 2) };
    case "weekend": {
      const weekday = weekdayOf(today);
      return weekday === 7
        ? { from: today, until: addDays(today, 1) }
        : { from: addDays(today, Math.max(0, 6 - weekday)), until: addDays(today, 8 - weekday) };
    }
    case "any":
      return undefined;
  }
}

function shortcutWish(shortcut: (typeof SHORTCUTS)[number], services: Services): Wish {
  switch (shortcut) {
    case "today":
    case "weekend":
      return onDay(emptyWish, whenOf(shortcut, services));
    case "children":
      return { ...emptyWish, slots: { audience: "children" } };
    case "digital":
      return aboutWish(services.phrase("recommend.search.digital"));
    case "making":
      return { ...emptyWish, slots: { topic: services.phrase("recommend.search.making").split(", ") } };
  }
}

/** Looks the wish up; `more` goes on after what was seen. */
function search(wish: Wish, services: Services, { more = false } = {}): Recommend {
  const { programs, language, profile, now } = services;
  const ask = { language, interests: profile.interests, limit: SHOWN_AT_ONCE };
  const { results, relaxed } = programs.recommend(
    { ...ask, text: wish.text, slots: wish.slots, without: wish.seen },
    now,
  );
  if (results.length > 0) {
    const found = results.map(({ program, reasons }) => ({ id: program.id, reasons }));
    const seen = [...wish.seen, ...found.map(({ id }) => id)];
    return { at: "results", wish: { ...wish, seen }, found, relaxed, ...(more && { more }) };
  }
  const { topic: _topic, ...slots } = wish.slots;
  const near = more
    ? []
    : programs.recommend({ ...ask, text: "", slots, without: wish.seen, limit: 1 }, now).results;
  const instead = near.map(({ program, reasons }) => ({ id: program.id, reasons }));
  return { at: "nothing", wish, instead, noMore: more };
}

const ANOTHER: Choice = { value: "open:recommend", label: { phrase: "recommend.choice.another" } };

function choice(value: string, key: LocaleKey = `recommend.choice.${value}` as LocaleKey): Choice {
  return { value, label: { phrase: key } };
}

function shown(found: readonly Found[], { programs }: Services): readonly ShownProgram[] {
  return found.flatMap(({ id, reasons }) => {
    const program = programs.find(id);
    return program === undefined ? [] : [{ program, reasons }];
  });
}

function foundLine(
  { wish, found, relaxed, more }: Extract<Recommend, { at: "results" }>,
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

/** How the list begins: what was found, for when and where, or what had to be loosened. */
function headline(
  { slots }: Wish,
  {
    relaxed,
    first,
    count,
    more,
    services,
  }: { relaxed: readonly Relaxation[]; first: Program; count: number; more: boolean; services: Services },
): Pick<Line, "key" | "values"> {
  const loosened = relaxed[0]?.slot;
  const kinds = new Set(relaxed.map(({ slot }) => (TIME_SLOTS.has(slot) ? "time" : slot)));
  if (more) return { key: loosened === undefined ? "recommend.found.more" : "recommend.relaxed.more" };
  const day: Value = { day: localDate(first.start, services.timeZone), form: "on" };
  if (kinds.size > 1) return { key: "recommend.relaxed.other" };
  if (loosened === "place") {
    return { key: "recommend.relaxed.place", values: { place: { text: first.place?.name ?? {} } } };
  }
  if (loosened !== undefined && TIME_SLOTS.has(loosened))
    return { key: "recommend.relaxed.day", values: { day } };
  if (loosened !== undefined) return { key: "recommend.relaxed.other" };
  const number: Value = { phrase: `common.number.${count}` as LocaleKey };
  const oneDay = slots.when !== undefined && addDays(slots.when.from, 1) === slots.when.until;
  const place: Value | undefined = slots.place === undefined ? undefined : { place: slots.place };
  if (place !== undefined && oneDay)
    return { key: "recommend.found.placeDay", values: { count, number, place, day } };
  if (place !== undefined) return { key: "recommend.found.place", values: { count, number, place } };
  if (oneDay) return { key: "recommend.found.day", values: { count, number, day } };
  return { key: "recommend.found.plain", values: { count, number } };
}

const TIME_SLOTS = new Set(["when", "from", "to", "until", "weekdays", "partOfDay", "after", "before"]);

function nothingLine(
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

function detailsLine(id: string, list: Listed | undefined, services: Services): Line {
  const program = services.programs.find(id);
  const back = list === undefined ? choice("another") : choice("back");
  if (program === undefined) return { key: "recommend.gone", choices: [back] };
  const topic = followable(list?.wish, program, services);
  const choices = [
    ...(topic === undefined ? [] : [followChoice(topic)]),
    {
      value: `open:feedback:program:${Buffer.from(id).toString("base64url")}`,
      label: { phrase: "recommend.choice.feedback" } as const,
    },
    back,
    choice("enough"),
  ];
  return { key: "recommend.details.ask", programs: [{ program, reasons: [] }], whole: true, choices };
}

function followChoice(topic: string): Choice {
  return { value: `follow:${topic}`, label: { phrase: "recommend.choice.follow", values: { topic } } };
}

/** The topic a patron could follow from here: the one asked for, or the program's first keyword in their language. */
function followable(
  wish: Wish | undefined,
  program: Program,
  { language, profile }: Services,
): string | undefined {
  const keywords = program.keywords.map(({ label }) => label[language] ?? "");
  const topic = wish?.topic ?? keywords.find((label) => label !== "");
  return topic === undefined || profile.interests.includes(topic) ? undefined : topic;
}
