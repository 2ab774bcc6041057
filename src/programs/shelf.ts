/**
 * The shelf: the programs of the catalogue in memory, ready to be recommended. Each process has one; it is built anew
 * when the catalogue's version moves, and conversations go on with the old one meanwhile.
 */
import type { ProgramShelf, ProgramWish } from "../dialog/services.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { localDate } from "../understanding/local-time.ts";
import type { LocalDate } from "../understanding/understood.ts";
import { catalogueVersion, loadCatalogue } from "./catalogue.ts";
import { consider, type Stock } from "./consider.ts";
import { type AnswerExplained, explainAnswer } from "./explain.ts";
import { Lexicon, type TermReader } from "./lexicon.ts";
import { mergeWithGone } from "./merge-duplicates.ts";
import { mergeRows } from "./merge-rows.ts";
import { type KnownLibrary, PlaceBook } from "./place-match.ts";
import type { Program, Recommendation } from "./program.ts";
import { answerTo, recommend } from "./recommend.ts";
import { ProgramSearch } from "./search.ts";
import { shelve } from "./shelved.ts";
import { parseSource, readSource } from "./sources/read-source.ts";
import { findGoneProgram, findStoredProgram, type GoneProgram } from "./stored-program.ts";

/** What a shelf is built with. */
export interface ShelfOptions {
  readonly reader: TermReader;
  /** The library's. */
  readonly timeZone: string;
  readonly libraries?: readonly KnownLibrary[];
  /** Gives the programs that stand in while the catalogue is empty, for a date in the library's zone. */
  readonly samples?: (today: LocalDate) => readonly Program[];
}

/** What a refresh did. */
export interface Refreshed {
  readonly changed: boolean;
  readonly programs: number;
  /** Entries of the catalogue that could not be read. */
  readonly unreadable: number;
}

/** The programs of the library in memory; empty until `put` or `refresh`. */
export class Shelf implements ProgramShelf {
  readonly #options: ShelfOptions;
  readonly #lexicon: Lexicon;
  #stock: Stock | undefined;
  #byId: ReadonlyMap<string, Program> = new Map();
  /** Ids of records that went into a program with another id. */
  #aliases: ReadonlyMap<string, string> = new Map();
  /** Programs that their source left out before they began. */
  #gone: ReadonlyMap<string, GoneProgram> = new Map();
  #version = -1;
  #sampleDate: string | undefined;
  #unreadable = 0;
  #refreshing: Promise<Refreshed> | undefined;

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.#lexicon = new Lexicon(options.reader);
  }

  /** True while the sample programs stand in for a source. */
  get isSample(): boolean {
    return this.#sampleDate !== undefined;
  }

  find(id: string): Program | undefined {
    return this.#byId.get(id) ?? this.#byId.get(this.#aliases.get(id) ?? "");
  }

  findGone(id: string): { readonly program: Program; readonly since: string } | undefined {
    return this.find(id) === undefined ? this.#gone.get(id) : undefined;
  }

  /** Lists all ids that lead to the program an id leads to, the id itself among them. */
  idsOf(id: string): readonly string[] {
    const program = this.find(id);
    if (program === undefined) return [id];
    const others = [...this.#aliases].flatMap(([other, to]) => (to === program.id ? [other] : []));
    return [...new Set([id, program.id, ...others])];
  }

  recommend(wish: ProgramWish, now: string): Recommendation {
    return this.#stock === undefined ? { results: [], relaxed: [] } : recommend(this.#stock, wish, now);
  }

  /** Recommends, and tells how the answer came about. */
  explain(wish: ProgramWish, now: string): Recommendation & { readonly explanation?: AnswerExplained } {
    if (this.#stock === undefined) return { results: [], relaxed: [] };
    const considered = consider(this.#stock, wish, now);
    return { ...answerTo(wish, considered), explanation: explainAnswer(this.#stock, wish, considered) };
  }

  /** Puts programs on the shelf in place of what was there. */
  async put(given: readonly Program[], aliases: ReadonlyMap<string, string> = new Map()): Promise<void> {
    const { timeZone, libraries = [] } = this.#options;
    const programs = given.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
    const search = await ProgramSearch.build(programs, this.#lexicon);
    const places = new PlaceBook(
      this.#lexicon,
      libraries,
      programs.flatMap(({ place }) => place ?? []),
    );
    const shelved = programs.map((program, number) => shelve(program, { timeZone, number }));
    this.#stock = {
      programs: shelved,
      byId: new Map(shelved.map((one) => [one.program.id, one])),
      search,
      lexicon: this.#lexicon,
      places,
      timeZone,
    };
    this.#byId = new Map(programs.map((program) => [program.id, program]));
    this.#aliases = aliases;
    this.#sampleDate = undefined;
  }

  /** Takes the catalogue over when it has moved, and the samples of the day while it is empty. Calls at once share one run. */
  async refresh(redis: KutsuRedis, now: string): Promise<Refreshed> {
    this.#refreshing ??= this.#refresh(redis, now).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refresh(redis: KutsuRedis, now: string): Promise<Refreshed> {
    const today = localDate(now, this.#options.timeZone);
    const isCurrent = (await catalogueVersion(redis)) === this.#version;
    if (isCurrent && (this.#sampleDate === undefined || this.#sampleDate === today))
      return this.#report(false);
    const { version, json, gone } = await loadCatalogue(redis);
    const records = [...json.values()].flatMap((text) => findStoredProgram(text) ?? []);
    const goneRecords = [...gone.values()].flatMap((text) => findGoneProgram(text) ?? []);
    const { programs, aliases } = mergeWithGone(records, goneRecords);
    const samples = json.size === 0 ? this.#options.samples?.(today) : undefined;
    await this.put(samples ?? programs, aliases);
    this.#gone = new Map(goneRecords.map((one) => [one.program.id, one]));
    this.#sampleDate = samples === undefined ? undefined : today;
    this.#version = version;
    this.#unreadable = json.size - records.length;
    return this.#report(true);
  }

  #report(changed: boolean): Refreshed {
    return { changed, programs: this.#byId.size, unreadable: this.#unreadable };
  }
}

/**
 * Reads the programs of a source (`SOURCE` or `SOURCE|ZONE`) without a catalogue; what repeats for ever is worked out
 * around `now`. Throws when it cannot be read.
 */
export async function readPrograms(
  source: string,
  timeZone: string,
  now?: string,
): Promise<readonly Program[]> {
  const rows = [];
  const options = now === undefined ? {} : { now };
  for await (const page of readSource(parseSource(source, timeZone), options)) rows.push(...page.rows);
  return mergeRows(rows).rows.flatMap((row) => (row.kind === "program" ? [row.program] : []));
}
