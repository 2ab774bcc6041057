/**
 * Groups texts that no theme takes: each is joined with those most like it, and Louvain's method parts the graph. Groups are
 * proposals for a person to name; what is like nothing else stays alone.
 */
import { communities } from "./louvain.ts";
import { mergeAlike } from "./merge-alike.ts";
import { neighbourGraph } from "./neighbours.ts";
import { cosine, middle, Rarity, type Vector, weigh } from "./vectors.ts";

/** Texts that belong together, by their numbers, the most central first. */
export interface Group {
  readonly members: readonly number[];
}

/** Fewer are no group. */
const SMALLEST = 3;
/** What is less like another text is no neighbour of it. */
const LEAST = 0.15;
/** What stayed alone joins the group whose middle it is at least so like. */
const LEAST_OF_MIDDLE = 0.15;
/** Above 1: a group too many is merged with one click, one that holds two matters has to be read through. */
const RESOLUTION = 2;

/** Gives the groups of some texts, the largest first. The same texts in the same order give the same groups. */
export function groupTexts(texts: readonly Vector[]): readonly Group[] {
  const same = sameTexts(texts);
  const distinct = same.map(([first = 0]) => texts[first] ?? NOTHING);
  const rarity = new Rarity(distinct);
  // What one text alone has joins it with none and would only make it less like the others.
  const vectors = distinct.map((text) => weigh(text, rarity, (feature) => rarity.count(feature) > 1));
  const sizeOf = (part: readonly number[]) => part.reduce((sum, text) => sum + (same[text]?.length ?? 0), 0);
  const parts = mergeAlike(partsOf(vectors), vectors);
  const whole = parts.filter((part) => sizeOf(part) >= SMALLEST).map((part) => [...part]);
  const middles = whole.map((part) => middle(part.map((text) => vectors[text] ?? NOTHING)));
  for (const part of parts) {
    if (sizeOf(part) < SMALLEST) joinNearest(part, whole, { vectors, middles });
  }
  return whole
    .map((part, at) =>
      byCentrality(part, vectors, middles[at] ?? NOTHING).flatMap((text) => same[text] ?? []),
    )
    .map((members) => ({ members }))
    .sort((one, other) => other.members.length - one.members.length);
}

const NOTHING: Vector = { features: new Uint32Array(), weights: new Float32Array() };

/** Texts that say the same are compared once. What says nothing is left out. */
function sameTexts(texts: readonly Vector[]): readonly (readonly number[])[] {
  const same = new Map<string, number[]>();
  texts.forEach(({ features, weights }, text) => {
    if (features.length === 0) return;
    const key = [features, weights].map(({ buffer }) => Buffer.from(buffer).toString("latin1")).join("|");
    const known = same.get(key);
    if (known === undefined) same.set(key, [text]);
    else known.push(text);
  });
  return [...same.values()];
}

function partsOf(vectors: readonly Vector[]): readonly (readonly number[])[] {
  const edges = neighbourGraph(vectors, { count: neighboursOf(vectors.length), least: LEAST });
  const parts: number[][] = [];
  communities(vectors.length, edges, { resolution: RESOLUTION }).forEach((community, text) => {
    const part = parts[community] ?? [];
    part.push(text);
    parts[community] = part;
  });
  return parts;
}

/** More neighbours for more texts, so that groups do not fall apart; bounded, so that time grows with their number. */
function neighboursOf(count: number): number {
  return Math.round(Math.min(50, Math.max(10, Math.sqrt(count) * 1.4)));
}

function joinNearest(
  part: readonly number[],
  whole: readonly number[][],
  { vectors, middles }: { readonly vectors: readonly Vector[]; readonly middles: readonly Vector[] },
): void {
  for (const text of part) {
    const scores = middles.map((middle) => cosine(vectors[text] ?? NOTHING, middle));
    const best = Math.max(...scores);
    if (best >= LEAST_OF_MIDDLE) whole[scores.indexOf(best)]?.push(text);
  }
}

function byCentrality(
  part: readonly number[],
  vectors: readonly Vector[],
  middle: Vector,
): readonly number[] {
  const scored = part.map((text) => ({ text, score: cosine(vectors[text] ?? NOTHING, middle) }));
  scored.sort((one, other) => other.score - one.score || one.text - other.text);
  return scored.map(({ text }) => text);
}
