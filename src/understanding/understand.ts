/**
 * Understands a text: language, intent and slots, in process and synchronous. Each part is read by a file of its own;
 * this one only hands the text round and puts the findings together.
 */
import { findAudience } from "./audience.ts";
import { cleanText } from "./clean-text.ts";
import { findTime, type Span } from "./dates.ts";
import { createLanguageDetector } from "./detect-language.ts";
import { createDictionary } from "./dictionary.ts";
import { createIntentTeller, type IntentTeller } from "./intent.ts";
import { cluesFor } from "./intent-clues.ts";
import { featuresOf, type Reading } from "./intent-features.ts";
import { loadIntentModel } from "./intent-model.ts";
import { type LanguageFiles, loadLanguageFiles } from "./language-files.ts";
import { loadLibraryNames } from "./libraries.ts";
import { everyWeek, isOnlySmall } from "./limits.ts";
import { localDate } from "./local-time.ts";
import { createMorphology, type Morphology } from "./morphology.ts";
import { partExcluded } from "./negation.ts";
import type { LibraryName } from "./place-names.ts";
import { createPlaceFinder } from "./places.ts";
import { findProgramTerms } from "./program-terms.ts";
import { createTerms } from "./terms.ts";
import { findTopics } from "./topic.ts";
import type { Explanation, TextContext, Told, Understanding } from "./understanding.ts";
import type { Language, Slots, Understood } from "./understood.ts";

/** What understanding is built over. */
export interface UnderstandingOptions {
  /** IANA name of the library's zone. */
  readonly timeZone: string;
  /** The language files of this machine unless given. */
  readonly files?: LanguageFiles;
  /** Made from the files unless given: one serves all who read Finnish. */
  readonly morphology?: Morphology;
  /** The libraries of data/libraries.json unless given. */
  readonly libraries?: readonly LibraryName[];
  /** The classifier that comes with Kutsu unless given. */
  readonly tellIntent?: IntentTeller;
}

/** What is read of a text when it is asked for. */
type Meaning = Pick<
  Understood,
  "intent" | "confidence" | "alternative" | "slots" | "unwanted" | "onlyLimits" | "knownTopic" | "elsewhere"
>;

/** What was read of a text, before its intent is told. */
interface Found {
  /** Its slots hold unsure topics as well: the classifier goes by them. */
  readonly reading: Reading;
  readonly slots: Slots;
  readonly told: Explanation["told"];
  readonly unwanted: readonly Slots[];
  readonly onlyLimits: boolean;
  readonly elsewhere: string | undefined;
}

interface Heard {
  readonly now: string;
  readonly language: Understood["language"];
  /** The language of the conversation so far. */
  readonly conversation: Language | undefined;
}

/** An understanding that can also tell why. */
export type ExplainedUnderstanding = Understanding & {
  explain(text: string, context: TextContext): Explanation;
};

/** Words read of a text that is explained. */
const WORDS_EXPLAINED = 60;
const INTENTS_EXPLAINED = 3;

/** Builds the understanding of this machine's language files. */
export async function createUnderstanding(options: UnderstandingOptions): Promise<ExplainedUnderstanding> {
  const files = options.files ?? loadLanguageFiles();
  const morphology = options.morphology ?? createMorphology(files);
  const detector = createLanguageDetector(morphology, files);
  const terms = createTerms({ morphology, dictionary: createDictionary(files), detector });
  const isWord = (word: string) => morphology.analyse(word).length > 0 || detector.isEnglish(word);
  const parts = { morphology, isEnglish: detector.isEnglish };
  const model = loadIntentModel();
  const tellIntent = options.tellIntent ?? createIntentTeller(parts, model);
  const findPlace = createPlaceFinder(
    options.libraries ?? loadLibraryNames(),
    morphology.full ? { isWord } : {},
  );

  function understand(text: string, context: TextContext): Understood {
    const clean = cleanText(text);
    const lower = clean.toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(lower)) return { text, intent: "other", confidence: 0, slots: {} };
    const language = detector.detect(clean, context.language);
    // Most texts of a conversation pick a choice or answer an open question: then the language is all that is asked for.
    let found: Meaning | undefined;
    const meaning = () => {
      found ??= read(clean, lower, { now: context.now, language, conversation: context.language });
      return found;
    };
    return {
      text,
      ...(language && { language }),
      get intent() {
        return meaning().intent;
      },
      get confidence() {
        return meaning().confidence;
      },
      get alternative() {
        return meaning().alternative;
      },
      get slots() {
        return meaning().slots;
      },
      get unwanted() {
        return meaning().unwanted;
      },
      get onlyLimits() {
        return meaning().onlyLimits;
      },
      get knownTopic() {
        return meaning().knownTopic;
      },
      get elsewhere() {
        return meaning().elsewhere;
      },
    };
  }

  /** "Ei maksa", but "ei joogaa": a word that can be a thing is one. */
  const isVerb = (word: string) => {
    const readings = morphology.analyse(word);
    return readings.length > 0 && readings.every(({ wordClass }) => wordClass === "verb");
  };

  function read(clean: string, lower: string, context: Heard): Meaning {
    const { reading, slots, unwanted, onlyLimits, elsewhere } = find(clean, lower, context);
    const knownTopic =
      reading.knownTopic ||
      (slots.topic ?? []).some((topic) => topic.split(" ").every((word) => isWord(word)));
    return {
      ...tellIntent(reading),
      ...{ slots, onlyLimits, knownTopic },
      ...(unwanted.length > 0 && { unwanted }),
      ...(elsewhere !== undefined && { elsewhere }),
    };
  }

  function find(clean: string, lower: string, context: Heard): Found {
    const { wanted, excluded, parts: refused } = partExcluded(lower, isVerb);
    const isAligned = clean.length === lower.length;
    const { slots, past, known, unsure, told, rest, elsewhere } = readSlots(
      isAligned ? partExcluded(clean, isVerb).wanted : clean,
      wanted,
      context,
    );
    const unwanted = refused
      .map((part) => everyWeek(readSlots(part, part, context).slots, part))
      .filter((one) => Object.keys(one).length > 0);
    const isLimited = Object.keys(slots).length > 0 || unwanted.length > 0;
    return {
      slots,
      reading: {
        text: lower,
        slots: unsure.length > 0 ? { topic: unsure, ...slots } : slots,
        past,
        knownTopic: known,
        excludes: unwanted.length > 0,
      },
      told: excluded === "" ? told : [...told, { what: "excluded", words: [excluded] }],
      unwanted,
      onlyLimits: isLimited && slots.topic === undefined && isOnlySmall(rest),
      elsewhere,
    };
  }

  function readSlots(
    clean: string,
    lower: string,
    context: Heard,
  ): {
    readonly slots: Slots;
    readonly past: boolean;
    readonly known: boolean;
    readonly unsure: readonly string[];
    readonly told: Explanation["told"];
    /** The text without the words that told when, where, for whom or how. */
    readonly rest: string;
    readonly elsewhere: string | undefined;
  } {
    const { language } = context;
    const spoken: Language =
      language === "en" || language === "fi" ? language : (context.conversation ?? "fi");
    const time = findTime(lower, localDate(context.now, options.timeZone), isWord);
    const audience = findAudience(lower, language === "sv" ? undefined : language);
    const terms = findProgramTerms(lower);
    const place = findPlace(lower);
    const found: Readonly<Partial<Record<Told, { readonly spans: readonly Span[] }>>> = {
      ...{ time, place, audience, terms },
    };
    const taken = Object.values(found).flatMap(({ spans }) => spans);
    const topics = findTopics(clean, { language: spoken, taken, morphology, isEnglish: detector.isEnglish });
    const slots: Slots = {
      ...time.slots,
      ...(place.place && { place: place.place }),
      ...(terms.slots.online && { online: true }),
      ...(audience.age === undefined
        ? audience.audience && {
            audience: audience.audience,
            ...(audience.months !== undefined && { months: audience.months }),
          }
        : { age: audience.age }),
      ...(topics.topics.length > 0 && { topic: topics.topics }),
      ...(terms.slots.free && { free: true }),
      ...(terms.slots.eventLanguage && { eventLanguage: terms.slots.eventLanguage }),
    };
    const letters = taken.reduce((all, { start, end }) => all.fill(" ", start, end), lower.split(""));
    return {
      ...{ slots, past: time.past, known: topics.known, unsure: topics.unsure, told: wordsOf(lower, found) },
      rest: letters.join(""),
      elsewhere: place.elsewhere,
    };
  }

  function explain(text: string, context: TextContext): Explanation {
    const clean = cleanText(text);
    const lower = clean.toLowerCase();
    const understood = understand(text, context);
    const { reading, told } = find(clean, lower, {
      ...{ now: context.now, language: understood.language, conversation: context.language },
    });
    const intents = model.tell(featuresOf(reading, parts)).slice(0, INTENTS_EXPLAINED);
    const next = intents.find(({ intent }) => intent !== understood.intent)?.intent ?? "other";
    const words = [...new Set(lower.match(/\p{L}[\p{L}'-]*/gu) ?? [])].slice(0, WORDS_EXPLAINED);
    return {
      understood,
      language: detector.evidence(clean),
      bases: words
        .map((word) => ({ word, bases: morphology.bases(word) }))
        .filter(({ word, bases }) => bases.some((base) => base !== word)),
      told,
      intents,
      clues: cluesFor(reading, { parts, model, intent: understood.intent, next }),
    };
  }

  return { understand, explain, terms, isWord };
}

/** Gives the words at the spans of each finding that has any. */
function wordsOf(
  text: string,
  found: Readonly<Partial<Record<Told, { readonly spans: readonly Span[] }>>>,
): Explanation["told"] {
  return Object.entries(found)
    .map(([what, { spans }]) => ({
      what: what as Told,
      words: spans.map(({ start, end }) => text.slice(start, end)),
    }))
    .filter(({ words }) => words.length > 0);
}
