import { describe, expect, test } from "@jest/globals";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Program } from "../../src/programs/program.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import type { Slots } from "../../src/understanding/understood.ts";
import { library, makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

/** A Wednesday. */
const NOW = "2026-11-18T08:00:00Z";
const WEEKEND = { from: "2026-11-21", until: "2026-11-23" };

const PROGRAMS: readonly Program[] = [
  makeProgram({ id: "friday evening", start: "2026-11-20T16:00:00Z", end: "2026-11-20T17:00:00Z" }),
  makeProgram({
    id: "saturday",
    start: "2026-11-21T08:00:00Z",
    end: "2026-11-21T09:00:00Z",
    place: library("Kallion"),
  }),
  makeProgram({
    id: "saturday evening",
    start: "2026-11-21T16:00:00Z",
    end: "2026-11-21T17:00:00Z",
    languages: ["en"],
  }),
  makeProgram({
    id: "sunday",
    start: "2026-11-22T08:00:00Z",
    end: "2026-11-22T09:00:00Z",
    languages: ["fi", "en"],
  }),
  makeProgram({ id: "fair", start: "2026-11-20T22:00:00Z", end: "2026-11-22T22:00:00Z", allDay: true }),
];

async function found(wish: Partial<ProgramWish>) {
  const shelf = new Shelf({ reader: testTerms, timeZone: "Europe/Helsinki" });
  await shelf.put(PROGRAMS);
  const asked = {
    text: "",
    slots: {},
    language: "fi",
    interests: [],
    without: [],
    limit: 9,
    ...wish,
  } as const;
  return shelf.recommend(asked, NOW);
}

async function without(unwanted: readonly Slots[], slots: Slots = {}): Promise<readonly string[]> {
  return (await found({ slots, unwanted })).results.map(({ program }) => program.id).sort();
}

describe("what is not wanted is left out", () => {
  test("on a day of the week, but for what goes on on another day too", async () => {
    expect(await without([{ weekdays: [6] }])).toEqual(["fair", "friday evening", "sunday"]);
    expect(await without([{ weekdays: [6] }], { when: WEEKEND })).toEqual(["fair", "sunday"]);
    expect(await without([{ weekdays: [6] }, { weekdays: [7] }])).toEqual(["friday evening"]);
  });
  test("on a date", async () => {
    expect(await without([{ when: { from: "2026-11-20", until: "2026-11-22" } }])).toEqual([
      "fair",
      "sunday",
    ]);
  });
  test("at a place", async () => {
    expect(await without([{ place: "Kallio" }])).not.toContain("saturday");
  });
  test("in a part of the day, and in that of one day alone", async () => {
    expect(await without([{ partOfDay: "evening" }])).toEqual(["fair", "saturday", "sunday"]);
    expect(await without([{ weekdays: [6], partOfDay: "evening" }])).toEqual([
      ...["fair", "friday evening", "saturday", "sunday"],
    ]);
  });
  test("in a language, but for what is held in another too", async () => {
    const left = await without([{ eventLanguage: "en" }]);
    expect(left).toContain("sunday");
    expect(left).not.toContain("saturday evening");
  });
  test("even where nothing else fits", async () => {
    const slots = { when: { from: "2026-11-21", until: "2026-11-22" }, partOfDay: "evening" } as const;
    expect(await without([{ weekdays: [6] }], slots)).not.toContain("saturday evening");
  });
});

test("the day of a long program that is named is none that was refused", async () => {
  const { results } = await found({ slots: { when: WEEKEND }, unwanted: [{ weekdays: [6] }] });
  const fair = results.find(({ program }) => program.id === "fair");
  expect(fair?.reasons).toContainEqual({ kind: "when", value: "2026-11-22" });
});

test("a topic that was refused in an earlier message is left out", async () => {
  const { results } = await found({ text: "", unwanted: [{ topic: ["fair"] }] });
  expect(results.map(({ program }) => program.id)).not.toContain("fair");
});

test("what was refused once is offered again when it is wanted after all", async () => {
  const wish = { text: "jotain mutta ei fair", unwanted: [] };
  expect((await found(wish)).results.map(({ program }) => program.id)).toContain("fair");
});
