/**
 * A codebook: the themes a library sorts answers into, each with words and example answers in Finnish and English. Staff edit it;
 * every edit they make of themes becomes a word or an example in it.
 */
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { rootPath } from "../../root.ts";
import type { Language } from "../../understanding/understood.ts";
import { readAnswers } from "./read-answers.ts";

/** Words or answers by their language; of `any` it is found out. */
export type ByLanguage = Readonly<Partial<Record<Language | "any", readonly string[]>>>;

/** A theme of a codebook. */
export interface CodebookTheme {
  /** Stays when the theme is renamed. */
  readonly id: string;
  readonly label: Readonly<Record<Language, string>>;
  readonly words: ByLanguage;
  readonly examples: ByLanguage;
}

/** The themes of a library. */
export interface Codebook {
  readonly themes: readonly CodebookTheme[];
}

/** Thrown when a codebook is not what it should be; the message names every problem. */
export class CodebookUnreadable extends Error {
  override readonly name = "CodebookUnreadable";
}

const MOST_BYTES = 16 * 1024 * 1024;

const texts = z.array(z.string().trim().min(1).max(4_000)).max(10_000);
const byLanguage = z
  .union([
    texts.transform((any): ByLanguage => ({ any })),
    z.strictObject({ fi: texts.optional(), en: texts.optional(), any: texts.optional() }).transform(present),
  ])
  .optional()
  .transform((value): ByLanguage => value ?? {});
const name = z.string().trim().min(1).max(120);
const label = z.union([
  name.transform((both) => ({ fi: both, en: both })),
  z.strictObject({ fi: name, en: name }),
]);
const theme = z
  .strictObject({ id: name, label: label.optional(), words: byLanguage, examples: byLanguage })
  // A theme that has no label is called by its id.
  .transform(({ label, ...theme }) => ({ ...theme, label: label ?? { fi: theme.id, en: theme.id } }));
const codebook = z.strictObject({ themes: z.array(theme).min(1).max(500) });

function present(lists: {
  fi?: string[] | undefined;
  en?: string[] | undefined;
  any?: string[] | undefined;
}) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)) as ByLanguage;
}

/**
 * Reads a codebook: YAML or JSON, or a table or JSON lines of answers with a theme each, which are its examples then. `name` is the
 * file's, for messages and to tell its kind. Throws {@link CodebookUnreadable}.
 */
export function readCodebook(bytes: Uint8Array, name: string): Codebook {
  const fail = (problems: string) => new CodebookUnreadable(`Cannot read codebook "${name}": ${problems}`);
  if (bytes.length > MOST_BYTES)
    throw fail(`the file has ${bytes.length} bytes, at most ${MOST_BYTES} are read`);
  if (/\.(?:csv|tsv|jsonl|ndjson)$/i.test(name)) return codebookOfAnswers(bytes, name);
  const document = parseDocument(
    Buffer.from(bytes)
      .toString("utf8")
      .replace(/^\ufeff/, ""),
  );
  const [mistake] = document.errors;
  if (mistake !== undefined)
    throw fail(`line ${mistake.linePos?.[0].line ?? 1}: ${mistake.message.split("\n")[0]}`);
  // Aliases that multiply each other would fill the memory.
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  const parsed = codebook.safeParse(Array.isArray(content) ? { themes: content } : content);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "file"}: ${message}`,
    );
    throw fail(problems.slice(0, 20).join("; "));
  }
  const twice = parsed.data.themes.find(({ id }, at, all) => all.findIndex((one) => one.id === id) !== at);
  if (twice !== undefined) throw fail(`two themes have the id "${twice.id}"`);
  return parsed.data;
}

function codebookOfAnswers(bytes: Uint8Array, name: string): Codebook {
  const sorted = new Map<string, Record<Language | "any", string[]>>();
  for (const { text, language, theme } of readAnswers(bytes, { name }).answers) {
    if (theme === undefined || text.trim() === "") continue;
    const lists = sorted.get(theme) ?? { fi: [], en: [], any: [] };
    lists[language ?? "any"].push(text);
    sorted.set(theme, lists);
  }
  if (sorted.size === 0)
    throw new CodebookUnreadable(`Cannot read codebook "${name}": no line of it has a theme`);
  return { themes: [...sorted].map(([title, examples]) => themeOf(title, examples)) };
}

function themeOf(title: string, examples: ByLanguage): CodebookTheme {
  return { id: title, label: { fi: title, en: title }, words: {}, examples };
}

/** Gives the codebook that comes with Kutsu: what people say of a city library. */
export function libraryCodebook(): Codebook {
  const path = rootPath("data", "themes", "library.yaml");
  return readCodebook(readFileSync(path), path);
}
