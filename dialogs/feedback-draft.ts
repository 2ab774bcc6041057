/** Feedback as it comes together: what is still missing, how it is read back to the patron, and what is feedback at all. */
import { choicesOf, type FeedbackGiven, type Line, type Reply } from "../src/dialog/dialog.ts";
import type { GivenFeedback, Services } from "../src/dialog/services.ts";
import type { Value } from "../src/dialog/words.ts";
import { isQuestion, leansOnBefore } from "./asking.ts";

export const ABOUT = ["program", "library", "idea", "other"] as const;
export const ANSWERS = ["here", "contact", "no"] as const;

/** What the patron has told so far; it is stored only once the summary was agreed to. */
export type Draft = {
  /** Earlier feedback that this one replaces. */
  id?: string;
  about: FeedbackGiven["about"];
  /** A program's id, or its name in the patron's words. */
  program?: string;
  rating?: number;
  comment?: string;
  /** How the earlier comment began, where the whole of it is not at hand. */
  before?: string;
  answer?: (typeof ANSWERS)[number];
};

/** Where feedback can stand. */
export type Feedback =
  /** It may be feedback: the patron is asked. */
  | { at: "meant"; about: "library" | "idea"; comment: string }
  | { at: "about"; draft?: Partial<Draft>; gone?: true }
  | { at: "which"; draft: Draft }
  | { at: "rating"; draft: Draft }
  | { at: "comment"; draft: Draft }
  | { at: "answer"; draft: Draft }
  | { at: "summary"; draft: Draft }
  /** Asked last: a way to be reached is never part of a stored state. */
  | { at: "contact"; draft: Draft }
  | { at: "withdraw"; id: string; text: string };

/** Makes a draft of feedback that was given, to be changed. */
export function draftOf({ id, text, whole }: GivenFeedback): Feedback {
  if (whole === undefined) return { at: "about", draft: { id } };
  const { mayAnswer: _mayAnswer, ...given } = whole;
  return nextAfter({ id, ...given, ...(given.comment === undefined ? { before: text } : {}) });
}

/** Asks for what is still missing, in the order in which it is asked. */
export function nextAfter(draft: Draft): Feedback {
  if (draft.rating === undefined && draft.about !== "idea") return { at: "rating", draft };
  if (draft.comment === undefined) return { at: "comment", draft };
  return draft.answer === undefined ? { at: "answer", draft } : { at: "summary", draft };
}

/** Words of which the wish to give feedback is made; what says more is the feedback itself. */
const BARE = new Set(
  [
    "haluan haluaisin haluaisimme haluamme voisin voinko voisinko voisiko voiko saanko saisinko miten mihin minne missä mistä",
    "onko mulla minulla ois olisi on yksi yhden pari pitäisi aion aioin tekisi tässä tulee nyt vähän vielä",
    "antaa antaisin anna annan annetaan anteeksi jättää jätä jätän lähettää lähetä lähetän kertoa kerro kerron kirjoittaa",
    "kirjoita kirjoitan laittaa laita laitan esittää tehdä teen valittaa valitan valitus valituksen moittia kehua kehuja kiittää",
    "kiitosta risuja ruusuja reklamaatio reklamaation palaute palautetta palautteen palautteeni idea ideaa idean ideani ideoita",
    "ehdotus ehdotusta ehdotuksen ehdotukseni ehdottaa kehitysidea kehittämisidea kehitysehdotus toive toiveen teille kirjastolle",
    "kirjastoon kirjastosta tapahtumasta tapahtumaan jostain eräästä hei moi kiitos jos",
    "i i'd i'm i've want would like love to can could may how do where is it possible give giving leave send share make file tell",
    "write lodge submit have got an a some my this feedback complain complaint complaints idea ideas suggestion suggestions",
    "suggest something about for you the library hello hi please there need going",
  ].flatMap((line) => line.split(" ")),
);

/** "I'd like to give feedback" asks for the dialog; it is not the feedback itself. */
export function isBareWish({ text }: Reply): boolean {
  return (text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).every((word) => BARE.has(word));
}

/** How sure it must be that something is feedback before it is taken for it unasked. */
const SURE_OF_FEEDBACK = 0.9;
/** "Ei toimi" may be about anything. */
const FEW_WORDS = 2;

/** Tells whether words that nobody asked for are feedback beyond doubt. A question is not, though an idea may be put as one. */
export function isSurely(about: "library" | "idea", { text, understood }: Reply): boolean {
  if (leansOnBefore(text) || (about === "library" && isQuestion(text))) return false;
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return understood.confidence >= SURE_OF_FEEDBACK && words.length > FEW_WORDS;
}

/** "4/5", "annan 4", "5 stars": the only number that is a rating. */
export function ratingIn({ text }: Reply): number | undefined {
  const [, rating] = /^\D*([1-5])(?:\s*\/\s*5)?\D*$/.exec(text) ?? [];
  return rating === undefined ? undefined : Number(rating);
}

/** Tells an e-mail address or something that can be dialled. */
export function isContact(text: string): boolean {
  return /\S@\S/.test(text) || text.replace(/\D/g, "").length >= 5;
}

/** Reads the feedback back to the patron before it is sent. */
export function summaryLine(draft: Draft, services: Services): Line {
  const choices = choicesOf(
    (["send", "comment", "rate", "about", "discard"] as const).filter(
      (name) => name !== "rate" || draft.about !== "idea",
    ),
    (name) => `feedback.summary.${name}`,
  );
  return {
    key: "feedback.summary.ask",
    values: {
      about: aboutInWords(draft, services),
      rating:
        draft.rating === undefined
          ? { phrase: "feedback.summary.noRating" }
          : { phrase: "feedback.summary.rating", values: { rating: draft.rating } },
      comment: draft.comment ?? "",
      answer: { phrase: `feedback.summary.answer.${draft.answer ?? "no"}` },
    },
    choices,
  };
}

function aboutInWords({ about, program }: Draft, { programs }: Services): Value {
  if (program === undefined)
    return { phrase: "feedback.summary.topic", values: { what: { phrase: `feedback.what.${about}` } } };
  const title = programs.find(program)?.title;
  return {
    phrase: "feedback.summary.topicProgram",
    values: { program: title === undefined ? program : { text: title } },
  };
}
