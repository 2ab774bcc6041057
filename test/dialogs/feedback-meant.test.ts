/** What counts as feedback, what only asks to give it, and what the patron is asked about first. */
import { expect, test } from "@jest/globals";
import { feedback } from "../../dialogs/feedback.ts";
import { speaker } from "../helpers/services.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;

test.each([
  ...LANGUAGES.map((language) => speaker.phrase("home.choice.feedback", language)),
  "anna palautetta",
  "annan palautetta",
  "anna palautetta kirjastolle",
  "lähetä palautetta",
  "kerro palautetta",
  "kirjoita palaute",
  "haluan valittaa",
  "i want to complain",
  "I'd like to make a complaint",
])("feedback does not take the wish to give it for the feedback: %s", (first) => {
  expect(talk(feedback, [], { payload: "library", first }).keys).toEqual(["feedback.about.ask"]);
});

test.each([
  ["library", "is it cancelled?", 0.96],
  ["library", "Miksi konsertti peruttiin", 0.96],
  ["library", "ei toimi", 0.93],
  ["library", "Sali oli aika kylmä eilen", 0.74],
  ["idea", "what about adults", 0.95],
] as const)(
  "feedback asks first whether it was meant, where that is not sure: %s %s",
  (payload, text, confidence) => {
    for (const language of LANGUAGES) {
      const options = { payload, language, first: { text, confidence } };
      const asked = talk(feedback, [], options);
      expect(asked.keys).toEqual(["feedback.meant.ask"]);
      expect(asked.texts[0]).toContain(text);
      const yes = talk(
        feedback,
        payload === "idea" ? ["yes", "no", "send"] : ["yes", "3", "no", "send"],
        options,
      );
      expect(yes.records).toMatchObject([{ about: payload, comment: text }]);
      const question = talk(feedback, ["question"], options);
      expect([question.records, question.followedBy]).toEqual([
        [],
        { dialog: "person", payload: "question", text },
      ]);
      expect(talk(feedback, ["no"], options).followedBy).toEqual({ dialog: "home", payload: "unclear" });
      expect(talk(feedback, ["hmm"], options).last.keys).toEqual(["feedback.meant.again"]);
    }
  },
);

test.each([
  ["library", "I loved the jazz evening, what a night"],
  ["library", "What a lovely evening it was"],
  ["idea", "Could you lend cargo bikes?"],
])("feedback that is sure, or an idea put as a question, is taken at once: %s %s", (payload, text) => {
  expect(talk(feedback, [], { payload, first: { text, confidence: 0.95 } }).keys[0]).not.toBe(
    "feedback.meant.ask",
  );
});

test.each([
  [["library"], "about"],
  [["library", "4"], "rating"],
  [["library", "4", "Good staff"], "comment"],
  [["library", "4", "Good staff", "no"], "answer"],
  [["library", "4", "Good staff", "contact", "send"], "summary"],
  [["idea"], "about"],
  [["program"], "about"],
] as const)("feedback goes back one question: %j", (says, before) => {
  const { progress } = talk(feedback, says);
  const step = feedback.steps[progress?.state.at as keyof typeof feedback.steps];
  expect(step.back?.(progress?.state as never, undefined as never)?.at).toBe(before);
});

test.each(LANGUAGES)("feedback that was long is written anew when it is changed: %s", (language) => {
  const whole = { about: "library", rating: 3, mayAnswer: false, answer: "no" } as const;
  const options = {
    payload: "edit",
    language,
    services: { given: [{ id: "3-1-7", text: "Sali oli…", whole }] },
  };
  const asked = talk(feedback, [], options);
  expect(asked.keys).toEqual(["feedback.comment.anew"]);
  expect(asked.texts[0]).toContain("Sali oli…");
  expect(talk(feedback, ["Sali on nyt lämmin", "send"], options).records).toEqual([
    {
      record: "feedback",
      id: "3-1-7",
      about: "library",
      rating: 3,
      comment: "Sali on nyt lämmin",
      mayAnswer: false,
    },
  ]);
});
