/**
 * Finds programs by what they are about. It judges texts only: time, place and age are filters elsewhere. A topic
 * that no text names finds nothing, however near another word is.
 */
import { setImmediate as pause } from "node:timers/promises";
import { LANGUAGES, type Language } from "../understanding/understood.ts";
import type { Lexicon } from "./lexicon.ts";
import { Spellings } from "./misspelt.ts";
import type { Program } from "./program.ts";
import { entryOf } from "./program-entry.ts";
import { type TopicQuery, topicQueries } from "./query.ts";
import { TextIndex } from "./text-index.ts";
import { meetUnit, NEARNESS, type UnitMet } from "./unit-met.ts";

/** How well a program's texts fit. */
export interface TextMatch {
  /** 0 to 1; comparable within one search only. */
  readonly score: number;
  /** The topics that it is about, as the patron said them or, misspelt, as they are written; empty unless it is sure. */
  readonly topics: readonly string[];
  /** "mentioned": only its small print names the topic, or only half of it. "near": it is about a wider topic. */
  readonly nearness: "sure" | "mentioned" | "near";
}

/** A program is offered for a topic from this level on. */
const ENOUGH = 0.299;
/** A topic of which a word is missing is met by less. */
const HALF_FACTOR = 0.6;
/** Spellings tried for one misspelt topic. */
const MOST_SPELLINGS = 3;
/** The build lets others run after so long. */
const SLICE_MS = 15;

/** A topic and what meets each of its units. */
interface TopicMet {
  readonly topic: string;
  /** The topic alone, as a match has it. */
  readonly only: readonly string[];
  /** The units that decide, and words of form that only lift. */
  readonly deciding: readonly UnitMet[];
  readonly forms: readonly UnitMet[];
}

/** An index over the texts of programs; it does not change once built. */
export class ProgramSearch {
  readonly #index = new TextIndex();
  readonly #lexicon: Lexicon;
  readonly #spellings = new Spellings();
  /** By number. */
  readonly #ids: string[] = [];
  readonly #titled: Readonly<Record<Language, boolean[]>> = { fi: [], en: [] };

  private constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Builds an index in slices, so that conversations go on meanwhile. */
  static async build(programs: readonly Program[], lexicon: Lexicon): Promise<ProgramSearch> {
    const search = new ProgramSearch(lexicon);
    let sliceStart = performance.now();
    for (const program of programs) {
      search.#add(program);
      if (performance.now() - sliceStart > SLICE_MS) {
        await pause();
        sliceStart = performance.now();
      }
    }
    return search;
  }

  #add(program: Program): void {
    const entry = entryOf(program, this.#lexicon);
    this.#index.add(entry);
    this.#ids.push(program.id);
    for (const language of LANGUAGES) this.#titled[language].push(program.title[language] !== undefined);
    this.#spellings.add(`${entry.title} ${entry.keywords} ${entry.summary}`);
  }

  /** Finds the programs that are about at least one of the topics, by id. */
  search(topics: readonly string[], language: Language): ReadonlyMap<string, TextMatch> {
    const queries = topicQueries(topics, language, this.#lexicon);
    if (queries.length === 0) return new Map();
    const found = this.#find(queries, language);
    if (isAnySure(found)) return withoutNear(found);
    const forgiven = this.#forgive(queries, language);
    return withoutNear(found.size === 0 || isAnySure(forgiven) ? forgiven : found);
  }

  #find(queries: readonly TopicQuery[], language: Language): ReadonlyMap<string, TextMatch> {
    const weights = new Float64Array(this.#index.size);
    const met = queries.map(({ topic, units }): TopicMet => {
      const real = units.filter(({ isForm }) => !isForm);
      const meet = (some: typeof units) => some.map((unit) => meetUnit(unit, this.#index, weights));
      const forms = real.length > 0 ? units.filter(({ isForm }) => isForm) : [];
      return { topic, only: [topic], deciding: meet(real.length > 0 ? real : units), forms: meet(forms) };
    });
    const lists = met.flatMap(({ deciding }) => deciding.map(({ programs }) => programs));
    const candidates = lists.length === 1 ? (lists[0] ?? []) : new Set(lists.flat());
    let best = Number.MIN_VALUE;
    for (const number of candidates) best = Math.max(best, weights[number] ?? 0);
    const found = new Map<string, TextMatch>();
    for (const number of candidates) {
      const weight = 0.75 + (0.25 * (weights[number] ?? 0)) / best;
      const direct = judge(number, met, { by: "direct", weight });
      // A translation is a guess: it counts for texts that the patron's language lacks.
      const other = this.#titled[language][number]
        ? undefined
        : judge(number, met, { by: "translated", weight });
      const match = other !== undefined && other.score > (direct?.score ?? 0) ? other : direct;
      if (match !== undefined) found.set(this.#ids[number] ?? "", match);
    }
    return found;
  }

  /** Only when nothing fits: words that no dictionary knows, one or two slips away from what programs are about. */
  #forgive(queries: readonly TopicQuery[], language: Language): ReadonlyMap<string, TextMatch> {
    const found = new Map<string, TextMatch>();
    for (const { topic, units } of queries) {
      const typed = units.flatMap(({ typed = [] }) => typed);
      const meant = typed.reduce<readonly string[]>(
        (spellings, word) =>
          spellings.flatMap((spelling) =>
            this.#spellings.nearest(word).map((near) => spelling.replace(word, near)),
          ),
        typed.length > 0 ? [topic.toLowerCase()] : [],
      );
      for (const spelling of meant.slice(0, MOST_SPELLINGS)) {
        for (const [id, match] of this.#find(topicQueries([spelling], language, this.#lexicon), language))
          if (!found.has(id)) found.set(id, match);
      }
    }
    return found;
  }
}

function isAnySure(found: ReadonlyMap<string, TextMatch>): boolean {
  return [...found.values()].some(({ nearness }) => nearness === "sure");
}

/** What is about a wider topic is offered only when nothing names the topic itself. */
function withoutNear(found: ReadonlyMap<string, TextMatch>): ReadonlyMap<string, TextMatch> {
  const isAnyNear = [...found.values()].some(({ nearness }) => nearness === "near");
  if (!isAnyNear) return found;
  const exact = [...found].filter(([, { nearness }]) => nearness !== "near");
  return exact.length > 0 ? new Map(exact) : found;
}

const NO_TOPICS: readonly string[] = [];

function judge(
  program: number,
  topics: readonly TopicMet[],
  { by, weight }: { readonly by: "direct" | "translated"; readonly weight: number },
): TextMatch | undefined {
  let sum = 0;
  let nearest: number = NEARNESS.length;
  let sure: readonly string[] = NO_TOPICS;
  for (const met of topics) {
    const { level, nearness } = topicMet(met, program, by);
    sum += level;
    if (level < ENOUGH) continue;
    nearest = Math.min(nearest, nearness);
    if (NEARNESS[nearness] === "sure") sure = sure.length === 0 ? met.only : [...sure, met.topic];
  }
  const nearness = NEARNESS[nearest];
  return nearness && { score: (sum / topics.length) * weight, topics: sure, nearness };
}

/** Every real word of a topic should be there; words of form only lift. */
function topicMet(
  { deciding, forms }: TopicMet,
  program: number,
  by: "direct" | "translated",
): { readonly level: number; readonly nearness: number } {
  let sum = 0;
  let count = 0;
  let farthest = 0;
  for (const unit of deciding) {
    const level = unit[by].levels[program] ?? 0;
    if (level === 0) continue;
    sum += level;
    count += 1;
    farthest = Math.max(farthest, unit[by].nearness[program] ?? 0);
  }
  if (count === 0 || count * 2 < deciding.length) return { level: 0, nearness: NEARNESS.length - 1 };
  const isWhole = count === deciding.length;
  const lifting = forms.filter((form) => (form[by].levels[program] ?? 0) > 0).length;
  const lift = forms.length === 0 ? 1 : 0.8 + (0.2 * lifting) / forms.length;
  return {
    level: (sum / deciding.length) * (isWhole ? 1 : HALF_FACTOR) * lift,
    nearness: isWhole ? farthest : Math.max(farthest, NEARNESS.indexOf("mentioned")),
  };
}
