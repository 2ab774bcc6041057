/** Prints figures as a table: what, Kutsu, the target and the peers of the same run. */

import type { Redis } from "ioredis";

/** One figure. */
export interface Figure {
  readonly what: string;
  readonly kutsu: string;
  readonly target?: string;
  readonly peers?: Readonly<Record<string, string>>;
}

/** Prints a heading and the figures under it. */
export function printFigures(heading: string, figures: readonly Figure[]): void {
  console.log(`\n${heading.padEnd(46)}${"Kutsu".padStart(12)}${"target".padStart(12)}   peers`);
  for (const { what, kutsu, target = "", peers = {} } of figures) {
    const named = Object.entries(peers).map(([name, figure]) => `${name} ${figure}`);
    console.log(
      `  ${what.padEnd(44)}${kutsu.padStart(12)}${target.padStart(12)}   ${named.join(", ")}`.trimEnd(),
    );
  }
}

/** Says a part of a whole in percent. */
export function percent(part: number, whole = 1): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Gives the value that a share of the times stay under. */
export function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Tells how many bytes a Redis has in use: all, or for its data alone, without what connections take for a while. */
export async function usedMemory(redis: Redis, of: "all" | "data" = "all"): Promise<number> {
  const name = of === "data" ? /used_memory_dataset:(\d+)/ : /used_memory:(\d+)/;
  return Number(name.exec(await redis.info("memory"))?.[1]);
}
