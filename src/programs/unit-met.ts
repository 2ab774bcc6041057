/** How well programs meet one unit of a topic: by its word, by the parts of it, or by a translation. */
import { FIELD_NAMES, FIELDS, type Field, PIVOTS } from "./program-entry.ts";
import type { Unit } from "./query.ts";
import { MASKS, maskOf, type TermGroup, type TextIndex } from "./text-index.ts";

/** Why a program meets a unit, nearest first; the same names as in a match. */
export const NEARNESS = ["sure", "mentioned", "near"] as const;

/** What meets a unit, by the number of a program. */
export interface UnitMet {
  /** Programs that may meet it. */
  readonly programs: readonly number[];
  /** How well each meets it, 0 to 1, and how near that is, an index of `NEARNESS`. */
  readonly levels: Float32Array;
  readonly nearness: Uint8Array;
  /** 1 where only a part of it is met: good to offer, and not the topic itself. */
  readonly isPart: Uint8Array;
  /** How well each meets it by a translation only, and how near that is. */
  readonly translated: Float32Array;
  readonly translatedNearness: Uint8Array;
}

/** From this level on a program is about a word; below, its small print merely mentions it. */
const ABOUT_LEVEL = 0.75;
const PART_LEVEL = 0.45;
/** A translation of a word of the title, and of a word elsewhere. */
const TITLE_PIVOT_LEVEL = 0.8;
const PIVOT_LEVEL = 0.5;
/** What has every part of a compound, though apart: it may be about something else, so it never tells the topic. */
const ALL_PARTS_LEVEL = 0.6;
/** What has a translation of every part, though apart. */
const ALL_PIVOT_LEVEL = 0.5;
/** Another reading of the same letters is likely not what was meant. */
const GUESS_FACTOR = 0.6;
/** What stands beside a telling part ("kerho") lifts what has it too. */
const BESIDE_LIFT = 0.15;

const [SURE, MENTIONED, NEAR] = [0, 1, 2];

/** A telling part counts where the program speaks of itself, not in the small print. */
const PART_FIELDS: readonly Field[] = [
  ...(["title", "titleConcepts", "concepts", "keywords", "summary", "titleParts", "parts"] as const),
];
const SPEAKS = maskOf([...PART_FIELDS, ...PIVOTS]);
const PIVOT = maskOf(PIVOTS);
const TITLE_PIVOT = maskOf(["titlePivot"]);
const ANY_LEVELS = levelsOf(FIELD_NAMES);
const PART_LEVELS = levelsOf(PART_FIELDS);

/** The level of the best of the fields, by mask. */
function levelsOf(fields: readonly Field[]): Float64Array {
  return Float64Array.from({ length: MASKS }, (_, mask) =>
    Math.max(0, ...fields.map((field) => (mask & maskOf([field]) ? FIELDS[field].level : 0))),
  );
}

/** Finds what meets a unit. */
export function meetUnit(unit: Unit, index: TextIndex, weights: Float64Array): UnitMet {
  const telling = [unit.whole, unit.guesses, unit.partConcepts, unit.parts, unit.near];
  const { programs, masks } = index.held(
    [
      ...telling.map((terms) => ({ terms, finds: true, weighs: true })),
      ...unit.named.map((terms) => ({ terms, finds: true, weighs: false })),
      { terms: unit.beside, finds: false, weighs: false },
      { terms: unit.pivot, finds: true, weighs: false },
      ...togetherGroups(unit.all, index),
      ...togetherGroups(
        unit.allPivot.map(({ stems }) => stems),
        index,
      ),
    ],
    weights,
  );
  const [whole, guesses, partConcepts, parts, near, ...rest] = masks;
  const named = rest.splice(0, unit.named.length);
  const [beside, pivot] = rest.splice(0, 2);
  const all = rest.splice(0, unit.all.length);
  const speaks = (masks: Uint16Array | undefined, program: number) =>
    ((masks?.[program] ?? 0) & SPEAKS) !== 0;
  const best = (levels: Float64Array, masks: Uint16Array | undefined, program: number) =>
    levels[masks?.[program] ?? 0] ?? 0;
  const hasEach = (program: number) => all.length > 1 && all.every((one) => speaks(one, program));
  const hasEachTranslated = (program: number) =>
    rest.length > 1 &&
    // "One hour" in the small print is no lesson: a form is told by the title.
    rest.every((masks, part) =>
      unit.allPivot[part]?.isForm ? ((masks[program] ?? 0) & TITLE_PIVOT) !== 0 : speaks(masks, program),
    );

  const levels = new Float32Array(index.size);
  const nearness = new Uint8Array(index.size);
  const isPart = new Uint8Array(index.size);
  const translated = new Float32Array(index.size);
  const translatedNearness = new Uint8Array(index.size);
  const meet = (program: number): number => {
    let level = Math.max(best(ANY_LEVELS, whole, program), GUESS_FACTOR * best(ANY_LEVELS, guesses, program));
    if (named.length > 0) level = Math.max(level, levelOfName(program));
    if (level >= ABOUT_LEVEL) return level;
    const lift = speaks(beside, program) ? BESIDE_LIFT : 0;
    const ofConcept = best(PART_LEVELS, partConcepts, program);
    const ofParts = PART_LEVEL * Math.max(ofConcept, best(PART_LEVELS, parts, program));
    if (hasEach(program)) level = Math.max(level, ALL_PARTS_LEVEL);
    if (ofParts > 0) {
      isPart[program] = ofConcept > 0 ? 0 : 1;
      // A compound with a name of its own is another thing than its part: not every tale is a story hour.
      nearness[program] = unit.isNamed && ofConcept === 0 ? MENTIONED : SURE;
      return Math.max(level, ofParts + lift);
    }
    nearness[program] = level > 0 ? MENTIONED : NEAR;
    if (level > 0) return level;
    const ofNear = PART_LEVEL * best(PART_LEVELS, near, program);
    return ofNear > 0 ? ofNear + lift : 0;
  };
  // "Musical playtime" with real instruments names no musical instruments: the words stand in one text.
  const levelOfName = (program: number) => {
    let mask = MASKS - 1;
    for (const masks of named) mask &= masks[program] ?? 0;
    return PART_LEVELS[mask] ?? 0;
  };
  for (const program of programs) {
    const level = meet(program);
    levels[program] = level;
    const inPivot = pivot?.[program] ?? 0;
    if (level > 0) continue;
    if ((inPivot & PIVOT) !== 0) {
      translated[program] = (inPivot & TITLE_PIVOT) !== 0 ? TITLE_PIVOT_LEVEL : PIVOT_LEVEL;
      // A word with several translations may mean another of them.
      translatedNearness[program] = unit.pivot.length > 1 ? MENTIONED : SURE;
      isPart[program] = unit.isPartPivot ? 1 : 0;
    } else if (hasEachTranslated(program)) {
      translated[program] = ALL_PIVOT_LEVEL;
      translatedNearness[program] = MENTIONED;
    }
  }
  return { programs, levels, nearness, isPart, translated, translatedNearness };
}

/** What must be there together is found by its rarest. */
function togetherGroups(parts: readonly (readonly string[])[], index: TextIndex): readonly TermGroup[] {
  const counts = parts.map((terms) => index.count(terms));
  const rarest = counts.indexOf(Math.min(...counts));
  return parts.map((terms, at) => ({ terms, finds: parts.length > 1 && at === rarest, weighs: false }));
}
