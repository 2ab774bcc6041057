import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type CalendarFeedOptions, sendCalendarFeed } from "../src/calendar-feed.ts";
import { createLog } from "../src/log.ts";
import { signCalendarToken } from "../src/patrons/calendar-token.ts";
import { newPatron, type Patron } from "../src/patrons/patron.ts";
import type { Program } from "../src/programs/program.ts";
import { createServer, type KutsuServer } from "../src/server.ts";
import { partitionPrefix } from "../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "./helpers/redis.ts";
import { makeProgram } from "./programs/make-program.ts";

const SECRET = "a secret of the test that is long enough";
const ID = "17-42";

let redis: TestRedis;
let server: KutsuServer;
let url: string;
let programs: Map<string, Program>;
let now = "2026-11-18T08:00:00.000Z";
const errors: unknown[] = [];

const saved = (id: string) => ({ id, reminds: true, start: "2026-11-20T15:00:00Z", done: [] });

async function keep(given: Partial<Patron>): Promise<void> {
  const patron = { ...newPatron, met: true, language: "fi" as const, calendar: { version: 1 }, ...given };
  await redis.redis.hset(`${partitionPrefix(17)}patron:42`, "state", JSON.stringify(patron));
}

const get = (token: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/calendar/${token}.ics`, { headers });
const token = (version = 1) => signCalendarToken(ID, version, SECRET);
const linesOf = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");

beforeAll(async () => {
  redis = await startTestRedis();
  server = createServer({
    host: "127.0.0.1",
    port: 0,
    log: createLog("silent"),
    isReady: async () => undefined,
  });
  const options: CalendarFeedOptions = {
    redis: redis.redis,
    secret: SECRET,
    timeZone: "Europe/Helsinki",
    findProgram: (id) => programs.get(id),
    name: (language) => (language === "fi" ? "Kirjaston tapahtumat" : "Library programs"),
    onError: (error) => errors.push(error),
    now: () => now,
  };
  server.route({
    method: "GET",
    path: "/calendar/*",
    handle: (request, response) => sendCalendarFeed(options, request, response),
  });
  ({ url } = await server.listen());
});

afterAll(async () => {
  await server.close();
  await redis.stop();
});

beforeEach(async () => {
  await redis.redis.flushall();
  now = "2026-11-18T08:00:00.000Z";
  programs = new Map(
    [
      makeProgram({ id: "helmet:1", title: { fi: "Lukupiiri", en: "Book club" } }),
      makeProgram({ id: "helmet:2", title: { fi: "Jazzilta" }, start: "2026-11-21T16:00:00Z" }),
    ].map((program) => [program.id, program]),
  );
  await keep({ saved: [saved("helmet:1"), saved("helmet:2"), saved("gone:3")] });
});

describe("a personal calendar", () => {
  test("holds the saved programs that are still known, in the patron's language", async () => {
    const response = await get(token());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    const lines = linesOf(await response.text());
    expect(lines.filter((line) => line.startsWith("SUMMARY"))).toEqual([
      "SUMMARY;LANGUAGE=fi:Lukupiiri",
      "SUMMARY;LANGUAGE=fi:Jazzilta",
    ]);
    expect(lines).toEqual(
      expect.arrayContaining(["X-WR-CALNAME:Kirjaston tapahtumat", "SEQUENCE:0", "STATUS:CONFIRMED"]),
    );
    await keep({ language: "en", saved: [saved("helmet:1")] });
    expect(await (await get(token())).text()).toContain("SUMMARY;LANGUAGE=en:Book club");
  });

  test("is a whole calendar without any program, too", async () => {
    await keep({ saved: [] });
    const lines = linesOf(await (await get(token())).text());
    expect([lines[0], lines.at(-2)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
    expect(lines).not.toContain("BEGIN:VEVENT");
  });

  test("says the same in the same words, and 304 to who has it", async () => {
    const first = await get(token());
    const etag = first.headers.get("etag") ?? "";
    const text = await first.text();
    now = "2026-11-19T08:00:00.000Z";
    const again = await get(token());
    expect(await again.text()).toBe(text);
    expect(again.headers.get("etag")).toBe(etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const unchanged = await get(token(), { "If-None-Match": known });
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    }
    expect((await get(token(), { "If-None-Match": '"other"' })).status).toBe(200);
  });

  test("tells a move and a cancellation as newer than what was told before", async () => {
    await (await get(token())).text();
    const etag = (await get(token())).headers.get("etag") ?? "";
    now = "2026-11-19T09:30:00.000Z";
    programs.set("helmet:1", {
      ...makeProgram({ id: "helmet:1", title: { fi: "Lukupiiri" } }),
      start: "2026-11-22T15:00:00Z",
    });
    const moved = await get(token(), { "If-None-Match": etag });
    expect(moved.status).toBe(200);
    expect(eventIn(await moved.text(), "Lukupiiri")).toEqual(
      expect.arrayContaining([
        "DTSTART:20261122T150000Z",
        "SEQUENCE:1",
        "LAST-MODIFIED:20261119T093000Z",
        "DTSTAMP:20261119T093000Z",
      ]),
    );
    now = "2026-11-20T09:30:00.000Z";
    programs.set("helmet:1", { ...(programs.get("helmet:1") as Program), status: "cancelled" });
    const cancelled = await (await get(token())).text();
    expect(eventIn(cancelled, "Lukupiiri")).toEqual(
      expect.arrayContaining(["STATUS:CANCELLED", "SEQUENCE:2", "LAST-MODIFIED:20261120T093000Z"]),
    );
    expect(eventIn(cancelled, "Jazzilta")).toEqual(
      expect.arrayContaining(["STATUS:CONFIRMED", "SEQUENCE:0", "LAST-MODIFIED:20261118T080000Z"]),
    );
  });

  test("counts a change once, however many calendars ask", async () => {
    await get(token());
    programs.set("helmet:1", { ...(programs.get("helmet:1") as Program), status: "postponed" });
    await Promise.all(Array.from({ length: 10 }, () => get(token())));
    expect(eventIn(await (await get(token())).text(), "Lukupiiri")).toContain("SEQUENCE:1");
  });

  test("answers HEAD without the programs", async () => {
    const response = await fetch(`${url}/calendar/${token()}.ics`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});

describe("an address of no calendar is not found", () => {
  const forged = () => `${ID}.1.${"A".repeat(43)}`;
  test.each([
    ["forged", () => forged()],
    ["signed with another secret", () => signCalendarToken(ID, 1, "another secret of the same length!")],
    ["of a version to come", () => token(2)],
    ["of another patron", () => signCalendarToken("17-43", 1, SECRET)],
    ["of a partition that is none", () => token().replace("17-42", "99-42")],
    ["cut off", () => token().slice(0, -1)],
    ["too long", () => `${token()}x`],
    ["with another's signature", () => token().replace("17-42", "17-4")],
    ["empty", () => ""],
    ["a path out", () => "..%2f..%2fetc"],
  ])("%s", async (_, made) => {
    const response = await get(made());
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: "NotFound" });
  });

  test("changed, switched off, or of a patron who was erased", async () => {
    await keep({ calendar: { version: 2 }, saved: [saved("helmet:1")] });
    expect((await get(token(1))).status).toBe(404);
    expect((await get(token(2))).status).toBe(200);
    await keep({ calendar: { version: 2, off: true } });
    expect((await get(token(2))).status).toBe(404);
    await redis.redis.flushall();
    expect((await get(token(2))).status).toBe(404);
  });

  test("and the store is asked alike for each, so that the time tells nothing", async () => {
    const asked = async (made: string) => {
      const before = await commandsOf();
      await get(made);
      return (await commandsOf()) - before;
    };
    const commandsOf = async () =>
      Number(/cmdstat_hget:calls=(\d+)/.exec(await redis.redis.info("commandstats"))?.[1] ?? 0);
    await keep({ calendar: { version: 1, off: true } });
    expect([
      await asked(forged()),
      await asked(token()),
      await asked("nonsense"),
      await asked(token(2)),
    ]).toEqual([1, 1, 1, 1]);
  });
});

test("a calendar that cannot be written is tried later, and the log does not get its address", async () => {
  await redis.redis.del(`${partitionPrefix(17)}patron:42`);
  await redis.redis.set(`${partitionPrefix(17)}patron:42`, "not a hash");
  const response = await get(token());
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("60");
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors, Object.getOwnPropertyNames(errors[0]))).not.toContain(token());
});

/** The lines of one event. */
function eventIn(text: string, title: string): readonly string[] {
  const events = text.replaceAll("\r\n ", "").split("BEGIN:VEVENT").slice(1);
  return events.find((event) => event.includes(`:${title}\r\n`))?.split("\r\n") ?? [];
}
