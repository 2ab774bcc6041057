/** What the docs name exists: paths, npm scripts, commands, and settings. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..");
/** Made when Kutsu runs or is built, so that a fresh clone has none of them. */
const MADE_LATER = /^(\.kutsu|dist|node_modules|\.env)(\/|$)/;

const docs = ["README.md", "CONTRIBUTING.md", ...markdownIn("docs")].filter((file) =>
  existsSync(join(ROOT, file)),
);
const project = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const scripts = new Set(Object.keys(project.scripts));

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** Text in backticks and in code blocks, a line each. */
function codeOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const inline = [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(
    ([, code = ""]) => code,
  );
  return [...blocks, ...inline];
}

/** Paths start with a file or folder of the project's root; `...`, `*`, `NAME` and `<name>` stand for something else. */
function pathsOf(code: string): string[] {
  const tops = readdirSync(ROOT).filter((name) => !name.startsWith(".git") && !MADE_LATER.test(name));
  return code
    .split(/[\s"'=(),;]+/)
    .map((word) => word.replace(/^\.\//, "").replace(/[:.]+$/, ""))
    .filter((word) => tops.includes(word) || tops.some((top) => word.startsWith(`${top}/`)))
    .filter((word) => !/\.\.\.|[*<>{}|]|[A-Z]{4,}(?!\.md|E\.md)/.test(word));
}

function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

test("there are docs to check", () => {
  expect(docs.length).toBeGreaterThan(1);
  expect(docs.flatMap((file) => codeOf(read(file)).flatMap(pathsOf)).length).toBeGreaterThan(5);
});

test.each(docs)("every path and link in %s exists", (file) => {
  const markdown = read(file);
  const paths = codeOf(markdown).flatMap(pathsOf);
  const links = linksOf(markdown).map((target) => join(dirname(file), target));
  expect([...paths, ...links].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(docs)("every npm script in %s exists", (file) => {
  const named = [...read(file).matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)];
  const missing = named.map(([, run, short]) => run ?? short ?? "").filter((name) => !scripts.has(name));
  expect(missing).toEqual([]);
});

test.each(docs)("every command of Kutsu in %s exists", (file) => {
  const cli = ["src/cli.ts", "src/cli-staff.ts"].map(read).join("\n");
  const isKnown = (name: string) => new RegExp(`\\.command\\("${name}[ "]`).test(cli);
  const takesWords = (name: string) => cli.includes(`.command("${name} `);
  const named = [...read(file).matchAll(/\bnpm run -s kutsu -- ([a-z]+)(?: ([a-z]+))?/g)];
  const missing = named.filter(
    ([, name = "", inner]) => !isKnown(name) || (inner !== undefined && !takesWords(name) && !isKnown(inner)),
  );
  expect(missing.map(([command]) => command)).toEqual([]);
});

test.each(docs)("every setting in %s is read by the code", (file) => {
  const code = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => read(`src/${name}`))
    .join("\n");
  const named = codeOf(read(file)).flatMap(
    (line) => line.match(/\b(?:KUTSU|REDIS|PUBLIC|LOG)_[A-Z_]+\b/g) ?? [],
  );
  expect(named.filter((name) => !code.includes(name))).toEqual([]);
});

test("docs/dependencies.md explains every package, and no other", () => {
  const rows =
    read("docs/dependencies.md")
      .split("\n## From the machine")[0]
      ?.match(/^\| `.*?\|/gm) ?? [];
  const explained = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(explained.sort()).toEqual(
    Object.keys({ ...project.dependencies, ...project.devDependencies }).sort(),
  );
});
