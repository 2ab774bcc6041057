/**
 * Explains the smart city in eight topics: told shortly, with more for those who want it, an example, a quiz question
 * and a program to try. Every word, date and source is in `locales/`; here is only the order of things.
 */
import {
  again,
  type Choice,
  choicesOf,
  type Dialog,
  done,
  type Line,
  type Move,
  next,
  type Opening,
  type Reply,
} from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import { SMART_CITY_TOPICS, type SmartCityTopic } from "../src/dialog/smart-city-topics.ts";

const TOPICS = SMART_CITY_TOPICS;
type Topic = SmartCityTopic;

/** What can be heard about a topic after it was told, in the order offered. */
const PARTS = ["deeper", "example", "quiz"] as const;
type Part = (typeof PARTS)[number];

const ANSWERS = ["right", "wrong1", "wrong2"] as const;
type Answer = (typeof ANSWERS)[number];

/** Topics with facts that age, and the part that tells them: it is shown with the date it was checked on. */
const AGEING = { skills: "example", make: "deeper", decide: "deeper" } as const;

/** What patrons call the topics; the first that fits wins. "What" is for a plain question about the word. */
const NAMES: readonly (readonly [Topic, RegExp])[] = [
  ["data", /(?<!\p{L})data|sensor|anturi|avoin tieto|avoint/u],
  ["decide", /omastad|budjet|budget|äänest|(?<!\p{L})vot(e|ing)|vaikutta|päättä|decide|have a say/u],
  ["make", /makerspace|verstas|verstaa|workshop|3d|tee itse/],
  ["skills", /digitu|digitai|digital (skill|support|help)/],
  ["citizen", /älyk\p{L}+ kaupunkilai|smart citizen/u],
  ["library", /kirjasto|librar/],
  ["goals", /tavoit|goal|arvostel|kriti|critic/],
  ["what", /(mikä|mitä|what).*(älykaupun|smart cit)/],
];

/** Names the series that tells a topic a week. */
export const NAMES_SERIES = /(?<!\p{L})(älykaupunkisarja|smart[- ]city series)/iu;

/** "More", "yes", "go on": the patron wants whatever comes next. */
const GO_ON =
  /^((kerro |tell me )?(lisää|more)|joo|juu|kyllä|jatka|jatketaan|seuraava|yes|sure|go on|continue|next)(?!\p{L})/u;

/** "Tell me more" asks for more of the same, not for an example. */
const MORE = /^((kerro |tell me )?(lisää|more))(?!\p{L})/u;

/** Names of the parts, typed: what was told already can be asked for again. */
const PART_NAMES: Readonly<Record<Part, RegExp>> = {
  deeper: /^(kerro |tell me )?(lisää|more)\p{P}*$/u,
  example:
    /^((anna|kerro|näytä|give( me)?|show( me)?|an?) ){0,2}(esimerkki|example)( helsingistä| from helsinki)?( please)?\p{P}*$/u,
  quiz: /^((a|the) )?(visa|visakysymys|kysymys|tietovisa|quiz)( question)?( please)?\p{P}*$/u,
};

type SmartCity =
  | { readonly at: "topics"; readonly back?: true }
  /** `deeper`: the short text was read before, and more of it is told. */
  | { readonly at: "told"; readonly topic: Topic; readonly deeper?: true }
  | { readonly at: "more"; readonly topic: Topic; readonly had: readonly Part[] }
  | { readonly at: "quiz"; readonly topic: Topic; readonly had: readonly Part[] };

/** Ends a payload where the topic was told already. */
const TOLD_BEFORE = ":more";

/** The dialog about the smart city; a topic's id as payload opens that topic, and `<topic>:more` goes on from its short text. */
export const smartCity: Dialog<SmartCity> = {
  name: "smart-city",
  version: 1,
  start: { at: "topics" },
  returns: true,
  open: (payload, reply) => {
    const deeper = payload.endsWith(TOLD_BEFORE);
    const named = deeper ? payload.slice(0, -TOLD_BEFORE.length) : payload;
    const topic = TOPICS.find((name) => name === named) ?? (reply && topicNamed(reply.text));
    return topic && { at: "told", topic, ...(deeper && { deeper }) };
  },
  steps: {
    topics: {
      ask: ({ back }) => ({
        key: back ? "smart-city.pick" : "smart-city.intro",
        choices: [
          ...choicesOf(TOPICS, (topic) => `smart-city.topics.${topic}.label`),
          ...choicesOf(["enough"], (name) => `smart-city.choices.${name}`),
        ],
      }),
      answer: (reply) => {
        const topic = TOPICS.find((name) => name === reply.text);
        if (reply.chosen) return topic ? next<SmartCity>({ at: "told", topic }) : farewell();
        const named = isName(reply) ? topicNamed(reply.text) : undefined;
        return named ? next<SmartCity>({ at: "told", topic: named }) : elsewhere(reply);
      },
    },
    told: {
      back: () => ({ at: "topics", back: true }),
      ask: ({ topic, deeper }) =>
        deeper
          ? { ...toldWithSource(topic, "deeper"), choices: choicesAfter(["deeper"]) }
          : { key: `smart-city.topics.${topic}.tell`, choices: choicesAfter([]) },
      answer: (reply, { topic, deeper }, services) =>
        goOn(reply, { topic, had: deeper ? ["deeper"] : [] }, services),
    },
    more: {
      back: () => ({ at: "topics", back: true }),
      ask: ({ topic, had }) => ({
        key: "smart-city.more",
        values: { topic: { phrase: `smart-city.topics.${topic}.label` } },
        choices: choicesAfter(had),
      }),
      answer: (reply, { topic, had }, services) => goOn(reply, { topic, had }, services),
    },
    quiz: {
      back: ({ topic, had }) => (had.length === 0 ? { at: "told", topic } : { at: "more", topic, had }),
      ask: ({ topic }) => ({ key: `smart-city.topics.${topic}.quiz.question`, choices: answersTo(topic) }),
      answer: (reply, state) => {
        const { topic, had } = state;
        if (reply.chosen) {
          const verdict = orderOf(topic)[Number(reply.text) - 1] === "right" ? "yes" : "no";
          const line: Line = { key: `smart-city.topics.${topic}.quiz.${verdict}` };
          return next<SmartCity>({ at: "more", topic, had: [...had, "quiz"] }, { lines: [line] });
        }
        // A guess in the patron's own words sounds like a question about the smart city, and is none.
        if (reply.understood.intent !== "smart_city") return again("smart-city.againQuiz");
        return next<SmartCity>(state, { lines: [{ key: "smart-city.againQuiz" }] });
      },
    },
  },
};

/** What the patron is hearing about, and which parts of it they had. */
interface Place {
  readonly topic: Topic;
  readonly had: readonly Part[];
}

/** Takes a reply after something was told. */
function goOn(reply: Reply, { topic, had }: Place, services: Services): Move<SmartCity> {
  const words = reply.chosen ? "" : reply.text.toLowerCase();
  const named = PARTS.find((part) => PART_NAMES[part].test(words));
  if (named !== undefined && named !== "deeper" && had.includes(named))
    return next<SmartCity>({ at: "more", topic, had }, { lines: [{ key: `smart-city.already.${named}` }] });
  // The next part is no more of the same: the patron is told so.
  if (MORE.test(words) && had.includes("deeper")) return insteadOfMore(topic, had);
  const wanted = reply.chosen ? reply.text : (named ?? (GO_ON.test(words) ? nextAfter(had) : undefined));
  switch (wanted) {
    case "deeper":
    case "example":
      return next<SmartCity>(
        { at: "more", topic, had: [...had, wanted] },
        { lines: [toldWithSource(topic, wanted)] },
      );
    case "quiz":
      return next<SmartCity>({ at: "quiz", topic, had });
    case "try":
      return done({ key: `smart-city.topics.${topic}.try` }, { followedBy: openingToTry(topic, services) });
    case "another":
      return next<SmartCity>({ at: "topics", back: true });
    case "enough":
      return farewell();
    default:
      return elsewhere(reply);
  }
}

/** There is no more to tell: what has not been heard yet is offered in its place. */
function insteadOfMore(topic: Topic, had: readonly Part[]): Move<SmartCity> {
  if (had.includes("example"))
    return next<SmartCity>({ at: "more", topic, had }, { lines: [{ key: "smart-city.already.all" }] });
  return next<SmartCity>(
    { at: "more", topic, had: [...had, "example"] },
    { lines: [{ key: "smart-city.insteadOfMore" }, toldWithSource(topic, "example")] },
  );
}

/** A reply that is none of the choices: another topic, the smart city in general, or something else altogether. */
function elsewhere({ text, understood }: Reply): Move<SmartCity> {
  if (understood.intent === "thanks") return farewell();
  if (understood.intent !== "smart_city" || NAMES_SERIES.test(text)) return again("smart-city.again");
  const topic = topicNamed(text);
  return next<SmartCity>(topic ? { at: "told", topic } : { at: "topics", back: true });
}

/** Looks for programs with the search words that the locale file gives the topic. */
function openingToTry(topic: Topic, services: Services): Opening {
  return { dialog: "recommend", payload: `about:${services.phrase(`smart-city.topics.${topic}.tryTopic`)}` };
}

function farewell(): Move<never> {
  return done({ key: "smart-city.closing" });
}

function toldWithSource(topic: Topic, part: "deeper" | "example"): Line {
  const source = part === "example" ? "exampleSource" : "source";
  const values = {
    text: { phrase: `smart-city.topics.${topic}.${part}` },
    source: { phrase: `smart-city.topics.${topic}.${source}` },
  } as const;
  if (!ages(topic) || AGEING[topic] !== part) return { key: "smart-city.sourced", values };
  const checked = { phrase: `smart-city.topics.${topic}.checked` } as const;
  return { key: "smart-city.sourcedChecked", values: { ...values, checked } };
}

function ages(topic: Topic): topic is keyof typeof AGEING {
  return Object.hasOwn(AGEING, topic);
}

function choicesAfter(had: readonly Part[]): readonly Choice[] {
  const left = PARTS.filter((part) => !had.includes(part));
  return choicesOf([...left, "try", "another", "enough"], (name) => `smart-city.choices.${name}`);
}

function nextAfter(had: readonly Part[]): Part | "another" {
  return PARTS.find((part) => !had.includes(part)) ?? "another";
}

/** The quiz answers as shown. The right one stands in a place of its own for each topic, the same every time. */
function orderOf(topic: Topic): readonly Answer[] {
  const place = (TOPICS.indexOf(topic) * 2 + 1) % ANSWERS.length;
  return [...ANSWERS.slice(ANSWERS.length - place), ...ANSWERS.slice(0, ANSWERS.length - place)];
}

/** Values are numbers as shown: what a typed "right" means is for the patron to find out. */
function answersTo(topic: Topic): readonly Choice[] {
  return orderOf(topic).map((answer, index) => ({
    value: String(index + 1),
    label: { phrase: `smart-city.topics.${topic}.quiz.${answer}` },
  }));
}

function topicNamed(text: string): Topic | undefined {
  const words = text.toLowerCase();
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0];
}

/** A word or two from the list of topics ("digitaidot"), not a question of another kind ("kirjasto auki?"). */
function isName({ text, understood }: Reply): boolean {
  const short = text.trim().split(/\s+/).length <= 2;
  return short && ["other", "smart_city", "recommend"].includes(understood.intent);
}
