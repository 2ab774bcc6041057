import { createMorphology } from "../../src/understanding/morphology.ts";
import { readAnalysis } from "../../src/understanding/read-analysis.ts";
import { checkTransducer, openTransducer } from "../../src/understanding/vfst.ts";
import { describeWithFiles, hasLanguageFiles, languageFiles } from "../helpers/language-files.ts";
import { openLibvoikko } from "../helpers/libvoikko.ts";

describe("an output of the transducer", () => {
  test("gives the base form and the parts of a compound, as base forms and as written", () => {
    const analysis = readAnalysis("[Ln][Xp]lapsi[X]las[Sg][Nm]ten[Bh][Bc][Ln][Xp]kirja[X]kirja[Sall][Ny]lle");
    expect(analysis).toEqual({
      base: "lastenkirja",
      parts: ["lapsi", "kirja"],
      written: ["lasten", "kirja"],
      wordClass: "noun",
      case: "allative",
      number: "singular",
    });
  });

  test("gives the verb under a participle and under a derived noun", () => {
    expect(readAnalysis("[Lt][Xp]juosta[X]juos[Ll][Rt]t[Xj]u[X]u[Sn][Ny]")).toMatchObject({
      base: "juostu",
      verb: "juosta",
      participle: true,
    });
    expect(readAnalysis("[Lt][Xp]opastaa[X]opast[Ln][Xj]us[X]u[Sn][Ny]s")).toMatchObject({
      base: "opastus",
      verb: "opastaa",
    });
  });

  test("gives the noun of an action beside its verb", () => {
    expect(readAnalysis("[Lt][Xp]lukea[X]luke[Tn4]mi[Sp][Ny]stä")).toMatchObject({
      base: "lukea",
      action: "lukeminen",
    });
  });

  test("tells names apart", () => {
    expect(readAnalysis("[Lep][Xp]Helsinki[X]helsingi[Sine][Ny]ssä")).toMatchObject({
      base: "Helsinki",
      properName: "place",
    });
    expect(readAnalysis("[Lee][Xp]Matti[X]matt[Sn][Ny]i").properName).toBe("first");
    expect(readAnalysis("[Les][Xp]Kallio[X]kallio[Sg][Ny]n").properName).toBe("last");
  });
});

describeWithFiles("the morphology with Voikko's file", () => {
  const morphology = createMorphology(languageFiles);

  test.each([
    ["satutunnille", "satutunti"],
    ["digiopastukseen", "digiopastus"],
    ["kirjastoissammekin", "kirjasto"],
    ["Helsingissä", "helsinki"],
    ["uudessa-seelannissa", "uusi-seelanti"],
    ["viidestätoista", "viisitoista"],
    ["muskariin", "muskari"],
    ["vauvamuskareissa", "vauvamuskari"],
    ["makerspacessa", "makerspace"],
    ["vuotiaalle", "vuotias"],
    ["3D-tulostusta", "3d-tulostus"],
    ["drag-satutunneilla", "drag-satutunti"],
    ["oodis", "oodi"],
    ["kirjastost", "kirjasto"],
    ["parempi", "hyvä"],
  ])("%s has the base form %s first", (word, base) => {
    expect(morphology.bases(word)[0]).toBe(base);
  });

  test("a word with several readings has all base forms, without far-fetched compounds", () => {
    expect(morphology.bases("voimassa")).toEqual(expect.arrayContaining(["voida", "voima"]));
    expect(morphology.bases("varsinaista")).toEqual(["varsinainen"]);
    expect(morphology.bases("kirjoja")).not.toContain("kirjoja");
  });

  test("a compound tells its parts, case and number", () => {
    expect(morphology.analyse("vauvamuskareissa")[0]).toMatchObject({
      parts: ["vauva", "muskari"],
      case: "inessive",
      number: "plural",
    });
  });

  test("composed and decomposed letters are one", () => {
    expect(morphology.bases("päivällä".normalize("NFD"))).toEqual(morphology.bases("päivällä"));
  });

  test("what is no Finnish word has no readings, and its stem as base form", () => {
    expect(morphology.analyse("workshopping")).toEqual([]);
    expect(morphology.bases("qwertyjen")).toHaveLength(1);
    for (const word of ["", "-", "---", "🎉", "\u0000", "мир", "x".repeat(100_000), "-".repeat(100_000)]) {
      expect(morphology.analyse(word)).toEqual([]);
    }
  });

  test("the parts of a numeral must agree", () => {
    expect(morphology.bases("kolmellekymmenelle")[0]).toBe("kolmekymmentä");
    expect(morphology.analyse("kolmellekymmenessä")).toEqual([]);
  });

  test.each(["ali", "suur", "veden", "kaksi"])("a word of many %s is given up at once", (piece) => {
    // Without the limit "alialiali..." goes on for minutes.
    const transduce = openTransducer(languageFiles.voikko ?? Buffer.alloc(0));
    const word = piece.repeat(64 / piece.length);
    const times = Array.from({ length: 5 }, () => {
      const started = process.hrtime.bigint();
      transduce(word);
      return Number(process.hrtime.bigint() - started) / 1e6;
    });
    expect(Math.min(...times)).toBeLessThan(10);
  });
});

describe("the morphology without Voikko's file", () => {
  const morphology = createMorphology({});

  test("cuts words to stems and says that it is not full", () => {
    expect(morphology.full).toBe(false);
    expect(morphology.bases("kirjastossa")).toEqual(morphology.bases("kirjaston"));
    expect(morphology.analyse("kirjastossa")).toEqual([]);
  });
});

describe("a transducer file", () => {
  test("that is no such file or ends early is refused with the remedy", () => {
    expect(() => checkTransducer(Buffer.from("x"))).toThrow(/install voikko-fi again/);
    expect(() => checkTransducer(Buffer.alloc(100))).toThrow(/not an unweighted VFST file/);
    const cut = Buffer.alloc(18);
    cut.writeUInt32LE(0x00013a6e, 0);
    cut.writeUInt32LE(0x000351fa, 4);
    cut.writeUInt16LE(9, 16);
    expect(() => checkTransducer(cut)).toThrow(/ends inside its symbols/);
  });

  test("that is cut in the middle of its transitions knows less and does not throw", () => {
    if (languageFiles.voikko === undefined) return;
    const transduce = openTransducer(languageFiles.voikko.subarray(0, languageFiles.voikko.length / 3));
    expect(() => transduce("kirjastossa")).not.toThrow();
  });
});

const oracle = hasLanguageFiles ? openLibvoikko() : undefined;
if (oracle === undefined)
  console.log("skipped: comparison with libvoikko (libvoikko1 or voikko-fi is not installed)");

(oracle === undefined ? test.skip : test)(
  "base forms are those of libvoikko on 99.5 % of dictionary words",
  () => {
    const { voikko, finnishEnglish } = languageFiles;
    if (voikko === undefined || finnishEnglish === undefined || oracle === undefined) return;
    const transduce = openTransducer(voikko);
    const words = sampleWords(finnishEnglish.text.toString("utf8"), 4_000);
    const joined = (bases: readonly string[]) =>
      [...new Set(bases.map((base) => base.toLowerCase()))].sort().join(" ");
    const different = words.filter(
      (word) => joined(transduce(word).map((output) => readAnalysis(output).base)) !== joined(oracle(word)),
    );
    console.log(`libvoikko agrees on ${words.length - different.length} of ${words.length} words`);
    expect(words.length).toBeGreaterThan(3_000);
    expect(different.length / words.length).toBeLessThan(0.005);
  },
);

/** Gives different words, inflected ones too, evenly spread over the definitions of the dictionary. */
function sampleWords(text: string, count: number): string[] {
  const words = [...new Set(text.toLowerCase().match(/(?<![\p{L}-])[a-zåäö]{2,30}(?![\p{L}-])/gu) ?? [])];
  const step = Math.max(1, Math.floor(words.length / count));
  return words.filter((_, i) => i % step === 0);
}
