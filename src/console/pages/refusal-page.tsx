import { CONSOLE } from "../console-paths.ts";
import type { PageWords, Refusal, Shown } from "../visit.ts";

/** Says why something was not done, and how to go on. It needs nothing but words: it is shown when the rest fails. */
export function refusalPage({ say }: PageWords, refusal: Refusal): Shown {
  const title = say(`console.refused.${refusal}.title`);
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <p>{say(`console.refused.${refusal}.text`)}</p>
        <p>
          <a href={CONSOLE}>{say("console.refused.home")}</a>
        </p>
      </>
    ),
  };
}
