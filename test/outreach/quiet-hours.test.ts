import { describe, expect, test } from "@jest/globals";
import { afterQuiet, beforeQuiet, isQuiet, within } from "../../src/outreach/quiet-hours.ts";

const QUIET = { from: 21, until: 9 };
const ZONE = "Europe/Helsinki";
const at = (local: string) => Date.parse(local);
const iso = (ms: number) => new Date(ms).toISOString();

describe("quiet hours", () => {
  test.each([
    ["2026-11-18T20:59:59+02:00", false],
    ["2026-11-18T21:00:00+02:00", true],
    ["2026-11-19T00:00:00+02:00", true],
    ["2026-11-19T08:59:59+02:00", true],
    ["2026-11-19T09:00:00+02:00", false],
    // Summer time: the same hours of the clock on the wall.
    ["2026-07-01T21:00:00+03:00", true],
    ["2026-07-01T20:59:00+03:00", false],
  ])("hold from nine to nine by the library's clock: %s", (local, quiet) => {
    expect(isQuiet(at(local), QUIET, ZONE)).toBe(quiet);
  });

  test("may lie within a day, or not be at all", () => {
    expect(isQuiet(at("2026-11-18T13:00:00+02:00"), { from: 12, until: 14 }, ZONE)).toBe(true);
    expect(isQuiet(at("2026-11-18T14:00:00+02:00"), { from: 12, until: 14 }, ZONE)).toBe(false);
    expect(isQuiet(at("2026-11-18T03:00:00+02:00"), { from: 9, until: 9 }, ZONE)).toBe(false);
  });

  test("end in the morning: the same night, whichever side of midnight", () => {
    const morning = "2026-11-19T07:00:00.000Z";
    expect(iso(afterQuiet(at("2026-11-18T22:30:00+02:00"), QUIET, ZONE))).toBe(morning);
    expect(iso(afterQuiet(at("2026-11-19T01:30:00+02:00"), QUIET, ZONE))).toBe(morning);
    expect(iso(afterQuiet(at("2026-11-19T09:30:00+02:00"), QUIET, ZONE))).toBe("2026-11-19T07:30:00.000Z");
  });

  test("leave half an hour before they begin, the evening before", () => {
    const evening = "2026-11-18T18:30:00.000Z";
    expect(iso(beforeQuiet(at("2026-11-19T07:00:00+02:00"), QUIET, ZONE))).toBe(evening);
    expect(iso(beforeQuiet(at("2026-11-18T23:00:00+02:00"), QUIET, ZONE))).toBe(evening);
  });

  test("end at nine by the clock on the nights when clocks change", () => {
    // 29 March 2026: clocks go forward at three; 25 October 2026: back at four.
    expect(iso(afterQuiet(at("2026-03-28T22:00:00+02:00"), QUIET, ZONE))).toBe("2026-03-29T06:00:00.000Z");
    expect(iso(afterQuiet(at("2026-10-24T22:00:00+03:00"), QUIET, ZONE))).toBe("2026-10-25T07:00:00.000Z");
  });

  test("what suits a patron is the next such hour", () => {
    const day = { from: 9, until: 17 };
    expect(iso(within(at("2026-11-18T18:00:00+02:00"), day, ZONE))).toBe("2026-11-19T07:00:00.000Z");
    expect(iso(within(at("2026-11-18T07:00:00+02:00"), day, ZONE))).toBe("2026-11-18T07:00:00.000Z");
    expect(iso(within(at("2026-11-18T12:00:00+02:00"), day, ZONE))).toBe("2026-11-18T10:00:00.000Z");
  });
});
