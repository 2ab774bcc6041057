import { expect, test } from "@jest/globals";
import { splitText } from "../../../src/channels/slack/split-text.ts";

const within = (limit: number) => (part: string) => part.length <= limit;

test("a text that fits stays one", () => {
  expect(splitText("Hei. Mitä kuuluu?", within(20))).toEqual(["Hei. Mitä kuuluu?"]);
  expect(splitText("", within(20))).toEqual([]);
});

test.each([
  ["a paragraph", "Yksi kaksi.\n\nKolme neljä. Viisi", 20, ["Yksi kaksi.", "Kolme neljä. Viisi"]],
  ["a line", "Yksi kaksi\nkolme neljä viisi", 18, ["Yksi kaksi", "kolme neljä viisi"]],
  ["a sentence", "Yksi kaksi! Kolme neljä viisi", 20, ["Yksi kaksi!", "Kolme neljä viisi"]],
  ["a word", "yksi kaksi kolme", 11, ["yksi kaksi", "kolme"]],
])("a text is split at the end of %s", (_, text, limit, parts) => {
  expect(splitText(text, within(limit))).toEqual(parts);
});

test("a word longer than the limit is cut, but no character is", () => {
  expect(splitText("aaaa🙂🙂", within(5))).toEqual(["aaaa", "🙂🙂"]);
});

test("every part fits and no word is lost, whatever the limit", () => {
  const text = Array.from({ length: 200 }, (_, index) => `sana${index}${index % 9 === 0 ? "." : ""}`).join(
    " ",
  );
  for (let limit = 10; limit < 300; limit += 7) {
    const parts = splitText(text, within(limit));
    expect(parts.every(within(limit))).toBe(true);
    expect(parts.join(" ").split(/\s+/)).toEqual(text.split(" "));
  }
});
