import { expect, test } from "@jest/globals";
import { advance, begin, resume } from "../../src/dialog/advance.ts";
import { again, choicesOf, type Dialog, done, next, type Reply } from "../../src/dialog/dialog.ts";
import { servicesIn } from "../helpers/services.ts";

type Visit = { at: "first" } | { at: "second"; said: string };

const dialog: Dialog<Visit> = {
  name: "home",
  version: 2,
  start: { at: "first" },
  open: (payload, reply, _services, from) => {
    if (payload === "second") return { at: "second", said: from?.at ?? reply?.text ?? "opened" };
    return undefined;
  },
  steps: {
    first: {
      ask: (_state, { profile }) => ({
        key: profile.interests.length === 0 ? "settings.interests.none" : "settings.closing",
        choices: choicesOf(["recommend"], (name) => `home.choice.${name}`),
      }),
      answer: ({ text }) => {
        if (text === "?") return again("home.unclear");
        if (text === "follow") {
          return next({ at: "first" }, { records: [{ record: "profile", change: { follow: "jazz" } }] });
        }
        return next({ at: "second", said: text }, { lines: [{ key: "common.hello" }] });
      },
    },
    second: {
      ask: ({ said }) => ({ key: "feedback.withdraw.ask", values: { text: said } }),
      answer: () => done({ key: "common.thanks" }, { followedBy: { dialog: "home", payload: "next" } }),
    },
  },
};

const plain = dialog as unknown as Dialog;
const services = servicesIn("fi");
const replyOf = (text: string): Reply => ({
  text,
  chosen: false,
  understood: { text, intent: "other", confidence: 0, slots: {} },
});
const at = (state: { at: string; said?: string }, version = 2) => ({ dialog: "home", version, state });
const hear = (state: { at: string }, text: string) =>
  advance(plain, at(state), { reply: replyOf(text), services });

test("a dialog begins at its start, or where a payload or a reply opens it", () => {
  expect(begin(plain, services).progress).toEqual(at({ at: "first" }));
  expect(begin(plain, services, { payload: "elsewhere" }).progress).toEqual(at({ at: "first" }));
  expect(begin(plain, services, { payload: "second" }).progress?.state).toEqual({
    at: "second",
    said: "opened",
  });
  const opened = begin(plain, services, { payload: "second", reply: replyOf("hei") });
  expect(opened.progress?.state).toEqual({ at: "second", said: "hei" });
});

test("a dialog that is opened again is told where it stood, unless that cannot be read", () => {
  const stateFrom = (version: number): unknown =>
    begin(plain, services, { payload: "second", from: at({ at: "first" }, version) }).progress?.state;
  expect(stateFrom(2)).toEqual({ at: "second", said: "first" });
  expect(stateFrom(1)).toEqual({ at: "second", said: "opened" });
});

test("a move to another state says what is said on the way, then the next question", () => {
  const outcome = hear({ at: "first" }, "hei");
  expect(outcome?.lines.map(({ key }) => key)).toEqual(["common.hello", "feedback.withdraw.ask"]);
  expect(outcome?.progress).toEqual(at({ at: "second", said: "hei" }));
});

test("the next question shows what the answer changed", () => {
  const outcome = hear({ at: "first" }, "follow");
  expect(outcome?.lines.map(({ key }) => key)).toEqual(["settings.closing"]);
  expect(services.profile.interests).toEqual([]);
});

test("a reply that is no answer keeps the state and the choices, and says so", () => {
  const outcome = hear({ at: "first" }, "?");
  expect(outcome).toMatchObject({ unanswered: true, progress: at({ at: "first" }), records: [] });
  expect(outcome?.lines).toMatchObject([{ key: "home.unclear", choices: [{ value: "recommend" }] }]);
});

test("a dialog that is done has no progress and may be followed by another", () => {
  const outcome = hear({ at: "second" }, "hei");
  expect(outcome?.progress).toBeUndefined();
  expect(outcome?.followedBy).toEqual({ dialog: "home", payload: "next" });
});

test("what cannot be resumed is neither asked nor answered", () => {
  for (const progress of [
    at({ at: "first" }, 1),
    at({ at: "third" }),
    { ...at({ at: "first" }), dialog: "person" },
  ]) {
    expect(resume(plain, progress, services)).toBeUndefined();
    expect(advance(plain, progress, { reply: replyOf("hei"), services })).toBeUndefined();
  }
});

test("a dialog that opens at a step it does not have is a mistake that is named", () => {
  const broken = { ...plain, start: { at: "nowhere" } };
  expect(() => begin(broken, services)).toThrow('Cannot ask step "nowhere" of dialog "home": no such step');
});
