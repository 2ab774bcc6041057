import { expect, test } from "@jest/globals";
import { person } from "../../dialogs/person.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;

test.each(LANGUAGES)(
  "person tells how to reach people and takes a question to a librarian: %s",
  (language) => {
    const talked = talk(person, ["Where is the old map of Kallio?", "maija@example.org"], { language });
    expect(talked.texts[0]).toContain("helmet.fi");
    expect(talked.keys).toEqual(["person.question.ask", "person.contact.ask", "person.thanks"]);
    expect(talked.records).toEqual([
      { record: "question", text: "Where is the old map of Kallio?", contact: "maija@example.org" },
    ]);
  },
);

test.each(LANGUAGES)("person takes the answer to this chat as well: %s", (language) => {
  const talked = talk(person, ["Where is the map?", "here"], { language });
  expect(talked.records).toEqual([{ record: "question", text: "Where is the map?" }]);
});

test("person asks nobody who wants no more", () => {
  expect(talk(person, ["no"]).last.keys).toEqual(["person.closing"]);
  expect(talk(person, [{ text: "kiitos", intent: "thanks" }]).records).toEqual([]);
});

test("person wants words for a question and something that can be called or written to for a contact", () => {
  expect(talk(person, ["???"]).last.keys).toEqual(["person.question.again"]);
  expect(talk(person, ["Missä?", "joo"]).last.keys).toEqual(["person.contact.again"]);
  expect(talk(person, ["Missä?", "050 555 1234"]).records).toMatchObject([{ contact: "050 555 1234" }]);
});

test.each(LANGUAGES)("person does not ask again for what was written already: %s", (language) => {
  const first = "This is about a damaged book and it is complicated, could someone contact me";
  const talked = talk(person, ["take", "here"], { language, first });
  expect(talked.texts[0]).toContain(first);
  expect(talked.records).toEqual([{ record: "question", text: first }]);
  expect(talk(person, ["yes"], { language: "en", first }).last.keys).toEqual(["person.contact.ask"]);
  expect(talk(person, ["rewrite"], { language, first }).last.keys).toEqual(["person.question.ask"]);
  expect(talk(person, ["no"], { language, first }).last.keys).toEqual(["person.closing"]);
  expect(talk(person, ["hmm"], { language, first }).last.keys).toEqual(["person.written.again"]);
});

test("person asks for the question when only a person was asked for", () => {
  expect(talk(person, [], { first: "haluan puhua oikealle ihmiselle" }).keys).toEqual([
    "person.question.ask",
  ]);
});
