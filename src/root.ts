/**
 * Where Kutsu's own files are: pages, texts and sample programs are read at run time, from `src/` and from `dist/` alike.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const root = findRoot(__dirname);

/** Gives the absolute path of a file of the repository, e.g. `rootPath("locales", "fi", "web.json")`. */
export function rootPath(...parts: readonly string[]): string {
  return join(root, ...parts);
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`Cannot find the root of Kutsu from "${start}": no folder above holds a package.json`);
    }
  }
}
