/** Looks wishes up in the catalogue, and tells what is a wish at all. */
import type { Reply } from "../src/dialog/dialog.ts";
import type { ProgramWish, Services } from "../src/dialog/services.ts";
import type { Intent, Understood } from "../src/understanding/understood.ts";
import { leansOnBefore } from "./asking.ts";
import { type Listed, SHOWN_AT_ONCE } from "./recommend-lines.ts";
import type { Wish } from "./recommend-wish.ts";

/** A word that nobody knows and nothing is about was hardly meant as a topic; neither was one of a longer story. */
export function isGuess({ text, understood }: Reply, listed: Listed): boolean {
  const isNamed = understood.knownTopic === true && text.split(/\s+/).length <= FEW_WORDS;
  return listed.at === "nothing" && understood.confidence < SURE_ENOUGH && !isNamed;
}

const SURE_ENOUGH = 0.5;
const FEW_WORDS = 4;
/** Intents that words after "what about" may be taken for. */
const LIKELY_WRONG = new Set<Intent>(["idea", "feedback", "language", "practical"]);

/** A day or a place alone is a wish; in a sentence that means something else ("is Oodi open on Sunday?") it is none. */
export function isWish({ text, understood }: Reply): boolean {
  const { intent, onlyLimits } = understood;
  if (intent === "recommend" || onlyLimits) return true;
  const mayBe =
    intent === "other" || (LIKELY_WRONG.has(intent) && leansOnBefore(text) && !asksOfLibrary(text));
  return mayBe && limits(understood);
}

/** "And how long is Kallio open?" */
function asksOfLibrary(text: string): boolean {
  return /(?<!\p{L})(auki|kiinni|aukiol\p{L}*|suljet\p{L}*|open(s|ing)?|clos(e|es|ed|ing)|lainaa?\p{L}*|borrow\p{L}*|loans?|palautt\p{L}*|return\p{L}*|kortti\p{L}*|card)(?!\p{L})/iu.test(
    text,
  );
}

function limits({ slots, unwanted = [] }: Understood): boolean {
  return Object.keys(slots).length > 0 || unwanted.length > 0;
}

/** "What's on?" asks for the dialog and says nothing of what is looked for. */
export function isBare({ understood, text }: Reply): boolean {
  return !limits(understood) && text.split(/\s+/).length <= 4;
}

/** Looks a wish up; `more` goes on after what was seen. */
export function search(asked: Wish, services: Services, { more = false } = {}): Listed {
  const { programs, language, now } = services;
  const ask = { language, limit: SHOWN_AT_ONCE };
  const { results, relaxed, topics } = programs.recommend(
    {
      ...ask,
      ...leaningsOf(asked, services),
      text: asked.text,
      slots: asked.slots,
      unwanted: asked.unwanted,
      without: asked.seen,
    },
    now,
  );
  // The catalogue knows how its topics are said; a topic that the patron did not say stays unsaid.
  const isSaid = topics !== undefined && asked.topic !== undefined;
  const wish: Wish = isSaid ? { ...asked, topic: topics.join(", "), language } : asked;
  if (results.length > 0) {
    const found = results.map(({ program, reasons }) => ({ id: program.id, reasons }));
    const seen = [...wish.seen, ...found.map(({ id }) => id)];
    return { at: "results", wish: { ...wish, seen }, found, relaxed, ...(more && { more }) };
  }
  const { topic: _topic, ...slots } = wish.slots;
  const near = more
    ? []
    : programs.recommend(
        {
          ...ask,
          ...leaningsOf(asked, services),
          text: "",
          slots,
          unwanted: asked.unwanted,
          without: wish.seen,
          limit: 1,
        },
        now,
      ).results;
  const instead = near.map(({ program, reasons }) => ({ id: program.id, reasons }));
  return { at: "nothing", wish, instead, noMore: more };
}

/** What of the profile may change the order, as far as the wish does not tell it; in a group nothing does. */
function leaningsOf(
  { slots }: Wish,
  { profile, isGroup }: Services,
): Pick<ProgramWish, "interests" | "attended" | "home" | "childAges" | "audience"> {
  const { interests, attended, home, childAges, audience } = profile;
  if (isGroup) return { interests: [] };
  const isSomewhere = slots.place !== undefined || slots.online !== undefined;
  const isForSomebody = slots.age !== undefined || slots.audience !== undefined;
  return {
    interests,
    ...(attended !== undefined && { attended }),
    ...(home !== undefined && !isSomewhere && { home }),
    ...(childAges.length > 0 && !isForSomebody && { childAges }),
    ...(audience !== undefined && !isForSomebody && { audience }),
  };
}
