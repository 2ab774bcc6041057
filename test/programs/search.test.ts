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
  const found = search.search(topics, language);
  const scoreOf = (number: number) => found.get(number)?.score ?? 0;
  return found.numbers
    .toSorted((a, b) => scoreOf(b) - scoreOf(a))
    .map((number) => Object.values(programs[number]?.title ?? {})[0]);
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

  test("translates the parts of a compound for texts in another language only", async () => {
    const texts = [{ fi: "Riimi ja jakso" }, { en: "Poem course" }];
    expect(await find(texts, ["runokurssi"])).toEqual(["Poem course"]);
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
    expect(found.get(1)?.score).toBeGreaterThan(found.get(0)?.score ?? 1);
  });

  test("takes a circle for a club before it takes a course for one", async () => {
    expect(await find(["Runokurssi", "Runopiiri"], ["runokerho"])).toEqual(["Runopiiri", "Runokurssi"]);
  });

  test("finds a word by its beginning when its misspelt ending hides it", async () => {
    expect(await find(["Novelli", "Nojatuoli"], ["novelit"])).toEqual(["Novelli"]);
  });

  test("tells one photograph from another by a word that alone is found everywhere", async () => {
    const programs = ["Uudet kuvat", "Vanhat kuvat"].map((title) =>
      makeProgram({ id: title, title: { fi: title } }),
    );
    const search = await ProgramSearch.build(programs, new Lexicon({ ...testTerms, isWord: () => true }));
    const scoreOf = (number: number) => search.search(["old photographs"], "en").get(number)?.score ?? 0;
    expect(scoreOf(1)).toBeGreaterThan(scoreOf(0));
    expect(search.search(["old"], "en").size).toBe(0);
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

  test("never takes a word of the dictionary for a misspelt one", async () => {
    const knows = (...words: string[]) =>
      new Lexicon({ ...testTerms, isWord: (word) => words.includes(word) });
    const programs = [
      makeProgram({ id: "a", title: { fi: "Saunaa ja sanoja" } }),
      makeProgram({ id: "b", title: { fi: "Sanna lukee" } }),
    ];
    const forgiving = await ProgramSearch.build(programs.slice(1), knows());
    expect(forgiving.search(["sauna"], "fi").numbers).toEqual([0]);
    const strict = await ProgramSearch.build(programs.slice(1), knows("sauna"));
    expect(strict.search(["sauna"], "fi").size).toBe(0);
  });

  test("names a misspelt topic as it is written", async () => {
    const programs = [
      makeProgram({ id: "a", title: { fi: "Satutunti" } }),
      makeProgram({ id: "b", title: { fi: "Keramiikka" } }),
    ];
    const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
    expect(search.search(["satutuntti"], "fi").get(0)?.topics).toEqual(["satutunti"]);
    expect(search.search(["keramikka"], "fi").get(1)?.topics).toEqual(["keramiikka"]);
  });

  test("claims no topic that only the small print, half of it or a wider word names", async () => {
    const mention = { id: "mention", title: { fi: "Avoin ilta" }, description: { fi: "Shakki odottaa." } };
    const programs = [
      makeProgram(mention),
      makeProgram({ id: "wider", title: { fi: "Tuolijumppa" } }),
      makeProgram({ id: "half", title: { en: "Garden tools" } }),
    ];
    const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
    expect(search.search(["shakki"], "fi").get(0)).toMatchObject({
      topics: [],
      nearness: "mentioned",
    });
    expect(search.search(["vesijumppa"], "fi").get(1)).toMatchObject({ topics: [], nearness: "near" });
    expect(search.search(["garden chess"], "en").get(2)).toMatchObject({
      topics: [],
      nearness: "mentioned",
    });
  });

  test("claims no story hour for tales that are told elsewhere, nor for parts that stand apart", async () => {
    const programs = [
      makeProgram({ id: "tale", title: { fi: "Avoin ilta" }, summary: { fi: "Runo, satu ja kahvi." } }),
      makeProgram({ id: "apart", title: { fi: "Satu" }, summary: { fi: "Kesto: tunti." } }),
      makeProgram({ id: "hour", title: { fi: "Iltasatu" } }),
    ];
    const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
    const found = search.search(["satutunti"], "fi");
    expect([0, 1, 2].map((number) => found.get(number)?.topics ?? [])).toEqual([[], [], ["satutunti"]]);
    expect([0, 1].map((number) => found.get(number)?.nearness)).toEqual(["mentioned", "mentioned"]);
  });

  test("claims no translated topic for parts that stand apart, and takes a form from the title only", async () => {
    const programs = [
      makeProgram({ id: "both", title: { en: "The hour of tales" } }),
      makeProgram({ id: "print", title: { en: "Tales of a city" }, summary: { en: "One hour on foot." } }),
    ];
    const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
    const found = search.search(["satutunti"], "fi");
    expect(found.get(0)).toMatchObject({ topics: [], nearness: "mentioned" });
    expect(found.has(1)).toBe(false);
  });

  test("offers what a part of a compound names without claiming the compound", async () => {
    const search = await ProgramSearch.build(
      [makeProgram({ id: "cat", title: { fi: "Kissa" } }), makeProgram({ id: "en", title: { en: "Cats" } })],
      new Lexicon(testTerms),
    );
    const found = search.search(["kissakerho"], "fi");
    for (const number of [0, 1]) expect(found.get(number)).toMatchObject({ topics: [], nearness: "sure" });
  });

  test("wants the words of a name in one text", async () => {
    const programs = [
      makeProgram({ id: "apart", title: { en: "Chess book" }, summary: { en: "Our club is new." } }),
      makeProgram({ id: "name", title: { en: "The book club" } }),
    ];
    const search = await ProgramSearch.build(programs, new Lexicon(testTerms));
    const found = search.search(["book club"], "en");
    expect([0, 1].map((number) => found.get(number)?.topics)).toEqual([undefined, ["book club"]]);
  });

  test("offers a wider topic only when nothing names the topic itself", async () => {
    expect(await find(["Tuolijumppa", "Vesijumppa"], ["vesijumppa"])).toEqual(["Vesijumppa"]);
  });

  test("finds where a language is learnt, and not what is merely held in it", async () => {
    const texts = [
      { en: "Morning yoga in Finnish" },
      { en: "English story time" },
      { fi: "Koodikerho englanniksi" },
      { en: "Finnish for absolute beginners" },
      { en: "Finnish language café", fi: "Suomen kielen kielikahvila" },
      { fi: "Englannin kielen keskusteluryhmä" },
    ];
    // A program is named here by its first title.
    const finnish = ["Finnish for absolute beginners", "Finnish language café"];
    expect((await find(texts, ["Finnish"], "en")).sort()).toEqual(finnish);
    expect((await find(texts, ["suomi"])).sort()).toEqual(finnish);
    expect(await find(texts, ["englanti"])).toEqual(["Englannin kielen keskusteluryhmä"]);
    expect(await find(texts, ["Japanese"], "en")).toEqual([]);
    expect((await find(texts, ["language"], "en")).length).toBe(3);
  });

  test("says which topics it found", async () => {
    const search = await ProgramSearch.build(
      [makeProgram({ id: "a", title: { fi: "Jazzia" } })],
      new Lexicon(testTerms),
    );
    expect(search.search(["jazzia", "ooppera"], "fi").get(0)?.topics).toEqual(["jazzia"]);
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
