import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packChoice } from "../../../src/channels/telegram/callback-data.ts";
import { chatOf, type Parsed, parseUpdate } from "../../../src/channels/telegram/parse.ts";
import { TestMemory } from "./library.ts";

const FIXTURES = join(__dirname, "..", "..", "fixtures", "channels", "telegram");
const bot = { id: 4242, username: "kutsu_test_bot" };
const now = "2026-11-25T10:00:00.000Z";

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), "utf8"));
}

function parse(value: unknown, memory = new TestMemory()): Promise<Parsed> {
  return parseUpdate(value, { bot, memory, now });
}

const group = { from: "telegram:-1001987", scope: "group" };

/** What each recorded shape means; undefined: nothing. */
const MEANINGS: Readonly<Record<string, object | undefined>> = {
  "private-text": {
    kind: "said",
    text: "Onko jazzia 🎷 ensi viikolla?",
    from: "telegram:5512",
    scope: "private",
    language: "fi",
    at: "2026-11-25T10:00:00.000Z",
  },
  "deep-link": { kind: "started", payload: "recommend:aGVsbWV0OjIxMTg3NA" },
  "start-without-payload": { kind: "started" },
  "private-command": { kind: "said", text: "/mydata" },
  "photo-with-caption": { kind: "said", text: "Tämä hylly oli tyhjä" },
  sticker: { kind: "said", text: "" },
  "voice-message": { kind: "said", text: "" },
  contact: { kind: "said", text: "" },
  "pinned-message": undefined,
  "edited-text": { kind: "said", text: "Onko jazzia huomenna?" },
  "edited-live-location": undefined,
  "tap-in-private": { kind: "tapped", value: "yes", question: "t7", from: "telegram:5512", at: now },
  "tap-on-a-message-too-old-to-see": { kind: "tapped", value: "yes", question: "t1" },
  "tap-on-an-inline-message": undefined,
  "tap-in-channel": undefined,
  "bot-blocked": { kind: "reachability", reachable: false, from: "telegram:5512", scope: "private" },
  "bot-unblocked": { kind: "reachability", reachable: true },
  "bot-removed-from-group": { kind: "reachability", reachable: false, ...group },
  "bot-added-to-channel": undefined,
  "group-mention": { kind: "said", text: "🎷🎷  onko jazzia @maija_m?", ...group },
  "group-mention-twice": { kind: "said", text: "jazz  kiitos", ...group },
  "group-mention-by-name": { kind: "said", text: "mitä lapsille?", ...group },
  "group-command-to-the-bot": { kind: "said", text: "/help", ...group },
  "group-deep-link": { kind: "started", payload: "recommend", ...group },
  "group-command-to-another-bot": undefined,
  "group-command-to-no-bot": undefined,
  "group-talk": undefined,
  "group-reply-to-the-bot": { kind: "said", text: "toinen", ...group },
  "group-reply-to-a-person": undefined,
  "forum-topic-mention": { kind: "said", text: "jazz", from: "telegram:-1001987/12", scope: "group" },
  "forum-talk-in-a-topic-the-bot-opened": undefined,
  "another-bot-in-a-group": undefined,
  "channel-post": undefined,
  "post-forwarded-from-a-linked-channel": undefined,
};

test("every recorded shape has a meaning here", () => {
  const names = readdirSync(FIXTURES).map((name) => name.replace(/\.json$/, ""));
  expect(names.sort()).toEqual(Object.keys(MEANINGS).sort());
});

test.each(Object.entries(MEANINGS))("an update of the shape %s is understood", async (name, meaning) => {
  const update = read(name) as { update_id: number };
  const { event } = await parse(update);
  if (meaning === undefined) expect(event).toBeUndefined();
  else expect(event).toEqual(expect.objectContaining({ ...meaning, id: String(update.update_id) }));
});

test("nothing of a person but the chat, the words and the language is handed over", async () => {
  for (const name of Object.keys(MEANINGS)) {
    const { event } = await parse(read(name));
    expect(JSON.stringify(event ?? {})).not.toMatch(/Meikäläinen|"Maija"|\+358/);
  }
});

test("a tap is answered whatever it was on, and names its message and buttons for tidying up", async () => {
  expect(await parse(read("tap-on-an-inline-message"))).toEqual({ tapId: "23673" });
  const { tapId, tapped } = await parse(read("tap-in-private"));
  expect(tapId).toBe("23671");
  expect(tapped).toMatchObject({ chatId: "5512", messageId: 40 });
  expect(tapped?.keyboard.flat().map(({ text }) => text)).toEqual(["1. Jazz-ilta", "Kyllä", "Ei"]);
});

test.each([
  ["nothing", undefined],
  ["a number", 7],
  ["no id", { message: {} }],
  ["an unknown kind", { update_id: 1, poll_answer: { poll_id: "1" } }],
  ["a message of an unknown shape", { update_id: 1, message: { chat: "5512" } }],
])("an update that is %s means nothing", async (_, value) => {
  expect(await parse(value)).toEqual({});
});

test("a tap whose value was kept comes back whole, and one that is forgotten belongs to no question", async () => {
  const memory = new TestMemory();
  const value = `open:program:${"ä".repeat(100)}`;
  const data = await packChoice("answer", { value, question: "t9" }, memory);
  const update = read("tap-in-private") as { callback_query: object };
  const tap = { ...update, callback_query: { ...update.callback_query, data } };
  expect((await parse(tap, memory)).event).toMatchObject({ value, question: "t9" });
  expect((await parse(tap, new TestMemory())).event).toMatchObject({
    kind: "tapped",
    value: "",
    question: "",
  });
});

test("an address is a chat, or a topic in it", () => {
  expect(chatOf("telegram:5512")).toEqual({ chat_id: "5512" });
  expect(chatOf("telegram:-1001987/12")).toEqual({ chat_id: "-1001987", message_thread_id: 12 });
});
