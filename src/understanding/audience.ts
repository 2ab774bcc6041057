/**
 * For whom a text asks: an age in years or a group of people, never both. Ages in months and "vauva" are babies.
 * It tells what was said, not what would suit.
 */
import { findAges } from "./ages.ts";
import { AUDIENCE_PHRASES } from "./audience-phrases.ts";
import { yearsOfSchoolGroup } from "./audience-school.ts";
import { AUDIENCE_WORDS, type Group } from "./audience-words.ts";
import type { Span } from "./dates.ts";
import { remember } from "./remember.ts";
import type { Audience, Language } from "./understood.ts";

/** For whom, and the words that say so. */
export interface AudienceFound {
  readonly age?: number;
  readonly audience?: Audience;
  /** Of a baby, when the age was said in months; about, of children told of by school year or the like. */
  readonly months?: number;
  readonly spans: readonly Span[];
}

interface Named extends Span {
  readonly audience: Audience;
  readonly isKin: boolean;
}

const WORD = /[\p{L}\d][\p{L}\d'-]*/gu;

/** Finds for whom a lower-case text asks, in its language if that is known: an age said outweighs a group. */
export function findAudience(text: string, language?: Language): AudienceFound {
  const ages = findAges(text);
  const named = findNamed(text, language);
  const spans = [...ages.spans, ...named.map(({ start, end }) => ({ start, end }))];
  if (ages.audience) {
    return { audience: ages.audience, ...(ages.months !== undefined && { months: ages.months }), spans };
  }
  if (ages.age !== undefined) return { age: ages.age, spans };
  const audience = chosen(text, named);
  if (audience === undefined) return { spans };
  const years = audience === "children" || audience === "teens" ? yearsOfSchoolGroup(text) : undefined;
  return { audience, ...(years !== undefined && { months: 12 * years }), spans };
}

/** Longer phrases first, and no word twice. */
function findNamed(text: string, language: Language | undefined): readonly Named[] {
  const phrases = AUDIENCE_PHRASES.flatMap(([pattern, audience]) =>
    [...text.matchAll(pattern)].map((match) => ({ ...spanOf(match), audience, isKin: false })),
  );
  const words = [...text.matchAll(WORD)].flatMap((match) => {
    const group = groupOf(match[0], language);
    if (group === undefined) return [];
    const { audience, isKin = false, isCompound = false, pattern } = group;
    const { start, end } = spanOf(match);
    const people = isCompound ? pattern.exec(match[0])?.[1] : undefined;
    return [{ start, end: people === undefined ? end : start + people.length, audience, isKin }];
  });
  const longestFirst = [...phrases, ...words].sort(
    (one, other) => other.end - other.start - (one.end - one.start),
  );
  const named: Named[] = [];
  for (const one of longestFirst) {
    if (!named.some((other) => other.start < one.end && one.start < other.end)) named.push(one);
  }
  return named.sort((one, other) => one.start - other.start);
}

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

const groupsOf = remember((word) => AUDIENCE_WORDS.filter(({ pattern }) => pattern.test(word)));

function groupOf(word: string, language: Language | undefined): Group | undefined {
  const groups = groupsOf(word);
  return language ? groups.find((group) => group.language === language) : groups[0];
}

/** "Vauvaperheille": babies; "koko perheelle, lapset ...": families; "pojalle joka on yläasteella": teens. */
function chosen(text: string, named: readonly Named[]): Audience | undefined {
  const people = forWhom(text, named);
  const [first] = people;
  if (first === undefined) return undefined;
  const said = new Set(people.map(({ audience }) => audience));
  if (said.has("families")) return first.audience === "babies" || said.has("babies") ? "babies" : "families";
  return (people.find(({ isKin }) => !isKin) ?? first).audience;
}

const FOR = /(?<!\p{L})for (?:(?:my|our|the|an?|her|his|some|these|small|little|lively|own) ){0,2}$/u;
const WHOM = /lle(?:ni|mme|si|nne|nsa|nsä|en|kin)?$/u;

/** "I'm a grandmother and look for something for my grandchild": who asks is not always for whom. */
function forWhom(text: string, named: readonly Named[]): readonly Named[] {
  const told = named.filter(
    ({ start, end }) =>
      FOR.test(text.slice(Math.max(0, start - 30), start)) || WHOM.test(text.slice(start, end)),
  );
  const asks = named[0]?.audience === "seniors" || named[0]?.audience === "adults";
  return asks && told.length > 0 ? told : named;
}
