/** Many programs for measuring: the samples again and again, each time on other days and by another name. */
import type { Program } from "../src/programs/program.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Gives as many programs as wanted, no two of one series. */
export function manyPrograms(samples: readonly Program[], count: number): readonly Program[] {
  return Array.from({ length: count }, (_, index): Program => {
    const sample = samples[index % samples.length];
    if (sample === undefined) throw new Error("Cannot vary sample programs: there are none");
    const round = Math.floor(index / samples.length);
    const moved = (instant: string) => new Date(Date.parse(instant) + round * DAY_MS).toISOString();
    const [language, title] = Object.entries(sample.title)[0] ?? ["fi", ""];
    return {
      ...sample,
      id: `${sample.id}-${round}`,
      title: { ...sample.title, [language]: `${title} ${NAMES[round % NAMES.length]}` },
      start: moved(sample.start),
      ...(sample.end !== undefined && { end: moved(sample.end) }),
    };
  });
}

const NAMES =
  "aamulla illalla ystäville naapureille puistossa kellarissa parvella pihalla rannalla torilla".split(" ");
