/**
 * What a patron wants: a linear classifier over the words of a text and over what else was found in it. It says how sure it
 * is, and what else the text may have meant.
 */
import { type FeatureParts, featuresOf, type Reading } from "./intent-features.ts";
import { type IntentModel, loadIntentModel } from "./intent-model.ts";
import { kindOfQuestion, saysNotWhat } from "./question.ts";
import type { Intent } from "./understood.ts";

/** An intent; below 0.5 it is hardly more than a guess. */
export interface IntentFound {
  readonly intent: Intent;
  /** 0 to 1, as likely as it is right. */
  readonly confidence: number;
  /** Nearly as likely. */
  readonly alternative?: Intent;
}

/** Tells the intent of a reading; `other` when nothing is understood. */
export type IntentTeller = (reading: Reading) => IntentFound;

const NOTHING_UNDERSTOOD: IntentFound = { intent: "other", confidence: 0.1 };
/** Below it, one intent is hardly likelier than the next. */
const REJECTED = 0.25;
/** A complaint in the form of a question is asked about before it is taken for feedback. */
const UNSURE = 0.55;
const HIGHEST = 0.99;
/** An intent this near to the best may have been meant as well. */
const CLOSE = 0.5;

/** Builds the classifier over the model that comes with Kutsu, unless another is given. */
export function createIntentTeller(
  parts: FeatureParts,
  model: IntentModel = loadIntentModel(),
): IntentTeller {
  return (reading) => {
    // A number answers something, if anything.
    if (!/\p{L}/u.test(reading.text) && Object.keys(reading.slots).length === 0) return NOTHING_UNDERSTOOD;
    const question = kindOfQuestion(reading.text);
    // A question asks; it tells no opinion.
    const isRuledOut = (intent: Intent) =>
      intent === "feedback" && (question === "question" || saysNotWhat(reading.text));
    const [best, next] = model.tell(featuresOf(reading, parts)).filter(({ intent }) => !isRuledOut(intent));
    if (best === undefined || best.probability < REJECTED) return NOTHING_UNDERSTOOD;
    const limit = best.intent === "feedback" && question === "complaint" ? UNSURE : HIGHEST;
    const isClose = next !== undefined && next.probability >= CLOSE * best.probability;
    return {
      intent: best.intent,
      confidence: Math.round(Math.min(limit, best.probability) * 100) / 100,
      ...(isClose && { alternative: next.intent }),
    };
  };
}
