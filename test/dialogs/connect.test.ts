import { expect, test } from "@jest/globals";
import { connect } from "../../dialogs/connect.ts";
import type { Channels } from "../../src/dialog/profile.ts";
import type { Services } from "../../src/dialog/services.ts";
import { channelsWith, LINKS, OWN_CODE, other } from "../helpers/joined.ts";
import { NOW, profileWith } from "../helpers/services.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;

/** What a patron with these channels, and what else is given, has. */
function having(channels: Partial<Channels> = {}, given: Partial<Services> = {}): Partial<Services> {
  return { links: LINKS, profile: profileWith({ channels: channelsWith(channels) }), ...given };
}

test.each(LANGUAGES)(
  "a patron asks for a code, sees how to use it, and it is kept nowhere: %s",
  (language) => {
    const talked = talk(connect, ["code"], { language, services: having() });
    expect(talked.records).toEqual([{ record: "invite" }]);
    expect(talked.last.texts[0]).toContain("ABCD-2345");
    expect(talked.last.texts[0]).toContain(`https://t.me/kutsu_test_bot?start=connect:${OWN_CODE}`);
    expect(talked.last.texts[0]).toContain("10");
    expect(talked.last.line?.keptAs).toBe("connect.code.kept");
    expect(JSON.stringify(talked.progress)).not.toContain(OWN_CODE);
  },
);

test.each(LANGUAGES)("a code is shown until it is over, and then another is offered: %s", (language) => {
  const at = (ago: number) => new Date(Date.parse(NOW) - ago).toISOString();
  const shown = (invited?: string) =>
    talk(connect, [], { language, payload: "code", services: having({ ...(invited && { invited }) }) });
  expect(shown(at(599_000)).texts[0]).toContain("ABCD-2345");
  for (const over of [shown(at(600_000)), shown()]) {
    expect(over.keys).toEqual(["connect.code.over"]);
    expect(over.offered).toEqual(["new", "done"]);
  }
});

test.each(LANGUAGES)("joining asks first, and only a yes joins: %s", (language) => {
  const joined = (...said: string[]) =>
    talk(connect, said, { language, payload: "KX7M9TQP", services: having() });
  expect(joined().offered).toEqual(["yes", "no"]);
  expect(joined("yes").records).toEqual([{ record: "join", code: "KX7M9TQP" }]);
  expect(joined("no").records).toEqual([]);
  expect(joined("hmm").records).toEqual([]);
  expect(joined("hmm").keys.at(-1)).toBe("connect.join.again");
  expect(joined("hmm", language === "fi" ? "joo" : "yes").records).toHaveLength(1);
});

test.each([
  ["interests", { interests: ["jazz"] }],
  ["a home library", { home: "Kallio" }],
  ["saved programs", { saved: ["helmet:1"] }],
  ["children's ages", { childAges: [4] }],
  ["consents", { allowed: ["reminders"] }],
  ["the weekly series", { series: true }],
] as const)("joining says that %s would be deleted", (_, profile) => {
  const services = { links: LINKS, profile: profileWith({ channels: channelsWith(), ...profile }) };
  expect(talk(connect, [], { payload: "KX7M9TQP", services }).keys).toEqual(["connect.join.askOver"]);
});

test("joining says that feedback would be deleted, and nothing where there is nothing", () => {
  const given = [{ id: "1-1-1", text: "Sali oli kylmä" }];
  expect(talk(connect, [], { payload: "KX7M9TQP", services: having({}, { given }) }).keys).toEqual([
    "connect.join.askOver",
  ]);
  expect(talk(connect, [], { payload: "KX7M9TQP", services: having() }).keys).toEqual(["connect.join.ask"]);
});

test("one's own code and a channel that is joined already cannot be joined, whatever is answered", () => {
  const own = having({ invited: NOW });
  const taken = having({ others: [other("telegram")] });
  for (const [services, payload, key] of [
    [own, OWN_CODE, "connect.join.own"],
    [taken, "KX7M9TQP", "connect.join.taken"],
  ] as const) {
    expect(talk(connect, [], { payload, services }).keys).toEqual([key]);
    expect(talk(connect, ["yes"], { payload, services }).records).toEqual([]);
    expect(talk(connect, ["kyllä"], { payload, services }).records).toEqual([]);
  }
});

test("a code that was looked at and is no use is told once and leaves the dialog", () => {
  const talked = talk(connect, ["yes"], { payload: "KX7M9TQP", services: having({}, { joinRefused: true }) });
  expect([talked.keys.at(-1), talked.records, talked.progress]).toEqual([
    "connect.join.refused",
    [],
    undefined,
  ]);
});

test.each(["kx7m9tqp", "KX7M-9TQP", "calendar:1", "constructor", "toString"])(
  "%j opens nothing but the menu",
  (payload) => {
    expect(talk(connect, [], { payload, services: having() }).progress?.state).toEqual({ at: "menu" });
  },
);

test.each(LANGUAGES)("only what came later can be removed, after a yes: %s", (language) => {
  const services = having({ others: [other("telegram", false), other("web", true)], isJoined: true });
  const remove = (address: string) => `remove:${Buffer.from(address).toString("base64url")}`;
  const menu = talk(connect, [], { language, services });
  expect(menu.offered).toEqual(["code", remove("web:1"), "leave", "calendar", "done"]);
  expect(talk(connect, [remove("web:1"), "yes"], { language, services }).records).toEqual([
    { record: "part", address: "web:1" },
  ]);
  expect(talk(connect, [remove("web:1"), "no"], { language, services }).records).toEqual([]);
  expect(talk(connect, [remove("telegram:1"), "yes"], { language, services }).records).toEqual([]);
  expect(talk(connect, ["leave", "yes"], { language, services }).records).toEqual([{ record: "part" }]);
});

test("a mistyped code is told to be wrong, and codes after too many wrong ones to wait", () => {
  const mistyped = talk(connect, [], { payload: "ABCDEFGH", services: having() });
  expect([mistyped.keys, mistyped.offered]).toEqual([["connect.join.refused"], ["no"]]);
  expect(talk(connect, ["yes"], { payload: "ABCDEFGH", services: having() }).records).toEqual([]);
  const services = having({}, { joinRefused: "tooMany" });
  expect(talk(connect, ["yes"], { payload: "KX7M9TQP", services }).keys.at(-1)).toBe("connect.join.tooMany");
});

test.each([
  ["fi", "web", "tässä kanavassa: toinen verkkosivun keskustelu"],
  ["en", "web", "one other channel: the other web chat"],
  ["fi", "telegram", "tässä kanavassa: toinen Telegram-keskustelu"],
  ["en", "telegram", "one other channel: your other Telegram chat"],
] as const)(
  "another chat of the channel where it is said is the other one: %s, %s",
  (language, here, words) => {
    const services = having({ here, others: [other(here)] });
    expect(talk(connect, [], { language, services }).texts[0]).toContain(words);
    const remove = `remove:${Buffer.from(`${here}:1`).toString("base64url")}`;
    const asked = talk(connect, [remove], { language, services }).last.texts[0];
    expect(asked).toContain(words.slice(words.indexOf(": ") + 2));
  },
);

test("who removes a channel is told that the calendar's address changed, if there is one", () => {
  const remove = `remove:${Buffer.from("web:1").toString("base64url")}`;
  const keys = (calendar?: { version: number; off?: true }) => {
    const profile = profileWith({ channels: channelsWith({ others: [other("web")] }), calendar });
    return talk(connect, [remove, "yes"], { services: having({}, { profile }) }).keys;
  };
  expect(keys({ version: 1 }).at(-1)).toBe("links.parted.calendar");
  expect(keys({ version: 1, off: true }).at(-1)).toBe("connect.remove.done");
  expect(keys().at(-1)).toBe("connect.remove.done");
});

test("two chats of one channel are told apart, and five channels are enough", () => {
  const two = talk(connect, [], {
    services: having({ others: [other("telegram"), other("telegram", true, 2)] }),
  });
  expect(two.texts[0]).toContain("Telegram ja Telegram 2");
  const others = ["telegram", "web", "slack", "teams"].map((channel) => other(channel));
  const full = talk(connect, ["code"], { services: having({ others }) });
  expect([full.keys.at(-1), full.records]).toEqual(["connect.menu.full", []]);
});

test.each(LANGUAGES)(
  "the calendar's address is shown when asked for, changed and switched off: %s",
  (language) => {
    const shown = (...said: string[]) =>
      talk(connect, said, { language, payload: "calendar", services: having() });
    expect(shown().texts[0]).not.toContain("http");
    const link = shown("show");
    expect(link.records).toEqual([{ record: "calendar", change: "show" }]);
    expect(link.last.texts[0]).toContain("http://kutsu.test/calendar/1.ics");
    expect(link.last.line?.keptAs).toBe("connect.calendar.kept");
    const profile = profileWith({ channels: channelsWith(), calendar: { version: 3 } });
    const known = (...said: string[]) =>
      talk(connect, said, { language, payload: "calendar", services: having({}, { profile }) });
    expect(known().texts[0]).toContain("/calendar/3.ics");
    expect(known("renew").last.texts[0]).toContain("/calendar/4.ics");
    expect(known("off").keys.at(-1)).toBe("connect.calendar.gone");
  },
);

test("an address that was switched off never comes back", () => {
  const profile = profileWith({ channels: channelsWith(), calendar: { version: 3, off: true } });
  const talked = talk(connect, ["show"], { payload: "calendar", services: having({}, { profile }) });
  expect(talked.last.texts[0]).toContain("/calendar/4.ics");
});

test("where no server runs there is no calendar, and without ways in no code", () => {
  const noServer = having({}, { links: { ...LINKS, calendar: () => undefined } });
  expect(talk(connect, [], { services: noServer }).offered).toEqual(["code", "done"]);
  expect(talk(connect, [], { payload: "calendar", services: noServer }).keys).toEqual([
    "connect.calendar.none",
  ]);
  expect(talk(connect, [], { services: { ...having(), links: undefined } }).offered).toEqual(["done"]);
});
