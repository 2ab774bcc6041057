/**
 * Finds what open answers are about. The themes of a codebook come first, several to an answer; what none of them takes is grouped
 * and proposed. Personal data is masked before anything else is done with an answer.
 */
import { cleanText } from "../../understanding/clean-text.ts";
import type { Redactor } from "../../understanding/redact.ts";
import type { Language } from "../../understanding/understood.ts";
import type { Codebook } from "./codebook.ts";
import { createCoder } from "./coder.ts";
import type { FeatureReader } from "./features.ts";
import { groupTexts } from "./group.ts";
import type { Answer } from "./read-answers.ts";
import { splitStatements } from "./statements.ts";
import { tellingWords } from "./telling.ts";
import type { Vector } from "./vectors.ts";

/** A theme and what was said about it. */
export interface Theme {
  readonly id: string;
  readonly label: Readonly<Record<Language, string>>;
  /** A proposed theme is in no codebook yet. */
  readonly kind: "codebook" | "proposed";
  /** Answers that speak of it. */
  readonly size: number;
  readonly terms: readonly string[];
  /** The most central answers, masked, the first the most central. */
  readonly quotes: readonly string[];
}

/** What was found. */
export interface Themes {
  /** Those of the codebook that anyone spoke of, and then the proposed ones; the largest first. */
  readonly themes: readonly Theme[];
  /** Every answer in its order, with the ids of its themes, likeliest first; none where nothing fits. */
  readonly answers: readonly { readonly id: string; readonly themes: readonly string[] }[];
}

/** What themes are found with. */
export interface FindThemesOptions {
  readonly reader: FeatureReader;
  readonly redactor: Redactor;
  /** Without one, everything is grouped. */
  readonly codebook?: Codebook | undefined;
  readonly onProgress?: (progress: ThemesProgress) => void;
}

/** How far the finding of themes is. */
export interface ThemesProgress {
  readonly step: "reading" | "grouping" | "telling";
  readonly done: number;
  readonly of: number;
}

const TERMS = 6;
const QUOTES = 3;
const QUOTE_CHARACTERS = 280;
/** Answers read before others get a turn: a console goes on answering meanwhile. */
const AT_ONCE = 250;

interface ReadAnswer {
  readonly text: string;
  readonly features: Vector;
  readonly themes: { readonly theme: string; readonly score: number }[];
}

/** Finds the themes of some answers. The same answers in the same order give the same themes. */
export async function findThemes(answers: readonly Answer[], options: FindThemesOptions): Promise<Themes> {
  const { onProgress } = options;
  const read = await readAll(answers, options);
  const rest = read.filter(({ themes }) => themes.length === 0);
  onProgress?.({ step: "grouping", done: 0, of: rest.length });
  await nextTurn();
  const groups = groupTexts(rest.map(({ features }) => features));
  groups.forEach(({ members }, at) => {
    members.forEach((member, rank) => {
      rest[member]?.themes.push({ theme: proposedId(at), score: 1 / (1 + rank) });
    });
  });
  onProgress?.({ step: "telling", done: 0, of: groups.length });
  await nextTurn();
  return {
    themes: describe(read, { ...options, proposed: groups.length }),
    answers: answers.map(({ id }, at) => ({
      id,
      themes: (read[at]?.themes ?? []).map(({ theme }) => theme),
    })),
  };
}

const proposedId = (at: number) => `proposed-${at + 1}`;

async function readAll(
  answers: readonly Answer[],
  { reader, redactor, codebook, onProgress }: FindThemesOptions,
): Promise<readonly ReadAnswer[]> {
  const coder = codebook && createCoder(codebook, reader);
  const read: ReadAnswer[] = [];
  for (const { text: given, language: told } of answers) {
    if (read.length % AT_ONCE === 0) {
      onProgress?.({ step: "reading", done: read.length, of: answers.length });
      await nextTurn();
    }
    const masked = redactor.redact(given, told).redacted;
    const { language, features } = reader.read(withoutMasks(masked), told);
    const statements = coder === undefined ? [] : splitStatements(withoutMasks(masked));
    const parts = statements.length < 2 ? [] : statements.map((one) => reader.read(one, language).features);
    const themes = coder?.code(features, parts) ?? [];
    read.push({ text: shortened(masked), features, themes: [...themes] });
  }
  return read;
}

/** A mask stands for what the patron wrote: its words are none of theirs. */
function withoutMasks(text: string): string {
  return text.replace(/\[\p{L}[\p{L} ]{2,20}\]/gu, " ");
}

/** A copy, so that a short quote does not hold a file of megabytes in memory. What could steer a terminal is taken out. */
function shortened(text: string): string {
  const line = cleanText(text.slice(0, QUOTE_CHARACTERS * 4));
  const cut = line.length <= QUOTE_CHARACTERS ? line : `${line.slice(0, QUOTE_CHARACTERS - 1).trimEnd()}…`;
  return Buffer.from(cut).toString();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function describe(
  read: readonly ReadAnswer[],
  { reader, codebook, proposed }: FindThemesOptions & { readonly proposed: number },
): readonly Theme[] {
  const members = new Map<string, { readonly answer: ReadAnswer; readonly score: number }[]>();
  for (const answer of read) {
    for (const { theme, score } of answer.themes) {
      const known = members.get(theme) ?? [];
      known.push({ answer, score });
      members.set(theme, known);
    }
  }
  const ids = [
    ...(codebook?.themes.map(({ id }) => id) ?? []),
    ...Array.from({ length: proposed }, (_, at) => proposedId(at)),
  ].filter((id) => members.has(id));
  const sets = ids.map((id) => (members.get(id) ?? []).map(({ answer }) => answer.features));
  const terms = tellingWords(sets, reader, TERMS);
  const labels = new Map(codebook?.themes.map(({ id, label }) => [id, label]));
  return ids
    .map((id, at): Theme => {
      const own = members.get(id) ?? [];
      const words = terms[at] ?? [];
      const label = labels.get(id);
      const said = words.slice(0, 3).join(", ") || id;
      return {
        ...{
          id,
          label: label ?? { fi: said, en: said },
          kind: label === undefined ? "proposed" : "codebook",
        },
        ...{ size: own.length, terms: words, quotes: quotesOf(own) },
      };
    })
    .sort((one, other) => rankOf(one) - rankOf(other) || other.size - one.size);
}

const rankOf = ({ kind }: Theme) => (kind === "codebook" ? 0 : 1);

function quotesOf(members: readonly { readonly answer: ReadAnswer; readonly score: number }[]) {
  const sorted = members.toSorted((one, other) => other.score - one.score);
  const quotes = new Set<string>();
  for (const { answer } of sorted) {
    if (quotes.size < QUOTES && answer.text !== "") quotes.add(answer.text);
  }
  return [...quotes];
}
