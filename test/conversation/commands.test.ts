import { expect, test } from "@jest/globals";
import { commandMeant, commandOf } from "../../src/conversation/commands.ts";
import type { Understood } from "../../src/understanding/understood.ts";

test.each([
  ["apua", "help"],
  ["/help", "help"],
  ["Mitä osaat?", "help"],
  ["valikko", "menu"],
  ["start over", "menu"],
  ["peru", "cancel"],
  ["Never mind.", "cancel"],
  ["STOP", "stop"],
  ["/stop", "stop"],
  ["lopeta viestit", "stop"],
  ["Unsubscribe!", "stop"],
  ["salli viestit", "resume"],
  ["Haluan puhua ihmiselle", "person"],
  ["a person, please", "person"],
  ["tietoni", "my-data"],
  ["my data", "my-data"],
  ["my data please", "my-data"],
  ["poista tietoni", "forget"],
  ["forget me", "forget"],
  ["suomeksi", "finnish"],
  ["In English", "english"],
  ["in English please", "english"],
  ["suomeksi, kiitos", "finnish"],
  ["vaihda kieltä", "language"],
  ["asetukset", "settings"],
])("a whole message is a command in both languages: %s", (text, command) => {
  expect(commandOf(text)).toBe(command);
});

test.each([
  "the bus doesn't stop here",
  "lopeta viestit ja kerro jazzista",
  "en tiedä, peru tai älä",
  "personal",
  "",
  "🛑",
  "constructor",
])("a longer message or another word is no command: %s", (text) => {
  expect(commandOf(text)).toBeUndefined();
});

function understood(intent: Understood["intent"], confidence: number, text = ""): Understood {
  return { text, intent, confidence, slots: {} };
}

test("a command that is meant counts only when it is sure", () => {
  expect(commandMeant(understood("person", 0.9))).toBe("person");
  expect(commandMeant(understood("person", 0.5))).toBeUndefined();
  expect(commandMeant(understood("recommend", 0.9))).toBeUndefined();
});

test.each([
  "älä muistuta minua",
  "Älä muistuta enää!",
  "ei muistutuksia, kiitos",
  "en halua enää muistutuksia",
  "don’t remind me",
  "do not remind me of anything",
  "no more reminders please",
  "stop reminding me",
])("no reminders are wanted, however sure the intent is: %s", (text) => {
  expect(commandMeant(understood("interests", 0.1, text))).toBe("unremind");
});

test.each(["älä muistuta minua jazzillasta", "don't remind me of the jazz", "muistuta minua", "reminders"])(
  "reminders of something, or wanted ones, are no such command: %s",
  (text) => {
    expect(commandMeant(understood("interests", 0.1, text))).toBeUndefined();
  },
);

test.each([
  ["Can you speak English?", "english"],
  ["Voisitko puhua suomea", "finnish"],
  ["in another language please", "language"],
  ["do you speak Finnish or English", "language"],
  ["vaihda kieli englanniksi", "english"],
  ["I don't speak Finnish", "english"],
  ["Sorry, I do not understand any Finnish", "english"],
  ["en puhu suomea", "english"],
  ["En osaa englantia", "finnish"],
  ["I can't speak English", "finnish"],
  ["I don't speak Finnish, English please", "english"],
  ["En osaa suomea enkä englantia", "language"],
])("a language that is named is the one meant, and one that is not spoken the other: %s", (text, command) => {
  expect(commandMeant(understood("language", 0.9, text))).toBe(command);
});

test.each([
  ["en", "do you speak Finnish?", "language"],
  ["fi", "puhutko englantia?", "language"],
  ["en", "do you speak English?", "english"],
  ["fi", "osaatko suomea?", "finnish"],
  ["en", "can you switch to Finnish please", "finnish"],
  ["fi", "voitko vaihtaa englantiin, englanniksi kiitos", "english"],
] as const)(
  "a question in %s for the other language is answered with the choice: %s",
  (language, text, command) => {
    expect(commandMeant({ ...understood("language", 0.9, text), language })).toBe(command);
  },
);
