import { again, choicesOf, type Dialog, done, type Move, next, type Opening } from "../src/dialog/dialog.ts";
import type { Intent, Understood } from "../src/understanding/understood.ts";
import { isContact } from "./feedback-draft.ts";

type Person =
  | { at: "question"; gone?: true }
  /** `instead` is what Kutsu could do about it itself. */
  | { at: "written"; question: string; instead?: Opening }
  /** `missed` counts the answers that were no contact. */
  | { at: "contact"; question: string; missed?: number }
  | { at: "withdraw"; id: string; text: string };

/** A first message this long holds the question already. */
const WORDS_OF_A_QUESTION = 9;
/** How sure it must be that a question is one that Kutsu can take itself. */
const SURE_OF_REQUEST = 0.7;
/** After this many answers that are no contact, the other ways come first. */
const MISSES = 2;

/** What is asked of Kutsu rather than of a librarian. */
const REQUESTS: Partial<Record<Intent, Opening>> = {
  recommend: { dialog: "recommend" },
  smart_city: { dialog: "smart-city" },
  practical: { dialog: "practical" },
  feedback: { dialog: "feedback", payload: "library" },
  idea: { dialog: "feedback", payload: "idea" },
  interests: { dialog: "settings", payload: "interests" },
};

/** Tells how to reach a librarian, and takes a question to one. */
export const person: Dialog<Person> = {
  name: "person",
  version: 1,
  start: { at: "question" },
  personal: true,
  returns: true,
  /** `payload`: "question" when the reply is one whatever its length, or "withdraw" (the latest question). */
  open: (payload, reply, { asked: [latest] }) => {
    if (payload === "withdraw")
      return latest ? { at: "withdraw", id: latest.id, text: latest.text } : { at: "question", gone: true };
    const isWhole =
      reply !== undefined &&
      (payload === "question" || reply.text.split(/\s+/).length >= WORDS_OF_A_QUESTION);
    return isWhole ? { at: "written", question: reply.text } : undefined;
  },
  steps: {
    question: {
      open: true,
      ask: ({ gone }) => ({
        key: gone ? "person.question.gone" : "person.question.ask",
        choices: choicesOf(["no"], () => "person.question.no"),
      }),
      answer: ({ text, chosen, understood }) => {
        if (chosen && text === "no") return done({ key: "person.closing" });
        if (understood.intent === "thanks") return done({ key: "person.closing" });
        if (!/\p{L}/u.test(text)) return again("person.question.again");
        const instead = requestIn(understood);
        return next(
          instead === undefined
            ? { at: "contact", question: text }
            : { at: "written", question: text, instead },
        );
      },
    },
    written: {
      back: () => ({ at: "question" }),
      ask: ({ question, instead }) => ({
        key: instead === undefined ? "person.written.ask" : "person.written.askInstead",
        values: { question },
        choices: choicesOf(
          ["take", ...(instead === undefined ? [] : (["instead"] as const)), "rewrite", "no"] as const,
          (name) => `person.written.${name}`,
        ),
      }),
      answer: ({ text }, { question, instead }) => {
        switch (text) {
          case "take":
            return next({ at: "contact", question });
          case "instead":
            return instead === undefined
              ? again("person.written.again")
              : done(undefined, { followedBy: { ...instead, text: question } });
          case "rewrite":
            return next({ at: "question" });
          case "no":
            return done({ key: "person.closing" });
          default:
            return again("person.written.again");
        }
      },
    },
    contact: {
      open: true,
      confidential: true,
      back: () => ({ at: "question" }),
      ask: ({ missed = 0 }) => ({
        key:
          missed === 0
            ? "person.contact.ask"
            : missed < MISSES
              ? "person.contact.again"
              : "person.contact.otherwise",
        choices: choicesOf(["here", "no"] as const, (name) => `person.contact.${name}`),
      }),
      answer: ({ text, chosen }, { question, missed = 0 }) => {
        if (chosen && text === "here") return sent(question);
        if (chosen && text === "no")
          return done({ key: "person.notSent" }, { followedBy: { dialog: "home", payload: "next" } });
        return isContact(text)
          ? sent(question, text)
          : next({ at: "contact", question, missed: Math.min(missed + 1, MISSES) });
      },
    },
    withdraw: {
      ask: ({ text }) => ({
        key: "person.withdraw.ask",
        values: { text },
        choices: choicesOf(["yes", "no"] as const, (name) => `person.withdraw.${name}`),
      }),
      answer: ({ text }, { id }) => {
        const home = { followedBy: { dialog: "home", payload: "next" } } as const;
        if (text === "yes")
          return done(
            { key: "person.withdraw.done" },
            { ...home, records: [{ record: "feedback-withdrawn", id }] },
          );
        return text === "no" ? done({ key: "person.withdraw.kept" }, home) : again("person.withdraw.again");
      },
    },
  },
};

function requestIn({ intent, confidence }: Understood): Opening | undefined {
  return confidence >= SURE_OF_REQUEST ? REQUESTS[intent] : undefined;
}

function sent(question: string, contact?: string): Move<Person> {
  return done(
    {
      key: "person.thanks",
      choices: [
        { value: "open:person:withdraw", label: { phrase: "person.withdraw.choice" } },
        { value: "open:recommend", label: { phrase: "home.choice.recommend" } },
      ],
    },
    { records: [{ record: "question", text: question, ...(contact !== undefined && { contact }) }] },
  );
}
