import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  parseCommand,
  parseHomeOpened,
  parseMention,
  parseMessage,
  parseTap,
} from "../../../src/channels/slack/parse.ts";

const NOW = "2026-11-25T10:00:00.000Z";
const AT = "2026-11-25T09:46:40.000Z";
const member = { team: "T0LIBRARY", user: "U0MEMBER" };

/** Payloads of the shapes that Slack documents, written for these tests. */
function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "../../fixtures/channels/slack", `${name}.json`), "utf8"));
}

test("a direct message is read as plain text", () => {
  expect(parseMessage(fixture("message-in-direct"))).toEqual({
    id: "Ev0DIRECT",
    at: AT,
    member,
    place: { channel: "D0DIRECT" },
    scope: "private",
    did: { kind: "said", text: "Lapsille & aikuisille <3 kirjasto.example/satu #aula" },
  });
});

test("a reply in a thread of direct messages belongs to the one conversation", () => {
  expect(parseMessage(fixture("message-in-direct-thread"))).toMatchObject({
    place: { channel: "D0DIRECT" },
    did: { text: "entä tämä?" },
  });
});

test("the words beside a file are heard", () => {
  expect(parseMessage(fixture("message-with-file"))).toMatchObject({ did: { text: "tässä kuva" } });
});

test.each(["message-edited", "message-deleted", "message-of-the-bot", "message-of-another-bot", "mention"])(
  "%s is no message of a member to the bot",
  (name) => {
    expect(parseMessage(fixture(name))).toBeUndefined();
  },
);

test("what the bot says is not heard even when Slack does not call it a bot", () => {
  const body = fixture("message-in-direct") as { event: { user: string } };
  body.event.user = "U0KUTSU";
  expect(parseMessage(body)).toBeUndefined();
});

test("a mention is read without the bot's name, and with the names of others", () => {
  expect(parseMention(fixture("mention"))).toEqual({
    id: "Ev0MENTION",
    at: AT,
    member,
    place: { channel: "C0LOBBY" },
    scope: "group",
    did: { kind: "said", text: "kysy @liisa: mitä huomenna on?" },
  });
});

test("a mention in a thread is answered there", () => {
  expect(parseMention(fixture("mention-in-thread"))?.place).toEqual({
    channel: "C0LOBBY",
    thread: "1795500000.000300",
  });
});

test.each([
  ["home-opened", "home"],
  ["messages-tab-opened", "messages"],
])("%s tells the tab", (name, tab) => {
  expect(parseHomeOpened(fixture(name))).toMatchObject({ at: AT, member, tab, channel: "D0DIRECT" });
});

test("a tap brings the choice, its question and where the buttons stand", () => {
  expect(parseTap(fixture("tap-in-direct"))).toEqual({
    id: "tap:U0MEMBER:1795600002.123456:choice-1",
    at: "2026-11-25T09:46:42.123Z",
    member,
    place: { channel: "D0DIRECT" },
    scope: "private",
    did: { kind: "tapped", value: "yes", question: "t-17" },
    chosen: expect.objectContaining({
      channel: "D0DIRECT",
      ts: "1795600001.000100",
      text: "Sopiiko?\n1. Kyllä",
      blockId: "choices-1",
      label: "Kyllä",
    }),
  });
});

test("a tap in a thread of a channel is answered there, to all", () => {
  expect(parseTap(fixture("tap-in-channel-thread"))).toMatchObject({
    place: { channel: "C0LOBBY", thread: "1795500000.000300" },
    scope: "group",
  });
});

test("a tap in a thread of direct messages belongs to the one conversation", () => {
  const body = fixture("tap-in-direct") as { message: object };
  const threaded = { ...body, message: { ...body.message, thread_ts: "1795500000.000300" } };
  expect(parseTap(threaded)?.place).toEqual({ channel: "D0DIRECT" });
});

test("a tap in the Home tab is answered in the direct messages", () => {
  const heard = parseTap(fixture("tap-in-home"));
  expect(heard).toMatchObject({ scope: "private", did: { value: "open:recommend", question: "" } });
  expect(heard).not.toHaveProperty("place");
});

test("a tap on something that is not ours is nothing", () => {
  expect(parseTap(fixture("tap-of-another-app"))).toBeUndefined();
});

test("a command is heard from the direct messages, wherever it was given", () => {
  expect(parseCommand(fixture("command"), NOW)).toEqual({
    id: "command:1.2.def",
    givenIn: "C0LOBBY",
    at: NOW,
    member,
    scope: "private",
    did: { kind: "said", text: "satutunti & lapset" },
  });
});

test.each([
  ["a team", { team_id: "T0:LIBRARY" }],
  ["a user", { event: { ...(fixture("message-in-direct") as { event: object }).event, user: "U0 MEMBER" } }],
  ["a channel", { event: { ...(fixture("message-in-direct") as { event: object }).event, channel: "D0:D" } }],
])("%s whose id would break an address is not heard", (_, change) => {
  expect(parseMessage({ ...(fixture("message-in-direct") as object), ...change })).toBeUndefined();
});

test.each([undefined, null, 5, "text", [], {}, { event: null }])("%p is nothing", (body) => {
  for (const parse of [parseMessage, parseMention, parseHomeOpened, parseTap])
    expect(parse(body)).toBeUndefined();
  expect(parseCommand(body, NOW)).toBeUndefined();
});
