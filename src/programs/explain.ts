/**
 * Tells how an answer came about: what was looked for, how many programs each step left, and what each program that was
 * chosen owes its place to. It reads the same considerations that the answer is made of and decides nothing.
 */
import type { ProgramWish } from "../dialog/services.ts";
import type { Considered, Stock } from "./consider.ts";
import { FACTORS, PARTS } from "./grades.ts";
import type { Relaxation } from "./program.ts";
import { type Entry, entryOf, FIELD_NAMES, type Field, PIVOTS } from "./program-entry.ts";
import { topicQueries, type Unit } from "./query.ts";
import type { Judged } from "./rank.ts";
import { relaxationsOf } from "./relax.ts";

/** One word of a topic, as it is looked for. */
export interface WordExplained {
  readonly words: readonly string[];
  /** Names of one kind of program, by the concept they share. */
  readonly concepts: readonly string[];
  /** Of a compound: its telling parts. */
  readonly parts: readonly string[];
  /** English stems that the dictionary gives. */
  readonly translations: readonly string[];
  /** It names the form of a program only. */
  readonly isForm: boolean;
}

/** One topic as it is looked for. */
export interface TopicExplained {
  readonly topic: string;
  readonly asks: readonly WordExplained[];
}

/** What is left after a step. */
export interface StepExplained {
  readonly step: string;
  readonly left: number;
}

/** What a program owes its place to. */
export interface ProgramExplained {
  readonly id: string;
  readonly score: number;
  /** What is added up, each part already weighed. */
  readonly parts: Readonly<Record<string, number>>;
  /** What the sum is multiplied by; factors of 1 are left out. */
  readonly factors: Readonly<Record<string, number>>;
  /** The terms found in it and the fields they stand in. */
  readonly matched: readonly { readonly term: string; readonly fields: readonly string[] }[];
  /** What was looked for stands in its description and nowhere else. */
  readonly isOnlyMentioned: boolean;
}

/** How an answer came about. */
export interface AnswerExplained {
  readonly topics: readonly TopicExplained[];
  /** Words that only lift what fits. */
  readonly helpful: readonly string[];
  readonly unwanted: readonly string[];
  readonly steps: readonly StepExplained[];
  readonly loosened: readonly Relaxation[];
  readonly programs: readonly ProgramExplained[];
}

/** Explains the answer to a wish that was considered. */
export function explainAnswer(stock: Stock, wish: ProgramWish, considered: Considered): AnswerExplained {
  const { wanted, chosen, relaxed, context } = considered;
  const first = chosen[0];
  const { topics, audience } = wanted.unwanted;
  // A misspelt topic was found by another spelling.
  const spelt = wanted.required.length === 0 ? [] : chosen.flatMap((judged) => judged.topics);
  const queriesFor = (words: readonly string[]) => topicQueries(unique(words), wish.language, stock.lexicon);
  const queries = queriesFor([...wanted.required, ...spelt]);
  const asked = queries.flatMap((query) => query.units);
  const units = [...asked, ...queriesFor(wanted.helpful).flatMap((query) => query.units)];
  return {
    topics: queries.map(({ topic, units: words }) => ({ topic, asks: words.map(wordExplained) })),
    helpful: wanted.helpful,
    unwanted: [...topics, ...(audience === undefined ? [] : [audience])],
    steps: stepsOf(stock, considered),
    loosened: first === undefined ? [] : relaxationsOf(first.one, relaxed, context),
    programs: chosen.map((judged) =>
      programExplained(judged, {
        stock,
        asked: termsFor(judged, asked, wish),
        terms: termsFor(judged, units, wish),
      }),
    ),
  };
}

function wordExplained(unit: Unit): WordExplained {
  const whole = [...unit.whole, ...unit.guesses];
  const parts = [...unit.parts, ...unit.partConcepts, ...unit.near];
  return {
    words: [...whole.filter((term) => !isConcept(term)), ...unit.named.flat()],
    concepts: unique([...whole, ...parts].filter(isConcept).map(bare)),
    parts: unique([...parts, ...unit.all.flat()].filter((term) => !isConcept(term))),
    translations: unique([...unit.pivot, ...unit.allPivot.flatMap(({ stems }) => stems)].map(bare)),
    isForm: unit.isForm,
  };
}

/** Translations count only for a program without texts in the patron's language. */
function termsFor({ one }: Judged, units: readonly Unit[], { language }: ProgramWish): ReadonlySet<string> {
  const isForeign = one.program.title[language] === undefined;
  return new Set(
    units.flatMap(({ whole, guesses, parts, partConcepts, near, beside, named, all, allPivot, pivot }) => [
      ...[
        ...whole,
        ...guesses,
        ...parts,
        ...partConcepts,
        ...near,
        ...beside,
        ...named.flat(),
        ...all.flat(),
      ],
      ...(isForeign ? [...pivot, ...allPivot.flatMap(({ stems }) => stems)] : []),
    ]),
  );
}

const isConcept = (term: string) => term.startsWith("#");
/** Takes off the mark that keeps concepts and translations apart from words. */
const bare = (term: string) => term.replace(/^[#~]/, "");
const unique = (terms: readonly string[]) => [...new Set(terms)];

function stepsOf(
  stock: Stock,
  { wanted, looked, candidates, filters, relaxed }: Considered,
): readonly StepExplained[] {
  let left = candidates;
  const filtered = filters.map(({ slot, fits }) => {
    left = relaxed.has(slot) ? left : left.filter((one) => fits(one) > 0);
    return { step: relaxed.has(slot) ? `${slot} (loosened)` : slot, left: left.length };
  });
  return [
    { step: "on the shelf", left: stock.programs.length },
    { step: wanted.required.length > 0 ? "about the topic" : "looked at first", left: looked },
    { step: "to come, with room", left: candidates.length },
    ...filtered,
  ];
}

function programExplained(
  { one, score, grades }: Judged,
  {
    stock,
    asked,
    terms,
  }: {
    readonly stock: Stock;
    /** Terms of what it must be about, and of all that was looked for. */
    readonly asked: ReadonlySet<string>;
    readonly terms: ReadonlySet<string>;
  },
): ProgramExplained {
  const matched = matchedIn(entryOf(one.program, stock.lexicon), terms);
  const inFields = matched.filter(({ term }) => asked.has(term)).flatMap(({ fields }) => fields);
  return {
    id: one.program.id,
    score,
    parts: Object.fromEntries(
      PARTS.map((part) => [part, rounded(grades.parts[part].weight * grades.parts[part].value)]),
    ),
    factors: Object.fromEntries(
      FACTORS.flatMap((factor) =>
        grades.factors[factor] === 1 ? [] : [[factor, rounded(grades.factors[factor])]],
      ),
    ),
    matched,
    isOnlyMentioned: inFields.length > 0 && inFields.every((field) => SMALL_PRINT.has(field)),
  };
}

const SMALL_PRINT: ReadonlySet<string> = new Set<Field>(["description", "descriptionParts"]);

function matchedIn(entry: Entry, terms: ReadonlySet<string>): ProgramExplained["matched"] {
  const fields = new Map<string, Set<string>>();
  for (const field of [...FIELD_NAMES, ...PIVOTS]) {
    for (const term of entry[field].split(" ")) {
      if (terms.has(term)) fields.set(term, (fields.get(term) ?? new Set()).add(field));
    }
  }
  return [...fields].map(([term, found]) => ({ term, fields: [...found] }));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
