/** What staff do with themes, as changes to a codebook. Each gives a new codebook and leaves the old one as it was. */
import type { Language } from "../../understanding/understood.ts";
import type { ByLanguage, Codebook, CodebookTheme } from "./codebook.ts";

type Label = CodebookTheme["label"];

/** An answer as it becomes an example of a theme. Hand in masked text only. */
export interface Example {
  readonly text: string;
  readonly language?: Language | undefined;
}

/** Gives a theme another label. Its id stays, so that what was sorted into it stays. */
export function renameTheme(codebook: Codebook, id: string, label: Label): Codebook {
  const renamed = { ...themeOf(codebook, id, "rename"), label };
  return replace(codebook, [id], renamed);
}

/** Adds a theme, such as a group that was proposed: its words and its quotes make the theme. */
export function addTheme(codebook: Codebook, theme: CodebookTheme): Codebook {
  if (findTheme(codebook, theme.id) !== undefined)
    throw new Error(`Cannot add theme "${theme.id}": there is one with this id`);
  return { themes: [...codebook.themes, theme] };
}

/** Joins themes to the first of them, which keeps its id and its label and takes the words and examples of all. */
export function mergeThemes(codebook: Codebook, ids: readonly [string, ...string[]]): Codebook {
  const distinct = [...new Set(ids)];
  const themes = distinct.map((id) => themeOf(codebook, id, "merge"));
  const [first] = themes;
  if (first === undefined || themes.length < 2)
    throw new Error(`Cannot merge theme "${ids[0]}": there is no other theme to merge it with`);
  const words = themes.map((theme) => theme.words).reduce(joined);
  const examples = themes.map((theme) => theme.examples).reduce(joined);
  return replace(codebook, distinct, { ...first, words, examples });
}

/** A part of a theme that becomes a theme of its own. */
export interface SplitPart {
  readonly id: string;
  readonly label: Label;
  /** Words and examples of the theme that go with the part; others are added to it. */
  readonly words: ByLanguage;
  readonly examples: ByLanguage;
}

/** Makes a theme of its own of a part of a theme. What goes with the part leaves the theme. */
export function splitTheme(codebook: Codebook, id: string, part: SplitPart): Codebook {
  const theme = themeOf(codebook, id, "split");
  const rest = {
    ...theme,
    words: without(theme.words, part.words),
    examples: without(theme.examples, part.examples),
  };
  return addTheme(replace(codebook, [id], rest), part);
}

/**
 * Moves an answer to another theme: it becomes an example there, and is none of `from` any more. Without `to` it belongs to no theme;
 * without `from` it belonged to none. Twice is the same as once.
 */
export function moveAnswer(
  codebook: Codebook,
  { text, language }: Example,
  { from, to }: { readonly from?: string; readonly to?: string },
): Codebook {
  let moved = codebook;
  if (from !== undefined && from !== to) {
    const theme = themeOf(moved, from, "move an answer from");
    const gone = { fi: [text], en: [text], any: [text] };
    moved = replace(moved, [from], { ...theme, examples: without(theme.examples, gone) });
  }
  if (to !== undefined) {
    const theme = themeOf(moved, to, "move an answer to");
    const examples = joined(theme.examples, { [language ?? "any"]: [text] });
    moved = replace(moved, [to], { ...theme, examples });
  }
  return moved;
}

function findTheme(codebook: Codebook, id: string): CodebookTheme | undefined {
  return codebook.themes.find((theme) => theme.id === id);
}

function themeOf(codebook: Codebook, id: string, verb: string): CodebookTheme {
  const theme = findTheme(codebook, id);
  if (theme === undefined) throw new Error(`Cannot ${verb} theme "${id}": the codebook has no such theme`);
  return theme;
}

/** Puts a theme where the first of some themes stands, and leaves the others out. */
function replace(codebook: Codebook, ids: readonly string[], theme: CodebookTheme): Codebook {
  return {
    themes: codebook.themes.flatMap((one) =>
      one.id === ids[0] ? [theme] : ids.includes(one.id) ? [] : [one],
    ),
  };
}

const KEYS = ["fi", "en", "any"] as const;

function joined(one: ByLanguage, other: ByLanguage): ByLanguage {
  return lists((key) => [...new Set([...(one[key] ?? []), ...(other[key] ?? [])])]);
}

function without(one: ByLanguage, other: ByLanguage): ByLanguage {
  return lists((key) => (one[key] ?? []).filter((text) => !other[key]?.includes(text)));
}

function lists(listOf: (key: (typeof KEYS)[number]) => readonly string[]): ByLanguage {
  return Object.fromEntries(
    KEYS.map((key) => [key, listOf(key)] as const).filter(([, list]) => list.length > 0),
  );
}
