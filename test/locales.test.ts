import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const LOCALES = ["en", "fi"] as const;

/** Texts of one language: dotted key, which begins with the file's name, to text. */
type Texts = ReadonlyMap<string, string>;

const texts: Readonly<Record<(typeof LOCALES)[number], Texts>> = { en: readTexts("en"), fi: readTexts("fi") };

function readTexts(language: string): Texts {
  const folder = join(ROOT, "locales", language);
  return new Map(
    readdirSync(folder).flatMap((file) =>
      flatten(file.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, file), "utf8"))),
    ),
  );
}

function flatten(key: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[key, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flatten(`${key}.${name}`, inner));
}

function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name = ""]) => name))].sort();
}

/** Plural forms of one text are one key in the code. */
function stemOf(key: string): string {
  return key.replace(/_(zero|one|other)$/, "");
}

/** Finds the keys the code names: whole in a string, or built by a template, whose gaps may hold anything. */
function usesOf(source: string): { readonly keys: Set<string>; readonly forms: RegExp[] } {
  const keys = new Set(
    [...source.matchAll(/["'`]([a-z][\w-]*(?:\.[\w-]+)+)["'`]/g)].map(([, key = ""]) => key),
  );
  const forms = [...source.matchAll(/`([a-z][\w-]*\.[^`\s]*\$\{[^`\s]+)`/g)].map(
    ([, template = ""]) =>
      new RegExp(
        `^${template
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join(".+")}$`,
      ),
  );
  return { keys, forms };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The page reads its own texts by their path in the file: as properties, as arguments, from its markup, or a group at once. */
function isNamedOnPage(path: string): boolean {
  const page = codeIn("src/channels/web");
  const groups = [...page.matchAll(/\btexts\.(?:en|fi)\.(\w+)\b(?!\.)/g)].map(([, group]) => `${group}.`);
  return (
    new RegExp(`\\b${escaped(path)}\\b`).test(page) ||
    usesOf(page).forms.some((form) => form.test(path)) ||
    groups.some((group) => path.startsWith(group))
  );
}

const code = codeIn("src", "dialogs");

function codeIn(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(ROOT, folder, name),
      ),
    )
    .filter((file) => /\.(tsx?|m?js)$/.test(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

test("the locales have texts to compare", () => {
  expect(texts.en.size).toBeGreaterThan(50);
});

test("English and Finnish have the same keys", () => {
  const onlyIn = (one: Texts, other: Texts) => [...one.keys()].filter((key) => !other.has(key));
  expect({ en: onlyIn(texts.en, texts.fi), fi: onlyIn(texts.fi, texts.en) }).toEqual({ en: [], fi: [] });
});

test("English and Finnish have the same placeholders in each text", () => {
  const differing = [...texts.en].filter(
    ([key, text]) => String(placeholdersOf(text)) !== String(placeholdersOf(texts.fi.get(key) ?? "")),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test.each(LOCALES)("no text in %s is empty, padded or left as a note", (language) => {
  const poor = [...texts[language]].filter(
    ([, text]) => text.trim() === "" || text !== text.trim() || /\b(TODO|TBD|FIXME|lorem)\b/i.test(text),
  );
  expect(poor.map(([key]) => key)).toEqual([]);
});

test.each(LOCALES)("texts in %s hold at most one exclamation mark, and few have any", (language) => {
  const marks = [...texts[language]].map(([key, text]) => ({ key, count: text.split("!").length - 1 }));
  expect(marks.filter(({ count }) => count > 1)).toEqual([]);
  expect(marks.filter(({ count }) => count > 0).length).toBeLessThanOrEqual(texts[language].size / 20);
});

test("every key of the locales is used", () => {
  const { keys, forms } = usesOf(code);
  const isUsed = (key: string) =>
    key.startsWith("web.")
      ? isNamedOnPage(key.slice("web.".length))
      : keys.has(key) || forms.some((form) => form.test(key));
  const unused = [...new Set([...texts.en.keys()].map(stemOf))].filter((key) => !isUsed(key));
  expect(unused).toEqual([]);
});
