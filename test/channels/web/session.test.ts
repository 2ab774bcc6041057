import { randomUUID } from "node:crypto";
import { createEchoStore, type EchoLibrary, startEchoLibrary } from "./echo-library.ts";
import { Patron } from "./patron.ts";

let library: EchoLibrary;
const libraries: EchoLibrary[] = [];

beforeAll(async () => {
  library = await start({});
});
afterEach(() => {
  library.isDown = false;
});
afterAll(() => Promise.all(libraries.map((each) => each.close())));

async function start(options: Parameters<typeof startEchoLibrary>[0]): Promise<EchoLibrary> {
  const started = await startEchoLibrary(options);
  libraries.push(started);
  return started;
}

const textOf = (event: { data: Record<string, unknown> } | undefined): unknown => event?.data.text;

/** A character of a token that is not this one: a forgery that changes nothing would be genuine. */
const otherThan = (character: string | undefined): string => (character === "A" ? "B" : "A");

describe("who may act in a conversation", () => {
  const cookieOf = (response: Response): string => response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const json = { "Content-Type": "application/json" };
  const session = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${library.url}/web/session`, {
      method: "POST",
      headers: { ...json, ...headers },
      body: '{"mode":"cookie"}',
    });

  test("the page has a cookie that scripts and other sites cannot use", async () => {
    const response = await session({ Origin: library.url });
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^kutsu=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await response.json()).toEqual({
      isNew: true,
      startId: expect.any(String),
      idleTimeoutMs: 15 * 60_000,
    });
    const again = await session({ Origin: library.url, Cookie: cookieOf(response) });
    expect(await again.json()).toMatchObject({ isNew: false });
  });

  test("behind https the cookie is for https only", async () => {
    const secure = await start({ publicUrl: "https://kutsu.example/" });
    const response = await fetch(`${secure.url}/web/session`, {
      method: "POST",
      headers: { ...json, Origin: "https://kutsu.example" },
      body: '{"mode":"cookie"}',
    });
    expect(response.headers.get("set-cookie")).toMatch(/^__Host-kutsu=.*; Secure$/);
    const headers = { ...json, Origin: "https://kutsu.example", Cookie: cookieOf(response) };
    expect((await fetch(`${secure.url}/web/renew`, { method: "POST", headers, body: "{}" })).status).toBe(
      204,
    );
  });

  test.each(["https://evil.example", "null", "http://127.0.0.1:1"])(
    "a page of the origin %s cannot post with a patron's cookie",
    async (origin) => {
      const cookie = cookieOf(await session({ Origin: library.url }));
      const before = library.events.length;
      const body = JSON.stringify({ id: randomUUID(), kind: "said", text: "forged" });
      for (const path of ["/web/messages", "/web/renew", "/web/end", "/web/session"]) {
        const headers = { ...json, Cookie: cookie, Origin: origin };
        const response = await fetch(library.url + path, { method: "POST", headers, body });
        expect(response.status).toBe(403);
      }
      expect(library.events.length).toBe(before);
    },
  );

  test("the browser's own word that a post comes from our page is enough, behind a proxy that changes the host", async () => {
    const cookie = cookieOf(await session({ Origin: library.url }));
    const headers = { ...json, Cookie: cookie, Origin: "https://kutsu.example" };
    const renew = (site: string): Promise<Response> =>
      fetch(`${library.url}/web/renew`, {
        method: "POST",
        headers: { ...headers, "Sec-Fetch-Site": site },
        body: "{}",
      });
    expect((await renew("cross-site")).status).toBe(403);
    expect((await renew("same-origin")).status).toBe(204);
  });

  test("a post that names no origin needs a bearer token, which no browser adds by itself", async () => {
    const cookie = cookieOf(await session({ Origin: library.url }));
    const body = JSON.stringify({ id: randomUUID(), kind: "said", text: "forged" });
    const headers = { ...json, Cookie: cookie };
    expect((await fetch(`${library.url}/web/messages`, { method: "POST", headers, body })).status).toBe(403);
  });

  test("without a token, or with a forged one, nothing is said and nothing is heard", async () => {
    const patron = await new Patron(library).open();
    const genuine = patron.token;
    const [first, last] = [otherThan(genuine.at(0)), otherThan(genuine.at(-1))];
    for (const token of ["", "nonsense", genuine.slice(0, -1) + last, first + genuine.slice(1)]) {
      patron.token = token;
      expect(
        (await patron.post("/web/messages", { id: randomUUID(), kind: "said", text: "a" }, {})).status,
      ).not.toBe(202);
      expect((await patron.listen()).status).toBe(401);
    }
  });

  test("a token is renewed by use and dies when the conversation lies idle", async () => {
    let nowMs = Date.now();
    const slow = await start({ nowMs: () => nowMs });
    const patron = await new Patron(slow).open();
    nowMs += 10 * 60_000;
    const renewed = (await patron.say("vielä täällä")).headers.get("kutsu-token") ?? "";
    nowMs += 10 * 60_000;
    expect((await patron.say("vanha")).status).toBe(401);
    patron.token = renewed;
    expect((await patron.say("uusi")).status).toBe(202);
  });

  test("an open page of an idle conversation is closed, and a used one is kept alive with a heartbeat", async () => {
    let nowMs = Date.now();
    const quick = await start({ nowMs: () => nowMs, heartbeatMs: 20 });
    const [idle, active] = [await new Patron(quick).open(), await new Patron(quick).open()];
    const [idleStream, activeStream] = [await idle.listen(), await active.listen()];
    await idleStream.next();
    await activeStream.next();
    nowMs += 14 * 60_000;
    await active.post("/web/renew", {});
    nowMs += 2 * 60_000;
    expect(await idleStream.next()).toBeUndefined();
    await quick.say(active.address(), { text: "hei", language: "fi" });
    expect(textOf(await activeStream.next())).toBe("hei");
    expect(activeStream.raw()).toContain(": still here");
  });

  test("after the end the token is void and every tab is told", async () => {
    const patron = await new Patron(library).open();
    const [one, other] = [await patron.listen(), await patron.listen()];
    await one.next();
    await other.next();
    const ended = await patron.post("/web/end", {});
    expect(ended.status).toBe(204);
    expect(ended.headers.get("set-cookie")).toContain("Max-Age=0");
    for (const stream of [one, other]) {
      expect(await stream.next()).toEqual({ name: "ended", data: {} });
      expect(await stream.next()).toBeUndefined();
    }
    expect((await patron.say("vielä")).status).toBe(401);
    expect((await patron.listen()).status).toBe(401);
    const fresh = (await (await patron.post("/web/session", { mode: "token" })).json()) as {
      isNew: boolean;
      token: string;
    };
    expect(fresh.isNew).toBe(true);
    expect(fresh.token.split(".")[0]).not.toBe(patron.token.split(".")[0]);
  });

  test("an ended conversation stays ended after a restart, and in a process that did not hear of the end", async () => {
    const store = createEchoStore();
    const [one, other] = [await start({ store }), await start({ store })];
    const patron = await new Patron(one).open();
    const elsewhere = new Patron(other);
    elsewhere.token = patron.token;
    expect((await elsewhere.post("/web/renew", {})).status).toBe(204);
    await patron.post("/web/end", {});
    expect((await elsewhere.say("vielä")).status).toBe(401);
    expect((await elsewhere.listen()).status).toBe(401);
    const session = await elsewhere.post("/web/session", { mode: "token" });
    expect(await session.json()).toMatchObject({ isNew: true });
  });

  test("a page that left its conversation without telling gets a new one, and the old token is void", async () => {
    const patron = await new Patron(library).open();
    const wish = { mode: "token", ended: (await new Patron(library).open()).startId };
    const kept = await patron.post("/web/session", wish);
    expect(await kept.json()).toMatchObject({ isNew: false, startId: patron.startId });
    const fresh = await patron.post("/web/session", { ...wish, ended: patron.startId });
    expect(await fresh.json()).toMatchObject({
      isNew: true,
      startId: expect.not.stringMatching(patron.startId),
    });
    expect((await patron.say("vielä")).status).toBe(401);
  });

  test("while nobody can tell whether a conversation was ended, its token waits; an end that is not kept is said so", async () => {
    const down = async () => {
      throw new Error("the store is down");
    };
    const store = { ...createEchoStore(), memory: { get: down, set: down, delete: down } };
    const unsure = await start({ store });
    const patron = await new Patron(unsure).open();
    const messages = [await patron.say("moi"), await patron.post("/web/session", { mode: "token" })];
    expect(messages.map(({ status }) => status)).toEqual([503, 503]);
    expect((await patron.listen()).status).toBe(503);
    expect(unsure.events).toEqual([]);
    const ended = await patron.post("/web/end", {});
    expect(ended.status).toBe(503);
    expect(ended.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await patron.say("vielä")).status).toBe(401);
  });
});
