import { expect, test } from "@jest/globals";
import { agesIn } from "../../dialogs/ages.ts";

test.each([
  ["3 ja 7", [3, 7]],
  ["7, 3 ja 3", [3, 7]],
  ["viisi", [5]],
  ["kolmivuotias ja viisivuotias", [3, 5]],
  ["10-vuotias", [10]],
  ["three and seven", [3, 7]],
  ["a five-year-old and a baby", [0, 5]],
  ["8 kk ja 4 v", [0, 4]],
  ["15 kuukautta", [1]],
  ["kolme lasta: 2, 5 ja 9", [2, 5, 9]],
  ["two boys, 4 and 6", [4, 6]],
  ["vauva", [0]],
])("ages are read: %s", (text, ages) => {
  expect(agesIn(text, {})).toEqual(ages);
});

test.each(["", "hmm", "35", "2019", "5.12.", "klo 10:30", "pari", "kaksi lasta", "a few"])(
  "what is no age of a child is none: %s",
  (text) => {
    expect(agesIn(text, {})).toEqual([]);
  },
);

test("an age that was understood counts where none is read", () => {
  expect(agesIn("eskarilaiselle", { age: 6 })).toEqual([6]);
  expect(agesIn("mummolle", { age: 70 })).toEqual([]);
});
