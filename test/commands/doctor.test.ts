import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function programsCheck(settings: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await runKutsu(["doctor", "--json"], { environment: { ...environment, ...settings } });
  const { checks } = JSON.parse(stdout) as { checks: { name: string; detail: string }[] };
  return checks.find(({ name }) => name === "Programs")?.detail ?? "";
}

test("doctor says that samples stand in only while the catalogue is empty, and counts what was imported", async () => {
  expect(await programsCheck()).toBe(
    "none in the catalogue: samples stand in (set KUTSU_PROGRAMS, or run kutsu programs import)",
  );
  const feed = join(folder, "feed.json");
  const record = (id: string) => ({
    ...{ "@context": "https://schema.org", "@type": "Event", "@id": id, name: `Jazz ${id}` },
    startDate: "2030-01-01T18:00:00+02:00",
  });
  writeFileSync(feed, JSON.stringify([record("a"), record("b")]));
  const imported = await runKutsu(["programs", "import", feed], { environment });
  expect(imported.stdout).toContain("2 added");
  expect(await programsCheck({ KUTSU_PROGRAMS: feed })).toBe(
    `2 in the catalogue; KUTSU_PROGRAMS reads ${feed}`,
  );
});
