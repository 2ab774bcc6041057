import { expect, test } from "@jest/globals";
import { plainLine, plainOrHtmlText, plainText } from "../../src/programs/plain-text.ts";

test("plain text keeps paragraphs and line breaks, and drops tags, links and pictures", () => {
  const html =
    '<h2>Tule mukaan</h2><p>Yksi<br>kaksi &amp; <a href="https://x.test">kolme</a></p><img src="a.png" alt="kuva">';
  expect(plainText(html, 200)).toBe("Tule mukaan\n\nYksi\nkaksi & kolme");
});

test("plain text drops scripts and direction characters", () => {
  expect(plainText("<script>alert(1)</script>Hei\u202e \u0007sinä", 200)).toBe("Hei sinä");
});

test("plain text is cut at a space and says so", () => {
  expect(plainText("yksi kaksi kolme neljä", 14)).toBe("yksi kaksi…");
});

test("plain text does not tear a character apart", () => {
  expect(plainText("🎻🎻🎻", 4)).toBe("🎻…");
});

test("a deeply nested text ends in time", () => {
  expect(plainText("<div>".repeat(50_000), 100).length).toBeLessThanOrEqual(100);
});

test("a line has no line breaks", () => {
  expect(plainLine("Yksi\n\nkaksi<br>kolme", 100)).toBe("Yksi kaksi kolme");
});

test.each([
  ["R&B tonight\nx < y", "R&B tonight\nx < y"],
  ["<p>One</p>\n<p>Two</p>", "One\n\nTwo"],
  ["One <b>bold</b>\nTwo", "One bold\nTwo"],
  ["I <3 books\nand you", "I <3 books\nand you"],
])("a text that may be HTML or not, %j, keeps its lines", (text, expected) => {
  expect(plainOrHtmlText(text, 200)).toBe(expected);
});
