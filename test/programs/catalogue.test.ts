import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  catalogueVersion,
  type ImportResult,
  importPrograms,
  loadCatalogue,
} from "../../src/programs/catalogue.ts";
import { findStoredProgram } from "../../src/programs/stored-program.ts";
import { programsKey } from "../../src/store/keys.ts";
import { startTestCluster, startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { sharedPath } from "../helpers/shared.ts";
import { type FeedServer, startFeedServer } from "./feed-server.ts";

const fixture = (name: string) => join(__dirname, "..", "fixtures", "programs", name);
const options = { now: "2026-11-18T08:00:00Z", timeZone: "Europe/Helsinki" };

let server: TestRedis;
let folder: string;
let feed: FeedServer | undefined;

beforeAll(async () => {
  server = await startTestRedis();
  folder = mkdtempSync(join(tmpdir(), "kutsu-feeds-"));
});
beforeEach(async () => {
  await server.redis.flushall();
});
afterEach(async () => {
  await feed?.stop();
  feed = undefined;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const row = (id: string, title = id) => ({ id, name: { fi: title }, start_time: "2026-11-20T16:00:00Z" });

function feedFile(name: string, rows: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ meta: { count: rows.length, next: null }, data: rows }));
  return path;
}

function sumOf({ added, changed, unchanged, cancelled, skipped }: ImportResult): number {
  return added + changed + unchanged + cancelled + skipped.length;
}

async function statuses(): Promise<Record<string, string | undefined>> {
  const { json } = await loadCatalogue(server.redis);
  return Object.fromEntries([...json].map(([id, text]) => [id, findStoredProgram(text)?.program.status]));
}

describe("an import", () => {
  test("counts every row once and names the cancelled and the skipped", async () => {
    const result = await importPrograms(server.redis, fixture("linked-events.json"), options);
    expect(result).toMatchObject({ read: 14, added: 5, changed: 0, unchanged: 0, cancelled: 6, dropped: 0 });
    expect(sumOf(result)).toBe(14);
    expect(result.cancellations.map(({ id }) => id)).toEqual([
      "test:off",
      "test:off-title",
      "test:off-word",
      "test:off-english",
      "test:deleted",
      "test:postponed",
    ]);
    expect(result.skipped.map(({ id }) => id)).toEqual(["test:no-start", "test:bad-start", "row 14"]);
  });

  test("lets a cancelled twin cancel the live one, whichever comes first", async () => {
    const result = await importPrograms(server.redis, `${fixture("libcal.json")}|America/New_York`, options);
    expect(result).toMatchObject({ read: 7, added: 3, cancelled: 1 });
    expect(result.cancellations).toEqual([{ id: "103@2026-11-27T10:00", title: { en: "Knitting" } }]);
    expect(result.skipped[0]).toEqual({
      id: "103@2026-11-27T10:00",
      why: "its twin with the same id says that it is cancelled",
    });
    expect(sumOf(result)).toBe(7);
    expect((await statuses())["103@2026-11-27T10:00"]).toBe("cancelled");
  });

  test("done twice changes nothing, not even the version", async () => {
    const path = feedFile("twice.json", [row("a"), row("b")]);
    await importPrograms(server.redis, path, options);
    expect(await catalogueVersion(server.redis)).toBe(1);
    const again = await importPrograms(server.redis, path, options);
    expect(again).toMatchObject({ read: 2, added: 0, changed: 0, unchanged: 2 });
    expect(await catalogueVersion(server.redis)).toBe(1);
  });

  test("tells added from changed, drops what vanished, and keeps other sources", async () => {
    await importPrograms(server.redis, feedFile("other.json", [row("other")]), options);
    await importPrograms(server.redis, feedFile("one.json", [row("a"), row("b"), row("c")]), options);
    const result = await importPrograms(
      server.redis,
      feedFile("one.json", [row("a"), row("b", "uusi"), row("d")]),
      options,
    );
    expect(result).toMatchObject({ read: 3, added: 1, changed: 1, unchanged: 1, dropped: 1 });
    expect(Object.keys(await statuses()).sort()).toEqual(["a", "b", "d", "other"]);
    expect(await catalogueVersion(server.redis)).toBe(3);
  });

  test("remembers for a month what its source left out when it was over", async () => {
    const path = feedFile("over.json", [row("a"), row("b")]);
    await importPrograms(server.redis, path, options);
    feedFile("over.json", [row("b")]);
    const dayAfter = await importPrograms(server.redis, path, { ...options, now: "2026-11-21T08:00:00Z" });
    expect(dayAfter.dropped).toBe(0);
    expect(Object.keys(await statuses()).sort()).toEqual(["a", "b"]);
    const monthAfter = await importPrograms(server.redis, path, { ...options, now: "2026-12-21T08:00:00Z" });
    expect(monthAfter.dropped).toBe(1);
  });

  test("keeps a program as cancelled", async () => {
    await importPrograms(server.redis, feedFile("off.json", [row("a"), row("b")]), options);
    const result = await importPrograms(
      server.redis,
      feedFile("off.json", [row("a", "Peruttu: a"), row("b")]),
      options,
    );
    expect(result).toMatchObject({ cancelled: 1, unchanged: 1, dropped: 0 });
    expect(await statuses()).toEqual({ a: "cancelled", b: "scheduled" });
  });

  test("keeps what was known of a row that cannot be read any more", async () => {
    await importPrograms(server.redis, feedFile("bad.json", [row("a"), row("b")]), options);
    const result = await importPrograms(
      server.redis,
      feedFile("bad.json", [row("a"), { ...row("b"), start_time: "?" }]),
      options,
    );
    expect(result).toMatchObject({ unchanged: 1, dropped: 0, skipped: [{ id: "b" }] });
    expect(await statuses()).toEqual({ a: "scheduled", b: "scheduled" });
  });

  test("drops nothing after reading one page of many from a file", async () => {
    const path = feedFile("part.json", [row("a"), row("b")]);
    await importPrograms(server.redis, path, options);
    writeFileSync(
      path,
      JSON.stringify({ meta: { count: 2, next: "https://x.test/?page=2" }, data: [row("a")] }),
    );
    expect((await importPrograms(server.redis, path, options)).dropped).toBe(0);
  });

  test("of a source that fails changes nothing", async () => {
    const path = feedFile("broken.json", [row("a")]);
    await importPrograms(server.redis, path, options);
    writeFileSync(path, '{"meta": {}, "data": [');
    await expect(importPrograms(server.redis, path, options)).rejects.toThrow(/its JSON ends too early/);
    writeFileSync(path, '{"meta": {}, "data": []}');
    await expect(importPrograms(server.redis, path, options)).rejects.toThrow(/it holds no programs/);
    expect(await statuses()).toEqual({ a: "scheduled" });
  });

  test("leaves out a second row with the same id", async () => {
    const result = await importPrograms(server.redis, feedFile("double.json", [row("a"), row("a")]), options);
    expect(result).toMatchObject({ added: 1, skipped: [{ id: "a", why: "a second row with this id" }] });
  });

  test("keeps programs of two sources apart that have one id by chance", async () => {
    const [one, other] = [
      feedFile("ids1.json", [row("1", "yksi")]),
      feedFile("ids2.json", [{ ...row("1", "kaksi"), start_time: "2026-12-01T16:00:00Z" }]),
    ];
    expect(await importPrograms(server.redis, one, options)).toMatchObject({ added: 1 });
    expect(await importPrograms(server.redis, other, options)).toMatchObject({ added: 1, changed: 0 });
    expect(await importPrograms(server.redis, one, options)).toMatchObject({ unchanged: 1, dropped: 0 });
    expect(await importPrograms(server.redis, other, options)).toMatchObject({ unchanged: 1, dropped: 0 });
    expect(await catalogueVersion(server.redis)).toBe(2);
    expect(Object.keys(await statuses()).sort()).toEqual(["1", expect.stringMatching(/^1~[\w-]{8}$/)]);
  });

  test("of what another source tells in the same words changes nothing", async () => {
    await importPrograms(server.redis, feedFile("same1.json", [row("a")]), options);
    const again = await importPrograms(server.redis, feedFile("same2.json", [row("a")]), options);
    expect([again.unchanged, await catalogueVersion(server.redis)]).toEqual([1, 1]);
  });

  test("keeps the times of a series whose entry cannot be read any more", async () => {
    const path = join(folder, "series.ics");
    const write = (start: string) =>
      writeFileSync(
        path,
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nSUMMARY:Lukupiiri\nDTSTART:${start}\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n`,
      );
    write("20261201T100000Z");
    expect(await importPrograms(server.redis, path, options)).toMatchObject({ read: 3, added: 3 });
    write("joskus");
    expect(await importPrograms(server.redis, path, options)).toMatchObject({ read: 1, dropped: 0 });
    expect(Object.keys(await statuses())).toHaveLength(3);
  });

  test("replaces an entry that no version can read", async () => {
    await server.redis.hset(programsKey, "a", '{"format":99}', "z", "no json");
    const result = await importPrograms(server.redis, feedFile("old.json", [row("a")]), options);
    expect(result.changed).toBe(1);
    expect((await statuses()).a).toBe("scheduled");
  });

  test("at once with others loses none of them", async () => {
    const names = ["p", "q", "r", "s", "t"];
    const paths = names.map((name) => feedFile(`${name}.json`, [row(name)]));
    await Promise.all(paths.map((path) => importPrograms(server.connect(), path, options)));
    expect(Object.keys(await statuses()).sort()).toEqual(names);
    expect(await catalogueVersion(server.redis)).toBe(names.length);
  });

  test("at once with itself adds everything once", async () => {
    const path = feedFile("self.json", [row("a"), row("b")]);
    const results = await Promise.all([1, 2, 3].map(() => importPrograms(server.connect(), path, options)));
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(2);
    expect(await catalogueVersion(server.redis)).toBe(1);
  });

  test("tells how far it is", async () => {
    const seen: unknown[] = [];
    await importPrograms(server.redis, feedFile("progress.json", [row("a"), row("b")]), {
      ...options,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toEqual([{ read: 2, total: 2 }]);
  });
});

describe("an import from a Linked Events server", () => {
  test("asks for changes after the first time, and for everything again after a day", async () => {
    const answers = [
      [row("a"), row("b"), row("c")],
      [row("a", "toinen"), { id: "b", deleted: true }, { id: "unknown", deleted: true }],
      [row("a", "toinen")],
    ];
    feed = await startFeedServer((_asked, response) => {
      response.end(JSON.stringify({ meta: { next: null }, data: answers.shift() ?? [] }));
    });
    const source = `${feed.url}/v1/event/?publisher=x`;
    await importPrograms(server.redis, source, options);
    const second = await importPrograms(server.redis, source, { ...options, now: "2026-11-18T09:00:00Z" });
    expect(second).toMatchObject({ read: 3, changed: 1, cancelled: 2, dropped: 0 });
    expect(await statuses()).toEqual({ a: "scheduled", b: "cancelled", c: "scheduled" });
    const third = await importPrograms(server.redis, source, { ...options, now: "2026-11-19T09:00:00Z" });
    expect(third).toMatchObject({ read: 1, unchanged: 1, dropped: 2 });
    const since = feed.asked.map(({ searchParams }) => [
      searchParams.get("last_modified_since"),
      searchParams.get("show_deleted"),
    ]);
    expect(since).toEqual([
      [null, null],
      ["2026-11-17", "true"],
      [null, null],
    ]);
  });

  test("forgets a row that was replaced by another", async () => {
    const answers = [[row("a"), row("b")], [{ id: "a", deleted: true, replaced_by: "b" }]];
    feed = await startFeedServer((_asked, response) => {
      response.end(JSON.stringify({ meta: { next: null }, data: answers.shift() ?? [] }));
    });
    const source = `${feed.url}/v1/event/`;
    await importPrograms(server.redis, source, options);
    const result = await importPrograms(server.redis, source, options);
    expect(result).toMatchObject({ read: 1, cancelled: 0, skipped: [{ id: "a" }], dropped: 1 });
    expect(await statuses()).toEqual({ b: "scheduled" });
  });
});

test("an import works on a cluster", async () => {
  const cluster = await startTestCluster();
  try {
    const path = feedFile("cluster.json", [row("a"), row("b")]);
    expect(await importPrograms(cluster.cluster, path, options)).toMatchObject({ read: 2, added: 2 });
    expect((await loadCatalogue(cluster.cluster)).json.size).toBe(2);
  } finally {
    await cluster.stop();
  }
}, 40_000);

describe("the recorded LibCal feed", () => {
  const path = sharedPath("data/programs/libcal/jersey-city-libcal.json");
  if (path === undefined) {
    console.log("skipped: the recorded feed is not on this machine");
    test.skip("needs the recorded feed", () => undefined);
    return;
  }

  test("gives 312 rows that are all accounted for by name", async () => {
    const result = await importPrograms(server.redis, `${path}|America/New_York`, options);
    expect(result).toMatchObject({ read: 312, added: 308, changed: 0, unchanged: 0, cancelled: 2 });
    expect(sumOf(result)).toBe(312);
    const twins = ["15623301@2025-11-11T11:00", "15623278@2025-11-27T11:00"];
    expect(result.cancellations.map(({ id }) => id).sort()).toEqual([...twins].sort());
    expect(result.skipped.map(({ id }) => id).sort()).toEqual([...twins].sort());
    const again = await importPrograms(server.redis, `${path}|America/New_York`, options);
    expect(again).toMatchObject({ read: 312, added: 0, changed: 0, unchanged: 308, cancelled: 2 });
  });
});

describe("the recorded calendars and schema.org events", () => {
  const folders = ["data/programs/icalendar", "data/programs/schema-org"].map((name) => sharedPath(name));
  const files = folders.flatMap((path) =>
    path === undefined ? [] : readdirSync(path).map((name) => [name, join(path, name)] as const),
  );
  const readable = files.filter(([name]) => name !== "vtimezone-europe-helsinki.ics");
  if (readable.length === 0) {
    console.log("skipped: the recorded files are not on this machine");
    test.skip("need the recorded files", () => undefined);
    return;
  }

  test.each(readable)(
    "%s is read or skipped to the last row, and a second time unchanged",
    async (_name, path) => {
      const result = await importPrograms(server.redis, path, options);
      expect(result.read).toBeGreaterThan(0);
      expect(sumOf(result)).toBe(result.read);
      const again = await importPrograms(server.redis, path, options);
      expect(again).toMatchObject({
        read: result.read,
        added: 0,
        changed: 0,
        unchanged: result.added,
        cancelled: result.cancelled,
        dropped: 0,
      });
    },
  );
});
