/**
 * Joins a patron's channels, so that Kutsu knows them on each, and gives the address of their calendar. A channel is joined with a
 * code that is asked for on one and told on the other; which code is whose, and whether it holds, is not known here.
 */
import {
  again,
  type Choice,
  choicesOf,
  type Dialog,
  done,
  type Line,
  type Move,
  next,
  type Step,
} from "../src/dialog/dialog.ts";
import { isCode, isCodeShaped, spelt } from "../src/dialog/join-code.ts";
import type { Profile } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import { channelName, type Value } from "../src/dialog/words.ts";
import { decodeId, encodeId } from "../src/id-code.ts";

/** How long a code can be used, and how many channels a patron can have. */
const CODE_MINUTES = 10;
const CHANNELS_LIMIT = 5;
const REMOVE = "remove:";
/** The choice that goes on here with what is under way on another channel: a turn does that. */
const CONTINUE = "continue:";

type Connect =
  | { at: "menu" }
  | { at: "code" }
  | { at: "join"; code: string }
  | { at: "remove"; address: string }
  | { at: "leave" }
  | { at: "calendar" };

/** The dialog about channels and the calendar; a code as payload joins, "code" and "calendar" open what they name. */
export const connect: Dialog<Connect> = {
  name: "connect",
  version: 1,
  start: { at: "menu" },
  personal: true,
  returns: true,
  open: (payload) => {
    if (payload === "calendar" || payload === "code") return { at: payload };
    return isCodeShaped(payload) ? { at: "join", code: payload } : undefined;
  },
  steps: {
    menu: {
      ask: (_state, services) => menuLine(services),
      answer: ({ text, understood }, _state, services) => {
        if (text === "code") return askedForCode(services);
        if (text === "leave") return next({ at: "leave" });
        if (text === "calendar") return next({ at: "calendar" });
        const address = text.startsWith(REMOVE) ? decodeId(text.slice(REMOVE.length)) : undefined;
        if (address !== undefined && mayPart(address, services)) return next({ at: "remove", address });
        const isDone = text === "done" || understood.intent === "thanks";
        return isDone ? done({ key: "connect.closing" }) : again("connect.menu.again");
      },
    },
    code: {
      back: () => ({ at: "menu" }),
      ask: (_state, services) => codeLine(services),
      answer: ({ text, understood }, _state, services) => {
        if (text === "new") return askedForCode(services);
        const isDone = text === "done" || understood.intent === "thanks";
        return isDone ? done({ key: "connect.closing" }) : again("connect.code.again");
      },
    },
    join: {
      ask: ({ code }, services) => joinLine(code, services),
      answer: ({ text }, { code }, services) => {
        if (text === "no") return done({ key: "connect.join.kept" });
        if (text !== "yes" || obstacleTo(code, services) !== undefined) return again("connect.join.again");
        const { joinRefused } = services;
        if (joinRefused)
          return done({ key: joinRefused === "tooMany" ? "connect.join.tooMany" : "connect.join.refused" });
        return done(undefined, { records: [{ record: "join", code }] });
      },
    },
    remove: parting(({ address }, services) => {
      return {
        values: { channel: namesIn(services.profile).get(address) ?? channelName("") },
        record: mayPart(address, services) ? { record: "part", address } : undefined,
      };
    }, "remove"),
    leave: parting(
      (_state, { profile }) => ({
        record: mayLeave(profile) ? { record: "part" } : undefined,
      }),
      "leave",
    ),
    calendar: {
      back: () => ({ at: "menu" }),
      ask: (_state, services) => calendarLine(services),
      answer: ({ text, understood }, _state, { links }) => {
        const change = (["show", "renew", "off"] as const).find((one) => one === text);
        if (change !== undefined && links?.calendar(1) !== undefined) {
          const records = [{ record: "calendar", change } as const];
          if (change === "off") return done({ key: "connect.calendar.gone" }, { records });
          return next({ at: "calendar" }, { records });
        }
        const isDone = text === "done" || understood.intent === "thanks";
        return isDone ? done({ key: "connect.closing" }) : again("connect.calendar.again");
      },
    },
  },
};

function menuLine({ profile, links }: Services): Line {
  const { others = [], continues = false } = profile.channels ?? {};
  const names = namesIn(profile);
  const removals = others.flatMap(({ address, mayPart: may }): Choice[] => {
    const label = { phrase: "connect.menu.remove", values: { channel: names.get(address) ?? "" } } as const;
    return may ? [{ value: `${REMOVE}${encodeId(address)}`, label }] : [];
  });
  const only = <Name extends "code" | "leave" | "calendar">(name: Name, isOffered: boolean) =>
    isOffered ? choicesOf([name], (one) => `connect.menu.${one}`) : [];
  return {
    key: (["connect.menu.alone", "connect.menu.one"] as const)[others.length] ?? "connect.menu.some",
    values: { channels: { list: [...names.values()] } },
    choices: [
      ...(continues ? [{ value: CONTINUE, label: { phrase: "connect.menu.continue" } } as const] : []),
      ...only("code", links !== undefined),
      ...removals,
      ...only("leave", mayLeave(profile)),
      ...only("calendar", links?.calendar(1) !== undefined),
      ...choicesOf(["done"], (name) => `connect.menu.${name}`),
    ],
  };
}

/** What the patron's other channels are called, by their addresses. */
function namesIn({ channels }: Profile): ReadonlyMap<string, Value> {
  const { others = [], here } = channels ?? {};
  return new Map(
    others.map(({ address, channel }, index) => {
      const before = others.slice(0, index).filter((other) => other.channel === channel).length;
      return [address, nameOf(channel, { before, isHere: channel === here })];
    }),
  );
}

/** Tells chats of one channel apart: from the one where this is said, and from each other by a number. */
function nameOf(
  channel: string,
  { before, isHere }: { readonly before: number; readonly isHere: boolean },
): Value {
  const name = channelName(channel);
  if (isHere && before === 0)
    return channel === "web"
      ? { phrase: "connect.menu.twinWeb" }
      : { phrase: "connect.menu.twin", values: { channel: name } };
  const number = before + (isHere ? 2 : 1);
  return number === 1 ? name : { phrase: "connect.menu.numbered", values: { channel: name, number } };
}

function askedForCode({ links, profile }: Services): Move<Connect> {
  const isFull = (profile.channels?.others.length ?? 0) + 1 >= CHANNELS_LIMIT;
  if (links === undefined || isFull) return again("connect.menu.full");
  return next({ at: "code" }, { records: [{ record: "invite" }] });
}

/** The code as long as it holds; whoever has it may join, so it is not kept with the conversation. */
function codeLine(services: Services): Line {
  const code = ownCode(services);
  const choices = choicesOf(["new", "done"] as const, (name) => `connect.code.${name}`);
  if (code === undefined) return { key: "connect.code.over", choices };
  const addresses = services.links?.opening(`connect:${code}`) ?? [];
  const values = { code: spelt(code), links: addresses.join("\n") };
  return {
    key: addresses.length > 0 ? "connect.code.linked" : "connect.code.show",
    values,
    choices,
    keptAs: "connect.code.kept",
  };
}

function ownCode({ now, profile, links }: Services): string | undefined {
  const { invited } = profile.channels ?? {};
  const isOver = invited === undefined || Date.parse(now) - Date.parse(invited) >= CODE_MINUTES * 60_000;
  return isOver ? undefined : links?.joinCode(invited);
}

/** Why a code cannot be used here, as far as this channel knows; a mistyped one is told at once. */
function obstacleTo(code: string, services: Services): "own" | "taken" | "refused" | undefined {
  if (!isCode(code)) return "refused";
  if (code === ownCode(services)) return "own";
  const { others = [], isJoined = false } = services.profile.channels ?? {};
  return isJoined || others.length > 0 ? "taken" : undefined;
}

function joinLine(code: string, services: Services): Line {
  const obstacle = obstacleTo(code, services);
  if (obstacle !== undefined)
    return { key: `connect.join.${obstacle}`, choices: choicesOf(["no"], () => "connect.join.close") };
  return {
    key: hasSomething(services) ? "connect.join.askOver" : "connect.join.ask",
    choices: choicesOf(["yes", "no"] as const, (name) => `connect.join.${name}`),
  };
}

/** Something of what is kept here would be missed. */
function hasSomething({ profile, given, asked }: Services): boolean {
  const { interests, home, audience, childAges, allowed, saved, series } = profile;
  const lists = [interests, childAges, allowed, saved, given, asked];
  return home !== undefined || audience !== undefined || series || lists.some((list) => list.length > 0);
}

/** Whoever leaves leaves the patron to another channel. */
function mayLeave({ channels }: Profile): boolean {
  return channels?.isJoined === true && channels.others.length > 0;
}

function mayPart(address: string, { profile }: Services): boolean {
  return profile.channels?.others.some((other) => other.address === address && other.mayPart) === true;
}

/** Asks before a channel is parted. */
function parting<Here extends Connect>(
  find: (
    state: Here,
    services: Services,
  ) => { readonly values?: Line["values"]; readonly record?: { record: "part"; address?: string } },
  name: "remove" | "leave",
): Step<Here, Connect> {
  return {
    back: () => ({ at: "menu" }),
    ask: (state, services) => ({
      key: `connect.${name}.ask`,
      values: find(state, services).values,
      choices: choicesOf(["yes", "no"] as const, (answer) => `connect.${name}.${answer}`),
    }),
    answer: ({ text }, state, services) => {
      if (text === "no") return next({ at: "menu" });
      if (text !== "yes") return again(`connect.${name}.again`);
      const { values, record } = find(state, services);
      // It was parted on another channel meanwhile.
      if (record === undefined) return next({ at: "menu" });
      const { calendar } = services.profile;
      // Whoever was there may have had the calendar's address; who leaves is no patron of it any more.
      const isChanged = name === "remove" && calendar !== undefined && calendar.off === undefined;
      const lines = isChanged ? [{ key: "links.parted.calendar" } as const] : [];
      return done({ key: `connect.${name}.done`, values }, { lines, records: [record] });
    },
  };
}

/** Whoever has the address sees the calendar, so it is not kept with the conversation. */
function calendarLine({ profile, links }: Services): Line {
  const { calendar } = profile;
  const holds = calendar !== undefined && calendar.off === undefined;
  const url = links?.calendar(calendar?.version ?? 1);
  const finished = choicesOf(["done"], (name) => `connect.calendar.${name}`);
  if (url === undefined) return { key: "connect.calendar.none", choices: finished };
  if (!holds)
    return {
      key: "connect.calendar.ask",
      choices: [...choicesOf(["show"], (name) => `connect.calendar.${name}`), ...finished],
    };
  return {
    key: "connect.calendar.link",
    values: { url },
    choices: [...choicesOf(["renew", "off"] as const, (name) => `connect.calendar.${name}`), ...finished],
    keptAs: "connect.calendar.kept",
  };
}
