import { expect, test } from "@jest/globals";
import { asksBack, matchChoice } from "../../src/conversation/choices.ts";

const OFFERED = [
  { value: "program", label: "Tapahtumasta" },
  { value: "library", label: "Kirjastosta" },
  { value: "idea", label: "Minulla on idea" },
  { value: "other", label: "Jostain muusta" },
];
const RATINGS = ["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }));

const picked = (text: string, offered = OFFERED, open = false) => matchChoice(text, offered, { open });

test.each([
  ["Kirjastosta", "library"],
  ["  kirjastosta!  ", "library"],
  ["library", "library"],
  ["minulla on idea", "idea"],
  ["kirja", "library"],
  ["1", "program"],
  ["numero 3", "idea"],
  ["eka", "program"],
  ["toinen", "library"],
  ["se toinen", "library"],
  ["Kolmas, kiitos", "idea"],
  ["viimeinen", "other"],
  ["the second one", "library"],
  ["option 4 please", "other"],
  ["last one", "other"],
  ["2nd", "library"],
])("a choice is picked by its label, value, number or ordinal: %s", (text, value) => {
  expect(picked(text)).toBe(value);
});

test.each([
  "",
  "!!!",
  "0",
  "5",
  "12",
  "100",
  "ki",
  "toinen tapahtuma lauantaina",
  "kirjastossa oli kylmä",
  "one of the best libraries",
  "constructor",
])("nothing is picked by what names no choice: %s", (text) => {
  expect(picked(text)).toBeUndefined();
});

test("a beginning that fits two labels picks neither", () => {
  const offered = [
    { value: "a", label: "Viikonloppuna" },
    { value: "b", label: "Viikolla" },
  ];
  expect(picked("viik", offered)).toBeUndefined();
  expect(picked("viiko", offered)).toBeUndefined();
  expect(picked("viikon", offered)).toBe("a");
});

test("a number picks the choice of that value before the one in that place", () => {
  const backwards = [...RATINGS].reverse();
  expect([picked("5", backwards), picked("viisi", backwards), picked("five", backwards)]).toEqual([
    "5",
    "5",
    "5",
  ]);
});

test.each([
  ["joo", "send"],
  ["ok", "send"],
  ["Kyllä!", "send"],
  ["yes please", "send"],
  ["ei", "discard"],
  ["Ei kiitos", "discard"],
  ["no", "discard"],
])("yes and no pick the choice that says so: %s", (text, value) => {
  const offered = [
    { value: "send", label: "Kyllä, lähetä" },
    { value: "comment", label: "Muuta tekstiä" },
    { value: "discard", label: "Ei, älä lähetä" },
  ];
  expect(picked(text, offered)).toBe(value);
});

test("yes picks the first of two choices that say yes, and nothing where none does", () => {
  const offered = [
    { value: "here", label: "Yes, in this chat" },
    { value: "contact", label: "Yes, by e-mail" },
  ];
  expect(picked("yes", offered)).toBe("here");
  expect(picked("no", offered)).toBeUndefined();
  expect(picked("joo")).toBeUndefined();
});

test("where open text is asked for, only a whole label or value counts, or the number of a choice", () => {
  for (const text of ["Kirjastosta", "2", "2.", "2. Kirjastosta"])
    expect([text, picked(text, OFFERED, true)]).toEqual([text, "library"]);
  for (const text of ["0", "5", "12", "numero 2", "toinen", "kirja", "joo"])
    expect([text, picked(text, OFFERED, true)]).toEqual([text, undefined]);
});

test.each([
  "takaisin",
  "Takaisin hakuun!",
  "palaa listaan",
  "edellinen",
  "back",
  "go back",
  "Back to the search",
])("a whole message asks to go back: %s", (text) => {
  expect(asksBack(text)).toBe(true);
});

test.each(["takaisin alkuun", "milloin kirja pitää viedä takaisin", "my back hurts", "takaisinmaksu", ""])(
  "what says more than back does not ask to go back: %s",
  (text) => {
    expect(asksBack(text)).toBe(false);
  },
);

test("nothing is picked where nothing is offered", () => {
  expect(picked("1", [])).toBeUndefined();
});
