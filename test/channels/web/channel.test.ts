import { randomUUID } from "node:crypto";
import { Undeliverable } from "../../../src/channels/channel.ts";
import type { WebRelay } from "../../../src/channels/web/conversations.ts";
import { rawPost, sendRaw } from "../../helpers/raw-http.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";
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

describe("a message", () => {
  test("that is said becomes an event, and the answer comes over the stream", async () => {
    const patron = await new Patron(library).open();
    const stream = await patron.listen();
    expect(await stream.next()).toEqual({ name: "ready", data: { items: 0 } });
    const id = randomUUID();
    const response = await patron.say("moi", { id, language: "fi" });
    expect(response.status).toBe(202);
    expect(library.events.at(-1)).toEqual({
      id,
      from: patron.address(),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      scope: "private",
      passing: true,
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
    const patron = await new Patron(library).open();
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
    const patron = await new Patron(library).open();
    await patron.post("/web/messages", { id: randomUUID(), kind: "started", payload: "p-17" });
    expect(library.events.at(-1)).toMatchObject({ kind: "started", payload: "p-17" });
  });

  test("sent twice keeps its id, so that it is answered once", async () => {
    const patron = await new Patron(library).open();
    const before = library.events.length;
    const message = { id: randomUUID(), kind: "said", text: "kerran" };
    expect((await patron.post("/web/messages", message)).status).toBe(202);
    expect((await patron.post("/web/messages", message)).status).toBe(202);
    expect(library.events.length).toBe(before + 1);
  });

  test("arrives whole with ten thousand characters, emoji, controls and right-to-left text", async () => {
    const patron = await new Patron(library).open();
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
    const patron = await new Patron(library).open();
    const before = library.events.length;
    expect((await patron.post("/web/messages", body)).status).toBe(400);
    expect(library.events.length).toBe(before);
  });

  test("of broken JSON, of another type or too large is refused", async () => {
    const patron = await new Patron(library).open();
    const auth = `Authorization: Bearer ${patron.token}`;
    const broken = await sendRaw(library.port, rawPost("/web/messages", "{", [auth, "Content-Length: 1"]));
    expect(broken.statusLine).toContain("400");
    const form = await patron.post("/web/messages", {}, { "Content-Type": "text/plain" });
    expect(form.status).toBe(415);
    const large = await patron.say("x".repeat(200_000));
    expect(large.status).toBe(413);
  });

  test("is answered with 503 and a time to wait while the store is down, and gets through later with the same id", async () => {
    const patron = await new Patron(library).open();
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
    const address = patron.address();
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
