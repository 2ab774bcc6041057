/**
 * Tells what the words of a Finnish text are: base form, parts of a compound, case, kind of name. It reads Voikko's
 * transducer; without it, words are cut to Snowball stems. It looks at one word at a time and never at its meaning.
 */
import { newStemmer } from "snowball-stemmers";
import { DOMAIN_WORDS, type DomainWord, findStem } from "./domain-words.ts";
import type { LanguageFiles } from "./language-files.ts";
import { type Analysis, readAnalysis } from "./read-analysis.ts";
import { remember } from "./remember.ts";
import { openTransducer, type Transducer, WORD_LIMIT } from "./vfst.ts";

export type { Analysis } from "./read-analysis.ts";

export interface Morphology {
  /** False when words are only cut to stems, for want of Voikko. */
  readonly full: boolean;
  /** Gives the readings of a word, likeliest first; empty when it is unknown or not a word. */
  analyse(word: string): readonly Analysis[];
  /** Gives the different base forms of a word, lower-case, likeliest first; for an unknown word its stem. */
  bases(word: string): readonly string[];
}

const stemmer = newStemmer("finnish");

/** Builds a morphology over the files that are there. Throws when Voikko's file is not what it should be. */
export function createMorphology(files: Pick<LanguageFiles, "voikko">): Morphology {
  if (files.voikko === undefined)
    return { full: false, analyse: () => [], bases: (word) => [stemOf(tidy(word))] };
  const transduce = openTransducer(files.voikko);
  const analyse = remember((word: string) => analyseWord(word, transduce));
  const bases = remember((word: string): readonly string[] => {
    const readings = analyse(word);
    return readings.length === 0 ? [stemOf(word)] : distinctBases(readings);
  });
  return { full: true, analyse: (word) => analyse(tidy(word)), bases: (word) => bases(tidy(word)) };
}

function tidy(word: string): string {
  // Cut before the costly steps: what is longer than the limit by far is no word.
  return word
    .slice(0, WORD_LIMIT * 2)
    .normalize("NFC")
    .toLowerCase()
    .replace(/^-+|-+$/g, "")
    .slice(0, WORD_LIMIT);
}

function stemOf(word: string): string {
  return word.length > WORD_LIMIT / 2 ? word : stemmer.stem(word);
}

function distinctBases(readings: readonly Analysis[]): readonly string[] {
  const common = readings.filter((reading) => reading.properName === undefined);
  const chosen = common.length > 0 ? common : readings;
  return [...new Set(chosen.map((reading) => reading.base.toLowerCase()))];
}

function analyseWord(word: string, transduce: Transducer): readonly Analysis[] {
  const known = likelyReadings(transduce(word));
  if (known.length > 0) return known;
  const hyphen = word.lastIndexOf("-");
  if (hyphen > 0)
    return joinHyphenated(word.slice(0, hyphen), analyseWord(word.slice(hyphen + 1), transduce));
  for (const domainWord of DOMAIN_WORDS) {
    const readings = readAsModel(word, domainWord, transduce);
    if (readings.length > 0) return readings;
  }
  return readSpoken(word, transduce);
}

/** Keeps the readings with the fewest parts (varsinainen is no varsi + nainen), ordinary words before names. */
function likelyReadings(outputs: readonly string[]): readonly Analysis[] {
  if (outputs.length === 0) return [];
  const partCounts = outputs.map((output) => output.split("[Bc]").length);
  const fewest = Math.min(...partCounts);
  const whole = outputs.filter((_, i) => partCounts[i] === fewest);
  const common = whole.filter((output) => !isRare(output, whole));
  const readings = (common.length > 0 ? common : whole).map(readAnalysis);
  const seen = new Set<string>();
  return readings
    .filter((reading) => {
      const key = `${reading.base} ${reading.wordClass} ${reading.case} ${reading.number} ${reading.properName}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => rank(a) - rank(b));
}

/** Readings that are written like a far commoner one. */
function isRare(output: string, others: readonly string[]): boolean {
  // Agent participle (lukema of lukea) beside the third infinitive; potential (vuotiaille) beside a noun.
  if (output.includes("[Rm]") || output.includes("[Tm]")) return true;
  // Agent noun (kirjoja, who embroiders) beside the plural partitive (kirjoja, books).
  return /\[Xj\]j[aä]\[X\]\[Sn\]\[Ny\]/.test(output) && others.some((other) => other.includes("[Sp][Nm]"));
}

const FUNCTION_CLASSES = new Set(["pronoun", "conjunction", "adverb", "adposition", "negation"]);

function rank(reading: Analysis): number {
  if (reading.properName !== undefined) return 2;
  return FUNCTION_CLASSES.has(reading.wordClass) ? 0 : 1;
}

/** 3d-tulostusta: the last part is inflected, what stands before it is taken as written. */
function joinHyphenated(start: string, readings: readonly Analysis[]): readonly Analysis[] {
  const before = start.split("-").filter((part) => part !== "");
  return readings.map(({ properName: _, ...reading }) => ({
    ...reading,
    base: `${start}-${reading.base}`,
    parts: [...before, ...reading.parts],
    written: [...before, ...reading.written],
    ...(reading.verb === undefined ? {} : { verb: `${start}-${reading.verb}` }),
    ...(reading.action === undefined ? {} : { action: `${start}-${reading.action}` }),
  }));
}

function readAsModel(word: string, domainWord: DomainWord, transduce: Transducer): readonly Analysis[] {
  const at = findStem(word, domainWord);
  if (at < 0) return [];
  const { stem, model } = domainWord;
  const back = (text: string, from: number) =>
    text.startsWith(model, from) ? text.slice(0, from) + stem + text.slice(from + model.length) : undefined;
  const backPart = (part: string) => back(part, 0) ?? part;
  const readings = likelyReadings(transduce(word.slice(0, at) + model + word.slice(at + stem.length)));
  return readings.flatMap(({ properName: _, verb, action, ...reading }) => {
    const base = back(reading.base.toLowerCase(), at);
    if (base === undefined) return [];
    const [ownVerb, ownAction] = [verb && back(verb, at), action && back(action, at)];
    return {
      ...reading,
      base,
      parts: reading.parts.map(backPart),
      written: reading.written.map(backPart),
      ...(ownVerb && { verb: ownVerb }),
      ...(ownAction && { action: ownAction }),
    };
  });
}

/** Endings as they are said, and as they are written: oodis -> oodissa, malmil -> malmilla, lapseks -> lapseksi. */
const SPOKEN_ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[aeiouyäö]s$/, ["sa", "sä"]],
  [/[aeiouyäö]l$/, ["la", "lä"]],
  [/[aeiouyäö][sl]t$/, ["a", "ä"]],
  [/[aeiouyäö]ks$/, ["i"]],
];
const SPOKEN_CASES = new Set(["inessive", "elative", "adessive", "ablative", "translative"]);

function readSpoken(word: string, transduce: Transducer): readonly Analysis[] {
  for (const [ending, completions] of SPOKEN_ENDINGS) {
    if (word.length < 5 || !ending.test(word)) continue;
    for (const completion of completions) {
      const readings = likelyReadings(transduce(word + completion));
      const local = readings.filter(
        (reading) => reading.case !== undefined && SPOKEN_CASES.has(reading.case),
      );
      if (local.length > 0) return local;
    }
  }
  return [];
}
