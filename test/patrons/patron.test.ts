import { describe, expect, test } from "@jest/globals";
import type { ProfileChange } from "../../src/dialog/profile.ts";
import {
  changePatron,
  forgetGiven,
  newPatron,
  type Patron,
  parsePatron,
  profileOf,
  rememberAsked,
  rememberGiven,
  storedPatron,
  talkOf,
  withTalk,
} from "../../src/patrons/patron.ts";

const NOW_HERE = { at: "2026-11-20T10:00:00Z", wording: 1, channel: "web" };

const stored = (patron: unknown) => parsePatron(JSON.stringify(patron));

const known: Patron = {
  ...newPatron,
  language: "en",
  languageChosen: true,
  met: true,
  interests: ["jazz"],
  consents: { suggestions: { at: "2026-11-18T08:00:00Z", wording: 1, channel: "test" } },
  given: [{ id: "1-1-3", text: "Good" }],
  talks: {
    "test:1": {
      reachable: true,
      question: "t3",
      choices: [{ value: "1", label: "One" }],
      since: 2,
      parked: [],
      progress: { dialog: "feedback", version: 1, state: { at: "rating", draft: { about: "library" } } },
    },
  },
};

test("a patron is read as it was stored", () => {
  expect(stored(known)).toEqual(known);
  expect(parsePatron("")).toEqual(newPatron);
});

test.each(["{", "null", "[]", "7", '"x"'])(
  "what is no patron at all is one who was met and allowed nothing: %s",
  (text) => {
    expect(parsePatron(text)).toMatchObject({ met: true, consents: {}, talks: {} });
  },
);

test("a part that cannot be read falls back alone", () => {
  expect(stored({ ...known, language: "sv" })).toEqual({ ...known, language: undefined });
  expect(stored({ ...known, interests: "jazz" })).toEqual({ ...known, interests: [] });
  expect(stored({ ...known, consents: "yes" }).consents).toEqual({});
  expect(stored({ ...known, given: [{ id: 3 }] })).toEqual({ ...known, given: [] });
  const spoken = { "test:1": { ...known.talks["test:1"], language: "sv" } };
  expect(stored({ ...known, talks: spoken }).talks).toEqual(known.talks);
  const talks = { "test:1": { reachable: "?" }, "test:2": known.talks["test:1"] };
  expect(stored({ ...known, talks }).talks).toMatchObject({
    "test:1": { lost: true, parked: [] },
    "test:2": { question: "t3" },
  });
});

test("what a later version stores beside is no hindrance", () => {
  expect(stored({ ...known, format: 2, mood: "sunny" })).toEqual(known);
});

test("each address has a conversation of its own", () => {
  const patron = withTalk(known, "test:2", { ...talkOf(known, "test:2"), question: "t9" });
  expect(talkOf(patron, "test:1").question).toBe("t3");
  expect(talkOf(patron, "test:2")).toEqual({ reachable: true, parked: [], question: "t9" });
});

test("a topic is followed once, let go, and the oldest of too many is forgotten", () => {
  const change = (patron: Patron, change: ProfileChange) => changePatron(patron, change, NOW_HERE);
  const twice = change(change(known, { follow: "chess" }), { follow: "jazz" });
  expect(twice.interests).toEqual(["chess", "jazz"]);
  expect(change(twice, { unfollow: "chess" }).interests).toEqual(["jazz"]);
  const many = Array.from({ length: 60 }, (_, index) => `topic ${index}`);
  const full = many.reduce((patron, follow) => change(patron, { follow }), known);
  expect([full.interests.length, full.interests.at(-1)]).toEqual([50, "topic 59"]);
});

test("a language that was chosen is marked as chosen, other changes leave it", () => {
  expect(changePatron(newPatron, { language: "fi" }, NOW_HERE)).toMatchObject({
    language: "fi",
    languageChosen: true,
  });
  expect(changePatron(newPatron, { home: "Kallio" }, NOW_HERE)).toMatchObject({
    languageChosen: false,
    home: "Kallio",
  });
});

test("the latest feedback is remembered by how it begins, and forgotten when it is withdrawn", () => {
  const long = rememberGiven(known, "1-1-9", given("x".repeat(100)));
  expect(long.given).toMatchObject([{ id: "1-1-9", text: `${"x".repeat(60)}…` }, ...known.given]);
  expect(rememberGiven(long, "1-1-3", given("Better")).given.map(({ id }) => id)).toEqual(["1-1-3", "1-1-9"]);
  const many = Array.from({ length: 9 }, (_, index) => `1-1-${index}`);
  expect(many.reduce((patron, id) => rememberGiven(patron, id, given("x")), known).given).toHaveLength(5);
  expect(forgetGiven(long, "1-1-9").given).toEqual(known.given);
});

test("the latest feedback is remembered whole, but never how to reach the patron", () => {
  const answered = rememberGiven(known, "1-1-9", {
    ...given("Good"),
    mayAnswer: true,
    contact: "maija@example.org",
  });
  expect(JSON.stringify(answered)).not.toContain("maija");
  expect(answered.given[0]?.whole).toMatchObject({ comment: "Good", answer: "contact" });
  expect(stored(answered).given).toEqual(answered.given);
  const later = rememberGiven(answered, "1-1-10", given("Better"));
  expect(later.given.map(({ whole }) => whole?.answer)).toEqual(["no", undefined, undefined]);
  expect(rememberGiven(known, "1-1-9", { ...given("Good"), mayAnswer: true }).given[0]?.whole?.answer).toBe(
    "here",
  );
});

test("a long comment is not kept with the patron, who is kept longer than the feedback", () => {
  const long = rememberGiven(known, "1-1-9", { ...given("x".repeat(61)), rating: 2 });
  expect(long.given[0]?.whole).toEqual({ about: "library", mayAnswer: false, rating: 2, answer: "no" });
  expect(JSON.stringify(long)).not.toContain("x".repeat(61));
  expect(stored(long)).toEqual(long);
});

test("a question is remembered by how it begins, apart from feedback, until it is withdrawn", () => {
  const asked = rememberAsked(known, "1-1-9", "y".repeat(100));
  expect(asked.asked).toEqual([{ id: "1-1-9", text: `${"y".repeat(60)}…` }]);
  expect([asked.given, stored(asked)]).toEqual([known.given, asked]);
  expect(forgetGiven(asked, "1-1-9").asked).toEqual([]);
});

function given(comment: string) {
  return { about: "library", comment, mayAnswer: false } as const;
}

describe("consents", () => {
  test("are off until given, and kept with when, to which wording and where", () => {
    expect(profileOf(newPatron).allowed).toEqual([]);
    const given = changePatron(newPatron, { allow: ["suggestions", "campaigns"] }, NOW_HERE);
    expect(given.consents).toEqual({ suggestions: NOW_HERE, campaigns: NOW_HERE });
    expect(profileOf(given).allowed).toEqual(["suggestions", "campaigns"]);
  });

  test("keep their time when they are given again, unless the wording changed", () => {
    const later = { ...NOW_HERE, at: "2026-12-01T10:00:00Z" };
    const given = changePatron(newPatron, { allow: ["suggestions"] }, NOW_HERE);
    expect(changePatron(given, { allow: ["suggestions"] }, later).consents).toEqual({
      suggestions: NOW_HERE,
    });
    const anew = { ...later, wording: 2 };
    expect(changePatron(given, { allow: ["suggestions"] }, anew).consents).toEqual({ suggestions: anew });
  });

  test("are taken back one by one", () => {
    const given = changePatron(newPatron, { allow: ["suggestions", "campaigns"] }, NOW_HERE);
    expect(changePatron(given, { refuse: ["suggestions"] }, NOW_HERE).consents).toEqual({
      campaigns: NOW_HERE,
    });
  });

  test("tell when they were given, and what was said no to until it is allowed", () => {
    const given = changePatron(newPatron, { allow: ["suggestions"] }, NOW_HERE);
    const refused = changePatron(given, { refuse: ["suggestions", "reminders"] }, NOW_HERE);
    expect(profileOf(given)).toMatchObject({ since: { suggestions: NOW_HERE.at } });
    expect(profileOf(given).declined).toBeUndefined();
    expect(profileOf(stored(refused))).toMatchObject({ since: {}, declined: ["suggestions", "reminders"] });
    const allowed = changePatron(refused, { allow: ["suggestions"] }, NOW_HERE);
    expect(profileOf(allowed).declined).toEqual(["reminders"]);
  });
});

test("a profile tells which saved programs no reminders come for", () => {
  const saved = ["a", "b"].map((id) => ({ id, reminds: id === "a", start: NOW_HERE.at, done: [] }));
  expect(profileOf({ ...newPatron, saved })).toMatchObject({ saved: ["a", "b"], silent: ["b"] });
});

test("what is empty is not stored, and is read back as empty", () => {
  const text = storedPatron(known);
  expect(parsePatron(text)).toEqual(known);
  expect(text).not.toContain("[]");
  expect(parsePatron(storedPatron(newPatron))).toEqual(newPatron);
});
