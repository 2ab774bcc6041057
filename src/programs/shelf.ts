/**
 * The shelf: the programs of the catalogue in memory, ready to be recommended. Each process has one; it is built anew
 * when the catalogue's version moves, and conversations go on with the old one meanwhile.
 */
import type { ProgramWish, ProgramShelf as Recommending } from "../dialog/services.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { localDate } from "../understanding/local-time.ts";
import { catalogueVersion, loadCatalogue } from "./catalogue.ts";
import { knownLibraries } from "./known-libraries.ts";
import { Lexicon, type TermReader } from "./lexicon.ts";
import { mergeRows } from "./merge-rows.ts";
import { type KnownLibrary, PlaceBook } from "./place-match.ts";
import type { Program, Recommendation } from "./program.ts";
import { recommend, type Stock } from "./recommend.ts";
import { samplePrograms } from "./sample-programs.ts";
import { ProgramSearch } from "./search.ts";
import { shelve } from "./shelved.ts";
import { parseSource, readSource } from "./sources/read-source.ts";
import { findStoredProgram } from "./stored-program.ts";

/** What a shelf is built with. */
export interface ShelfOptions {
  readonly understanding: TermReader;
  /** The library's. */
  readonly timeZone: string;
  /** The libraries that come with Kutsu when absent. */
  readonly libraries?: readonly KnownLibrary[];
}

/** What a refresh did. */
export interface Refreshed {
  readonly changed: boolean;
  readonly programs: number;
  /** Entries of the catalogue that could not be read. */
  readonly unreadable: number;
}

/** The programs of the library in memory. */
export class ProgramShelf implements Recommending {
  readonly #options: ShelfOptions;
  readonly #lexicon: Lexicon;
  readonly #libraries: readonly KnownLibrary[];
  readonly #redis: KutsuRedis | undefined;
  #stock: Stock | undefined;
  #byId: ReadonlyMap<string, Program> = new Map();
  #version = -1;
  #sampleDate: string | undefined;
  #unreadable = 0;
  #refreshing: Promise<Refreshed> | undefined;

  private constructor(options: ShelfOptions, redis?: KutsuRedis) {
    this.#options = options;
    this.#lexicon = new Lexicon(options.understanding);
    this.#libraries = options.libraries ?? knownLibraries();
    this.#redis = redis;
  }

  /** Opens the catalogue's shelf; the sample programs stand on it while the catalogue is empty. */
  static async open({
    redis,
    now = new Date().toISOString(),
    ...options
  }: ShelfOptions & { readonly redis: KutsuRedis; readonly now?: string }): Promise<ProgramShelf> {
    const shelf = new ProgramShelf(options, redis);
    await shelf.refresh(now);
    return shelf;
  }

  /** Makes a shelf of programs, without a catalogue. */
  static async of(programs: readonly Program[], options: ShelfOptions): Promise<ProgramShelf> {
    const shelf = new ProgramShelf(options);
    await shelf.#put(programs);
    return shelf;
  }

  /** Makes a shelf of a source (`SOURCE` or `SOURCE|ZONE`), without a catalogue. Throws when it cannot be read. */
  static async fromSource(source: string, options: ShelfOptions): Promise<ProgramShelf> {
    return ProgramShelf.of(await readPrograms(source, options.timeZone), options);
  }

  /** True while the sample programs stand in for a source. */
  get isSample(): boolean {
    return this.#sampleDate !== undefined;
  }

  find(id: string): Program | undefined {
    return this.#byId.get(id);
  }

  recommend(wish: ProgramWish, now: string): Recommendation {
    return this.#stock === undefined ? { results: [], relaxed: [] } : recommend(this.#stock, wish, now);
  }

  /**
   * Takes the catalogue over when it has moved, and the samples of the day while it is empty. `now` is ISO 8601. Calls
   * at once share one run; a shelf without a catalogue stays as it is.
   */
  async refresh(now: string): Promise<Refreshed> {
    const redis = this.#redis;
    if (redis === undefined) return this.#report(false);
    this.#refreshing ??= this.#refresh(redis, now).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refresh(redis: KutsuRedis, now: string): Promise<Refreshed> {
    const { timeZone } = this.#options;
    const today = localDate(now, timeZone);
    const isCurrent = (await catalogueVersion(redis)) === this.#version;
    if (isCurrent && (this.#sampleDate === undefined || this.#sampleDate === today))
      return this.#report(false);
    const { version, json } = await loadCatalogue(redis);
    const programs = [...json.values()].flatMap((text) => findStoredProgram(text)?.program ?? []);
    const isEmpty = json.size === 0;
    await this.#put(isEmpty ? samplePrograms(today, timeZone) : programs);
    this.#sampleDate = isEmpty ? today : undefined;
    this.#version = version;
    this.#unreadable = json.size - programs.length;
    return this.#report(true);
  }

  async #put(programs: readonly Program[]): Promise<void> {
    const { timeZone } = this.#options;
    const search = await ProgramSearch.build(programs, this.#lexicon);
    const places = new PlaceBook(this.#lexicon, this.#libraries);
    const shelved = programs.map((program) => shelve(program, timeZone));
    this.#stock = { programs: shelved, search, lexicon: this.#lexicon, places, timeZone };
    this.#byId = new Map(programs.map((program) => [program.id, program]));
  }

  #report(changed: boolean): Refreshed {
    return { changed, programs: this.#byId.size, unreadable: this.#unreadable };
  }
}

async function readPrograms(source: string, timeZone: string): Promise<readonly Program[]> {
  const rows = [];
  for await (const page of readSource(parseSource(source, timeZone))) rows.push(...page.rows);
  return mergeRows(rows).rows.flatMap((row) => (row.kind === "program" ? [row.program] : []));
}
