import { beforeAll, expect, test } from "@jest/globals";
import { QUERY_NOW, QUERY_ZONE, queriedPrograms } from "../../bench/graded-queries.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import { describeWithFiles } from "../helpers/language-files.ts";
import { makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const NOW = "2026-11-18T10:00:00Z";

test("a program that all words fit in translation goes before one that only one of them fits", async () => {
  const shelf = new Shelf({ reader: { ...testTerms, isWord: () => true }, timeZone: "Europe/Helsinki" });
  await shelf.put([
    makeProgram({ id: "photo", title: { en: "A photo walk" } }),
    makeProgram({ id: "forest", title: { fi: "Kävely metsään" } }),
  ]);
  const wish = { text: "a walk in the forest", slots: { topic: ["walk"] }, language: "en" } as const;
  const { results } = shelf.recommend({ ...wish, interests: [], without: [], limit: 5 }, NOW);
  expect(results.map(({ program }) => program.id)).toEqual(["forest", "photo"]);
});

describeWithFiles("a topic told as the reason", () => {
  let understanding: Understanding;
  let shelf: Shelf;

  beforeAll(async () => {
    understanding = await createUnderstanding({ timeZone: QUERY_ZONE });
    shelf = new Shelf({ reader: understanding, timeZone: QUERY_ZONE, libraries: loadLibraryNames() });
    await shelf.put(queriedPrograms());
  });

  test.each([
    ["satutunti vauvoille", "satutunti", "#storytime"],
    ["onko satutunteja Kalliossa?", "satutunti", "#storytime"],
    ["lukupiiri lapsille", "lukupiiri", "#bookclub"],
    ["kirjailijavierailu Oodissa", "kirjailijavierailu", "#authortalk"],
  ])("is the whole word or its concept: %s", (text, word, concept) => {
    const { slots } = understanding.understand(text, { now: QUERY_NOW, language: "fi" });
    const wish = { text, slots, language: "fi", interests: [], without: [], limit: 9 } as const;
    const { results, explanation } = shelf.explain(wish, QUERY_NOW);
    const claimed = results.filter(({ reasons }) => reasons.some(({ kind }) => kind === "topic"));
    expect(claimed.length).toBeGreaterThan(0);
    for (const { program } of claimed) {
      const found = explanation?.programs.find(({ id }) => id === program.id)?.matched ?? [];
      expect([program.id, found.some(({ term }) => term === word || term === concept)]).toEqual([
        program.id,
        true,
      ]);
    }
  });
});
