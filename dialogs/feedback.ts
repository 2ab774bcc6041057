import { again, choicesOf, type Dialog, done, type FeedbackGiven, type Line, next, type Reply } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
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
  mayAnswer?: boolean;
  contact?: string;
};

type Feedback =
  | { at: "about"; comment?: string; id?: string }
  | { at: "which"; draft: Draft }
  | { at: "rating"; draft: Draft }
  | { at: "comment"; draft: Draft }
  | { at: "answer"; draft: Draft }
  | { at: "contact"; draft: Draft }
  | { at: "summary"; draft: Draft }
  | { at: "withdraw"; id: string; text: string };

/** Asks what a patron thinks, and stores it for the librarians once the patron has seen what is stored. */
export const feedback: Dialog<Feedback> = {
  name: "feedback",
  version: 1,
  start: { at: "about" },
  returns: true,
  /** `payload`: "idea", "library", "program:<encoded id>", "edit" or "withdraw" (the latest feedback); the reply is the first of the feedback. */
  open: (payload, reply, { given }) => {
    const [what, detail = ""] = payload.split(":", 2);
    const comment = reply === undefined || isBareWish(reply) ? undefined : reply.text;
    const [latest] = given;
    if (what === "withdraw") return latest && { at: "withdraw", ...latest };
    if (what === "edit") return latest && { at: "about", id: latest.id };
    if (what === "idea") return afterRating({ about: "idea", comment });
    if (what === "program") {
      return { at: "rating", draft: { about: "program", program: Buffer.from(detail, "base64url").toString("utf8") } };
    }
    return what === "library" && comment !== undefined ? { at: "rating", draft: { about: "library", comment } } : undefined;
  },
  steps: {
    about: {
      ask: () => ({ key: "feedback.about.ask", choices: choicesOf(ABOUT, (name) => `feedback.about.${name}`) }),
      answer: ({ text }, { comment, id }) => {
        const about = ABOUT.find((name) => name === text);
        if (about === undefined) return again("feedback.about.again");
        const draft = { about, comment, id };
        if (about === "program") return next({ at: "which", draft });
        return next(about === "idea" ? afterRating(draft) : { at: "rating", draft });
      },
    },
    which: {
      open: true,
      ask: () => ({ key: "feedback.which.ask", choices: choicesOf(["skip"], () => "feedback.which.skip") }),
      answer: ({ text, chosen }, { draft }) =>
        next({ at: "rating", draft: chosen && text === "skip" ? draft : { ...draft, program: text } }),
    },
    rating: {
      ask: ({ draft }) => ({
        key: draft.comment === undefined ? "feedback.rating.ask" : "feedback.rating.askDraft",
        choices: RATINGS.map((rating) => ({ value: rating, label: rating })),
      }),
      answer: ({ text }, { draft }) => {
        const rating = RATINGS.find((known) => known === text);
        if (rating === undefined) return again("feedback.rating.again");
        return next(afterRating({ ...draft, rating: Number(rating) }));
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
        /[\p{L}\p{N}]/u.test(text) ? next(afterComment({ ...draft, comment: text })) : again("feedback.comment.again"),
    },
    answer: {
      ask: () => ({ key: "feedback.answer.ask", choices: choicesOf(ANSWERS, (name) => `feedback.answer.${name}`) }),
      answer: ({ text }, { draft }) => {
        const answer = ANSWERS.find((name) => name === text);
        if (answer === undefined) return again("feedback.answer.again");
        if (answer === "contact") return next({ at: "contact", draft });
        return next({ at: "summary", draft: { ...draft, mayAnswer: answer === "here" } });
      },
    },
    contact: {
      open: true,
      confidential: true,
      ask: () => ({ key: "feedback.contact.ask", choices: choicesOf(["skip"], () => "feedback.contact.skip") }),
      answer: ({ text, chosen }, { draft }) =>
        next({
          at: "summary",
          draft: chosen && text === "skip" ? { ...draft, mayAnswer: false } : { ...draft, mayAnswer: true, contact: text },
        }),
    },
    summary: {
      ask: ({ draft }, services) => summaryLine(draft, services),
      answer: ({ text }, { draft }) => {
        switch (text) {
          case "send":
            return sent(draft);
          case "comment":
            return next({ at: "comment", draft });
          case "rate":
            return next({ at: "rating", draft });
          case "discard":
            return done({ key: "feedback.discarded" }, { followedBy: { dialog: "home", payload: "next" } });
          default:
            return again("feedback.summary.again");
        }
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
          return done({ key: "feedback.withdraw.done" }, { ...home, records: [{ record: "feedback-withdrawn", id }] });
        }
        return text === "no" ? done({ key: "feedback.withdraw.kept" }, home) : again("feedback.withdraw.again");
      },
    },
  },
};

/** "I'd like to give feedback" asks for the dialog; it is not the feedback itself. */
function isBareWish({ text }: Reply): boolean {
  return /palaut|feedback|\bidea|ehdot|suggest/iu.test(text) && text.split(/\s+/u).length <= 7;
}

function afterRating(draft: Draft): Feedback {
  return draft.comment === undefined ? { at: "comment", draft } : afterComment(draft);
}

function afterComment(draft: Draft): Feedback {
  return draft.mayAnswer === undefined ? { at: "answer", draft } : { at: "summary", draft };
}

function summaryLine(draft: Draft, services: Services): Line {
  const choices = choicesOf(
    (["send", "comment", "rate", "discard"] as const).filter((name) => name !== "rate" || draft.about !== "idea"),
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
      answer: { phrase: answerKey(draft) },
    },
    choices,
  };
}

function aboutInWords({ about, program }: Draft, { programs }: Services): Value {
  if (program === undefined) return { phrase: "feedback.summary.about", values: { what: { phrase: `feedback.what.${about}` } } };
  const title = programs.find(program)?.title;
  return { phrase: "feedback.summary.aboutProgram", values: { program: title === undefined ? program : { text: title } } };
}

function answerKey({ mayAnswer, contact }: Draft) {
  if (mayAnswer !== true) return "feedback.summary.answerNo";
  return contact === undefined ? "feedback.summary.answerHere" : "feedback.summary.answerContact";
}

/** The id is known only when the turn is committed, so the buttons name the latest feedback. */
function sent({ comment = "", mayAnswer = false, ...draft }: Draft) {
  return done(
    {
      key: mayAnswer ? "feedback.thanksAnswer" : "feedback.thanks",
      choices: [
        { value: "open:feedback:edit", label: { phrase: "feedback.edit" } },
        { value: "open:feedback:withdraw", label: { phrase: "feedback.withdraw.choice" } },
        { value: "open:recommend", label: { phrase: "home.choice.recommend" } },
      ],
    },
    { records: [{ record: "feedback", ...draft, comment, mayAnswer }] },
  );
}
