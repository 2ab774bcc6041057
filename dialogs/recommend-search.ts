/** Looks wishes up in the catalogue, and tells what is a wish at all. */
import type { Reply } from "../src/dialog/dialog.ts";
import type { ProgramWish, Services } from "../src/dialog/services.ts";
import { leansOnBefore } from "./asking.ts";
import { type Listed, SHOWN_AT_ONCE } from "./recommend-lines.ts";
import type { Wish } from "./recommend-wish.ts";

/** A word that nobody knows and nothing is about was hardly meant as a topic. */
export function isGuess({ understood }: Reply, listed: Listed): boolean {
  return listed.at === "nothing" && understood.confidence < SURE_ENOUGH;
}

const SURE_ENOUGH = 0.5;

/** A day or a place alone is a wish; in a sentence that means something else ("is Oodi open on Sunday?") it is none. */
export function isWish({ text, understood: { intent, slots } }: Reply): boolean {
  if (intent === "recommend") return true;
  const mayBe = intent === "other" || (["idea", "feedback"].includes(intent) && leansOnBefore(text));
  return mayBe && Object.keys(slots).length > 0;
}

/** "What's on?" asks for the dialog and says nothing of what is looked for. */
export function isBare({ understood: { slots }, text }: Reply): boolean {
  return Object.keys(slots).length === 0 && text.split(/\s+/).length <= 4;
}

/** Looks a wish up; `more` goes on after what was seen. */
export function search(asked: Wish, services: Services, { more = false } = {}): Listed {
  const { programs, language, now } = services;
  const ask = { language, limit: SHOWN_AT_ONCE };
  const { results, relaxed, topics } = programs.recommend(
    { ...ask, ...leaningsOf(asked, services), text: asked.text, slots: asked.slots, without: asked.seen },
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
        { ...ask, ...leaningsOf(asked, services), text: "", slots, without: wish.seen, limit: 1 },
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
