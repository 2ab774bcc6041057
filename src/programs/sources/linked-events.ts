/**
 * Reads Linked Events, the open event data of Finnish cities: a page of its API or a saved one.
 */
import { DateTime } from "luxon";
import { z } from "zod";
import { findAges, findAudiences } from "../audience-hints.ts";
import { isCancelledTitle } from "../cancelled-title.ts";
import { plainLine, plainText } from "../plain-text.ts";
import type { Localized, Place, Program } from "../program.ts";
import type { Document, Page, SourceFormat, SourceRow } from "./source-format.ts";

/** The server cuts a larger size silently. */
const PAGE_SIZE = "100";
/** Helsinki City Library, asked for when the operator names a server and no publisher. */
const LIBRARY_PUBLISHER = "ahjo:u48040050";

const texts = z.record(z.string(), z.string().nullable()).nullish();
/** What a program can do without: a value of an odd shape counts as absent. */
const optionalTexts = texts.catch(undefined);
const age = z.coerce.number().int().min(0).max(120).nullish().catch(undefined);
const reference = z.object({ "@id": z.string().optional(), id: z.string().optional(), name: optionalTexts });

const place = reference.extend({
  street_address: optionalTexts,
  address_locality: optionalTexts,
  divisions: z
    .array(z.object({ type: z.string(), name: optionalTexts }))
    .nullish()
    .catch(undefined),
  position: z
    .object({ coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) })
    .nullish()
    .catch(undefined),
});

const identified = z.object({
  id: z.string().min(1),
  deleted: z.boolean().nullish(),
  replaced_by: z.unknown().optional(),
  event_status: z.string().nullish(),
});

const row = identified.extend({
  name: texts,
  short_description: optionalTexts,
  description: optionalTexts,
  start_time: z.string().nullish(),
  end_time: z.string().nullish(),
  location: place.nullish(),
  keywords: z.array(reference).nullish(),
  audience: z.array(reference).nullish().catch(undefined),
  audience_min_age: age,
  audience_max_age: age,
  in_language: z.array(reference).nullish().catch(undefined),
  offers: z
    .array(z.object({ is_free: z.boolean().nullish(), price: optionalTexts }))
    .nullish()
    .catch(undefined),
  info_url: optionalTexts,
  super_event: reference.nullish().catch(undefined),
});
type Row = z.infer<typeof row>;

const list = z.object({
  meta: z.object({ count: z.number().nullish(), next: z.string().nullish() }).nullish(),
  data: z.array(z.unknown()),
});

/** The Linked Events format. */
export const linkedEvents: SourceFormat = {
  name: "Linked Events",

  recognises({ json }: Document): boolean {
    const rows = rowsOf(json)?.rows;
    if (rows === undefined) return false;
    const sample = rows.filter((one) => typeof one === "object" && one !== null).slice(0, 20);
    // A page without rows is one too: nothing may have changed.
    if (sample.length === 0) return rows.length === 0 && !Array.isArray(json);
    return sample.some(
      (one) => "id" in one && ("start_time" in one || "event_status" in one || "deleted" in one),
    );
  },

  serverAddress(url: URL, changedSince: string | undefined): URL | undefined {
    const asked = new URL(url);
    if (/\/v1\/?$/.test(asked.pathname)) {
      asked.pathname = `${asked.pathname.replace(/\/$/, "")}/event/`;
      setDefault(asked, "publisher", LIBRARY_PUBLISHER);
    }
    if (!/\/event\/?$/.test(asked.pathname)) return undefined;
    // More than the server gives would be cut, and paging with it.
    asked.searchParams.set("page_size", PAGE_SIZE);
    setDefault(asked, "include", "location,keywords");
    setDefault(asked, "super_event_type", "none");
    setDefault(asked, "sort", "start_time");
    if (!["start", "end", "days", "ids"].some((name) => asked.searchParams.has(name))) {
      asked.searchParams.set("start", "today");
    }
    if (changedSince !== undefined) {
      asked.searchParams.set("last_modified_since", changedSince);
      asked.searchParams.set("show_deleted", "true");
    }
    return asked;
  },

  read({ json }: Document, timeZone: string): Page {
    const found = rowsOf(json);
    return {
      rows: (found?.rows ?? []).map((one, index) => readRow(one, index, timeZone)),
      ...(found?.total === undefined ? {} : { total: found.total }),
      ...(found?.next === undefined ? {} : { next: found.next }),
    };
  },
};

function setDefault(url: URL, name: string, value: string): void {
  if (!url.searchParams.has(name)) url.searchParams.set(name, value);
}

function rowsOf(json: unknown): { rows: readonly unknown[]; total?: number; next?: string } | undefined {
  if (Array.isArray(json)) return { rows: json };
  const parsed = list.safeParse(json);
  if (!parsed.success) return undefined;
  const { data, meta } = parsed.data;
  return { rows: data, total: meta?.count ?? undefined, next: meta?.next ?? undefined };
}

function readRow(value: unknown, index: number, timeZone: string): SourceRow {
  const known = identified.safeParse(value);
  if (!known.success) return unreadable(nameOf(value, index), known.error);
  const { id, deleted, replaced_by: replacedBy, event_status: status } = known.data;
  if (deleted === true) {
    return typeof replacedBy === "string" || (typeof replacedBy === "object" && replacedBy !== null)
      ? { kind: "replaced", id, why: "the source replaced it by another row" }
      : { kind: "withdrawn", id, status: "cancelled" };
  }
  const parsed = row.safeParse(value);
  if (!parsed.success) return unreadable(id, parsed.error);
  if (parsed.data.start_time == null) {
    // A postponed program loses its time; without one it can only be marked.
    if (status === "EventPostponed") return { kind: "withdrawn", id, status: "postponed" };
    if (status === "EventCancelled") return { kind: "withdrawn", id, status: "cancelled" };
    return { kind: "unreadable", id, why: "start_time is missing" };
  }
  return readProgram(parsed.data, timeZone);
}

function readProgram(data: Row, timeZone: string): SourceRow {
  const { id } = data;
  const title = localized(data.name, 300);
  if (Object.keys(title).length === 0) {
    return { kind: "unreadable", id, why: "name is empty in Finnish, English and Swedish" };
  }
  const start = readTime(data.start_time ?? "", timeZone, "start");
  if (start === undefined) {
    return { kind: "unreadable", id, why: `start_time "${data.start_time?.slice(0, 40)}" is no time` };
  }
  const end = data.end_time == null ? undefined : readTime(data.end_time, timeZone, "end");
  const summary = localized(data.short_description, 600);
  const keywords = (data.keywords ?? []).flatMap((keyword) => readKeyword(keyword));
  const audienceKeywords = (data.audience ?? []).flatMap((keyword) => readKeyword(keyword));
  const ages = readAges(data) ?? findAges([...Object.values(title), ...Object.values(summary)].join(" / "));
  const free = readFree(data.offers);
  const where = readPlace(data.location);
  const program: Program = {
    id,
    title,
    summary,
    description: localized(data.description, 6_000, "text"),
    start: start.instant,
    // An end before the start is a slip of the pen: the program is kept without it.
    ...(end !== undefined && end.instant > start.instant ? { end: end.instant } : {}),
    allDay: start.bare,
    ...(where === undefined ? {} : { place: where }),
    online: isOnline(data),
    keywords,
    audiences: findAudiences({ title, summary, keywords: [...keywords, ...audienceKeywords] }),
    ...(ages === undefined ? {} : { ages }),
    ...(free === undefined ? {} : { free }),
    price: localized(data.offers?.find((offer) => offer.price != null)?.price, 200),
    languages: (data.in_language ?? [])
      .flatMap((one) => idOf(one) ?? [])
      .filter((one) => /^[a-z]{2,3}$/.test(one)),
    url: webAddresses(data.info_url),
    status: readStatus(data.event_status, Object.values(title)),
    ...(data.super_event == null ? {} : { series: idOf(data.super_event) ?? id }),
    sample: false,
  };
  return { kind: "program", program };
}

/** `EventRescheduled` is not read: the city's systems set it on programs that never moved, and the times are right. */
function readStatus(status: string | null | undefined, titles: readonly string[]): Program["status"] {
  if (status === "EventCancelled" || titles.some((title) => isCancelledTitle(title))) return "cancelled";
  return status === "EventPostponed" ? "postponed" : "scheduled";
}

/** A bare date is a whole day; as an end it is the last day, so that the exclusive end is the midnight after it. */
function readTime(
  text: string,
  timeZone: string,
  edge: "start" | "end",
): { instant: string; bare: boolean } | undefined {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = DateTime.fromISO(text, { zone: timeZone });
  if (!time.isValid) return undefined;
  const moved = bare && edge === "end" ? time.plus({ days: 1 }) : time;
  return { instant: moved.toUTC().toISO({ suppressMilliseconds: true }) ?? "", bare };
}

function readAges(data: Row): Program["ages"] {
  const min = data.audience_min_age ?? undefined;
  // A greatest age of 0 is how some systems leave the field empty.
  const max = data.audience_max_age ? data.audience_max_age : undefined;
  if ((min === undefined || min === 0) && max === undefined) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function readFree(offers: Row["offers"]): boolean | undefined {
  const told = (offers ?? []).flatMap((offer) => offer.is_free ?? []);
  return told.length === 0 ? undefined : told.includes(true);
}

function readKeyword(keyword: z.infer<typeof reference>): Program["keywords"] {
  const id = idOf(keyword);
  return id === undefined ? [] : [{ id, label: localized(keyword.name, 100) }];
}

/** A place that the answer only refers to is known by its id. */
function readPlace(location: Row["location"]): Place | undefined {
  if (location == null) return undefined;
  const id = idOf(location);
  const district =
    location.divisions?.find(({ type }) => type === "neighborhood") ??
    location.divisions?.find(({ type }) => type === "sub_district" || type === "district");
  const [longitude, latitude] = location.position?.coordinates ?? [];
  return {
    ...(id === undefined ? {} : { id }),
    name: localized(location.name, 200),
    address: localized(location.street_address, 200),
    district: localized(district?.name, 100),
    ...(longitude === undefined || latitude === undefined ? {} : { position: { latitude, longitude } }),
  };
}

function isOnline({ location, keywords }: Row): boolean {
  const id = location == null ? undefined : idOf(location);
  return (
    id?.endsWith(":internet") === true ||
    location?.name?.fi?.toLowerCase() === "internet" ||
    (keywords ?? []).some((keyword) => idOf(keyword) === "yso:p26626")
  );
}

function idOf({ id, "@id": link }: { readonly id?: string; readonly "@id"?: string }): string | undefined {
  return id ?? /\/([^/]+)\/?$/.exec(link ?? "")?.[1];
}

function localized(
  value: z.infer<typeof optionalTexts>,
  maxLength: number,
  shape: "line" | "text" = "line",
): Localized {
  const clean = shape === "line" ? plainLine : plainText;
  const entries = (["fi", "en", "sv"] as const).map((language) => [
    language,
    clean(value?.[language] ?? "", maxLength),
  ]);
  return Object.fromEntries(entries.filter(([, text]) => text !== ""));
}

function webAddresses(value: z.infer<typeof optionalTexts>): Localized {
  const entries = Object.entries(localized(value, 2_000)).map(([language, text]) => [
    language,
    /^www\./i.test(text) ? `https://${text}` : text,
  ]);
  return Object.fromEntries(entries.filter(([, text]) => URL.canParse(text) && /^https?:/i.test(text)));
}

function nameOf(value: unknown, index: number): string {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" && id !== "" ? id : `row ${index + 1}`;
}

function unreadable(id: string, error: z.ZodError): SourceRow {
  const why = error.issues.slice(0, 3).map(({ path, message }) => `${path.join(".") || "row"}: ${message}`);
  return { kind: "unreadable", id, why: why.join("; ") };
}
