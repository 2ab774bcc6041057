/**
 * Trains the intent classifier: multinomial logistic regression over hashed features, by stochastic gradient descent with
 * a step of its own for each weight (AdaGrad: Duchi, Hazan, Singer 2011). The same examples always give the same model.
 */
import { FEATURE_PLACES } from "../src/understanding/intent-features.ts";
import { INTENTS, type Intent } from "../src/understanding/understood.ts";

/** A text's features and what it means. */
export interface Example {
  readonly features: readonly number[];
  readonly intent: Intent;
}

const EPOCHS = 12;
const STEP = 0.25;
const DECAY = 2e-6;
/** How much of the certainty is spread over the other intents, so that the model is never too sure of itself. */
const SMOOTHING = 0.02;

/** Gives the weights, a row of one weight an intent for each place. */
export function trainWeights(examples: readonly Example[]): Float32Array {
  const kinds = INTENTS.length;
  const weights = new Float32Array(FEATURE_PLACES * kinds);
  const squares = new Float32Array(FEATURE_PLACES * kinds).fill(1e-4);
  const order = examples.map((_, index) => index);
  const random = createRandom(20_261_118);
  const gradient = new Float64Array(kinds);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const { features, intent } = examples[index] as Example;
      const value = 1 / Math.sqrt(features.length);
      gradientOf(weights, features, value, INTENTS.indexOf(intent), gradient);
      for (const place of features) {
        for (let kind = 0; kind < kinds; kind += 1) {
          const at = place * kinds + kind;
          const slope = (gradient[kind] ?? 0) * value + DECAY * (weights[at] ?? 0);
          squares[at] = (squares[at] ?? 0) + slope * slope;
          weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt(squares[at] ?? 1);
        }
      }
    }
  }
  return weights;
}

function gradientOf(
  weights: Float32Array,
  features: readonly number[],
  value: number,
  wanted: number,
  gradient: Float64Array,
): void {
  const kinds = gradient.length;
  gradient.fill(0);
  for (const place of features) {
    for (let kind = 0; kind < kinds; kind += 1) {
      gradient[kind] = (gradient[kind] ?? 0) + (weights[place * kinds + kind] ?? 0) * value;
    }
  }
  let sum = 0;
  const highest = Math.max(...gradient);
  for (let kind = 0; kind < kinds; kind += 1) {
    gradient[kind] = Math.exp((gradient[kind] ?? 0) - highest);
    sum += gradient[kind] ?? 0;
  }
  for (let kind = 0; kind < kinds; kind += 1) {
    const target = (kind === wanted ? 1 - SMOOTHING : 0) + SMOOTHING / kinds;
    gradient[kind] = (gradient[kind] ?? 0) / sum - target;
  }
}

/** A small linear congruential generator (Numerical Recipes): training must not depend on chance. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(list: number[], random: () => number): void {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [list[index], list[other]] = [list[other] as number, list[index] as number];
  }
}
