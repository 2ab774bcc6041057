/**
 * Finds what a wish is about: the topics that were understood, or else the words of the text that are no mere request.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { findAudience } from "../understanding/audience.ts";
import { partExcluded } from "../understanding/negation.ts";
import type { Audience, Language, Slots } from "../understanding/understood.ts";
import { REQUEST_WORDS } from "./concepts.ts";
import type { Lexicon } from "./lexicon.ts";

/** What to look for in texts. */
export interface WantedTopics {
  /** A program must be about one of these. */
  readonly required: readonly string[];
  /** These only lift a program: all telling words of the text, where they say more than the topics. */
  readonly helpful: readonly string[];
  /** What the patron said not to want: "anything but yoga", "not for children". */
  readonly unwanted: { readonly topics: readonly string[]; readonly audience?: Audience | undefined };
  /** The slots that hold: a group that is only named in a topic ("family history") asks for nobody. */
  readonly slots: Slots;
}

/**
 * Takes the topics of a wish. Words that were not understood as a topic decide only when nothing else was
 * understood either; beside other slots they may be anything, so they only help.
 */
export function wantedTopics(wish: ProgramWish, lexicon: Lexicon): WantedTopics {
  const { text, slots, language } = wish;
  const tell = (words: string) => tellingWords(words, language, lexicon);
  const { wanted, excluded } = partExcluded(text.slice(0, LONGEST_TEXT));
  const unwanted = unwantedOf(wish, excluded, tell);
  const required = (slots.topic ?? []).filter((topic) => tell(topic).length > 0);
  if (required.length > 0) {
    const words = excluded === "" ? tell(wanted) : [];
    const saysMore = words.length <= MOST_WORDING && areNew(words, required, { language, lexicon });
    const named = required.map((topic) => nameAround(topic, { words, language, lexicon }));
    return {
      required: named,
      helpful: saysMore ? [words.join(" ")] : [],
      unwanted,
      slots: withoutNamedGroup(slots, named, wanted),
    };
  }
  // "Something fun" was taken for a topic: it is none, and neither are the other words; nor are those around a "not".
  const rest = slots.topic === undefined && excluded === "" ? tell(wanted).slice(0, 40) : [];
  if (rest.length === 0) return { required: [], helpful: [], unwanted, slots };
  const words = [rest.join(" ")];
  return Object.keys(slots).length === 0
    ? { required: words, helpful: [], unwanted, slots }
    : { required: [], helpful: words, unwanted, slots };
}

/** Takes the group out of the slots when the topics name it and the rest of the text does not. */
function withoutNamedGroup(slots: Slots, topics: readonly string[], text: string): Slots {
  const { audience, ...others } = slots;
  if (audience === undefined || !topics.some((topic) => findAudience(topic).audience === audience))
    return slots;
  const rest = topics.reduce((words, topic) => words.replace(topic, " "), text.toLowerCase());
  return findAudience(rest).audience === audience ? slots : others;
}

const LONGEST_TEXT = 500;
/** In a longer text the words beside the topic tell a story, not the topic. */
const MOST_WORDING = 6;

/** Tells whether some words are no forms of those of the topics. */
function areNew(
  words: readonly string[],
  topics: readonly string[],
  { language, lexicon }: { readonly language: Language; readonly lexicon: Lexicon },
): boolean {
  const formsOf = (texts: readonly string[]) =>
    lexicon.words(texts.join(" "), language).map(({ surface, bases }) => [surface, ...bases]);
  const known = new Set(formsOf(topics).flat());
  return formsOf(words).some((forms) => !forms.some((form) => known.has(form)));
}

/** Gives the name of several words that a topic is part of as said ("story" of "short stories"), or the topic. */
function nameAround(
  topic: string,
  { words, language, lexicon }: { words: readonly string[]; language: Language; lexicon: Lexicon },
): string {
  const said = lexicon.words(words.join(" "), language);
  const own = lexicon.words(topic, language);
  if (own.length !== 1) return topic;
  const bases = new Set(own.flatMap((word) => [word.surface, ...word.bases]));
  const name = lexicon
    .concepts(said)
    .find(
      ({ at }) => at.length > 1 && at.some((index) => said[index]?.bases.some((base) => bases.has(base))),
    );
  return name === undefined ? topic : name.at.flatMap((index) => said[index]?.surface ?? []).join(" ");
}

/** Of what was understood to be unwanted the topics alone: days and places are no words to look for. */
function unwantedOf(
  { unwanted }: ProgramWish,
  excluded: string,
  tell: (words: string) => readonly string[],
): WantedTopics["unwanted"] {
  const topics = unwanted?.flatMap(({ topic = [] }) => topic) ?? [];
  const isTopic = (slots: Slots) => Object.keys(slots).every((slot) => slot === "topic");
  // None, where some were told: the patron took them back.
  if (unwanted?.length === 0 || unwanted?.every(isTopic) === false) return { topics };
  const read = unwantedIn(excluded, tell);
  return { ...read, topics: [...new Set([...topics, ...read.topics])] };
}

function unwantedIn(excluded: string, tell: (words: string) => readonly string[]): WantedTopics["unwanted"] {
  const { audience, spans } = findAudience(excluded.toLowerCase());
  const others = spans.reduce((letters, { start, end }) => letters.fill(" ", start, end), excluded.split(""));
  return {
    topics: others
      .join("")
      .split(",")
      .map((one) => tell(one).join(" "))
      .filter((one) => one !== ""),
    audience,
  };
}

function tellingWords(text: string, language: Language, lexicon: Lexicon): readonly string[] {
  return lexicon
    .words(text, language)
    .filter(({ surface, bases }) => ![surface, ...bases].some((word) => REQUEST_WORDS.has(word)))
    .map(({ surface }) => surface);
}
