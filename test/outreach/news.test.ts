/** What an import notes for those who saved a program, and who is looked at for it: real Redis, real files. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { tellNews } from "../../src/outreach/look-at-savers.ts";
import { toldOf } from "../../src/patrons/outreach-state.ts";
import { newPatron, storedPatron } from "../../src/patrons/patron.ts";
import { rebuildSegments } from "../../src/patrons/segments/rebuild.ts";
import { importPrograms } from "../../src/programs/catalogue.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { newsKey, partitionPrefix } from "../../src/store/keys.ts";
import { loadLanguageFiles } from "../../src/understanding/language-files.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { startTestRedis, type TestRedis, temporaryFolder } from "../helpers/redis.ts";
import { programOf } from "../helpers/services.ts";

const timeZone = "Europe/Helsinki";
const NOW = "2026-11-18T08:00:00.000Z";
const folder = temporaryFolder();

let server: TestRedis;
let shelf: Shelf;
beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  await server.redis.flushall();
  const reader = await createUnderstanding({ timeZone, files: loadLanguageFiles() });
  shelf = new Shelf({ reader, timeZone });
  await patronSaved(1, "a");
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const row = (id: string, more: object = {}) => ({
  ...{
    id,
    name: { fi: id },
    start_time: "2026-11-20T16:00:00Z",
    location: { name: { fi: "Kallion kirjasto" } },
  },
  ...more,
});

function read(file: string, rows: readonly object[], now = NOW) {
  const path = join(folder, file);
  writeFileSync(path, JSON.stringify({ meta: { count: rows.length, next: null }, data: rows }));
  return importPrograms(server.redis, path, { now, timeZone });
}

async function patronSaved(number: number, program: string): Promise<void> {
  const talks = { "test:1": { reachable: true, parked: [] } };
  const saved = [{ ...toldOf(programOf(program)), reminds: true, done: [] }];
  await server.redis.hset(`${partitionPrefix(0)}patron:${number}`, {
    ...{ state: storedPatron({ ...newPatron, met: true, talks, saved }), revision: 1 },
  });
  await server.redis.set(`${partitionPrefix(0)}patrons`, number);
  await rebuildSegments(server.redis, { now: NOW });
}

/** Looks at everyone to whom something is news; gives who that was. */
async function looks(now = NOW): Promise<readonly string[]> {
  const looked: string[] = [];
  const look = async (patron: string) => {
    looked.push(patron);
  };
  await tellNews(server.redis, { shelf, now, look });
  return looked;
}

test("a program that was read for the first time is no news, one that changed is, once", async () => {
  await read("feed.json", [row("a")]);
  expect(await looks()).toEqual([]);
  await read("feed.json", [row("a", { start_time: "2026-11-21T16:00:00Z" })]);
  expect([await looks(), await looks()]).toEqual([["0-1"], []]);
});

test("news stays when the process dies before everyone was looked at", async () => {
  await read("feed.json", [row("a")]);
  await read("feed.json", [row("a", { event_status: "EventCancelled" })]);
  const dying = async () => {
    throw new Error("died");
  };
  await expect(tellNews(server.redis, { shelf, now: NOW, look: dying })).rejects.toThrow("died");
  expect(await looks()).toEqual(["0-1"]);
  expect(await server.redis.exists(newsKey)).toBe(0);
});

test("a program that its source left out is news, and is again when it comes back", async () => {
  await read("feed.json", [row("a"), row("b")]);
  await read("feed.json", [row("b")]);
  expect([await looks(), shelf.find("a"), shelf.findGone("a")?.since]).toEqual([["0-1"], undefined, NOW]);
  await read("feed.json", [row("a"), row("b")]);
  expect([await looks(), shelf.find("a")?.id, shelf.findGone("a")]).toEqual([["0-1"], "a", undefined]);
});

test("a program that is gone is forgotten when it would have begun", async () => {
  await read("feed.json", [row("a"), row("b")]);
  await read("feed.json", [row("b")]);
  const later = "2026-11-20T17:00:00.000Z";
  await read("feed.json", [row("b"), row("c")], later);
  await looks(later);
  expect(shelf.findGone("a")).toBeUndefined();
});

test("whoever saved a program from one source is looked at when another source changes it", async () => {
  const title = { name: { fi: "Satutunti" } };
  await read("one.json", [row("a", title)]);
  await read("other.json", [row("b", { ...title, keywords: [{ id: "k", name: { fi: "sadut" } }] })]);
  await looks();
  expect(shelf.find("a")?.id).toBe("b");
  await read("other.json", [row("b", { ...title, event_status: "EventCancelled" })]);
  expect(await looks()).toContain("0-1");
});
