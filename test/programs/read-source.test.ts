import { afterEach, describe, expect, test } from "@jest/globals";
import type { LoadLimits } from "../../src/programs/sources/load-text.ts";
import { parseSource, readSource, tellsChanges } from "../../src/programs/sources/read-source.ts";
import { type FeedServer, startFeedServer } from "./feed-server.ts";

const LIMITS: LoadLimits = { maxBytes: 200_000, answerMs: 400, wholeMs: 800 };

let server: FeedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function readAll(source: string, changedSince?: string): Promise<{ ids: string[]; whole: boolean }> {
  const ids: string[] = [];
  let whole = false;
  const options = { limits: LIMITS, ...(changedSince === undefined ? {} : { changedSince }) };
  for await (const page of readSource(parseSource(source, "Europe/Helsinki"), options)) {
    ids.push(...page.rows.map((row) => (row.kind === "program" ? row.program.id : row.id)));
    whole = page.whole;
  }
  return { ids, whole };
}

const row = (id: string) => ({ id, name: { fi: id }, start_time: "2026-11-20T16:00:00Z" });
const page = (ids: readonly string[], next: string | null, count = ids.length) =>
  JSON.stringify({ meta: { count, next, previous: null }, data: ids.map(row) });

describe("a Linked Events server", () => {
  test("is read page by page to the end", async () => {
    server = await startFeedServer((asked, response) => {
      const number = Number(asked.searchParams.get("page") ?? 1);
      // Behind a proxy the server believes that it is spoken to by https and by its own name's port.
      const next = number < 3 ? `https://127.0.0.1/v1/event/?page=${number + 1}` : null;
      response.end(page([`a:${number}`, `b:${number}`], next, 6));
    });
    expect(await readAll(`${server.url}/v1/event/?publisher=x`)).toEqual({
      ids: ["a:1", "b:1", "a:2", "b:2", "a:3", "b:3"],
      whole: true,
    });
  });

  test("is asked for the library's coming programs when only its root is given", async () => {
    server = await startFeedServer((_asked, response) => response.end(page(["a:1"], null)));
    await readAll(`${server.url}/linkedevents/v1`);
    const { pathname, searchParams } = server.asked[0] ?? new URL("http://none");
    expect(pathname).toBe("/linkedevents/v1/event/");
    expect(Object.fromEntries(searchParams)).toEqual({
      publisher: "ahjo:u48040050",
      page_size: "100",
      include: "location,keywords",
      super_event_type: "none",
      sort: "start_time",
      start: "today",
    });
  });

  test("is asked as the operator says, in pages it does not cut", async () => {
    server = await startFeedServer((_asked, response) => response.end(page(["a:1"], null)));
    await readAll(
      `${server.url}/v1/event/?publisher=other:1&start=2026-01-01&page_size=500&super_event_type=umbrella`,
    );
    const asked = Object.fromEntries(server.asked[0]?.searchParams ?? []);
    expect(asked).toMatchObject({
      publisher: "other:1",
      start: "2026-01-01",
      page_size: "100",
      super_event_type: "umbrella",
    });
  });

  test("is asked for changes and for what it deleted", async () => {
    server = await startFeedServer((_asked, response) => response.end(page([], null)));
    const source = `${server.url}/v1/event/?publisher=x`;
    expect(tellsChanges(parseSource(source, "Europe/Helsinki"))).toBe(true);
    expect((await readAll(source, "2026-11-17")).ids).toEqual([]);
    const asked = Object.fromEntries(server.asked[0]?.searchParams ?? []);
    expect(asked).toMatchObject({ last_modified_since: "2026-11-17", show_deleted: "true" });
  });

  test("whose pages go round in a circle is left", async () => {
    server = await startFeedServer((asked, response) => {
      response.end(
        page(["a:1"], asked.searchParams.get("page") === "2" ? "/v1/event/?page=3" : "/v1/event/?page=2"),
      );
    });
    const source = `${server.url}/v1/event/?page=2`;
    await expect(readAll(source)).rejects.toThrow(/its pages go round in a circle$/);
  });

  test("may not send us to another server", async () => {
    server = await startFeedServer((_asked, response) =>
      response.end(page(["a:1"], "http://localhost:1/v1/event/?page=2")),
    );
    await expect(readAll(`${server.url}/v1/event/`)).rejects.toThrow(
      /its next page is on another server \(localhost\)$/,
    );
  });
});

describe("a feed on the web", () => {
  test("is followed to where it moved", async () => {
    server = await startFeedServer((asked, response) => {
      if (asked.pathname === "/old.json") response.writeHead(302, { location: "/new.json" }).end();
      else response.end(page(["a:1"], null));
    });
    expect((await readAll(`${server.url}/old.json`)).ids).toEqual(["a:1"]);
  });

  test.each<[string, string, RegExp]>([
    [
      "is a web page",
      "<!doctype html><title>Login</title>",
      /it is a web page \(HTML\) and no feed \(give the address of the feed itself\)$/,
    ],
    [
      "is XML",
      '<?xml version="1.0"?><rss/>',
      /it is XML \(Kutsu reads LibCal JSON, Linked Events, schema\.org JSON-LD, iCalendar\)$/,
    ],
    [
      "is cut short",
      page(["a:1", "a:2"], null).slice(0, 60),
      /its JSON ends too early \(download it again\)$/,
    ],
    ["is broken", '{"meta": {}, "data": [,]}', /its JSON is broken$/],
    ["is empty", "  \n", /it is empty$/],
    ["holds nothing", "[]", /it holds no programs$/],
    [
      "is a calendar cut short",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n",
      /its calendar ends too early \(download it again\)$/,
    ],
    [
      "is a page with data of other things",
      '<html><script type="application/ld+json">{"@type":"WebSite"}</script></html>',
      /it is a web page \(HTML\) and no feed/,
    ],
    [
      "is something else",
      '{"hello": "world"}',
      /its format is none of those Kutsu reads \(LibCal JSON, Linked Events, schema\.org JSON-LD, iCalendar\)$/,
    ],
    ["is plain text", "hello", /its format is none of those/],
    ["is too large", `[${"1,".repeat(150_000)}1]`, /it is larger than 0\.19\d* MB$/],
  ])("that %s is refused", async (_what, body, message) => {
    server = await startFeedServer((_asked, response) => response.end(body));
    await expect(readAll(`${server.url}/feed`)).rejects.toThrow(message);
  });

  const named = JSON.stringify([{ id: "äöå", name: { fi: "x" }, start_time: "2026-11-20T16:00:00Z" }]);
  test.each<[string, Buffer]>([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${named}`)],
    ["UTF-16", Buffer.from(`\ufeff${named}`, "utf16le")],
    ["UTF-16 the other way round", Buffer.from(`\ufeff${named}`, "utf16le").swap16()],
    ["a code page", Buffer.from(named, "latin1")],
  ])("may be in %s", async (_what, body) => {
    server = await startFeedServer((_asked, response) => response.end(body));
    expect((await readAll(`${server.url}/feed.json`)).ids).toEqual(["äöå"]);
  });

  test("may be one object a line, and a broken line spoils only itself", async () => {
    server = await startFeedServer((_asked, response) =>
      response.end(`${JSON.stringify(row("a:1"))}\n{"id": "a:2", \n${JSON.stringify(row("a:3"))}\n`),
    );
    expect((await readAll(`${server.url}/feed.jsonl`)).ids).toEqual(["a:1", "row 2", "a:3"]);
  });

  test("that fails tells its status, and no secret of the address", async () => {
    server = await startFeedServer((_asked, response) => response.writeHead(500).end("oops"));
    const address = server.url;
    await expect(readAll(`${address}/feed?api_key=hush&x=1`)).rejects.toThrow(
      `Cannot read source "${address}/feed?api_key=***&x=1": the server answered 500 Internal Server Error`,
    );
  });

  test("that never answers is left", async () => {
    server = await startFeedServer(() => undefined);
    await expect(readAll(`${server.url}/feed`)).rejects.toThrow(/the server did not answer in 0\.4 s$/);
  });

  test("that never ends is left", async () => {
    server = await startFeedServer((_asked, response) => {
      response.write("[");
    });
    await expect(readAll(`${server.url}/feed`)).rejects.toThrow(/the answer was not complete in 0\.8 s$/);
  });

  test("that nobody serves is told so", async () => {
    server = await startFeedServer(() => undefined);
    const { url } = server;
    await server.stop();
    server = undefined;
    await expect(readAll(`${url}/feed`)).rejects.toThrow(/the connection failed \(ECONNREFUSED\)$/);
  });
});
