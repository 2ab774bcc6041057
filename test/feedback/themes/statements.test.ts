import { expect, test } from "@jest/globals";
import { splitStatements } from "../../../src/feedback/themes/statements.ts";

test("statements end with sentences, lines and items", () => {
  expect(splitStatements("Lisää pelejä lainattavaksi. Vessat voisi siivota useammin!")).toEqual([
    "Lisää pelejä lainattavaksi.",
    "Vessat voisi siivota useammin!",
  ]);
  expect(splitStatements("- longer opening hours\n- a quiet reading room\n")).toEqual([
    "- longer opening hours",
    "a quiet reading room",
  ]);
});

test("what is too short to say anything stays with its neighbour", () => {
  expect(splitStatements("Lisää hiljaisia paikkoja. Kiitos!")).toEqual(["Lisää hiljaisia paikkoja. Kiitos!"]);
  expect(splitStatements("Hei! Lisää hiljaisia paikkoja.")).toEqual(["Hei! Lisää hiljaisia paikkoja."]);
});

test("clock times and dates end no statement", () => {
  const text = "Auki klo 10.30 asti myös 5.12. jos mahdollista";
  expect(splitStatements(text)).toEqual([text]);
});

test("nothing is said by an empty text, and a hostile one is split at once", () => {
  expect(splitStatements("  ")).toEqual([]);
  const started = performance.now();
  for (const piece of ["!", "\n", ". ", " ", "a.", "!\n "]) splitStatements(piece.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
