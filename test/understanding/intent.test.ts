/** What the classifier makes of likelihoods: when two are near, when a topic decides, which sentence of a long text counts. */
import { expect, test } from "@jest/globals";
import { createIntentTeller } from "../../src/understanding/intent.ts";
import type { FeatureParts, Reading } from "../../src/understanding/intent-features.ts";
import type { IntentModel } from "../../src/understanding/intent-model.ts";
import type { Intent } from "../../src/understanding/understood.ts";

type Likely = readonly (readonly [Intent, number])[];

const parts: FeatureParts = {
  morphology: { full: false, analyse: () => [], bases: () => [] } as unknown as FeatureParts["morphology"],
  isEnglish: () => false,
};

/** A classifier that answers in turn: first of the whole text, then of the sentence that asks. */
function tellerOf(...answers: readonly Likely[]) {
  const left = [...answers];
  const model: IntentModel = {
    tell: () => (left.shift() ?? []).map(([intent, probability]) => ({ intent, probability })),
    weight: () => 0,
  };
  return createIntentTeller(parts, model);
}

function reading(text: string, given: Partial<Reading> = {}): Reading {
  return { text, slots: {}, past: false, knownTopic: false, excludes: false, ...given };
}

test.each([
  ["nearly as likely", 0.4, 0.31, "practical"],
  ["far less likely", 0.5, 0.3, undefined],
  ["near, but both are guesses", 0.3, 0.29, undefined],
] as const)("another intent is told when it is %s", (_how, best, next, alternative) => {
  const tell = tellerOf([
    ["feedback", best],
    ["practical", next],
  ]);
  expect(tell(reading("jotain siitä"))).toEqual({
    intent: "feedback",
    confidence: best,
    ...(alternative && { alternative }),
  });
});

test("a topic of programs decides for programs where they are near, but not against a prize draw", () => {
  const near = (best: Intent): Likely => [
    [best, 0.4],
    ["recommend", 0.35],
  ];
  expect(tellerOf(near("feedback"))(reading("3d printing", { knownTopic: true }))).toEqual({
    intent: "recommend",
    confidence: 0.4,
  });
  expect(tellerOf(near("feedback"))(reading("3d printing"))).toMatchObject({ intent: "feedback" });
  expect(tellerOf(near("campaign"))(reading("arvonta", { knownTopic: true })).intent).toBe("campaign");
});

const LONG = "i moved here last year and i like it. my neighbour told me of you. how do i get a card?";

test.each([
  ["decides when it is surely understood", LONG, [["practical", 0.9]], "practical"],
  ["decides nothing when it is a guess", LONG, [["practical", 0.5]], "greeting"],
  ["decides nothing when it tells an opinion", LONG, [["feedback", 0.9]], "greeting"],
  ["is all there is in a short text", "hello. how do i get a card?", [["practical", 0.9]], "greeting"],
] as const)("the sentence that asks last %s", (_what, text, last, intent) => {
  expect(tellerOf([["greeting", 0.8]], last)(reading(text)).intent).toBe(intent);
});

test("the sentence that asks last is read also where the whole is not understood", () => {
  const text = "i saw a sign. is there a class?";
  expect(tellerOf([["help", 0.1]], [["recommend", 0.8]])(reading(text)).intent).toBe("recommend");
});
