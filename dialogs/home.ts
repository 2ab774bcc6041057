import { type Choice, choicesOf, type Dialog, type DialogName, done } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey } from "../src/dialog/words.ts";

const OFFERED = [
  "recommend",
  "smart-city",
  "feedback",
  "practical",
  "settings",
] as const satisfies DialogName[];
/** Whoever is not understood can ask a person. */
const OFFERED_INSTEAD = [
  "recommend",
  "smart-city",
  "feedback",
  "practical",
  "person",
] as const satisfies DialogName[];
/** What can be talked about before others. */
const OFFERED_IN_GROUP = ["recommend", "smart-city", "practical"] as const satisfies DialogName[];
/** What helps whoever is lonely or angry. */
const OFFERED_WHEN = {
  alone: ["company", "person"],
  upset: ["feedback", "person"],
} as const;
const GREETINGS = ["welcome", "again", "next", "unclear", "help", "alone", "upset"] as const;

/** `season`: Christmas was wished, and is wished back. */
type Home = { at: "menu"; greeting: (typeof GREETINGS)[number]; season?: true };

/** "Hyvää joulua!", "Merry Christmas". */
const CHRISTMAS =
  /(?<!\p{L})((hyvää|hauskaa|iloista|rauhallista) joulua?|(merry|happy) (christmas|xmas))(?!\p{L})/iu;

/** Says who Kutsu is and what it can do, and leads to the other dialogs. */
export const home: Dialog<Home> = {
  name: "home",
  version: 1,
  start: { at: "menu", greeting: "welcome" },
  open: (payload, reply) => {
    const greeting = GREETINGS.find((known) => known === payload);
    const season = reply !== undefined && CHRISTMAS.test(reply.text);
    return greeting && { at: "menu", greeting, ...(season && { season }) };
  },
  steps: {
    menu: {
      ask: (state, services) => ({ key: keyOf(state), choices: choicesAt(state, services) }),
      answer: ({ text, chosen }, _state, services) => {
        const dialog = [...OFFERED, ...OFFERED_INSTEAD].find((offered) => offered === text);
        if (chosen && dialog !== undefined) return done(undefined, { followedBy: { dialog } });
        return { kind: "again", line: { key: "home.unclear", choices: instead(services) } };
      },
    },
  },
};

function keyOf({ greeting, season }: Home): LocaleKey {
  if (season && greeting === "alone") return "home.christmas.alone";
  return season && greeting === "again" ? "home.christmas.again" : `home.${greeting}`;
}

function choicesAt({ greeting }: Home, services: Services): readonly Choice[] {
  if (greeting === "unclear") return instead(services);
  if (greeting !== "alone" && greeting !== "upset") return choices(services);
  const company = `open:recommend:about:${services.phrase("home.companyTopic")}`;
  // A group is no place to speak of it.
  if (services.isGroup) return choices(services);
  return OFFERED_WHEN[greeting].map((name) => ({
    value: name === "company" ? company : name,
    label: { phrase: `home.choice.${name}` },
  }));
}

function choices({ isGroup }: Services): readonly Choice[] {
  return choicesOf(isGroup ? OFFERED_IN_GROUP : OFFERED, (name) => `home.choice.${name}`);
}

function instead({ isGroup }: Services): readonly Choice[] {
  return choicesOf(isGroup ? OFFERED_IN_GROUP : OFFERED_INSTEAD, (name) => `home.choice.${name}`);
}
