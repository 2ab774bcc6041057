import { expect, test } from "@jest/globals";
import type { ChannelEvent } from "../../src/channels/channel.ts";
import { cleanText, languageFor, wordCount } from "../../src/conversation/hearing.ts";
import { newPatron } from "../../src/patrons/patron.ts";
import type { Understood } from "../../src/understanding/understood.ts";

function eventIn(language?: string): ChannelEvent {
  const envelope = { id: "e1", from: "test:1", at: "2026-11-18T08:00:00Z", scope: "private" } as const;
  return { ...envelope, ...(language !== undefined && { language }), kind: "said", text: "" };
}

function spoken(language: Understood["language"], text: string): Understood {
  return { ...(language !== undefined && { language }), text, intent: "other", confidence: 0, slots: {} };
}

test("a text is cleaned of what cannot be seen, and keeps its lines, marks and letters", () => {
  expect(cleanText("  hei\u0000\u200b maailma\u202e  ")).toBe("hei maailma");
  expect(cleanText("yksi\r\nkaksi\rkolme\tneljä")).toBe("yksi\nkaksi\nkolme\tneljä");
  expect(cleanText("a\u0308")).toBe("ä");
  expect(cleanText("مرحبا 👍 שלום")).toBe("مرحبا 👍 שלום");
  expect(cleanText("\u0007\u200f \n")).toBe("");
});

test("words are counted in any script", () => {
  expect([
    wordCount(""),
    wordCount("👍 !"),
    wordCount("hei, mitä kuuluu?"),
    wordCount("привет мир 2"),
  ]).toEqual([0, 0, 3, 3]);
});

test("at first contact the message decides, then the platform, then Finnish", () => {
  expect(languageFor(newPatron, eventIn("en"), spoken("fi", "moi"))).toBe("fi");
  expect(languageFor(newPatron, eventIn("en-GB"), spoken(undefined, "ok"))).toBe("en");
  expect(languageFor(newPatron, eventIn("sv"), spoken("sv", "hej"))).toBe("fi");
  expect(languageFor(newPatron, eventIn("de"))).toBe("en");
  expect(languageFor(newPatron, eventIn("fi-FI"))).toBe("fi");
  expect(languageFor(newPatron, eventIn("file"))).toBe("en");
  expect(languageFor(newPatron, eventIn(""))).toBe("fi");
  expect(languageFor(newPatron, eventIn())).toBe("fi");
});

test("later it takes two words to change the language, and four when it was chosen", () => {
  const patron = { ...newPatron, language: "fi" } as const;
  const chosen = { ...patron, languageChosen: true } as const;
  expect(languageFor(patron, eventIn("en"))).toBe("fi");
  expect(languageFor(patron, eventIn(), spoken("en", "hello"))).toBe("fi");
  expect(languageFor(patron, eventIn(), spoken("en", "story time"))).toBe("en");
  expect(languageFor(chosen, eventIn(), spoken("en", "story time please"))).toBe("fi");
  expect(languageFor(chosen, eventIn(), spoken("en", "is there story time"))).toBe("en");
  expect(languageFor(patron, eventIn(), spoken("sv", "finns det sagostunder"))).toBe("fi");
});
