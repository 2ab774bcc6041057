import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadLanguageFiles } from "../../src/understanding/language-files.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kutsu-language-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load() {
  return loadLanguageFiles({ KUTSU_VOIKKO_DIR: folder, KUTSU_DICT_DIR: folder });
}

/** The beginning of a transducer: header, one symbol, no transitions. */
function emptyTransducer(): Buffer {
  const file = Buffer.alloc(32);
  file.writeUInt32LE(0x00013a6e, 0);
  file.writeUInt32LE(0x000351fa, 4);
  file.writeUInt16LE(1, 16);
  return file;
}

test("language files that are absent are named with the package that brings them", () => {
  const { voikko, finnishEnglish, englishFinnish, missing } = load();
  expect([voikko, finnishEnglish, englishFinnish]).toEqual([undefined, undefined, undefined]);
  expect(missing.map((file) => file.name)).toEqual([
    "voikko-fi",
    "dict-freedict-fin-eng",
    "dict-freedict-eng-fin",
  ]);
  expect(missing.map((file) => file.remedy)).toContain("apt-get install voikko-fi");
  expect(missing.every((file) => file.loses.length > 0 && file.problem === undefined)).toBe(true);
});

test("the folder of KUTSU_VOIKKO_DIR may hold mor.vfst itself or Voikko's tree", () => {
  writeFileSync(join(folder, "mor.vfst"), emptyTransducer());
  expect(load().voikko).toHaveLength(32);
  rmSync(join(folder, "mor.vfst"));
  mkdirSync(join(folder, "5", "mor-standard"), { recursive: true });
  writeFileSync(join(folder, "5", "mor-standard", "mor.vfst"), emptyTransducer());
  expect(load().voikko).toHaveLength(32);
});

test("a morphology that is no transducer counts as missing and says why", () => {
  writeFileSync(join(folder, "mor.vfst"), "<html>not found</html>");
  const { voikko, missing } = load();
  expect(voikko).toBeUndefined();
  expect(missing[0]?.problem).toMatch(/^Cannot open transducer: /);
});

test("a dictionary is read from a zipped or a plain file and needs its index", () => {
  writeFileSync(join(folder, "freedict-fin-eng.dict.dz"), gzipSync("talo\nhouse\n"));
  expect(load().finnishEnglish).toBeUndefined();
  writeFileSync(join(folder, "freedict-fin-eng.index"), "talo\tA\tL\n");
  expect(load().finnishEnglish?.text.toString()).toBe("talo\nhouse\n");
  writeFileSync(join(folder, "freedict-eng-fin.dict"), "house\ntalo\n");
  writeFileSync(join(folder, "freedict-eng-fin.index"), "house\tA\tL\n");
  expect(load().englishFinnish?.text.toString()).toBe("house\ntalo\n");
});

test("a dictionary with a damaged zip counts as missing and says why", () => {
  writeFileSync(join(folder, "freedict-fin-eng.index"), "talo\tA\tL\n");
  writeFileSync(join(folder, "freedict-fin-eng.dict.dz"), gzipSync("talo\nhouse\n").subarray(0, 15));
  const missing = load().missing.find((file) => file.name === "dict-freedict-fin-eng");
  expect(missing?.problem).toBeDefined();
});
