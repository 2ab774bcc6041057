/**
 * Shows a program once that several sources tell of. The catalogue keeps what each source said, so that a source can
 * be read again, or taken away, without asking the others; what they say together is worked out when the shelf is filled.
 */
import { isCancelledTitle } from "./cancelled-title.ts";
import type { Localized, Place, Program } from "./program.ts";
import type { GoneProgram, StoredProgram } from "./stored-program.ts";

/** Programs, each once, and the ids of those that went into another. */
export interface Merged {
  readonly programs: readonly Program[];
  /** From the id of a record to that of the program that tells of it now. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** Places this near to each other, in degrees of latitude, are one (150 m). */
const SAME_SPOT = 0.00135;

/** No library has more programs of one title at one time; a broken feed may. */
const MAX_PARALLEL = 100;

/** Merges records of different sources that have one title, time and place. The richer one tells; others fill its gaps. */
export function mergeDuplicates(records: readonly StoredProgram[]): Merged {
  const groups: StoredProgram[][] = [];
  const byKey = new Map<string, StoredProgram[][]>();
  for (const record of [...records].sort((one, other) => (one.program.id < other.program.id ? -1 : 1))) {
    const keys = keysOf(record.program);
    const group = keys
      .flatMap((key) => byKey.get(key) ?? [])
      .find((others) => others.every((other) => isTwin(record, other)));
    const own = group ?? [];
    own.push(record);
    if (group === undefined) groups.push(own);
    for (const key of keys) {
      const known = byKey.get(key) ?? [];
      if (known.length < MAX_PARALLEL && !known.includes(own)) byKey.set(key, [...known, own]);
    }
  }
  const aliases = new Map<string, string>();
  const chosen = new Map<string, Program>();
  for (const group of groups) {
    const [best, ...others] = group.map(({ program }) => program).sort(byRichness);
    if (best === undefined) continue;
    for (const { id } of others) aliases.set(id, best.id);
    chosen.set(best.id, others.reduce(fill, best));
  }
  // In the order in which they came.
  return { programs: records.flatMap(({ program }) => chosen.get(program.id) ?? []), aliases };
}

/**
 * Merges likewise; the id of a program that its source left out leads to the one that another record still tells of, be it
 * another source's or the same one's under another id.
 */
export function mergeWithGone(records: readonly StoredProgram[], gone: readonly GoneProgram[]): Merged {
  const merged = mergeDuplicates(records);
  if (gone.length === 0) return merged;
  const apart = gone.map(({ program, source }) => ({ program, source: `${source}|gone` }));
  const { aliases } = mergeDuplicates([...records, ...apart]);
  const rootOf = (id: string) => aliases.get(id) ?? id;
  const live = new Map(
    records.map(({ program: { id } }) => [rootOf(id), merged.aliases.get(id) ?? id] as const),
  );
  const found = gone.flatMap(({ program: { id } }) => {
    const now = live.get(rootOf(id));
    return now === undefined ? [] : [[id, now] as const];
  });
  return { ...merged, aliases: new Map([...merged.aliases, ...found]) };
}

/** One key for each title: the start, and the words without what only marks a change. */
function keysOf({ title, start, allDay }: Program): readonly string[] {
  return [...new Set(Object.values(title).map(titleWords))]
    .filter(Boolean)
    .map((words) => `${start}\n${allDay}\n${words}`);
}

function titleWords(title: string): string {
  const bare = isCancelledTitle(title)
    ? title.replace(/peruttu|peruutettu|cancell?ed|inställ[dt]/giu, "")
    : title;
  return wordsOf(bare);
}

function wordsOf(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A source does not repeat itself: two groups at one time are two programs. */
function isTwin(one: StoredProgram, other: StoredProgram): boolean {
  return one.source !== other.source && isSamePlace(one.program, other.program);
}

function isSamePlace(one: Program, other: Program): boolean {
  if (one.place === undefined || other.place === undefined) {
    return one.place === other.place ? one.online === other.online : one.online && other.online;
  }
  if (one.place.id !== undefined && one.place.id === other.place.id) return true;
  const names = namesOf(one.place);
  if (namesOf(other.place).some((name) => names.some((known) => isSameName(name, known)))) return true;
  const [here, there] = [one.place.position, other.place.position];
  if (here === undefined || there === undefined) return false;
  const across = (here.longitude - there.longitude) * Math.cos((here.latitude * Math.PI) / 180);
  return Math.hypot(here.latitude - there.latitude, across) < SAME_SPOT;
}

function namesOf({ name }: Place): readonly string[] {
  return Object.values(name).map(wordsOf).filter(Boolean);
}

/** A room may stand before or after the library: "Kallion kirjasto, sali". */
function isSameName(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return one === other || (short.includes(" ") && ` ${long} `.includes(` ${short} `));
}

function byRichness(one: Program, other: Program): number {
  return richnessOf(other) - richnessOf(one) || (one.id < other.id ? -1 : 1);
}

/** Counts what a record tells; a language more is worth most, since patrons read it. */
function richnessOf(program: Program): number {
  const { title, summary, description, place, keywords, audiences, languages, price, url } = program;
  const texts = [summary, description, place?.address, place?.district, price, url];
  const told = [place?.id, place?.position, program.ages, program.free, program.end, program.series];
  return (
    3 * Object.keys(title).length +
    texts.reduce((sum, text) => sum + Object.keys(text ?? {}).length, 0) +
    told.filter((one) => one !== undefined).length +
    [keywords, audiences, languages].filter((list) => list.length > 0).length +
    Math.min(2, Object.values(description).join("").length / 1_000)
  );
}

/** Fills what a program lacks. Who says that it is cancelled is believed. */
function fill(program: Program, other: Program): Program {
  const statuses = [program.status, other.status];
  const place = program.place === undefined ? other.place : fillPlace(program.place, other.place);
  return {
    ...known({ end: other.end, ages: other.ages, free: other.free, series: other.series }),
    ...known(program),
    title: fillText(program.title, other.title),
    summary: fillText(program.summary, other.summary),
    description: fillText(program.description, other.description),
    ...(place === undefined ? {} : { place }),
    online: program.online || other.online,
    keywords: program.keywords.length > 0 ? program.keywords : other.keywords,
    audiences: program.audiences.length > 0 ? program.audiences : other.audiences,
    price: fillText(program.price, other.price),
    languages: program.languages.length > 0 ? program.languages : other.languages,
    url: fillText(program.url, other.url),
    status: statuses.includes("cancelled")
      ? "cancelled"
      : statuses.includes("postponed")
        ? "postponed"
        : "scheduled",
  };
}

function known<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

function fillPlace(place: Place, other: Place | undefined): Place {
  if (other === undefined) return place;
  return {
    ...known({ id: other.id, position: other.position }),
    ...place,
    name: fillText(place.name, other.name),
    address: fillText(place.address, other.address),
    district: fillText(place.district, other.district),
  };
}

/** The same words again are no text in another language: the source had only one. */
function fillText(text: Localized, other: Localized): Localized {
  const words = new Set(Object.values(text));
  const added = Object.entries(other).filter(([language, value]) => !(language in text) && !words.has(value));
  return { ...text, ...Object.fromEntries(added) };
}
