/** Tells which themes of a codebook a text speaks of: those whose words and examples it is most like, or none. */
import type { ByLanguage, Codebook, CodebookTheme } from "./codebook.ts";
import type { FeatureReader } from "./features.ts";
import { middle, Rarity, type Vector, weigh } from "./vectors.ts";

/** A theme and how like it a text is, from 0 to 1. */
export interface Coded {
  readonly theme: string;
  readonly score: number;
}

/** Knows the themes of a codebook. */
export interface Coder {
  /** Gives the themes of a text that is read as a whole and in its statements, likeliest first. */
  code(whole: Vector, statements: readonly Vector[]): readonly Coded[];
  /** Gives every theme that has anything in common with a text, likeliest first, however little. */
  compare(features: Vector): readonly Coded[];
}

/** What is less like a theme is not of it. */
const LEAST = 0.15;
/** A second theme has to be nearly as likely as the first, or to be what one statement is about. */
const NEARLY = 0.8;
const LEAST_OF_STATEMENT = 0.3;
const MOST_THEMES = 3;

/** Builds what knows a codebook. */
export function createCoder(codebook: Codebook, reader: FeatureReader): Coder {
  const read = codebook.themes.map((theme) => ({ id: theme.id, texts: textsOf(theme, reader) }));
  const rarity = new Rarity(read.flatMap(({ texts }) => texts));
  const themes = read
    .map(({ id, texts }) => ({ id, middle: middle(texts.map((text) => weigh(text, rarity))) }))
    .filter(({ middle }) => middle.features.length > 0);
  const index = new Map<number, { readonly theme: number; readonly weight: number }[]>();
  themes.forEach(({ middle }, theme) => {
    middle.features.forEach((feature, at) => {
      const posting = index.get(feature) ?? [];
      posting.push({ theme, weight: middle.weights[at] ?? 0 });
      index.set(feature, posting);
    });
  });
  const compare = (features: Vector) => {
    const { features: own, weights } = weigh(features, rarity);
    const scores = new Float64Array(themes.length);
    own.forEach((feature, at) => {
      for (const { theme, weight } of index.get(feature) ?? [])
        scores[theme] = (scores[theme] ?? 0) + weight * (weights[at] ?? 0);
    });
    return themes
      .map(({ id }, at) => ({ theme: id, score: scores[at] ?? 0 }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
  };
  return { compare, code: (whole, statements) => chosen(compare(whole), statements.map(compare)) };
}

/** A theme is one of the whole answer, or the first of one of its statements. */
function chosen(whole: readonly Coded[], statements: readonly (readonly Coded[])[]): readonly Coded[] {
  const best = whole[0]?.score ?? 0;
  const found = whole.filter(({ score }) => score >= Math.max(LEAST, best * NEARLY));
  if (statements.length > 1) {
    for (const [first] of statements) {
      if (first !== undefined && first.score >= LEAST_OF_STATEMENT) found.push(first);
    }
  }
  const themes = new Map<string, Coded>();
  for (const one of found) if (!themes.has(one.theme)) themes.set(one.theme, one);
  return [...themes.values()].slice(0, MOST_THEMES);
}

/** Each word and each example is a text: what many of them share is what the theme is about. */
function textsOf({ words, examples }: CodebookTheme, reader: FeatureReader): readonly Vector[] {
  return [...listed(words), ...listed(examples)].map(
    ({ text, language }) => reader.read(text, language).features,
  );
}

function listed(lists: ByLanguage) {
  return (["fi", "en", "any"] as const).flatMap((key) =>
    (lists[key] ?? []).map((text) => ({ text, language: key === "any" ? undefined : key })),
  );
}
