import { createDictionary, englishStem } from "../../src/understanding/dictionary.ts";
import type { DictdFile } from "../../src/understanding/language-files.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(value: number): string {
  return value < 64 ? (DIGITS[value] ?? "") : base64(Math.floor(value / 64)) + (DIGITS[value % 64] ?? "");
}

/** Writes entries as dictd does: the text, and index lines of headword, offset and length. */
function dictd(entries: readonly (readonly [headword: string, text: string])[]): DictdFile {
  let text = "00databaseinfo\nabout this dictionary\n";
  let index = `00databaseinfo\tA\t${base64(Buffer.byteLength(text))}\n`;
  for (const [headword, body] of entries) {
    index += `${headword}\t${base64(Buffer.byteLength(text))}\t${base64(Buffer.byteLength(body))}\n`;
    text += body;
  }
  return { index: Buffer.from(index), text: Buffer.from(text) };
}

describe("a written dictionary", () => {
  const dictionary = createDictionary({
    finnishEnglish: dictd([
      ["hauki", "hauki /h/ <n>\npike, jack\na fish, long\n"],
      ["kuusi", "kuusi /k/ <n>\n1. spruce\na tree\n2. Christmas tree (at home)\nin December\n"],
      ["kuusi", "kuusi /k/ <numeral>\nsix 2.\nhalf a dozen\n 3.\nanother\n"],
      ["lukea", "lukea /l/ <v>\nto read\nsee letters\n"],
    ]),
    englishFinnish: dictd([
      ["spoon", "spoon /s/ <n>\n1. lusikka, kauha\nfor soup\n2. uistin\nfor fishing\n"],
      ["lure", "lure /l/ <n>\nuistin\nfor fishing\n"],
    ]),
  });

  test("translations are those of the dictionary without its definitions", () => {
    expect(dictionary.translations("hauki")).toEqual(["pike", "jack"]);
  });

  test("first senses of all words that are written alike come before second senses", () => {
    expect(dictionary.translations("kuusi")).toEqual(["spruce", "six", "Christmas tree"]);
  });

  test("the other dictionary is turned round, and the headword whose first sense it is comes first", () => {
    expect(dictionary.translations("lusikka")).toEqual(["spoon"]);
    expect(dictionary.translations("uistin")).toEqual(["lure", "spoon"]);
  });

  test("the pivot is English stems without the little words around them", () => {
    expect(dictionary.pivot("lukea")).toEqual(["read"]);
    expect(dictionary.pivot("kuusi")).toEqual(["spruce", "six", englishStem("christmas"), "tree"]);
  });

  test("names of library programs are known whatever the dictionary says", () => {
    expect(dictionary.pivot("satutunti")).toEqual(expect.arrayContaining([englishStem("story"), "time"]));
  });

  test("an unknown, empty, enormous or strange word has no translation", () => {
    for (const word of ["qwerty", "", "x".repeat(100_000), "00databaseinfo", "\u0000", "__proto__"]) {
      expect(dictionary.translations(word)).toEqual([]);
    }
  });
});

test("without dictionaries there is no pivot, and the dictionary says so", () => {
  const dictionary = createDictionary({});
  expect(dictionary.full).toBe(false);
  expect(dictionary.pivot("satutunti")).toEqual([]);
});

test("a dictionary whose index points outside its text finds nothing and does not throw", () => {
  const broken = createDictionary({
    finnishEnglish: { index: Buffer.from("talo\t////\t////\nkala\tA\t/\nrikki"), text: Buffer.from("kala") },
    englishFinnish: { index: Buffer.from("house\t////\t////\n"), text: Buffer.alloc(0) },
  });
  expect(["talo", "kala", "rikki"].map((word) => broken.translations(word))).toEqual([[], [], []]);
});

describeWithFiles("the FreeDict dictionaries", () => {
  const dictionary = createDictionary(languageFiles);

  test.each([
    ["lapsi", "child"],
    ["kirjasto", "library"],
    ["neulonta", "knitting"],
    ["runo", "poem"],
    ["maahanmuuttaja", "immigrant"],
    ["lautapeli", "board game"],
    ["keskustelu", "conversation"],
  ])("%s is translated as %s", (finnish, english) => {
    expect(dictionary.translations(finnish)).toContain(english);
  });
});
