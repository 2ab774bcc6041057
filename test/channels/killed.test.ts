import { expect, test } from "@jest/globals";
import { killWhileTalking } from "./killed/library.ts";

test("kill -9 while conversations are under way on three platforms loses nothing and doubles only what is named", async () => {
  const report = await killWhileTalking({
    ...{ conversations: 30, workers: 3, kills: 2, leaseMs: 1_500, sweepEveryMs: 300 },
  });
  expect(report.wrong).toEqual([]);
  expect(report.unnamed).toEqual([]);
  expect(report.feedback).toBe(30);
  expect(report.kills).toBe(2);
}, 90_000);
