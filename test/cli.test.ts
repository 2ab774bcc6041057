import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "./helpers/redis.ts";
import { runInShell, runKutsu, startKutsuProcess } from "./helpers/run-kutsu.ts";
import { sharedPath } from "./helpers/shared.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command line", () => {
  const commands = [
    "",
    "start",
    "chat",
    "programs",
    "programs import",
    "programs find",
    "understand",
    "redact",
    "feedback list",
  ];
  test.each([...commands, "patron export", "patron erase", "doctor"])(
    "kutsu %s has help",
    async (command) => {
      const { code, stdout } = await runKutsu([
        ...command.split(" ").filter((word) => word !== ""),
        "--help",
      ]);
      expect({ code, usage: stdout.includes("Usage: kutsu") }).toEqual({ code: 0, usage: true });
    },
  );

  test("wrong settings are all named at once, with what is right, and nothing starts", async () => {
    const wrong = {
      PORT: "eighty",
      KUTSU_TIME_ZONE: "Europe/Helsingfors",
      PUBLIC_URL: "kutsu",
      KUTSU_SECRET: "short",
    };
    const { code, stderr } = await runKutsu(["start"], { environment: { ...environment, ...wrong } });
    expect(code).toBe(1);
    expect(stderr).toContain('PORT "eighty"');
    expect(stderr).toContain(
      'KUTSU_TIME_ZONE "Europe/Helsingfors": must be a time zone such as Europe/Helsinki',
    );
    expect(stderr).toContain('PUBLIC_URL "kutsu"');
    expect(stderr).toContain("KUTSU_SECRET: must have at least 32 characters");
    expect(stderr).not.toContain("short\n");
  });

  test("a port in use is named with the remedy", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runKutsu(["start"], {
      environment: { ...environment, PORT: String(port) },
    });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot listen on port "${port}"`);
    expect(stderr).toContain("set PORT");
  });

  test("a data folder on a file system that refuses folders is named at once", async () => {
    const { code, stderr } = await runKutsu(["start"], {
      environment: { ...environment, KUTSU_DATA: "/proc/kutsu" },
    });
    expect({ code, named: stderr.includes('"/proc/kutsu"') && stderr.includes("KUTSU_DATA") }).toEqual({
      code: 1,
      named: true,
    });
  });

  test("a reader that stops early is no error", async () => {
    const { stderr, code } = await runInShell(
      "understand --now 2026-11-18T10:00:00Z",
      "hei\n".repeat(20_000),
      "head -1",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("a data folder that cannot be made is named with the remedy", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const { code, stderr } = await runKutsu(["start"], {
      environment: { ...environment, KUTSU_DATA: join(file, "data") },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(join(file, "data"));
    expect(stderr).toContain("KUTSU_DATA");
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test.skip : test)("a data folder that may not be written is named with the remedy", async () => {
    const locked = join(folder, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    const { code, stderr } = await runKutsu(["start"], {
      environment: { ...environment, KUTSU_DATA: join(locked, "data") },
    });
    expect(code).toBe(1);
    expect(stderr).toContain("KUTSU_DATA");
  });

  test("a second start on the same folder is refused, and a command joins the running one", async () => {
    const running = await startKutsuProcess(environment);
    try {
      const second = await runKutsu(["start"], { environment: { ...environment, PORT: "0" } });
      expect(second.code).toBe(1);
      expect(second.stderr).toContain("another");
      expect(second.stderr).toContain("KUTSU_DATA");
      const chat = await runKutsu(["chat", "--language", "en"], { environment, input: "hello\n" });
      expect(chat.code).toBe(0);
      expect(chat.stdout).toContain("Kutsu");
      expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    } finally {
      expect(await running.stop()).toBe(0);
    }
  });

  test("doctor says what is right and what is missing", async () => {
    const { stdout } = await runKutsu(["doctor", "--json"], { environment });
    const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean }[] };
    expect(checks.find(({ name }) => name === "Redis")).toMatchObject({ ok: true });
    expect(checks.find(({ name }) => name === "Node.js")).toMatchObject({ ok: true });
  });

  test("understand --explain tells in words how it came to a meaning, line by line", async () => {
    const { stdout } = await runKutsu(["understand", "--explain", "--now", "2026-11-18T10:00:00+02:00"], {
      environment,
      input: "satutunteja lauantaina Oodissa\n\nfree yoga in Kallio\n",
    });
    const [finnish = "", english = ""] = stdout.split(/\n\n {2}language +no evidence\n/);
    expect(finnish).toMatch(/^satutunteja lauantaina Oodissa\n {2}language +fi\n/);
    expect(finnish).toMatch(/ time +"lauantaina"\n/);
    expect(finnish).toMatch(/ place +"oodissa"\n/);
    expect(finnish).toMatch(/ slots +from 2026-11-21, to 2026-11-21, place Oodi, topic satutunti\n/);
    expect(finnish).toMatch(/ intent +recommend 0\.9/);
    expect(finnish).toMatch(/ because of +.*\+\d/);
    expect(english).toMatch(/ English +.*free.*\n/);
    expect(english).toMatch(/ terms +"free"\n/);
  });

  test("understand prints one object a line, and nothing is guessed from an empty one", async () => {
    const now = ["--now", "2026-11-18T10:00:00+02:00"];
    const { stdout } = await runKutsu(["understand", ...now], {
      environment,
      input: "Jazzia Kalliossa lauantaina\n\n",
    });
    const [jazz, empty] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(jazz).toMatchObject({ language: "fi", intent: "recommend" });
    expect(jazz?.slots).toMatchObject({
      from: "2026-11-21",
      to: "2026-11-21",
      place: "Kallio",
      topic: ["jazz"],
    });
    expect(empty).toMatchObject({ text: "", intent: "other", confidence: 0, slots: {} });
  });

  test("a wrong time is named", async () => {
    const { code, stderr } = await runKutsu(["understand", "--now", "tomorrow"], { environment });
    expect({ code, named: stderr.includes('"tomorrow"') }).toEqual({ code: 1, named: true });
  });

  test("redact masks what is personal", async () => {
    const { stdout } = await runKutsu(["redact"], { environment, input: "soita 044-9876543\n" });
    expect(JSON.parse(stdout)).toMatchObject({ items: [{ type: "phone", text: "044-9876543" }] });
  });

  test("chat from a pipe answers every line in Finnish with real cards", async () => {
    const input = "hei\nmitä tekemistä lapsille viikonloppuna?\n";
    const { code, stdout } = await runKutsu(["chat", "--language", "fi"], { environment, input });
    expect(code).toBe(0);
    expect(stdout).toContain("Milloin: ");
    expect(stdout).toMatch(/Milloin: (la|su|pe|ma|ti|ke|to) \d+\.\d+\./);
    expect(stdout.split("> ")).toHaveLength(3);
  });

  test("chat from a pipe answers in English", async () => {
    const input = "hello\nwhat's on for children at the weekend?\n";
    const { stdout } = await runKutsu(["chat"], { environment, input });
    expect(stdout).toContain("When: ");
  });

  test("a named patron goes on where they were, and an erased one is a stranger", async () => {
    const named = (input: string) =>
      runKutsu(["chat", "--as", "aino", "--language", "fi"], { environment, input });
    expect((await named("hei\n")).stdout).toContain("tietokoneohjelma");
    expect((await named("hei\n")).stdout).not.toContain("tietokoneohjelma");
    const erased = await named("poista tietoni\nkyllä\n");
    expect(erased.stdout).toContain("Poistin kaikki tietosi");
    expect((await named("hei\n")).stdout).toContain("tietokoneohjelma");
  });
});

describe("programs", () => {
  const fixture = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test("a feed that is a page is refused with what it is", async () => {
    const page = fixture("page.json", "<!doctype html><title>Oops</title>");
    const { code, stderr } = await runKutsu(["programs", "import", page], { environment });
    expect(code).toBe(1);
    expect(stderr).toContain("page.json");
    expect(stderr).toMatch(/HTML/);
  });

  const jazz = sharedPath("data/programs/linked-events/hel-2020-08-jazz.linkedevents.json");
  (jazz === undefined ? test.skip : test)(
    "find tells nothing where there is nothing, and real ones where there are",
    async () => {
      const at = ["--programs", jazz ?? "", "--now", "2020-08-20T10:00:00+03:00", "--json"];
      const { stdout } = await runKutsu(["programs", "find", ...at], {
        environment,
        input: "satutunti\njazzia\njazz for families\n",
      });
      const [story, fi, en] = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { results: { id: string }[]; relaxed: unknown[] });
      expect(story).toEqual({ query: "satutunti", results: [], relaxed: [] });
      expect(fi?.results.length).toBeGreaterThan(0);
      expect(en?.results.length).toBeGreaterThan(0);
    },
  );

  const libcal = sharedPath("data/programs/libcal/jersey-city-libcal.json");
  (libcal === undefined ? test.skip : test)(
    "import names every record it skipped or found cancelled, and its counts sum up",
    async () => {
      const own = { ...environment, KUTSU_DATA: join(folder, "libcal") };
      const args = ["programs", "import", `${libcal}|America/New_York`];
      const { stdout } = await runKutsu([...args, "--json"], { environment: own });
      const { read, added, changed, unchanged, cancelled, skipped } = JSON.parse(stdout) as Record<
        string,
        number
      > & { skipped: { id: string; why: string }[] };
      expect(read).toBe(312);
      expect((added ?? 0) + (changed ?? 0) + (unchanged ?? 0) + (cancelled ?? 0) + skipped.length).toBe(312);
      for (const { id, why } of skipped)
        expect([id, why]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
      const again = await runKutsu(args, { environment: own });
      expect(again.stdout).toContain("0 added, 0 changed");
    },
  );
});
