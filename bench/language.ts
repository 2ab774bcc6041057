/**
 * What understanding words costs and how often it is right, with the language files and without: load time and memory, languages
 * told apart on words, pairs and sentences, microseconds a word, and Finnish sentences that find their English twin by the pivot.
 * Needs the SIB-200 sentences beside the checkout (or in KUTSU_SHARED); without them it prints times only.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "../src/root.ts";
import { createLanguageDetector, type LanguageDetector } from "../src/understanding/detect-language.ts";
import { createDictionary } from "../src/understanding/dictionary.ts";
import { type LanguageFiles, loadLanguageFiles } from "../src/understanding/language-files.ts";
import { createMorphology, type Morphology } from "../src/understanding/morphology.ts";
import { createTerms } from "../src/understanding/terms.ts";
import type { Understanding } from "../src/understanding/understanding.ts";

const SENTENCES = join(process.env.KUTSU_SHARED ?? rootPath("..", "shared"), "data", "language", "sib200");
const CODES = { fi: "fin_Latn", en: "eng_Latn", sv: "swe_Latn" } as const;
type Code = keyof typeof CODES;

interface Parts {
  readonly morphology: Morphology;
  readonly detector: LanguageDetector;
  readonly terms: Understanding["terms"];
}

function main(): void {
  const started = process.memoryUsage().rss;
  const files = timed("read files", () => loadLanguageFiles());
  if (files.missing.length > 0) console.log(`missing: ${files.missing.map((file) => file.name).join(", ")}`);
  const full = build(files, "with files");
  console.log(
    `${"memory".padEnd(34)}${((process.memoryUsage().rss - started) / 1e6).toFixed(0).padStart(8)} MB`,
  );
  const bare = build({ missing: [] }, "without");
  if (!existsSync(SENTENCES)) {
    console.log("skipped: accuracy and speed (the SIB-200 sentences are not there)");
    return;
  }
  const sentences = { fi: read("fi"), en: read("en"), sv: read("sv") };
  for (const [name, parts] of [
    ["with files", full],
    ["without files", bare],
  ] as const) {
    console.log(`\n${name}`);
    accuracy(parts.detector, sentences);
    speed(parts, [...sentences.fi.values()]);
  }
  twins(full.terms, sentences);
}

function build(files: LanguageFiles, name: string): Parts {
  const morphology = timed(`morphology, ${name}`, () => createMorphology(files));
  const dictionary = timed(`dictionary, ${name}`, () => createDictionary(files));
  const detector = timed(`language detector, ${name}`, () => createLanguageDetector(morphology, files));
  return { morphology, detector, terms: createTerms({ morphology, dictionary, detector }) };
}

function timed<T>(name: string, work: () => T): T {
  const started = process.hrtime.bigint();
  const result = work();
  console.log(
    `${name.padEnd(34)}${(Number(process.hrtime.bigint() - started) / 1e6).toFixed(0).padStart(8)} ms`,
  );
  return result;
}

/** Gives the sentences of a language by their number, which is the same for their twins. */
function read(code: Code): Map<string, string> {
  const rows = ["train", "dev"].flatMap((part) =>
    readFileSync(join(SENTENCES, CODES[code], `${part}.tsv`), "utf8")
      .trim()
      .split("\n")
      .slice(1),
  );
  return new Map(rows.map((row) => row.split("\t")).map(([id = "", , text = ""]) => [id, text]));
}

function accuracy(detector: LanguageDetector, sentences: Record<Code, Map<string, string>>): void {
  for (const code of ["fi", "en", "sv"] as const) {
    const texts = [...sentences[code].values()];
    const words = texts.map((text) => [...(text.match(/\p{L}[\p{L}'’-]*/gu) ?? [])]);
    const small = words.map((list) => list.filter((word) => word.length > 1 && word === word.toLowerCase()));
    const pairs = (lists: readonly (readonly string[])[]) =>
      lists.flatMap((list) => list.slice(1).map((word, i) => `${list[i]} ${word}`));
    const samples: Readonly<Record<string, readonly string[]>> =
      code === "sv"
        ? { sentences: texts }
        : {
            words: small.flat(),
            pairs: pairs(small),
            "words with names": words.flat(),
            "pairs with names": pairs(words),
            sentences: texts,
          };
    for (const [name, sample] of Object.entries(samples)) {
      const right = sample.filter((text) => detector.detect(text) === code).length;
      const percent = ((100 * right) / sample.length).toFixed(1);
      console.log(`${`  ${code} right, ${name}`.padEnd(34)}${percent.padStart(8)} %  of ${sample.length}`);
    }
  }
}

function speed({ morphology, detector, terms }: Parts, texts: readonly string[]): void {
  const words = texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []);
  const few = words.slice(0, 3_000);
  const sample = texts.slice(0, 150);
  perUnit("analyse a word, mostly new", words, words.length, 1, (word) => morphology.analyse(word));
  perUnit("detect a word, warm", few, few.length, 5, (word) => detector.detect(word));
  perUnit("terms of a word, warm", sample, sample.join(" ").split(" ").length, 5, (text) =>
    terms(text, "fi"),
  );
}

function perUnit(
  name: string,
  texts: readonly string[],
  units: number,
  rounds: number,
  work: (text: string) => unknown,
): void {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = process.hrtime.bigint();
    for (const text of texts) work(text);
    best = Math.min(best, Number(process.hrtime.bigint() - started) / 1e3 / units);
  }
  console.log(`${`  ${name}`.padEnd(34)}${best.toFixed(1).padStart(8)} µs`);
}

/** Ranks all Finnish sentences for each English one by cosine over pivot stems weighted by rarity. */
function twins(terms: Understanding["terms"], sentences: Record<Code, Map<string, string>>): void {
  const ids = [...sentences.fi.keys()].filter((id) => sentences.en.has(id));
  const finnish = ids.map((id) => terms(sentences.fi.get(id) ?? "").pivot);
  const english = ids.map((id) => terms(sentences.en.get(id) ?? "").pivot);
  const seen = new Map<string, number>();
  for (const stems of [...finnish, ...english])
    for (const stem of new Set(stems)) seen.set(stem, (seen.get(stem) ?? 0) + 1);
  const weigh = (stems: readonly string[]) => {
    const weights = new Map(
      [...new Set(stems)].map((stem) => [stem, Math.log((2 * ids.length) / (seen.get(stem) ?? 1))]),
    );
    const length = Math.hypot(...weights.values()) || 1;
    return new Map([...weights].map(([stem, weight]) => [stem, weight / length]));
  };
  const vectors = finnish.map(weigh);
  const right = english.map(weigh).filter((wanted, i) => {
    const scores = vectors.map((vector) => {
      let sum = 0;
      for (const [stem, weight] of wanted) sum += weight * (vector.get(stem) ?? 0);
      return sum;
    });
    return scores.indexOf(Math.max(...scores)) === i;
  });
  const percent = ((100 * right.length) / ids.length).toFixed(1);
  console.log(`\n${"English finds its Finnish twin".padEnd(34)}${percent.padStart(8)} %  of ${ids.length}`);
}

main();
