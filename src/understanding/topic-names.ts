/**
 * Names of people in a text, kept whole as topics: an author who comes, a hero of a book. Two names side by side make
 * one; who writes "I am ..." tells of oneself and asks for nobody.
 */
import { FIRST_NAMES } from "./first-names.ts";
import type { Candidate, TopicText } from "./topic.ts";
import { FORMS_EN, NO_TOPICS_EN } from "./topic-words.ts";

type Words = Pick<TopicText, "morphology" | "isEnglish">;

/** A person named, and where the name ends. */
export interface NamedPerson extends Candidate {
  readonly end: number;
}

const PAIR =
  /(?<![\p{L}\d-])(\p{L}[\p{L}'’-]{2,})[ ](?=((?:(?:von|af|de|van|al|bin) )?\p{L}[\p{L}'’-]{2,})(?![\p{L}\d-]))/gu;
const IS_ONESELF =
  /(?:^|[^\p{L}])(?:olen|oon|nimeni on|nimi on|terveisin|yst\p{L}*|i'm|i am|my name is|this is|regards|wishes)[,:]? $/iu;
const IS_CAPITAL = /^\p{Lu}\p{Ll}/u;

/** Finds the people named in a text, in order. */
export function findNamedPeople(text: string, words: Words): readonly NamedPerson[] {
  const people: NamedPerson[] = [];
  for (const { 1: first = "", 2: last = "", index } of text.matchAll(PAIR)) {
    if (index < (people.at(-1)?.end ?? 0)) continue;
    const surname = surnameOf(first, last, words);
    if (surname === undefined || IS_ONESELF.test(text.slice(Math.max(0, index - 16), index))) continue;
    people.push({
      topic: `${inName(first)} ${surname}`,
      start: index,
      end: index + first.length + 1 + last.length,
      known: true,
    });
  }
  return people;
}

/**
 * "Oksasesta" is of Oksanen; a name no dictionary knows stays as it is written, and needs a known first name or a
 * capital at both.
 */
function surnameOf(first: string, last: string, words: Words): string | undefined {
  const readings = words.morphology.analyse(last);
  const name = readings.find(({ properName }) => properName === "last");
  const kind = firstName(first, words);
  const lower = last.toLowerCase();
  if (kind === undefined || NO_TOPICS_EN.has(lower) || FORMS_EN.has(lower)) return undefined;
  if (name !== undefined && IS_CAPITAL.test(last)) return inName(name.base);
  if (IS_CAPITAL.test(first) && IS_CAPITAL.test(last)) {
    if (kind === "known") return readings.length === 0 ? last : inName(readings[0]?.base ?? last);
    return readings.length === 0 && !words.isEnglish(lower) ? last : undefined;
  }
  // In lower case only what is nothing but a name: "anna puu" may be "give a tree".
  return name !== undefined && readings.length === 1 && isOnlyName(first, words)
    ? inName(name.base)
    : undefined;
}

/** A known first name, or a word that is in no dictionary and may be one. */
function firstName(word: string, { morphology, isEnglish }: Words): "known" | "possible" | undefined {
  const lower = word.toLowerCase();
  const readings = morphology.analyse(word);
  if (FIRST_NAMES.has(lower) || readings.some(({ properName }) => properName === "first")) return "known";
  return word.length > 3 && readings.length === 0 && !isEnglish(lower) ? "possible" : undefined;
}

const isOnlyName = (word: string, { morphology }: Words) =>
  morphology.analyse(word).every(({ properName }) => properName !== undefined);

const inName = (word: string) => word.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
