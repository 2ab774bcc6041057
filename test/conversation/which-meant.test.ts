/** A message that may mean two things: the patron says which with one tap, and what was said is not lost. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import type { LocaleKey } from "../../src/dialog/words.ts";
import type { Intent } from "../../src/understanding/understood.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { speaker } from "../helpers/services.ts";

let real: TurnTools;
beforeAll(async () => {
  real = await loadTurnTools();
});

/** Hears every text as one of two intents, as sure as given; the rest is the real understanding. */
function unsureBetween(intent: Intent, alternative: Intent | undefined, confidence = 0.4): TurnTools {
  const understand: TurnTools["understanding"]["understand"] = (text, context) => {
    const { language, slots } = real.understanding.understand(text, context);
    const close = alternative && { alternative };
    return { text, ...(language && { language }), intent, confidence, ...close, slots };
  };
  return { ...real, understanding: { ...real.understanding, understand } };
}

function met(tools: TurnTools, language: "fi" | "en"): Chat {
  const chat = new Chat(tools, { language });
  chat.start();
  return chat;
}

const word = (key: LocaleKey, language: "fi" | "en" = "fi") => speaker.phrase(key, language);

describe("two meanings that are nearly as likely", () => {
  test.each([
    ["fi", "satutunti Kalliossa", "Kumpaa tarkoitat?", ["Etsin tapahtumia", "Kysyn kirjaston käytöstä"]],
    ["en", "story time in Kallio", "Which do you mean?", ["Find programs", "Ask about using the library"]],
  ] as const)(
    "are asked about with two buttons, the likelier first: %s",
    (language, text, question, labels) => {
      const chat = met(unsureBetween("recommend", "practical"), language);
      expect(chat.say(text)).toBe(question);
      expect(chat.labels).toEqual(labels);
    },
  );

  test("are asked about after the introduction at first contact", () => {
    const chat = new Chat(unsureBetween("smart_city", "feedback"), { language: "fi" });
    const answer = chat.say("valopylväiden mittarit");
    expect(answer).toContain("Hei, olen Kutsu");
    expect(answer).toContain("Kumpaa tarkoitat?");
  });

  test("the one that is tapped is answered with what was said", () => {
    const chat = met(unsureBetween("practical", "recommend"), "fi");
    chat.say("satutunti Kalliossa");
    chat.tap(word("common.meant.recommend"));
    expect(chat.at).toBe("recommend.results");
    expect(chat.texts.join(" ")).toContain("Lähin paikka");
  });

  test("the one that is typed is too", () => {
    const chat = met(unsureBetween("smart_city", "feedback"), "en");
    chat.say("the sensors are great but what do they measure");
    chat.say("give feedback");
    expect(chat.at).toMatch(/^feedback\./);
  });

  test("are offered in one form", () => {
    for (const [language, form] of [
      ["fi", /^(Etsin|Kysyn|Annan|Ehdotan|Kerron|Vaihdan) ?/],
      ["en", /^(Find|Ask|Give|Suggest|Tell|Change) /],
    ] as const)
      for (const intent of ["interests", "language", "help", "my_data", "campaign", "idea"] as const) {
        const chat = met(unsureBetween("practical", intent), language);
        chat.say({ fi: "mistä on kyse", en: "what is it about" }[language]);
        for (const label of chat.labels) expect(label).toMatch(form);
      }
  });

  test("something else said instead is heard afresh", () => {
    const chat = met(unsureBetween("recommend", "practical"), "fi");
    chat.say("satutunti Kalliossa");
    expect(chat.say("peru")).not.toContain("Kumpaa");
  });
});

describe("nothing is asked", () => {
  test.each([
    ["when it is sure", "recommend", "practical", 0.7],
    ["when nothing else is near", "recommend", undefined, 0.4],
    ["when the other asks nothing of Kutsu", "recommend", "other", 0.4],
    ["when the other ends something", "recommend", "stop", 0.4],
    ["when the other erases", "recommend", "forget", 0.4],
  ] as const)("%s", (_when, intent, alternative, confidence) => {
    const chat = met(unsureBetween(intent, alternative, confidence), "fi");
    chat.say("satutunti Kalliossa");
    expect(chat.at).toBe("recommend.results");
  });

  test("while a dialog waits for an answer", () => {
    const chat = new Chat(unsureBetween("recommend", "practical"), { language: "fi" });
    chat.start("feedback");
    chat.say("satutunti Kalliossa");
    expect(chat.texts.join(" ")).not.toContain("Kumpaa");
    expect(chat.at).toMatch(/^feedback\./);
  });
});

describe("what is stored is neither shown nor erased by a guess", () => {
  test.each([
    ["fi", "my_data"],
    ["fi", "forget"],
    ["en", "my_data"],
    ["en", "forget"],
  ] as const)("%s %s", (language, intent) => {
    const chat = met(unsureBetween(intent, undefined, 0.45), language);
    chat.say("selkokielinen keskustelu");
    expect(chat.at).toBe("home.menu");
    expect(chat.choices.some(({ value }) => value.includes("forget"))).toBe(false);
  });

  test("but it is offered among two", () => {
    const chat = met(unsureBetween("my_data", "practical", 0.45), "fi");
    chat.say("mitä tietoja");
    expect(chat.labels).toContain(word("common.meant.my_data"));
    chat.tap(word("common.meant.my_data"));
    expect(chat.at).toBe("privacy.show");
  });
});
