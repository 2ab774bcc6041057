/** Finds for each vector those most like it, by an inverted index. Of very many, all are compared with a sample of them. */
import type { Vector } from "./vectors.ts";

/** An edge of the graph of neighbours, each pair once. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Vectors that all are compared with: beyond, only every nth is. Exact below it, and linear in time above. */
const SAMPLE = 6_000;

interface Options {
  /** Neighbours kept of each. */
  readonly count: number;
  /** What is less alike is no neighbour. */
  readonly least: number;
}

/** Gives the graph that joins each vector with its nearest ones. */
export function neighbourGraph(vectors: readonly Vector[], { count, least }: Options): readonly Edge[] {
  const stride = Math.ceil(vectors.length / SAMPLE);
  const index = indexOf(vectors, stride);
  const scores = new Float64Array(vectors.length);
  const weights = new Map<number, Map<number, number>>();
  vectors.forEach((vector, from) => {
    for (const [to, weight] of nearest({ vector, from, count, least }, index, scores)) {
      const [low, high] = from < to ? [from, to] : [to, from];
      const row = weights.get(low) ?? new Map<number, number>();
      weights.set(low, row);
      // Both are among each other's nearest: twice as sure.
      row.set(high, (row.get(high) ?? 0) + weight);
    }
  });
  const edges: Edge[] = [];
  for (const [from, row] of weights) for (const [to, weight] of row) edges.push({ from, to, weight });
  return edges;
}

type Postings = ReadonlyMap<number, { readonly ids: readonly number[]; readonly weights: readonly number[] }>;

function indexOf(vectors: readonly Vector[], stride: number): Postings {
  const index = new Map<number, { ids: number[]; weights: number[] }>();
  for (let id = 0; id < vectors.length; id += stride) {
    const vector = vectors[id];
    vector?.features.forEach((feature, at) => {
      const posting = index.get(feature) ?? { ids: [], weights: [] };
      index.set(feature, posting);
      posting.ids.push(id);
      posting.weights.push(vector.weights[at] ?? 0);
    });
  }
  return index;
}

/** `scores` is all zero before and after: one array serves all searches. */
function nearest(
  { vector, from, count, least }: Options & { readonly vector: Vector; readonly from: number },
  index: Postings,
  scores: Float64Array,
): readonly (readonly [number, number])[] {
  const touched: number[] = [];
  vector.features.forEach((feature, at) => {
    const posting = index.get(feature);
    if (posting === undefined) return;
    const weight = vector.weights[at] ?? 0;
    const { ids, weights } = posting;
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i] ?? 0;
      if (scores[id] === 0) touched.push(id);
      scores[id] = (scores[id] ?? 0) + weight * (weights[i] ?? 0);
    }
  });
  const found: [number, number][] = [];
  let worst = least;
  for (const id of touched) {
    const score = scores[id] ?? 0;
    scores[id] = 0;
    if (id === from || score < worst) continue;
    found.push([id, score]);
    if (found.length >= count * 4) worst = keepBest(found, count);
  }
  keepBest(found, count);
  return found;
}

/** Cuts a list to its best, ties by number, and gives the score of the last that stays. */
function keepBest(found: [number, number][], count: number): number {
  found.sort(([one, score], [other, otherScore]) => otherScore - score || one - other);
  found.length = Math.min(found.length, count);
  return found.at(-1)?.[1] ?? 0;
}
