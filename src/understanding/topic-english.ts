/**
 * Topics of an English text: runs of words that are neither everyday words nor kinds of program. A run counts when it
 * holds a known topic, stands where a topic stands ("... course", "about ...", "learn ..."), or is nearly all of the text.
 */
import { singular } from "./english-forms.ts";
import type { Candidate, TopicText } from "./topic.ts";
import { FORMS_EN, NAMES_EN, NO_TOPICS_EN, SET_NAMES_EN, TOPICS_EN } from "./topic-words.ts";

const TOKEN = /[\p{L}\d][\p{L}\d'&+]*(?:-[\p{L}\d'&]+)*|[^\s]/gu;
const LANGUAGES =
  /^(?:finnish|english|swedish|russian|estonian|arabic|somali|spanish|french|german|italian|chinese|japanese|korean|ukrainian|kurdish|persian|turkish|portuguese)$/u;
const LEADS_TO_TOPIC =
  /^(?:about|on|learn|learning|practise|practising|practice|practicing|studying|study|try|into|in|with|playing|play|teach|love|loves|like|likes|enjoy|of|for|speak|speaking|improve|improving|speaker)$/u;
/** "With" and "for" lead to people as well. */
const SURELY_LEADS =
  /^(?:about|learn|learning|practise|practising|practice|practicing|studying|study|into|playing|play|loves?|enjoys?)$/u;
const SHORT_TEXT = 4;

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly single: string;
  readonly kind: "content" | "form" | "stop" | "mark";
}

/** Reads the topics of an English text in order. */
export function topicsInEnglish({ text, isEnglish }: TopicText): readonly Candidate[] {
  const { rest, found } = setNames(text);
  const tokens = [...rest.matchAll(TOKEN)].map(readToken);
  const isShort = tokens.filter(({ kind }) => kind !== "mark").length <= SHORT_TEXT;
  const candidates = [...found];
  for (let at = 0; at < tokens.length; ) {
    const run = runAt(tokens, at);
    if (run.length > 0) candidates.push(...candidatesOf(run, { tokens, at, isShort, isEnglish }));
    at += Math.max(1, run.length);
  }
  return candidates.sort((one, other) => one.start - other.start);
}

const SET_NAMES = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...SET_NAMES_EN]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[- ]/g, "[- ]"))
    .join("|")})(?:e?s)?(?:'s?)?(?![\\p{L}\\d])`,
  "giu",
);

/** Names of several words are read first and blanked out. */
function setNames(text: string): { rest: string; found: readonly Candidate[] } {
  const found = [...text.matchAll(SET_NAMES)].map((match) => ({
    topic: lastSingular(match[0].toLowerCase().split(" ")).replace(/^3d/u, "3D"),
    start: match.index,
    known: true,
  }));
  return { rest: text.replace(SET_NAMES, (name) => "¤".repeat(name.length)), found };
}

function readToken(match: RegExpExecArray): Token {
  const text = match[0];
  const lower = text.toLowerCase();
  return { text, lower, start: match.index, single: singular(lower), kind: kindOf(lower) };
}

function kindOf(lower: string): Token["kind"] {
  if (!/[\p{L}\d]/u.test(lower)) return "mark";
  const single = singular(lower);
  if (TOPICS_EN.has(lower) || TOPICS_EN.has(single)) return "content";
  if (FORMS_EN.has(lower) || FORMS_EN.has(single)) return "form";
  return NO_TOPICS_EN.has(lower) || NO_TOPICS_EN.has(single) || /^\d+$/u.test(lower) ? "stop" : "content";
}

function runAt(tokens: readonly Token[], at: number): readonly Token[] {
  let end = at;
  while (tokens[end]?.kind === "content") end += 1;
  return tokens.slice(at, end);
}

interface Around {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly isShort: boolean;
  isEnglish(word: string): boolean;
}

function candidatesOf(run: readonly Token[], around: Around): readonly Candidate[] {
  const { tokens, at, isShort } = around;
  const [first] = run;
  if (!first) return [];
  if (run.length > 1 && LANGUAGES.test(first.lower)) {
    return [...candidatesOf([first], around), ...candidatesOf(run.slice(1), { ...around, at: at + 1 })];
  }
  const holdsTopic = run.some(
    ({ lower, single }) => TOPICS_EN.has(lower) || TOPICS_EN.has(single) || LANGUAGES.test(lower),
  );
  const beforeForm = tokens[at + run.length]?.kind === "form";
  const before = tokens[at - 1]?.lower ?? "";
  const led =
    LEADS_TO_TOPIC.test(before) ||
    (LEADS_TO_TOPIC.test(tokens[at - 2]?.lower ?? "") &&
      /^(?:a|the|some|how|to|my|more|our|their|her|his)$/.test(before));
  if (LANGUAGES.test(first.lower) && !(beforeForm || led || isShort)) return [];
  if (!holdsTopic && !beforeForm && !led && !isShort) return [];
  // A jumble of letters is no topic.
  if (!holdsTopic && !run.every(({ single }) => around.isEnglish(single))) return [];
  const known = holdsTopic || beforeForm;
  const isSurelyLed = !known && SURELY_LEADS.test(before);
  return [{ topic: topicOf(run), start: first.start, known, ...(isSurelyLed && { led: true }) }];
}

function topicOf(run: readonly Token[]): string {
  const words = run.map(({ text, lower }) =>
    /^\p{Lu}[\p{Lu}\d&]+$|^\d[A-Z]$/u.test(text) || LANGUAGES.test(lower) || NAMES_EN.has(singular(lower))
      ? text
      : lower,
  );
  return lastSingular(words);
}

function lastSingular(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return [...words.slice(0, -1), /\p{Lu}/u.test(last) ? last.replace(/'s$/u, "") : singular(last)].join(" ");
}
