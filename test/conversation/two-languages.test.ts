/** A patron who speaks one language on one channel and another on another: each is answered as it is written to. */
import { beforeAll, expect, test } from "@jest/globals";
import type { Address } from "../../src/channels/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { NOW } from "../helpers/services.ts";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools();
});

const HERE = "test:1";
const THERE = "test:2";

/** A patron with two channels, as they stand after each message. */
class TwoChannels {
  patron: Patron;

  constructor(given: Partial<Patron>) {
    const talk = { reachable: true, parked: [], heard: NOW };
    const talks = { [HERE]: { ...talk, heard: "2026-11-01T08:00:00Z" }, [THERE]: talk };
    this.patron = { ...newPatron, met: true, language: "fi", addresses: [HERE, THERE], talks, ...given };
  }

  /** Says something on a channel; gives the language of the answer. */
  say(address: Address, text: string): string | undefined {
    return this.on(address, (chat) => chat.say(text));
  }

  on(address: Address, act: (chat: Chat) => unknown): string | undefined {
    const chat = new Chat(tools, { state: JSON.stringify(this.patron), address });
    act(chat);
    this.patron = chat.patron;
    return chat.messages.at(-1)?.language;
  }
}

test.each([false, true])(
  "each channel keeps its language, and the profile its own: chosen %s",
  (languageChosen) => {
    const patron = new TwoChannels({ languageChosen });
    expect(patron.say(THERE, "Is there anything for small children on Saturday?")).toBe("en");
    expect(patron.say(HERE, "ok")).toBe("fi");
    expect(patron.say(THERE, "ok")).toBe("en");
    expect(patron.say(HERE, "Onko lauantaina mitään pienille lapsille?")).toBe("fi");
    expect(patron.say(THERE, "jazz")).toBe("en");
    expect(patron.patron).toMatchObject({ language: "fi", languageChosen });
  },
);

test.each([
  ["by a command", ["in Finnish"]],
  ["in the settings", ["change language", "Suomeksi"]],
] as const)("a language that is chosen holds on the channel it was chosen on, too: %s", (_how, says) => {
  const patron = new TwoChannels({});
  patron.say(THERE, "Is there anything for small children on Saturday?");
  for (const text of says) patron.say(THERE, text);
  expect(patron.say(THERE, "ok")).toBe("fi");
  expect(patron.patron).toMatchObject({ language: "fi", languageChosen: true });
});

test("Kutsu writes first in the language of the channel it writes on", () => {
  const patron = new TwoChannels({ outreach: { ...newPatron.outreach, series: { next: 0, at: NOW } } });
  patron.say(THERE, "Is there anything for small children on Saturday?");
  expect(patron.on(THERE, (chat) => chat.due("2026-12-03T12:00:00Z"))).toBe("en");
});

test("with one channel the language is the patron's", () => {
  const patron = new TwoChannels({ addresses: undefined });
  expect(patron.say(HERE, "Is there anything for small children on Saturday?")).toBe("en");
  expect([patron.patron.language, patron.patron.talks[HERE]?.language]).toEqual(["en", undefined]);
});

test("a channel that is joined goes on in its language, and the other one hears of it in its own", () => {
  const patron = new TwoChannels({
    addresses: undefined,
    invited: NOW,
    talks: { [HERE]: { reachable: true, parked: [] } },
  });
  const event = { kind: "joined", address: THERE, owner: HERE, language: "en" } as const;
  expect(patron.on(THERE, (chat) => chat.do(event))).toBe("en");
  expect(patron.on(HERE, (chat) => chat.do(event))).toBe("fi");
  expect(patron.say(THERE, "ok")).toBe("en");
});

test("another channel that is told of a joined one is told in its language", () => {
  const patron = new TwoChannels({ invited: NOW });
  patron.say(THERE, "Is there anything for small children on Saturday?");
  const event = { kind: "joined", address: "test:3", owner: HERE } as const;
  const chat = new Chat(tools, { state: JSON.stringify(patron.patron), address: "test:3" });
  chat.do(event);
  expect(chat.last.messages.map(({ to, message }) => [to, message.language])).toEqual([
    ["test:3", "fi"],
    [THERE, "en"],
  ]);
});
