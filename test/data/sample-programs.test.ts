import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

const LANGUAGES = ["fi", "en", "sv"] as const;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
/** "{wednesday+1w}T09:30" or "{day+3}T17:30". */
const RELATIVE = new RegExp(
  String.raw`^\{(?:(?:${WEEKDAYS.join("|")})(?:\+[1-9]w)?|day\+\d{1,2})\}T(?:[01]\d|2[0-3]):[0-5]\d$`,
);

const text = z.string().trim().min(1);
const texts = z.strictObject({ fi: text.optional(), en: text.optional(), sv: text.optional() });
const divided = z.strictObject({ fi: text, en: text.nullable(), sv: text });
const named = z.object({ id: text, name: z.strictObject({ fi: text, en: text, sv: text.optional() }) });

const libraries = z
  .array(
    z.strictObject({
      id: z.string().regex(/^(?:tprek:\d+|sample:[a-z]+)$/),
      name: z.strictObject({ fi: text, en: text, sv: text }),
      short: text,
      forms: z.strictObject({ in: text, to: text, from: text }),
      nicknames: z.array(text),
      district: z.strictObject({ fi: text, en: text, sv: text }),
      neighborhood: z.strictObject({ fi: text, en: text, sv: text }),
      address: z.strictObject({ fi: text, sv: text.optional() }).optional(),
      latitude: z.number(),
      longitude: z.number(),
    }),
  )
  .parse(read("libraries.json"));

const samples = z
  .object({
    meta: z.object({ sample: z.literal(true), count: z.number(), next: z.null() }),
    data: z.array(
      z.strictObject({
        id: z.string().regex(/^sample:\d{3}$/),
        event_status: z.enum(["EventScheduled", "EventCancelled"]),
        name: texts,
        short_description: texts,
        description: texts,
        start_time: z.string().regex(RELATIVE),
        end_time: z.string().regex(RELATIVE).nullable(),
        location: z.object({
          id: text,
          name: z.object({ fi: text, en: text, sv: text }),
          street_address: texts.nullish(),
          position: z.object({ coordinates: z.tuple([z.number(), z.number()]) }).nullable(),
          divisions: z.array(z.strictObject({ type: text, name: divided })),
        }),
        keywords: z.array(named).min(1),
        audience: z.array(named).min(1),
        audience_min_age: z.number().int().min(0).max(99).nullable(),
        audience_max_age: z.number().int().min(0).max(99).nullable(),
        in_language: z.array(named).min(1),
        offers: z.array(z.object({ is_free: z.boolean(), price: texts.nullable() })).length(1),
        info_url: z.null(),
        super_event: z.strictObject({ "@id": text, id: text }).nullable(),
        super_event_type: z.null(),
        publisher: z.literal("sample"),
      }),
    ),
  })
  .parse(read("sample-programs.json"));

const programs = samples.data;

describe("the libraries", () => {
  test("have an id, a short name and nicknames of their own", () => {
    expect(libraries.length).toBeGreaterThanOrEqual(37);
    expect(repeated(libraries.map(({ id }) => id))).toEqual([]);
    expect(repeated(libraries.flatMap(({ short, nicknames }) => [short, ...nicknames]))).toEqual([]);
  });

  test("have Finnish forms that go on from the short name and end in a local case", () => {
    const odd = libraries.filter(({ short, forms }) => {
      const stem = short.slice(0, 3);
      const endings = [/(?:ssa|ssä|lla|llä)$/, /(?:[aeiouyäö]n|lle)$/, /(?:sta|stä|lta|ltä)$/];
      return ![forms.in, forms.to, forms.from].every(
        (form, index) => form.startsWith(stem) && endings[index]?.test(form),
      );
    });
    expect(odd).toEqual([]);
  });

  test("are in Helsinki", () => {
    const away = libraries.filter(
      ({ latitude, longitude }) =>
        latitude < 60.13 || latitude > 60.3 || longitude < 24.82 || longitude > 25.26,
    );
    expect(away).toEqual([]);
  });
});

describe("the sample programs", () => {
  test("are at least 150, each with an id of its own", () => {
    expect(programs.length).toBeGreaterThanOrEqual(150);
    expect(samples.meta.count).toBe(programs.length);
    expect(repeated(programs.map(({ id }) => id))).toEqual([]);
  });

  test("end on the day they start, later than they start, and begin within 60 days", () => {
    const odd = programs.filter(({ start_time: start, end_time: end }) => {
      const [startDay, startTime = ""] = start.split("T");
      const [endDay, endTime = ""] = end?.split("T") ?? [startDay, "24:00"];
      return startDay !== endDay || endTime <= startTime || latestDay(start) > 60;
    });
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test("are at a library that is listed, where it is listed, or online", () => {
    const known = new Map(libraries.map((library) => [library.id, library]));
    const lost = programs.filter(({ location }) => {
      if (location.id === "helsinki:internet") return location.position !== null;
      const library = known.get(location.id);
      const [longitude, latitude] = location.position?.coordinates ?? [];
      return library === undefined || library.longitude !== longitude || library.latitude !== latitude;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
    expect(programs.filter(({ location }) => location.id === "helsinki:internet").length).toBeGreaterThan(3);
  });

  test("leave no library without a program", () => {
    const used = new Set(programs.map(({ location }) => location.id));
    expect(libraries.filter(({ id }) => !used.has(id)).map(({ short }) => short)).toEqual([]);
  });

  test("have Finnish or English, and every text in the same languages as the title", () => {
    const odd = programs.filter(({ name, short_description: summary, description }) => {
      const languages = Object.keys(name).join();
      const same = [summary, description].every((one) => Object.keys(one).join() === languages);
      return !same || (name.fi === undefined && name.en === undefined);
    });
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test("are about as often in Finnish only as a city's own", () => {
    const share = (fits: (languages: string) => boolean) =>
      programs.filter(({ name }) => fits(Object.keys(name).join())).length / programs.length;
    expect(share((languages) => languages === "fi")).toBeGreaterThan(0.5);
    expect(share((languages) => languages === "fi")).toBeLessThan(0.7);
    expect(share((languages) => languages.startsWith("fi,en"))).toBeGreaterThan(0.3);
    expect(share((languages) => languages === "en")).toBeGreaterThan(0.02);
    expect(share((languages) => languages.includes("sv"))).toBeGreaterThan(0.01);
    const spoken = new Set(programs.flatMap(({ in_language: languages }) => languages.map(({ id }) => id)));
    expect([...spoken]).toEqual(expect.arrayContaining(["fi", "en", "sv", "ar", "ru", "so", "fse"]));
  });

  test("speak plainly: a sentence or two, then two to five more", () => {
    const long = programs.filter(({ short_description: summary, description }) =>
      LANGUAGES.some((language) => {
        const counts = [sentences(summary[language]), sentences(description[language])];
        return (
          summary[language] !== undefined &&
          ((counts[0] ?? 0) > 2 || (counts[1] ?? 0) < 2 || (counts[1] ?? 0) > 5)
        );
      }),
    );
    expect(long.map(({ id, name }) => [id, name])).toEqual([]);
  });

  test("name a keyword the same wherever they use it, and invent no id of an ontology", () => {
    const names = new Map<string, Set<string>>();
    for (const { keywords, audience } of programs)
      for (const { id, name } of [...keywords, ...audience])
        names.set(id, (names.get(id) ?? new Set()).add(JSON.stringify(name)));
    expect([...names].filter(([, found]) => found.size > 1)).toEqual([]);
    expect(
      [...names.keys()].filter((id) => !/^(?:yso:p\d+|helsinki:[a-z0-9]{10}|sample:[a-z0-9-]+)$/.test(id)),
    ).toEqual([]);
  });

  test("of one series share their title and place and differ in time", () => {
    const series = new Map<string, typeof programs>();
    for (const program of programs) {
      const id = program.super_event?.["@id"];
      if (id !== undefined) series.set(id, [...(series.get(id) ?? []), program]);
    }
    expect(series.size).toBeGreaterThan(30);
    for (const [id, occurrences] of series) {
      const told = (fact: (program: (typeof programs)[number]) => unknown) =>
        new Set(occurrences.map((one) => JSON.stringify(fact(one)))).size;
      expect([id, occurrences.length > 1]).toEqual([id, true]);
      expect([id, told(({ name, location }) => [name, location.id])]).toEqual([id, 1]);
      expect([id, told(({ start_time: start }) => start)]).toEqual([id, occurrences.length]);
    }
  });

  test("show cancelled programs both ways that sources do, and a few prices", () => {
    const inTitle = programs.filter(({ name }) => name.fi?.startsWith("PERUTTU: "));
    expect(inTitle).toHaveLength(2);
    expect(inTitle.every(({ event_status: status }) => status === "EventScheduled")).toBe(true);
    expect(programs.filter(({ event_status: status }) => status === "EventCancelled").length).toBeGreaterThan(
      3,
    );
    const priced = programs.filter(({ offers }) => offers[0]?.is_free === false);
    expect(priced.length).toBeGreaterThanOrEqual(3);
    expect(priced.every(({ offers }) => offers[0]?.price?.fi !== undefined)).toBe(true);
  });

  test("cover every weekday, mornings, evenings, weekends and today", () => {
    const starts = programs.map(({ start_time: start }) => start);
    for (const weekday of WEEKDAYS)
      expect(starts.filter((start) => start.startsWith(`{${weekday}`)).length).toBeGreaterThanOrEqual(15);
    expect(starts.filter((start) => start.slice(-5) < "12:00").length).toBeGreaterThan(40);
    expect(starts.filter((start) => start.slice(-5) >= "17:00").length).toBeGreaterThan(40);
    expect(starts.filter((start) => start.startsWith("{day+0}")).length).toBeGreaterThan(3);
    expect(starts.filter((start) => latestDay(start) > 30).length).toBeGreaterThan(15);
  });
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "../../data", file), "utf8"));
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** The last day, counted from today, that a relative time can mean. */
function latestDay(relative: string): number {
  const days = /\{day\+(\d+)\}/.exec(relative)?.[1];
  return days === undefined ? 7 + 7 * Number(/\+(\d)w/.exec(relative)?.[1] ?? 0) : Number(days);
}

function sentences(value: string | undefined): number {
  return value?.match(/[.?!](?=\s|<|$)/g)?.length ?? 0;
}
