import { expect, test } from "@jest/globals";
import { reportInWords } from "../../src/commands/announcement-in-words.ts";
import type { Report } from "../../src/outreach/announcements/report.ts";

const NONE = {
  ...{ pending: 0, sending: 0, sent: 0, failed: 0, unreachable: 0 },
  ...{ unknown: 0, deferred: 0, dropped: 0, optedOut: 0 },
};
const REPORT: Report = {
  ...{ id: "tiedote1", status: "sending", total: 3, remaining: 1, frozen: { web: 3 }, failures: [] },
  byState: { ...NONE, sent: 1, dropped: 1, deferred: 1 },
  byChannel: { web: { sent: 1 }, none: { dropped: 1 } },
  reactions: { more: 0, save: 0, dismiss: 0, stop: 0, feedback: 0 },
};

test("a report tells who was not written to, and why some are deferred", () => {
  const lines = reportInWords(REPORT, "Europe/Helsinki").split("\n");
  expect(lines).toContain("  not written to  dropped 1");
  expect(lines.filter((line) => line.includes("deferred are those"))).toHaveLength(1);
  const over = reportInWords({ ...REPORT, byState: { ...NONE, sent: 2, dropped: 1 } }, "Europe/Helsinki");
  expect(over).not.toContain("deferred");
});
