/** Makes programs for tests: what a test does not name is plain. */
import type { Program } from "../../src/programs/program.ts";

export function makeProgram(given: Partial<Program> & Pick<Program, "id">): Program {
  return {
    title: { fi: given.id },
    summary: {},
    description: {},
    start: "2026-11-20T15:00:00Z",
    end: "2026-11-20T16:00:00Z",
    allDay: false,
    online: false,
    keywords: [],
    audiences: [],
    price: {},
    languages: [],
    url: {},
    status: "scheduled",
    sample: false,
    ...given,
  };
}

/** A library to hold programs at. */
export function library(
  name: string,
  position?: { latitude: number; longitude: number },
): NonNullable<Program["place"]> {
  return {
    id: `place:${name}`,
    name: { fi: `${name} kirjasto` },
    address: {},
    district: {},
    ...(position === undefined ? {} : { position }),
  };
}
