import { expect, test } from "@jest/globals";
import { deepLink, readPayload } from "../../src/channels/telegram/deep-link.ts";
import { LINK_KINDS, linkPayload, readLink } from "../../src/links/payload.ts";

const IDS = { program: "helmet:211874", interest: "tekoäly", topic: "data", partner: "Kallio-liike" };

test.each(LINK_KINDS)("a link to a %s comes back as it was made, through Telegram, too", (kind) => {
  const payload = linkPayload(kind, IDS[kind]);
  expect(payload).toMatch(/^[a-z]+:[\w-]+$/);
  expect(readLink(payload)).toEqual({ kind, id: IDS[kind] });
  const start = new URL(deepLink("kutsu_test_bot", payload)).searchParams.get("start") ?? "";
  expect(start).toMatch(/^[\w-]{1,64}$/);
  expect(readPayload(start)).toBe(payload);
});

test("the longest payload fits into Telegram's 64 characters, and a longer one is refused by name", () => {
  const longest = linkPayload("program", "x".repeat(40));
  expect(new URL(deepLink("kutsu_test_bot", longest)).searchParams.get("start")).toHaveLength(64);
  expect(() => linkPayload("program", "x".repeat(41))).toThrow(/Cannot link to program "x+": it is too long/);
});

test.each([
  ["interest", "https://evil.example"],
  ["interest", "a"],
  ["interest", "<b>jazz</b>"],
  ["partner", "Evil\nlines"],
  ["partner", " starts with a space"],
  ["topic", "Data!"],
] as const)("no link to %s %j is made, and none that somebody made is read", (kind, id) => {
  expect(() => linkPayload(kind, id)).toThrow(`Cannot link to ${kind}`);
  const made = `${kind}:${Buffer.from(id).toString("base64url")}`;
  if (kind !== "topic") expect(readLink(made)).toBeUndefined();
});

test.each([
  "",
  "program",
  "program:",
  "campaign:x",
  "recommend:aGVsbWV0OjE",
  "connect:KX7M9TQP",
  "program:a b",
  "program:==",
])("%j is no link of ours", (payload) => {
  expect(readLink(payload)).toBeUndefined();
});
