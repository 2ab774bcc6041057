/** What is learnt as a topic, and what is not. */
import { expect, test } from "@jest/globals";
import { agesIn } from "../../dialogs/ages.ts";
import { settings } from "../../dialogs/settings.ts";
import { talk } from "../helpers/talk.ts";

test.each([
  "yes please",
  "remind me again",
  "muistuta minua",
  "kyllä kiitos",
  "ei kiitos",
  "don't remind me",
])("an answer to something else is no topic: %s", (text) => {
  expect(talk(settings, [text], { payload: "interests" }).last.keys).toEqual(["settings.interests.again"]);
});

test.each(["jazz", "lasten elokuvat", "board games"])("a word or two is: %s", (text) => {
  expect(talk(settings, [text], { payload: "interests" }).keys).toContain("settings.interests.added");
});

test.each(["kaksi kertaa", "3 times a week"])("how often is no age: %s", (text) => {
  expect(agesIn(text, {})).toEqual([]);
});
