import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function feed(name: string, records: readonly object[]): string {
  const path = join(folder, name);
  const event = {
    "@context": "https://schema.org",
    "@type": "Event",
    startDate: "2026-12-20T18:00:00+02:00",
  };
  writeFileSync(path, JSON.stringify(records.map((record) => ({ ...event, ...record }))));
  return path;
}

test("find prints no blank line for a reason there is not, and says what only a description mentions", async () => {
  const programs = feed("mention.json", [
    {
      "@id": "a",
      name: "Avoin ilta",
      description: `Kahvia ja puhetta. ${"Ohjelmaa riittää. ".repeat(30)}Myös shakki.`,
    },
  ]);
  const at = ["--now", "2026-11-18T10:00:00+02:00"];
  const { stdout } = await runKutsu(["programs", "find", "--programs", programs, ...at, "shakki"], {
    environment,
  });
  expect(stdout).toContain("  Avoin ilta\n");
  expect(stdout).toContain("    (only the description mentions what was asked for)\n");
  expect(stdout).not.toMatch(/\n\s*\n/);
});

test("find says nothing of the description where the title tells the topic", async () => {
  const programs = feed("title.json", [{ "@id": "a", name: "Shakki-ilta", description: "Shakki." }]);
  const at = ["--now", "2026-11-18T10:00:00+02:00"];
  const { stdout } = await runKutsu(["programs", "find", "--programs", programs, ...at, "shakki"], {
    environment,
  });
  expect(stdout).toContain("aiheena shakki");
  expect(stdout).not.toContain("only the description");
});

test("import names a cancelled program without a title by its id alone", async () => {
  const path = join(folder, "deleted.json");
  writeFileSync(path, JSON.stringify({ meta: {}, data: [{ id: "system:gone-1", deleted: true }] }));
  const { stdout } = await runKutsu(["programs", "import", path], { environment });
  expect(stdout).toContain("1 cancelled");
  expect(stdout).toContain("  cancelled system:gone-1\n");
});
