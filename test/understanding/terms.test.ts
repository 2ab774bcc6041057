import { createLanguageDetector } from "../../src/understanding/detect-language.ts";
import { createDictionary } from "../../src/understanding/dictionary.ts";
import type { LanguageFiles } from "../../src/understanding/language-files.ts";
import { createMorphology } from "../../src/understanding/morphology.ts";
import { createTerms } from "../../src/understanding/terms.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";

function termsOver(files: Pick<LanguageFiles, "voikko" | "finnishEnglish" | "englishFinnish">) {
  const morphology = createMorphology(files);
  const detector = createLanguageDetector(morphology, files);
  return createTerms({ morphology, dictionary: createDictionary(files), detector });
}

const withoutFiles = termsOver({});

describeWithFiles("terms with language files", () => {
  const terms = termsOver(languageFiles);

  test.each([
    ["satutunnille", ["satutunti", "satu", "tunti"]],
    ["lasten kirjat", ["lapsi", "kirja"]],
    ["Sarjakuvatyöpajassa", ["sarjakuvatyöpaja", "sarjakuva", "työpaja", "sarja", "kuva", "työ", "paja"]],
    ["stories and workshops for families", ["story", "workshop", "family"]],
    ["Mikä se on?", []],
    ["What is it?", []],
    ["Vad är det?", []],
    ["Sagostund för barn", ["sagostund", "barn"]],
    ["📚 Satutunti 📚", ["satutunti", "satu", "tunti"]],
    ["Book club / Lukupiiri", ["book", "club", "lukupiiri", "luku", "piiri"]],
  ])("%s gives the words %j", (text, words) => {
    expect(terms(text).words).toEqual(words);
  });

  test("digits and hyphens are kept, with the parts", () => {
    expect(terms("3D-tulostusta").words).toEqual(expect.arrayContaining(["3d-tulostus", "3d", "tulostus"]));
    expect(terms("3D printing").words).toEqual(["3d", "printing"]);
    expect(terms("vuosi 2026").words).toContain("2026");
    expect(terms("hip-hop night", "en").words).toEqual(
      expect.arrayContaining(["hip-hop", "hip", "hop", "night"]),
    );
  });

  test("a participle brings its verb", () => {
    expect(terms("juosseet").words).toEqual(expect.arrayContaining(["juosta"]));
  });

  test.each([
    ["satutunti", "story time"],
    ["lautapelejä nuorille", "board games for young people"],
    ["3D-tulostus", "3D printing"],
    ["runoilta", "poem evening"],
    ["Sarjakuvatyöpaja", "comic workshop"],
    ["neulontaa", "knitting"],
    ["jazzkonsertti", "jazz concert"],
  ])("%s and %s share a pivot", (finnish, english) => {
    const shared = new Set(terms(english, "en").pivot);
    const found = terms(finnish, "fi").pivot.filter((stem) => shared.has(stem));
    expect(found.length).toBeGreaterThanOrEqual(1);
    expect(terms("maksuton", "fi").pivot.filter((stem) => shared.has(stem))).toEqual([]);
  });

  test("the language given decides, and a word that it does not know is read in the other", () => {
    expect(terms("on", "fi").words).toEqual([]);
    expect(terms("satutunnille", "en").words).toContain("satutunti");
    expect(terms("knitting", "fi").words).toEqual(["knitting"]);
  });

  test("titles find their twin in the other language by the pivot alone", () => {
    // Pairs written for this test: the same thing said in both languages, none word by word.
    const pairs: readonly (readonly [string, string])[] = [
      ["Vauvojen loruhetki torstaiaamuna", "Nursery rhymes for babies on Thursday morning"],
      ["Opi ompelemaan oma kassi", "Learn to sew a bag of your own"],
      ["Shakkia kaikenikäisille", "Chess for all ages"],
      ["Kirjailija kertoo uudesta romaanistaan", "An author talks about her new novel"],
      ["Apua puhelimen ja tietokoneen käyttöön", "Help with using your phone and computer"],
      ["Suomen kielen keskusteluryhmä aloittelijoille", "Finnish conversation group for beginners"],
      ["Valokuvanäyttely luonnosta", "An exhibition of nature photographs"],
      ["Koirat kuuntelevat, kun lapset lukevat ääneen", "Dogs listen while children read aloud"],
      ["Korjaa rikkinäinen polkupyöräsi", "Repair your broken bicycle"],
      ["Elokuvailta nuorille", "Film night for teenagers"],
    ];
    const pivots = pairs.map(([finnish, english]) => [terms(finnish).pivot, terms(english).pivot] as const);
    const overlap = (a: readonly string[], b: readonly string[]) =>
      a.filter((stem) => b.includes(stem)).length / a.length;
    const hits = pivots.filter(([finnish], i) => {
      const scores = pivots.map(([, english]) => overlap(finnish, english));
      return scores.indexOf(Math.max(...scores)) === i;
    });
    expect(hits.length).toBeGreaterThanOrEqual(9);
  });
});

describe("terms without language files", () => {
  test("bring inflected forms together by stems and have no pivot", () => {
    expect(withoutFiles("kirjastossa", "fi")).toEqual(withoutFiles("kirjaston", "fi"));
    expect(withoutFiles("stories for families", "en").words).toEqual(["story", "family"]);
    expect(withoutFiles("story time", "en").pivot).toEqual([]);
  });

  test("drop stop words", () => {
    expect(withoutFiles("mikä se on", "fi").words).toEqual([]);
  });
});

describe("terms of strange texts", () => {
  test.each(["", "   ", "🎉🎉", "\u0000\u0007", "?!.,", "---", "'''"])("%j has none", (text) => {
    expect(withoutFiles(text)).toEqual({ words: [], pivot: [] });
  });

  test("a text of 10,000 characters is read in part and in a moment", () => {
    const started = Date.now();
    for (const piece of ["satutunti ", "å", "a-", "kaksi", "مرحبا ", "\u200b", "x' "]) {
      expect(withoutFiles(piece.repeat(10_000 / piece.length)).words.length).toBeLessThan(2_000);
    }
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});
