/** What a patron looks for: made of their words, made narrower by fragments, replaced when they ask anew. */
import type { Reply } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import { addDays, weekdayOf } from "../src/understanding/local-time.ts";
import type { Language, Slots } from "../src/understanding/understood.ts";
import { leansOnBefore } from "./asking.ts";
import { stillUnwanted, withoutRefused } from "./recommend-unwanted.ts";

/** What the patron looks for, and what they have seen of it. */
export interface Wish {
  readonly text: string;
  readonly slots: Slots;
  /** What it is about, in words that can be said to the patron. */
  readonly topic?: string;
  /** The language those words are in. */
  readonly language?: Language;
  readonly seen: readonly string[];
  /** What still holds of an earlier search, to be told to the patron. */
  readonly kept?: readonly (keyof Slots)[];
  /** What is not wanted, each by itself; empty when what was refused is wanted after all. */
  readonly unwanted?: readonly Slots[];
  /** Programs in another city were asked for. */
  readonly elsewhere?: true;
}

export const SHORTCUTS = ["today", "weekend", "children", "digital", "making"] as const;
export const DAYS = ["today", "tomorrow", "weekend", "any"] as const;
export const NARROWER = ["free", "online", "children", "english"] as const;

export const emptyWish: Wish = { text: "", slots: {}, seen: [] };

export const NARROWING: Readonly<Record<(typeof NARROWER)[number], Slots>> = {
  free: { free: true },
  online: { online: true },
  children: { audience: "children" },
  english: { eventLanguage: "en" },
};

/** Words that begin a request of its own. */
const ANEW =
  /(?<!\p{L})(jota(in|kin|ki)|mitään|mitä|mikä|millai\p{L}+|minkälai\p{L}+|onko|onks|oisko|olisiko|löytyykö|etsin|etsi|haluan|haluaisin|something|anything|any|is there|are there|what'?s|what (is|are|can)|looking for|show me|find( me)?|i('d like|'m| want| need| would like))(?!\p{L})/iu;
/** Slots that limit the same thing: a fragment names one kind, and a new value drops the others of its kind. */
const KINDS: readonly (readonly (keyof Slots)[])[] = [
  ["when", "weekdays", "partOfDay", "after", "before"],
  ["place", "online"],
  ["age", "audience"],
  ["free"],
  ["eventLanguage"],
];
const INSTEAD: readonly (readonly (keyof Slots)[])[] = [
  ["when", "weekdays"],
  ["partOfDay", "after", "before"],
  ["place", "online"],
  ["age", "audience"],
];

/** Makes the wish of a message by itself. */
export function wishOf({ text, understood }: Reply, language: Language): Wish {
  const { slots, unwanted, elsewhere } = understood;
  return {
    ...{ text, slots, ...topicSaid(slots, text, language), seen: [] },
    ...(unwanted && { unwanted }),
    ...(elsewhere !== undefined && { elsewhere: true }),
  };
}

/** The topics in words that can be said. */
function topicSaid({ topic }: Slots, text: string, language: Language): Pick<Wish, "topic" | "language"> {
  return topic === undefined ? {} : { topic: topic.map((one) => asSaid(one, text)).join(", "), language };
}

/**
 * Takes what a patron says after a search: a day, a place or an age alone, or "what about ...", means the same search
 * with that in it, and "not on Saturday" the same without it; whatever asks for something by itself is a search of its
 * own.
 */
export function refined(wish: Wish, reply: Reply, language: Language): Wish {
  if (!isFragment(reply)) return wishOf(reply, language);
  const { slots, unwanted: refused = [] } = reply.understood;
  const after = limited(withoutRefused(wish.slots, refused), slots);
  const still = stillUnwanted(wish.unwanted ?? [], slots);
  const kept = namesOf(after).filter((slot) => slots[slot] === undefined);
  const { unwanted: _unwanted, ...before } = aboutTopics(wish, after, reply, language);
  const isTold = wish.unwanted !== undefined || refused.length > 0;
  return {
    ...before,
    slots: after,
    seen: [],
    kept,
    ...(isTold && { unwanted: once([...still, ...refused]) }),
  };
}

/** The wish with its words about the topics that are left, or about those that came in their place. */
function aboutTopics(
  wish: Wish,
  after: Slots,
  { text, understood: { slots } }: Reply,
  language: Language,
): Wish {
  const { topic: label, language: spoken, ...others } = wish;
  if (slots.topic !== undefined) return { ...others, text, ...topicSaid(slots, text, language) };
  const [all, left] = [wish.slots.topic ?? [], after.topic ?? []];
  if (left.length === all.length) return wish;
  // The words told of what is refused now: they must not be looked for again.
  const said = label?.split(", ") ?? [];
  const names =
    said.length === all.length ? said.filter((_, index) => left.includes(all[index] ?? "")) : left;
  const isSaid = label !== undefined && names.length > 0;
  return {
    ...others,
    text,
    ...(isSaid && { topic: names.join(", ") }),
    ...(isSaid && spoken && { language: spoken }),
  };
}

function once(unwanted: readonly Slots[]): readonly Slots[] {
  return [...new Map(unwanted.map((one) => [JSON.stringify(one), one])).values()];
}

/** Tells whether a message only adds to the search before it. */
export function isFragment({ text, understood: { slots, onlyLimits } }: Reply): boolean {
  if (onlyLimits || leansOnBefore(text)) return true;
  if (slots.topic !== undefined) return false;
  const named = KINDS.filter((kind) => kind.some((slot) => slots[slot] !== undefined));
  return named.length <= 1 && !ANEW.test(text);
}

/** Limits a wish further. */
export function narrowed({ kept: _kept, ...wish }: Wish, slots: Slots): Wish {
  return { ...lifted(wish, slots), slots: limited(wish.slots, slots), seen: [] };
}

/** Moves a wish to another day, or to any. */
export function onDay({ kept: _kept, ...wish }: Wish, when: Slots["when"]): Wish {
  const { when: _when, weekdays: _weekdays, ...slots } = wish.slots;
  const asked = when === undefined ? EVERY_DAY : { when };
  return { ...lifted(wish, asked), slots: { ...slots, ...(when && { when }) }, seen: [] };
}

const EVERY_DAY: Slots = { weekdays: [1, 2, 3, 4, 5, 6, 7] };

/** The wish with what was refused and is asked for now no longer refused. */
function lifted(wish: Wish, asked: Slots): Wish {
  return wish.unwanted === undefined ? wish : { ...wish, unwanted: stillUnwanted(wish.unwanted, asked) };
}

function limited(before: Slots, added: Slots): Slots {
  const dropped = new Set(
    INSTEAD.filter((kind) => kind.some((slot) => added[slot] !== undefined)).flatMap((kind) => [...kind]),
  );
  const left = Object.entries(before).filter(([slot]) => !dropped.has(slot as keyof Slots));
  return { ...Object.fromEntries(left), ...added };
}

function namesOf(slots: Slots): readonly (keyof Slots)[] {
  return Object.keys(slots) as (keyof Slots)[];
}

/** Topics are base forms; "board games" is said as the patron said it. */
function asSaid(topic: string, text: string): string {
  const escaped = topic.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<!\\p{L})${escaped}(?:e?s)?(?!\\p{L})`, "iu").exec(text)?.[0].toLowerCase() ?? topic;
}

/** Makes the wish of search words that a button or a text holds. */
export function aboutWish(text: string, language: Language): Wish {
  return { ...emptyWish, slots: { topic: text.split(", ") }, topic: text, language };
}

/** Makes the wish behind one of the first buttons. */
export function shortcutWish(shortcut: (typeof SHORTCUTS)[number], services: Services): Wish {
  switch (shortcut) {
    case "today":
    case "weekend":
      return onDay(emptyWish, whenOf(shortcut, services));
    case "children":
      return { ...emptyWish, slots: { audience: "children" } };
    case "digital":
      return aboutWish(services.phrase("recommend.search.digital"), services.language);
    case "making":
      return { ...emptyWish, slots: { topic: services.phrase("recommend.search.making").split(", ") } };
  }
}

/** Finds the days that a button means. */
export function whenOf(day: (typeof DAYS)[number], { today }: Services): Slots["when"] {
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
