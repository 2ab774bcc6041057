import { readFileSync } from "node:fs";
import { rootPath } from "../root.ts";

/** Reads a script that Redis runs; those given first are put before it, for the functions they bring. */
export function readScript(...files: readonly string[]): string {
  return files.map((file) => readFileSync(rootPath("src/store", file), "utf8")).join("\n");
}
