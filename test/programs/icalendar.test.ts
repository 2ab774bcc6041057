import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Program } from "../../src/programs/program.ts";
import { icalendar } from "../../src/programs/sources/icalendar.ts";
import { parseSource, readSource } from "../../src/programs/sources/read-source.ts";
import type { Reading, SourceRow } from "../../src/programs/sources/source-format.ts";

const NOW = "2026-11-18T08:00:00Z";
const PATH = join(__dirname, "..", "fixtures", "programs", "icalendar.ics");

async function readFixture(): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const page of readSource(parseSource(PATH, "Europe/Helsinki"), { now: NOW }))
    rows.push(...page.rows);
  return rows;
}

/** Reads one entry with the given lines. */
function readLines(lines: readonly string[], timeZone = "Europe/Helsinki", reading: Reading = {}) {
  const event = ["BEGIN:VEVENT", "UID:x", "SUMMARY:Lukupiiri", ...lines, "END:VEVENT"];
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", ...event, "END:VCALENDAR"].join("\r\n");
  return icalendar.read({ text, json: undefined }, timeZone, { now: NOW, ...reading }).rows;
}

function programs(rows: readonly SourceRow[]): readonly Program[] {
  return rows.flatMap((row) => (row.kind === "program" ? [row.program] : []));
}

const starts = (rows: readonly SourceRow[]) => programs(rows).map(({ start }) => start);

describe("an iCalendar file", () => {
  const read = readFixture();
  const program = async (id: string) => {
    const found = programs(await read).find((one) => one.id === id);
    if (found === undefined) throw new Error(`no program ${id}`);
    return found;
  };

  test("gives every field of a full entry", async () => {
    expect(await program("full@test")).toEqual({
      id: "full@test",
      title: { fi: "Satutunti, koko perheelle", en: "Story time" },
      summary: {},
      description: { fi: "Tule kuulemaan satuja & loruja.\n\nKesto alle 30 minuuttia." },
      start: "2026-11-21T08:00:00Z",
      end: "2026-11-21T08:30:00Z",
      allDay: false,
      place: {
        name: { fi: "Kallion kirjasto" },
        address: { fi: "Viides linja 11, Helsinki" },
        district: {},
        position: { latitude: 60.1837, longitude: 24.9535 },
      },
      online: false,
      keywords: ["Lapset", "Satutunnit", "Kirjat, lehdet"].map((label) => ({
        id: `ical:${label}`,
        label: { fi: label },
      })),
      audiences: ["children", "families"],
      free: true,
      price: {},
      languages: [],
      url: { fi: "https://www.example.test/satu" },
      status: "scheduled",
      sample: false,
    });
  });

  test("repeats across the end of summer time, without what was taken out and with what was added", async () => {
    const times = programs(await read).filter(({ series }) => series === "weekly@test");
    expect(times.map(({ start }) => start)).toEqual([
      "2026-10-01T14:00:00Z",
      "2026-10-08T14:00:00Z",
      "2026-10-15T14:00:00Z",
      "2026-10-22T14:00:00Z",
      "2026-10-29T15:00:00Z",
      "2026-11-20T16:00:00Z",
      "2026-11-26T15:00:00Z",
      "2026-12-03T15:00:00Z",
      "2026-12-06T10:00:00Z",
    ]);
  });

  test("moves a single time and keeps its id, its length and what else the entry says", async () => {
    const { title, start, end, description } = await program("weekly@test@2026-11-19T15:00Z");
    expect({ title, start, end, description }).toEqual({
      title: { fi: "Lukupiiri vieraan kanssa" },
      start: "2026-11-20T16:00:00Z",
      end: "2026-11-20T17:30:00Z",
      description: { fi: "Keskustelemme kirjoista, kun syksy on pitkä." },
    });
  });

  test("cancels a single time", async () => {
    const { title, status } = await program("weekly@test@2026-11-26T15:00Z");
    expect({ title, status }).toEqual({ title: { fi: "Lukupiiri" }, status: "cancelled" });
    expect((await program("weekly@test@2026-12-03T15:00Z")).status).toBe("scheduled");
  });

  test("takes dates as whole days of the library, the end exclusive", async () => {
    const { start, end, allDay } = await program("days@test");
    expect({ start, end, allDay }).toEqual({
      start: "2026-11-30T22:00:00Z",
      end: "2026-12-03T22:00:00Z",
      allDay: true,
    });
  });

  test("reads a floating time in the source's zone, a link as the net, and no end before the start", async () => {
    const { start, end, online, place, status } = await program("floating@test");
    expect({ start, end, online, place, status }).toEqual({
      start: "2026-11-24T14:00:00Z",
      online: true,
      status: "cancelled",
    });
  });

  test("goes by a zone that only it describes, and by HTML where no plain text stands", async () => {
    const { start, description } = await program("described@test");
    expect({ start, description }).toEqual({
      start: "2026-07-15T09:00:00Z",
      description: { fi: "Musiikkia ja kahvia\n\nTervetuloa!" },
    });
  });

  test("names what is wrong with an entry and reads on", async () => {
    const rest = (await read).filter(({ kind }) => kind !== "program");
    expect(rest).toEqual([
      { kind: "unreadable", id: "weekly@test@joskus", why: 'RECURRENCE-ID "joskus" is no time' },
      {
        kind: "unreadable",
        id: "nowhere@test",
        why: 'DTSTART is in the time zone "Nowhere/Zone", which is neither known nor described in the calendar',
      },
      { kind: "unreadable", id: "broken@test", why: 'DTSTART "20260231T160000" is no time' },
      { kind: "unreadable", id: "nameless@test", why: "SUMMARY is missing" },
      { kind: "unreadable", id: "secret@test", why: "its calendar marks it as private" },
      { kind: "withdrawn", id: "taken-back@test", status: "cancelled" },
    ]);
  });
});

describe("times of a calendar", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "in a zone by its Windows name",
      ["DTSTART;TZID=FLE Standard Time:20260701T120000"],
      ["2026-07-01T09:00:00Z"],
    ],
    [
      "in a zone behind a path",
      ['DTSTART;TZID="/example.org/2026/Europe/Paris":20260701T120000'],
      ["2026-07-01T10:00:00Z"],
    ],
    [
      "in the hour that comes twice are the first",
      ["DTSTART;TZID=Europe/Helsinki:20261025T033000"],
      ["2026-10-25T00:30:00Z"],
    ],
    [
      "in the hour that is left out are counted on",
      ["DTSTART;TZID=Europe/Helsinki:20260329T033000"],
      ["2026-03-29T01:30:00Z"],
    ],
    [
      "named as dates but with a clock time keep it",
      ["DTSTART;VALUE=DATE:20261201T120000"],
      ["2026-12-01T10:00:00Z"],
    ],
  ])("%s", (_what, lines, expected) => {
    expect(starts(readLines(lines))).toEqual(expected);
  });

  test("that float are in the zone the operator chose, or the calendar names, or the library has", () => {
    const text = (own: string) =>
      `BEGIN:VCALENDAR\n${own}BEGIN:VEVENT\nUID:x\nSUMMARY:Talk\nDTSTART:20261201T120000\nEND:VEVENT\nEND:VCALENDAR\n`;
    const read = (own: string, isZoneChosen: boolean) =>
      starts(
        icalendar.read({ text: text(own), json: undefined }, "Europe/Helsinki", { now: NOW, isZoneChosen })
          .rows,
      );
    const named = "X-WR-TIMEZONE:America/New_York\n";
    expect([read("", false), read(named, false), read(named, true)]).toEqual([
      ["2026-12-01T10:00:00Z"],
      ["2026-12-01T17:00:00Z"],
      ["2026-12-01T10:00:00Z"],
    ]);
  });

  test("change from one on where a change holds for all later ones", () => {
    const rows = readLines([
      "DTSTART:20261201T100000Z",
      "RRULE:FREQ=WEEKLY;COUNT=4",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "UID:x",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T100000Z",
      "DTSTART:20261215T120000Z",
      "SUMMARY:Uusi aika",
    ]);
    expect(starts(rows)).toEqual([
      "2026-12-01T10:00:00Z",
      "2026-12-08T10:00:00Z",
      "2026-12-15T12:00:00Z",
      "2026-12-22T12:00:00Z",
    ]);
  });

  test("that repeat for ever reach a year ahead and a month back, and are at most 500", () => {
    const daily = starts(readLines(["DTSTART:20100101T100000Z", "RRULE:FREQ=DAILY"]));
    expect([daily[0], daily.at(-1), daily.length]).toEqual([
      "2026-10-18T10:00:00Z",
      "2027-11-18T10:00:00Z",
      397,
    ]);
    expect(starts(readLines(["DTSTART:20260101T000000Z", "RRULE:FREQ=MINUTELY"]))).toHaveLength(500);
  });

  test.each([
    [
      "RRULE:FREQ=SECONDLY;COUNT=99999999",
      "its rule takes too long to work out (give it an end or a simpler rule)",
    ],
    ["RRULE:FREQ=FORTNIGHTLY", 'its rule has no known FREQ ("FREQ=FORTNIGHTLY")'],
    ["RRULE:FREQ=MONTHLY;BYMONTHDAY=32", 'its rule has a BYMONTHDAY that cannot be ("32")'],
    ["RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "it repeats, but not in the year ahead"],
  ])("by a rule such as %s are refused with the reason", (rule, why) => {
    expect(readLines(["DTSTART:20200101T100000Z", rule])).toEqual([{ kind: "unreadable", id: "x", why }]);
  });

  test("of a newer version go before those of an older one", () => {
    const rows = readLines([
      "DTSTART:20261201T100000Z",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "UID:x",
      "SEQUENCE:2",
      "SUMMARY:Lukupiiri",
      "DTSTART:20261202T100000Z",
    ]);
    expect(rows.map(({ kind }) => kind)).toEqual(["unreadable", "program"]);
    expect(starts(rows)).toEqual(["2026-12-02T10:00:00Z"]);
  });

  test("of entries that share one id are told apart", () => {
    const rows = readLines([
      "DTSTART:20261201T100000Z",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "UID:x",
      "SUMMARY:B",
      "DTSTART:20261202T100000Z",
    ]);
    expect(programs(rows).map(({ id }) => id)).toEqual(["x@20261201T100000Z", "x@20261202T100000Z"]);
  });
});
