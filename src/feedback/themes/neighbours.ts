/** Finds for each vector those most like it, by an inverted index. Of very many, all are compared with a sample of them. */
import type { Vector } from "./vectors.ts";

/** The edges of a graph, one at each place of the arrays. Twice the same edge is one of twice the weight. */
export interface Edges {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** Vectors that all are compared with: beyond, only every nth is. Exact below it, and linear in time above. */
const SAMPLE = 6_000;

interface Options {
  /** Neighbours kept of each. */
  readonly count: number;
  /** What is less alike is no neighbour. */
  readonly least: number;
}

/** Gives the graph that joins each vector with its nearest ones; two that are among each other's nearest are joined twice. */
export function neighbourGraph(vectors: readonly Vector[], { count, least }: Options): Edges {
  const stride = Math.max(1, Math.ceil(vectors.length / SAMPLE));
  const index = indexOf(vectors, stride);
  const scores = new Float64Array(vectors.length);
  const [from, to] = [new Uint32Array(vectors.length * count), new Uint32Array(vectors.length * count)];
  const weight = new Float32Array(vectors.length * count);
  let found = 0;
  vectors.forEach((vector, id) => {
    for (const [other, score] of nearest({ vector, from: id, count, least }, index, scores)) {
      from[found] = id;
      to[found] = other;
      weight[found] = score;
      found += 1;
    }
  });
  return { from: from.subarray(0, found), to: to.subarray(0, found), weight: weight.subarray(0, found) };
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
