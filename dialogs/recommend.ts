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
import type { Program } from "../src/programs/program.ts";
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
} from "./recommend-lines.ts";
import { rememberedBy } from "./recommend-remember.ts";
import { afterSavingLine, afterwardsStep, reminded, type SaveState } from "./recommend-save.ts";
import { isBare, isGuess, isWish, search } from "./recommend-search.ts";
import {
  ASK_PERSON,
  askedOf,
  asksToFollow,
  freeLine,
  limitsLanguage,
  reminderAsked,
  toldLine,
} from "./recommend-told.ts";
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
  | { at: "details"; id: string; list?: Listed }
  | SaveState;

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
        // What was asked for needs no telling when the answer is no more than that.
        const { kept: _kept, ...moved } = refined(wish, reply, services.language);
        return next(search(moved, services));
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
        if (isFragment(reply) && reply.understood.unwanted !== undefined)
          return heard(reply, refined(wish, reply, services.language), {
            services,
            otherwise: "recommend.narrow.again",
          });
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
      answer: (reply, state, services) => ofOne(reply, state, services),
    },
    saved: {
      back: ({ list }) => list ?? { at: "wish" },
      ask: (state, services) => afterSavingLine(state, services),
      answer: (reply, state, services) => ofOne(reply, state, services),
    },
    afterwards: afterwardsStep,
  },
};

/** A payload of search words; no encoded id holds a colon. */
const ABOUT = "about:";

function detailsOf(id: string): string {
  return `open:recommend:${encodeId(id)}`;
}

function listOf(from: Recommend): Listed | undefined {
  if (from.at === "results" || from.at === "nothing") return from;
  return "id" in from ? from.list : undefined;
}

const noList: Listed = { at: "nothing", wish: emptyWish, instead: [], noMore: false };

/** What can follow the details of one program. */
function ofOne(
  reply: Reply,
  state: Extract<Recommend, { at: "details" | "saved" }>,
  services: Services,
): Move<Recommend> {
  const { list } = state;
  if (reply.chosen && reply.text === BACK.value && list !== undefined) return next(list);
  return ofProgram(reply, state, services) ?? onwards(reply, list ?? noList, services);
}

/** Takes what is asked of the program shown, or of the programs; undefined when it is something else. */
function ofProgram(
  reply: Reply,
  state: Extract<Recommend, { at: "results" | "nothing" | "details" | "saved" }>,
  services: Services,
): Move<Recommend> | undefined {
  // "What about in English?" is said of a list: a limit alone asks nothing of one program.
  if (!("id" in state) && !reply.chosen && reply.understood.onlyLimits && leansOnBefore(reply.text))
    return undefined;
  const program = programOf(state, services);
  const list = listOf(state);
  if (asksToFollow(reply) && !services.isGroup) {
    const topic = program && followableOf(list, program, services);
    return topic === undefined
      ? done(undefined, { followedBy: { dialog: "settings", payload: "interests" } })
      : remembered(`follow:${topic}`, services);
  }
  const wanted = reminderAsked(reply);
  if (wanted !== undefined) return ofReminder(wanted, program, { list, services });
  const asked = askedOf(reply);
  if (asked === undefined)
    return list !== undefined && limitsLanguage(reply)
      ? next(search(refined(list.wish, reply, services.language), services))
      : undefined;
  if (program === undefined) {
    const shown =
      state.at === "results" ? state.found.flatMap(({ id }) => services.programs.find(id) ?? []) : [];
    const told = asked === "price" ? freeLine(shown, [ANOTHER]) : undefined;
    return answered(told ?? { key: "recommend.aboutProgram", choices: [ASK_PERSON, ANOTHER] });
  }
  const { choices } =
    "id" in state
      ? detailsLine(state.id, list, services)
      : {
          choices: [{ value: detailsOf(program.id), label: { phrase: "program.details" } as const }, ANOTHER],
        };
  return answered(toldLine(asked, program, { services, choices }));
}

/** A reminder is wanted, or none any more; undefined where there is none to take away. */
function ofReminder(
  wanted: "on" | "off",
  program: Program | undefined,
  { list, services }: { readonly list: Listed | undefined; readonly services: Services },
): Move<Recommend> | undefined {
  if (services.isGroup) return answered({ key: "common.inPrivate" });
  if (program !== undefined) return reminded(wanted, program, { services, ...(list && { list }) });
  return wanted === "on" ? answered({ key: "recommend.reminder" }) : undefined;
}

function answered(line: Line): Move<Recommend> {
  return { kind: "again", line, answered: true };
}

function remembered(value: string, services: Services): Move<Recommend> | undefined {
  const kept = rememberedBy(value, services);
  return kept && done({ ...kept.line, choices: [...kept.choices, ANOTHER] }, { records: kept.records });
}

/** Understood also where the button is not offered. */
const ENOUGH =
  /^selvä,? kiitos\p{P}*$|^(tämä |nämä |se |kiitos,? )?(riittää|riitti|riittävät)( kiitos)?\p{P}*$|^that'?s (enough|all|it)\p{P}*$|^enough\p{P}*$/iu;
/** Asked for also when nothing more was offered: the answer then says that this was all. */
const MORE = /^(näytä |anna |vielä )?(lisää|enemmän|muita)\p{P}*$|^(show |give )?(me )?(any )?more\p{P}*$/iu;

/** What can follow a list of programs. */
function onwards(reply: Reply, list: Listed, services: Services): Move<Recommend> {
  const { wish } = list;
  const kept = reply.chosen ? remembered(reply.text, services) : undefined;
  if (kept !== undefined) return kept;
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
