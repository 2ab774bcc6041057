/**
 * Puts programs in the order they are offered in: what is most about what was asked, soon, followed by the patron and
 * made for them; each series once, and not three of a kind.
 */
import { type Grades, grader, type Judging, SCORE_STEPS } from "./grades.ts";
import type { Shelved } from "./shelved.ts";

/** A program with its place in the order. */
export interface Judged {
  readonly one: Shelved;
  readonly score: number;
  /** What the score is made of. */
  readonly grades: Grades;
  /** The topics it is about, as search knows them. */
  readonly topics: readonly string[];
}

/** Of many, this many of the best are looked at first. */
const LOOKED_AT = 200;

/** Chooses among the best; among all, when those are too much alike. */
export function chooseBest(fitting: readonly Shelved[], judging: Judging): readonly Judged[] {
  const { scoreOf, gradesOf } = grader(fitting, judging);
  const scores = new Float64Array(fitting.length);
  for (let at = 0; at < fitting.length; at += 1) scores[at] = scoreOf(fitting[at] as Shelved);
  const { limit } = judging.wish;
  const chooseFrom = (floor: number) => {
    const ordered: Scored[] = [];
    for (const [at, one] of fitting.entries()) {
      const score = scores[at] ?? 0;
      if (score >= floor) ordered.push({ one, score });
    }
    ordered.sort(inOrder);
    return choose(ordered, { limit, hasTopic: judging.hasTopic });
  };
  const floor = fitting.length > LOOKED_AT ? floorOf(scores, LOOKED_AT) : 0;
  const best = chooseFrom(floor);
  return (floor === 0 || best.length >= limit ? best : chooseFrom(0)).map(({ one, score }) => ({
    one,
    score,
    grades: gradesOf(one),
    topics: judging.texts.get(one.number)?.topics ?? [],
  }));
}

interface Scored {
  readonly one: Shelved;
  readonly score: number;
}

/** Gives a score that at least `count` of many reach, by counting instead of sorting. */
function floorOf(scores: Float64Array, count: number): number {
  const counts: number[] = [];
  for (const score of scores) {
    const step = Math.round(score * SCORE_STEPS);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  let sum = 0;
  let step = counts.length;
  while (step > 0 && sum < count) sum += counts[--step] ?? 0;
  return step / SCORE_STEPS;
}

function inOrder(a: Scored, b: Scored): number {
  return b.score - a.score || a.one.startMs - b.one.startMs || (a.one.program.id < b.one.program.id ? -1 : 1);
}

/** Of what is as good, another kind goes before a third of the same. */
const MOST_OF_A_KIND = 2;
/** With a topic, another kind must be this near to the best to go before. */
const NEAR_ENOUGH = 0.7;

function choose(
  judged: readonly Scored[],
  { limit, hasTopic }: { limit: number; hasTopic: boolean },
): readonly Scored[] {
  const series = new Set<string>();
  const kinds = new Map<string, number>();
  const chosen: Scored[] = [];
  const later: Scored[] = [];
  const floor = hasTopic ? (judged[0]?.score ?? 0) * NEAR_ENOUGH : 0;
  for (const item of judged) {
    if (chosen.length >= limit) break;
    const { one, score } = item;
    if (series.has(one.series)) continue;
    series.add(one.series);
    const count = kinds.get(one.kind) ?? 0;
    // What is far from the topic must not push out what is asked for.
    if (score < floor && later.length > 0) chosen.push(...later.splice(0, limit - chosen.length));
    if (chosen.length >= limit) break;
    if (count >= MOST_OF_A_KIND && chosen.length < 3) later.push(item);
    else {
      chosen.push(item);
      kinds.set(one.kind, count + 1);
    }
  }
  return [...chosen, ...later].slice(0, limit);
}
