import {
  again,
  choicesOf,
  type Dialog,
  done,
  type Line,
  type Move,
  next,
  type Reply,
} from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey } from "../src/dialog/words.ts";
import { decodeId, encodeId } from "../src/id-code.ts";
import { leansOnBefore } from "./asking.ts";
import {
  ANOTHER,
  BACK,
  detailsLine,
  followableOf,
  foundLine,
  type Listed,
  nothingLine,
  programOf,
  SHOWN_AT_ONCE,
} from "./recommend-lines.ts";
import { ASK_PERSON, askedOf, asksReminder, asksToFollow, toldLine } from "./recommend-told.ts";
import {
  aboutWish,
  DAYS,
  emptyWish,
  isFragment,
  NARROWER,
  NARROWING,
  narrowed,
  onDay,
  refined,
  SHORTCUTS,
  shortcutWish,
  type Wish,
  whenOf,
  wishOf,
} from "./recommend-wish.ts";

type Recommend =
  | { at: "wish"; unclear?: true }
  | Listed
  /** `list` is what the patron came from. */
  | { at: "day"; wish: Wish; list?: Listed }
  | { at: "narrow"; wish: Wish; list?: Listed }
  | { at: "details"; id: string; list?: Listed };

/** Finds programs from the patron's own words or by questions, and says why each is offered. */
export const recommend: Dialog<Recommend> = {
  name: "recommend",
  version: 1,
  start: { at: "wish" },
  /** `payload` is the encoded id of a program (base64url), as on a card's button or in a deep link, or `about:` and search words. */
  open: (payload, reply, services, from) => {
    if (reply !== undefined) {
      const listed = search(wishOf(reply, services.language), services);
      return isBare(reply) ? undefined : isGuess(reply, listed) ? { at: "wish", unclear: true } : listed;
    }
    if (payload.startsWith(ABOUT))
      return search(aboutWish(payload.slice(ABOUT.length), services.language), services);
    if (payload === "") return undefined;
    return {
      at: "details",
      id: decodeId(payload) ?? "",
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
        return heard(reply, wishOf(reply, services.language), {
          services,
          otherwise: "recommend.wish.again",
        });
      },
    },
    results: {
      ask: (state, services) => foundLine(state, services),
      back: () => ({ at: "wish" }),
      answer: (reply, state, services) =>
        ofProgram(reply, state, services) ?? onwards(reply, state, services),
    },
    nothing: {
      back: () => ({ at: "wish" }),
      ask: ({ wish, instead, noMore }, services) => nothingLine(wish, { instead, noMore, services }),
      answer: (reply, state, services) =>
        ofProgram(reply, state, services) ?? onwards(reply, state, services),
    },
    day: {
      back: ({ list }) => list ?? { at: "wish" },
      ask: () => ({
        key: "recommend.day.ask",
        choices: [...choicesOf(DAYS, (name) => `recommend.day.${name}`), BACK],
      }),
      answer: (reply, { wish, list }, services) => {
        if (reply.chosen && reply.text === BACK.value) return next(list ?? { at: "wish" });
        const day = DAYS.find((name) => name === reply.text);
        if (reply.chosen && day !== undefined)
          return next(search(onDay(wish, whenOf(day, services)), services));
        const { when, weekdays } = reply.understood.slots;
        if ((when === undefined && weekdays === undefined) || !isFragment(reply)) {
          const other = refined(wish, reply, services.language);
          return heard(reply, other, { services, otherwise: "recommend.day.again" });
        }
        const { slots } = onDay(wish, when);
        return next(
          search({ ...wish, slots: { ...slots, ...(weekdays && { weekdays }) }, seen: [] }, services),
        );
      },
    },
    narrow: {
      back: ({ list }) => list ?? { at: "wish" },
      ask: ({ wish: { slots } }) => {
        const left = NARROWER.filter(
          (name) => !Object.keys(NARROWING[name]).some((slot) => Object.hasOwn(slots, slot)),
        );
        return {
          key: "recommend.narrow.ask",
          choices: [...choicesOf(left, (name) => `recommend.narrow.${name}`), BACK],
        };
      },
      answer: (reply, { wish, list }, services) => {
        if (reply.chosen && reply.text === BACK.value) return next(list ?? { at: "wish" });
        const limit = NARROWER.find((name) => name === reply.text);
        if (reply.chosen && limit !== undefined)
          return next(search(narrowed(wish, NARROWING[limit]), services));
        const { topic } = reply.understood.slots;
        const narrower = narrowed(wish, reply.understood.slots);
        const named =
          topic === undefined
            ? narrower
            : { ...narrower, topic: topic.join(", "), language: services.language };
        return heard(reply, named, { services, otherwise: "recommend.narrow.again" });
      },
    },
    details: {
      back: ({ list }) => list ?? { at: "wish" },
      ask: ({ id, list }, services) => detailsLine(id, list, services),
      answer: (reply, state, services) => {
        const { list } = state;
        if (reply.chosen && reply.text === BACK.value && list !== undefined) return next(list);
        return ofProgram(reply, state, services) ?? onwards(reply, list ?? noList, services);
      },
    },
  },
};

/** A payload of search words; no encoded id holds a colon. */
const ABOUT = "about:";

function detailsOf(id: string): string {
  return `open:recommend:${encodeId(id)}`;
}

function listOf(from: Recommend): Listed | undefined {
  if (from.at === "results" || from.at === "nothing") return from;
  return from.at === "details" ? from.list : undefined;
}

const noList: Listed = { at: "nothing", wish: emptyWish, instead: [], noMore: false };

/** Takes what is asked of the program shown, or of the programs; undefined when it is something else. */
function ofProgram(
  reply: Reply,
  state: Extract<Recommend, { at: "results" | "nothing" | "details" }>,
  services: Services,
): Move<Recommend> | undefined {
  const program = programOf(state, services);
  if (asksToFollow(reply) && !services.isGroup) {
    const topic = program && followableOf(state.at === "details" ? state.list : state, program, services);
    return topic === undefined
      ? done(undefined, { followedBy: { dialog: "settings", payload: "interests" } })
      : followed(topic);
  }
  if (asksReminder(reply)) return answered({ key: "recommend.reminder" });
  const asked = askedOf(reply);
  if (asked === undefined) return undefined;
  if (program === undefined)
    return answered({ key: "recommend.aboutProgram", choices: [ASK_PERSON, ANOTHER] });
  const { choices } =
    state.at === "details"
      ? detailsLine(state.id, state.list, services)
      : {
          choices: [{ value: detailsOf(program.id), label: { phrase: "program.details" } as const }, ANOTHER],
        };
  return answered(toldLine(asked, program, { services, choices }));
}

function answered(line: Line): Move<Recommend> {
  return { kind: "again", line, answered: true };
}

function followed(topic: string): Move<Recommend> {
  return done(
    { key: "recommend.followed", values: { topic }, choices: [ANOTHER] },
    { records: [{ record: "profile", change: { follow: topic } }] },
  );
}

/** Understood also where the button is not offered. */
const ENOUGH =
  /^selvä,? kiitos\p{P}*$|^(tämä |nämä |se |kiitos,? )?(riittää|riitti|riittävät)( kiitos)?\p{P}*$|^that'?s (enough|all|it)\p{P}*$|^enough\p{P}*$/iu;
/** Asked for also when nothing more was offered: the answer then says that this was all. */
const MORE = /^(näytä |anna |vielä )?(lisää|enemmän|muita)\p{P}*$|^(show |give )?(me )?(any )?more\p{P}*$/iu;

/** What can follow a list of programs. */
function onwards(reply: Reply, list: Listed, services: Services): Move<Recommend> {
  const { wish } = list;
  const follow = /^follow:(.+)$/s.exec(reply.text)?.[1];
  if (reply.chosen && follow !== undefined) return followed(follow);
  switch (
    reply.chosen ? reply.text : MORE.test(reply.text) ? "more" : ENOUGH.test(reply.text) ? "enough" : ""
  ) {
    case "more":
      return next(search(wish, services, { more: true }));
    case "day":
      return next({ at: "day", wish, list });
    case "narrow":
      return next({ at: "narrow", wish, list });
    case "another":
      return next({ at: "wish" });
    case "enough":
      return done({ key: "recommend.enough" });
  }
  return heard(reply, refined(wish, reply, services.language), {
    services,
    otherwise: "recommend.wish.again",
  });
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

/** A day or a place alone is a wish; in a sentence that means something else ("is Oodi open on Sunday?") it is none. */
function isWish({ text, understood: { intent, slots } }: Reply): boolean {
  if (intent === "recommend") return true;
  const mayBe = intent === "other" || (["idea", "feedback"].includes(intent) && leansOnBefore(text));
  return mayBe && Object.keys(slots).length > 0;
}

/** "What's on?" asks for the dialog and says nothing of what is looked for. */
function isBare({ understood: { slots }, text }: Reply): boolean {
  return Object.keys(slots).length === 0 && text.split(/\s+/).length <= 4;
}

/** Looks a wish up; `more` goes on after what was seen. */
function search(asked: Wish, services: Services, { more = false } = {}): Listed {
  const { programs, language, profile, now } = services;
  const ask = { language, interests: profile.interests, limit: SHOWN_AT_ONCE };
  const { results, relaxed, topics } = programs.recommend(
    { ...ask, text: asked.text, slots: asked.slots, without: asked.seen },
    now,
  );
  // The catalogue knows how its topics are said; a topic that the patron did not say stays unsaid.
  const isSaid = topics !== undefined && asked.topic !== undefined;
  const wish: Wish = isSaid ? { ...asked, topic: topics.join(", "), language } : asked;
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
