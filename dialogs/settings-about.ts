/** What a patron may tell of themselves, so that what suits them comes first: each part can be skipped, changed and removed. */
import { again, type Choice, choicesOf, done, type Line, next, type Steps } from "../src/dialog/dialog.ts";
import type { Profile, ProfileChange } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Value } from "../src/dialog/words.ts";
import { agesIn } from "./ages.ts";
import type { Menu } from "./settings.ts";

/** Where a patron can be in telling of themselves. */
export type AboutState = { at: "about"; changed?: true } | { at: "home" } | { at: "whom" } | { at: "ages" };

/** Whom programs can be looked for, besides children of an age. */
const WHOM = ["adults", "seniors", "teens", "families"] as const;
const FORGET = ["forgetHome", "forgetWhom", "forgetAges"] as const;
const QUESTIONS = ["home", "whom", "ages"] as const;
/** Where no button can be offered, because a number is an answer. */
const SKIPS =
  /^(ohita|ohitetaan|en (halua|kerro)( kertoa)?|ei(kä)?( kiitos)?|skip( it| this)?|no( thanks)?|none|rather not)\p{P}*$/iu;

const NOTHING_OF: Readonly<Record<(typeof FORGET)[number], ProfileChange>> = {
  forgetHome: { home: null },
  forgetWhom: { audience: null },
  forgetAges: { childAges: [] },
};

const ABOUT = { at: "about", changed: true } as const;

/** How what is known of the patron is changed. */
export const aboutSteps: Steps<AboutState, Menu> = {
  about: {
    back: () => ({ at: "menu" }),
    ask: ({ changed }, services) => aboutLine(services, changed),
    answer: ({ text, understood }) => {
      const question = QUESTIONS.find((known) => known === text);
      if (question !== undefined) return next({ at: question });
      const forget = FORGET.find((known) => known === text);
      if (forget !== undefined) return changed({ key: "settings.about.forgotten" }, NOTHING_OF[forget]);
      const isDone = text === "done" || understood.intent === "thanks";
      return isDone ? done({ key: "settings.closing" }) : again("settings.about.again");
    },
  },
  home: {
    open: true,
    back: () => ({ at: "about" }),
    ask: () => ({ key: "settings.home.ask", choices: [SKIP] }),
    answer: ({ text, chosen, understood: { slots } }) => {
      if (isSkip(text, chosen)) return next(ABOUT);
      const home = slots.place;
      if (home === undefined) return again("settings.home.again");
      return changed({ key: "settings.home.kept", values: { home } }, { home });
    },
  },
  whom: {
    back: () => ({ at: "about" }),
    ask: () => ({
      key: "settings.whom.ask",
      choices: [...choicesOf([...WHOM, "children"] as const, (name) => `settings.whom.${name}`), SKIP],
    }),
    answer: ({ text, chosen, understood: { slots } }) => {
      if (isSkip(text, chosen)) return next(ABOUT);
      const named = WHOM.find((known) => known === text || known === slots.audience);
      if (named !== undefined)
        return changed(
          { key: "settings.whom.kept", values: { whom: { phrase: `settings.audience.${named}` } } },
          { audience: named },
        );
      const ages = agesIn(text, slots);
      if (ages.length > 0) return keptAges(ages);
      const isForChildren = text === "children" || slots.audience === "children";
      return isForChildren ? next({ at: "ages" }) : again("settings.whom.again");
    },
  },
  ages: {
    open: true,
    back: () => ({ at: "about" }),
    // Without buttons: a number typed here is an age, not a choice.
    ask: () => ({ key: "settings.ages.ask" }),
    answer: ({ text, understood: { slots } }) => {
      if (SKIPS.test(text)) return next(ABOUT);
      const ages = agesIn(text, slots);
      return ages.length > 0 ? keptAges(ages) : again("settings.ages.again");
    },
  },
};

const SKIP: Choice = { value: "skip", label: { phrase: "settings.about.skip" } };

function isSkip(text: string, chosen: boolean): boolean {
  return (chosen && text === SKIP.value) || SKIPS.test(text);
}

function keptAges(childAges: readonly number[]) {
  return changed(
    { key: "settings.ages.kept", values: { count: childAges.length, ages: { list: childAges } } },
    { childAges },
  );
}

function changed(line: Line, change: ProfileChange) {
  return next<AboutState | Menu>(ABOUT, { lines: [line], records: [{ record: "profile", change }] });
}

/** What Kutsu knows, or, after a change, only what else can be changed. */
function aboutLine({ profile }: Services, changed?: true): Line {
  const { home, audience, childAges } = profile;
  const known = {
    forgetHome: home !== undefined,
    forgetWhom: audience !== undefined,
    forgetAges: childAges.length > 0,
  };
  const choices = [
    ...choicesOf(QUESTIONS, (name) => `settings.about.${name}`),
    ...choicesOf(
      FORGET.filter((name) => known[name]),
      (name) => `settings.about.${name}`,
    ),
    ...choicesOf(["done"] as const, (name) => `settings.about.${name}`),
  ];
  if (changed) return { key: "settings.about.more", choices };
  return { key: "settings.about.ask", values: aboutValues(profile), choices };
}

/** What is known of a patron, each in words; what was not told is said to be untold. */
export function aboutValues({
  home,
  audience,
  childAges,
}: Profile): Readonly<Record<"home" | "whom" | "ages", Value>> {
  const untold: Value = { phrase: "settings.about.untold" };
  return {
    home: home ?? untold,
    whom: audience === undefined ? untold : { phrase: `settings.audience.${audience}` },
    ages: childAges.length === 0 ? untold : { list: childAges },
  };
}
