import { expect, test } from "@jest/globals";
import { home } from "../../dialogs/home.ts";
import { talk } from "../helpers/talk.ts";

test.each([
  ["fi", ["tietokoneohjelma", "ihminen", "tietoni", "lopeta viestit", "älykaupungista", "palautteesi"]],
  ["en", ["computer program", "not a person", "my data", "stop messages", "smart city", "feedback"]],
] as const)(
  "home says at first contact what Kutsu is, what it stores and how to stop: %s",
  (language, words) => {
    const [welcome = ""] = talk(home, [], { language }).texts;
    for (const word of words) expect(welcome).toContain(word);
  },
);

test.each(["welcome", "again", "next", "unclear", "help"])(
  "home greets with %s and offers the same things",
  (payload) => {
    const talked = talk(home, [], { payload });
    expect(talked.keys).toEqual([`home.${payload}`]);
    const last = payload === "unclear" ? "person" : "settings";
    expect(talked.offered).toEqual(["recommend", "smart-city", "feedback", "practical", last]);
  },
);

test.each(["recommend", "smart-city", "feedback", "practical", "settings"])(
  "home leads to %s without a word",
  (dialog) => {
    const talked = talk(home, [dialog]);
    expect([talked.last.keys, talked.followedBy]).toEqual([[], { dialog }]);
  },
);

test("home says that it did not understand, and welcomes for a payload it does not know", () => {
  expect(talk(home, ["asdf"]).last.keys).toEqual(["home.unclear"]);
  expect(talk(home, ["asdf", "person"]).followedBy).toEqual({ dialog: "person" });
  expect(talk(home, [], { payload: "party" }).keys).toEqual(["home.welcome"]);
});
