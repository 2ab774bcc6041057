import {
  again,
  choicesOf,
  type Dialog,
  done,
  type FeedbackGiven,
  type Line,
  next,
  type Reply,
} from "../src/dialog/dialog.ts";
import type { GivenFeedback, Services } from "../src/dialog/services.ts";
import type { Value } from "../src/dialog/words.ts";

const ABOUT = ["program", "library", "idea", "other"] as const;
const RATINGS = ["1", "2", "3", "4", "5"] as const;
const ANSWERS = ["here", "contact", "no"] as const;

/** What the patron has told so far; it is stored only once the summary was agreed to. */
type Draft = {
  /** Earlier feedback that this one replaces. */
  id?: string;
  about: FeedbackGiven["about"];
  /** A program's id, or its name in the patron's words. */
  program?: string;
  rating?: number;
  comment?: string;
  answer?: (typeof ANSWERS)[number];
};

type Feedback =
  | { at: "about"; draft?: Omit<Draft, "about">; gone?: true }
  | { at: "which"; draft: Draft }
  | { at: "rating"; draft: Draft }
  | { at: "comment"; draft: Draft }
  | { at: "answer"; draft: Draft }
  | { at: "summary"; draft: Draft }
  /** Asked last: a way to be reached is never part of a stored state. */
  | { at: "contact"; draft: Draft }
  | { at: "withdraw"; id: string; text: string };

/** Asks what a patron thinks, and stores it for the librarians once the patron has seen what is stored. */
export const feedback: Dialog<Feedback> = {
  name: "feedback",
  version: 1,
  start: { at: "about" },
  personal: true,
  returns: true,
  /** `payload`: "idea", "library", "program:<encoded id>", "edit" or "withdraw" (the latest feedback); the reply is the first of the feedback. */
  open: (payload, reply, services) => {
    const [what, detail = ""] = payload.split(":", 2);
    const comment = reply === undefined || isBareWish(reply) ? undefined : reply.text;
    const [latest] = services.given;
    if (what === "withdraw") {
      return latest ? { at: "withdraw", id: latest.id, text: latest.text } : { at: "about", gone: true };
    }
    if (what === "edit") return latest ? draftOf(latest) : { at: "about", gone: true };
    if (what === "idea") return nextAfter({ about: "idea", comment });
    if (what === "program") {
      const program = Buffer.from(detail, "base64url").toString("utf8");
      return services.programs.find(program) && nextAfter({ about: "program", program, comment });
    }
    return what === "library" && comment !== undefined ? nextAfter({ about: "library", comment }) : undefined;
  },
  steps: {
    about: {
      ask: ({ gone }) => ({
        key: gone ? "feedback.about.gone" : "feedback.about.ask",
        choices: choicesOf(ABOUT, (name) => `feedback.about.${name}`),
      }),
      answer: ({ text }, { draft }) => {
        const about = ABOUT.find((name) => name === text);
        if (about === undefined) return again("feedback.about.again");
        const { program: _program, rating, ...rest } = draft ?? {};
        if (about === "program") return next({ at: "which", draft: { ...rest, about, rating } });
        return next(nextAfter({ ...rest, about, ...(about === "idea" ? {} : { rating }) }));
      },
    },
    which: {
      open: true,
      ask: () => ({ key: "feedback.which.ask", choices: choicesOf(["skip"], () => "feedback.which.skip") }),
      answer: ({ text, chosen }, { draft }) =>
        next(nextAfter(chosen && text === "skip" ? draft : { ...draft, program: text })),
    },
    rating: {
      ask: ({ draft }) => ({
        key: draft.comment === undefined ? "feedback.rating.ask" : "feedback.rating.askDraft",
        choices: RATINGS.map((rating) => ({ value: rating, label: rating })),
      }),
      answer: (reply, { draft }) => {
        const rating = ratingIn(reply);
        return rating === undefined ? again("feedback.rating.again") : next(nextAfter({ ...draft, rating }));
      },
    },
    comment: {
      open: true,
      ask: ({ draft: { about, rating } }) => ({
        key:
          about === "idea"
            ? "feedback.comment.idea"
            : (rating ?? 5) < 3
              ? "feedback.comment.sorry"
              : "feedback.comment.ask",
      }),
      answer: ({ text }, { draft }) =>
        /[\p{L}\p{N}]/u.test(text)
          ? next(nextAfter({ ...draft, comment: text }))
          : again("feedback.comment.again"),
    },
    answer: {
      ask: () => ({
        key: "feedback.answer.ask",
        choices: choicesOf(ANSWERS, (name) => `feedback.answer.${name}`),
      }),
      answer: ({ text }, { draft }) => {
        const answer = ANSWERS.find((name) => name === text);
        return answer === undefined ? again("feedback.answer.again") : next(nextAfter({ ...draft, answer }));
      },
    },
    summary: {
      ask: ({ draft }, services) => summaryLine(draft, services),
      answer: ({ text }, { draft }) => {
        switch (SEND.test(text) ? "send" : text) {
          case "send":
            return draft.answer === "contact" ? next({ at: "contact", draft }) : sent(draft);
          case "comment":
            return next({ at: "comment", draft });
          case "rate":
            return next({ at: "rating", draft });
          case "about":
            return next({ at: "about", draft });
          case "discard":
            return done({ key: "feedback.discarded" }, { followedBy: { dialog: "home", payload: "next" } });
          default:
            return again("feedback.summary.again");
        }
      },
    },
    contact: {
      open: true,
      confidential: true,
      ask: () => ({
        key: "feedback.contact.ask",
        choices: choicesOf(["skip"], () => "feedback.contact.skip"),
      }),
      answer: ({ text, chosen }, { draft }) => {
        if (chosen && text === "skip") return sent({ ...draft, answer: "no" });
        return isContact(text) ? sent(draft, text) : again("feedback.contact.again");
      },
    },
    withdraw: {
      ask: ({ text }) => ({
        key: "feedback.withdraw.ask",
        values: { text },
        choices: choicesOf(["yes", "no"] as const, (name) => `feedback.withdraw.${name}`),
      }),
      answer: ({ text }, { id }) => {
        const home = { followedBy: { dialog: "home", payload: "next" } } as const;
        if (text === "yes") {
          return done(
            { key: "feedback.withdraw.done" },
            { ...home, records: [{ record: "feedback-withdrawn", id }] },
          );
        }
        return text === "no"
          ? done({ key: "feedback.withdraw.kept" }, home)
          : again("feedback.withdraw.again");
      },
    },
  },
};

/** Feedback that was given, to be changed. */
function draftOf({ id, whole }: GivenFeedback): Feedback {
  if (whole === undefined) return { at: "about", draft: { id } };
  const { mayAnswer: _mayAnswer, ...given } = whole;
  return { at: "summary", draft: { id, ...given } };
}

/** Words of which the wish to give feedback is made; what says more is the feedback itself. */
const BARE = new Set(
  [
    "haluan haluaisin haluaisimme voisin voinko voisinko voiko saanko saisinko miten mihin minne missä mistä onko mulla minulla",
    "ois olisi on yksi yhden pari antaa antaisin jättää lähettää kertoa esittää tehdä palaute palautetta palautteen idea ideaa",
    "idean ideoita ehdotus ehdotusta ehdotuksen ehdottaa kehitysidea kehitysehdotus teille kirjastolle kirjastosta tapahtumasta",
    "hei moi kiitos jos kehittämisidea",
    "i i'd i'm i've want would like love to can could may how do where is it possible give leave send share make have got an a",
    "some my feedback idea ideas suggestion suggestions suggest something about for you the library hello hi please there",
  ].flatMap((line) => line.split(" ")),
);

/** "I'd like to give feedback" asks for the dialog; it is not the feedback itself. */
function isBareWish({ text }: Reply): boolean {
  return (text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).every((word) => BARE.has(word));
}

/** Both buttons have the word in them. */
const SEND = /^(lähetä|send)( se| it)?\p{P}*$/iu;

/** "4/5", "annan 4", "5 stars": the only number that is a rating. */
function ratingIn({ text }: Reply): number | undefined {
  const [, rating] = /^\D*([1-5])(?:\s*\/\s*5)?\D*$/.exec(text) ?? [];
  return rating === undefined ? undefined : Number(rating);
}

/** An e-mail address or something that can be dialled. */
function isContact(text: string): boolean {
  return /\S@\S/.test(text) || text.replace(/\D/g, "").length >= 5;
}

/** Asks for what is still missing, in the order in which it is asked. */
function nextAfter(draft: Draft): Feedback {
  if (draft.rating === undefined && draft.about !== "idea") return { at: "rating", draft };
  if (draft.comment === undefined) return { at: "comment", draft };
  return draft.answer === undefined ? { at: "answer", draft } : { at: "summary", draft };
}

function summaryLine(draft: Draft, services: Services): Line {
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

/** The id is known only when the turn is committed, so the buttons name the latest feedback. */
function sent({ comment = "", answer, ...draft }: Draft, contact?: string) {
  const mayAnswer = answer === "here" || contact !== undefined;
  return done(
    {
      key: mayAnswer ? "feedback.thanksAnswer" : "feedback.thanks",
      choices: [
        { value: "open:feedback:edit", label: { phrase: "feedback.edit" } },
        { value: "open:feedback:withdraw", label: { phrase: "feedback.withdraw.choice" } },
        { value: "open:recommend", label: { phrase: "home.choice.recommend" } },
      ],
    },
    {
      records: [
        { record: "feedback", ...draft, comment, mayAnswer, ...(contact !== undefined && { contact }) },
      ],
    },
  );
}
