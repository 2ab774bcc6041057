import { beforeAll, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { linkPayload } from "../../src/links/payload.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { LINKS } from "../helpers/joined.ts";

let tools: TurnTools;

beforeAll(async () => {
  const links = { joinCode: () => "ABCD2345", opening: () => [], calendar: () => LINKS.calendar(1) };
  tools = { ...(await loadTurnTools()), links };
});

const LANGUAGES = ["fi", "en"] as const;

test.each([
  ["fi", "Satutunti"],
  ["en", "Story time"],
] as const)("a link to a program shows it: %s", (language, title) => {
  const chat = new Chat(tools, { language });
  chat.start(linkPayload("program", "helmet:1"));
  expect(JSON.stringify(chat.messages)).toContain(title);
  expect(chat.at).toBe("recommend.details");
});

test("a link to a program that is gone says so and helps on", () => {
  const chat = new Chat(tools, { language: "fi" });
  expect(chat.start(linkPayload("program", "helmet:404"))).not.toBe("");
  expect(chat.labels.length).toBeGreaterThan(0);
});

test.each(LANGUAGES)("a link to a topic tells of it: %s", (language) => {
  const chat = new Chat(tools, { language });
  chat.start(linkPayload("topic", "data"));
  expect(chat.at).toBe("smart-city.told");
});

test.each(LANGUAGES)("a link to an interest asks before it remembers: %s", (language) => {
  const chat = new Chat(tools, { language });
  expect(chat.start(linkPayload("interest", "lautapelit"))).toContain("lautapelit");
  expect(chat.patron.interests).toEqual([]);
  chat.tap("yes");
  expect(chat.patron.interests).toEqual(["lautapelit"]);
});

test.each(LANGUAGES)(
  "a partner's link says hello, and nothing of the partner or the patron: %s",
  (language) => {
    const chat = new Chat(tools, { language });
    const said = chat.start(linkPayload("partner", "Kallio-liike"));
    expect(said).toContain("Kutsu");
    expect(said).not.toContain("Kallio");
    expect(chat.at).toBe("home.menu");
  },
);

test("a link that was made up greets as without one", () => {
  for (const payload of [
    "interest:PGI-aGk8L2I-",
    "partner:!!",
    "program:",
    "x".repeat(300),
    "constructor:x",
  ]) {
    const chat = new Chat(tools, { language: "fi" });
    expect(chat.start(payload)).toBe(new Chat(tools, { language: "fi" }).start());
  }
});

test("what a channel cannot carry is said instead, and opens the same", () => {
  const chat = new Chat(tools, { language: "fi" });
  chat.say("/start topic:data");
  expect(chat.at).toBe("smart-city.told");
});

test("older links open as before", () => {
  const chat = new Chat(tools, { language: "fi" });
  chat.start("smart-city:data");
  expect(chat.at).toBe("smart-city.told");
});

test.each([
  ["fi", "yhdistä toinen kanava", "connect.menu"],
  ["en", "connect another channel", "connect.menu"],
  ["fi", "kanavat", "connect.menu"],
  ["fi", "kalenteri", "connect.calendar"],
  ["en", "calendar", "connect.calendar"],
  ["en", "my calendar", "connect.calendar"],
] as const)("a patron finds channels and calendar by a word: %s, %s", (language, words, at) => {
  const chat = new Chat(tools, { language });
  chat.say(words);
  expect(chat.at).toBe(at);
});

test("the address of the calendar is said but not kept, nor is a code that is typed", () => {
  const chat = new Chat(tools, { language: "fi" });
  chat.say("kalenteri");
  expect(chat.tap("show")).toContain("http://kutsu.test/calendar/");
  expect(JSON.stringify(chat.last.transcript)).not.toContain("/calendar/");
  expect(chat.patron.calendar).toEqual({ version: 1 });
  chat.say("KX7M-9TQP");
  expect(JSON.stringify(chat.last.transcript)).not.toMatch(/KX7M/i);
});
