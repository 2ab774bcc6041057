/**
 * What of the feedback can be filtered and searched, in memory: facts and base forms of words, no texts. It is made anew from what
 * is stored whenever a process starts, so that what is withdrawn or erased is nowhere else.
 */
import type { Language } from "../understanding/understood.ts";
import type { ReviewStatus } from "./review.ts";

/** The facts of an item. */
export interface FeedbackFacts {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly language: Language;
  readonly channel: string;
  readonly about: string;
  /** The program that it is about, by its id. */
  readonly program?: string;
  /** Where that was held. */
  readonly library?: string;
  readonly rating?: number;
  readonly status: ReviewStatus;
  /** The account it is given to. */
  readonly assigned?: string;
  readonly tags: readonly string[];
}

/** What is looked for; what is absent does not matter. */
export interface FeedbackQuery {
  /** Milliseconds since 1970; from inclusive, until exclusive. */
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly language?: Language;
  readonly channel?: string;
  readonly about?: string;
  readonly program?: string;
  readonly library?: string;
  readonly rating?: number;
  readonly status?: ReviewStatus;
  readonly assigned?: string;
  readonly tag?: string;
  /** For each word that is looked for the terms that stand for it: an item holds one of each. */
  readonly groups?: readonly (readonly string[])[];
}

/** Part of what was found, and how much was found in all. */
export interface FeedbackFound {
  readonly total: number;
  /** Newest first. */
  readonly ids: readonly string[];
}

/** Facts that a filter offers for choosing. */
export interface FilterValues {
  readonly channels: readonly string[];
  readonly libraries: readonly string[];
  readonly tags: readonly string[];
}

interface Posting {
  readonly term: string;
  readonly entries: Set<Entry>;
}

interface Entry {
  facts: FeedbackFacts;
  /** Where it stands when all are in order. */
  row: number;
  /** Empty until its words are read. */
  postings: readonly Posting[];
}

const EXACT = ["language", "channel", "about", "program", "library", "rating", "status", "assigned"] as const;
/** Shorter beginnings of words find too much. */
const BEGINNING_LENGTH = 3;
const MOST_COMPLETIONS = 200;
const EVERYTHING = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/**
 * An index that items come to and go from. What is filtered stands in columns of numbers, newest first: looking through them is
 * quicker than keeping an order for each filter.
 */
export class FeedbackIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #postings = new Map<string, Posting>();
  /** A number for each value of a fact; 0 is none. */
  readonly #codes = new Map<string | number, number>();
  /** Absent when something came, went or moved since. */
  #columns: Columns | undefined;
  #values: FilterValues | undefined;

  get size(): number {
    return this.#entries.size;
  }

  find(id: string): FeedbackFacts | undefined {
    return this.#entries.get(id)?.facts;
  }

  /** Puts an item in, or changes its facts; its words stay. */
  put(facts: FeedbackFacts): void {
    const known = this.#entries.get(facts.id);
    this.#values = undefined;
    if (known === undefined) {
      this.#entries.set(facts.id, { facts, row: 0, postings: [] });
      this.#columns = undefined;
      return;
    }
    if (known.facts.atMs !== facts.atMs) this.#columns = undefined;
    known.facts = facts;
    if (this.#columns !== undefined) this.#fillRow(this.#columns, known);
  }

  /** Sets the words of an item that is there. */
  setTerms(id: string, terms: readonly string[]): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#dropTerms(entry);
    entry.postings = [...new Set(terms)].map((term) => {
      const posting = this.#postings.get(term) ?? { term, entries: new Set() };
      if (posting.entries.size === 0) this.#postings.set(term, posting);
      posting.entries.add(entry);
      return posting;
    });
  }

  /** Takes an item out. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#dropTerms(entry);
    this.#entries.delete(id);
    this.#columns = undefined;
    this.#values = undefined;
  }

  /** Finds what fits: how much it is, and the part of it that is asked for. */
  search(query: FeedbackQuery, { from = 0, count = 0 } = {}): FeedbackFound {
    const columns = this.#inColumns();
    const { fromMs = EVERYTHING.fromMs, untilMs = EVERYTHING.untilMs, tag, groups = [] } = query;
    const wanted = EXACT.flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [{ column: columns.codes[name], code: this.#codes.get(value) ?? -1 }];
    });
    const held = groups.length === 0 ? undefined : this.#held(groups);
    const ids: string[] = [];
    let total = 0;
    for (let row = 0; row < columns.entries.length; row += 1) {
      const at = columns.atMs[row] ?? 0;
      if (at < fromMs || at >= untilMs) continue;
      if (held !== undefined && held[row] !== groups.length) continue;
      if (!fits(wanted, row)) continue;
      const entry = columns.entries[row];
      if (tag !== undefined && entry?.facts.tags.includes(tag) !== true) continue;
      if (total >= from && ids.length < count && entry !== undefined) ids.push(entry.facts.id);
      total += 1;
    }
    return { total, ids };
  }

  /** Gives what filters can be set to. */
  values(): FilterValues {
    this.#values ??= this.#collectValues();
    return this.#values;
  }

  /** Counts for each row how many of the groups it holds, in order: a row that misses one is not counted on. */
  #held(groups: readonly (readonly string[])[]): Uint8Array {
    const held = new Uint8Array(this.#entries.size);
    for (const [number, group] of groups.entries()) {
      for (const { entries } of this.#postingsOf(group)) {
        for (const { row } of entries) if (held[row] === number) held[row] = number + 1;
      }
    }
    return held;
  }

  #postingsOf(group: readonly string[]): readonly Posting[] {
    const exact = group.flatMap((term) => this.#postings.get(term) ?? []);
    if (exact.length > 0) return exact;
    // Nothing holds the word: it may be the beginning of one.
    const beginnings = group.filter((term) => term.length >= BEGINNING_LENGTH);
    const completed: Posting[] = [];
    for (const [term, posting] of this.#postings) {
      if (completed.length >= MOST_COMPLETIONS) break;
      if (beginnings.some((beginning) => term.startsWith(beginning))) completed.push(posting);
    }
    return completed;
  }

  #inColumns(): Columns {
    if (this.#columns !== undefined) return this.#columns;
    const entries = [...this.#entries.values()].sort(
      (one, other) => other.facts.atMs - one.facts.atMs || (one.facts.id < other.facts.id ? 1 : -1),
    );
    const column = () => new Uint32Array(entries.length);
    const codes = Object.fromEntries(EXACT.map((name) => [name, column()])) as Columns["codes"];
    const columns = { entries, atMs: new Float64Array(entries.length), codes };
    for (const [row, entry] of entries.entries()) {
      entry.row = row;
      this.#fillRow(columns, entry);
    }
    this.#columns = columns;
    return columns;
  }

  #fillRow(columns: Columns, { row, facts }: Entry): void {
    columns.atMs[row] = facts.atMs;
    for (const name of EXACT) columns.codes[name][row] = this.#codeOf(facts[name]);
  }

  #codeOf(value: string | number | undefined): number {
    if (value === undefined) return 0;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    const code = this.#codes.size + 1;
    this.#codes.set(value, code);
    return code;
  }

  #collectValues(): FilterValues {
    const [channels, libraries, tags] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const { facts } of this.#entries.values()) {
      channels.add(facts.channel);
      if (facts.library !== undefined) libraries.add(facts.library);
      for (const tag of facts.tags) tags.add(tag);
    }
    const sorted = (set: Set<string>) => [...set].sort((one, other) => one.localeCompare(other, "fi"));
    return { channels: sorted(channels), libraries: sorted(libraries), tags: sorted(tags) };
  }

  #dropTerms(entry: Entry): void {
    for (const { term, entries } of entry.postings) {
      entries.delete(entry);
      if (entries.size === 0) this.#postings.delete(term);
    }
    entry.postings = [];
  }
}

interface Columns {
  readonly entries: readonly Entry[];
  readonly atMs: Float64Array;
  readonly codes: Readonly<Record<(typeof EXACT)[number], Uint32Array>>;
}

function fits(
  wanted: readonly { readonly column: Uint32Array; readonly code: number }[],
  row: number,
): boolean {
  for (const { column, code } of wanted) if (column[row] !== code) return false;
  return true;
}
