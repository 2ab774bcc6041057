import { randomUUID } from "node:crypto";
import { Undeliverable } from "../../../src/channels/channel.ts";
import type { WebRelay } from "../../../src/channels/web/conversations.ts";
import { rawPost, sendRaw } from "../../helpers/raw-http.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";
import { type Listening, listenTo } from "./sse.ts";

let library: EchoLibrary;
const opened: Listening[] = [];
const libraries: EchoLibrary[] = [];

beforeAll(async () => {
  library = await start({
    banner: (language) => `<b>sample ${language}</b>`,
    embedOrigins: ["https://kirjasto.example"],
  });
});
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
  library.isDown = false;
});
afterAll(() => Promise.all(libraries.map((each) => each.close())));

async function start(options: Parameters<typeof startEchoLibrary>[0]): Promise<EchoLibrary> {
  const started = await startEchoLibrary(options);
  libraries.push(started);
  return started;
}

/** A browser without a page: keeps its token as a bearer. */
class Patron {
  readonly #at: EchoLibrary;
  token = "";
  startId = "";
  constructor(at: EchoLibrary = library) {
    this.#at = at;
  }
  async open(): Promise<this> {
    const response = await this.post("/web/session", { mode: "token" });
    const session = (await response.json()) as { token: string; startId: string };
    this.token = session.token;
    this.startId = session.startId;
    return this;
  }
  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const auth: Record<string, string> = this.token === "" ? {} : { Authorization: `Bearer ${this.token}` };
    return fetch(this.#at.url + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...auth, ...headers },
      body: JSON.stringify(body),
    });
  }
  say(text: string, more: object = {}): Promise<Response> {
    return this.post("/web/messages", { id: randomUUID(), kind: "said", text, ...more });
  }
  async listen(after?: string, tab = ""): Promise<Listening> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(after !== undefined && { "Last-Event-ID": after }),
    };
    const stream = await listenTo(`${this.#at.url}/web/events?tab=${tab}`, headers);
    opened.push(stream);
    return stream;
  }
  async address(): Promise<`web:${string}`> {
    return `web:${this.token.split(".")[0]}`;
  }
}

const textOf = (event: { data: Record<string, unknown> } | undefined): unknown => event?.data.text;

describe("a message", () => {
  test("that is said becomes an event, and the answer comes over the stream", async () => {
    const patron = await new Patron().open();
    const stream = await patron.listen();
    expect(await stream.next()).toEqual({ name: "ready", data: { items: 0 } });
    const id = randomUUID();
    const response = await patron.say("moi", { id, language: "fi" });
    expect(response.status).toBe(202);
    expect(library.events.at(-1)).toEqual({
      id,
      from: await patron.address(),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      scope: "private",
      language: "fi",
      kind: "said",
      text: "moi",
    });
    expect(await stream.next()).toMatchObject({ name: "message", id, data: { from: "patron", text: "moi" } });
    expect(await stream.next()).toEqual({ name: "typing", data: {} });
    const answer = await stream.next();
    expect(answer).toMatchObject({ name: "message", data: { from: "kutsu", text: "Sanoit: moi" } });
    expect(answer?.data.message).toMatchObject({ id: answer?.id, language: "fi" });
  });

  test("that is tapped carries its value and question", async () => {
    const patron = await new Patron().open();
    const tap = {
      id: randomUUID(),
      kind: "tapped",
      value: "language:en",
      question: "settings",
      label: "In English",
    };
    expect((await patron.post("/web/messages", tap)).status).toBe(202);
    expect(library.events.at(-1)).toMatchObject({
      kind: "tapped",
      value: "language:en",
      question: "settings",
    });
    expect(library.events.at(-1)).not.toHaveProperty("label");
  });

  test("that starts carries what the link carried", async () => {
    const patron = await new Patron().open();
    await patron.post("/web/messages", { id: randomUUID(), kind: "started", payload: "p-17" });
    expect(library.events.at(-1)).toMatchObject({ kind: "started", payload: "p-17" });
  });

  test("sent twice keeps its id, so that it is answered once", async () => {
    const patron = await new Patron().open();
    const before = library.events.length;
    const message = { id: randomUUID(), kind: "said", text: "kerran" };
    expect((await patron.post("/web/messages", message)).status).toBe(202);
    expect((await patron.post("/web/messages", message)).status).toBe(202);
    expect(library.events.length).toBe(before + 1);
  });

  test("arrives whole with ten thousand characters, emoji, controls and right-to-left text", async () => {
    const patron = await new Patron().open();
    for (const text of ["ä".repeat(10_000), "👩‍👧‍👦🎉", "\u202eabc\u0007\u0000d", "שלום עולם"]) {
      expect((await patron.say(text)).status).toBe(202);
      expect(library.events.at(-1)).toMatchObject({ text });
    }
  });

  test.each([
    ["no id", { kind: "said", text: "a" }],
    ["an id that is none", { id: "a b", kind: "said", text: "a" }],
    ["no text", { id: randomUUID(), kind: "said" }],
    ["an empty text", { id: randomUUID(), kind: "said", text: "" }],
    ["a text beyond the limit", { id: randomUUID(), kind: "said", text: "x".repeat(20_001) }],
    ["an unknown kind", { id: randomUUID(), kind: "reachability", reachable: false }],
    ["an unknown language", { id: randomUUID(), kind: "said", text: "a", language: "xx" }],
    ["a list", [1, 2]],
  ])("with %s is refused", async (_, body) => {
    const patron = await new Patron().open();
    const before = library.events.length;
    expect((await patron.post("/web/messages", body)).status).toBe(400);
    expect(library.events.length).toBe(before);
  });

  test("of broken JSON, of another type or too large is refused", async () => {
    const patron = await new Patron().open();
    const auth = `Authorization: Bearer ${patron.token}`;
    const broken = await sendRaw(library.port, rawPost("/web/messages", "{", [auth, "Content-Length: 1"]));
    expect(broken.statusLine).toContain("400");
    const form = await patron.post("/web/messages", {}, { "Content-Type": "text/plain" });
    expect(form.status).toBe(415);
    const large = await patron.say("x".repeat(200_000));
    expect(large.status).toBe(413);
  });

  test("is answered with 503 and a time to wait while the store is down, and gets through later with the same id", async () => {
    const patron = await new Patron().open();
    const message = { id: randomUUID(), kind: "said", text: "myöhemmin" };
    library.isDown = true;
    const refused = await patron.post("/web/messages", message);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(library.failures).toContain("accept");
    library.isDown = false;
    expect((await patron.post("/web/messages", message)).status).toBe(202);
    expect(library.events.at(-1)).toMatchObject({ text: "myöhemmin" });
  });

  test("beyond the burst is answered with 429 and a time to wait; another conversation goes on", async () => {
    let nowMs = Date.now();
    const strict = await start({ rateLimit: { burst: 30, perSecond: 2 }, nowMs: () => nowMs });
    const patron = await new Patron(strict).open();
    for (let index = 0; index < 30; index += 1) expect((await patron.say(`${index}`)).status).toBe(202);
    const refused = await patron.say("30");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await (await new Patron(strict).open()).say("muu")).status).toBe(202);
    nowMs += 500;
    expect((await patron.say("30")).status).toBe(202);
    expect((await patron.say("31")).status).toBe(429);
  });
});

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

  test("a post that names no origin needs a bearer token, which no browser adds by itself", async () => {
    const cookie = cookieOf(await session({ Origin: library.url }));
    const body = JSON.stringify({ id: randomUUID(), kind: "said", text: "forged" });
    const headers = { ...json, Cookie: cookie };
    expect((await fetch(`${library.url}/web/messages`, { method: "POST", headers, body })).status).toBe(403);
  });

  test("without a token, or with a forged one, nothing is said and nothing is heard", async () => {
    const patron = await new Patron().open();
    const genuine = patron.token;
    for (const token of ["", "nonsense", `${genuine.slice(0, -2)}AA`, genuine.replace(/^./, "_")]) {
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
    await quick.say(await active.address(), { text: "hei", language: "fi" });
    expect(textOf(await activeStream.next())).toBe("hei");
    expect(activeStream.raw()).toContain(": still here");
  });

  test("after the end the token is void and every tab is told", async () => {
    const patron = await new Patron().open();
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
});

describe("the stream of events", () => {
  test("begins with the history and resumes after the last event seen", async () => {
    const patron = await new Patron().open();
    const first = await patron.listen();
    await patron.say("yksi");
    await first.nextMessage();
    const seen = await first.nextMessage();
    first.close();
    const address = await patron.address();
    await library.say(address, { text: "poissa", language: "fi" });
    const whole = await patron.listen();
    expect([textOf(await whole.next()), textOf(await whole.next()), textOf(await whole.next())]).toEqual([
      "yksi",
      "Sanoit: yksi",
      "poissa",
    ]);
    expect(await whole.next()).toEqual({ name: "ready", data: { items: 3 } });
    const resumed = await patron.listen(seen?.id);
    expect(textOf(await resumed.next())).toBe("poissa");
    expect(await resumed.next()).toEqual({ name: "ready", data: { items: 1 } });
  });

  test("has everything when the last event is unknown", async () => {
    const patron = await new Patron().open();
    await library.say(await patron.address(), { text: "alku", language: "fi" });
    const stream = await patron.listen("long-forgotten");
    expect(textOf(await stream.next())).toBe("alku");
  });

  test("misses nothing that is said while the history is read, and says it once", async () => {
    let release = (): void => undefined;
    const reading = new Promise<void>((resolve) => {
      release = resolve;
    });
    const item = { id: "early", at: "2026-11-18T08:00:00Z", from: "kutsu" as const, text: "early" };
    const slow = await start({
      history: async () => {
        await reading;
        return [item];
      },
    });
    const patron = await new Patron(slow).open();
    const opening = patron.listen();
    // The page has joined once its request is there; sending needs no page, so ask the server until it answers.
    await fetch(`${slow.url}/healthz`);
    const address = await patron.address();
    await slow.channel.send(address, { id: "early", text: "early", language: "en" });
    await slow.channel.send(address, { id: "late", text: "late", language: "en" });
    release();
    const stream = await opening;
    expect((await stream.next())?.id).toBe("early");
    expect((await stream.next())?.name).toBe("ready");
    expect((await stream.next())?.id).toBe("late");
  });

  test("reaches every tab of a conversation, and no tab of another", async () => {
    const [patron, stranger] = [await new Patron().open(), await new Patron().open()];
    const one = await patron.listen(undefined, "one");
    const other = await patron.listen(undefined, "other");
    const strange = await stranger.listen();
    for (const stream of [one, other, strange]) await stream.next();
    await patron.say("kuuluuko", { tab: "one" });
    expect(await other.next()).toMatchObject({ name: "message", data: { from: "patron", text: "kuuluuko" } });
    // The tab that said it knows.
    expect(await one.next()).toMatchObject({ name: "typing" });
    expect(textOf(await one.nextMessage())).toBe("Sanoit: kuuluuko");
    expect(textOf(await other.nextMessage())).toBe("Sanoit: kuuluuko");
    await library.say(await stranger.address(), { text: "vain sinulle", language: "fi" });
    expect(textOf(await strange.next())).toBe("vain sinulle");
  });

  test("tells the other tabs which choice was tapped", async () => {
    const patron = await new Patron().open();
    const stream = await patron.listen();
    await stream.next();
    const tap = {
      id: randomUUID(),
      kind: "tapped",
      value: "programs",
      question: "home",
      label: "Etsi ohjelmaa",
    };
    await patron.post("/web/messages", tap);
    expect((await stream.nextMessage())?.data).toMatchObject({
      text: "Etsi ohjelmaa",
      tapped: { question: "home", value: "programs" },
    });
  });

  test("is answered with 503 while the history cannot be read", async () => {
    const broken = await start({ history: () => Promise.reject(new Error("down")) });
    const stream = await (await new Patron(broken).open()).listen();
    expect(stream.status).toBe(503);
    expect(stream.headers.get("retry-after")).toBe("2");
    expect(broken.failures).toContain("history");
  });

  test("is refused to a seventeenth tab", async () => {
    const patron = await new Patron().open();
    for (let index = 0; index < 16; index += 1) expect((await patron.listen()).status).toBe(200);
    expect((await patron.listen()).status).toBe(429);
  });
});

describe("sending", () => {
  test("succeeds with no page open, and gives the message's id as its receipt", async () => {
    const receipt = await library.channel.send("web:nobody", { id: "m-1", text: "hei", language: "fi" });
    expect(receipt).toBe("m-1");
  });

  test("to an address of another channel is undeliverable", async () => {
    const message = { id: "m-1", text: "hei", language: "fi" };
    await expect(library.channel.send("telegram:5", message)).rejects.toThrow(Undeliverable);
  });

  test("reaches pages of another process through the relay, once each", async () => {
    const listeners: ((address: string, json: string) => void)[] = [];
    const relay: WebRelay = {
      publish: async (address, json) => {
        for (const listener of listeners) listener(address, json);
      },
      subscribe: async (listener) => {
        listeners.push(listener);
      },
    };
    const [one, other] = [await start({ relay }), await start({ relay })];
    const patron = await new Patron(one).open();
    const stream = await patron.listen();
    await stream.next();
    const address = await patron.address();
    await other.channel.typing(address);
    await other.channel.send(address, { id: "far", text: "kaukaa", language: "fi" });
    await one.channel.send(address, { id: "near", text: "läheltä", language: "fi" });
    expect((await stream.next())?.name).toBe("typing");
    expect((await stream.next())?.id).toBe("far");
    expect((await stream.next())?.id).toBe("near");
    for (const listener of listeners) listener(address, "not json");
    for (const listener of listeners) listener(address, '{"by":"x"}');
    expect(one.failures).toEqual(["relay", "relay"]);
    const elsewhere = new Patron(other);
    elsewhere.token = patron.token;
    await elsewhere.post("/web/end", {});
    expect((await stream.next())?.name).toBe("ended");
    expect((await patron.say("vielä")).status).toBe(401);
  });
});

describe("what a browser loads", () => {
  const page = async (
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ response: Response; html: string }> => {
    const response = await fetch(library.url + path, { headers });
    return { response, html: await response.text() };
  };

  test.each([
    ["/", {}, "fi"],
    ["/?language=en", {}, "en"],
    ["/", { "Accept-Language": "en-GB,en;q=0.9" }, "en"],
    ["/", { "Accept-Language": "sv, en;q=0.4, fi;q=0.8" }, "fi"],
    ["/", { "Accept-Language": "de" }, "fi"],
    ["/?language=fi", { "Accept-Language": "en" }, "fi"],
    ["/?language=xx", { "Accept-Language": "en" }, "en"],
  ])("the page %s with %j is in %s", async (path, headers, language) => {
    const { response, html } = await page(path, headers as Record<string, string>);
    expect(html).toContain(`<html lang="${language}"`);
    expect(response.headers.get("content-language")).toBe(language);
    expect(html).toContain(`&lt;b&gt;sample ${language}&lt;/b&gt;`);
    expect(html).not.toContain("<b>");
  });

  test("the page allows nothing inline and nothing from elsewhere, and is not framed", async () => {
    const { response, html } = await page("/");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(html).not.toMatch(/ style=| on[a-z]+="|<style|https?:\/\//);
  });

  test("the framed page may be framed by the library's origins only", async () => {
    const { response } = await page("/embed");
    expect(response.headers.get("content-security-policy")).toContain(
      "frame-ancestors https://kirjasto.example",
    );
    expect(response.headers.get("x-frame-options")).toBeNull();
    const closed = await start({});
    const refused = await fetch(`${closed.url}/embed`);
    expect(refused.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(refused.headers.get("x-frame-options")).toBe("DENY");
  });

  test("every file the page names is served, for good, under a name made of its content", async () => {
    const { html } = await page("/");
    const paths = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const response = await fetch(library.url + path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("cache-control")).toContain("immutable");
    }
    expect((await fetch(`${library.url}/assets/000000000000/main.mjs`)).status).toBe(404);
    expect((await fetch(`${library.url}/assets/../package.json`)).status).toBe(404);
  });

  test("the snippet may be used by any page and is asked for again after a change", async () => {
    const response = await fetch(`${library.url}/kutsu.js`);
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    const script = await response.text();
    expect(script).toContain("Kysy Kutsulta");
    expect(script).not.toContain("KUTSU_WORDS");
    const etag = response.headers.get("etag") ?? "";
    const again = await fetch(`${library.url}/kutsu.js`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
  });

  test("a calendar file comes from the caller, in the language asked for", async () => {
    const response = await fetch(`${library.url}/programs/a25vd24.ics?language=en`);
    expect(response.headers.get("content-type")).toContain("text/calendar");
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(await response.text()).toBe("BEGIN:VCALENDAR en");
    for (const path of [
      "/programs/bm8.ics",
      "/programs/a25vd24",
      "/programs/%E0%A4.ics",
      "/programs/a/b.ics",
    ]) {
      expect(
        (await sendRaw(library.port, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`))
          .statusLine,
      ).toMatch(/ 40[04] /);
    }
  });

  test("texts have the same keys and placeholders in both languages, and every key is used", async () => {
    const { html } = await page("/");
    const data = /<script type="application\/json" id="texts">(.*?)<\/script>/.exec(html)?.[1] ?? "";
    const { texts } = JSON.parse(data) as { texts: Record<string, Texts> };
    const [fi, en] = [flat(texts.fi), flat(texts.en)];
    expect([...fi.keys()].sort()).toEqual([...en.keys()].sort());
    const names = [...html.matchAll(/\/assets\/[^"]+\.mjs/g)].map((match) => match[0]);
    const scripts = await Promise.all(
      [...new Set(names)].map(async (path) => (await fetch(library.url + path)).text()),
    );
    const code = [html, ...scripts, await (await fetch(`${library.url}/kutsu.js`)).text()].join("\n");
    for (const [key, text] of fi) {
      const holes = (words: string | undefined): string[] => (words?.match(/\{\{\w+\}\}/g) ?? []).sort();
      expect([key, holes(en.get(key))]).toEqual([key, holes(text)]);
      const [group = "", name = ""] = key.split(".");
      // Built from a state in the script: `status.${why}`, `message.${state}`, `cleared.${why}`; the launcher's and the noscript text by name.
      const isUsed =
        code.includes(`"${key}"`) ||
        (["status", "message", "cleared", "launcher", "page"].includes(group) && code.includes(name));
      expect([key, isUsed]).toEqual([key, true]);
    }
  });
});

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts | undefined, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts ?? {})) {
    if (typeof value === "string") all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}
