/** Finds the word that was probably meant, when it is at most a third away; undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly slips: number } | undefined;
  for (const name of known) {
    const slips = name.startsWith(word) && word.length > 1 ? 1 : slipsBetween(word, name);
    if (slips <= Math.max(1, name.length / 3) && (best === undefined || slips < best.slips))
      best = { name, slips };
  }
  return best?.name;
}

/** Counts letters to add, drop or change (Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
