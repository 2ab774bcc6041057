// Compiles TypeScript into dist/ when it is stale. Two builds at once do no harm: each works in a folder of its own.
//
// It checks no types (npm run types does), so that a start after an update takes one second.
const { createHash } = require("node:crypto");
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..");
const DIST = join(ROOT, "dist");
const STAMP = ".stamp";
/** Everything that ends up in dist/. */
const SOURCES = ["src", "dialogs", "bench", "locales"];

/** Makes dist/ what the sources say; answers whether there was anything to do. Throws an error that names the remedy. */
function build() {
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(tsc))
    throw new Error("Cannot build Kutsu: its packages are missing (run script/bootstrap)");
  const stamp = stampOfSources();
  if (isFresh(stamp)) return false;
  removeAbandonedBuilds();
  const fresh = `${DIST}.${process.pid}`;
  const old = `${fresh}.old`;
  try {
    const { status, stdout, stderr, error } = spawnSync(
      process.execPath,
      [tsc, "-p", join(ROOT, "tsconfig.build.json"), "--outDir", fresh, "--noCheck"],
      { cwd: ROOT, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`Cannot build Kutsu: ${stdout}${stderr}`.trim(), { cause: error });
    writeFileSync(join(fresh, STAMP), stamp);
    // Another build may have been quicker; what it made serves as well.
    if (!isFresh(stamp)) replaceDist(fresh, old);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
  return true;
}

/** A folder cannot be renamed onto a full one: the old one steps aside first. */
function replaceDist(fresh, old) {
  for (;;) {
    try {
      if (existsSync(DIST)) renameSync(DIST, old);
      renameSync(fresh, DIST);
      return;
    } catch (error) {
      // Another build put its own there between the two steps.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST" && error.code !== "ENOENT") throw error;
      rmSync(old, { recursive: true, force: true });
    }
  }
}

function isFresh(stamp) {
  try {
    return readFileSync(join(DIST, STAMP), "utf8") === stamp;
  } catch {
    return false;
  }
}

/** By content, so that a checkout of the same sources builds nothing. */
function stampOfSources() {
  const hash = createHash("sha1");
  const names = readdirSync(ROOT).filter((name) => /^tsconfig.*\.json$|^package-lock\.json$/.test(name));
  for (const source of SOURCES) {
    const files = existsSync(join(ROOT, source)) ? readdirSync(join(ROOT, source), { recursive: true }) : [];
    names.push(...files.filter((name) => /\.(tsx?|json)$/.test(name)).map((name) => join(source, name)));
  }
  for (const name of names.sort()) {
    if (name.includes("node_modules")) continue;
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(ROOT, name)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** A build that was killed leaves its folder behind, named after its process. */
function removeAbandonedBuilds() {
  for (const name of readdirSync(ROOT)) {
    const pid = Number(/^dist\.(\d+)(\.old)?$/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(ROOT, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Builds for a command: ends the process with a message when that fails. */
function buildOrExit() {
  try {
    return build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

module.exports = { buildOrExit };

if (require.main === module) console.log(buildOrExit() ? "dist/ is built" : "dist/ is up to date");
