import { expect, test } from "@jest/globals";
import { mergeAlike } from "../../../src/feedback/themes/merge-alike.ts";
import { Rarity, vectorOf, weigh } from "../../../src/feedback/themes/vectors.ts";

function vectorsOf(texts: readonly (readonly number[])[]) {
  const read = texts.map((features) => vectorOf(features.map((feature) => [feature, 1] as const)));
  const rarity = new Rarity(read);
  return read.map((text) => weigh(text, rarity));
}

test("parts that are alike are merged, those that are not stay apart", () => {
  const vectors = vectorsOf([
    [1, 2],
    [1, 2, 3],
    [1, 2, 4],
    [7, 8],
    [7, 8, 9],
  ]);
  const merged = mergeAlike([[0], [1], [2], [3], [4]], vectors);
  expect(merged.map((part) => part.toSorted())).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
});

test("parts that share little, and none at all, stay as they are", () => {
  const vectors = vectorsOf([
    [1, 2, 3, 4],
    [4, 5, 6, 7],
  ]);
  expect(mergeAlike([[0], [1]], vectors)).toEqual([[0], [1]]);
  expect(mergeAlike([], vectors)).toEqual([]);
});
