import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Program } from "../../src/programs/program.ts";
import { parseSource, readSource } from "../../src/programs/sources/read-source.ts";
import { schemaOrg } from "../../src/programs/sources/schema-org.ts";
import type { SourceRow } from "../../src/programs/sources/source-format.ts";

const NOW = "2026-11-18T08:00:00Z";
const fixture = (name: string) => join(__dirname, "..", "fixtures", "programs", name);

async function rowsOf(name: string): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  const source = parseSource(fixture(name), "Europe/Helsinki");
  for await (const page of readSource(source, { now: NOW })) rows.push(...page.rows);
  return rows;
}

function programs(rows: readonly SourceRow[]): readonly Program[] {
  return rows.flatMap((row) => (row.kind === "program" ? [row.program] : []));
}

/** Reads one event with the given fields. */
function readOne(fields: Readonly<Record<string, unknown>>): Program | undefined {
  const json = [{ "@type": "Event", name: "Reading circle", startDate: "2026-11-24T16:00:00Z", ...fields }];
  return programs(schemaOrg.read({ text: "", json }, "Europe/Helsinki", { now: NOW }).rows)[0];
}

describe("schema.org", () => {
  const read = rowsOf("schema-org.json");
  const program = async (id: string) => {
    const found = programs(await read).find((one) => one.id === id);
    if (found === undefined) throw new Error(`no program ${id}`);
    return found;
  };

  test("gives every field of a full event, with the place the graph holds elsewhere", async () => {
    expect(await program("https://library.test/events/1")).toEqual({
      id: "https://library.test/events/1",
      title: { fi: "Satutunti", en: "Story time" },
      summary: {},
      description: { fi: "Tule kuulemaan satuja & loruja." },
      start: "2026-11-21T08:00:00Z",
      end: "2026-11-21T08:30:00Z",
      allDay: false,
      place: {
        id: "https://library.test/kallio",
        name: { fi: "Kallion kirjasto", en: "Kallio Library" },
        address: { fi: "Viides linja 11, 00530 Helsinki" },
        district: { fi: "Kallio" },
        position: { latitude: 60.1837, longitude: 24.9535 },
      },
      online: false,
      keywords: [
        { id: "schema:lapset", label: { fi: "lapset" } },
        { id: "schema:sadut", label: { fi: "sadut" } },
        { id: "yso:p14710", label: { fi: "satutunnit" } },
      ],
      audiences: ["children"],
      ages: { min: 3, max: 6 },
      free: true,
      price: {},
      languages: ["fi", "sv"],
      url: { fi: "https://library.test/satu" },
      status: "scheduled",
      series: "https://library.test/events/autumn",
      sample: false,
    });
  });

  test("reads a place in words beside the net, a price, and an audience with an age", async () => {
    const { title, end, place, online, free, price, url, ages, audiences, description } =
      await program("film-7");
    expect({ title, end, place, online, free, price, url, ages, audiences, description }).toEqual({
      title: { en: "Film evening" },
      end: undefined,
      place: { name: { en: "Oodi" }, address: { en: "Töölönlahdenkatu 4, Helsinki" }, district: {} },
      online: true,
      free: false,
      price: { en: "5.00 €" },
      url: { en: "https://tickets.test/7" },
      ages: { min: 15 },
      audiences: ["teens"],
      description: { en: "A film and a talk with the director.\nBring your own cushion." },
    });
  });

  test("takes bare dates as whole days, the last one included, and an address as a place", async () => {
    const { start, end, allDay, status, place } = await program("https://library.test/photos@2026-12-01");
    expect({ start, end, allDay, status, place }).toEqual({
      start: "2026-11-30T22:00:00Z",
      end: "2026-12-03T22:00:00Z",
      allDay: true,
      status: "cancelled",
      place: { name: { fi: "Mäkelänkatu 1, Helsinki" }, address: {}, district: {} },
    });
  });

  test("gives the parts of a series what only the series says", async () => {
    const parts = programs(await read).filter(({ series }) => series === "https://library.test/events/club");
    expect(parts.map(({ title, place, start }) => [title.en, place?.name.en, start])).toEqual([
      ["Chess club for beginners", "Pasila Library", "2026-11-23T15:00:00Z"],
      ["Chess club: the final", "Oodi", "2026-11-30T15:00:00Z"],
    ]);
  });

  test("works out a schedule, without the dates it leaves out", async () => {
    const yoga = programs(await read).filter(({ series }) => series === "https://library.test/events/yoga");
    expect(yoga.map(({ start }) => start.slice(0, 16))).toEqual([
      "2026-11-02T16:00",
      "2026-11-04T16:00",
      "2026-11-09T16:00",
      "2026-11-16T16:00",
      "2026-11-18T16:00",
      "2026-11-23T16:00",
      "2026-11-25T16:00",
    ]);
    expect([yoga[0]?.id, yoga[0]?.end]).toEqual([
      "https://library.test/events/yoga@2026-11-02T16:00Z",
      "2026-11-02T17:00:00Z",
    ]);
  });

  test("names what is wrong with an event and reads on", async () => {
    expect((await read).filter(({ kind }) => kind !== "program")).toEqual([
      { kind: "withdrawn", id: "https://library.test/events/later", status: "postponed" },
      {
        kind: "unreadable",
        id: "https://library.test/events/bad",
        why: 'startDate "ensi viikolla" is no time',
      },
      { kind: "unreadable", id: "https://library.test/events/mute", why: "name is missing" },
    ]);
  });

  test("in the scripts of a web page is read, and a broken script named", async () => {
    const rows = await rowsOf("program-page.html");
    expect(programs(rows).map(({ id, title }) => [id, title])).toEqual([
      ["https://library.test/robots@2026-11-24T16:00:00+02:00", { en: "Robot race" }],
    ]);
    expect(rows.filter(({ kind }) => kind !== "program")).toEqual([
      { kind: "unreadable", id: "part 2", why: "its JSON is broken" },
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, Partial<Program>]>([
    ["a free price", { offers: { price: 0 } }, { free: true, price: {} }],
    [
      "online attendance",
      { eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode" },
      { online: true },
    ],
    [
      "a move to the net",
      { eventStatus: "http://schema.org/EventMovedOnline" },
      { online: true, status: "scheduled" },
    ],
    ["a least age", { typicalAgeRange: "18+" }, { ages: { min: 18 } }],
    ["a title that cancels", { name: "CANCELLED: Reading circle" }, { status: "cancelled" }],
    ["names with their vocabulary", { "schema:isAccessibleForFree": { "@value": true } }, { free: true }],
    ["an unknown place", { location: null }, { online: false }],
  ])("understands %s", (_what, fields, expected) => {
    expect(readOne(fields)).toMatchObject(expected);
  });

  test("says nothing of a price or a place that it does not know", () => {
    const program = readOne({ offers: { url: "https://t.test" }, location: { "@type": "Place" } });
    expect([program?.free, program?.place]).toEqual([undefined, undefined]);
  });

  test("tells programs apart that share an address and a start", () => {
    const event = { "@type": "Event", url: "https://x.test", startDate: "2026-11-24T16:00:00Z" };
    const json = [
      { ...event, name: "One" },
      { ...event, name: "Two" },
      { ...event, name: "Two" },
    ];
    const ids = programs(schemaOrg.read({ text: "", json }, "Europe/Helsinki").rows).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([3, 2]);
  });

  test("leaves other vocabularies and other things alone", () => {
    const recognises = (json: unknown) => schemaOrg.recognises({ text: "", json });
    expect(recognises([{ "@type": "Event/LinkedEvent", id: "a:1" }])).toBe(false);
    expect(recognises({ "@type": "Person", name: "Event" })).toBe(false);
    expect(recognises({ "@type": "http://schema.org/TheaterEvent" })).toBe(true);
  });
});
