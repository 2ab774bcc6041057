import { randomUUID } from "node:crypto";
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

const textOf = (event: { data: Record<string, unknown> } | undefined): unknown => event?.data.text;

describe("the stream of events", () => {
  test("begins with the history and resumes after the last event seen", async () => {
    const patron = await new Patron(library).open();
    const first = await patron.listen();
    await patron.say("yksi");
    await first.nextMessage();
    const seen = await first.nextMessage();
    first.close();
    const address = patron.address();
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
    const patron = await new Patron(library).open();
    await library.say(patron.address(), { text: "alku", language: "fi" });
    const stream = await patron.listen("long-forgotten");
    expect(textOf(await stream.next())).toBe("alku");
  });

  test("misses nothing that is said while the history is read, and says it once", async () => {
    let release = (): void => undefined;
    const reading = new Promise<void>((resolve) => {
      release = resolve;
    });
    const item = { id: "early", at: "2026-11-18T08:00:00Z", from: "kutsu" as const, text: "early" };
    let ask = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const slow = await start({
      history: async () => {
        ask();
        await reading;
        return [item];
      },
    });
    const patron = await new Patron(slow).open();
    const opening = patron.listen();
    await asked;
    const address = patron.address();
    await slow.channel.send(address, { id: "early", text: "early", language: "en" });
    await slow.channel.send(address, { id: "late", text: "late", language: "en" });
    release();
    const stream = await opening;
    expect((await stream.next())?.id).toBe("early");
    expect((await stream.next())?.name).toBe("ready");
    expect((await stream.next())?.id).toBe("late");
  });

  test("reaches every tab of a conversation, and no tab of another", async () => {
    const [patron, stranger] = [await new Patron(library).open(), await new Patron(library).open()];
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
    await library.say(stranger.address(), { text: "vain sinulle", language: "fi" });
    expect(textOf(await strange.next())).toBe("vain sinulle");
  });

  test("tells the other tabs which choice was tapped", async () => {
    const patron = await new Patron(library).open();
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
    const patron = await new Patron(library).open();
    for (let index = 0; index < 16; index += 1) expect((await patron.listen()).status).toBe(200);
    expect((await patron.listen()).status).toBe(429);
  });
});
