/** Four simulated weeks of a small library whose workers are killed: every message is held against the rules. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { simulateYear, type YearReport } from "../../bench/year-library.ts";

describe("four weeks of a library that keeps in touch, with two workers killed", () => {
  let report: YearReport;
  beforeAll(async () => {
    report = await simulateYear({
      ...{ patrons: 40, days: 28, seed: 3, kills: 2, workers: 2, activity: 8 },
      ...{ leaseMs: 2500, lockMs: 1000, tell: () => undefined },
    });
  }, 120_000);

  test("have something of everything, or nothing would be shown", () => {
    const { byKind, dues, kills } = report;
    expect(kills).toBe(2);
    for (const kind of ["reminder", "after", "interests", "series"] as const)
      expect([kind, byKind[kind] > 5]).toEqual([kind, true]);
    for (const kind of ["day", "hours", "after", "change"] as const)
      expect([kind, dues[kind].due > 1]).toEqual([kind, true]);
  });

  test("break no rule for writing first, and miss nothing that was due", () => {
    const broken = report.rules.flatMap(({ rule, broken: all }) => all.map((one) => `${rule}: ${one}`));
    expect(broken).toEqual([]);
  });

  test("leave every patron with one look ahead at most, and lose none", () => {
    const { doubledJobs, lost, missingJobs, strayJobs } = report;
    expect({ doubledJobs, lost, missingJobs, strayJobs }).toEqual({
      ...{ doubledJobs: [], lost: [], missingJobs: [], strayJobs: [] },
    });
  });

  test("send again only what was in flight at a kill, and name it in the log", () => {
    expect(report.unnamedRepeats).toBe(0);
    expect(report.repeats).toBeLessThanOrEqual(report.kills);
  });
});
