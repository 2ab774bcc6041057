import { describe, expect, test } from "@jest/globals";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Program } from "../../src/programs/program.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { library, makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const NOW = "2026-11-18T08:00:00Z";
const DAY_MS = 24 * 3600 * 1000;

async function recommend(programs: readonly Program[], wish: Partial<ProgramWish> = {}) {
  const shelf = new Shelf({ reader: testTerms, timeZone: "Europe/Helsinki" });
  await shelf.put(programs);
  const plain = { text: "", slots: {}, language: "fi", interests: [], without: [], limit: 3 } as const;
  const { results, relaxed } = shelf.recommend({ ...plain, ...wish }, NOW);
  return { ids: results.map(({ program }) => program.id), relaxed };
}

/** At five in the evening, Finnish time, so many days from now. */
const inDays = (days: number): Pick<Program, "start" | "end"> => ({
  start: new Date(Date.parse("2026-11-18T15:00:00Z") + days * DAY_MS).toISOString(),
  end: new Date(Date.parse("2026-11-18T16:00:00Z") + days * DAY_MS).toISOString(),
});

describe("a full program", () => {
  test("is not offered, be it told by the source or by the title", async () => {
    const programs = [
      makeProgram({ id: "room" }),
      makeProgram({ id: "full", full: true }),
      makeProgram({ id: "täynnä", title: { fi: "TÄYNNÄ: Keramiikkapaja" } }),
      makeProgram({ id: "sold", title: { fi: "Konsertti", en: "Concert (sold out)" } }),
      makeProgram({ id: "moon", title: { fi: "Kuutamokävely", en: "Full moon walk" } }),
    ];
    expect((await recommend(programs)).ids.sort()).toEqual(["moon", "room"]);
  });

  test("is not what a wish is loosened to", async () => {
    const programs = [makeProgram({ id: "full", title: { fi: "Shakki" }, full: true })];
    expect(await recommend(programs, { slots: { topic: ["shakki"], free: true } })).toEqual({
      ids: [],
      relaxed: [],
    });
  });
});

describe("what is new", () => {
  const place = library("Kallion");
  const programs = [
    makeProgram({ id: "yoga", title: { fi: "Jooga" }, place, ...inDays(1) }),
    makeProgram({ id: "yoga again", title: { fi: "Jooga" }, place, ...inDays(8) }),
    makeProgram({ id: "poems", title: { fi: "Runot" }, place, ...inDays(20) }),
  ];

  test("goes before another time of what was shown or attended", async () => {
    expect((await recommend(programs)).ids).toEqual(["yoga", "poems"]);
    expect((await recommend(programs, { without: ["yoga"] })).ids).toEqual(["poems", "yoga again"]);
    expect((await recommend(programs, { attended: ["yoga"] })).ids[0]).toBe("poems");
  });
});

describe("what is near", () => {
  const near = library("Kallion", { latitude: 60.184, longitude: 24.9535 });
  const far = library("Vuosaaren", { latitude: 60.209, longitude: 25.142 });
  const programs = [
    makeProgram({ id: "far", title: { fi: "Shakki" }, place: far, ...inDays(2) }),
    makeProgram({ id: "near", title: { fi: "Shakki" }, place: near, ...inDays(3) }),
  ];

  test("goes before, where the patron's own library is known", async () => {
    expect((await recommend(programs)).ids).toEqual(["far", "near"]);
    expect((await recommend(programs, { home: "Kallio" })).ids).toEqual(["near", "far"]);
    const topic = { slots: { topic: ["shakki"] }, home: "Kallio" };
    expect((await recommend(programs, topic)).ids).toEqual(["near", "far"]);
  });

  test("changes nothing where the library is unknown", async () => {
    expect((await recommend(programs, { home: "Nowhere" })).ids).toEqual(["far", "near"]);
  });
});

describe("the record of a program", () => {
  test("that tells more goes before one that tells nothing", async () => {
    const programs = [
      makeProgram({ id: "bare", title: { fi: "Runot" }, end: undefined }),
      makeProgram({
        id: "told",
        title: { fi: "Laulut" },
        summary: { fi: "Tuttuja lauluja." },
        place: library("Kallion"),
        url: { fi: "https://example.org/laulut" },
      }),
    ];
    expect((await recommend(programs)).ids).toEqual(["told", "bare"]);
  });
});

describe("a patron of whom nothing is known", () => {
  test("gets what is soon, of more than one kind", async () => {
    const programs = [
      ...["a", "b", "c"].map((id) =>
        makeProgram({ id, title: { fi: "Digituki" }, place: library(id), ...inDays(1) }),
      ),
      makeProgram({ id: "film", title: { fi: "Elokuva" }, ...inDays(5) }),
      makeProgram({ id: "later", title: { fi: "Runot" }, ...inDays(40) }),
    ];
    expect((await recommend(programs)).ids).toEqual(["a", "b", "film"]);
  });

  test("gets what comes later when little is soon", async () => {
    const programs = [
      makeProgram({ id: "later", title: { fi: "Runot" }, ...inDays(60) }),
      makeProgram({ id: "soon", title: { fi: "Elokuva" }, ...inDays(2) }),
    ];
    expect((await recommend(programs)).ids).toEqual(["soon", "later"]);
  });
});

describe("a group", () => {
  const programs = [
    makeProgram({ id: "roots", title: { en: "Family history for beginners" }, audiences: ["adults"] }),
    makeProgram({ id: "play", title: { en: "Play morning" }, audiences: ["families"] }),
  ];

  test("that is only named in a topic is not for whom it must be", async () => {
    const slots = { topic: ["history"], audience: "families" } as const;
    expect(await recommend(programs, { text: "family history", slots, language: "en" })).toEqual({
      ids: ["roots"],
      relaxed: [],
    });
  });

  test("that is named beside the topic is", async () => {
    const slots = { topic: ["history"], audience: "families" } as const;
    const text = "family history for families";
    expect((await recommend(programs, { text, slots, language: "en" })).ids).toEqual([]);
  });
});

describe("many programs", () => {
  test("are judged by what was asked, however late it comes", async () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      makeProgram({ id: `p${index}`, title: { fi: `Satupolku ${index}` }, ...inDays(index / 40) }),
    );
    const late = makeProgram({ id: "late", title: { fi: "Shakki" }, free: true, ...inDays(90) });
    const programs = [...many, late];
    expect((await recommend(programs, { slots: { free: true } })).ids).toEqual(["late"]);
    expect((await recommend(programs, { slots: { topic: ["shakki"] } })).ids).toEqual(["late"]);
    const when = { from: "2027-02-16", until: "2027-02-17" };
    expect(await recommend(programs, { slots: { when } })).toEqual({ ids: ["late"], relaxed: [] });
    expect((await recommend(programs, { text: "shakki", slots: { free: true } })).ids).toEqual(["late"]);
  });
});

describe("what suits the patron's own", () => {
  const programs = [
    makeProgram({ id: "grown-ups", audiences: ["adults"], ...inDays(1) }),
    makeProgram({ id: "children", title: { fi: "Satutunti" }, ages: { min: 3, max: 6 }, ...inDays(2) }),
    makeProgram({ id: "seniors", title: { fi: "Tanssit" }, audiences: ["seniors"], ...inDays(2) }),
  ];

  test("goes before, and nothing is left out for it", async () => {
    expect((await recommend(programs)).ids[0]).toBe("grown-ups");
    const withChild = await recommend(programs, { childAges: [4] });
    expect([withChild.ids[0], withChild.ids.length]).toEqual(["children", 3]);
    expect((await recommend(programs, { audience: "seniors" })).ids[0]).toBe("seniors");
  });
});
