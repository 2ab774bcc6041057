import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { hasLanguageFiles } from "../helpers/language-files.ts";
import { temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

if (!hasLanguageFiles) console.log("skipped: what themes prints (the language files are not installed)");
const testWithFiles = hasLanguageFiles ? test : test.skip;
const themes = (...args: string[]) =>
  runKutsu(["themes", ...args], { environment: { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" } });

interface Told {
  readonly themes: readonly { readonly id: string; readonly label: string; readonly size: number }[];
  readonly answers: readonly { readonly id: string; readonly themes: readonly string[] }[];
  readonly unread: readonly { readonly line: number }[];
}

testWithFiles(
  "themes --json prints themes and the themes of every answer, with what could not be read beside them",
  async () => {
    const rows =
      "id;vastaus\n1;Vessat ovat likaisia\n2;The toilets smell\n3;yksi;liikaa\n4;Lautapelejä, kiitos\n";
    const { stdout, stderr, code } = await themes(write("a.csv", Buffer.from(rows, "latin1")), "--json");
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as Told;
    expect(told.themes[0]).toMatchObject({
      id: "cleanliness",
      label: "Siisteys ja vessat / Cleanliness and toilets",
      size: 2,
    });
    expect(told.answers).toEqual([
      { id: "1", themes: ["cleanliness"] },
      { id: "2", themes: ["cleanliness"] },
      { id: "4", themes: ["games"] },
    ]);
    expect(told.unread).toEqual([{ line: 4, message: "the line has 3 fields where the first line has 2" }]);
    expect(stderr).toContain("a.csv:4: the line has 3 fields");
    expect(stderr).toContain("reading answers (3)");
  },
);

testWithFiles("themes sorts by a codebook of one's own, or by none", async () => {
  const file = write(
    "b.jsonl",
    '{"text":"Vessat ovat likaisia"}\n{"text":"Likainen vessa"}\n{"text":"Siivotkaa vessa"}\n',
  );
  const book = write("book.yaml", "themes:\n  - { id: loo, label: Loo, words: [vessa] }\n");
  const own = JSON.parse((await themes(file, "--codebook", book, "--json")).stdout) as Told;
  expect(own.themes.map(({ id, label, size }) => ({ id, label, size }))).toEqual([
    { id: "loo", label: "Loo", size: 3 },
  ]);
  const none = JSON.parse((await themes(file, "--no-codebook", "--json")).stdout) as Told;
  expect(none.themes.map(({ id, size }) => ({ id, size }))).toEqual([{ id: "proposed-1", size: 3 }]);
  const { stdout } = await themes(file, "--codebook", book);
  expect(stdout).toMatch(/^ +3 {2}Loo \(loo\)\n/);
  expect(stdout).toMatch(/ 3 {2}answers in all, 0 of them in no theme\n$/);
});

test("themes says what is wrong with a file and how to mend it, and fails", async () => {
  const tellsOf = async (...args: string[]) => {
    const { code, stderr, stdout } = await themes(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    return stderr;
  };
  expect(await tellsOf(join(folder, "none.csv"))).toContain("there is no such file");
  expect(await tellsOf(folder)).toContain("it is a folder");
  expect(await tellsOf(write("c.csv", "id,when\n1,2\n"))).toContain("name it with --column");
  const book = write("bad.yaml", "themes: 5\n");
  expect(await tellsOf(write("d.csv", "text\nx\n"), "--codebook", book)).toContain("Cannot read codebook");
});
