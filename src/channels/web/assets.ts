/** The files of the page, read once and served from memory under a name that changes with their content. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { rootPath } from "../../root.ts";

/** A file as it is served. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/** The files, by the path they are served at. */
export interface Assets {
  /** Gives the path of a file, e.g. `/assets/1f3a/main.mjs`; throws when there is no such file. */
  path(name: string): string;
  find(path: string): Asset | undefined;
  /** Names of the script modules. */
  readonly modules: readonly string[];
}

const FOLDER = ["src", "channels", "web", "client"] as const;
/** Served under its own name, because library pages link to it. */
const SNIPPET = "kutsu.js";
const TYPES: Readonly<Record<string, string>> = {
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Reads the files. One name for all: a module imports its neighbour, which must be of the same version. */
export function readAssets(): Assets {
  const names = readdirSync(rootPath(...FOLDER))
    .filter((name) => TYPES[extname(name)] !== undefined)
    .sort();
  const bodies = names.map((name) => readFileSync(rootPath(...FOLDER, name)));
  const hash = createHash("sha256");
  for (const body of bodies) hash.update(body).update("\0");
  const folder = `/assets/${hash.digest("hex").slice(0, 12)}/`;
  const byPath = new Map<string, Asset>();
  names.forEach((name, index) => {
    byPath.set(folder + name, { type: TYPES[extname(name)] ?? "", body: bodies[index] ?? Buffer.alloc(0) });
  });
  return {
    path: (name) => {
      if (!byPath.has(folder + name))
        throw new Error(`Cannot serve page file "${name}": it is not in ${FOLDER.join("/")}`);
      return folder + name;
    },
    find: (path) => byPath.get(path),
    modules: names.filter((name) => name.endsWith(".mjs")),
  };
}

/** Reads the script that library pages link to. */
export function readSnippet(): string {
  return readFileSync(rootPath(...FOLDER, SNIPPET), "utf8");
}
