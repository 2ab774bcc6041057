import { describe, expect, test } from "@jest/globals";
import { Lexicon } from "../../src/programs/lexicon.ts";
import type { Localized } from "../../src/programs/program.ts";
import { ProgramSearch } from "../../src/programs/search.ts";
import type { Language } from "../../src/understanding/understood.ts";
import { makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

/** Finds titles, best first. */
async function find(
  texts: readonly (Localized | string)[],
  topics: readonly string[],
  language: Language = "fi",
) {
  const programs = texts.map((text, index) =>
    makeProgram({ id: `p${index}`, title: typeof text === "string" ? { fi: text } : text }),
  );
  const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
  const found = [...search.search(topics, language)].toSorted(([, a], [, b]) => b.score - a.score);
  return found.map(([id]) => Object.values(programs.find((program) => program.id === id)?.title ?? {})[0]);
}

describe("search", () => {
  test("finds a compound whole first and by its telling part after", async () => {
    expect(await find(["Satupolku", "Satutunti", "Kielitunti", "Tuntikausia"], ["satutunti"])).toEqual([
      "Satutunti",
      "Satupolku",
    ]);
  });

  test("finds an inflected compound by its base", async () => {
    expect(await find(["Satutunti", "Lukupiiri"], ["satutunnille"])).toEqual(["Satutunti"]);
  });

  test("takes the last part of a compound for its topic when that is no mere form", async () => {
    expect(await find(["Tuolijumppa", "Vesivärit"], ["vesijumppa"])).toEqual(["Tuolijumppa"]);
  });

  test("finds other names of the same thing, in either language", async () => {
    expect(await find(["Iltasatu", "Neulekerho"], ["storytime"], "en")).toEqual(["Iltasatu"]);
    expect(await find([{ en: "Reading circle" }, { en: "Book sale" }], ["lukupiiri"])).toEqual([
      "Reading circle",
    ]);
  });

  test("does not take half of a name for the name", async () => {
    expect(await find([{ en: "Book sale" }, { en: "Chess club" }], ["book club"], "en")).toEqual([]);
  });

  test("finds a topic inside a compound of the program", async () => {
    expect(await find(["Jazziskelmiä", "Jazzia", "Rockia"], ["jazz"])).toEqual(["Jazzia", "Jazziskelmiä"]);
  });

  test("knows the topic of a club from its first part", async () => {
    expect(await find([{ en: "Chess for beginners" }, { en: "Garden club" }], ["shakkikerho"])).toEqual([
      "Chess for beginners",
    ]);
  });

  test("finds a Finnish program by an English word, and says nothing of texts in the patron's own language", async () => {
    const texts = [{ fi: "Hevoset" }, { fi: "Hevoset", en: "Dogs" }];
    expect(await find(texts, ["horses"], "en")).toEqual(["Hevoset"]);
  });

  test("puts a title before a mention", async () => {
    const search = await ProgramSearch.build(
      [
        makeProgram({
          id: "mention",
          title: { fi: "Avoin lauantai" },
          description: { fi: "Myös shakki kuuluu päivään." },
        }),
        makeProgram({ id: "title", title: { fi: "Shakki tutuksi" } }),
      ],
      new Lexicon(testTerms),
    );
    const found = search.search(["shakki"], "fi");
    expect(found.get("title")?.score).toBeGreaterThan(found.get("mention")?.score ?? 1);
  });

  test("forgives slips only where nothing else fits", async () => {
    expect(await find(["Keramiikka", "Kenkä"], ["keramikka"])).toEqual(["Keramiikka"]);
    expect(await find(["Ruusut", "Ruusu"], ["ruusut"])).not.toContain("Ruuti");
    expect(await find(["Lankakerä"], ["golf"])).toEqual([]);
  });

  test("wants most words of a topic of several words", async () => {
    const texts = [{ en: "Finnish grammar" }, { en: "Garden tools" }, { en: "Finnish for gardeners" }];
    expect(await find(texts, ["Finnish grammar"], "en")).toContain("Finnish grammar");
    expect(await find(texts, ["Finnish grammar"], "en")).not.toContain("Garden tools");
  });

  test("says which topics it found", async () => {
    const search = await ProgramSearch.build(
      [makeProgram({ id: "a", title: { fi: "Jazzia" } })],
      new Lexicon(testTerms),
    );
    expect(search.search(["jazzia", "ooppera"], "fi").get("a")?.topics).toEqual(["jazzia"]);
  });

  test("is not confused by words that objects know", async () => {
    expect(await find(["constructor", "toString"], ["constructor"], "en")).toEqual(["constructor"]);
    expect(await find(["Satutunti"], ["__proto__"])).toEqual([]);
  });

  test("finds nothing for marks and nothing in an empty catalogue", async () => {
    expect(await find(["Satutunti"], ["?!", ""])).toEqual([]);
    expect(await find([], ["satutunti"])).toEqual([]);
  });

  test("lets others run while the index is built", async () => {
    const programs = Array.from({ length: 800 }, (_, index) =>
      makeProgram({
        id: `p${index}`,
        title: { fi: `Ohjelma ${index}` },
        description: { fi: `sana${index} `.repeat(60) },
      }),
    );
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await ProgramSearch.build(programs, new Lexicon(testTerms));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});
