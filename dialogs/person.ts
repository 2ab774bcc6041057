import { again, choicesOf, type Dialog, done, next } from "../src/dialog/dialog.ts";

type Person = { at: "question" } | { at: "contact"; question: string };

/** Tells how to reach a librarian, and takes a question to one. */
export const person: Dialog<Person> = {
  name: "person",
  version: 1,
  start: { at: "question" },
  returns: true,
  steps: {
    question: {
      open: true,
      ask: () => ({ key: "person.question.ask", choices: choicesOf(["no"], () => "person.question.no") }),
      answer: ({ text, chosen }) => {
        if (chosen && text === "no") return done({ key: "person.closing" });
        return /\p{L}/u.test(text) ? next({ at: "contact", question: text }) : again("person.question.again");
      },
    },
    contact: {
      open: true,
      confidential: true,
      ask: () => ({ key: "person.contact.ask", choices: choicesOf(["here"], () => "person.contact.here") }),
      answer: ({ text, chosen }, { question }) => {
        const contact = chosen && text === "here" ? undefined : text;
        return done({ key: "person.thanks" }, { records: [{ record: "question", text: question, contact }] });
      },
    },
  },
};
