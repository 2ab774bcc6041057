import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Explained {
  readonly text: string;
  readonly slots: Record<string, unknown>;
  readonly explanation: {
    readonly bases: readonly { readonly word: string }[];
    readonly intents: readonly { readonly intent: string }[];
    readonly told: readonly { readonly what: string; readonly words: readonly string[] }[];
  };
}

test("understand --explain --json gives the explanation as an object a line, without Finnish bases of English words", async () => {
  const at = ["--now", "2026-11-18T10:00:00+02:00"];
  const { stdout } = await runKutsu(["understand", "--explain", "--json", ...at], {
    environment,
    input: "satutunteja Oodissa\nwe are human\n",
  });
  const [finnish, english] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Explained);
  expect(finnish?.text).toBe("satutunteja Oodissa");
  expect(finnish?.slots).toMatchObject({ place: "Oodi", topic: ["satutunti"] });
  expect(finnish?.explanation.told).toContainEqual({ what: "place", words: ["oodissa"] });
  expect(finnish?.explanation.intents[0]?.intent).toBe("recommend");
  expect(finnish?.explanation.bases.map(({ word }) => word)).toContain("satutunteja");
  expect(english?.explanation.bases).toEqual([]);
});
