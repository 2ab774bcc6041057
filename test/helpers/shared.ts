/** Real data for tests lies beside the checkout on machines that have it; everywhere else such tests skip and say so. */
import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.KUTSU_SHARED ?? join(__dirname, "..", "..", "..", "shared");

/** Gives the path of a file of the real data, or undefined where it is absent. */
export function sharedPath(relative: string): string | undefined {
  const path = join(folder, relative);
  return existsSync(path) ? path : undefined;
}
