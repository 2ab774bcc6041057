/** How well programs suit children told of by school year: the group stays, the years only tell more and less. */
import { fitsAudience } from "../../src/programs/audience-match.ts";
import { makeProgram } from "./make-program.ts";

const fits = (ages: { min?: number; max?: number } | undefined, years: number | undefined) =>
  fitsAudience(makeProgram({ id: "a", audiences: ["children"], ...(ages && { ages }) }), "children", {
    hasTopic: false,
    months: years === undefined ? undefined : 12 * years,
  });

describe("a program for children, asked for by school year,", () => {
  test("counts less the farther its ages are, and never nothing", () => {
    const [near, next, far] = [
      fits({ min: 7, max: 9 }, 7),
      fits({ min: 8, max: 10 }, 7),
      fits({ min: 3, max: 4 }, 7),
    ];
    expect(near).toBe(1);
    expect(next).toBeLessThan(near);
    expect(far).toBeLessThan(next);
    expect(far).toBeGreaterThan(0);
  });

  test("counts as before when it tells no ages, or is for all from an age on", () => {
    expect(fits(undefined, 7)).toBe(fits(undefined, undefined));
    expect(fits({ min: 3 }, 7)).toBe(fits({ min: 3 }, undefined));
  });

  test("for toddlers suits toddlers though it is too early for other children", () => {
    expect(fits({ min: 1, max: 2 }, undefined)).toBe(0);
    expect(fits({ min: 1, max: 2 }, 2)).toBe(1);
  });
});
