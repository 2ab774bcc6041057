/** Sparse vectors of features: how texts are weighed and compared. It knows nothing of words. */
import type { Features } from "./features.ts";

/** A vector of length 1, or without any feature. Features stand in ascending order. */
export interface Vector {
  readonly features: Uint32Array;
  readonly weights: Float32Array;
}

/** How rare features are among some texts. */
export class Rarity {
  readonly #texts: number;
  readonly #counts = new Map<number, number>();

  constructor(texts: Iterable<Features>) {
    let count = 0;
    for (const features of texts) {
      count += 1;
      for (const feature of features.keys()) this.#counts.set(feature, (this.#counts.get(feature) ?? 0) + 1);
    }
    this.#texts = count;
  }

  /** Gives the inverse document frequency; a feature that no text has is the rarest of all. */
  of(feature: number): number {
    return Math.log((this.#texts + 1) / ((this.#counts.get(feature) ?? 0) + 0.5));
  }

  /** Tells in how many of the texts a feature is. */
  count(feature: number): number {
    return this.#counts.get(feature) ?? 0;
  }
}

/** Weighs features by their rarity. `keeps` leaves features out. */
export function weigh(
  features: Features,
  rarity: Rarity,
  keeps: (feature: number) => boolean = () => true,
): Vector {
  const entries: [number, number][] = [];
  for (const [feature, weight] of features) {
    const weighed = weight * Math.max(0, rarity.of(feature));
    if (weighed > 0 && keeps(feature)) entries.push([feature, weighed]);
  }
  return unit(entries);
}

/** Makes a vector of length 1 from features with their weights, in any order, each once. */
export function unit(entries: readonly (readonly [number, number])[]): Vector {
  const sorted = entries.toSorted(([one], [other]) => one - other);
  const length = Math.sqrt(sorted.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    features: Uint32Array.from(sorted, ([feature]) => feature),
    weights: Float32Array.from(sorted, ([, weight]) => weight / length),
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
  return unit([...sum]);
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
