/**
 * Which terms stand in which fields of which programs: an inverted index made for asking about many terms at once.
 * It knows neither words nor what a match is worth.
 */
import { type Entry, FIELD_BOOSTS, FIELD_NAMES, type Field, PIVOTS, type Pivot } from "./program-entry.ts";

/** The fields of a program that hold a term, one bit each in the order of the names; the last are the pivots. */
export type FieldMask = number;

/** The bits of some fields. */
export function maskOf(fields: readonly (Field | Pivot)[]): FieldMask {
  return fields.reduce((mask, field) => mask | (1 << ALL_FIELDS.indexOf(field)), 0);
}

const ALL_FIELDS: readonly (Field | Pivot)[] = [...FIELD_NAMES, ...PIVOTS];
/** One more than the largest mask. */
export const MASKS = 1 << ALL_FIELDS.length;

const BOOSTS = Float64Array.from({ length: MASKS }, (_, mask) =>
  Math.max(0, ...ALL_FIELDS.map((field, bit) => (mask & (1 << bit) ? FIELD_BOOSTS[field] : 0))),
);

const NONE = new Uint16Array(0);

interface Posting {
  readonly programs: number[];
  readonly masks: FieldMask[];
}

/** Terms that stand for one thing. */
export interface TermGroup {
  readonly terms: readonly string[];
  /** A program that holds one is found by it; otherwise the group only tells more of what is found. */
  readonly finds: boolean;
  /** Its terms tell how much a program is about what was asked. */
  readonly weighs: boolean;
}

/** What holds some groups of terms. */
export interface Held {
  /** Programs that are found, by number, each once. */
  readonly programs: readonly number[];
  /** For each group, by a program's number, the fields that hold one of its terms; overwritten by the next call. */
  readonly masks: readonly Uint16Array[];
}

/** An inverted index over programs, numbered as they are added. */
export class TextIndex {
  readonly #postings = new Map<string, Posting>();
  #size = 0;
  /** Used again and again: fresh memory for each group would cost more than the search. */
  readonly #masks: Uint16Array[] = [];

  /** How many programs there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds a program under the next number. */
  add(entry: Entry): void {
    const number = this.#size++;
    const masks = new Map<string, FieldMask>();
    for (const [bit, field] of ALL_FIELDS.entries()) {
      for (const term of entry[field].split(" ")) {
        if (term !== "") masks.set(term, (masks.get(term) ?? 0) | (1 << bit));
      }
    }
    for (const [term, mask] of masks) {
      let posting = this.#postings.get(term);
      if (posting === undefined) {
        posting = { programs: [], masks: [] };
        this.#postings.set(term, posting);
      }
      posting.programs.push(number);
      posting.masks.push(mask);
    }
  }

  /** Tells how many programs hold one of the terms, at most. */
  count(terms: readonly string[]): number {
    return terms.reduce((sum, term) => sum + (this.#postings.get(term)?.programs.length ?? 0), 0);
  }

  /** Finds what holds groups of terms. Adds to `weights`, by program, how rare the terms are and how much their fields weigh. */
  held(groups: readonly TermGroup[], weights: Float64Array): Held {
    const seen = new Uint8Array(this.#size);
    const programs: number[] = [];
    const weighed = new Set<string>();
    const masks = groups.map(({ terms, finds, weighs }, group) => {
      const held = terms.length === 0 ? NONE : this.#emptyMasks(group);
      for (const term of terms) {
        const posting = this.#postings.get(term);
        if (posting === undefined) continue;
        const isWeighed = weighs && !weighed.has(term);
        weighed.add(term);
        const rarity = isWeighed ? Math.log(1 + this.#size / posting.programs.length) : 0;
        for (let at = 0; at < posting.programs.length; at += 1) {
          const number = posting.programs[at] ?? 0;
          const mask = posting.masks[at] ?? 0;
          held[number] = (held[number] ?? 0) | mask;
          if (isWeighed) weights[number] = (weights[number] ?? 0) + rarity * (BOOSTS[mask] ?? 0);
          if (finds && seen[number] === 0) {
            seen[number] = 1;
            programs.push(number);
          }
        }
      }
      return held;
    });
    return { programs, masks };
  }

  #emptyMasks(group: number): Uint16Array {
    const known = this.#masks[group];
    if (known?.length === this.#size) return known.fill(0);
    const masks = new Uint16Array(this.#size);
    this.#masks[group] = masks;
    return masks;
  }
}
