/** What a search found, by the number of the program. */

/** How well a program's texts fit. */
export interface TextMatch {
  /** 0 to 1; comparable within one search only. */
  readonly score: number;
  /** The topics that it is about, as the patron said them or, misspelt, as they are written; empty unless it is sure. */
  readonly topics: readonly string[];
  /** "mentioned": only its small print names the topic, or only half of it. "near": it is about a wider topic. */
  readonly nearness: "sure" | "mentioned" | "near";
}

/** Matches of programs. A plain array of places is asked several times as fast as a map, and thousands are asked for. */
export class Found {
  readonly #numbers: number[] = [];
  readonly #matches: TextMatch[] = [];
  /** By number: the place of the match, counted from 1; 0 where there is none. */
  readonly #places: Int32Array;

  /** `programs` is how many there are. */
  constructor(programs: number) {
    this.#places = new Int32Array(programs);
  }

  /** How many were found. */
  get size(): number {
    return this.#numbers.length;
  }

  /** The numbers of what was found. */
  get numbers(): readonly number[] {
    return this.#numbers;
  }

  get(number: number): TextMatch | undefined {
    const place = this.#places[number];
    return place === undefined || place === 0 ? undefined : this.#matches[place - 1];
  }

  has(number: number): boolean {
    return (this.#places[number] ?? 0) > 0;
  }

  /** Adds the match of a program that has none yet. */
  add(number: number, match: TextMatch): void {
    this.#numbers.push(number);
    this.#matches.push(match);
    this.#places[number] = this.#numbers.length;
  }

  /** Adds the matches of another search for programs that have none yet. */
  addAll(others: Found): void {
    for (const number of others.numbers) {
      const match = others.get(number);
      if (match !== undefined && !this.has(number)) this.add(number, match);
    }
  }

  /** Tells whether any match is as near as that. */
  isAny(nearness: TextMatch["nearness"]): boolean {
    return this.#matches.some((match) => match.nearness === nearness);
  }

  /** Gives the matches that are not as near as that. */
  without(nearness: TextMatch["nearness"]): Found {
    const others = new Found(this.#places.length);
    for (const [at, match] of this.#matches.entries())
      if (match.nearness !== nearness) others.add(this.#numbers[at] ?? 0, match);
    return others;
  }
}

/** Nothing found. */
export const NOTHING_FOUND: Found = new Found(0);
