/**
 * Makes a program of an Event of schema.org.
 */
import { DateTime } from "luxon";
import { findAges, findAudiences } from "../audience-hints.ts";
import { isCancelledTitle } from "../cancelled-title.ts";
import { plainLine, plainOrHtmlText } from "../plain-text.ts";
import type { Localized, Program } from "../program.ts";
import { asTextLanguage, guessLanguage, readLanguageCode, type TextLanguage } from "../text-language.ts";
import { readDuration } from "./calendar-times.ts";
import {
  asNode,
  type Linked,
  localizedOf,
  type Node,
  nameOf,
  nodesOf,
  textOf,
  valuesOf,
} from "./linked-data.ts";
import { readPlaces } from "./schema-place.ts";

/** What holds for all programs of a document. */
export interface EventFacts {
  readonly linked: Linked;
  /** Of texts that name none and give no evidence. */
  readonly language: TextLanguage;
  readonly series?: string;
}

/** What is known of a program before its other fields are read. */
export interface Timed extends Pick<Program, "id" | "start" | "allDay"> {
  readonly end?: string;
  readonly series?: string;
}

const line = (text: string) => plainLine(text.replace(/<(?![a-z/])/gi, "&lt;"), 300);

/** Reads the title of a program. */
export function titleOf(node: Node, facts: EventFacts): Localized {
  return localizedOf(node, "name", { language: textLanguageOf(node, facts), clean: line });
}

/** Words tell best, then the language that the program is held in. */
function textLanguageOf(node: Node, { language, linked }: EventFacts): TextLanguage {
  if (linked.language !== undefined) return linked.language;
  const text = `${textOf(node, "name") ?? ""}\n${textOf(node, "description") ?? ""}`;
  const held = languagesOf(node, linked);
  return guessLanguage(text) ?? (held.length === 1 ? asTextLanguage(held[0]) : undefined) ?? language;
}

/** Reads when a program is; gives what is wrong as a text. */
export function readEventTimes(
  node: Node,
  timeZone: string,
): Pick<Timed, "start" | "end" | "allDay"> | string {
  const text = textOf(node, "startDate");
  if (text === undefined) return "startDate is missing";
  const start = readTime(text, timeZone);
  if (start === undefined) return `startDate "${text.slice(0, 40)}" is no time`;
  const end = endOf(node, start, timeZone);
  return {
    start: isoOf(start.time),
    // An end before the start is a slip of the pen.
    ...(end === undefined || end <= start.time ? {} : { end: isoOf(end) }),
    allDay: start.isBare,
  };
}

interface Read {
  readonly time: DateTime;
  readonly isBare: boolean;
}

function endOf(node: Node, start: Read, timeZone: string): DateTime | undefined {
  const end = readTime(textOf(node, "endDate") ?? "", timeZone);
  if (end === undefined) {
    const length = readDuration(textOf(node, "duration"));
    return length === undefined ? undefined : start.time.plus(length);
  }
  if (!end.isBare) return end.time;
  // A bare date is the last day. Beside a clock time it says only that the program ends on that day.
  const isSameDay = end.time.hasSame(start.time.setZone(timeZone), "day");
  return !start.isBare && isSameDay ? undefined : end.time.plus({ days: 1 });
}

function readTime(text: string, timeZone: string): Read | undefined {
  const trimmed = text.trim();
  const read = DateTime.fromISO(trimmed, { zone: timeZone });
  const time = read.isValid ? read : DateTime.fromSQL(trimmed, { zone: timeZone });
  return time.isValid && time.year > 1000
    ? { time, isBare: /^\d{4}-?\d{2}-?\d{2}$/.test(trimmed) }
    : undefined;
}

function isoOf(time: DateTime): string {
  return time.toUTC().toISO({ suppressMilliseconds: true }) ?? "";
}

/** Makes the program. */
export function readProgram(node: Node, timed: Timed, facts: EventFacts): Program {
  const { linked } = facts;
  const language = textLanguageOf(node, facts);
  const title = titleOf(node, facts);
  const summary = localizedOf(node, "disambiguatingDescription", { language, clean: line });
  const keywords = keywordsOf(node, language, linked);
  const { place, online } = readPlaces(node, { language, linked, title });
  const cost = costOf(node, language, linked);
  const audience = nodesOf(node, "audience", linked);
  const labels = audience.flatMap((one) => textOf(one, "audienceType") ?? textOf(one, "name") ?? []);
  const named = labels.map((label) => ({ id: label, label: { [language]: label } }));
  const ages = agesOf(node, audience) ?? findAges([...Object.values(title), ...labels].join(" / "));
  return {
    id: timed.id,
    title,
    summary,
    description: localizedOf(node, "description", {
      language,
      clean: (text) => plainOrHtmlText(text, 6_000),
    }),
    start: timed.start,
    ...(timed.end === undefined ? {} : { end: timed.end }),
    allDay: timed.allDay,
    ...(place === undefined ? {} : { place }),
    online,
    keywords,
    audiences: findAudiences({ title, summary, keywords: [...keywords, ...named] }),
    ...(ages === undefined ? {} : { ages }),
    ...cost,
    languages: languagesOf(node, linked),
    url: urlOf(node, language, linked),
    status: statusOf(node, Object.values(title)),
    ...(timed.series === undefined ? {} : { series: timed.series }),
    sample: false,
  };
}

function statusOf(node: Node, titles: readonly string[]): Program["status"] {
  const status = nameOf(valuesOf(node, "eventStatus")[0]);
  if (status === "EventCancelled" || titles.some((title) => isCancelledTitle(title))) return "cancelled";
  return status === "EventPostponed" ? "postponed" : "scheduled";
}

function languagesOf(node: Node, linked: Linked): readonly string[] {
  const codes = valuesOf(node, "inLanguage").flatMap((value) => {
    const language = asNode(value) === undefined ? undefined : nodesOf({ value }, "value", linked)[0];
    const texts =
      language === undefined ? [value] : [textOf(language, "alternateName"), textOf(language, "name")];
    return texts
      .flatMap((text) => (typeof text === "string" ? (readLanguageCode(text) ?? []) : []))
      .slice(0, 1);
  });
  return [...new Set(codes)];
}

function keywordsOf(node: Node, language: TextLanguage, linked: Linked): Program["keywords"] {
  const found = new Map<string, Localized>();
  for (const property of ["keywords", "about"]) {
    for (const value of valuesOf(node, property)) {
      const term = asNode(value) === undefined ? undefined : nodesOf({ value }, "value", linked)[0];
      if (term !== undefined && !("@value" in term)) {
        const label = localizedOf(term, "name", { language, clean: (text) => plainLine(text, 100) });
        const id = conceptOf(term) ?? `schema:${Object.values(label)[0] ?? ""}`;
        if (Object.keys(label).length > 0) found.set(id, label);
        continue;
      }
      for (const word of (textOf({ value }, "value") ?? "").split(/[,;]/)) {
        const label = plainLine(word, 100);
        if (label !== "") found.set(`schema:${label}`, { [language]: label });
      }
    }
  }
  return [...found].slice(0, 50).map(([id, label]) => ({ id, label }));
}

/** The Finnish general ontology is known by the short form of its addresses. */
function conceptOf(term: Node): string | undefined {
  const addresses = [term["@id"], textOf(term, "url"), textOf(term, "sameAs"), textOf(term, "termCode")];
  for (const address of addresses) {
    const [, concept] =
      /(?:yso\.fi\/onto\/yso\/|^yso:)(p\d{1,8})$/.exec(typeof address === "string" ? address : "") ?? [];
    if (concept !== undefined) return `yso:${concept}`;
  }
  return undefined;
}

function agesOf(node: Node, audience: readonly Node[]): Program["ages"] {
  const range = textOf(node, "typicalAgeRange") ?? "";
  const [, low, high] = /^(\d{1,3})?\s*[-–+]\s*(\d{1,3})?$/.exec(range.trim()) ?? [];
  const least = low ?? audience.map((one) => textOf(one, "suggestedMinAge")).find(Boolean);
  const most = high ?? audience.map((one) => textOf(one, "suggestedMaxAge")).find(Boolean);
  const [min, max] = [least, most].map((one) =>
    one === undefined || !/^\d{1,3}$/.test(one) ? undefined : Number(one),
  );
  if ((min === undefined || min === 0) && max === undefined) return findAges(range);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function costOf(node: Node, language: TextLanguage, linked: Linked): Pick<Program, "free" | "price"> {
  const told = nameOf(String(bareOf(valuesOf(node, "isAccessibleForFree")[0]) ?? ""))?.toLowerCase();
  const prices = nodesOf(node, "offers", linked).flatMap((offer) => {
    const amount = textOf(offer, "price") ?? textOf(offer, "lowPrice");
    return amount === undefined ? [] : [{ amount, currency: textOf(offer, "priceCurrency") ?? "" }];
  });
  const isZero = ({ amount }: { amount: string }) =>
    /^0+(?:[.,]0+)?$|^(?:free|ilmainen|maksuton)$/i.test(amount.trim());
  const free =
    told === "true" ? true : told === "false" ? false : prices.length > 0 ? prices.some(isZero) : undefined;
  const paid = free === true ? undefined : prices.find((price) => !isZero(price));
  const price =
    paid === undefined
      ? ""
      : plainLine(`${paid.amount} ${paid.currency === "EUR" ? "€" : paid.currency}`, 200);
  return { ...(free === undefined ? {} : { free }), price: price === "" ? {} : { [language]: price } };
}

function bareOf(value: unknown): unknown {
  return asNode(value)?.["@value"] ?? value;
}

function urlOf(node: Node, language: TextLanguage, linked: Linked): Localized {
  const offers = nodesOf(node, "offers", linked).map((offer) => textOf(offer, "url"));
  const id = node["@id"];
  const url = [textOf(node, "url"), ...offers, typeof id === "string" ? id : undefined].find(
    (one) => one !== undefined && /^https?:/i.test(one) && URL.canParse(one) && one.length <= 2_000,
  );
  return url === undefined ? {} : { [language]: url };
}
