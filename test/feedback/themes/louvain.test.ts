import { expect, test } from "@jest/globals";
import { communities } from "../../../src/feedback/themes/louvain.ts";
import { neighbourGraph } from "../../../src/feedback/themes/neighbours.ts";
import { Rarity, vectorOf, weigh } from "../../../src/feedback/themes/vectors.ts";

function edgesOf(pairs: readonly (readonly [number, number, number?])[]) {
  return {
    from: pairs.map(([from]) => from),
    to: pairs.map(([, to]) => to),
    weight: pairs.map(([, , weight = 1]) => weight),
  };
}

/** Zachary's karate club (1977), the graph that everyone parts: 34 people and who met whom outside the club. */
const KARATE =
  "1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 20-34 21-33 21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 31-33 31-34 32-33 32-34 33-34"
    .split(" ")
    .map((pair) => pair.split("-").map((node) => Number(node) - 1) as [number, number]);

function modularity(pairs: readonly (readonly [number, number])[], community: Uint32Array): number {
  const total = pairs.length;
  const degrees = new Map<number, number>();
  let inside = 0;
  for (const [from, to] of pairs) {
    if (community[from] === community[to]) inside += 1;
    for (const node of [from, to]) {
      const own = community[node] ?? 0;
      degrees.set(own, (degrees.get(own) ?? 0) + 1);
    }
  }
  return inside / total - [...degrees.values()].reduce((sum, degree) => sum + (degree / (2 * total)) ** 2, 0);
}

test("two cliques that are joined by one edge are two communities", () => {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
    [3, 4],
    [3, 5],
    [4, 5],
    [2, 3],
  ] as const;
  expect([...communities(6, edgesOf(pairs), { resolution: 1 })]).toEqual([0, 0, 0, 1, 1, 1]);
});

test("the karate club falls into four communities of the modularity that is known for it", () => {
  const found = communities(34, edgesOf(KARATE), { resolution: 1 });
  expect(new Set(found).size).toBe(4);
  expect(modularity(KARATE, found)).toBeGreaterThan(0.415);
});

test("a higher resolution gives more communities, and nodes without edges stay alone", () => {
  const coarse = new Set(communities(34, edgesOf(KARATE), { resolution: 0.5 })).size;
  const fine = new Set(communities(34, edgesOf(KARATE), { resolution: 3 })).size;
  expect(coarse).toBeLessThan(fine);
  expect([...communities(3, edgesOf([]), { resolution: 1 })]).toEqual([0, 1, 2]);
  expect([...communities(0, edgesOf([]), { resolution: 1 })]).toEqual([]);
});

test("the graph of neighbours joins what is alike, whatever came before, and nothing with itself", () => {
  const texts = [[0, 1], [0, 1, 2], [3, 4], [3, 4, 5], [6]].map((features) =>
    vectorOf(features.map((feature) => [feature, 1] as const)),
  );
  const rarity = new Rarity(texts);
  const { from, to, weight } = neighbourGraph(
    texts.map((text) => weigh(text, rarity)),
    { count: 2, least: 0.1 },
  );
  const pairs = Array.from(from, (one, at) => [one, to[at]].toString());
  expect(pairs).toEqual(["0,1", "1,0", "2,3", "3,2"]);
  expect(weight[0]).toBeCloseTo(weight[1] ?? 0, 5);
});
