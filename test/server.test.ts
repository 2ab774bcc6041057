import { gzipSync } from "node:zlib";
import { readBody, readJson } from "../src/read-body.ts";
import { sendJson } from "../src/send-json.ts";
import { createServer, type KutsuServer, type ServerOptions } from "../src/server.ts";
import { rawPost, sendRaw } from "./helpers/raw-http.ts";

const LIMIT_BYTES = 64 * 1024;
const CLOSE = "Connection: close\r\n";

let server: KutsuServer;
let port: number;
let url: string;
let notReady: string | undefined;
const logged: object[] = [];
const log = { warn: () => undefined, error: (details: object) => void logged.push(details) };

function build(options: Partial<ServerOptions> = {}): KutsuServer {
  return createServer({
    host: "127.0.0.1",
    port: 0,
    log,
    isReady: async () => notReady,
    maxBodyBytes: LIMIT_BYTES,
    graceMs: 100,
    ...options,
  });
}

beforeAll(async () => {
  server = build({ requestTimeoutMs: 400 });
  server.route({
    method: "POST",
    path: "/echo",
    handle: async (request, response) => {
      const body = await readJson(request, 1024);
      if (!body.ok) return sendJson(response, body.status, { code: body.code });
      sendJson(response, 200, { got: body.value });
    },
  });
  server.route({
    method: "POST",
    path: "/swallow",
    handle: async (request, response) => {
      const body = await readBody(request, Number.POSITIVE_INFINITY);
      sendJson(response, 200, { bytes: body.length });
    },
  });
  server.route({
    method: "GET",
    path: "/files/*",
    handle: (_, response) => sendJson(response, 200, { file: 1 }),
  });
  server.route({
    method: "GET",
    path: "/throws/*",
    handle: () => {
      throw new Error("thrown at once");
    },
  });
  server.route({
    method: "GET",
    path: "/rejects-late",
    handle: async (_, response) => {
      response.end("done");
      throw new Error("after the end");
    },
  });
  server.route({
    method: "GET",
    path: "/rejects-midway",
    handle: async (_, response) => {
      response.writeHead(200, { "Content-Type": "text/plain" }).write("half");
      throw new Error("midway");
    },
  });
  ({ port, url } = await server.listen());
});

afterAll(() => server.close());

beforeEach(() => {
  notReady = undefined;
  logged.length = 0;
});

/** The server is still there after a hostile request: the point of every test below. */
afterEach(async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

describe("a request that ends a bare restify", () => {
  test("a gzip header with a garbage body is refused", async () => {
    const answer = await sendRaw(
      port,
      rawPost("/echo", "garbage", ["Content-Encoding: gzip", "Content-Length: 7"]),
    );
    expect(answer.statusLine).toContain("415");
    expect(answer.body).toContain("UnsupportedEncoding");
  });

  test("a gzip bomb is refused before it is opened", async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    const head = rawPost("/echo", "", ["Content-Encoding: gzip", `Content-Length: ${bomb.length}`]);
    expect((await sendRaw(port, head, bomb)).statusLine).toContain("415");
  });

  test.each(["http://[/x", "http://localhost/healthz", "*", "//[", "//evil.example/x"])(
    "the target %s is refused",
    async (target) => {
      const answer = await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${CLOSE}\r\n`);
      expect(answer.statusLine).toContain("400");
      expect(answer.body).toContain("BadRequestTarget");
    },
  );

  test.each(["bad [", "a b", "[::1", "host:99999999", "user@host"])(
    "the host %s is refused",
    async (host) => {
      const answer = await sendRaw(port, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${CLOSE}\r\n`);
      expect(answer.statusLine).toContain("400");
      expect(answer.body).toContain("BadHost");
    },
  );

  test.each(["localhost", "kirjasto.example:443", "127.0.0.1:80", "[::1]:80"])(
    "the host %s is fine",
    async (host) => {
      const answer = await sendRaw(port, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${CLOSE}\r\n`);
      expect(answer.statusLine).toContain("200");
    },
  );

  test("a handler that throws at once is answered with 500, and the log names its route and not the address", async () => {
    const response = await fetch(`${url}/throws/token-1?name=secret`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ code: "Internal" });
    expect(logged).toMatchObject([{ route: "/throws/*", err: { message: "thrown at once" } }]);
    expect(JSON.stringify(logged)).not.toMatch(/token-1|secret/);
  });

  test("a handler that rejects after its answer harms nothing", async () => {
    const response = await fetch(`${url}/rejects-late`);
    expect(await response.text()).toBe("done");
    expect(logged).toMatchObject([{ err: { message: "after the end" } }]);
  });

  test("a handler that rejects in the middle of its answer cuts the connection", async () => {
    const response = await fetch(`${url}/rejects-midway`);
    await expect(response.text()).rejects.toThrow();
  });
});

describe("a body", () => {
  test("of JSON arrives", async () => {
    const response = await fetch(`${url}/echo`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: '{"a":"ä"}',
    });
    expect(await response.json()).toEqual({ got: { a: "ä" } });
  });

  test("that is announced as huge is refused before it is read", async () => {
    const answer = await sendRaw(port, rawPost("/echo", "{", ["Content-Length: 99999999"]));
    expect(answer.statusLine).toContain("413");
  });

  test("in chunks over the server's limit is cut, however much its route would read", async () => {
    const chunk = `1000\r\n${"x".repeat(0x1000)}\r\n`;
    const head = rawPost("/swallow", "", ["Transfer-Encoding: chunked"]);
    const within = await sendRaw(port, head, ...Array.from({ length: 16 }, () => chunk), "0\r\n\r\n");
    expect(within.body).toContain('{"bytes":65536}');
    const over = await sendRaw(port, head, ...Array.from({ length: 17 }, () => chunk), "0\r\n\r\n");
    expect(over.statusLine).toContain("413");
  });

  test("in chunks over its route's limit is answered with 413", async () => {
    const chunk = `1000\r\n${"x".repeat(0x1000)}\r\n`;
    const head = rawPost("/echo", "", ["Transfer-Encoding: chunked"]);
    expect((await sendRaw(port, head, chunk, "0\r\n\r\n")).statusLine).toContain("413");
  });

  test("over the route's own limit is answered with 413", async () => {
    const body = JSON.stringify({ text: "x".repeat(2000) });
    const answer = await sendRaw(port, rawPost("/echo", body, [`Content-Length: ${body.length}`]));
    expect(answer.statusLine).toContain("413");
  });

  test.each(["{", "", "nonsense", '{"a":'])("of malformed JSON (%j) is answered with 400", async (body) => {
    const answer = await sendRaw(port, rawPost("/echo", body, [`Content-Length: ${body.length}`]));
    expect(answer.statusLine).toContain("400");
    expect(answer.body).toContain("MalformedJson");
  });

  test("of another type is answered with 415", async () => {
    const response = await fetch(`${url}/echo`, { method: "POST", body: "a=1" });
    expect(response.status).toBe(415);
  });

  test("that stops in the middle is answered with 408", async () => {
    const answer = await sendRaw(port, rawPost("/echo", '{"a"', ["Content-Length: 100"]));
    expect(answer.statusLine).toContain("408");
  });

  test("announced with Expect: 100-continue meets the guard", async () => {
    const headers = ["Expect: 100-continue", "Content-Encoding: gzip", "Content-Length: 7"];
    const answer = await sendRaw(port, rawPost("/echo", "garbage", headers));
    expect(answer.head + answer.body).toContain("UnsupportedEncoding");
  });
});

test("headers that never end are answered with 408", async () => {
  expect((await sendRaw(port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n")).statusLine).toContain("408");
});

test("bytes that are no HTTP are answered with 400", async () => {
  expect((await sendRaw(port, "nonsense\r\n\r\n")).statusLine).toContain("400");
});

test("an upgrade that nobody takes is not left hanging", async () => {
  const headers = "Host: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n";
  expect((await sendRaw(port, `GET /healthz HTTP/1.1\r\n${headers}\r\n`)).statusLine).toContain("200");
});

test.each(["/nowhere", "/%", "/%E0%A4%A", "/files", "/..%2f..%2fetc/passwd"])(
  "the unknown path %s is 404",
  async (path) => {
    const answer = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${CLOSE}\r\n`);
    expect(answer.statusLine).toMatch(/ 40[04] /);
  },
);

test("a wildcard route takes broken escapes without harm", async () => {
  const answer = await sendRaw(port, `GET /files/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n${CLOSE}\r\n`);
  expect(answer.statusLine).toMatch(/ (200|400|404) /);
});

test("a method that the path does not have is answered with 405", async () => {
  expect((await fetch(`${url}/echo`)).status).toBe(405);
  expect((await fetch(`${url}/healthz`, { method: "DELETE" })).status).toBe(405);
});

test("every answer carries the security headers, a refusal too", async () => {
  const ok = await fetch(`${url}/healthz`);
  const missing = await fetch(`${url}/nowhere`);
  for (const { headers } of [ok, missing]) {
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("server")).toBeNull();
  }
  const refused = await sendRaw(port, `GET * HTTP/1.1\r\nHost: localhost\r\n${CLOSE}\r\n`);
  expect(refused.head.toLowerCase()).toContain("x-content-type-options: nosniff");
});

test("HEAD is answered where GET is", async () => {
  const response = await fetch(`${url}/healthz`, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

test("readyz says 200 when patrons can be served, and why not when they cannot", async () => {
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  notReady = "Redis does not answer";
  const response = await fetch(`${url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: "not ready", reason: "Redis does not answer" });
});

test("readyz says 503 when the check itself fails", async () => {
  const broken = build({ isReady: () => Promise.reject(new Error("check failed")) });
  const bound = await broken.listen();
  const response = await fetch(`${bound.url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ reason: "check failed" });
  await broken.close();
});

test("a port in use is told with the port and the remedy", async () => {
  const second = build({ port });
  await expect(second.listen()).rejects.toThrow(
    `Cannot listen on port "${port}": another program uses it; stop that one, or set PORT`,
  );
});

test("an address this machine does not have is told with the remedy", async () => {
  await expect(build({ host: "203.0.113.7" }).listen()).rejects.toThrow("set HOST to one it has");
});

test("close lets a request in progress finish and cuts what outlasts the grace", async () => {
  const closing = build();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  closing.route({
    method: "GET",
    path: "/slow",
    handle: async (_, response) => {
      await held;
      sendJson(response, 200, { slow: true });
    },
  });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  closing.route({
    method: "GET",
    path: "/forever",
    handle: async (_, response) => {
      response.writeHead(200);
      response.write("begun");
      begin();
      await new Promise((resolve) => response.once("close", resolve));
    },
  });
  const bound = await closing.listen();
  const slow = fetch(`${bound.url}/slow`);
  const forever = fetch(`${bound.url}/forever`).then((response) => response.text());
  const cut = expect(forever).rejects.toThrow();
  await begun;
  const closed = closing.close();
  release();
  expect(await (await slow).json()).toEqual({ slow: true });
  await closed;
  await cut;
  await expect(fetch(`${bound.url}/healthz`)).rejects.toThrow();
});
