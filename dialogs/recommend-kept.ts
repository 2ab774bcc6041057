/** Says beside a list what holds of the search: what is kept of an earlier one, and what is left out. */
import type { Line } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Value } from "../src/dialog/words.ts";
import { addDays, weekdayOf } from "../src/understanding/local-time.ts";
import type { Language, Slots } from "../src/understanding/understood.ts";
import { shortened, unwantedNames } from "./recommend-unwanted.ts";
import type { Wish } from "./recommend-wish.ts";

/** What is said above a list. */
export type Head = Pick<Line, "key" | "values">;

/** Tells whether the words of a wish are in the language that is spoken now. */
export function speaks(wish: Wish, language: Language): boolean {
  return (wish.language ?? language) === language;
}

/** Says what of an earlier search still holds, so that nothing is left out of sight. */
export function withKept(given: Head, wish: Wish, services: Services): Head {
  const { language } = services;
  const head = withUnwanted(wish.elsewhere ? onlyHere(given) : given, wish, services);
  const { slots, topic, kept = [] } = wish;
  const isSaid = speaks(wish, language) && topic !== undefined;
  const told = KEPT.filter(({ slots: names }) => names.some((name) => kept.includes(name))).flatMap(
    ({ name }): Value[] => {
      if (name !== "topic")
        return name === "time" && isTold(slots) ? [] : [{ phrase: `recommend.kept.${name}` }];
      return isSaid ? [{ phrase: "recommend.kept.topic", values: { topic: shortened(topic) } }] : [];
    },
  );
  if (told.length === 0) return head;
  const values = { head: { phrase: head.key, values: head.values ?? {} }, kept: { list: told } };
  return { key: "recommend.kept.also", values };
}

/** Another city was meant: what is offered is here all the same, and said to be. */
function onlyHere(head: Head): Head {
  return {
    key: "recommend.onlyHere",
    values: { head: { phrase: head.key, values: head.values ?? {} } },
  };
}

/** Says what was left out as the patron wished; topics only in the language they were said in. */
export function withUnwanted(head: Head, wish: Wish, { language }: Services): Head {
  const all = (wish.unwanted ?? []).filter(({ topic }) => topic === undefined || speaks(wish, language));
  const { days, names } = unwantedNames(all);
  const told: Head[] = days.map((day) => ({
    key: "recommend.without.day",
    values: { day: { day, form: "on" } },
  }));
  if (names.length > 0) told.unshift({ key: "recommend.without.all", values: { names: { list: names } } });
  return told.reduce(
    (before, { key, values = {} }) => ({
      key: "recommend.without.also",
      values: {
        head: { phrase: before.key, values: before.values ?? {} },
        without: { phrase: key, values },
      },
    }),
    head,
  );
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

/** Tells whether the days are a whole weekend. */
export function isWeekend({ from, until }: NonNullable<Slots["when"]>): boolean {
  return weekdayOf(from) === 6 && addDays(from, 2) === until;
}

/** Gives the day as it is said, if it is one. */
export function oneDay({ from, until }: NonNullable<Slots["when"]>): Value | undefined {
  return addDays(from, 1) === until ? { day: from, form: "on" } : undefined;
}
