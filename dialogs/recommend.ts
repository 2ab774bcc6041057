import {
  again,
  type Choice,
  choicesOf,
  type Dialog,
  done,
  type Move,
  next,
  type Reply,
} from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey } from "../src/dialog/words.ts";
import { addDays, weekdayOf } from "../src/understanding/local-time.ts";
import type { Slots } from "../src/understanding/understood.ts";
import {
  ANOTHER,
  detailsLine,
  foundLine,
  type Listed,
  nothingLine,
  SHOWN_AT_ONCE,
  type Wish,
} from "./recommend-lines.ts";

type Recommend =
  | { at: "wish"; unclear?: true }
  | Listed
  | { at: "day"; wish: Wish }
  | { at: "narrow"; wish: Wish }
  /** `list` is what the program was chosen from. */
  | { at: "details"; id: string; list?: Listed };

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
    if (reply !== undefined) {
      const listed = search(wishOf(reply), services);
      return isBare(reply) ? undefined : isGuess(reply, listed) ? { at: "wish", unclear: true } : listed;
    }
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
      ask: ({ unclear }) => ({
        key: unclear ? "recommend.wish.again" : "recommend.wish.ask",
        choices: choicesOf(SHORTCUTS, (name) => `recommend.wish.${name}`),
      }),
      answer: (reply, _state, services) => {
        const shortcut = SHORTCUTS.find((name) => name === reply.text);
        if (reply.chosen && shortcut !== undefined)
          return next(search(shortcutWish(shortcut, services), services));
        return heard(reply, wishOf(reply), { services, otherwise: "recommend.wish.again" });
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
          return heard(reply, refined(wish, reply), { services, otherwise: "recommend.day.again" });
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
        const { topic } = reply.understood.slots;
        const narrower = narrowed(wish, reply.understood.slots);
        const named = topic === undefined ? narrower : { ...narrower, topic: topic.join(", ") };
        return heard(reply, named, { services, otherwise: "recommend.narrow.again" });
      },
    },
    details: {
      ask: ({ id, list }, services) => detailsLine(id, list, services),
      answer: (reply, { list }, services) => {
        if (asksAboutProgram(reply)) return toldOf("recommend.aboutThis");
        return reply.chosen && reply.text === "back" && list !== undefined
          ? next(list)
          : onwards(reply, list?.wish ?? emptyWish, services);
      },
    },
  },
};

/** A payload of search words; no encoded id holds a colon. */
const ABOUT = "about:";

function aboutWish(text: string): Wish {
  return { ...emptyWish, slots: { topic: text.split(", ") }, topic: text };
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

/** What is asked of a program that was shown: what it costs, whether to sign up, who gets in. */
const ABOUT_PROGRAM =
  /maksaako|(mitä|paljonko|kuinka paljon)( (se|ne|tämä|nämä|nää|toi|tuo))? (maksaa|maksavat)|onko (se|ne|tämä|nämä|tää|toi|tuo) (ilmai|maksu|peruttu|englan|suome)|ilmoittau(du|tua|tumi)|pääs(ee|een|enkö)(kö)?(?!\p{L})|täytyykö varata|pitääkö varata|how much (is|does|do|are)|is (it|this|that) (free|cancelled|in english)|(need|have) to (register|sign up|book)|registration|wheelchair|accessible/iu;

function asksAboutProgram({ chosen, text }: Reply): boolean {
  return !chosen && ABOUT_PROGRAM.test(text);
}

function toldOf(key: LocaleKey): Move<Recommend> {
  return { kind: "again", line: { key, choices: [ASK_PERSON, ANOTHER] }, answered: true };
}

const ASK_PERSON: Choice = { value: "open:person", label: { phrase: "home.choice.person" } };

/** Understood also where the button is not offered. */
const ENOUGH =
  /^(tämä |nämä |se |kiitos,? )?(riittää|riitti|riittävät)( kiitos)?\p{P}*$|^that'?s (enough|all|it)\p{P}*$|^enough\p{P}*$/iu;
/** Asked for also when nothing more was offered: the answer then says that this was all. */
const MORE = /^(näytä |anna |vielä )?(lisää|enemmän|muita)\p{P}*$|^(show |give )?(me )?(any )?more\p{P}*$/iu;

/** What can follow a list of programs. */
function onwards(reply: Reply, wish: Wish, services: Services): Move<Recommend> {
  if (asksAboutProgram(reply)) return toldOf("recommend.aboutProgram");
  const follow = /^follow:(.+)$/s.exec(reply.text)?.[1];
  if (reply.chosen && follow !== undefined) {
    const change = { follow };
    return done(
      { key: "recommend.followed", values: { topic: follow }, choices: [ANOTHER] },
      { records: [{ record: "profile", change }] },
    );
  }
  switch (
    reply.chosen ? reply.text : MORE.test(reply.text) ? "more" : ENOUGH.test(reply.text) ? "enough" : ""
  ) {
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
  return heard(reply, refined(wish, reply), { services, otherwise: "recommend.wish.again" });
}

/** Searches for what was said, if that is a wish; `otherwise` says that it is none. */
function heard(
  reply: Reply,
  wish: Wish,
  { services, otherwise }: { services: Services; otherwise: LocaleKey },
): Move<Recommend> {
  if (!isWish(reply)) return again(otherwise);
  const listed = search(wish, services);
  return isGuess(reply, listed) ? again(otherwise) : next(listed);
}

/** A word that nobody knows and nothing is about was hardly meant as a topic. */
function isGuess({ understood }: Reply, listed: Listed): boolean {
  return listed.at === "nothing" && understood.confidence < SURE_ENOUGH;
}

const SURE_ENOUGH = 0.5;

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
function search(wish: Wish, services: Services, { more = false } = {}): Listed {
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
