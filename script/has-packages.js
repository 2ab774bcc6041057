// Ends with 0 when node_modules/ holds what package-lock.json asks for, with 1 otherwise. Does not call npm: that takes a second.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..");

function readPackages(...path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, ...path), "utf8")).packages;
  } catch {
    return {};
  }
}

const wanted = readPackages("package-lock.json");
const installed = readPackages("node_modules", ".package-lock.json");

const isComplete = Object.entries(wanted).every(
  ([path, { version, integrity, optional, link }]) =>
    path === "" ||
    // For another processor or system: npm leaves it out.
    (optional && !(path in installed)) ||
    (installed[path]?.version === version &&
      (link || installed[path].integrity === integrity) &&
      existsSync(join(ROOT, path))),
);

process.exitCode = isComplete ? 0 : 1;
