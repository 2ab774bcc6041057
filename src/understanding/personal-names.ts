/**
 * Finds what may be a person's name or a street address, to flag it for the reader. It knows names by the dictionary,
 * by a short list of first names, and by the words people introduce themselves with.
 */
import { FIRST_NAMES } from "./first-names.ts";
import type { Morphology } from "./morphology.ts";
import type { Found } from "./personal-numbers.ts";

const STREET =
  "(?:katu|kadu|tie|kuja|polku|polu|kaari|kaare|rinne|rintee|ranta|ranna|raitti|raiti|aukio|tori|väylä|kulma|laita|laida|piha|penger|penkeree|portti|porti|bulevardi|esplanadi|linja|tanhua|vägen|gatan|gränden)(?:lla|llä|lta|ltä|lle|n|ssa|ssä)?";
const HOUSE =
  "\\d{1,3}(?:\\s?[-–]\\s?\\d{1,3})?(?:\\s?[A-Za-z](?![\\p{L}\\d])(?:\\s?\\d{1,3}(?![\\d.:]))?)?(?:\\s?as\\.?\\s?\\d{1,3})?";
const TOWN = "(?:,?\\s\\d{5}(?:\\s\\p{Lu}\\p{L}+)?)?";
const ADDRESS_FI = new RegExp(
  `(?<![\\p{L}\\d-])(?:\\p{Lu}\\p{L}+\\s)?\\p{L}[\\p{L}-]{2,}${STREET}\\s${HOUSE}(?![\\d:]|\\.\\d)${TOWN}`,
  "gu",
);
const ADDRESS_SPLIT = new RegExp(
  `(?<![\\p{L}\\d-])\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?\\s(?:katu|tie|kuja|polku|puistikko|aukio)\\s${HOUSE}(?![\\d:]|\\.\\d)${TOWN}`,
  "gu",
);
const ADDRESS_EN =
  /(?<![\p{L}\d-])\d{1,4}[A-Za-z]?\s(?:\p{Lu}\p{L}+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Square)(?![\p{L}])/gu;
/** Words before a street that do not belong to it. */
const NOT_PART_OF_STREET = /^(?:Asun|Osoite|Osoitteeni|Osoitteessa|Koti|I|At|My|Address|Live|Muutin)\s/u;

/** Finds street addresses with a house number, the town after them included. */
export function findAddresses(text: string): readonly Found[] {
  return [ADDRESS_SPLIT, ADDRESS_FI, ADDRESS_EN].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const lead =
        NOT_PART_OF_STREET.exec(match[0])?.[0].length ?? (pattern === ADDRESS_FI ? leadingWord(match[0]) : 0);
      return { start: match.index + lead, end: match.index + match[0].length };
    }),
  );
}

/** A capitalised word before a whole street name belongs to it only when it is a first name's genitive or the like. */
function leadingWord(found: string): number {
  const lead = /^\p{Lu}\p{L}+\s(?=\p{Lu})/u.exec(found)?.[0];
  return lead && !/(?:n|s)\s$/u.test(lead) ? lead.length : 0;
}

const NAME_WORD = "\\p{Lu}\\p{Ll}+(?:[-'’]\\p{Lu}?\\p{Ll}+)*";
const NAME_RUN = new RegExp(
  `(?<![\\p{L}\\d-])${NAME_WORD}(?:\\s(?:(?:von|af|de|van|al|bin|el)\\s)?${NAME_WORD}){0,3}(?![\\p{L}\\d])`,
  "gu",
);
const CUE =
  /(?:(?:^|[^\p{L}])(?:olen|oon|nimeni on|nimi on|nimi|terveisin|terv\.?|t:|t\.|yst\.? ?terv\.?|allekirjoittanut|saaja|lapseni|poikani|tyttäreni|mieheni|vaimoni|i'm|i’m|i am|im|my name is|name is|this is|regards|best wishes|sincerely|yours|from|cheers|prize to|signed|called|son|daughter|husband|wife|mr\.?|mrs\.?|ms\.?|dr\.?)[,:]?\s{1,2}-?\s?)$/iu;
/** Capitalised words that begin sentences or name the city, not people. */
const NOT_NAMES = new Set(
  (
    "oodi helsinki helsingin kallio kirjasto library espoo vantaa suomi finland finnish english swedish suomen the my i hei moi terve hello hi thanks kiitos " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter " +
    "isbn issn facebook instagram tiktok teams telegram slack helmet kutsu dear hyvä paras onko mitä missä milloin miksi kuka can could what where when why how is are do does please"
  ).split(" "),
);

/** Finds names of people: a known first name with a surname, or capitalised words after an introduction. */
export function findNames(text: string, morphology?: Morphology): readonly Found[] {
  return [...text.matchAll(NAME_RUN)].flatMap((match) => {
    const words = wordsOf(match);
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    const introduced = CUE.test(before);
    return nameIn(words, { introduced, morphology });
  });
}

interface CapitalWord extends Found {
  readonly text: string;
}

function wordsOf(match: RegExpExecArray): readonly CapitalWord[] {
  return [...match[0].matchAll(/\S+/gu)].map(({ 0: text, index }) => {
    const start = match.index + index;
    return { text, start, end: start + text.length };
  });
}

interface NameClues {
  readonly introduced: boolean;
  readonly morphology: Morphology | undefined;
}

function nameIn(all: readonly CapitalWord[], clues: NameClues): readonly Found[] {
  const lead = all.findIndex(({ text }) => INTRODUCTIONS.has(text.toLowerCase())) + 1;
  const words = all.slice(lead);
  const introduced = clues.introduced || lead > 0;
  const known = words.findIndex(({ text }) => isFirstName(text, clues.morphology));
  const from = known >= 0 ? known : introduced && looksLikeName(words, clues.morphology) ? 0 : -1;
  if (from < 0) return [];
  const end = words.findIndex(({ text }, index) => index > from && isNoName(text));
  const name = words.slice(from, end < 0 ? undefined : end);
  const [first] = name;
  const last = name.at(-1);
  // A first name alone may be anyone's; after "olen" or "regards" it is the writer's.
  if (!first || !last || (name.length < 2 && !introduced)) return [];
  return [{ start: first.start, end: last.end }];
}

/** After an introduction, two capitalised words that are no common words are taken for a name. */
function looksLikeName(words: readonly CapitalWord[], morphology: Morphology | undefined): boolean {
  return words.length >= 2 && words.every(({ text }) => !isNoName(text) && !isPlace(text, morphology));
}

const INTRODUCTIONS = new Set([
  "olen",
  "oon",
  "terveisin",
  "terv",
  "regards",
  "sincerely",
  "poikani",
  "tyttäreni",
  "mieheni",
  "vaimoni",
  "lapseni",
]);

const isNoName = (word: string) => NOT_NAMES.has(word.toLowerCase());

function isPlace(word: string, morphology: Morphology | undefined): boolean {
  return morphology?.analyse(word).some(({ properName }) => properName === "place") ?? false;
}

function isFirstName(word: string, morphology: Morphology | undefined): boolean {
  if (isNoName(word)) return false;
  const lower = word.toLowerCase();
  if (FIRST_NAMES.has(lower)) return true;
  return morphology?.analyse(word)[0]?.properName === "first";
}
