/** What a patron tells of themselves and allows, through whole conversations with the real understanding. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { PURPOSES } from "../../src/dialog/profile.ts";
import { newPatron } from "../../src/patrons/patron.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { NOW, speaker } from "../helpers/services.ts";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools();
});

type Spoken = "fi" | "en";

/** A patron who has been welcomed and said some things. */
function after(language: Spoken, ...says: readonly string[]): Chat {
  const chat = new Chat(tools, { language });
  chat.start();
  for (const text of says) chat.say(text);
  return chat;
}

/** A patron who allowed everything and saved two programs. */
function reached(language: Spoken): Chat {
  const given = { at: NOW, wording: 1, channel: "test" };
  const consents = Object.fromEntries(PURPOSES.map((purpose) => [purpose, given]));
  const saved = [{ id: "helmet:1", reminds: true, start: "2026-11-21T08:30:00Z", done: [] }];
  const state = JSON.stringify({ ...newPatron, met: true, language, consents, saved });
  return new Chat(tools, { language, state });
}

describe("what a search named", () => {
  test.each([
    ["fi", "jotain Kalliossa", "Muista: Kallio"],
    ["en", "something in Kallio", "Remember: Kallio"],
  ] as const)("a place is remembered when the patron says so: %s", (language, wish, label) => {
    const chat = after(language, wish);
    expect([chat.labels.includes(label), chat.patron.home]).toEqual([true, undefined]);
    chat.tap(label);
    expect(chat.patron.home).toBe("Kallio");
    expect(after(language, wish, label, wish).labels).not.toContain(label);
  });

  test.each([
    ["fi", "jotain 5-vuotiaalle", "Muista: 5-vuotias lapsi"],
    ["en", "something for a five-year-old", "Remember: a child aged 5"],
  ] as const)("the age of a child is remembered when the patron says so: %s", (language, wish, label) => {
    const chat = after(language, wish);
    expect([chat.labels.includes(label), chat.patron.childAges]).toEqual([true, []]);
    chat.tap(label);
    expect(chat.patron.childAges).toEqual([5]);
  });
});

describe("reminders", () => {
  test.each([
    ["fi", "Muistuta minua", "kyllä"],
    ["en", "remind me", "yes"],
  ] as const)(
    "a program is saved from its details, and consent is kept with time and channel: %s",
    (language, remind, yes) => {
      const chat = after(language, "jazz", "1", remind);
      expect(chat.patron.saved).toMatchObject([{ id: "helmet:2", reminds: true }]);
      expect(chat.patron.consents).toEqual({});
      chat.say(yes);
      expect(chat.patron.consents).toEqual({ reminders: { at: NOW, wording: 1, channel: "test" } });
    },
  );

  test("a no is remembered, and nothing is asked with the next program", () => {
    const chat = after("fi", "jazzia", "1", "muistuta minua", "ei");
    expect([chat.patron.consents, chat.patron.declined]).toEqual([{}, ["reminders"]]);
    chat.say("satutunti");
    chat.say("1");
    chat.say("muistuta minua");
    expect([chat.at, chat.patron.saved.length]).toEqual(["recommend.saved", 2]);
  });

  test.each([
    ["fi", "muistuta minua"],
    ["en", "remind me"],
  ] as const)("without a program, how to be reminded is told: %s", (language, text) => {
    const chat = after(language, text);
    expect(chat.texts.join()).toContain(speaker.phrase("common.reminder", language));
    expect(chat.texts.join()).toContain(speaker.phrase("recommend.choice.remind", language));
  });

  test.each([
    ["fi", "muistuta minua satutunnista"],
    ["en", "remind me of the story time"],
  ] as const)("what is to be reminded of is found, and how to save it is told: %s", (language, text) => {
    const chat = after(language, text);
    expect([chat.at, chat.messages[0]?.cards?.length]).toEqual(["recommend.results", 1]);
    expect(chat.texts[0]).toContain(speaker.phrase("recommend.choice.remind", language));
  });

  test.each([
    ["fi", "mitä olen tallentanut?"],
    ["fi", "tallennetut tapahtumat"],
    ["en", "what have I saved?"],
    ["en", "my saved programs"],
  ] as const)("what was saved is shown when it is asked for: %s %s", (language, text) => {
    const chat = reached(language);
    chat.say(text);
    expect([chat.at, chat.messages[0]?.cards?.length]).toEqual(["settings.saved", 1]);
    chat.tap("unsave:helmet:1");
    expect(chat.patron.saved).toEqual([]);
  });
});

describe("stopping and starting", () => {
  test.each([
    ["fi", "asetukset", "viestit", "lopeta"],
    ["fi", "asetukset", "viestit", "stop"],
    ["en", "settings", "messages", "stop"],
  ] as const)("messages stop from the midst of their settings: %s %s, %s, %s", (language, ...says) => {
    const chat = reached(language);
    for (const text of says) chat.say(text);
    expect(chat.texts).toEqual([speaker.phrase("common.stopped", language)]);
    expect(chat.patron.consents).toEqual({});
  });

  test.each([
    ["fi", ["asetukset", "viestit"], "älä muistuta minua", "settings.messages"],
    ["en", ["settings", "messages"], "don't remind me", "settings.messages"],
    ["fi", [], "ei muistutuksia", undefined],
    ["en", ["hello"], "no more reminders", undefined],
  ] as const)("reminders stop alone, wherever it is said: %s %j %s", (language, says, text, at) => {
    const chat = reached(language);
    for (const one of says) chat.say(one);
    expect(chat.say(text)).toContain(speaker.phrase("common.reminders.off", language));
    expect(chat.patron.saved.map(({ reminds }) => reminds)).toEqual([false]);
    expect([Object.keys(chat.patron.consents).length, chat.at]).toEqual([PURPOSES.length, at]);
    expect(chat.say(text)).toContain(speaker.phrase("common.reminders.none", language));
  });

  test.each([
    ["fi", "lopeta viestit", ["muistutukset", "ehdotukset", "tiedotteet", "kampanjat", "”salli viestit”"]],
    ["en", "stop messages", ["reminders", "suggestions", "announcements", "campaigns", "“allow messages”"]],
  ] as const)("what was stopped is told, and how to start again: %s", (language, stop, words) => {
    const chat = reached(language);
    const answer = chat.say(stop);
    for (const word of words) expect(answer).toContain(word);
    expect(chat.patron.consents).toEqual({});
    expect(chat.patron.saved.map(({ reminds }) => reminds)).toEqual([false]);
  });

  test.each([
    ["fi", "salli viestit", "Lopeta kaikki viestit"],
    ["en", "allow messages", "Stop all messages"],
  ] as const)(
    "the settings of messages open, and stop everything with one button: %s",
    (language, start, label) => {
      const chat = reached(language);
      expect([chat.say(start) === "", chat.at]).toEqual([false, "settings.messages"]);
      chat.tap(label);
      expect([chat.patron.consents, chat.texts]).toEqual([{}, [speaker.phrase("common.stopped", language)]]);
    },
  );

  test.each([
    ["fi", "lopeta viestit", "salli viestit", "Muistuta taas tallennetuista"],
    ["en", "stop messages", "allow messages", "Remind me of saved programs again"],
  ] as const)("reminders that were stopped start again: %s", (language, stop, start, label) => {
    const chat = reached(language);
    chat.say(stop);
    chat.say(start);
    chat.tap(label);
    expect(chat.patron.saved.map(({ reminds }) => reminds)).toEqual([true]);
    expect(chat.patron.consents).toEqual({});
  });

  test.each([
    ["fi", "lopeta viestit"],
    ["en", "stop messages"],
  ] as const)("stopping works where words are asked for: %s", (language, stop) => {
    for (const question of ["home", "ages"]) {
      const chat = reached(language);
      chat.start(`settings:${question}`);
      expect(chat.say(stop)).toContain(speaker.phrase("common.stopped", language));
    }
  });
});

describe("about the patron", () => {
  test.each([
    ["fi", ["asetukset", "tietoja minusta", "oma kirjasto", "Asun Kalliossa"]],
    ["en", ["settings", "about me", "my library or district", "I live in Kallio"]],
  ] as const)("the patron's own place is told in a sentence: %s", (language, says) => {
    expect(after(language, ...says).patron.home).toBe("Kallio");
  });

  test("a number is an age where ages are asked, and no choice", () => {
    expect(after("fi", "asetukset", "tietoja minusta", "lasten iät", "2").patron.childAges).toEqual([2]);
    expect(after("en", "settings", "about me", "ages of the children", "1 and 2").patron.childAges).toEqual([
      1, 2,
    ]);
  });

  test.each([
    ["fi", "mitä tiedät minusta", ["ehdotuksia (lupa annettu 18.11.2026)", "Satutunti"], "Muuta tietoja"],
    [
      "en",
      "what do you know about me",
      ["suggestions (allowed on 18 November 2026)", "Story time"],
      "Change these",
    ],
  ] as const)(
    "all that is known is told, and leads to where it can be changed: %s",
    (language, text, words, change) => {
      const chat = reached(language);
      const answer = chat.say(text);
      for (const word of words) expect(answer).toContain(word);
      chat.tap(change);
      expect(chat.at).toBe("settings.menu");
    },
  );
});
