import { expect, test } from "@jest/globals";
import { feedback } from "../../dialogs/feedback.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const GIVEN = { given: [{ id: "3-1-7", text: "Sali oli kylmä" }] };
const program = `program:${Buffer.from("helmet:1").toString("base64url")}`;

test.each(LANGUAGES)("feedback about the library is stored once the summary is agreed to: %s", (language) => {
  const talked = talk(feedback, ["library", "4", "Lovely staff", "no", "send"], { language });
  expect(talked.keys).toEqual([
    ...["feedback.about.ask", "feedback.rating.ask", "feedback.comment.ask"],
    ...["feedback.answer.ask", "feedback.summary.ask", "feedback.thanks"],
  ]);
  expect(talked.records).toEqual([
    { record: "feedback", about: "library", rating: 4, comment: "Lovely staff", mayAnswer: false },
  ]);
  expect(talked.progress).toBeUndefined();
});

test("feedback is typed from beginning to end", () => {
  const fi = talk(feedback, ["kirjastosta", "vitonen 5", "Ihana henkilökunta", "kyllä", "joo"]);
  expect(fi.records).toMatchObject([
    { about: "library", rating: 5, comment: "Ihana henkilökunta", mayAnswer: true },
  ]);
  const en = talk(feedback, ["the library", "4/5", "Lovely staff", "no", "yes"], { language: "en" });
  expect(en.records).toMatchObject([
    { about: "library", rating: 4, comment: "Lovely staff", mayAnswer: false },
  ]);
});

test.each(LANGUAGES)("feedback shows everything that will be stored before it is: %s", (language) => {
  const talked = talk(feedback, ["other", "2", "The sauna was cold", "here"], { language });
  const [summary = ""] = talked.last.texts;
  expect(summary).toContain("2/5");
  expect(summary).toContain("The sauna was cold");
  expect(talked.records).toEqual([]);
  expect(talked.offered).toEqual(["send", "comment", "rate", "about", "discard"]);
});

test.each(["lähetä", "Lähetä se!", "send", "send it"])("feedback is sent with one word: %s", (word) => {
  expect(talk(feedback, ["library", "5", "Good", "no", word]).records).toHaveLength(1);
  expect(talk(feedback, ["library", "5", "Good", "no", "älä lähetä"]).records).toEqual([]);
});

test("feedback is sorry for a bad rating", () => {
  expect(talk(feedback, ["library", "1"]).last.keys).toEqual(["feedback.comment.sorry"]);
  expect(talk(feedback, ["library", "3"]).last.keys).toEqual(["feedback.comment.ask"]);
});

test.each(LANGUAGES)("feedback on an idea asks for no rating: %s", (language) => {
  const talked = talk(feedback, ["idea", "More cargo bikes", "no"], { language });
  expect(talked.keys).toEqual([
    "feedback.about.ask",
    "feedback.comment.idea",
    "feedback.answer.ask",
    "feedback.summary.ask",
  ]);
  expect(talked.offered).not.toContain("rate");
});

test("feedback asks which program, and takes 'I do not remember' for an answer", () => {
  const named = talk(feedback, ["program", "Jazzilta Oodissa", "5", "Hyvä", "no", "send"]);
  expect(named.records).toMatchObject([{ about: "program", program: "Jazzilta Oodissa" }]);
  const forgotten = talk(feedback, ["program", "skip", "5", "Hyvä", "no", "send"]);
  expect(forgotten.records).toEqual([
    { record: "feedback", about: "program", rating: 5, comment: "Hyvä", mayAnswer: false },
  ]);
});

test("feedback on a program from its card knows the program by name", () => {
  const talked = talk(feedback, ["5", "Hyvä", "no"], { payload: program });
  expect(talked.keys[0]).toBe("feedback.rating.ask");
  expect(talked.last.texts[0]).toContain("Satutunti");
  expect(talk(feedback, ["5", "Hyvä", "no", "send"], { payload: program }).records).toMatchObject([
    { program: "helmet:1" },
  ]);
});

test("feedback on a program that is gone asks what it is about", () => {
  const gone = `program:${Buffer.from("helmet:999").toString("base64url")}`;
  expect(talk(feedback, [], { payload: gone }).keys).toEqual(["feedback.about.ask"]);
});

test.each([
  ["fi", "Jazzilta oli ihana, kiitos!"],
  ["en", "Loved the jazz evening, well done"],
] as const)("feedback given unasked is not asked for again: %s", (language, first) => {
  const talked = talk(feedback, ["5", "no", "send"], { language, payload: "library", first });
  expect(talked.keys[0]).toBe("feedback.rating.askDraft");
  expect(talked.records).toMatchObject([{ about: "library", comment: first }]);
});

test.each([
  ["library", "Haluaisin antaa palautetta", "feedback.about.ask"],
  ["library", "I'd like to give some feedback about the library, please", "feedback.about.ask"],
  ["idea", "minulla olisi idea", "feedback.comment.idea"],
  ["idea", "can I make a suggestion?", "feedback.comment.idea"],
  ["idea", "Ehdotan lisää pyöriä kirjastoihin", "feedback.answer.ask"],
  ["idea", "My suggestion: longer hours", "feedback.answer.ask"],
])("feedback knows the wish to give it from the feedback itself: %s %s", (payload, first, key) => {
  expect(talk(feedback, [], { payload, first }).keys).toEqual([key]);
});

test("feedback asks again when the rating is not a number from 1 to 5", () => {
  for (const rating of ["6", "0", "hyvä", "👍", "10/10"]) {
    const talked = talk(feedback, ["library", rating]);
    expect([talked.last.keys, talked.unanswered]).toEqual([["feedback.rating.again"], true]);
    expect(talked.offered).toEqual(["1", "2", "3", "4", "5"]);
  }
});

test("feedback takes a comment of any kind that has words, a bare number too", () => {
  expect(talk(feedback, ["library", "5", "10"]).last.keys).toEqual(["feedback.answer.ask"]);
  expect(talk(feedback, ["library", "5", "👍👍"]).last.keys).toEqual(["feedback.comment.again"]);
});

test.each(LANGUAGES)(
  "feedback asks for a contact last, so that it is never part of a stored state: %s",
  (language) => {
    const before = ["library", "5", "Good", "contact", "send"];
    const asked = talk(feedback, before, { language });
    expect(asked.last.keys).toEqual(["feedback.contact.ask"]);
    const sent = talk(feedback, [...before, "maija@example.org"], { language });
    expect(sent.last.keys).toEqual(["feedback.thanksAnswer"]);
    expect(sent.progress).toBeUndefined();
    expect(sent.records).toMatchObject([{ mayAnswer: true, contact: "maija@example.org" }]);
  },
);

test("feedback takes no nonsense for a contact, and none at all as well", () => {
  const before = ["library", "5", "Good", "contact", "send"];
  expect(talk(feedback, [...before, "joo kiitos"]).last.keys).toEqual(["feedback.contact.again"]);
  const phone = talk(feedback, [...before, "soita 040 123 4567"]);
  expect(phone.records).toMatchObject([{ contact: "soita 040 123 4567" }]);
  const skipped = talk(feedback, [...before, "skip"]);
  expect(skipped.records).toEqual([
    { record: "feedback", about: "library", rating: 5, comment: "Good", mayAnswer: false },
  ]);
});

test("feedback changes text, rating and topic from the summary and comes back to it", () => {
  const start = ["library", "5", "Good", "no"];
  const text = talk(feedback, [...start, "comment", "Very good"]);
  expect(text.last.keys).toEqual(["feedback.summary.ask"]);
  expect(text.last.texts[0]).toContain("Very good");
  expect(talk(feedback, [...start, "rate", "2"]).last.texts[0]).toContain("2/5");
  const other = talk(feedback, [...start, "about", "other", "send"]);
  expect(other.records).toMatchObject([{ about: "other", rating: 5, comment: "Good" }]);
  const idea = talk(feedback, [...start, "about", "idea", "send"]);
  expect(idea.records).toEqual([{ record: "feedback", about: "idea", comment: "Good", mayAnswer: false }]);
  const named = talk(feedback, [...start, "about", "program", "Jazzilta", "send"]);
  expect(named.records).toMatchObject([{ about: "program", program: "Jazzilta", rating: 5 }]);
});

test("feedback that is not to be sent leaves nothing behind", () => {
  const talked = talk(feedback, ["library", "5", "Good", "no", "discard"]);
  expect([talked.last.keys, talked.records]).toEqual([["feedback.discarded"], []]);
  expect(talked.followedBy).toEqual({ dialog: "home", payload: "next" });
});

test("feedback can be changed, withdrawn or followed by a search once it is sent", () => {
  expect(talk(feedback, ["library", "5", "Good", "no", "send"]).offered).toEqual([
    ...["open:feedback:edit", "open:feedback:withdraw", "open:recommend"],
  ]);
});

test.each([
  ["comment", ["comment", "Warmer now", "send"], { comment: "Warmer now", rating: 3 }],
  ["rating", ["rate", "5", "send"], { comment: "Sali oli kylmä", rating: 5 }],
  ["nothing", ["send"], { comment: "Sali oli kylmä", rating: 3 }],
])("feedback is changed from its summary, without saying all of it again: %s", (_what, replies, changed) => {
  const whole = {
    about: "library",
    rating: 3,
    comment: "Sali oli kylmä",
    mayAnswer: true,
    answer: "here",
  } as const;
  const services = { given: [{ id: "3-1-7", text: "Sali oli kylmä", whole }] };
  const talked = talk(feedback, replies, { payload: "edit", services });
  expect(talked.keys[0]).toBe("feedback.summary.ask");
  expect(talked.records).toEqual([
    { record: "feedback", id: "3-1-7", about: "library", mayAnswer: true, ...changed },
  ]);
});

test("feedback that is changed replaces the earlier one", () => {
  const talked = talk(feedback, ["library", "3", "Warmer now", "no", "send"], {
    payload: "edit",
    services: GIVEN,
  });
  expect(talked.records).toMatchObject([{ record: "feedback", id: "3-1-7", comment: "Warmer now" }]);
});

test.each(LANGUAGES)("feedback is withdrawn only when the patron agrees: %s", (language) => {
  const options = { language, payload: "withdraw", services: GIVEN };
  expect(talk(feedback, [], options).texts[0]).toContain("Sali oli kylmä");
  expect(talk(feedback, ["yes"], options).records).toEqual([{ record: "feedback-withdrawn", id: "3-1-7" }]);
  expect(talk(feedback, ["no"], options).records).toEqual([]);
  expect(talk(feedback, ["hmm"], options).last.keys).toEqual(["feedback.withdraw.again"]);
});

test.each(["edit", "withdraw"])("feedback says so when there is nothing to %s", (payload) => {
  expect(talk(feedback, [], { payload }).keys).toEqual(["feedback.about.gone"]);
});

test("feedback says again what it can take at every question with choices", () => {
  expect(talk(feedback, ["hmm"]).last.keys).toEqual(["feedback.about.again"]);
  expect(talk(feedback, ["library", "5", "Good", "hmm"]).last.keys).toEqual(["feedback.answer.again"]);
  expect(talk(feedback, ["library", "5", "Good", "no", "hmm"]).last.keys).toEqual(["feedback.summary.again"]);
});
