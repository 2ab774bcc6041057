/**
 * What a text asks to be about: topics in their base forms, in the order said. It reads the sentence that asks, and
 * falls back on the others ("My son loves robots. Anything on Saturday?"). Each language has a reader of its own.
 */
import type { Morphology } from "./morphology.ts";
import { topicsInEnglish } from "./topic-english.ts";
import { topicsInFinnish } from "./topic-finnish.ts";
import { findNamedPeople } from "./topic-names.ts";
import type { Language } from "./understood.ts";

/** A stretch of a text that another slot has read. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A topic and how sure it is to be one. */
export interface Candidate {
  readonly topic: string;
  readonly start: number;
  /** It is what library programs are about, or stands where a topic stands ("photography course"). */
  readonly known: boolean;
  /** Not known, but the words round it say that it is asked for: "learn ...", "luento ...sta". */
  readonly led?: true;
}

export interface TopicsFound {
  /** At most six. A word that may be anything is none beside what other slots tell. */
  readonly topics: readonly string[];
  /** Those words: they tell what kind of text it is, and may help a search, but nothing has to be about them. */
  readonly unsure: readonly string[];
  /** One at least is known to be what programs are about. */
  readonly known: boolean;
}

/** What a reader of one language is given: the text with other findings blanked out, at the same positions. */
export interface TopicText {
  readonly text: string;
  readonly morphology: Morphology;
  /** Something else of the text was understood. */
  readonly isBeside: boolean;
  /** Tells whether a lower-case word is English at all. */
  isEnglish(word: string): boolean;
}

const MOST_TOPICS = 6;

/** Finds the topics of a text; `taken` are the words that other slots have read. */
export function findTopics(
  text: string,
  context: Omit<TopicText, "text" | "isBeside"> & {
    readonly language: Language;
    readonly taken: readonly Span[];
  },
): TopicsFound {
  const isBeside = context.taken.length > 0;
  const unread = blank(text, context.taken);
  const people = findNamedPeople(unread, context);
  const read = context.language === "en" ? topicsInEnglish : topicsInFinnish;
  const others = read({ ...context, text: people.length > 0 ? blank(unread, people) : unread, isBeside });
  const candidates =
    people.length > 0 ? [...people, ...others].sort((one, other) => one.start - other.start) : others;
  const said = choose(text, candidates, ASKS[context.language]);
  const chosen = isBeside ? said.filter(({ known, led }) => known || led) : said;
  const names = (some: readonly Candidate[]) =>
    [...new Set(some.map(({ topic }) => topic))].slice(0, MOST_TOPICS);
  const unsure = said.length > chosen.length ? names(said.filter((one) => !chosen.includes(one))) : [];
  return { topics: names(chosen), unsure, known: chosen.some(({ known }) => known) };
}

/** "¤" keeps words apart that a date or place stood between. */
function blank(text: string, spans: readonly Span[]): string {
  const characters = [...spans].reduce(
    (letters, { start, end }) => letters.fill("¤", start, end),
    text.split(""),
  );
  return characters.join("");
}

const ASKS: Readonly<Record<Language, RegExp>> = {
  fi: /\?|(?<!\p{L})(?:\p{L}+(?:ko|kö|kos|kös|ks|kohan|köhän)(?!\p{L})|mitä|mikä|missä|mis|mihin|milloin|koska|millai\p{L}+|minkälai\p{L}+|mistä|etsi\p{L}*|haen|haetaan|hak\p{L}+|haluai?s?i?n?|haluan|haluun|haluaisin|kiinnosta\p{L}*|suosittele\p{L}*|ehdota|vinkkaa|kaipa\p{L}*|toivo\p{L}*|tarvit\p{L}*|tart?tis|näytä|olisiko|oisko|löyty\p{L}*)(?!\p{L})/u,
  en: /\?|\b(?:is there|are there|any|anything|do you|does|what|whats|which|where|when|looking for|look for|i'd|i would|want|wants|wanna|need|needs|show me|could|can|would|recommend|suggest|interested|find|searching)\b/u,
};

/** Sentences that ask come first; in them, the clause that asks; the others only when these name no topic. */
function choose(text: string, candidates: readonly Candidate[], asks: RegExp): readonly Candidate[] {
  const sentences = sentencesOf(text).map((sentence) => ({
    asks: asks.test(sentence.text.toLowerCase()),
    found: within(candidates, sentence),
    ...sentence,
  }));
  const asking = sentences.filter((sentence) => sentence.asks && sentence.found.length > 0);
  const last = asking.at(-1);
  if (!last) return confident(candidates);
  const earlier = asking.slice(0, -1).flatMap(({ found }) => found.filter(({ known }) => known));
  return [...earlier, ...confident(askingClauses(last, asks))];
}

/** Where a topic is known for one, nouns beside it that may be anything are left out. */
function confident(candidates: readonly Candidate[]): readonly Candidate[] {
  const known = candidates.filter((candidate) => candidate.known);
  return known.length > 0 ? known : candidates;
}

interface Sentence extends Span {
  readonly text: string;
}

function sentencesOf(text: string): readonly Sentence[] {
  return [...text.matchAll(/[^.!?;:]+(?:[.](?=\p{L}|\d)[^.!?;:]+)*[.!?;:]*/gu)].map(
    ({ 0: sentence, index }) => ({
      text: sentence,
      start: index,
      end: index + sentence.length,
    }),
  );
}

const within = (candidates: readonly Candidate[], span: Span) =>
  candidates.filter(({ start }) => start >= span.start && start < span.end);

/** "Poika on 7 ja lukeminen tökkii, olisiko lukukoiria?": what stands before the clause that asks is background. */
function askingClauses(
  sentence: Sentence & { readonly found: readonly Candidate[] },
  asks: RegExp,
): readonly Candidate[] {
  let offset = sentence.start;
  for (const clause of sentence.text.split(",")) {
    const rest = sentence.found.filter(({ start }) => start >= offset);
    if (asks.test(clause.replace("?", "").toLowerCase()))
      return rest.some(({ known }) => known) ? rest : sentence.found;
    offset += clause.length + 1;
  }
  return sentence.found;
}
