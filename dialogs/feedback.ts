import { again, choicesOf, type Dialog, done, next } from "../src/dialog/dialog.ts";
import { decodeId } from "../src/id-code.ts";
import {
  ABOUT,
  ANSWERS,
  type Draft,
  draftOf,
  type Feedback,
  isBareWish,
  isContact,
  isSurely,
  nextAfter,
  ratingIn,
  summaryLine,
} from "./feedback-draft.ts";

const RATINGS = ["1", "2", "3", "4", "5"] as const;
/** Both buttons have the word in them. */
const SEND = /^(lähetä|send)( se| it)?\p{P}*$/iu;

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
    if (what === "program") {
      const program = decodeId(detail) ?? "";
      return services.programs.find(program) && nextAfter({ about: "program", program, comment });
    }
    if (what !== "idea" && what !== "library") return undefined;
    if (reply !== undefined && comment !== undefined && !isSurely(what, reply))
      return { at: "meant", about: what, comment };
    return what === "library" && comment === undefined ? undefined : nextAfter({ about: what, comment });
  },
  steps: {
    meant: {
      ask: ({ comment }) => ({
        key: "feedback.meant.ask",
        values: { comment },
        choices: choicesOf(["yes", "question", "no"] as const, (name) => `feedback.meant.${name}`),
      }),
      answer: ({ text }, { about, comment }) => {
        switch (text) {
          case "yes":
            return next(nextAfter({ about, comment }));
          case "question":
            return done(undefined, { followedBy: { dialog: "person", payload: "question", text: comment } });
          case "no":
            return done(undefined, { followedBy: { dialog: "home", payload: "unclear" } });
          default:
            return again("feedback.meant.again");
        }
      },
    },
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
      back: ({ draft }) => ({ at: "about", draft }),
      ask: () => ({ key: "feedback.which.ask", choices: choicesOf(["skip"], () => "feedback.which.skip") }),
      answer: ({ text, chosen }, { draft }) =>
        next(nextAfter(chosen && text === "skip" ? draft : { ...draft, program: text })),
    },
    rating: {
      back: ({ draft }) => ({ at: "about", draft }),
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
      back: ({ draft }) => ({ at: draft.about === "idea" ? "about" : "rating", draft }),
      ask: ({ draft: { about, rating, before } }) => {
        if (before !== undefined) return { key: "feedback.comment.anew", values: { before } };
        if (about === "idea") return { key: "feedback.comment.idea" };
        return { key: (rating ?? 5) < 3 ? "feedback.comment.sorry" : "feedback.comment.ask" };
      },
      answer: ({ text }, { draft }) =>
        /[\p{L}\p{N}]/u.test(text)
          ? next(nextAfter({ ...draft, before: undefined, comment: text }))
          : again("feedback.comment.again"),
    },
    answer: {
      back: ({ draft }) => ({ at: "comment", draft }),
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
      back: ({ draft }) => ({ at: "answer", draft }),
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
      back: ({ draft }) => ({ at: "summary", draft }),
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

/** The id is known only when the turn is committed, so the buttons name the latest feedback. */
function sent({ comment = "", answer, before: _before, ...draft }: Draft, contact?: string) {
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
