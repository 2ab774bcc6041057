/**
 * What a patron wants: a linear classifier over the words of a text and over what else was found in it. It says how sure it
 * is, and what else the text may have meant.
 */
import { type FeatureParts, featuresOf, type Reading } from "./intent-features.ts";
import { type IntentModel, loadIntentModel } from "./intent-model.ts";
import { isLong, kindOfQuestion, lastQuestion, saysNotWhat } from "./question.ts";
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
/** An intent this near to the best, and this likely, may have been meant as well. */
const CLOSE = 0.75;
const CLOSE_LEAST = 0.3;

/** How likely the meaning of the sentence that asks must be, to be that of all. */
const ASKED_SURELY = 0.6;
/** What is told rather than asked. */
const TOLD = new Set<Intent>(["feedback", "idea", "other", "greeting", "thanks"]);

/** Builds the classifier over the model that comes with Kutsu, unless another is given. */
export function createIntentTeller(
  parts: FeatureParts,
  model: IntentModel = loadIntentModel(),
): IntentTeller {
  function askedLast(reading: Reading): IntentFound | undefined {
    const text = lastQuestion(reading.text);
    if (text === undefined) return undefined;
    const [last] = model.tell(featuresOf({ ...reading, text, past: false }, parts));
    if (last === undefined || last.probability < ASKED_SURELY || TOLD.has(last.intent)) return undefined;
    return { intent: last.intent, confidence: rounded(Math.min(HIGHEST, last.probability)) };
  }

  return (reading) => {
    // A number answers something, if anything.
    if (!/\p{L}/u.test(reading.text) && Object.keys(reading.slots).length === 0) return NOTHING_UNDERSTOOD;
    const question = kindOfQuestion(reading.text);
    // A question asks; it tells no opinion.
    const isRuledOut = (intent: Intent) =>
      intent === "feedback" && (question === "question" || saysNotWhat(reading.text));
    const [best, next] = model.tell(featuresOf(reading, parts)).filter(({ intent }) => !isRuledOut(intent));
    const isNothing = best === undefined || best.probability < REJECTED;
    // Whoever tells a story and then asks wants the answer.
    const asked = isNothing || isLong(reading.text) ? askedLast(reading) : undefined;
    if (asked !== undefined) return asked;
    if (isNothing) return NOTHING_UNDERSTOOD;
    const limit = best.intent === "feedback" && question === "complaint" ? UNSURE : HIGHEST;
    const close = next !== undefined && next.probability >= CLOSE * best.probability ? next : undefined;
    // Of what programs are about, programs are asked for.
    const isProgram = reading.knownTopic && close?.intent === "recommend" && best.intent !== "campaign";
    const isClose = !isProgram && close !== undefined && close.probability >= CLOSE_LEAST;
    return {
      intent: isProgram ? "recommend" : best.intent,
      confidence: rounded(Math.min(limit, best.probability)),
      ...(isClose && { alternative: close.intent }),
    };
  };
}

function rounded(probability: number): number {
  return Math.round(probability * 100) / 100;
}
