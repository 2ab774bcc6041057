/**
 * Merges parts whose middles are nearly the same. Where all texts speak of one matter, modularity parts them none the less: it
 * compares with chance, not with how alike they are.
 */
import { cosine, middle, type Vector } from "./vectors.ts";

/** Different matters stay well below: the middles of two themes of people have about a quarter in common. */
const ALIKE = 0.5;
/** Parts that are compared, the largest first: the time grows with the square of their number. */
const MOST_PARTS = 150;

/** A part with its middle, and how like it each part before it is. */
interface Merging {
  members: readonly number[];
  middle: Vector;
}

/** Gives the parts with those merged that are alike, the most alike first. */
export function mergeAlike(
  parts: readonly (readonly number[])[],
  vectors: readonly Vector[],
): readonly (readonly number[])[] {
  const sorted = parts.toSorted((one, other) => other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0));
  const middleOf = (members: readonly number[]) => middle(members.flatMap((text) => vectors[text] ?? []));
  const merging: Merging[] = sorted
    .slice(0, MOST_PARTS)
    .map((members) => ({ members, middle: middleOf(members) }));
  const likeness = merging.map((one) => merging.map((other) => cosine(one.middle, other.middle)));
  const alive = merging.map((_, at) => at);
  for (;;) {
    const [one, other] = mostAlike(alive, likeness);
    const [kept, gone] = [merging[one], merging[other]];
    if (kept === undefined || gone === undefined) break;
    kept.members = [...kept.members, ...gone.members];
    kept.middle = middleOf(kept.members);
    alive.splice(alive.indexOf(other), 1);
    for (const at of alive) {
      const score = cosine(kept.middle, merging[at]?.middle ?? kept.middle);
      for (const [row, column] of [
        [one, at],
        [at, one],
      ] as const)
        (likeness[row] ?? [])[column] = score;
    }
  }
  return [
    ...alive.flatMap((at) => (merging[at] === undefined ? [] : [merging[at].members])),
    ...sorted.slice(MOST_PARTS),
  ];
}

/** Gives the two parts that are most alike, or -1 twice when none are alike enough. */
function mostAlike(
  alive: readonly number[],
  likeness: readonly (readonly number[])[],
): readonly [number, number] {
  let best: readonly [number, number] = [-1, -1];
  let most = ALIKE;
  for (const one of alive) {
    for (const other of alive) {
      const score = one < other ? (likeness[one]?.[other] ?? 0) : 0;
      if (score >= most && (score > most || best[0] < 0)) [best, most] = [[one, other], score];
    }
  }
  return best;
}
