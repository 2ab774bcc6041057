import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseActivity, toEvent } from "../../../src/channels/teams/parse.ts";

const NOW = "2026-11-18T09:00:00.000Z";
const PERSONAL = "teams:a:1Example-of-a-personal-chat";
const GROUP = "teams:19:example-of-a-group@thread.v2";

/** Activities of the shapes Teams posts; every id and name is made up. */
function read(name: string): Record<string, unknown> {
  const file = join(__dirname, "..", "..", "fixtures", "channels", "teams", `${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

function eventOf(body: unknown) {
  const activity = parseActivity(body);
  if (activity === undefined) throw new Error("Cannot parse the activity");
  return toEvent(activity, NOW);
}

test.each([
  ["message-in-personal-chat", { kind: "said", text: "Mitä lapsille on viikonloppuna?" }],
  ["picture-without-text", { kind: "said", text: "" }],
  ["button-of-a-card", { kind: "tapped", value: "open:recommend:more", question: "t-17" }],
  ["button-of-a-card-as-text", { kind: "tapped", value: "yes", question: "t-18" }],
  ["bot-added-by-patron", { kind: "started" }],
  ["bot-removed-by-patron", { kind: "reachability", reachable: false }],
])("%s is heard in the private chat", (name, expected) => {
  expect(eventOf(read(name))).toEqual({
    ...expected,
    id: expect.stringMatching(/^[\w-]{32}$/),
    from: PERSONAL,
    at: "2026-11-18T08:00:00.123Z",
    scope: "private",
    language: "fi-FI",
  });
});

test.each(["talk-of-others-in-group-chat", "app-updated", "members-added-with-bot", "reaction-to-a-message"])(
  "%s is left alone",
  (name) => expect(eventOf(read(name))).toBeUndefined(),
);

test("a mention in a group chat is heard without the name", () => {
  expect(eventOf(read("mention-in-group-chat"))).toMatchObject({
    kind: "said",
    text: "missä on digitukea?",
    from: GROUP,
    scope: "group",
  });
});

test("a mention in a channel is answered in its thread", () => {
  expect(eventOf(read("mention-in-channel-thread"))).toMatchObject({
    text: "Kiitos , entä ensi viikolla?",
    from: "teams:19:example-of-a-channel@thread.tacv2;messageid=1763452800000",
    scope: "group",
  });
});

test("a mention whose text lacks the tags is taken out with them", () => {
  const entities = [
    { type: "mention", mentioned: { id: "28:6d1a1f5e-3a52-4a41-9f5c-0b6d8c1e2f30" }, text: "Kutsu" },
  ];
  const body = { ...read("mention-in-group-chat"), text: "<at>Kutsu</at> hei", entities };
  expect(eventOf(body)).toMatchObject({ kind: "said", text: "hei" });
});

test("the bare name in a group begins", () => {
  expect(eventOf({ ...read("mention-in-group-chat"), text: "<at>Kutsu</at>" })).toMatchObject({
    kind: "started",
    scope: "group",
  });
});

test("a button in a group needs no mention", () => {
  const { value } = read("button-of-a-card");
  const body = { ...read("talk-of-others-in-group-chat"), value };
  expect(eventOf(body)).toMatchObject({ kind: "tapped", from: GROUP, scope: "group" });
});

test("a link that opens the chat with a start carries its payload", () => {
  const body = { ...read("message-in-personal-chat"), text: "/start program:aGVsbWV0OjE" };
  expect(eventOf(body)).toMatchObject({ kind: "started", payload: "program:aGVsbWV0OjE" });
});

test("a value that is of no button of ours is not a tap", () => {
  for (const value of [
    { value: 5, question: "t" },
    { value: "x".repeat(2000), question: "t" },
    "{",
    7,
    null,
  ]) {
    expect(eventOf({ ...read("message-in-personal-chat"), value })).toMatchObject({ kind: "said" });
  }
});

test("the same id in another conversation is another event", () => {
  const body = read("message-in-personal-chat");
  const elsewhere = { ...body, conversation: { id: "a:1Another", conversationType: "personal" } };
  expect(eventOf(body)?.id).toBe(eventOf(body)?.id);
  expect(eventOf(elsewhere)?.id).not.toBe(eventOf(body)?.id);
});

test("an activity without an id is known by what it says", () => {
  const { id: _, ...body } = read("message-in-personal-chat");
  expect(eventOf(body)?.id).toBe(eventOf({ ...body })?.id);
  expect(eventOf({ ...body, text: "muuta" })?.id).not.toBe(eventOf(body)?.id);
});

test("an activity without time and language is heard now, in no language", () => {
  const { timestamp: _, locale: __, ...body } = read("message-in-personal-chat");
  const event = eventOf(body);
  expect(event).toMatchObject({ at: NOW });
  expect(event).not.toHaveProperty("language");
  expect(eventOf({ ...body, timestamp: "yesterday" })).toMatchObject({ at: NOW });
});

test("a very long text is cut", () => {
  expect(eventOf({ ...read("message-in-personal-chat"), text: "a".repeat(50_000) })).toMatchObject({
    text: "a".repeat(20_000),
  });
});

test.each([
  [null],
  ["text"],
  [[]],
  [{}],
  [{ type: "message" }],
  [{ type: "message", conversation: { id: "" } }],
])("%j is no activity", (body) => expect(parseActivity(body)).toBeUndefined());
