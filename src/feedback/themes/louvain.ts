/**
 * Louvain's method (Blondel and others, 2008): parts a weighted graph into communities by moving nodes to where modularity grows
 * most, then joining communities to nodes of a smaller graph, until nothing grows. The order of nodes decides ties: the same
 * graph in the same order always gives the same communities.
 */
import type { Edges } from "./neighbours.ts";

/** Neighbours and weights of each node, one after the other; the node's own part stands from `starts[node]`. */
interface Graph {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
  /** Twice the weight inside a node that was joined from several. */
  readonly loops: Float64Array;
}

interface Options {
  /** Above 1 there are more and smaller communities. */
  readonly resolution: number;
  /** The order in which nodes are visited; their own unless given. */
  readonly order?: readonly number[];
}

/** Gives the community of each node, numbered from 0 in the order of their first nodes. */
export function communities(size: number, edges: Edges, options: Options): Uint32Array {
  let graph = graphOf(size, edges);
  let order = options.order;
  const result = Uint32Array.from({ length: size }, (_, node) => node);
  for (;;) {
    const { community, hasMoved } = moveNodes(graph, options.resolution, order);
    if (!hasMoved) return numbered(result);
    const joined = numbered(community);
    for (let node = 0; node < size; node += 1) result[node] = joined[result[node] ?? 0] ?? 0;
    graph = join(graph, joined);
    order = undefined;
  }
}

function graphOf(size: number, edges: Edges): Graph {
  const count = edges.from.length;
  const starts = new Uint32Array(size + 1);
  const ends = [edges.from, edges.to] as const;
  for (const nodes of ends) {
    for (let at = 0; at < count; at += 1) {
      const node = (nodes[at] ?? 0) + 1;
      starts[node] = (starts[node] ?? 0) + 1;
    }
  }
  for (let node = 0; node < size; node += 1) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const targets = new Uint32Array(count * 2);
  const weights = new Float64Array(count * 2);
  for (let at = 0; at < count; at += 1) {
    for (const [one, other] of [ends, [edges.to, edges.from]] as const) {
      const node = one[at] ?? 0;
      const place = next[node] ?? 0;
      targets[place] = other[at] ?? 0;
      weights[place] = edges.weight[at] ?? 0;
      next[node] = place + 1;
    }
  }
  return { size, starts, targets, weights, loops: new Float64Array(size) };
}

/** Visits nodes until a whole round moves none. */
function moveNodes(graph: Graph, resolution: number, order: readonly number[] | undefined) {
  const { size, starts, targets, weights } = graph;
  const degrees = degreesOf(graph);
  const total = degrees.reduce((sum, degree) => sum + degree, 0);
  const community = Uint32Array.from({ length: size }, (_, node) => node);
  const sums = degrees.slice();
  const links = new Float64Array(size);
  let hasMoved = false;
  for (let isMoving = total > 0; isMoving; ) {
    isMoving = false;
    for (let turn = 0; turn < size; turn += 1) {
      const node = order?.[turn] ?? turn;
      const own = community[node] ?? 0;
      const degree = degrees[node] ?? 0;
      const touched: number[] = [own];
      for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) {
        const to = community[targets[at] ?? 0] ?? 0;
        if (links[to] === 0 && to !== own) touched.push(to);
        links[to] = (links[to] ?? 0) + (weights[at] ?? 0);
      }
      sums[own] = (sums[own] ?? 0) - degree;
      let best = own;
      let bestGain = (links[own] ?? 0) - (resolution * degree * (sums[own] ?? 0)) / total;
      for (const to of touched) {
        const gain = (links[to] ?? 0) - (resolution * degree * (sums[to] ?? 0)) / total;
        // A hair's breadth is no gain: rounding must not move nodes for ever.
        if (gain > bestGain + 1e-12 * total) [best, bestGain] = [to, gain];
      }
      for (const to of touched) links[to] = 0;
      sums[best] = (sums[best] ?? 0) + degree;
      if (best !== own) {
        community[node] = best;
        isMoving = true;
        hasMoved = true;
      }
    }
  }
  return { community, hasMoved };
}

function degreesOf({ size, starts, weights, loops }: Graph): Float64Array {
  const degrees = new Float64Array(size);
  for (let node = 0; node < size; node += 1) {
    let sum = loops[node] ?? 0;
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) sum += weights[at] ?? 0;
    degrees[node] = sum;
  }
  return degrees;
}

function numbered(community: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return community.map((own) => {
    const number = numbers.get(own) ?? numbers.size;
    numbers.set(own, number);
    return number;
  });
}

function join(graph: Graph, community: Uint32Array): Graph {
  const { size, starts, targets, weights, loops } = graph;
  const count = community.reduce((most, own) => Math.max(most, own + 1), 0);
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  const inner = new Float64Array(count);
  for (let node = 0; node < size; node += 1) {
    const own = community[node] ?? 0;
    inner[own] = (inner[own] ?? 0) + (loops[node] ?? 0);
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) {
      const to = community[targets[at] ?? 0] ?? 0;
      const weight = weights[at] ?? 0;
      if (to === own) inner[own] = (inner[own] ?? 0) + weight;
      else rows[own]?.set(to, (rows[own]?.get(to) ?? 0) + weight);
    }
  }
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  rows.forEach((row, one) => {
    for (const [other, sum] of row) {
      if (other <= one) continue;
      from.push(one);
      to.push(other);
      weight.push(sum);
    }
  });
  return { ...graphOf(count, { from, to, weight }), loops: inner };
}
