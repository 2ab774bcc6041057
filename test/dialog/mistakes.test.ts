/**
 * Six kinds of mistake in a dialog do not compile. Each line below that expects an error is checked by `npm run types`:
 * were the mistake to compile, the expectation itself would be the error.
 */
import { expect, test } from "@jest/globals";
import { again, type Dialog, done, next } from "../../src/dialog/dialog.ts";

type Visit = { at: "rating" } | { at: "comment"; rating: number };

const rating: Dialog<Visit>["steps"]["rating"] = {
  ask: () => ({ key: "feedback.rating.ask" }),
  answer: ({ text }) => (text === "5" ? next({ at: "comment", rating: 5 }) : again("feedback.rating.again")),
};
const comment: Dialog<Visit>["steps"]["comment"] = {
  ask: ({ rating: given }) => ({ key: given < 3 ? "feedback.comment.sorry" : "feedback.comment.ask" }),
  answer: () => done({ key: "feedback.thanks" }),
};

/** Compiles: what the mistakes below are measured against. */
export const right: Dialog<Visit> = {
  name: "feedback",
  version: 1,
  start: { at: "rating" },
  steps: { rating, comment },
};

/** A state that is misspelt. */
export const misspeltState: Dialog<Visit> = {
  name: "feedback",
  version: 1,
  // @ts-expect-error
  start: { at: "raiting" },
  steps: { rating, comment },
};

/** A locale key that does not exist. */
export const misspeltKey: Dialog<Visit>["steps"]["rating"] = {
  // @ts-expect-error
  ask: () => ({ key: "feedback.raiting.ask" }),
  // @ts-expect-error
  answer: () => again("feedback.rating.agian"),
};

/** A field that the state does not have. */
export const misspeltField: Dialog<Visit>["steps"]["comment"] = {
  // @ts-expect-error
  ask: ({ raiting }) => ({ key: raiting < 3 ? "feedback.comment.sorry" : "feedback.comment.ask" }),
  answer: () => done({ key: "feedback.thanks" }),
};

/** A state without the data it needs. */
export const missingData: Dialog<Visit>["steps"]["rating"] = {
  ask: () => ({ key: "feedback.rating.ask" }),
  // @ts-expect-error
  answer: () => next({ at: "comment" }),
};

/** A state that no step handles. */
export const missingStep: Dialog<Visit> = {
  name: "feedback",
  version: 1,
  start: { at: "rating" },
  // @ts-expect-error
  steps: { rating },
};

/** A way to a state that the dialog does not have. */
export const impossibleTransition: Dialog<Visit>["steps"]["rating"] = {
  ask: () => ({ key: "feedback.rating.ask" }),
  // @ts-expect-error
  answer: () => next({ at: "summary" }),
};

/** A dialog of a name that is not listed, and one that leads to it. */
export const unknownDialog: Dialog<Visit>["steps"]["comment"] = {
  ask: () => ({ key: "feedback.comment.ask" }),
  // @ts-expect-error
  answer: () => done({ key: "feedback.thanks" }, { followedBy: { dialog: "feedbakc" } }),
};

test("a dialog without a mistake compiles and has a step for each of its states", () => {
  expect(Object.keys(right.steps)).toEqual(["rating", "comment"]);
});
