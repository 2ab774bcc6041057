/**
 * Finds the words that tell what a theme is about: those its answers have and the others have not (class-based TF-IDF, with more
 * weight on what many say, since a word met once tells nothing).
 */
import type { FeatureReader } from "./features.ts";
import { EMPTY_WORDS } from "./request-words.ts";
import type { Vector } from "./vectors.ts";

/** Gives the telling words of each set of texts, most telling first. Both languages are among them where both are used. */
export function tellingWords(
  sets: readonly (readonly Vector[])[],
  reader: FeatureReader,
  count: number,
): readonly (readonly string[])[] {
  const inSets = sets.map(countWords);
  const inAll = new Map<number, number>();
  for (const counts of inSets)
    for (const [feature, times] of counts) inAll.set(feature, (inAll.get(feature) ?? 0) + times);
  const average = [...inAll.values()].reduce((sum, times) => sum + times, 0) / Math.max(1, sets.length);
  return inSets.map((counts) => {
    const shared = [...counts].filter(([, times]) => times > 1);
    // What one person alone said is no word of a theme, unless there is none that two said.
    const words = (shared.length > 0 ? shared : [...counts])
      .flatMap(([feature, times]) => {
        const word = reader.wordOf(feature);
        if (word === undefined || word.word.length < 3 || EMPTY_WORDS.has(word.word)) return [];
        return [{ ...word, score: times ** 1.5 * Math.log(1 + average / (inAll.get(feature) ?? 1)) }];
      })
      .sort((one, other) => other.score - one.score || (one.word < other.word ? -1 : 1));
    return inBothLanguages(words, count);
  });

  function countWords(texts: readonly Vector[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (const text of texts)
      for (const feature of text.features)
        if (reader.wordOf(feature) !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    return counts;
  }
}

interface Scored {
  readonly word: string;
  readonly language: string;
  readonly score: number;
}

/** At least a third of the words are those of the language that is used less, if it has any that tell. */
function inBothLanguages(words: readonly Scored[], count: number): readonly string[] {
  const best = words.slice(0, count);
  const share = Math.floor(count / 3);
  for (const language of ["fi", "en"]) {
    const missing = share - best.filter((word) => word.language === language).length;
    const others = words.slice(count).filter((word) => word.language === language);
    for (const word of others.slice(0, Math.max(0, missing))) {
      const last = best.findLastIndex((one) => one.language !== language);
      if (last >= 0 && best.length >= count) best.splice(last, 1);
      best.push(word);
    }
  }
  return [...new Set(best.map(({ word }) => word))];
}
