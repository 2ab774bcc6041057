/**
 * Topics of a Finnish text: its nouns by their base forms, without those of everyday talk. A compound that ends in a
 * kind of program is about what stands before (ompelukurssi: ompelu).
 */
import type { Analysis, Morphology } from "./morphology.ts";
import type { Candidate, TopicText } from "./topic.ts";
import { FORMS_FI, NO_TOPICS_FI, PHRASES_FI, SET_NAMES_FI, TOPICS_FI, VERBS_FI } from "./topic-words.ts";

const WORD = /[\p{L}\d][\p{L}\d'&]*(?:-[\p{L}\d'&]+)*/gu;
/** Where and whose: cases in which a noun is hardly what a program is about. */
const ASIDE = new Set([
  "inessive",
  "adessive",
  "ablative",
  "allative",
  "essive",
  "translative",
  "abessive",
  "comitative",
  "instructive",
]);
/** Words that are no nouns whatever else they may look like: "teillä" is of te, not of tee. */
const FUNCTION_WORDS = new Set([
  "pronoun",
  "adverb",
  "conjunction",
  "adposition",
  "negation",
  "interjection",
]);
/** Everyday words as they are said, which the dictionary does not hold. */
const SPOKEN =
  /^(?:onks|oisko|siel|tääl|tuol|mulla?|sulla?|mulle|sulle|must|sust|meil|teil|tehtä?i?s|vois|voisko|saisko|mitäs|missäs|joku|joo|okei|moikka|moro|kiitti|tattis|haluun|oon|ootko|mä|sä|mun|sun|tän|noi|toi|nää|niitä|tost|täst|jotai|jotaki|mitää|kivaa|hauskaa)$/u;
/** In so few words an unknown one may be what is asked for. */
const SHORT_TEXT = 3;
const NO_NOUN = new Set([
  "pronoun",
  "adverb",
  "conjunction",
  "adposition",
  "negation",
  "interjection",
  "numeral",
  "prefix",
  "verb",
]);

interface ReadWord {
  readonly start: number;
  readonly text: string;
  readonly noun?: Noun;
  /** The base form of an adjective, or of a genitive that may begin a phrase. */
  readonly modifier?: string;
}

interface Noun {
  readonly base: string;
  readonly parts: readonly string[];
  readonly aside: boolean;
  readonly genitive: boolean;
  readonly elative: boolean;
}

/** Reads the topics of a Finnish text in order. */
export function topicsInFinnish({ text, morphology, isBeside }: TopicText): readonly Candidate[] {
  const matches = [...text.matchAll(WORD)];
  const isShort = matches.length <= SHORT_TEXT && !isBeside;
  const words = matches.map((match) => readWord(match[0], match.index, { morphology, isShort }));
  const nouns = words.flatMap((word, index) => {
    const phrase = phraseOf(words[index - 1], word, text);
    if (phrase) return [phrase];
    // The genitive of "suomen kieli" is part of the phrase.
    if (phraseOf(word, words[index + 1], text)) return [];
    return candidateOf(word, () => isLed(words, index));
  });
  // What is done says more than a noun that may be anything, and less than a topic: "pelata shakkia".
  if (nouns.some(({ known }) => known)) return nouns;
  const done = matches.flatMap((match) => verbTopic(match[0], match.index, morphology));
  return done.length > 0 ? done : nouns;
}

/** Forms in which a verb is wished for: oppia neulomaan, haluan neuloa, neulotaan. */
const WISHED = new Set(["infinitive", "indicative"]);

function verbTopic(text: string, start: number, morphology: Morphology): readonly Candidate[] {
  const reading = morphology.analyse(text).find(({ wordClass }) => wordClass === "verb");
  const topic =
    reading && WISHED.has(reading.mood ?? "infinitive") && VERBS_FI.get(reading.base.toLowerCase());
  return topic ? [{ topic, start, known: true }] : [];
}

function readWord(
  text: string,
  start: number,
  { morphology, isShort }: { readonly morphology: Morphology; readonly isShort: boolean },
): ReadWord {
  const readings = morphology.analyse(text);
  const reading = FUNCTION_WORDS.has(readings[0]?.wordClass ?? "")
    ? readings[0]
    : (readings.find(isTopic) ?? readings.find(isDone) ?? readings[0]);
  if (!reading) {
    const found = morphology.full ? unknownWord(text, morphology, isShort) : stemmed(text, morphology);
    return { start, text, ...found };
  }
  if (reading.action === undefined && (reading.participle || NO_NOUN.has(reading.wordClass)))
    return { start, text };
  if (reading.wordClass === "adjective") return { start, text, modifier: reading.base.toLowerCase() };
  if (reading.properName && reading.properName !== "other") {
    return { start, text, ...(reading.case === "genitive" && { modifier: text.toLowerCase() }) };
  }
  const noun = nounOf(reading);
  return { start, text, noun, ...(noun.genitive && { modifier: text.toLowerCase() }) };
}

/** Of two readings the one that is a topic is meant: jumppaa is of jumppa, not of jumpata. */
const isTopic = (reading: Analysis) =>
  reading.wordClass === "noun" && isKnown(nounOf(reading).base, reading.parts);

/** And what is no topic is rather what somebody does: asun is of asua, not of asu. */
const isDone = ({ wordClass, action, participle, mood }: Analysis) =>
  wordClass === "verb" &&
  action === undefined &&
  participle === undefined &&
  WISHED.has(mood ?? "infinitive");

function nounOf(reading: Analysis): Noun {
  return {
    base: (reading.action ?? reading.base).toLowerCase(),
    parts: reading.parts,
    aside: reading.case !== undefined && ASIDE.has(reading.case),
    genitive: reading.case === "genitive",
    elative: reading.case === "elative",
  };
}

/**
 * A word no dictionary knows may be one as it is said or mistyped; it is a topic when it ends in one (livemusiikki), or
 * may be a new thing said by itself.
 */
function unknownWord(text: string, morphology: Morphology, isShort: boolean): Pick<ReadWord, "noun"> {
  const lower = text.toLowerCase();
  const named = topicBeginning(lower);
  if (named !== undefined)
    return { noun: { base: named, parts: [named], aside: false, genitive: false, elative: false } };
  const written = asWritten(lower, morphology);
  if (written.length > 0) {
    const topic = written.find(isTopic);
    return topic ? { noun: nounOf(topic) } : {};
  }
  for (let at = 2; at <= lower.length - 4 && lower.length < 40; at += 1) {
    const head = morphology.analyse(lower.slice(at)).find(isTopic);
    if (head) return { noun: { ...nounOf(head), base: lower.slice(0, at) + head.base.toLowerCase() } };
  }
  const isWord =
    isShort &&
    lower.length > 3 &&
    /[aeiouyäö].*[aeiouyäö]/u.test(lower) &&
    !/[^aeiouyäöåé\d&-]{4}|[aeiouyäö]{4}/u.test(lower);
  return isWord && !SPOKEN.test(lower)
    ? { noun: { base: lower, parts: [lower], aside: false, genitive: false, elative: false } }
    : {};
}

/** "Standupia": a topic that no dictionary holds, in one of its cases. */
function topicBeginning(word: string): string | undefined {
  for (let length = word.length; length >= Math.max(4, word.length - 4); length -= 1) {
    const beginning = word.slice(0, length);
    if (
      TOPICS_FI.has(beginning) &&
      /^(?:i?(?:n|t|ss?[aä]?|st[aä]?|ll[aä]|lt[aä]|lle|t?[aä]|in|ksi)|i)?$/u.test(word.slice(length))
    )
      return beginning;
  }
  return undefined;
}

/** Gives the readings of a word that lacks its last vowel or one of two letters: tekemist, sielä; or has one too many. */
function asWritten(word: string, morphology: Morphology): readonly Analysis[] {
  if (word.length < 4 || word.length > 30) return [];
  const ends = ["a", "ä"].flatMap((last) => [
    `${word}${last}`,
    ...(word.endsWith("i") ? [`${word.slice(0, -1)}j${last}`] : []),
  ]);
  const whole = [...ends, `${word}i`].map((form) => morphology.analyse(form));
  const inner = /(?<=[aeiouyäö])[klmnprst](?=[aeiouyäö])/gu;
  const doubled = [...word.matchAll(inner)].map(({ 0: letter, index }) =>
    morphology.analyse(word.slice(0, index) + letter + word.slice(index)),
  );
  const single = [...word.matchAll(/(\p{L})(?=\1)/gu)].map(({ index }) =>
    morphology.analyse(word.slice(0, index) + word.slice(index + 1)),
  );
  const all = [...whole, ...doubled, ...single];
  return (
    all.find((readings) => readings.some(isTopic)) ?? all.find((readings) => readings.some(isCommon)) ?? []
  );
}

const isCommon = ({ properName }: Analysis) => properName === undefined;

/** Verbs and kinds of program that tell what the word beside them is. */
const LEADS =
  /^(?:opp\p{L}+|opet\p{L}+|opisk\p{L}+|harrast\p{L}+|rakasta\p{L}*|tykkää\p{L}*|tykkä\p{L}+|kokeil\p{L}+|harjoit\p{L}+|kiinnost\p{L}+|innostu\p{L}+)$/u;

/** "Oppia mallinnusta", "rakastaa junia", "luentoa sisällissodasta". */
function isLed(words: readonly ReadWord[], index: number): boolean {
  const { noun } = words[index] ?? {};
  if (noun === undefined || noun.aside || noun.genitive) return false;
  const isForm = (word: ReadWord | undefined) => word?.noun !== undefined && FORMS_FI.has(word.noun.base);
  const near = [words[index - 1], words[index + 1]];
  if (noun.elative && near.some(isForm)) return true;
  return LEADS.test(words[index - 1]?.text.toLowerCase() ?? "");
}

/** Without a dictionary only words that begin like a topic are topics. */
function stemmed(text: string, morphology: Morphology): Pick<ReadWord, "noun"> {
  const lower = text.toLowerCase();
  const stem = morphology.bases(lower)[0] ?? lower;
  const topic = [...TOPICS_FI].find(
    (known) =>
      known === lower || (stem.length > 3 && known.startsWith(stem) && known.length - stem.length < 3),
  );
  return topic
    ? { noun: { base: topic, parts: [topic], aside: false, genitive: false, elative: false } }
    : {};
}

/** "luovan kirjoittamisen", "viron kielen": two words, one topic. */
function phraseOf(
  first: ReadWord | undefined,
  second: ReadWord | undefined,
  text: string,
): Candidate | undefined {
  if (!first?.modifier || !second?.noun) return undefined;
  if (text.slice(first.start + first.text.length, second.start).trim() !== "") return undefined;
  const { base } = second.noun;
  const isLanguage = base === "kieli" && first.modifier.endsWith("n");
  if (!isLanguage && !PHRASES_FI.get(first.modifier)?.has(base)) return undefined;
  return { topic: `${first.modifier} ${base}`, start: first.start, known: true };
}

function candidateOf({ start, text, noun }: ReadWord, isLed: () => boolean): readonly Candidate[] {
  if (!noun) return [];
  const base = withoutForm(noun);
  if (base === undefined || NO_TOPICS_FI.has(base)) return [];
  const known = isKnown(base, noun.parts) || base !== noun.base;
  if (!known && (noun.aside || NO_TOPICS_FI.has(noun.parts.at(-1) ?? ""))) return [];
  return [{ topic: withCapitals(base, text), start, known, ...(!known && isLed() && { led: true }) }];
}

function isKnown(base: string, parts: readonly string[]): boolean {
  return (
    TOPICS_FI.has(base) ||
    parts.some((part) => TOPICS_FI.has(part)) ||
    [...base.split("-")].some((part) => TOPICS_FI.has(part))
  );
}

/** Gives what a noun is about; undefined when it is a kind of program and nothing more. */
function withoutForm({ base, parts }: Noun): string | undefined {
  if (SET_NAMES_FI.has(base)) return base;
  if (FORMS_FI.has(base)) return undefined;
  const form = [...FORMS_FI]
    .filter((one) => base.endsWith(one))
    .sort((one, other) => other.length - one.length)[0];
  const isCompound = form !== undefined && (parts.length > 1 || base.includes("-"));
  if (!isCompound || !parts.some((part) => form.endsWith(part))) return base;
  const about = base.slice(0, -form.length).replace(/-$/u, "");
  if (about.length < 2 || NO_TOPICS_FI.has(about)) return undefined;
  return about;
}

/** "3d-tulostus" is written 3D-tulostus, "ai" AI when the patron wrote so. */
function withCapitals(base: string, text: string): string {
  const prefix = /^[\p{Lu}\d&]{2,}/u.exec(text)?.[0];
  const restored =
    prefix && base.startsWith(prefix.toLowerCase()) ? prefix + base.slice(prefix.length) : base;
  return restored.replace(/^3d(?=-|$)/u, "3D");
}
