/** Sparse vectors of features: how texts are weighed and compared. It knows nothing of words. */

/** Features with their weights, in ascending order. Kept in two arrays: a hundred thousand answers fit in memory so. */
export interface Vector {
  readonly features: Uint32Array;
  readonly weights: Float32Array;
}

/** How rare features are among some texts. */
export class Rarity {
  readonly #texts: number;
  readonly #counts = new Map<number, number>();

  constructor(texts: Iterable<Vector>) {
    let count = 0;
    for (const { features } of texts) {
      count += 1;
      for (const feature of features) this.#counts.set(feature, (this.#counts.get(feature) ?? 0) + 1);
    }
    this.#texts = count;
  }

  /** Gives the inverse document frequency, above 0 even for what all texts have; a feature that none has is the rarest of all. */
  of(feature: number): number {
    return Math.log(1 + (this.#texts + 1) / ((this.#counts.get(feature) ?? 0) + 0.5));
  }

  /** Tells in how many of the texts a feature is. */
  count(feature: number): number {
    return this.#counts.get(feature) ?? 0;
  }
}

/** Weighs a text by the rarity of its features, as a vector of length 1. `keeps` leaves features out. */
export function weigh(
  text: Vector,
  rarity: Rarity,
  keeps: (feature: number) => boolean = () => true,
): Vector {
  const kept = text.features.filter(keeps);
  const weights = new Float32Array(kept.length);
  let square = 0;
  for (let at = 0, from = 0; at < kept.length; at += 1) {
    const feature = kept[at] ?? 0;
    while (text.features[from] !== feature) from += 1;
    const weight = (text.weights[from] ?? 0) * rarity.of(feature);
    weights[at] = weight;
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  return { features: kept, weights: weights.map((weight) => weight / length) };
}

/** Makes a vector from features with their weights, in any order, each once. */
export function vectorOf(entries: Iterable<readonly [number, number]>): Vector {
  const sorted = [...entries].sort(([one], [other]) => one - other);
  return {
    features: Uint32Array.from(sorted, ([feature]) => feature),
    weights: Float32Array.from(sorted, ([, weight]) => weight),
  };
}

/** Gives the middle of vectors, as a vector of length 1. */
export function middle(vectors: Iterable<Vector>): Vector {
  const sum = new Map<number, number>();
  for (const { features, weights } of vectors) {
    features.forEach((feature, index) => {
      sum.set(feature, (sum.get(feature) ?? 0) + (weights[index] ?? 0));
    });
  }
  const { features, weights } = vectorOf(sum);
  const length = Math.sqrt(weights.reduce((square, weight) => square + weight * weight, 0)) || 1;
  return { features, weights: weights.map((weight) => weight / length) };
}

/** Gives the cosine of two vectors of length 1. */
export function cosine(one: Vector, other: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < one.features.length && j < other.features.length; ) {
    const difference = (one.features[i] ?? 0) - (other.features[j] ?? 0);
    if (difference === 0) sum += (one.weights[i++] ?? 0) * (other.weights[j++] ?? 0);
    else if (difference < 0) i += 1;
    else j += 1;
  }
  return sum;
}
