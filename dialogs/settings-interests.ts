/** The topics a patron follows: added in their own words, let go by name or button. */
import {
  again,
  choicesOf,
  done,
  type Line,
  type Move,
  next,
  type Steps,
  type TurnRecord,
} from "../src/dialog/dialog.ts";
import type { Profile } from "../src/dialog/profile.ts";
import type { Understood } from "../src/understanding/understood.ts";
import type { Menu } from "./settings.ts";

/** Where a patron can be in changing the topics they follow. */
export type InterestsState =
  | { at: "interests" }
  /** One topic or several, separated by commas. */
  | { at: "offer"; topic: string };

const REMOVE = "remove:";
/** "Remove gardening", "poista puutarha": the rest names the topic. */
const REMOVING =
  /^(please )?(poista|unohda|ota pois|lopeta|peru|en halua enää|remove|delete|forget|drop|unfollow|stop following)(?!\p{L})[\s:]*(aihe |topic |the topic )?(?<topic>.*?)( pois| please)?[.!]*$/iu;
/** What joins topics in a sentence. */
const BETWEEN = /\s*,\s*(?:ja |sekä |and )?|\s+(?:ja|sekä|and|&)\s+/iu;
/** A longer text is no topic. In characters. */
export const LONGEST_TOPIC = 60;
const WORDS_OF_A_TOPIC = 3;
const SHORTEST_STEM = 4;
/** How people say what they like, around the topic itself. */
const SENTENCE =
  /(?<!\p{L})(pidän|tykkään|rakastan|haluan|haluaisin|kiinnost\p{L}+|harrast\p{L}+|seuraan|muista|lisää|minua|mua|i|i'm|i'd|like|love|enjoy|interested|follow|add|remember|please)(?!\p{L})/iu;

/** How the topics are changed. */
export const interestsSteps: Steps<InterestsState, Menu> = {
  interests: {
    open: true,
    ask: (_state, { profile }) => interestsLine(profile),
    back: () => ({ at: "menu" }),
    answer: ({ text, chosen, understood }, _state, { profile }) => {
      if (chosen ? text === "done" : understood.intent === "thanks") return done({ key: "settings.closing" });
      if (chosen && text.startsWith(REMOVE)) {
        return letGo([text.slice(REMOVE.length)]);
      }
      const removed = REMOVING.exec(text)?.groups?.topic;
      if (removed !== undefined) return removal(removed, profile);
      const topics = topicsIn(text, understood);
      if (topics.length === 0) return again("settings.interests.again");
      return next({ at: "interests" }, { lines: [addedLine(topics)], records: following(topics) });
    },
  },
  offer: {
    back: () => ({ at: "interests" }),
    ask: ({ topic }) => ({
      key: "settings.offer.ask",
      values: { topics: { list: topic.split(", ") } },
      choices: choicesOf(["yes", "no"] as const, (name) => `settings.offer.${name}`),
    }),
    answer: ({ text }, { topic }) => {
      if (text === "no") return next({ at: "interests" });
      if (text !== "yes") return again("settings.offer.again");
      const topics = topic.split(", ");
      return done(addedLine(topics), { records: following(topics) });
    },
  },
};

/** An answer to something else, or something that Kutsu is asked to do: none of it is learnt as a topic. */
const NO_TOPIC =
  /^(joo|juu|kyllä|ei|en|ok|okei|selvä|kiitos|muistuta|älä|näytä|lähetä|valmis|ohita|yes|yeah|no|nope|okay|sure|thanks|thank you|please|remind|don't|do not|show|send|done|skip|again|viestit|asetukset|messages|settings)(?!\p{L})/iu;

/** Topics in the patron's words; of a sentence, what was understood to be its topics. A question has none. */
function topicsIn(text: string, { slots }: Understood): readonly string[] {
  if (text.endsWith("?") || !/\p{L}/u.test(text) || NO_TOPIC.test(text)) return [];
  const named = text
    .replace(/[.!]+$/, "")
    .split(BETWEEN)
    .filter((topic) => topic !== "");
  const areShort = named.every((topic) => topic.split(/\s+/).length <= WORDS_OF_A_TOPIC);
  // "I like gardening" is a sentence, though a short one.
  const isSentence = slots.topic !== undefined && SENTENCE.test(text);
  const topics = areShort && !isSentence ? named : (slots.topic ?? []);
  return topics.filter((topic) => topic.length <= LONGEST_TOPIC);
}

function following(topics: readonly string[]): readonly TurnRecord[] {
  return topics.map((follow) => ({ record: "profile", change: { follow } }));
}

function addedLine(topics: readonly string[]): Line {
  return { key: "settings.interests.added", values: { topics: { list: topics } } };
}

/** Lets go of the topics that the patron named, as far as they follow them. */
function removal(named: string, { interests }: Profile): Move<InterestsState> {
  const wanted = named
    .toLowerCase()
    .split(BETWEEN)
    .filter((topic) => topic !== "");
  const found = interests.filter((topic) => wanted.some((one) => isLike(topic.toLowerCase(), one)));
  return found.length === 0 ? again("settings.interests.notFollowed", { topic: named }) : letGo(found);
}

/** A Finnish topic is named in any case: "poista puutarhan" means "puutarha". */
function isLike(topic: string, named: string): boolean {
  return (
    topic === named || (named.length >= SHORTEST_STEM && (topic.startsWith(named) || named.startsWith(topic)))
  );
}

function letGo(topics: readonly string[]): Move<InterestsState> {
  return next(
    { at: "interests" },
    {
      lines: [{ key: "settings.interests.removed", values: { topics: { list: topics } } }],
      records: topics.map((unfollow) => ({ record: "profile", change: { unfollow } })),
    },
  );
}

function interestsLine({ interests }: Profile): Line {
  const finished = { value: "done", label: { phrase: "settings.interests.done" } } as const;
  if (interests.length === 0) return { key: "settings.interests.none", choices: [finished] };
  const removals = interests.map((topic) => ({
    value: `${REMOVE}${topic}`,
    label: { phrase: "settings.interests.remove", values: { topic } } as const,
  }));
  return {
    key: "settings.interests.some",
    values: { topics: { list: interests } },
    choices: [...removals, finished],
  };
}
