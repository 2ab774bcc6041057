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
import { isCode, spelt } from "../src/dialog/join-code.ts";
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
    return isCode(payload) ? { at: "join", code: payload } : undefined;
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
        if (services.joinRefused) return done({ key: "connect.join.refused" });
        return done(undefined, { records: [{ record: "join", code }] });
      },
    },
    remove: parting(({ address }, services) => {
      const channel = services.profile.channels?.others.find((other) => other.address === address)?.channel;
      return {
        values: { channel: channelName(channel ?? "") },
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
  const names = others.map(({ channel }, index) => nameOf(channel, others.slice(0, index)));
  const removals = others.flatMap(({ address, mayPart: may }, index): Choice[] => {
    const label = { phrase: "connect.menu.remove", values: { channel: names[index] ?? "" } } as const;
    return may ? [{ value: `${REMOVE}${encodeId(address)}`, label }] : [];
  });
  const only = <Name extends "code" | "leave" | "calendar">(name: Name, isOffered: boolean) =>
    isOffered ? choicesOf([name], (one) => `connect.menu.${one}`) : [];
  return {
    key: others.length === 0 ? "connect.menu.alone" : "connect.menu.some",
    values: { channels: { list: names } },
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

/** Tells two chats of one channel apart by a number. */
function nameOf(channel: string, before: readonly { readonly channel: string }[]): Value {
  const same = before.filter((other) => other.channel === channel).length;
  if (same === 0) return channelName(channel);
  return { phrase: "connect.menu.numbered", values: { channel: channelName(channel), number: same + 1 } };
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

/** Why a code cannot be used here, as far as this channel knows. */
function obstacleTo(code: string, services: Services): "own" | "taken" | undefined {
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
      return done({ key: `connect.${name}.done`, values }, { records: [record] });
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
