import { erasePatron } from "../../src/patrons/patron-data.ts";
import { readAudit } from "../../src/staff/audit.ts";
import type { WithKey } from "../../src/staff/change-staff.ts";
import { partitionPrefix } from "../../src/store/keys.ts";
import { type ConsoleWorld, giveFeedback, startConsoleWorld, type TestBrowser } from "./console-world.ts";

let world: ConsoleWorld;
let liisa: WithKey;
let browser: TestBrowser;
beforeAll(async () => {
  world = await startConsoleWorld();
  liisa = await world.add("Liisa", "librarian");
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.passMinutes(2);
  browser = await world.visiting(liisa);
});

/** The ids in the list, as filtered. */
async function listed(query: Readonly<Record<string, string>> = {}): Promise<string[]> {
  await world.feedback.refresh();
  await world.feedback.wordsRead();
  const html = await (await browser.get(`/console/feedback?${new URLSearchParams(query)}`)).text();
  return [...html.matchAll(/href="\/console\/feedback\/([\d-]+)"/g)].map(([, id = ""]) => id);
}

test("feedback is listed newest first, over all partitions, and filters narrow it", async () => {
  const { redis } = world.redis;
  const give = (at: string, rest: Parameters<typeof giveFeedback>[1]) => giveFeedback(redis, { at, ...rest });
  const one = await give("2026-11-10T08:00:00.000Z", {
    partition: 1,
    language: "fi",
    rating: 5,
    text: "Kirjoja",
  });
  const two = await give("2026-11-12T08:00:00.000Z", {
    partition: 2,
    address: "telegram:1",
    about: "idea",
    text: "More books",
  });
  const three = await give("2026-11-11T21:30:00.000Z", {
    partition: 3,
    rating: 1,
    text: "Satutunti oli pitkä",
    language: "fi",
  });
  expect(await listed()).toEqual([two.id, three.id, one.id]);
  expect(await listed({ language_of: "fi" })).toEqual([three.id, one.id]);
  expect(await listed({ channel: "telegram" })).toEqual([two.id]);
  expect(await listed({ rating: "5" })).toEqual([one.id]);
  expect(await listed({ about: "idea" })).toEqual([two.id]);
  // Half past eleven in the evening of the 11th in Helsinki.
  expect(await listed({ from: "2026-11-11", until: "2026-11-11" })).toEqual([three.id]);
  // Base forms, across the languages, and a part of a compound; a beginning where no word fits.
  expect(await listed({ q: "kirjan" })).toEqual([two.id, one.id]);
  expect(await listed({ q: "book" })).toEqual([two.id, one.id]);
  expect(await listed({ q: "satu" })).toEqual([three.id]);
  expect(await listed({ q: "satut" })).toEqual([three.id]);
  expect(await listed({ q: "book satutunti" })).toEqual([]);
  // What makes no sense filters nothing.
  expect(await listed({ rating: "99", from: "yesterday", status: "lost" })).toHaveLength(3);
});

test("feedback on one program is found from an item of it", async () => {
  const give = (program: string) =>
    giveFeedback(world.redis.redis, { partition: 10, about: "program", program, text: "Programs" });
  const [one, , two] = [await give("helmet:1"), await give("helmet:2"), await give("helmet:1")];
  const html = await (await browser.get(`/console/feedback/${one.id}`)).text();
  expect(html).toContain("/console/feedback?program=helmet%3A1");
  expect((await listed({ program: "helmet:1" })).sort()).toEqual([one.id, two.id].sort());
});

test("what is withdrawn, erased or taken back is in no list and on no page", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 11, text: "Forget this" });
  expect(await listed({ q: "forget" })).toEqual([item.id]);
  await browser.fill(`/console/feedback/${item.id}/note`, { note: "A note" });
  await world.redis.redis.hset(`${partitionPrefix(11)}patron:1`, "state", "{}");
  await erasePatron(world.redis.redis, "11-1").catch(() => undefined);
  await world.redis.redis.del(`${partitionPrefix(11)}feedback:${item.id}`);
  await world.redis.redis.zrem(`${partitionPrefix(11)}feedback`, item.id);
  await world.redis.redis.incr(`${partitionPrefix(11)}feedback-changes`);
  expect(await listed({ q: "forget" })).toEqual([]);
  expect((await browser.get(`/console/feedback/${item.id}`)).status).toBe(404);
});

test("a change of one librarian is seen by the others, in every process", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 12, text: "Two look at this" });
  await listed();
  await browser.fill(`/console/feedback/${item.id}/status`, { status: "done" });
  await browser.fill(`/console/feedback/${item.id}/tags`, {
    tags: "Opening Hours,  opening hours , parking",
  });
  expect(await listed({ status: "done" })).toEqual([item.id]);
  expect(await listed({ tag: "opening hours" })).toEqual([item.id]);
  const other = await world.visiting(await world.add("Toinen", "librarian"));
  const html = await (await other.get(`/console/feedback/${item.id}`)).text();
  expect(html).toContain("opening hours, parking");
  expect(html).toContain("Liisa");
});

test("two librarians who act at once both have their way, and both stand in the history", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 13 });
  const token = await browser.token();
  const notes = Array.from({ length: 8 }, (_, number) => `note number ${number}`);
  await Promise.all(notes.map((note) => browser.post(`/console/feedback/${item.id}/note`, { token, note })));
  const html = await (await browser.get(`/console/feedback/${item.id}`)).text();
  for (const note of notes) expect(html).toContain(note);
});

test("taking an item on makes it one's own and in work", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 14 });
  await browser.fill(`/console/feedback/${item.id}/assign`, { to: "me" });
  expect(await listed({ mine: "1" })).toEqual([item.id]);
  expect(await listed({ status: "working" })).toContain(item.id);
  await browser.fill(`/console/feedback/${item.id}/assign`, { to: "nobody" });
  expect(await listed({ mine: "1" })).toEqual([]);
});

test("the audit log tells who read and changed what, and none of the words", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 15, text: "Secret words" });
  await browser.get(`/console/feedback/${item.id}`);
  await browser.fill(`/console/feedback/${item.id}/note`, { note: "Secret note" });
  const entries = [];
  for await (const entry of readAudit(world.redis.redis)) if (entry.about === item.id) entries.push(entry);
  expect(entries.map(({ who, did }) => [who.name, did])).toEqual([
    ["Liisa", "read-feedback"],
    ["Liisa", "note-on-feedback"],
  ]);
  expect(JSON.stringify(entries)).not.toContain("Secret");
});

test("a review lives no longer than its item", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 16 });
  const prefix = partitionPrefix(16);
  await world.redis.redis.expire(`${prefix}feedback:${item.id}`, 500);
  await browser.fill(`/console/feedback/${item.id}/status`, { status: "working" });
  const left = await world.redis.redis.ttl(`${prefix}review:${item.id}`);
  expect(left).toBeGreaterThan(490);
  expect(left).toBeLessThanOrEqual(500);
});

test.each(["999-1-1", "64-1-1", "x", "7-1", "7-1-999999", "..", "7-1-1%0a"])(
  "the page of %s, which is no item, says so",
  async (id) => {
    expect((await browser.get(`/console/feedback/${id}`)).status).toBe(id === ".." ? 200 : 404);
  },
);

test("a status that does not exist and an empty note change nothing", async () => {
  const item = await giveFeedback(world.redis.redis, { partition: 17 });
  expect((await browser.fill(`/console/feedback/${item.id}/status`, { status: "lost" })).status).toBe(403);
  expect((await browser.fill(`/console/feedback/${item.id}/note`, { note: "  " })).status).toBe(403);
  expect(await world.redis.redis.exists(`${partitionPrefix(17)}review:${item.id}`)).toBe(0);
});
