import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { temporaryFolder } from "./helpers/redis.ts";
import { runKutsu } from "./helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "error" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kutsu = (...args: string[]) => runKutsu(args, { environment });
const audience = (...args: string[]) => kutsu("audience", ...args);

test("patrons of the terminal are counted, listed and put in place by the audience commands", async () => {
  for (const [name, greeting] of Object.entries({ aino: "hei", ben: "hello" }))
    await runKutsu(["chat", "--as", name], { environment, input: `${greeting}\n` });

  const counted = await audience("count", "all & !interest:chess", "--json");
  expect(JSON.parse(counted.stdout)).toEqual({
    count: 2,
    byChannel: { terminal: 2 },
    byLanguage: { fi: 1, en: 1 },
  });
  expect(counted.stderr).toBe("Nobody is in interest:chess\n");
  const inWords = await audience("count", "language:fi");
  expect(inWords.stdout).toBe("1 patron\n  by channel   terminal 1\n  by language  fi 1\n");

  const listed = await audience("list", "language:fi");
  expect(
    listed.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([{ patron: expect.stringMatching(/^\d+-\d+$/), channel: "terminal", language: "fi" }]);

  const rebuilt = await audience("rebuild", "--json");
  expect(JSON.parse(rebuilt.stdout)).toEqual({ patrons: 2, mended: 0 });
});

test("a mistake in an expression is shown with its place, and nothing is counted", async () => {
  const { code, stdout, stderr } = await audience("count", "all & distrct:kallio");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  const [told, shown, caret] = stderr.split("\n");
  expect(told).toContain('did you mean "district"?');
  expect([shown, caret]).toEqual(["  all & distrct:kallio", "        ^"]);
});

test("a value that nobody has is told with the one that was probably meant", async () => {
  const { stdout, stderr } = await audience("count", "channel:terminl");
  expect(stdout).toBe("0 patrons\n");
  expect(stderr).toBe("Nobody is in channel:terminl; did you mean channel:terminal?\n");
});
