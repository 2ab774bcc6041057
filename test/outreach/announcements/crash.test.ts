import { expect, test } from "@jest/globals";
import { crashWhileSending } from "./crash-library.ts";

test("an announcement reaches everybody once while processes and Redis are killed and platforms refuse", async () => {
  const report = await crashWhileSending({
    ...{ recipients: 400, workers: 2, perSecond: 40, lockMs: 1500 },
    strikes: [
      [0.1, "trouble"],
      [0.2, "kill"],
      [0.35, "redis"],
      [0.5, "kill"],
      [0.6, "trouble"],
      [0.75, "kill"],
    ],
  });
  expect(report.wrong).toEqual([]);
  expect(report).toMatchObject({ recipients: 400, twice: 0, lost: 0 });
  expect(report.struck).toEqual({ kill: 3, redis: 1, cut: 0, trouble: 2 });
}, 120_000);
