import { readFileSync } from "node:fs";
import { createLanguageDetector, type LanguageDetector } from "../../src/understanding/detect-language.ts";
import { createMorphology } from "../../src/understanding/morphology.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";
import { sharedPath } from "../helpers/shared.ts";

const withoutFiles = createLanguageDetector(createMorphology({}), {});

/** What holds with the language files and without. */
function detects(detector: LanguageDetector): void {
  test.each([
    ["Mitä tekemistä lapsille viikonloppuna?", "fi"],
    ["oon 16, haluun roolipelejä", "fi"],
    ["What can we do with the kids this weekend?", "en"],
    ["sewing workshop on Saturday morning", "en"],
    ["Hej, finns det sagostunder för barn på svenska?", "sv"],
    ["Är biblioteket öppet på söndag?", "sv"],
    ["Tack så mycket", "sv"],
    ["moi", "fi"],
    ["hello", "en"],
    ["hej", "sv"],
    ["tack", "sv"],
    ["God morgon!", "sv"],
    ["barnprogram i Oodi", "sv"],
    ["Hej, har ni öppet på lördag?", "sv"],
    ["Finns det något för barn i Vallgård?", "sv"],
  ])("%s is in %s", (text, language) => {
    expect(detector.detect(text)).toBe(language);
  });

  test.each([
    "ok",
    "👍",
    "",
    "   ",
    "12.5.",
    "\u0000\u200b",
    "مرحبا",
    "мир",
    "https://helmet.fi",
    "a@b.example",
  ])("%j gives no evidence", (text) => {
    expect(detector.detect(text)).toBeUndefined();
    expect(detector.detect(text, "fi")).toBe("fi");
  });

  test("the conversation keeps its language on the name of a topic, a program or a place", () => {
    for (const text of ["workshop", "book club", "jazz", "stop", "ok"])
      expect(detector.detect(text, "fi")).toBe("fi");
    for (const text of ["satutunti", "Oodi", "muskari", "Kallion kirjasto"]) {
      expect(detector.detect(text, "en")).toBe("en");
    }
  });

  test("the conversation changes its language on a greeting, a request or a sentence", () => {
    for (const text of ["hello", "in English please", "is there anything for babies"]) {
      expect(detector.detect(text, "fi")).toBe("en");
    }
    for (const text of ["moi", "suomeksi kiitos", "onko vauvoille mitään"])
      expect(detector.detect(text, "en")).toBe("fi");
    expect(detector.detect("pratar du svenska?", "fi")).toBe("sv");
  });

  test.each([
    ["ja hej mitä kuuluu", "fi"],
    ["hej onko mitään lauantaina", "fi"],
    ["moi onks mitään barn night", "fi"],
    ["Hej! Onko teillä satutunteja ruotsiksi?", "fi"],
    ["tack så mycket, mutta suomeksi kiitos", "fi"],
    ["en jaksa", "fi"],
    ["onko siellä svenskspråkigt ohjelmaa?", "fi"],
    ["hi there, is there anything på svenska for my kids?", "en"],
    ["I am a man in need of a book", "en"],
    ["hej, do you have any concerts?", "en"],
  ])("Swedish words in '%s' do not make it Swedish", (text, language) => {
    for (const current of [undefined, "fi", "en"] as const)
      expect(detector.detect(text, current)).toBe(language);
  });

  test("a title in quotation marks does not tell the patron's language", () => {
    expect(detector.detect('Milloin on "Story time in English"?')).toBe("fi");
    expect(detector.detect('When is "Lasten satutunti"?')).toBe("en");
  });

  test("an enormous or hostile text is read in a moment", () => {
    const started = Date.now();
    for (const piece of ["å", '"', "a-", "a@", "x", "'", "https:", "satutunti ", "a b "]) {
      detector.detect(piece.repeat(10_000));
    }
    expect(Date.now() - started).toBeLessThan(1_000);
  });
}

describe("without language files", () => detects(withoutFiles));

describeWithFiles("with language files", () => {
  const detector = createLanguageDetector(createMorphology(languageFiles), languageFiles);
  detects(detector);

  test.each([
    ["tilaisuuksia", "fi"],
    ["varhaiskasvatus", "fi"],
    ["leikkipuisto", "fi"],
    ["knitting", "en"],
    ["exhibitions", "en"],
    ["neighbourhood", "en"],
    ["se on", "fi"],
    ["on the", "en"],
    ["in Kallio", "en"],
    ["Töölö library", "en"],
  ])("%s is in %s", (text, language) => {
    expect(detector.detect(text)).toBe(language);
  });

  const path = {
    fi: sharedPath("data/language/sib200/fin_Latn/dev.tsv"),
    en: sharedPath("data/language/sib200/eng_Latn/dev.tsv"),
    sv: sharedPath("data/language/sib200/swe_Latn/dev.tsv"),
  };
  const { fi, en, sv } = path;
  if (fi === undefined || en === undefined || sv === undefined) {
    console.log("skipped: accuracy on real sentences (the shared data is not there)");
    return;
  }

  const wordsOf = (file: string) =>
    sentencesOf(file).map((sentence) =>
      (sentence.match(/\p{L}{2,}/gu) ?? []).filter((word) => word === word.toLowerCase()),
    );
  const right = (texts: readonly string[], language: string) =>
    (100 * texts.filter((text) => detector.detect(text) === language).length) / texts.length;

  test("single words and pairs of words are told apart", () => {
    for (const [language, file] of [
      ["fi", fi],
      ["en", en],
    ] as const) {
      const words = wordsOf(file);
      const pairs = words.flatMap((list) => list.slice(1).map((word, i) => `${list[i]} ${word}`));
      expect(right(words.flat(), language)).toBeGreaterThan(98);
      expect(right(pairs, language)).toBeGreaterThan(99.4);
      expect(right(sentencesOf(file), language)).toBeGreaterThan(99);
    }
  });

  test("Swedish sentences are recognised", () => {
    expect(right(sentencesOf(sv), "sv")).toBeGreaterThan(95);
  });
});

function sentencesOf(file: string): string[] {
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => line.split("\t")[2] ?? "");
}
