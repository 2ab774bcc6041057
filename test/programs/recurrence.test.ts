import { describe, expect, test } from "@jest/globals";
import { parseRule, timesOf } from "../../src/programs/sources/recurrence.ts";

/** Gives the first times of a rule as texts without seconds. */
function first(count: number, rule: string, start: string, from = start): readonly string[] {
  const span = { from: Date.parse(`${from}Z`), to: Date.UTC(2060, 0, 1), budget: { left: 200_000 } };
  const found: string[] = [];
  for (const time of timesOf(parseRule(rule), Date.parse(`${start}Z`), span)) {
    found.push(new Date(time).toISOString().slice(0, 16));
    if (found.length === count) break;
  }
  return found;
}

describe("a rule", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "2026-01-31T10:00",
      ["2026-01-31T10:00", "2026-03-31T10:00", "2026-05-31T10:00"],
    ],
    ["FREQ=YEARLY", "2024-02-29T10:00", ["2024-02-29T10:00", "2028-02-29T10:00", "2032-02-29T10:00"]],
    [
      "FREQ=MONTHLY;BYDAY=-1FR",
      "2026-11-01T10:00",
      ["2026-11-27T10:00", "2026-12-25T10:00", "2027-01-29T10:00"],
    ],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      "2026-11-01T10:00",
      ["2026-11-30T10:00", "2026-12-31T10:00", "2027-01-29T10:00"],
    ],
    [
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      "2026-01-01T10:00",
      ["2026-02-13T10:00", "2026-03-13T10:00", "2026-11-13T10:00"],
    ],
    [
      "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
      "2026-01-01T10:00",
      ["2026-11-26T10:00", "2027-11-25T10:00", "2028-11-23T10:00"],
    ],
    [
      "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR",
      "2026-01-05T10:00",
      ["2027-01-01T10:00", "2032-12-31T10:00", "2038-01-01T10:00"],
    ],
    [
      "FREQ=YEARLY;BYYEARDAY=-1",
      "2026-01-01T10:00",
      ["2026-12-31T10:00", "2027-12-31T10:00", "2028-12-31T10:00"],
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU",
      "1997-08-05T09:00",
      ["1997-08-05T09:00", "1997-08-10T09:00", "1997-08-19T09:00"],
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
      "1997-08-05T09:00",
      ["1997-08-05T09:00", "1997-08-17T09:00", "1997-08-19T09:00"],
    ],
    [
      "FREQ=DAILY;BYHOUR=9,14;BYDAY=SA",
      "2026-11-01T09:30",
      ["2026-11-07T09:30", "2026-11-07T14:30", "2026-11-14T09:30"],
    ],
    [
      "FREQ=HOURLY;INTERVAL=3;BYHOUR=9,12",
      "2026-11-01T09:00",
      ["2026-11-01T09:00", "2026-11-01T12:00", "2026-11-02T09:00"],
    ],
  ])("%s from %s", (rule, start, expected) => {
    expect(first(3, rule, start)).toEqual(expected);
  });

  test("entered in the middle gives the same times as from its start", () => {
    const rules = [
      "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SA",
      "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1",
      "FREQ=DAILY;INTERVAL=9",
      "FREQ=YEARLY;INTERVAL=2;BYDAY=20MO",
      "FREQ=HOURLY;INTERVAL=7",
    ];
    for (const rule of rules) {
      const late = first(5, rule, "2001-01-31T10:30", "2004-06-01T00:00");
      const all = first(20_000, rule, "2001-01-31T10:30").filter((time) => time >= "2004-06-01");
      expect([rule, ...late]).toEqual([rule, ...all.slice(0, 5)]);
    }
  });

  test("that never comes true ends at its horizon or its budget", () => {
    expect(first(1, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T10:00")).toEqual([]);
    expect(() =>
      first(1, "FREQ=SECONDLY;BYMINUTE=1;BYSECOND=2;BYHOUR=3;BYSETPOS=2", "2026-01-01T10:00"),
    ).toThrow(/takes too long/);
  });
});
