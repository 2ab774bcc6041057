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

test.each(LANGUAGES)(
  "person asks before a request that Kutsu can take goes to a librarian: %s",
  (language) => {
    const request = { text: "onko lauantaina jazzia?", intent: "recommend", confidence: 0.82 } as const;
    const asked = talk(person, [request], { language });
    expect([asked.last.keys, asked.offered]).toEqual([
      ["person.written.askInstead"],
      ["take", "instead", "rewrite", "no"],
    ]);
    expect(talk(person, [request, "instead"], { language }).followedBy).toEqual({
      dialog: "recommend",
      text: request.text,
    });
    expect(talk(person, [request, "take", "here"], { language }).records).toEqual([
      { record: "question", text: request.text },
    ]);
    const unsure = { ...request, confidence: 0.4 };
    expect(talk(person, [unsure], { language }).last.keys).toEqual(["person.contact.ask"]);
  },
);

test.each(LANGUAGES)(
  "person has a way out where no contact is given, said after the second miss: %s",
  (language) => {
    const misses = ["Where is the map?", "banana", "apple", "pear"];
    const talked = talk(person, misses, { language });
    expect(talked.keys.slice(2)).toEqual([
      "person.contact.again",
      "person.contact.otherwise",
      "person.contact.otherwise",
    ]);
    expect(talked.offered).toEqual(["here", "no"]);
    const left = talk(person, [...misses, "2"], { language });
    expect([left.last.keys, left.records]).toEqual([["person.notSent"], []]);
    expect(JSON.stringify(talked.progress)).not.toContain("banana");
  },
);

test.each(LANGUAGES)("person takes back a question that was sent: %s", (language) => {
  expect(talk(person, ["Where is the map?", "here"], { language }).offered).toContain("open:person:withdraw");
  const services = { asked: [{ id: "3-1-7", text: "Where is the map?" }] };
  const options = { language, payload: "withdraw", services };
  expect(talk(person, [], options).texts[0]).toContain("Where is the map?");
  expect(talk(person, ["yes"], options).records).toEqual([{ record: "feedback-withdrawn", id: "3-1-7" }]);
  expect(talk(person, ["no"], options).records).toEqual([]);
  expect(talk(person, ["hmm"], options).last.keys).toEqual(["person.withdraw.again"]);
  expect(talk(person, [], { language, payload: "withdraw" }).keys).toEqual(["person.question.gone"]);
});

test("person takes words of any length that were said to be a question", () => {
  expect(talk(person, [], { payload: "question", first: "is it cancelled?" }).keys).toEqual([
    "person.written.ask",
  ]);
});
