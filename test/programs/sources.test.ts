import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Program } from "../../src/programs/program.ts";
import { parseSource, readSource } from "../../src/programs/sources/read-source.ts";
import type { SourceRow } from "../../src/programs/sources/source-format.ts";
import { sharedPath } from "../helpers/shared.ts";

const fixture = (name: string) => join(__dirname, "..", "fixtures", "programs", name);

async function rowsOf(source: string): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const page of readSource(parseSource(source, "Europe/Helsinki"))) rows.push(...page.rows);
  return rows;
}

function programIn(rows: readonly SourceRow[], id: string): Program {
  const row = rows.find((one) => one.kind === "program" && one.program.id === id);
  if (row?.kind !== "program") throw new Error(`no program ${id}`);
  return row.program;
}

describe("Linked Events", () => {
  const read = rowsOf(fixture("linked-events.json"));
  const program = async (id: string) => programIn(await read, id);

  test("gives every field of a full row", async () => {
    expect(await program("test:story")).toEqual({
      id: "test:story",
      title: { fi: "Satutunti", en: "Story time" },
      summary: { fi: "Satuja 3–6-vuotiaille." },
      description: { fi: "Tule kuulemaan satuja & loruja.\nKesto 30 min.\n\nVapaa pääsy." },
      start: "2026-11-21T08:00:00Z",
      end: "2026-11-21T08:30:00Z",
      allDay: false,
      place: {
        id: "tprek:8215",
        name: { fi: "Kallion kirjasto", en: "Kallio Library" },
        address: { fi: "Viides linja 11" },
        district: { fi: "Kallio", sv: "Berghäll" },
        position: { latitude: 60.1837, longitude: 24.9535 },
      },
      online: false,
      keywords: [{ id: "yso:p14710", label: { fi: "satutunnit", en: "story hours" } }],
      audiences: ["children", "families"],
      ages: { min: 3, max: 6 },
      free: true,
      price: {},
      languages: ["fi"],
      url: { fi: "https://www.example.test/satu" },
      status: "scheduled",
      series: "test:series",
      sample: false,
    });
  });

  test("does without place and end", async () => {
    const { place, end } = await program("test:nowhere");
    expect({ place, end }).toEqual({});
  });

  test("takes bare dates as whole days in the library's zone, the last one included", async () => {
    const { start, end, allDay } = await program("test:exhibition");
    expect({ start, end, allDay }).toEqual({
      start: "2025-01-14T22:00:00Z",
      end: "2027-12-31T22:00:00Z",
      allDay: true,
    });
  });

  test.each(["test:off", "test:off-title", "test:off-word", "test:off-english"])(
    "knows that %s is cancelled",
    async (id) => {
      expect((await program(id)).status).toBe("cancelled");
    },
  );

  test("does not take EventRescheduled for moved or cancelled", async () => {
    expect((await program("test:same-time")).status).toBe("scheduled");
  });

  test("takes deleted and postponed rows back by their ids", async () => {
    const withdrawn = (await read).filter(({ kind }) => kind === "withdrawn");
    expect(withdrawn).toEqual([
      { kind: "withdrawn", id: "test:deleted", status: "cancelled" },
      { kind: "withdrawn", id: "test:postponed", status: "postponed" },
    ]);
  });

  test("drops an end before the start and knows the internet as a place", async () => {
    const { end, online } = await program("test:backwards");
    expect({ end, online }).toEqual({ online: true });
  });

  test("names what is wrong with a row and reads on", async () => {
    const bad = (await read).flatMap((row) => (row.kind === "unreadable" ? [`${row.id}: ${row.why}`] : []));
    expect(bad).toEqual([
      "test:no-start: start_time is missing",
      'test:bad-start: start_time "ensi viikolla" is no time',
      expect.stringMatching(/^row 14: id: /),
    ]);
  });
});

describe("LibCal", () => {
  const read = rowsOf(`${fixture("libcal.json")}|America/New_York`);

  test("makes ids of link and start, and reads times in the feed's zone", async () => {
    const { id, start, end } = programIn(await read, "101@2026-11-24T16:00");
    expect({ id, start, end }).toEqual({
      id: "101@2026-11-24T16:00",
      start: "2026-11-24T21:00:00Z",
      end: "2026-11-24T22:30:00Z",
    });
  });

  test("keeps what the description adds to the other fields", async () => {
    const { description, place, ages, audiences } = programIn(await read, "101@2026-11-24T16:00");
    expect({ description, place, ages, audiences }).toEqual({
      description: { en: "Build a small robot & race it." },
      place: { name: { en: "Room 2" }, address: {}, district: { en: "North Branch" } },
      ages: { min: 6, max: 11 },
      audiences: ["children"],
    });
  });

  test("lets a program end after midnight", async () => {
    expect(programIn(await read, "102@2026-11-26T22:00").end).toBe("2026-11-27T05:30:00Z");
  });

  test("names broken rows by what they tell", async () => {
    const bad = (await read).flatMap((row) => (row.kind === "unreadable" ? [row.id] : []));
    expect(bad).toEqual(["104@2026-11-28T10:00", "105@28 NovemberT10:00"]);
  });
});

test("a source with an unknown zone is refused with the remedy", () => {
  expect(() => parseSource("feed.json|Helsinki", "Europe/Helsinki")).toThrow(
    'Cannot read source "feed.json": "Helsinki" is no time zone (write it like Europe/Helsinki)',
  );
});

test("a missing file is named", async () => {
  await expect(rowsOf("/nowhere/feed.json")).rejects.toThrow(
    'Cannot read source "/nowhere/feed.json": there is no such file',
  );
});

test("a folder is no feed", async () => {
  await expect(rowsOf(__dirname)).rejects.toThrow(/it is no ordinary file$/);
});

describe("real feeds", () => {
  const jazz = sharedPath("data/programs/linked-events/hel-2020-08-jazz.linkedevents.json");
  const online = sharedPath("data/programs/linked-events/hel-2020-palvelutarjotin-events.json");
  if (jazz === undefined || online === undefined) {
    console.log("skipped: the recorded feeds are not on this machine");
    test.skip("need the recorded feeds", () => undefined);
    return;
  }

  test("of Linked Events are read whole", async () => {
    const rows = await rowsOf(jazz);
    expect(rows.map(({ kind }) => kind)).toEqual(Array(20).fill("program"));
    const cancelled = rows.flatMap((row) =>
      row.kind === "program" && row.program.status === "cancelled" ? row.program.id : [],
    );
    expect(cancelled).toEqual(["helsinki:afwvznhwiy"]);
  });

  test("whose rows only refer to places and keywords are read too", async () => {
    const rows = await rowsOf(online);
    expect(programIn(rows, "helsinki:afy6ikna3u").online).toBe(true);
    expect(rows[1]).toEqual({ kind: "withdrawn", id: "helsinki:afxp6tv4xa", status: "postponed" });
  });
});
