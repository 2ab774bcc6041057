import {
  again,
  type Choice,
  choicesOf,
  type Dialog,
  done,
  type Line,
  type Move,
  next,
  type Reply,
} from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";

const TOPICS = [
  "hours",
  "card",
  "loans",
  "rooms",
  "printing",
  "things",
  "digital",
  "book",
  "access",
] as const;
/** What is told when it is asked, and not offered. */
const ASKED_ONLY = ["joining"] as const;
type Topic = (typeof TOPICS)[number] | (typeof ASKED_ONLY)[number];

/** How patrons ask; the first that fits wins. What is booked is a room, what is on hold is a loan. */
const NAMES: readonly (readonly [Topic, RegExp])[] = [
  [
    "hours",
    /(?<!\p{L})(auki|aukiol|aukeaa|avataan|sulje|suljetaan|kiinni|omatoimi|remont|opening|closing|hours|open(s|ed)?(?!\p{L})|close[sd]?(?!\p{L})|self-service)/u,
  ],
  [
    "printing",
    /tulost(?!i)|skann|kopio|tietokone|wi-?fi|(?<!\p{L})netti|print(?!er)|scan|copy|copies|computer|internet/u,
  ],
  ["card", /kortti|korti|tunnusluku|(?<!\p{L})pin(?!\p{L})|(?<!\p{L})card/u],
  [
    "digital",
    /digi(tu|op)|(auttaa|apua|neuvo|help).*(puheli|kännyk|tietokone|tablet|läppär|phone|laptop|device)/u,
  ],
  [
    "rooms",
    /työhuone|ryhmähuone|(?<!\p{L})tila(n|a|t|var|oja)|huone(en|tta)|3d|tulostin|studio|ompelukone|laite|rooms?(?!\p{L})|3d|printer|sewing machine|equipment|book a (?!return)/u,
  ],
  [
    "things",
    /(lainata|lainaksi|borrow).*(pora|pyör|vene|työkal|soitti|kitara|pelej|lautapel|tent|väline|drill|bike|boat|tool|guitar|instrument|game)/u,
  ],
  [
    "book",
    /kirjavink|suosittele|mikä kirja|kirja(?!s).*(samanl|tyyli)|book tip|recommend.* book|which book|book like|book rec|book suggestion|luettavaa|something to read|tiedonhaku/u,
  ],
  [
    "access",
    /pyörätuoli|esteett|rattai|hissi|kerrokse|miten (sinne |teille )?(pääse|tulla)|pysäköi|parkki|wheelchair|accessib|get there|which floor|parking|pushchair/u,
  ],
  [
    "loans",
    /lain|varaus|varau(kse|st)|(?<!\p{L})uusi(n|a|nko)(?!\p{L})|eräpäiv|maksu|sakko|palaut(taa|us)|loan|renew|hold(?!\p{L})|holds|due date|fine[s]?(?!\p{L})|fee|borrow|return/u,
  ],
  [
    "joining",
    /(?<!\p{L})(ilmoittau\p{L}+|osallistu\p{L}+|regist(er|ration)|sign(ing)? up|(take|taking) part|(join|attend|participate)\p{L}*)(?!\p{L})/u,
  ],
];

type Practical =
  | { at: "menu"; asked?: true }
  /** `near`: a library or district that the nearest library of is asked for. */
  | { at: "told"; topic: Topic; near?: string }
  /** The nearest library is asked for, and not from where. */
  | { at: "where" };

const NEAREST = /(?<!\p{L})(lähin|lähintä|lähimm\p{L}+|lähimp\p{L}+|nearest|closest)(?!\p{L})/iu;
/** The library that is near, in either order: "nearest library", "which library is near Kumpula". */
export const ASKS_NEAREST =
  /^(?!.*(?<!\p{L})(tapahtum\p{L}*|ohjelma\p{L}*|tekemistä|jotain|jotakin|events?|programs?|something|anything|what'?s on|going on)(?!\p{L})).*(?:(?<!\p{L})(lähin|lähimmä\p{L}+|nearest|closest)( (julkinen|public))? (kirjasto|kirjaston|library|libraries)(?!\p{L})|(?<!\p{L})(which|what|any|a|is there a|the) librar(y|ies)( is| are|'s)?( the)? (near(est|by)?|closest|close (to|by))(?!\p{L})|(?<!\p{L})(mikä|missä|onko|mikäs) (\p{L}+ ){0,2}kirjasto\p{L}* (\p{L}+ ){0,2}(lähin|lähellä|lähimpänä)(?!\p{L})|(?<!\p{L})(mikä|missä) (\p{L}+ ){1,3}(lähin|lähellä oleva) kirjasto(?!\p{L})|(?<!\p{L})(mikä|missä) (on )?(minun |mun )?lähikirjasto\p{L}*)/iu;

/** Tells where to find what Kutsu cannot know itself: opening hours, the card, loans, rooms. */
export const practical: Dialog<Practical> = {
  name: "practical",
  version: 1,
  start: { at: "menu" },
  /** `payload` names a topic; else the reply is the question. */
  open: (payload, reply) => {
    const near = reply && nearestTo(reply);
    if (near !== undefined) return near;
    const topic =
      [...TOPICS, ...ASKED_ONLY].find((known) => known === payload) ?? (reply && topicIn(reply.text));
    if (topic !== undefined) return { at: "told", topic };
    return reply && { at: "menu", asked: true };
  },
  steps: {
    menu: {
      ask: ({ asked }) => (asked ? notKnownLine() : menuLine()),
      answer: (reply) => topicOrAgain(reply),
    },
    where: {
      back: () => ({ at: "menu" }),
      ask: () => ({
        key: "practical.where.ask",
        choices: choicesOf(["menu", "done"] as const, (name) => `practical.choice.${name}`),
      }),
      answer: (reply) => {
        const { place } = reply.understood.slots;
        if (place !== undefined && reply.text.split(/\s+/).length <= WORDS_OF_A_PLACE)
          return next({ at: "told", topic: "access", near: place });
        const move = menuOr(reply);
        return move.kind === "again" ? again("practical.where.again") : move;
      },
    },
    told: {
      aside: true,
      back: () => ({ at: "menu" }),
      ask: ({ topic, near }, services) => toldLine(topic, near, services),
      answer: (reply) => menuOr(reply),
    },
  },
};

/** "Near Oodi", and no sentence that names a place. */
const WORDS_OF_A_PLACE = 4;

function menuOr(reply: Reply): Move<Practical> {
  return reply.chosen && reply.text === "menu" ? next<Practical>({ at: "menu" }) : topicOrAgain(reply);
}

function topicOrAgain(reply: Reply): Move<Practical> {
  const near = nearestTo(reply);
  if (near !== undefined) return next<Practical>(near);
  const picked = reply.chosen ? TOPICS.find((known) => known === reply.text) : undefined;
  const asked = reply.understood.intent === "practical" ? topicIn(reply.text) : undefined;
  const topic = picked ?? asked;
  if (topic !== undefined) return next({ at: "told", topic });
  if (reply.chosen && reply.text === "done") return done({ key: "practical.closing" });
  return { kind: "again", line: notKnownLine() };
}

function menuLine(): Line {
  return {
    key: "practical.menu.ask",
    choices: choicesOf([...TOPICS, "done"] as const, (name) => `practical.menu.${name}`),
  };
}

function notKnownLine(): Line {
  const { choices = [] } = menuLine();
  const person = { value: "open:person", label: { phrase: "practical.choice.person" } } as const;
  return { key: "practical.menu.again", choices: [...choices.slice(0, -1), person, ...choices.slice(-1)] };
}

function toldLine(topic: Topic, near: string | undefined, services: Services): Line {
  const onwards = choicesOf(["menu", "done"] as const, (name) => `practical.choice.${name}`);
  const told = near === undefined ? undefined : nearestLine(near, services);
  return {
    ...(told ?? { key: `practical.${topic}` }),
    choices: [...offeredWith(topic, services), ...onwards],
  };
}

/** The library nearest to a place is asked for. */
function nearestTo({ text, understood: { slots } }: Reply): Practical | undefined {
  const asks = ASKS_NEAREST.test(text);
  if (slots.place === undefined) return asks ? { at: "where" } : undefined;
  return asks || NEAREST.test(text) ? { at: "told", topic: "access", near: slots.place } : undefined;
}

function nearestLine(near: string, { nearestLibraries }: Services): Line | undefined {
  const [first, second] = nearestLibraries(near);
  if (first === undefined || second === undefined) return undefined;
  const values = {
    ...{ place: { place: near }, first: { text: first.library.name }, second: { text: second.library.name } },
    ...{ km: wholeKm(first.km), secondKm: wholeKm(second.km) },
  };
  return { key: first.km === 0 ? "practical.nearest.here" : "practical.nearest.near", values };
}

/** "About 0 km" would be no distance. */
function wholeKm(km: number): number {
  return Math.max(1, Math.round(km));
}

/** What helps best with some topics is to be found here. */
function offeredWith(topic: Topic, services: Services): readonly Choice[] {
  if (topic === "digital") {
    const words = services.phrase("practical.digitalTopic");
    return [{ value: `open:recommend:about:${words}`, label: { phrase: "practical.choice.findDigital" } }];
  }
  if (topic === "joining") return [{ value: "open:recommend", label: { phrase: "home.choice.recommend" } }];
  return topic === "book" ? [{ value: "open:person", label: { phrase: "practical.choice.person" } }] : [];
}

function topicIn(text: string): Topic | undefined {
  const words = text.toLowerCase();
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0];
}
