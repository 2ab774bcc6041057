/**
 * Reads a LibCal feed saved as a JSON list: rows without ids, with times that float in the library's zone.
 */
import { DateTime } from "luxon";
import { z } from "zod";
import { findAges, findAudiences } from "../audience-hints.ts";
import { isCancelledTitle } from "../cancelled-title.ts";
import { plainLine, plainText } from "../plain-text.ts";
import type { Place, Program } from "../program.ts";
import type { Document, Page, SourceFormat, SourceRow } from "./source-format.ts";

const row = z.object({
  title: z.string().trim().min(1),
  link: z.url({ protocol: /^https?$/ }),
  date: z.iso.date(),
  start_time: z.string().regex(/^\d{1,2}:\d{2}(:\d{2})?$/),
  end_time: z
    .string()
    .regex(/^\d{1,2}:\d{2}(:\d{2})?$/)
    .nullish()
    .catch(undefined),
  description: z.string().nullish().catch(undefined),
  location: z.string().nullish().catch(undefined),
  calendar_source: z.string().nullish().catch(undefined),
  audience: z.string().nullish().catch(undefined),
  categories: z.array(z.string()).nullish().catch(undefined),
});
const hints = z.object({
  link: z.string(),
  date: z.string().optional().catch(undefined),
  start_time: z.string().optional().catch(undefined),
});
type Row = z.infer<typeof row>;

/** The LibCal format. */
export const libcal: SourceFormat = {
  name: "LibCal JSON",

  recognises({ json }: Document): boolean {
    if (!Array.isArray(json)) return false;
    return json
      .slice(0, 20)
      .some((one) => typeof one === "object" && one !== null && "link" in one && "date" in one);
  },

  serverAddress: () => undefined,

  read({ json }: Document, timeZone: string): Page {
    const rows = Array.isArray(json) ? json : [];
    return { rows: rows.map((one, index) => readRow(one, index, timeZone)) };
  },
};

function readRow(value: unknown, index: number, timeZone: string): SourceRow {
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const why = parsed.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join(".") || "row"}: ${message}`);
    return { kind: "unreadable", id: nameOf(value, index), why: why.join("; ") };
  }
  const { data } = parsed;
  const id = idOf(data.link, data.date, data.start_time);
  const start = DateTime.fromISO(`${data.date}T${padded(data.start_time)}`, { zone: timeZone });
  if (!start.isValid)
    return { kind: "unreadable", id, why: `start "${data.date} ${data.start_time}" is no time` };
  return { kind: "program", program: readProgram(data, id, start) };
}

function readProgram(data: Row, id: string, start: DateTime): Program {
  const title = { en: plainLine(data.title, 300) };
  const description = withoutFacts(plainText(data.description ?? "", 6_000));
  const categories = (data.categories ?? []).flatMap((category) => category.split(" > ").at(-1) ?? []);
  const keywords = [...new Set(categories)].map((label) => ({ id: `libcal:${label}`, label: { en: label } }));
  const audience =
    data.audience == null ? [] : [{ id: `libcal:${data.audience}`, label: { en: data.audience } }];
  const ages = findAges(data.audience ?? "") ?? findAges(title.en);
  const end = readEnd(data, start);
  const where = readPlace(data);
  return {
    id,
    title,
    summary: {},
    description: description === "" ? {} : { en: description },
    start: start.toUTC().toISO({ suppressMilliseconds: true }) ?? "",
    ...(end === undefined ? {} : { end }),
    allDay: false,
    ...(where === undefined ? {} : { place: where }),
    online: /(?<!\p{L})(?:virtual|online|zoom)(?!\p{L})/iu.test(`${data.title} ${data.location ?? ""}`),
    keywords,
    audiences: findAudiences({ title, summary: {}, keywords: [...keywords, ...audience] }),
    ...(ages === undefined ? {} : { ages }),
    price: {},
    languages: [],
    url: { en: data.link },
    status: isCancelledTitle(data.title) ? "cancelled" : "scheduled",
    sample: false,
  };
}

/** An end before the start is the next day's. */
function readEnd(data: Row, start: DateTime): string | undefined {
  if (data.end_time == null || data.end_time === data.start_time) return undefined;
  const end = DateTime.fromISO(`${data.date}T${padded(data.end_time)}`, { zone: start.zone });
  if (!end.isValid) return undefined;
  return (
    (end < start ? end.plus({ days: 1 }) : end).toUTC().toISO({ suppressMilliseconds: true }) ?? undefined
  );
}

/** The calendar is the branch; a room or an outing has a name of its own, and is found by its branch too. */
function readPlace({ location, calendar_source: calendar }: Row): Place | undefined {
  const branch = plainLine(calendar ?? "", 200);
  const name = plainLine(location ?? "", 200) || branch;
  if (name === "") return undefined;
  return {
    name: { en: name },
    address: {},
    district: branch === "" || branch === name ? {} : { en: branch },
  };
}

/** The feed repeats date, time and place at the head of each description. */
function withoutFacts(text: string): string {
  return text
    .replace(/^\s*Date:[^\n]*\n/, "")
    .replace(/^\s*(?:Time|Presenter|Location|Time Zone):[^\n]*(?:\n|$)/gm, "")
    .trim();
}

function padded(time: string): string {
  return time.padStart(time.length > 5 ? 8 : 5, "0");
}

function tailOf(link: string): string {
  return new URL(link).pathname.split("/").filter(Boolean).at(-1) ?? link;
}

/** The id as far as a broken row tells it, so that what was known of the program before can be kept. */
function nameOf(value: unknown, index: number): string {
  const hint = hints.safeParse(value).data;
  if (hint === undefined || !URL.canParse(hint.link)) return `row ${index + 1}`;
  return hint.date && hint.start_time ? idOf(hint.link, hint.date, hint.start_time) : tailOf(hint.link);
}

function idOf(link: string, date: string, startTime: string): string {
  return `${tailOf(link)}@${date}T${padded(startTime).slice(0, 5)}`;
}
