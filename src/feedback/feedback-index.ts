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
  /** Where the program was held that it is about. */
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
  readonly library?: string;
  readonly rating?: number;
  readonly status?: ReviewStatus;
  readonly assigned?: string;
  readonly tag?: string;
  /** For each word that is looked for the terms that stand for it: an item holds one of each. */
  readonly groups?: readonly (readonly string[])[];
}

interface Entry {
  facts: FeedbackFacts;
  /** Absent until its words are read. */
  terms?: readonly string[];
}

/** Facts that a filter offers for choosing. */
export interface FilterValues {
  readonly channels: readonly string[];
  readonly libraries: readonly string[];
  readonly tags: readonly string[];
}

const EXACT = ["language", "channel", "about", "library", "rating", "status", "assigned"] as const;
/** Shorter beginnings of words find too much. */
const BEGINNING_LENGTH = 3;
const MOST_COMPLETIONS = 200;

/** An index that items come to and go from. */
export class FeedbackIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #postings = new Map<string, Set<Entry>>();
  /** Newest first; made again when something came, went or moved. */
  #ordered: readonly Entry[] | undefined;
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
    if (known === undefined) this.#entries.set(facts.id, { facts });
    if (known?.facts.atMs !== facts.atMs) this.#ordered = undefined;
    if (known !== undefined) known.facts = facts;
  }

  /** Sets the words of an item that is there. */
  setTerms(id: string, terms: readonly string[]): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#dropTerms(entry);
    entry.terms = [...new Set(terms)];
    for (const term of entry.terms) {
      const posting = this.#postings.get(term);
      if (posting === undefined) this.#postings.set(term, new Set([entry]));
      else posting.add(entry);
    }
  }

  /** Takes an item out. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#dropTerms(entry);
    this.#entries.delete(id);
    this.#ordered = undefined;
    this.#values = undefined;
  }

  /** Gives the ids of what fits, newest first. */
  search(query: FeedbackQuery): readonly string[] {
    const { fromMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY, tag } = query;
    const wanted = EXACT.filter((name) => query[name] !== undefined);
    const holders = (query.groups ?? []).map((group) => this.#holders(group));
    const found: string[] = [];
    for (const entry of this.#inOrder()) {
      const { facts } = entry;
      if (facts.atMs < fromMs || facts.atMs >= untilMs) continue;
      if (wanted.some((name) => facts[name] !== query[name])) continue;
      if (tag !== undefined && !facts.tags.includes(tag)) continue;
      if (holders.every((sets) => sets.some((set) => set.has(entry)))) found.push(facts.id);
    }
    return found;
  }

  /** Gives what filters can be set to. */
  values(): FilterValues {
    this.#values ??= this.#collectValues();
    return this.#values;
  }

  #holders(group: readonly string[]): readonly ReadonlySet<Entry>[] {
    const exact = group.flatMap((term) => this.#postings.get(term) ?? []);
    if (exact.length > 0) return exact;
    // Nothing holds the word: it may be the beginning of one.
    const beginnings = group.filter((term) => term.length >= BEGINNING_LENGTH);
    const completed: ReadonlySet<Entry>[] = [];
    for (const [term, posting] of this.#postings) {
      if (completed.length >= MOST_COMPLETIONS) break;
      if (beginnings.some((beginning) => term.startsWith(beginning))) completed.push(posting);
    }
    return completed;
  }

  #inOrder(): readonly Entry[] {
    this.#ordered ??= [...this.#entries.values()].sort(
      (one, other) => other.facts.atMs - one.facts.atMs || (one.facts.id < other.facts.id ? 1 : -1),
    );
    return this.#ordered;
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
    for (const term of entry.terms ?? []) {
      const posting = this.#postings.get(term);
      posting?.delete(entry);
      if (posting?.size === 0) this.#postings.delete(term);
    }
    entry.terms = undefined;
  }
}
