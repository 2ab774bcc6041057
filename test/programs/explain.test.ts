import { describe, expect, test } from "@jest/globals";
import { scoreInWords, searchInWords } from "../../src/commands/found-in-words.ts";
import type { AnswerExplained } from "../../src/programs/explain.ts";
import type { Program } from "../../src/programs/program.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const NOW = "2026-11-18T10:00:00Z";

async function explain(programs: readonly Program[], wish: { text: string; slots: Slots }) {
  const shelf = new Shelf({ reader: testTerms, timeZone: "Europe/Helsinki" });
  await shelf.put(programs);
  const given = { ...wish, language: "fi", interests: [], without: [], limit: 5 } as const;
  const { results, explanation } = shelf.explain(given, NOW);
  return { results, explanation: explanation as AnswerExplained, same: shelf.recommend(given, NOW).results };
}

const CHESS = [
  makeProgram({ id: "club", title: { fi: "Shakkikerho" }, audiences: ["children"] }),
  makeProgram({ id: "night", title: { fi: "Shakkia aikuisille" }, audiences: ["adults"] }),
  makeProgram({
    id: "over",
    title: { fi: "Shakki" },
    start: "2026-11-01T10:00:00Z",
    end: "2026-11-01T11:00:00Z",
  }),
  makeProgram({ id: "other", title: { fi: "Keramiikka" } }),
];

describe("an explained answer", () => {
  test("is the answer itself, and has a program for each result", async () => {
    const { results, explanation, same } = await explain(CHESS, {
      text: "shakki",
      slots: { topic: ["shakki"] },
    });
    expect(results).toEqual(same);
    expect(explanation.programs.map(({ id }) => id)).toEqual(results.map(({ program }) => program.id));
  });

  test("tells what is asked for: words, concepts and parts", async () => {
    const { explanation } = await explain(CHESS, { text: "shakkikerho", slots: { topic: ["shakkikerho"] } });
    const [topic] = explanation.topics;
    expect(topic?.topic).toBe("shakkikerho");
    expect(topic?.asks[0]).toMatchObject({ concepts: ["chess"], isForm: false });
    expect(topic?.asks[0]?.words).toContain("shakkikerho");
    expect(topic?.asks[0]?.parts).toEqual(expect.arrayContaining(["shakki", "kerho"]));
  });

  test("counts what each step left", async () => {
    const slots: Slots = { topic: ["shakki"], audience: "children" };
    const { explanation } = await explain(CHESS, { text: "shakki lapsille", slots });
    expect(explanation.steps).toEqual([
      { step: "on the shelf", left: 4 },
      { step: "about the topic", left: 3 },
      { step: "to come, with room", left: 2 },
      { step: "audience", left: 1 },
    ]);
  });

  test("tells what was loosened", async () => {
    const slots: Slots = { topic: ["shakki"], when: { from: "2026-11-21", until: "2026-11-22" } };
    const { explanation } = await explain(CHESS, { text: "shakkia lauantaina", slots });
    expect(explanation.loosened).toEqual([{ slot: "when", from: "2026-11-21", to: "2026-11-20" }]);
    expect(explanation.steps.at(-1)?.step).toBe("when (loosened)");
  });

  test("breaks a score into parts that give it again", async () => {
    const { explanation } = await explain(CHESS, { text: "shakki", slots: { topic: ["shakki"] } });
    for (const { score, parts, factors } of explanation.programs) {
      const sum = Object.values(parts).reduce((all, part) => all + part, 0);
      const product = Object.values(factors).reduce((all, factor) => all * factor, sum);
      expect(product).toBeCloseTo(score, 2);
    }
  });

  test("names the fields that the words stand in", async () => {
    const { explanation } = await explain(CHESS, { text: "shakki", slots: { topic: ["shakki"] } });
    const night = explanation.programs.find(({ id }) => id === "club");
    expect(night?.matched).toContainEqual({ term: "shakki", fields: ["titleParts"] });
    expect(night?.matched).toContainEqual({ term: "#chess", fields: ["titleConcepts"] });
  });

  test("names the translated parts that a program in another language was found by", async () => {
    const programs = [makeProgram({ id: "en", title: { en: "The hour of tales" } })];
    const { explanation } = await explain(programs, { text: "satutunti", slots: { topic: ["satutunti"] } });
    const matched = explanation.programs[0]?.matched;
    expect(matched).toContainEqual({ term: "~tale", fields: ["titlePivot"] });
    expect(matched).toContainEqual({ term: "~hour", fields: ["titlePivot"] });
  });

  test("tells where only the description mentions what was asked for", async () => {
    const programs = [
      makeProgram({ id: "small", title: { fi: "Ilta" }, description: { fi: "Myös shakki." } }),
      makeProgram({ id: "title", title: { fi: "Shakki" }, start: "2026-11-21T10:00:00Z" }),
    ];
    const told = async (given: readonly Program[]) =>
      (await explain(given, { text: "shakki", slots: { topic: ["shakki"] } })).explanation.programs;
    expect((await told(programs.slice(0, 1))).map((one) => one.isOnlyMentioned)).toEqual([true]);
    expect((await told(programs)).map((one) => one.isOnlyMentioned)).toEqual([false]);
  });

  test("names the spelling that a misspelt topic was found by", async () => {
    const { explanation } = await explain(CHESS, { text: "keramikka", slots: { topic: ["keramikka"] } });
    expect(explanation.topics.map(({ topic }) => topic)).toEqual(["keramikka", "keramiikka"]);
  });
});

describe("in words", () => {
  test("the steps, the score and the matches are told", async () => {
    const slots: Slots = { topic: ["shakki"] };
    const { explanation } = await explain(CHESS, { text: "shakki", slots });
    const understood = {
      text: "shakki",
      language: "fi",
      intent: "recommend",
      confidence: 0.9,
      slots,
    } as const;
    const told = searchInWords(understood, explanation);
    expect(told).toContain("  understood    fi, recommend 0.9");
    expect(told).toContain("  left          4 on the shelf → 3 about the topic → 2 to come, with room");
    const [score, matched] = explanation.programs.slice(0, 1).flatMap(scoreInWords);
    expect(score).toMatch(/^ {4}score {7}0\.\d+ = \(text 0\.6 \+ soon 0\.\d+ \+ fit 0\.16\) × /);
    expect(matched).toContain("concept chess in titleConcepts");
  });
});
