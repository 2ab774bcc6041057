/** Words remembered in each of two generations: some megabytes for readings, less for the rest. */
const REMEMBERED_WORDS = 4_096;

/**
 * Gives a function that keeps its results for the words asked for lately. A full generation becomes the old one, the
 * old one is let go; so what is asked often stays, and hostile input cannot fill the memory.
 */
export function remember<T extends object>(
  compute: (word: string) => T,
  limit = REMEMBERED_WORDS,
): (word: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const result = old.get(word) ?? compute(word);
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(word, result);
    return result;
  };
}
