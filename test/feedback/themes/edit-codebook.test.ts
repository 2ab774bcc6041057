import { expect, test } from "@jest/globals";
import type { Codebook } from "../../../src/feedback/themes/codebook.ts";
import {
  addTheme,
  mergeThemes,
  moveAnswer,
  renameTheme,
  splitTheme,
} from "../../../src/feedback/themes/edit-codebook.ts";

const both = (label: string) => ({ fi: label, en: label });
const BOOK: Codebook = {
  themes: [
    { id: "noise", label: both("Noise"), words: { en: ["noise"] }, examples: { en: ["Too loud"] } },
    {
      ...{ id: "rooms", label: both("Rooms"), words: { fi: ["tila", "sohva"], en: ["room"] } },
      examples: { fi: ["Sohvia lisää", "Hiljainen huone"] },
    },
    { id: "games", label: both("Games"), words: {}, examples: {} },
  ],
};
const themeOf = ({ themes }: Codebook, id: string) => themes.find((theme) => theme.id === id);

test("a renamed theme keeps its id, and the codebook before stays as it was", () => {
  const before = structuredClone(BOOK);
  expect(themeOf(renameTheme(BOOK, "noise", both("Racket")), "noise")?.label).toEqual(both("Racket"));
  expect(BOOK).toEqual(before);
});

test("merged themes are one with the words and examples of all, where the first stood", () => {
  const { themes } = mergeThemes(BOOK, ["rooms", "noise"]);
  expect(themes.map(({ id }) => id)).toEqual(["rooms", "games"]);
  expect(themes[0]).toEqual({
    ...{ id: "rooms", label: both("Rooms"), words: { fi: ["tila", "sohva"], en: ["room", "noise"] } },
    examples: { fi: ["Sohvia lisää", "Hiljainen huone"], en: ["Too loud"] },
  });
});

test("a part that is split off takes its words and examples along", () => {
  const comfort = {
    id: "comfort",
    label: both("Comfort"),
    words: { fi: ["sohva"] },
    examples: { fi: ["Sohvia lisää"] },
  };
  const split = splitTheme(BOOK, "rooms", comfort);
  expect(themeOf(split, "rooms")).toMatchObject({
    words: { fi: ["tila"] },
    examples: { fi: ["Hiljainen huone"] },
  });
  expect(split.themes.at(-1)).toEqual(comfort);
});

test("a moved answer is an example where it went, once, and none where it came from", () => {
  const answer = { text: "Hiljainen huone", language: "fi" } as const;
  const moved = moveAnswer(BOOK, answer, { from: "rooms", to: "noise" });
  expect(themeOf(moved, "rooms")?.examples.fi).toEqual(["Sohvia lisää"]);
  expect(themeOf(moved, "noise")?.examples).toEqual({ fi: ["Hiljainen huone"], en: ["Too loud"] });
  expect(moveAnswer(moved, answer, { from: "rooms", to: "noise" })).toEqual(moved);
  expect(themeOf(moveAnswer(BOOK, answer, { from: "rooms" }), "rooms")?.examples.fi).toEqual([
    "Sohvia lisää",
  ]);
});

test("an edit of a theme that is not there, or is there already, is refused by name", () => {
  expect(() => renameTheme(BOOK, "none", both("X"))).toThrow(
    'Cannot rename theme "none": the codebook has no such theme',
  );
  expect(() => mergeThemes(BOOK, ["noise", "none"])).toThrow('Cannot merge theme "none"');
  expect(() => mergeThemes(BOOK, ["noise", "noise"])).toThrow("there is no other theme");
  expect(() => moveAnswer(BOOK, { text: "x" }, { to: "none" })).toThrow(
    'Cannot move an answer to theme "none"',
  );
  const games = themeOf(BOOK, "games");
  if (games !== undefined) expect(() => addTheme(BOOK, games)).toThrow('Cannot add theme "games"');
});
