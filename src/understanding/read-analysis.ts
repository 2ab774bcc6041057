/**
 * Reads one output of Voikko's transducer, e.g. `[Ln][Xp]satu[X]satu[Sn][Ny][Bh][Bc][Ln][Xp]tunti[X]tunni[Sall][Ny]lle`:
 * tags, base forms between [Xp] and [X], endings of derived words between [Xj] and [X], and letters as written.
 * [Bc] parts a compound; [Bm] parts one that the dictionary holds as a whole.
 */

export type WordClass =
  | "noun"
  | "adjective"
  | "verb"
  | "pronoun"
  | "numeral"
  | "adverb"
  | "conjunction"
  | "interjection"
  | "adposition"
  | "negation"
  | "abbreviation"
  | "prefix"
  | "name"
  | "other";

export type Case =
  | "nominative"
  | "genitive"
  | "partitive"
  | "accusative"
  | "inessive"
  | "elative"
  | "illative"
  | "adessive"
  | "ablative"
  | "allative"
  | "essive"
  | "translative"
  | "abessive"
  | "comitative"
  | "instructive"
  | "manner";

export type Mood = "indicative" | "conditional" | "imperative" | "potential" | "infinitive";

/** One reading of a word. */
export interface Analysis {
  /** As the dictionary writes it: names begin with a capital. */
  readonly base: string;
  /** Base forms of the parts of a compound in order, lower-case; a word that is none has itself as its only part. */
  readonly parts: readonly string[];
  /** The same parts as they are written in a compound: lasten + kirja, where `parts` has lapsi + kirja. */
  readonly written: readonly string[];
  readonly wordClass: WordClass;
  readonly case?: Case;
  readonly number?: "singular" | "plural";
  readonly properName?: "first" | "last" | "place" | "other";
  readonly mood?: Mood;
  /** The verb that a participle or a derived noun comes from: juostu -> juosta, opastus -> opastaa. */
  readonly verb?: string;
  /** True for a participle, whose verb is the better base form: juostu, juokseva. */
  readonly participle?: true;
  /** The noun of an action whose base form is its verb: lukemista -> lukeminen (base lukea). */
  readonly action?: string;
}

const CLASSES: Readonly<Record<string, WordClass>> = {
  Ln: "noun",
  Lnl: "noun",
  Ll: "adjective",
  Lt: "verb",
  Lr: "pronoun",
  Lu: "numeral",
  Lur: "numeral",
  Ls: "adverb",
  Lc: "conjunction",
  Lh: "interjection",
  Ld: "adposition",
  Lk: "negation",
  La: "abbreviation",
  Lp: "prefix",
  Lee: "name",
  Les: "name",
  Lep: "name",
  Lem: "name",
};
const NAMES: Readonly<Record<string, NonNullable<Analysis["properName"]>>> = {
  Lee: "first",
  Les: "last",
  Lep: "place",
  Lem: "other",
};
const CASES: Readonly<Record<string, Case>> = {
  Sn: "nominative",
  Sg: "genitive",
  Sp: "partitive",
  Sak: "accusative",
  Sine: "inessive",
  Sela: "elative",
  Sill: "illative",
  Sade: "adessive",
  Sabl: "ablative",
  Sall: "allative",
  Ses: "essive",
  Str: "translative",
  Sab: "abessive",
  Sko: "comitative",
  Sin: "instructive",
  Ssti: "manner",
};
const MOODS: Readonly<Record<string, Mood>> = {
  Tt: "indicative",
  Te: "conditional",
  Tk: "imperative",
  Tm: "potential",
  Tn1: "infinitive",
  Tn2: "infinitive",
  Tn3: "infinitive",
  Tn4: "infinitive",
  Tn5: "infinitive",
};
const PARTICIPLES = new Set(["Ra", "Re", "Rm", "Rt", "Ru", "Rv"]);

/** What is gathered of one part of a compound while its tags are read. */
interface Part {
  /** Letters as written. */
  written: string;
  /** Between [Xp] and [X]; "=" marks where a dictionary compound is joined. */
  base: string | undefined;
  /** What replaces `base` when the word is derived. */
  derived: string | undefined;
  /** The stem of a noun of action, up to its -mi. */
  actionStem: string | undefined;
  tags: string[];
}

/** Gives the reading that one output of the transducer stands for. */
export function readAnalysis(output: string): Analysis {
  const parts = output.split("[Bc]").map(readPart);
  const last = parts.at(-1) ?? readPart("");
  const start = parts.slice(0, -1).map((part) => startOf(part, last));
  const tail = baseOf(last);
  const tags = last.tags;
  const wordClass = lastOf(tags, CLASSES) ?? "other";
  const isNameWhole = parts.length === 1 || parts.at(-2)?.written.endsWith("-");
  const properName = isNameWhole ? lastOf(tags, NAMES) : undefined;
  const isAction = last.actionStem !== undefined;
  const mood = wordClass === "verb" ? lastOf(tags, MOODS) : undefined;
  const grammaticalCase = lastOf(tags, CASES);
  const number = tags.includes("Nm") ? "plural" : tags.includes("Ny") ? "singular" : undefined;
  const isDerivedFromVerb = wordClass !== "verb" && tags.includes("Lt") && last.base !== undefined;
  const prefix = start.join("");
  return {
    base: prefix + tail.replaceAll("=", ""),
    ...splitParts(parts, tail),
    wordClass,
    ...(grammaticalCase && { case: grammaticalCase }),
    ...(number && { number }),
    ...(properName && { properName }),
    ...(mood && { mood }),
    ...(isDerivedFromVerb && { verb: prefix + (last.base ?? "").replaceAll("=", "") }),
    ...(isDerivedFromVerb && tags.some((tag) => PARTICIPLES.has(tag)) && { participle: true }),
    ...(isAction && { action: `${prefix}${last.actionStem}nen` }),
  };
}

/** Gives the base form of one part, with "=" where a dictionary compound is joined. */
function baseOf(part: Part): string {
  if (part.derived !== undefined) return part.derived;
  return part.base || part.written;
}

/** Gives an earlier part as it stands in the base form: as written, but inflected along in viidestätoista, Uudessa-Seelannissa. */
function startOf(part: Part, last: Part): string {
  const isNumeral = part.tags.includes("Lu") && (last.tags.includes("Lu") || last.base === "");
  if (isNumeral && part.base !== undefined) return part.base;
  const isInflected = part.tags.includes("De") && lastOf(part.tags, CASES) !== undefined;
  const isAgreeing = isInflected && last.tags.includes("Lep") && part.written.endsWith("-");
  return isAgreeing ? `${baseOf(part)}-` : part.written;
}

/** A compound of several parts has those; a single part that the dictionary joins has the pieces it is joined of. */
function splitParts(parts: readonly Part[], tail: string): Pick<Analysis, "parts" | "written"> {
  if (parts.length > 1) {
    const bare = (text: string) => text.replaceAll(/[=-]/g, "").toLowerCase();
    const bases = parts.map((part) => bare(baseOf(part))).filter((base) => base !== "");
    const written = parts.map((part, i) => bare(i === parts.length - 1 ? tail : part.written));
    return { parts: bases, written: written.filter((text) => text !== "") };
  }
  const pieces = tail.toLowerCase().split("=");
  return { parts: pieces, written: pieces };
}

const TOKEN = /\[([^\]]+)\]([^[]*)/g;

function readPart(output: string): Part {
  const untagged = output.indexOf("[");
  const part: Part = {
    written: untagged < 0 ? output : output.slice(0, untagged),
    base: undefined,
    derived: undefined,
    actionStem: undefined,
    tags: [],
  };
  // With the joins of a dictionary compound, which only a derived base form needs.
  let joined = part.written;
  for (const [, tag = "", text = ""] of output.matchAll(TOKEN)) {
    // A conjunction and a negation are one word: ettei.
    if (tag === "Xp") part.base = part.tags.includes("Lk") ? (part.base ?? "") + text : text;
    else if (tag === "Xj") part.derived = joined + text;
    else if (tag === "Xr") continue;
    else {
      if (tag === "Bm") joined += "=";
      else if (tag !== "X") part.tags.push(tag);
      part.written += text;
      joined += text;
      if (tag === "Tn4") part.actionStem = part.written;
    }
  }
  return part;
}

function lastOf<T>(tags: readonly string[], table: Readonly<Record<string, T>>): T | undefined {
  for (let i = tags.length - 1; i >= 0; i--) {
    const found = table[tags[i] ?? ""];
    if (found !== undefined) return found;
  }
  return undefined;
}
