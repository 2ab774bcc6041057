/**
 * Answers a wish: what to offer, why, and what had to be loosened for it. It offers nothing rather than something else.
 */
import type { ProgramWish } from "../dialog/services.ts";
import { type Considered, consider, type Stock } from "./consider.ts";
import type { Recommendation, Recommended } from "./program.ts";
import type { Judged } from "./rank.ts";
import { reasonsFor } from "./reasons.ts";
import { relaxationsOf } from "./relax.ts";
import { topicInWords } from "./topic-label.ts";

/** Recommends programs for a wish. `now` is an instant in ISO 8601. */
export function recommend(stock: Stock, wish: ProgramWish, now: string): Recommendation {
  return answerTo(wish, consider(stock, wish, now));
}

/** Gives the answer to a wish that was considered. */
export function answerTo(wish: ProgramWish, considered: Considered): Recommendation {
  const { chosen, judging, relaxed, context, wanted } = considered;
  const first = chosen[0];
  const hasAnswer = wish.slots.topic !== undefined && wanted.required.length > 0;
  return {
    results: chosen.map(
      ({ one, score }): Recommended => ({ program: one.program, score, reasons: reasonsFor(one, judging) }),
    ),
    relaxed: first === undefined ? [] : relaxationsOf(first.one, relaxed, context),
    ...(hasAnswer && first !== undefined && { topics: topicsSaid(wanted.required, first, wish) }),
  };
}

/** Names the topics that were looked for: a misspelt one as the program found for it writes it. */
function topicsSaid(
  required: readonly string[],
  { topics: found }: Judged,
  { language, text }: ProgramWish,
): readonly string[] {
  const topics = found.length > 0 && !found.some((topic) => required.includes(topic)) ? found : required;
  return topics.map((topic) => topicInWords(topic, language, text));
}
