/**
 * Reads programs from where an operator says they are: a file or a web address in any format of `formats.ts`.
 * What is wrong with a whole source is thrown and names the source and a remedy; what is wrong with a row is in the row.
 */
import { resolve } from "node:path";
import { IANAZone } from "luxon";
import { FORMATS } from "./formats.ts";
import { LOAD_LIMITS, type LoadLimits, loadAddress, loadFile } from "./load-text.ts";
import { findJsonLines, findPageData } from "./loose-json.ts";
import type { Document, Page, SourceFormat } from "./source-format.ts";

/** More pages than this is a server that never ends. */
const MAX_PAGES = 2_000;

/** Where programs come from. */
export interface Source {
  /** A web address or an absolute path; the same for the same source, whatever the folder. */
  readonly name: string;
  readonly url?: URL;
  /** The zone of times without one. */
  readonly timeZone: string;
  /** The operator named the zone for this source. */
  readonly isZoneChosen: boolean;
}

/** Takes `SOURCE` or `SOURCE|ZONE` apart. Throws when the zone is none. */
export function parseSource(text: string, timeZone: string): Source {
  const bar = text.lastIndexOf("|");
  const location = (bar < 0 ? text : text.slice(0, bar)).trim();
  const zone = bar < 0 ? timeZone : text.slice(bar + 1).trim();
  if (location === "") throw new Error(`Cannot read source "${text}": it names no file and no address`);
  if (!IANAZone.isValidZone(zone)) {
    throw new Error(
      `Cannot read source "${shown(location)}": "${zone}" is no time zone (write it like Europe/Helsinki)`,
    );
  }
  if (!/^https?:\/\//i.test(location))
    return { name: resolve(location), timeZone: zone, isZoneChosen: bar >= 0 };
  if (!URL.canParse(location))
    throw new Error(`Cannot read source "${shown(location)}": it is no web address`);
  const url = new URL(location);
  return { name: url.href, url, timeZone: zone, isZoneChosen: bar >= 0 };
}

/** What {@link readSource} may be told. */
export interface ReadOptions {
  /** Asks a server that can for what changed since this date only. */
  readonly changedSince?: string;
  readonly limits?: LoadLimits;
  /** ISO 8601: what repeats for ever is worked out around it. The present when absent. */
  readonly now?: string;
  /** Ends the reading: it throws then. */
  readonly signal?: AbortSignal;
}

/** A page of a source. */
export interface SourcePage extends Page {
  /** True on the last page of a source that was read from its first row to its last. */
  readonly whole: boolean;
}

/** Tells whether a source can be asked for changes only. */
export function tellsChanges({ url }: Source): boolean {
  return url !== undefined && FORMATS.some((format) => format.serverAddress(url, "2000-01-01") !== undefined);
}

/** Reads a source page by page. Throws `Cannot read source "...": ...` when a page cannot be read. */
export async function* readSource(source: Source, options: ReadOptions = {}): AsyncGenerator<SourcePage> {
  const limits = options.limits ?? LOAD_LIMITS;
  try {
    if (source.url === undefined) {
      const page = readText(await loadFile(source.name, limits), source, options);
      // A saved page of many is not the whole source, and its successor may be years newer.
      yield { ...page, whole: page.next === undefined };
      return;
    }
    yield* readPages(source.url, source, options);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Error(`Cannot read source "${shown(source.name)}": ${why}`, { cause });
  }
}

async function* readPages(start: URL, source: Source, options: ReadOptions): AsyncGenerator<SourcePage> {
  const { changedSince, limits = LOAD_LIMITS, signal } = options;
  const seen = new Set<string>();
  const first = FORMATS.map((format) => format.serverAddress(start, changedSince)).find(
    (url) => url !== undefined,
  );
  let url: URL | undefined = first ?? start;
  while (url !== undefined) {
    if (seen.has(url.href)) throw new Error("its pages go round in a circle");
    if (seen.size >= MAX_PAGES)
      throw new Error(`it has more than ${MAX_PAGES} pages (narrow the address, e.g. by start=today)`);
    seen.add(url.href);
    const page: Page = readText(await loadAddress(url, limits, signal), source, options);
    url = page.next === undefined ? undefined : nextAddress(page.next, url);
    yield { ...page, whole: url === undefined };
  }
}

/** A page may send us on within its server only. Behind a proxy servers misspell their own scheme and port. */
function nextAddress(next: string, from: URL): URL {
  if (!URL.canParse(next, from.href)) throw new Error("the address of its next page is broken");
  const url = new URL(next, from);
  if (url.hostname !== from.hostname) throw new Error(`its next page is on another server (${url.hostname})`);
  url.protocol = from.protocol;
  url.port = from.port;
  url.username = from.username;
  url.password = from.password;
  return url;
}

function readText(text: string, { timeZone, isZoneChosen }: Source, { now }: ReadOptions): Page {
  const trimmed = text.trimStart();
  if (trimmed === "") throw new Error("it is empty");
  const document: Document = { text: trimmed, json: findJson(trimmed) };
  return formatOf(document).read(document, timeZone, { isZoneChosen, ...(now === undefined ? {} : { now }) });
}

function findJson(text: string): unknown {
  if (text.startsWith("<")) return findPageData(text);
  return /^[[{]/.test(text) ? parseJson(text) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const lines = findJsonLines(text);
    if (lines !== undefined) return lines;
    const isCut = !/[\]}]\s*$/.test(text);
    throw new Error(isCut ? "its JSON ends too early (download it again)" : "its JSON is broken", { cause });
  }
}

function formatOf(document: Document): SourceFormat {
  if (Array.isArray(document.json) && document.json.length === 0) throw new Error("it holds no programs");
  const format = FORMATS.find((one) => one.recognises(document));
  if (format !== undefined) return format;
  if (/^<\?xml|^<rss|^<feed/i.test(document.text))
    throw new Error(`it is XML (Kutsu reads ${formatNames()})`);
  if (document.text.startsWith("<")) {
    throw new Error("it is a web page (HTML) and no feed (give the address of the feed itself)");
  }
  throw new Error(`its format is none of those Kutsu reads (${formatNames()})`);
}

function formatNames(): string {
  return FORMATS.map(({ name }) => name).join(", ");
}

/** Hides what may be secret in an address: logs and terminals are read by many. */
function shown(location: string): string {
  if (!URL.canParse(location) || !/^https?:/i.test(location)) return location;
  const url = new URL(location);
  if (url.username !== "" || url.password !== "") {
    url.username = "***";
    url.password = "";
  }
  for (const name of [...url.searchParams.keys()]) {
    if (/key|token|secret|password|signature/i.test(name)) url.searchParams.set(name, "***");
  }
  return url.href;
}
