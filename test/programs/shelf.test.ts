import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importPrograms } from "../../src/programs/catalogue.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { programsKey } from "../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const timeZone = "Europe/Helsinki";
const NOW = "2026-11-18T08:00:00Z";
const row = (id: string) => ({ id, name: { fi: "Satutunti" }, start_time: "2026-11-20T16:00:00Z" });

let server: TestRedis;
let folder: string;

beforeAll(async () => {
  server = await startTestRedis();
  folder = mkdtempSync(join(tmpdir(), "kutsu-shelf-"));
});
beforeEach(async () => {
  await server.redis.flushall();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function importRows(rows: readonly unknown[]): Promise<void> {
  const path = join(folder, "feed.json");
  writeFileSync(path, JSON.stringify({ meta: { next: null }, data: rows }));
  await importPrograms(server.redis, path, { now: NOW, timeZone });
}

const newShelf = () =>
  new Shelf({
    reader: testTerms,
    timeZone,
    samples: (today) => [makeProgram({ id: `sample ${today}`, sample: true })],
  });

describe("a shelf", () => {
  test("is empty before it is filled", () => {
    const wish = { text: "", slots: {}, language: "fi", interests: [], without: [], limit: 3 } as const;
    expect(newShelf().recommend(wish, NOW)).toEqual({ results: [], relaxed: [] });
  });

  test("follows the catalogue when its version moves, and only then", async () => {
    await importRows([row("a")]);
    const shelf = newShelf();
    expect(await shelf.refresh(server.redis, NOW)).toEqual({ changed: true, programs: 1, unreadable: 0 });
    expect(await shelf.refresh(server.redis, NOW)).toMatchObject({ changed: false });
    expect(shelf.isSample).toBe(false);
    await importRows([row("a"), row("b")]);
    expect(await shelf.refresh(server.redis, NOW)).toMatchObject({ changed: true, programs: 2 });
    expect(shelf.find("b")?.title).toEqual({ fi: "Satutunti" });
  });

  test("shows the samples of the day while the catalogue is empty", async () => {
    const shelf = newShelf();
    await shelf.refresh(server.redis, NOW);
    expect([shelf.isSample, shelf.find("sample 2026-11-18")?.sample]).toEqual([true, true]);
    // Half past ten in the evening, by universal time, is the next day in Helsinki.
    await shelf.refresh(server.redis, "2026-11-18T22:30:00Z");
    expect(shelf.find("sample 2026-11-19")).toBeDefined();
    await importRows([row("a")]);
    await shelf.refresh(server.redis, NOW);
    expect([shelf.isSample, shelf.find("sample 2026-11-19"), shelf.find("a")?.id]).toEqual([
      false,
      undefined,
      "a",
    ]);
  });

  test("shows once what two sources tell, by either id, however often they are read again", async () => {
    const place = { id: "tprek:1", name: { fi: "Kallion kirjasto" } };
    const calendar = join(folder, "programs.ics");
    const lines = ["UID:uid-1", "SUMMARY:Satutunti", "DTSTART:20261120T160000Z", "LOCATION:Kallion kirjasto"];
    writeFileSync(
      calendar,
      [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        ...lines,
        "URL:https://x.test/1",
        "END:VEVENT",
        "END:VCALENDAR",
      ].join("\r\n"),
    );
    for (const _time of [1, 2]) {
      await importPrograms(server.redis, calendar, { now: NOW, timeZone });
      await importRows([{ ...row("a"), location: place }]);
    }
    expect(await importPrograms(server.redis, calendar, { now: NOW, timeZone })).toMatchObject({
      unchanged: 1,
    });
    const shelf = newShelf();
    expect(await shelf.refresh(server.redis, NOW)).toEqual({ changed: true, programs: 1, unreadable: 0 });
    expect(shelf.find("uid-1")).toBe(shelf.find("a"));
    expect(shelf.find("uid-1")).toMatchObject({ id: "a", url: { fi: "https://x.test/1" } });
    // When one source takes it back, the other still tells of it.
    await importRows([row("b")]);
    await shelf.refresh(server.redis, NOW);
    // Whoever saved it from the other is not lost either.
    expect([shelf.find("uid-1")?.id, shelf.find("a")?.id]).toEqual(["uid-1", "uid-1"]);
    expect(shelf.findGone("a")).toBeUndefined();
  });

  test("leaves out and counts what it cannot read", async () => {
    await importRows([row("a")]);
    await server.redis.hset(programsKey, "old", '{"format":0}', "broken", "{");
    expect(await newShelf().refresh(server.redis, NOW)).toEqual({
      changed: true,
      programs: 1,
      unreadable: 2,
    });
  });

  test("is built once for callers at the same time", async () => {
    await importRows([row("a")]);
    const shelf = newShelf();
    const [one, other] = await Promise.all([
      shelf.refresh(server.redis, NOW),
      shelf.refresh(server.redis, NOW),
    ]);
    expect(one).toBe(other);
  });
});
