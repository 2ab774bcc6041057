/** Runs script/bootstrap in a small project and a PATH of our own, where what would install something only says so. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../helpers/redis.ts";

const SCRIPTS = join(__dirname, "..", "..", "script");
const PACKAGE = { "node_modules/zod": { version: "4.6.7", integrity: "sha512-a" } };

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ["script", "bin", "node_modules/zod"])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ["bootstrap", "has-packages.js"])
    copyFileSync(join(SCRIPTS, name), join(folder, "script", name));
  for (const name of ["sh", "dirname", "env", "cat"]) {
    const found = ["/bin", "/usr/bin"].map((home) => join(home, name)).find((file) => existsSync(file));
    symlinkSync(found ?? name, join(folder, "bin", name));
  }
  symlinkSync(process.execPath, join(folder, "bin", "node"));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...PACKAGE } }));
  writeFileSync(join(folder, "node_modules/.package-lock.json"), JSON.stringify({ packages: PACKAGE }));
  program("id", "echo 0");
  program("redis-server", "true");
  program("dpkg-query", "echo installed");
  for (const name of ["npm", "apt-get", "brew"]) program(name, `echo "${name} $*" >>"${folder}/calls"`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): void {
  const file = join(folder, "bin", name);
  rmSync(file, { force: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

function without(...names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, "bin", name));
}

function bootstrap(...args: readonly string[]) {
  const env = { PATH: join(folder, "bin") };
  const { status, stderr } = spawnSync(join(folder, "script", "bootstrap"), args, { env, encoding: "utf8" });
  let calls: string[] = [];
  try {
    calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
  } catch {
    // Nothing was called.
  }
  return { status, stderr, calls };
}

test("bootstrap calls and says nothing when nothing is missing", () => {
  expect(bootstrap()).toEqual({ status: 0, stderr: "", calls: [] });
});

test("bootstrap runs npm ci when a package is missing, old or gone from the disk", () => {
  const installed = join(folder, "node_modules/.package-lock.json");
  writeFileSync(
    installed,
    JSON.stringify({ packages: { "node_modules/zod": { version: "4.6.6", integrity: "sha512-b" } } }),
  );
  expect(bootstrap()).toMatchObject({ status: 0, calls: [expect.stringMatching(/^npm ci/)] });
  writeFileSync(installed, JSON.stringify({ packages: PACKAGE }));
  rmSync(join(folder, "node_modules/zod"), { recursive: true });
  expect(bootstrap().calls).toHaveLength(2);
  rmSync(join(folder, "node_modules"), { recursive: true });
  expect(bootstrap().calls).toHaveLength(3);
});

test("bootstrap does not miss a package that is for other machines", () => {
  const lock = { packages: { ...PACKAGE, "node_modules/for-windows": { version: "1.0.0", optional: true } } };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
  expect(bootstrap().calls).toEqual([]);
});

test("bootstrap ends when npm ci fails", () => {
  rmSync(join(folder, "node_modules"), { recursive: true });
  program("npm", "exit 1");
  expect(bootstrap()).toMatchObject({ status: 1, stderr: expect.stringContaining("npm ci failed") });
});

test("bootstrap installs redis-server and the language packages by apt-get and says so", () => {
  without("redis-server");
  program("dpkg-query", "false");
  const { status, stderr, calls } = bootstrap();
  expect(status).toBe(0);
  expect(calls).toEqual([
    expect.stringMatching(/^apt-get install .* redis-server$/),
    expect.stringMatching(/^apt-get install .* voikko-fi dict-freedict-fin-eng dict-freedict-eng-fin$/),
  ]);
  expect(stderr).toContain("Installing redis-server");
  expect(stderr).toContain("voikko-fi");
});

test("bootstrap installs the browser for the tests only", () => {
  expect(bootstrap().calls).toEqual([]);
  expect(bootstrap("--tests").calls).toEqual([expect.stringMatching(/^apt-get install .* chromium$/)]);
});

test("bootstrap goes on when the language packages cannot be installed, and says what to run", () => {
  program("dpkg-query", "false");
  program("apt-get", "exit 100");
  const { status, stderr } = bootstrap();
  expect(status).toBe(0);
  expect(stderr).toContain(
    "run as root: apt-get install voikko-fi dict-freedict-fin-eng dict-freedict-eng-fin",
  );
});

test("bootstrap installs the language packages that apt-get knows when it does not know them all", () => {
  program("dpkg-query", "false");
  program("apt-get", 'case "$*" in *eng-fin*) exit 100;; esac');
  const { status, stderr } = bootstrap();
  expect(status).toBe(0);
  expect(stderr).toContain("Going on without dict-freedict-eng-fin:");
});

test("bootstrap ends with the command to run when it may not install redis-server", () => {
  without("redis-server");
  program("id", "echo 1000");
  const { status, stderr } = bootstrap();
  expect(status).toBe(1);
  expect(stderr).toContain("run as root: apt-get install redis-server");
});

test("bootstrap asks sudo where it is not root", () => {
  without("redis-server");
  program("id", "echo 1000");
  program("sudo", 'exec "$@"');
  expect(bootstrap().calls).toEqual([expect.stringMatching(/^apt-get install .* redis-server$/)]);
});

test("bootstrap installs Redis by brew where there is no apt-get", () => {
  without("redis-server", "apt-get");
  expect(bootstrap().calls).toEqual(["brew install --quiet redis"]);
});

test.each(["v18.20.4", "v20.18.3"])(
  "bootstrap refuses Node.js %s and names the version it needs",
  (version) => {
    program("node", `echo ${version}`);
    const { status, stderr } = bootstrap();
    expect(status).toBe(1);
    expect(stderr).toContain(`this is Node.js ${version} (install version 20.19 or newer`);
  },
);
