import { again, choicesOf, type Dialog, done, next } from "../src/dialog/dialog.ts";

type Person = { at: "question" } | { at: "written"; question: string } | { at: "contact"; question: string };

/** A first message this long holds the question already. */
const WORDS_OF_A_QUESTION = 9;

/** Tells how to reach a librarian, and takes a question to one. */
export const person: Dialog<Person> = {
  name: "person",
  version: 1,
  start: { at: "question" },
  personal: true,
  returns: true,
  open: (_payload, reply) =>
    reply !== undefined && reply.text.split(/\s+/).length >= WORDS_OF_A_QUESTION
      ? { at: "written", question: reply.text }
      : undefined,
  steps: {
    question: {
      open: true,
      ask: () => ({ key: "person.question.ask", choices: choicesOf(["no"], () => "person.question.no") }),
      answer: ({ text, chosen, understood }) => {
        if (chosen && text === "no") return done({ key: "person.closing" });
        if (understood.intent === "thanks") return done({ key: "person.closing" });
        return /\p{L}/u.test(text) ? next({ at: "contact", question: text }) : again("person.question.again");
      },
    },
    written: {
      ask: ({ question }) => ({
        key: "person.written.ask",
        values: { question },
        choices: choicesOf(["take", "rewrite", "no"] as const, (name) => `person.written.${name}`),
      }),
      answer: ({ text }, { question }) => {
        switch (text) {
          case "take":
            return next({ at: "contact", question });
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
      ask: () => ({ key: "person.contact.ask", choices: choicesOf(["here"], () => "person.contact.here") }),
      answer: ({ text, chosen }, { question }) => {
        if (chosen && text === "here") {
          return done({ key: "person.thanks" }, { records: [{ record: "question", text: question }] });
        }
        if (!/\S@\S/.test(text) && text.replace(/\D/g, "").length < 5) return again("person.contact.again");
        return done(
          { key: "person.thanks" },
          { records: [{ record: "question", text: question, contact: text }] },
        );
      },
    },
  },
};
