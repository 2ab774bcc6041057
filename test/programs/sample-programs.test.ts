import { describe, expect, test } from "@jest/globals";
import { samplePrograms } from "../../src/programs/sample-programs.ts";
import { localDate, weekdayOf } from "../../src/understanding/local-time.ts";

const zone = "Europe/Helsinki";

describe("the sample programs", () => {
  const programs = samplePrograms("2026-11-18", zone);

  test("are at least 150, each marked, each with an id of its own", () => {
    expect(programs.length).toBeGreaterThanOrEqual(150);
    expect(programs.every(({ sample }) => sample)).toBe(true);
    expect(new Set(programs.map(({ id }) => id)).size).toBe(programs.length);
  });

  test("all lie ahead of their day and end after they begin", () => {
    for (const { id, start, end } of programs) {
      expect([id, localDate(start, zone) >= "2026-11-18"]).toEqual([id, true]);
      expect([id, end === undefined || end > start]).toEqual([id, true]);
    }
  });

  test("keep their weekday and their time whatever the day, over a change of clocks too", () => {
    const first = programs[0];
    const later = samplePrograms("2027-03-26", zone)[0];
    expect(weekdayOf(localDate(first?.start ?? "", zone))).toBe(
      weekdayOf(localDate(later?.start ?? "", zone)),
    );
    expect(later?.start.slice(0, 10)).toBe("2027-03-31");
    // Helsinki is two hours ahead in November and three after the last Sunday of March.
    expect(Number(first?.start.slice(11, 13)) - Number(later?.start.slice(11, 13))).toBe(1);
  });

  test("have none left without a Finnish title, a time or a place", () => {
    for (const { id, title, place, online } of programs) {
      expect([id, title.fi !== undefined || title.en !== undefined, place !== undefined || online]).toEqual([
        id,
        true,
        true,
      ]);
    }
  });
});
