/**
 * Makes a program of one time of a calendar's entry.
 */
import { findAges, findAudiences } from "../audience-hints.ts";
import { isCancelledTitle } from "../cancelled-title.ts";
import { plainLine, plainOrHtmlText } from "../plain-text.ts";
import type { Localized, Place, Program } from "../program.ts";
import { asTextLanguage, guessLanguage, readLanguageCode, type TextLanguage } from "../text-language.ts";
import { instantIn } from "./calendar-times.ts";
import {
  type Component,
  type ContentLine,
  findLine,
  findValue,
  textsOf,
  unescapeText,
} from "./content-lines.ts";
import type { Occurrence } from "./occurrences.ts";
import { isOnlineText, splitPlace } from "./place-text.ts";
import type { SourceRow } from "./source-format.ts";
import { instantOf, isoOf } from "./wall-time.ts";

/** What an entry does not tell about itself. */
export interface EntryFacts {
  readonly id: string;
  /** Of texts that name none and give no evidence. */
  readonly language: TextLanguage;
  readonly isCancelled: boolean;
  readonly series?: string;
}

/** Makes a row of one time of an entry. */
export function readEntry(occurrence: Occurrence, facts: EntryFacts): SourceRow {
  const { told, start } = occurrence;
  const { id, series } = facts;
  const description = descriptionOf(told);
  const guessed = guessLanguage(`${findValue(told, "SUMMARY") ?? ""}\n${description}`) ?? facts.language;
  const title = localizedLines(told, "SUMMARY", guessed, (text) => plainLine(escapeTags(text), 300));
  const [language = guessed] = Object.keys(title) as TextLanguage[];
  if (Object.keys(title).length === 0) return { kind: "unreadable", id, why: "SUMMARY is missing" };
  const text = plainOrHtmlText(description, 6_000);
  const categories = told.lines
    .filter(({ name }) => name === "CATEGORIES")
    .flatMap(({ value }) => textsOf(value));
  const keywords = [...new Set(categories)].slice(0, 50).map((label) => plainLine(label, 100));
  const labels = keywords
    .filter(Boolean)
    .map((label) => ({ id: `ical:${label}`, label: { [language]: label } }));
  const ages = findAges([...Object.values(title), ...keywords].join(" / "));
  const url = webAddress(findValue(told, "URL"));
  const titles = Object.values(title);
  const program: Program = {
    id,
    title,
    summary: {},
    description: text === "" ? {} : { [languageOf(findLine(told, "DESCRIPTION")) ?? language]: text },
    ...times(occurrence),
    allDay: start.isDate,
    ...placeOf(told, language),
    keywords: labels,
    audiences: findAudiences({ title, summary: {}, keywords: labels }),
    ...(ages === undefined ? {} : { ages }),
    ...costOf(told, language),
    languages: [],
    url: url === undefined ? {} : { [language]: url },
    status: facts.isCancelled || titles.some((one) => isCancelledTitle(one)) ? "cancelled" : "scheduled",
    ...(series === undefined ? {} : { series }),
    sample: false,
  };
  return { kind: "program", program };
}

function times({ start, length }: Occurrence): Pick<Program, "start" | "end"> {
  const end = length === undefined ? undefined : instantOf(start.wall + length, start.clock);
  const begin = instantIn(start);
  return { start: isoOf(begin), ...(end === undefined || end <= begin ? {} : { end: isoOf(end) }) };
}

function languageOf(line: ContentLine | undefined): TextLanguage | undefined {
  return asTextLanguage(readLanguageCode(line?.parameters.get("LANGUAGE") ?? ""));
}

/** A text may stand there in several languages, a line each. */
function localizedLines(
  told: Component,
  name: string,
  language: TextLanguage,
  clean: (text: string) => string,
): Localized {
  const found: { fi?: string; en?: string; sv?: string } = {};
  for (const line of told.lines.filter((one) => one.name === name)) {
    const text = clean(unescapeText(line.value));
    if (text !== "") found[languageOf(line) ?? language] ??= text;
  }
  return found;
}

/** A title is no HTML: "<3" and "R&B" stay as they are. */
function escapeTags(text: string): string {
  return text.replaceAll("<", "&lt;");
}

/** The plain text; where there is none, what stands beside it as HTML. */
function descriptionOf(told: Component): string {
  const plain = findValue(told, "DESCRIPTION");
  if (plain !== undefined) return unescapeText(plain);
  const html = findValue(told, "X-ALT-DESC") ?? findValue(told, "STYLED-DESCRIPTION");
  if (html !== undefined && !/^https?:/i.test(html)) return unescapeText(html);
  const [, encoded] =
    /^data:text\/html[^,]*,(.*)$/is.exec(findLine(told, "DESCRIPTION")?.parameters.get("ALTREP") ?? "") ?? [];
  try {
    return decodeURIComponent(encoded ?? "");
  } catch {
    return "";
  }
}

function placeOf(
  told: Component,
  language: TextLanguage,
): { readonly place?: Place; readonly online: boolean } {
  const location = unescapeText(findValue(told, "LOCATION") ?? "").trim();
  const title = findValue(told, "SUMMARY") ?? "";
  const hasLink =
    findLine(told, "CONFERENCE") !== undefined || told.lines.some(({ name }) => MEETING_LINK.test(name));
  const online = isOnlineText(`${title} ${location}`) || (location === "" && hasLink);
  const { name, address } = splitPlace(location);
  if (name === "") return { online };
  const position = readPosition(findValue(told, "GEO"));
  const place: Place = {
    name: { [language]: name },
    address: address === "" ? {} : { [language]: address },
    district: {},
    ...(position === undefined ? {} : { position }),
  };
  return { place, online };
}

const MEETING_LINK = /^X-(?:GOOGLE-CONFERENCE|MICROSOFT-(?:SKYPETEAMS|ONLINE)MEETING\w*)$/;

function readPosition(geo: string | undefined): Place["position"] {
  const [latitude = Number.NaN, longitude = Number.NaN] = (geo ?? "").split(/[;,]/).map(Number);
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  // Nothing at 0, 0: it is how some systems leave the field empty.
  return isOnEarth && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : undefined;
}

/** Some calendars of websites tell the price in fields of their own. */
function costOf(told: Component, language: TextLanguage): Pick<Program, "free" | "price"> {
  const cost = plainLine(escapeTags(unescapeText(findValue(told, "X-COST") ?? "")), 200);
  const isFree = /^free$/i.test(findValue(told, "X-COST-TYPE") ?? "") || FREE.test(cost);
  if (isFree) return { free: true, price: {} };
  return cost === "" ? { price: {} } : { free: false, price: { [language]: cost } };
}

const FREE = /^(?:free|ilmainen|maksuton|vapaa pääsy|gratis|0(?:[.,]00?)?\s*(?:€|eur)?)$/i;

function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  return text.length <= 2_000 ? text : undefined;
}
