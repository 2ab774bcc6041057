/**
 * Groups texts that no theme takes: each is joined with those most like it, and Louvain's method parts the graph. Groups are
 * proposals for a person to name; what is like nothing else stays alone.
 */
import { communities } from "./louvain.ts";
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
  const rarity = new Rarity(texts);
  // What one text alone has joins it with none and would only make it less like the others.
  const vectors = texts.map((text) => weigh(text, rarity, (feature) => rarity.count(feature) > 1));
  const edges = neighbourGraph(vectors, { count: neighboursOf(texts.length), least: LEAST });
  const parts = new Map<number, number[]>();
  communities(vectors.length, edges, { resolution: RESOLUTION }).forEach((community, text) => {
    const part = parts.get(community) ?? [];
    part.push(text);
    parts.set(community, part);
  });
  const whole = [...parts.values()].filter(({ length }) => length >= SMALLEST);
  const middles = whole.map((part) => middle(part.map((text) => vectorAt(vectors, text))));
  for (const part of parts.values()) {
    if (part.length < SMALLEST) joinNearest(part, whole, { vectors, middles });
  }
  return whole
    .map((part, at) => ({ members: byCentrality(part, vectors, middles[at]) }))
    .sort((one, other) => other.members.length - one.members.length);
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
    const scores = middles.map((middle) => cosine(vectorAt(vectors, text), middle));
    const best = Math.max(...scores);
    if (best >= LEAST_OF_MIDDLE) whole[scores.indexOf(best)]?.push(text);
  }
}

function byCentrality(part: readonly number[], vectors: readonly Vector[], middle: Vector | undefined) {
  if (middle === undefined) return part;
  const scored = part.map((text) => ({ text, score: cosine(vectorAt(vectors, text), middle) }));
  scored.sort((one, other) => other.score - one.score || one.text - other.text);
  return scored.map(({ text }) => text);
}

const NOTHING: Vector = { features: new Uint32Array(), weights: new Float32Array() };

function vectorAt(vectors: readonly Vector[], text: number): Vector {
  return vectors[text] ?? NOTHING;
}
