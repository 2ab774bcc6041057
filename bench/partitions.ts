/** Compares two ways of sorting the same things into sets. Names of the sets do not matter. */

/** Gives the adjusted Rand index (Hubert and Arabie, 1985): 1 when both are the same, about 0 when they have nothing to do with each other. */
export function adjustedRand(one: readonly string[], other: readonly string[]): number {
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const both = pairs(countOf(one.map((set, at) => `${set}\n${other[at]}`)));
  const [ofOne, ofOther] = [pairs(countOf(one)), pairs(countOf(other))];
  const expected = (ofOne * ofOther) / ((one.length * (one.length - 1)) / 2);
  const most = (ofOne + ofOther) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** Gives the mutual information by the mean of both entropies: 0 when one says nothing of the other. */
export function mutualInformation(one: readonly string[], other: readonly string[]): number {
  const [ofOne, ofOther] = [entropy(one), entropy(other)];
  const both = entropy(one.map((set, at) => `${set}\n${other[at]}`));
  return ofOne + ofOther === 0 ? 0 : (2 * (ofOne + ofOther - both)) / (ofOne + ofOther);
}

function entropy(sets: readonly string[]): number {
  return [...countOf(sets).values()].reduce((sum, count) => {
    const share = count / sets.length;
    return sum - share * Math.log(share);
  }, 0);
}

function countOf(sets: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) counts.set(set, (counts.get(set) ?? 0) + 1);
  return counts;
}

/** Shuffles, the same way for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let last = result.length - 1; last > 0; last -= 1) {
    // A linear congruential generator (Numerical Recipes); its upper bits are the random ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = Math.floor((state / 2 ** 32) * (last + 1));
    const moved = result[last] as T;
    result[last] = result[at] as T;
    result[at] = moved;
  }
  return result;
}
