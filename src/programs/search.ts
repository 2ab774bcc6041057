/**
 * Finds programs by what they are about. It judges texts only: time, place and age are filters elsewhere. A topic
 * that no text names finds nothing, however near another word is.
 */
import { setImmediate as pause } from "node:timers/promises";
import { LANGUAGES, type Language } from "../understanding/understood.ts";
import { Found, NOTHING_FOUND, type TextMatch } from "./found.ts";
import type { Lexicon } from "./lexicon.ts";
import { Spellings } from "./misspelt.ts";
import type { Program } from "./program.ts";
import { entryOf } from "./program-entry.ts";
import { type TopicQuery, topicQueries } from "./query.ts";
import { TextIndex } from "./text-index.ts";
import { meetUnit, NEARNESS, type UnitMet } from "./unit-met.ts";

/** A program is offered for a topic from this level on. */
const ENOUGH = 0.299;
/** A topic of which a word is missing is met by less. */
const HALF_FACTOR = 0.65;
/** Where several words of a topic are met by translation, each tells that the others mean what was said. */
const CONFIRMED_FACTOR = 1.2;
/** What a program weighs that has none of the words themselves: how rare they are cannot be told. */
const TRANSLATED_WEIGHT = 0.9;
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
    for (const language of LANGUAGES) this.#titled[language].push(program.title[language] !== undefined);
    this.#spellings.add(`${entry.title} ${entry.titleParts} ${entry.keywords} ${entry.summary}`);
  }

  /** Finds the programs that are about at least one of the topics, by their number in the order they were given. */
  search(topics: readonly string[], language: Language): Found {
    const queries = topicQueries(topics, language, this.#lexicon);
    if (queries.length === 0) return NOTHING_FOUND;
    const found = this.#find(queries, language);
    if (found.isAny("sure")) return withoutNear(found);
    const forgiven = this.#forgive(queries, language);
    return withoutNear(found.size === 0 || forgiven.isAny("sure") ? forgiven : found);
  }

  #find(queries: readonly TopicQuery[], language: Language): Found {
    const weights = new Float64Array(this.#index.size);
    const met = queries.map(({ topic, units }): TopicMet => {
      const real = units.filter(({ isForm }) => !isForm);
      const meet = (some: typeof units) => some.map((unit) => meetUnit(unit, this.#index, weights));
      const forms = real.length > 0 ? units.filter(({ isForm }) => isForm) : [];
      return { topic, only: [topic], deciding: meet(real.length > 0 ? real : units), forms: meet(forms) };
    });
    const lists = met.flatMap(({ deciding }) => deciding.map(({ programs }) => programs));
    const candidates = union(lists, this.#index.size);
    let best = Number.MIN_VALUE;
    for (const number of candidates) best = Math.max(best, weights[number] ?? 0);
    const found = new Found(this.#index.size);
    for (const number of candidates) {
      const own = weights[number] ?? 0;
      const weight = own === 0 ? TRANSLATED_WEIGHT : 0.75 + (0.25 * own) / best;
      // A translation is a guess: it counts for texts that the patron's language lacks.
      const isTranslated = this.#titled[language][number] !== true;
      const match = judge(number, met, { isTranslated, weight });
      if (match !== undefined) found.add(number, match);
    }
    return found;
  }

  /** Only when nothing fits: words that no dictionary knows, one or two slips away from what programs are about. */
  #forgive(queries: readonly TopicQuery[], language: Language): Found {
    const found = new Found(this.#index.size);
    for (const { topic, units } of queries) {
      const typed = units.flatMap(({ typed }) => typed ?? []);
      const meant = typed.reduce<readonly string[]>(
        (spellings, { word, stem }) => {
          const nearest = this.#spellings.nearest(word);
          const near = nearest.length > 0 ? nearest : this.#spellings.beginning(stem);
          return spellings.flatMap((spelling) => near.map((one) => spelling.replace(word, one)));
        },
        typed.length > 0 ? [topic.toLowerCase()] : [],
      );
      for (const spelling of meant.slice(0, MOST_SPELLINGS)) {
        found.addAll(this.#find(topicQueries([spelling], language, this.#lexicon), language));
      }
    }
    return found;
  }
}

/** Gives every number below `size` that is in one of the lists, once. */
function union(lists: readonly (readonly number[])[], size: number): readonly number[] {
  if (lists.length === 1) return lists[0] ?? [];
  const seen = new Uint8Array(size);
  const all: number[] = [];
  for (const list of lists) {
    for (const number of list) {
      if (seen[number] === 1) continue;
      seen[number] = 1;
      all.push(number);
    }
  }
  return all;
}

/** What is about a wider topic is offered only when nothing names the topic itself. */
function withoutNear(found: Found): Found {
  if (!found.isAny("near")) return found;
  const exact = found.without("near");
  return exact.size > 0 ? exact : found;
}

const NO_TOPICS: readonly string[] = [];

function judge(
  program: number,
  topics: readonly TopicMet[],
  { isTranslated, weight }: { readonly isTranslated: boolean; readonly weight: number },
): TextMatch | undefined {
  let sum = 0;
  let nearest: number = NEARNESS.length;
  let sure: readonly string[] = NO_TOPICS;
  for (const met of topics) {
    const { level, nearness, isPart } = topicMet(met, program, isTranslated);
    sum += level;
    if (level < ENOUGH) continue;
    nearest = Math.min(nearest, nearness);
    if (NEARNESS[nearness] === "sure" && !isPart) sure = sure.length === 0 ? met.only : [...sure, met.topic];
  }
  const nearness = NEARNESS[nearest];
  return nearness && { score: (sum / topics.length) * weight, topics: sure, nearness };
}

/** Every real word of a topic should be there; words of form only lift. */
function topicMet(
  { deciding, forms }: TopicMet,
  program: number,
  isTranslated: boolean,
): { readonly level: number; readonly nearness: number; readonly isPart: boolean } {
  let sum = 0;
  let isPart = false;
  let count = 0;
  let farthest = 0;
  let translated = 0;
  for (const unit of deciding) {
    const direct = unit.levels[program] ?? 0;
    const level = direct > 0 || !isTranslated ? direct : (unit.translated[program] ?? 0);
    if (level === 0) continue;
    sum += level;
    count += 1;
    if (direct === 0) translated += 1;
    if (unit.isPart[program] === 1) isPart = true;
    const nearness = direct > 0 ? unit.nearness : unit.translatedNearness;
    farthest = Math.max(farthest, nearness[program] ?? 0);
  }
  if (count === 0 || count * 2 < deciding.length) return { level: 0, nearness: NEARNESS.length - 1, isPart };
  const isWhole = count === deciding.length;
  let lift = 1;
  if (forms.length > 0) {
    const isThere = (form: UnitMet) =>
      (form.levels[program] ?? 0) > 0 || (isTranslated && (form.translated[program] ?? 0) > 0);
    lift = 0.8 + (0.2 * forms.filter(isThere).length) / forms.length;
  }
  const factor = isWhole ? (translated > 1 ? CONFIRMED_FACTOR : 1) : HALF_FACTOR;
  return {
    level: (sum / deciding.length) * factor * lift,
    isPart,
    nearness: isWhole ? farthest : Math.max(farthest, NEARNESS.indexOf("mentioned")),
  };
}
