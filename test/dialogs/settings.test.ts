import { expect, test } from "@jest/globals";
import { settings } from "../../dialogs/settings.ts";
import { PURPOSES } from "../../src/dialog/profile.ts";
import { profileWith } from "../helpers/services.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const JAZZ = { profile: profileWith({ interests: ["jazz"], allowed: PURPOSES }) };

test.each(LANGUAGES)("settings leads to each of its parts and ends: %s", (language) => {
  const options = { language };
  expect(talk(settings, ["language"], options).last.keys).toEqual(["settings.language.ask"]);
  expect(talk(settings, ["interests"], options).last.keys).toEqual(["settings.interests.none"]);
  expect(talk(settings, ["about"], options).last.keys).toEqual(["settings.about.ask"]);
  expect(talk(settings, ["saved"], options).last.keys).toEqual(["settings.saved.none"]);
  expect(talk(settings, ["messages"], options).last.keys).toEqual(["settings.messages.ask"]);
  for (const dialog of ["privacy", "connect"])
    expect(talk(settings, [dialog], options).followedBy).toEqual({ dialog });
  expect(talk(settings, ["done"], options).last.keys).toEqual(["settings.closing"]);
  expect(talk(settings, ["hmm"], options).last.keys).toEqual(["settings.menu.again"]);
});

test.each([
  "language",
  "interests",
  "about",
  "saved",
  "messages",
  "home",
  "whom",
  "ages",
  "suits",
  "weekly",
  "series",
])("settings opens at the question a button names: %s", (at) => {
  expect(talk(settings, [], { payload: at }).progress?.state).toEqual({ at });
});

test("settings opens at a purpose of messages, and at the menu for anything else", () => {
  const opened = (payload: string) => talk(settings, [], { payload }).progress?.state;
  expect(opened("suggestions")).toEqual({ at: "purpose", purpose: "suggestions" });
  expect(opened("constructor")).toEqual({ at: "menu" });
});

test("settings sets the language, typed as well", () => {
  expect(talk(settings, ["In English"], { payload: "language" }).records).toEqual([
    { record: "profile", change: { language: "en" } },
  ]);
  expect(talk(settings, ["ruotsiksi"], { payload: "language" }).last.keys).toEqual([
    "settings.language.again",
  ]);
});

test.each(LANGUAGES)("settings follows a topic and shows it at once: %s", (language) => {
  const talked = talk(settings, ["chess"], { language, payload: "interests" });
  expect(talked.records).toEqual([{ record: "profile", change: { follow: "chess" } }]);
  expect(talked.last.keys).toEqual(["settings.interests.added", "settings.interests.some"]);
  expect(talked.offered).toEqual(["remove:chess", "done"]);
});

test("settings lets go of a topic and does not show it again", () => {
  const talked = talk(settings, ["Poista: jazz"], { payload: "interests", services: JAZZ });
  expect(talked.records).toEqual([{ record: "profile", change: { unfollow: "jazz" } }]);
  expect(talked.last.keys).toEqual(["settings.interests.removed", "settings.interests.none"]);
  expect(talked.offered).toEqual(["done"]);
});

test("settings follows the topic of a sentence, and takes no question, thanks or speech for one", () => {
  const said = {
    text: "haluaisin kuulla kaikista teidän jazzkonserteista",
    slots: { topic: ["jazzkonsertti"] },
  };
  expect(talk(settings, [said], { payload: "interests" }).records).toEqual([
    { record: "profile", change: { follow: "jazzkonsertti" } },
  ]);
  for (const text of ["onko jazzia?", "🎷", "x".repeat(61), "tämä on liian pitkä lause aiheeksi"]) {
    expect(talk(settings, [text], { payload: "interests" }).last.keys).toEqual(["settings.interests.again"]);
  }
  const thanked = talk(settings, [{ text: "kiitos", intent: "thanks" }], { payload: "interests" });
  expect([thanked.last.keys, thanked.records]).toEqual([["settings.closing"], []]);
});

test.each([
  [
    "I like gardening and medieval poetry",
    ["gardening", "medieval poetry"],
    ["gardening", "medieval poetry"],
  ],
  ["shakki, jazz ja keskiajan runous", undefined, ["shakki", "jazz", "keskiajan runous"]],
  ["chess and jazz.", ["chess", "jazz"], ["chess", "jazz"]],
  ["pidän puutarhanhoidosta", ["puutarhanhoito"], ["puutarhanhoito"]],
])("settings follows several topics as several: %s", (text, topic, followed) => {
  const talked = talk(settings, [{ text, slots: topic === undefined ? {} : { topic } }], {
    payload: "interests",
  });
  expect(talked.records).toEqual(followed.map((follow) => ({ record: "profile", change: { follow } })));
  expect(talked.offered).toEqual([...followed.map((one) => `remove:${one}`), "done"]);
});

test("settings offers several topics as several", () => {
  const first = { text: "let me know about chess and jazz", slots: { topic: ["chess", "jazz"] } };
  expect(talk(settings, ["yes"], { payload: "interests", first }).records).toEqual([
    { record: "profile", change: { follow: "chess" } },
    { record: "profile", change: { follow: "jazz" } },
  ]);
});

test.each(["remove jazz", "Poista jazz", "unohda aihe jazz"])(
  "settings lets go of a topic that is named in words: %s",
  (text) => {
    const talked = talk(settings, [text], { payload: "interests", services: JAZZ });
    expect(talked.records).toEqual([{ record: "profile", change: { unfollow: "jazz" } }]);
  },
);

test("settings lets go of a topic in another case, and says when there is no such topic", () => {
  const services = { profile: profileWith({ interests: ["puutarha", "jazz"], allowed: PURPOSES }) };
  expect(talk(settings, ["poista puutarhan"], { payload: "interests", services }).records).toEqual([
    { record: "profile", change: { unfollow: "puutarha" } },
  ]);
  const unknown = talk(settings, ["remove opera"], { payload: "interests", services });
  expect([unknown.last.keys, unknown.records]).toEqual([["settings.interests.notFollowed"], []]);
});

test.each(LANGUAGES)("settings offers to follow a topic that was named: %s", (language) => {
  const first = { text: "let me know about story times", slots: { topic: ["story time"] } };
  const options = { language, payload: "interests", first };
  expect(talk(settings, [], options).texts[0]).toContain("story time");
  expect(talk(settings, ["yes"], options).records).toEqual([
    { record: "profile", change: { follow: "story time" } },
  ]);
  expect(talk(settings, ["no"], options).last.keys).toEqual(["settings.interests.none"]);
  expect(talk(settings, ["hmm"], options).last.keys).toEqual(["settings.offer.again"]);
});
