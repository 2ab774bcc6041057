/** The turn, played with the real understanding: what a patron says leads to the right dialog and back. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { apologise, type TurnTools } from "../../src/conversation/turn.ts";
import type { LocaleKey } from "../../src/dialog/words.ts";
import { newPatron, parsePatron } from "../../src/patrons/patron.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { NOW, speaker } from "../helpers/services.ts";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools();
});

const chatIn = (language?: string, state?: string) =>
  new Chat(tools, { ...(language !== undefined && { language }), ...(state !== undefined && { state }) });

/** A patron who has been welcomed. */
function met(language: "fi" | "en" = "fi"): Chat {
  const chat = chatIn(language);
  chat.start();
  return chat;
}

/** What a locale file says. */
const word = (key: LocaleKey, language: "fi" | "en" = "fi") => speaker.phrase(key, language);

const encoded = (id: string) => Buffer.from(id).toString("base64url");

describe("first contact", () => {
  test.each([
    ["moi", "fi", "Hei, olen Kutsu"],
    ["hello", "en", "Hello, I'm Kutsu"],
    ["hi there", "en", "Hello, I'm Kutsu"],
    ["Hyvää päivää", "fi", "Hei, olen Kutsu"],
  ])("a greeting is answered with a welcome in its language: %s", (text, language, welcome) => {
    const chat = chatIn();
    expect(chat.say(text)).toContain(welcome);
    expect([chat.at, chat.patron.language, chat.patron.met]).toEqual(["home.menu", language, true]);
    expect(chat.choices).toHaveLength(5);
  });

  test.each([
    ["mitä tekemistä lapsille viikonloppuna?", "Hei, olen Kutsu", "recommend.results"],
    ["what's on for children at the weekend?", "Hello, I'm Kutsu", "recommend.results"],
    [
      "Hei! Muutimme juuri Oodin lähelle. Onko teillä jotain lauantaina 4-vuotiaalle?",
      "Hei, olen Kutsu",
      "recommend.results",
    ],
    ["mikä on älykaupunki?", "Hei, olen Kutsu", "smart-city.told"],
    ["I loved the jazz evening, well done everyone!", "Hello, I'm Kutsu", "feedback.rating"],
  ])("a question is answered at once, after one sentence about who is talking: %s", (text, who, at) => {
    const chat = chatIn();
    const answer = chat.say(text);
    expect(answer.startsWith(who)).toBe(true);
    expect(answer.length).toBeLessThan(650);
    expect(chat.at).toBe(at);
    expect(chat.say("hmm hmm")).not.toContain(who);
  });

  test.each([
    ["stop", "fi"],
    ["stop", "en"],
    ["menu", "fi"],
    ["menu", "en"],
    ["Bingo?", "fi"],
  ])(
    "a word that is the same in both languages is answered in that of the platform: %s %s",
    (text, language) => {
      const chat = chatIn(language);
      chat.say(text);
      expect([chat.patron.language, chat.messages[0]?.language]).toEqual([language, language]);
    },
  );

  test("the button of a messaging app begins with the welcome, in the language of the platform", () => {
    expect(chatIn("en-GB").start()).toContain("Hello, I'm Kutsu");
    expect(chatIn("fi").start()).toContain("Hei, olen Kutsu");
    expect(chatIn("sv-FI").start()).toContain("Hei, olen Kutsu");
    expect(chatIn().start()).toContain("Hei, olen Kutsu");
  });

  test("a deep link opens what it carries, and an unknown one the welcome", () => {
    const program = chatIn("fi");
    program.start(`recommend:${encoded("helmet:1")}`);
    expect([program.at, program.messages[0]?.cards?.[0]?.title]).toEqual(["recommend.details", "Satutunti"]);
    expect(program.texts[0]).toContain("Hei, olen Kutsu");
    const topic = chatIn("fi");
    topic.start("smart-city:data");
    expect(topic.at).toBe("smart-city.told");
    for (const payload of ["partner-7", "constructor", "__proto__", ":", "recommend:%%%"]) {
      const chat = chatIn("fi");
      chat.start(payload);
      expect(chat.choices.length).toBeGreaterThan(0);
    }
  });

  test("a patron who comes again is greeted as one", () => {
    const chat = met();
    expect(chat.start()).toContain(word("home.again"));
    expect(met("en").start()).toContain(word("home.again", "en"));
  });

  test("words that mean nothing get the welcome first, and then an honest answer", () => {
    const chat = chatIn("fi");
    expect(chat.say("ööh no tota noin")).toContain("Hei, olen Kutsu");
    expect(chat.say("ööh no tota noin")).toContain(word("home.unclear"));
    expect(chat.labels).toContain(word("home.choice.person"));
    expect(met("fi").say("höpsis löpsis")).toContain(word("home.unclear"));
  });
});

describe("language", () => {
  test("the conversation keeps its language for a word, and changes it for a sentence", () => {
    const chat = met("fi");
    chat.say("ok");
    expect(chat.patron.language).toBe("fi");
    chat.say("what is on at the library this weekend?");
    expect([chat.patron.language, chat.messages[0]?.language]).toEqual(["en", "en"]);
    chat.say("onko viikonloppuna mitään lapsille?");
    expect(chat.patron.language).toBe("fi");
  });

  test.each(["suomeksi", "Puhu suomea!", "in Finnish"])(
    "the language is set by one short message: %s",
    (text) => {
      const chat = met("en");
      expect(chat.say(text)).toContain(word("common.languageSet"));
      expect(chat.patron).toMatchObject({ language: "fi", languageChosen: true });
    },
  );

  test("a language asked for in a sentence is spoken at once", () => {
    const chat = met("fi");
    expect(chat.say("Can you speak English, please?")).toContain(word("common.languageSet", "en"));
    expect(met("en").say("voitko puhua suomea")).toContain(word("common.languageSet"));
  });

  test("a first message that sets the language is still told who is talking", () => {
    const chat = chatIn("fi");
    expect(chat.say("in English")).toContain("Hello, I'm Kutsu");
    expect(chat.texts.join()).not.toContain("Hei,");
  });

  test("a language that was chosen is changed by a long message only", () => {
    const chat = met("fi");
    chat.say("suomeksi");
    chat.say("story time");
    expect(chat.patron.language).toBe("fi");
    chat.say("Is there anything for small children on Saturday morning?");
    expect(chat.patron.language).toBe("en");
  });

  test("Swedish is answered in Swedish with the choice of two languages, by tap, label and number", () => {
    const text = "Jag vill gärna veta om det finns sagostunder på svenska";
    for (const reply of ["In English", "2", "toinen"]) {
      const chat = chatIn("sv");
      expect(chat.say(text)).toContain(word("common.swedish"));
      expect(chat.labels).toEqual(["Suomeksi", "In English"]);
      expect(chat.say(reply)).toContain("Hello, I'm Kutsu");
      expect(chat.patron).toMatchObject({ language: "en", languageChosen: true });
    }
    const tapped = chatIn("sv");
    tapped.say(text);
    expect(tapped.tap("Suomeksi")).toContain("Hei, olen Kutsu");
  });

  test("Swedish in the middle of a dialog does not end it", () => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    chat.say("Jag vill gärna veta om det finns sagostunder på svenska");
    expect(chat.tap("language:fi")).toContain(word("feedback.about.ask"));
    expect(chat.at).toBe("feedback.about");
  });
});

describe("choices", () => {
  test.each([
    "Kirjastosta",
    "kirjastosta",
    "library",
    "2",
    "toinen",
    "se toinen",
    "numero 2",
    "toka",
    "kirjas",
  ])("a typed choice is as good as a tap: %s", (text) => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    chat.say(text);
    expect(chat.at).toBe("feedback.rating");
  });

  test.each(["The library", "the second one", "option 2", "second", "number two please"])(
    "in English too: %s",
    (text) => {
      const chat = met("en");
      chat.say("I'd like to give feedback");
      chat.say(text);
      expect(chat.at).toBe("feedback.rating");
    },
  );

  test("a card is picked by its number, and the search is there to go back to", () => {
    const chat = met("fi");
    chat.say("mitä tekemistä viikonloppuna?");
    const second = chat.messages[0]?.cards?.[1]?.title;
    chat.say("toinen");
    expect([chat.at, chat.messages[0]?.cards?.[0]?.title]).toEqual(["recommend.details", second]);
    chat.say("takaisin hakuun");
    expect([chat.at, chat.messages[0]?.cards]).toMatchObject(["recommend.results", [{}, {}, {}]]);
  });

  test("a label wins over a command that sounds alike", () => {
    const settings = met("fi");
    settings.say("asetukset");
    settings.say("kieli");
    expect(settings.at).toBe("settings.language");
    expect(settings.say("in english")).toBe(word("common.languageSet", "en"));
    const search = met("fi");
    search.say("mitä tekemistä viikonloppuna?");
    search.say("tarkenna hakua");
    search.say("englanninkieliset");
    expect([search.patron.language, search.at]).toEqual(["fi", "recommend.results"]);
  });

  test("a tap on an earlier question is told so, kindly, and the question is asked again", () => {
    const chat = met("fi");
    const old = chat.question;
    chat.say("haluan antaa palautetta");
    const answer = chat.tap("settings", old);
    expect(answer).toContain(word("common.stale"));
    expect(answer).toContain(word("feedback.about.ask"));
    expect(chat.at).toBe("feedback.about");
  });

  test("a tap on an earlier question is told so also when the same is offered now", () => {
    const chat = met("fi");
    for (const text of ["haluan antaa palautetta", "kirjastosta"]) chat.say(text);
    const old = chat.question;
    for (const text of ["3", "Hyvä", "ei", "muuta arvosanaa"]) chat.say(text);
    expect(chat.tap("5", old)).toContain(word("common.stale"));
    expect(chat.at).toBe("feedback.rating");
  });

  test("what opens a program opens it however old the message", () => {
    const chat = met("fi");
    chat.tap(`open:recommend:${encoded("helmet:2")}`, "t0");
    expect(chat.at).toBe("recommend.details");
    expect(chat.last.transcript.patron).toMatchObject({ kind: "tapped", text: "Jazzilta" });
    expect(chat.tap("open:nowhere", "t0")).not.toBe("");
    expect(chat.tap("language:de", "t0")).not.toBe("");
  });

  test("the transcript names dialog and step of a tap, and its label", () => {
    const chat = met("fi");
    chat.tap("feedback");
    expect(chat.last.transcript).toMatchObject({
      dialog: "home",
      step: "menu",
      patron: { text: "Anna palautetta", value: "feedback" },
    });
  });
});

describe("commands", () => {
  test.each(["lopeta viestit", "STOP", "unsubscribe"])("a command is a whole message: %s", (text) => {
    const given = { at: NOW, wording: 1, channel: "test" };
    const saved = [{ id: "helmet:1", reminds: true, start: "2026-11-21T08:30:00Z", done: [] }];
    const consents = { suggestions: given, announcements: given };
    const state = JSON.stringify({ ...newPatron, met: true, language: "fi", consents, saved });
    const chat = new Chat(tools, { language: "fi", state });
    chat.say(text);
    expect(chat.patron.consents).toEqual({});
    expect(chat.patron.saved).toEqual([{ ...saved[0], reminds: false }]);
  });

  test("stopping leaves the patron in peace", () => {
    const chat = met("fi");
    chat.say("lopeta viestit");
    expect([chat.choices, chat.at]).toEqual([[], undefined]);
  });

  test("where open text is asked for, a longer text is the answer", () => {
    const chat = met("en");
    chat.say("I'd like to give feedback");
    chat.say("the library");
    chat.say("4");
    chat.say("The bus doesn't stop here and please tell them to cancel the works in front of it");
    expect(chat.at).toBe("feedback.answer");
  });

  test.each([
    ["Se oli vastaukseni", "feedback.answer"],
    ["1", "feedback.answer"],
    ["Pyysin tekemään jotain", "person.question"],
    ["toinen", "person.question"],
  ])("an answer that may be a command is asked about: %s", (reply, at) => {
    const chat = commentAsked();
    expect(chat.say("voisinko jutella oikean ihmisen kanssa")).toContain(word("common.doubt.ask"));
    chat.say(reply);
    expect(chat.at).toBe(at);
  });

  test("an answer in other words settles the doubt as well", () => {
    const chat = commentAsked();
    chat.say("voisinko jutella oikean ihmisen kanssa");
    chat.say("Sali oli kylmä ja valot liian kirkkaat");
    expect(chat.at).toBe("feedback.answer");
    chat.tap("no");
    expect(chat.texts[0]).toContain("Sali oli kylmä ja valot");
  });

  test("a language set while in doubt leaves no doubt behind", () => {
    const chat = commentAsked();
    chat.say("voisinko jutella oikean ihmisen kanssa");
    chat.say("in English");
    chat.say("The hall was cold");
    expect(chat.at).toBe("feedback.answer");
    chat.tap("no");
    expect(chat.texts[0]).toContain("The hall was cold");
  });

  test("a tap after a doubt that was left is a tap", () => {
    const chat = met("fi");
    chat.say("kiinnostukset");
    chat.say("voisinko jutella oikean ihmisen kanssa");
    expect(chat.texts[0]).toContain(word("common.doubt.ask"));
    chat.say("in English");
    expect(chat.tap("done")).toContain(word("settings.closing", "en"));
    expect(chat.patron.interests).toEqual([]);
  });

  test.each([
    ["apua", "feedback.comment"],
    ["valikko", "home.menu"],
    ["peru", "home.menu"],
    ["haluan puhua ihmiselle", "person.question"],
    ["tietoni", "privacy.show"],
    ["unohda minut", "privacy.erase"],
    ["kieli", "settings.language"],
    ["asetukset", "settings.menu"],
    ["lopeta viestit", undefined],
  ])("every command works in the middle of a dialog: %s", (command, at) => {
    const chat = commentAsked();
    chat.say(command);
    expect(chat.at).toBe(at);
  });

  test("cancelling with nothing open says so and offers a way on", () => {
    const chat = met("fi");
    chat.say("lopeta viestit");
    expect(chat.say("peru")).toContain(word("common.nothingToCancel"));
    expect(chat.labels).toEqual([word("home.choice.recommend"), word("common.choice.menu")]);
  });

  test("a command in a sentence cancels what is open", () => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    expect(chat.say("äh, antaa olla, en jaksakaan")).toContain(word("common.cancelled"));
    expect(chat.at).toBe("home.menu");
  });

  test("Kutsu says what it is when asked", () => {
    expect(met("fi").say("oletko robotti?")).toContain("tietokoneohjelma, en ihminen");
    expect(met("en").say("are you a robot?")).toContain("a computer program, not a person");
  });
});

function commentAsked(): Chat {
  const chat = met("fi");
  chat.say("haluan antaa palautetta");
  chat.say("kirjastosta");
  chat.say("2");
  expect(chat.at).toBe("feedback.comment");
  return chat;
}

describe("interruption", () => {
  test("a question in passing is answered, and the question before it is asked again", () => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    chat.say("kirjastosta");
    const answer = chat.say("milloin Kallion kirjasto on auki?");
    expect(answer).toContain("helmet.fi");
    expect(answer).toContain(word("common.back"));
    expect(answer).toContain(word("feedback.rating.ask"));
    expect(chat.messages).toHaveLength(1);
    chat.say("4");
    expect(chat.at).toBe("feedback.comment");
  });

  test("a search in the middle of feedback offers the way back, by tap and by word", () => {
    for (const way of [word("common.choice.resume"), "jatka"]) {
      const chat = met("fi");
      chat.say("haluan antaa palautetta");
      chat.say("kirjastosta");
      chat.say("onko lauantaina jazzia?");
      expect(chat.at).toBe("recommend.results");
      expect(chat.labels).toContain(word("common.choice.resume"));
      chat.say(way);
      expect(chat.at).toBe("feedback.rating");
      expect(chat.labels).not.toContain(word("common.choice.resume"));
    }
  });

  test("a dialog that ends goes back to the one it interrupted by itself", () => {
    const chat = commentAsked();
    chat.say("tietoni");
    const answer = chat.tap("done");
    expect(answer).toContain(word("common.back"));
    expect(chat.at).toBe("feedback.comment");
  });

  test("feedback that is dropped goes back to what was open before it", () => {
    const chat = met("fi");
    chat.say("mikä on omastadi?");
    chat.tap(`open:feedback:program:${encoded("helmet:1")}`, "t0");
    for (const text of ["5", "Hyvä", "ei", "ei"]) chat.say(text);
    expect(chat.at).toBe("smart-city.told");
  });

  test("thanks end what asks nothing, and only there", () => {
    const search = met("fi");
    search.say("onko lauantaina jazzia?");
    const answer = search.say("kiitos!");
    expect([answer.startsWith("Ole hyvä"), search.at, search.messages[0]?.cards]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    expect(chat.say("kiitos")).toContain(word("feedback.about.ask"));
    expect(chat.at).toBe("feedback.about");
  });

  test("a greeting does not throw away what was begun", () => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    expect(chat.say("moi")).toMatch(/^Hei taas\.\n\nMistä haluat antaa palautetta\?/);
  });

  test("what was interrupted and cannot be resumed any more is let go", () => {
    const chat = commentAsked();
    chat.say("tietoni");
    const state = JSON.parse(chat.state);
    state.talks[chat.address].parked[0].version = 99;
    const later = chatIn("fi", JSON.stringify(state));
    expect(later.tap("done", chat.question)).not.toContain(word("common.back"));
    expect([later.at, later.labels]).toEqual([
      undefined,
      [word("home.choice.recommend"), word("common.choice.menu")],
    ]);
  });

  test("starting anew forgets what was interrupted", () => {
    const chat = commentAsked();
    chat.say("tietoni");
    chat.start();
    expect(chat.patron.talks[chat.address]).toMatchObject({ parked: [] });
  });
});

describe("crisis", () => {
  test.each([
    ["Haluan kuolla", "112", "Auttava puhelin 0100 000"],
    ["I want to kill myself", "112", "Help line 0100 000"],
  ])(
    "words of crisis are answered before everything else, with help and nothing for sale: %s",
    (text, number, helpline) => {
      const chat = chatIn();
      const answer = chat.say(text);
      expect(answer).toContain(number);
      expect(answer).toContain(helpline);
      expect(answer).not.toContain("Kutsu");
      expect(chat.choices).toEqual([]);
    },
  );

  test("words of crisis never become feedback, and what was open can be gone on with", () => {
    const chat = commentAsked();
    expect(chat.say("en jaksa enää elää")).toContain("112");
    expect([chat.at, chat.labels]).toEqual([undefined, [word("common.choice.resume")]]);
    chat.tap(word("common.choice.resume"));
    expect(chat.at).toBe("feedback.comment");
  });
});

describe("confidence", () => {
  test("a way to be reached is in neither transcript nor patron, only beside the feedback", () => {
    const chat = commentAsked();
    for (const text of ["Sali oli kylmä", "kyllä, sähköpostiin tai puhelimeen", "kyllä, lähetä"])
      chat.say(text);
    expect(chat.at).toBe("feedback.contact");
    chat.say("maija.m@example.org tai 040 123 4567");
    expect(chat.last.contacts).toEqual([
      { id: chat.last.feedback[0]?.id, contact: "maija.m@example.org tai 040 123 4567" },
    ]);
    const kept = JSON.stringify(chat.commits.map(({ contacts: _contacts, ...rest }) => rest));
    expect(kept).not.toMatch(/maija\.m|123 4567/);
    expect(chat.last.transcript.patron.text).toBe("[…]");
  });

  test("what is no contact does not end up in a search either", () => {
    const chat = met("fi");
    chat.say("haluan puhua ihmiselle");
    chat.say("Missä vanhat kartat ovat?");
    expect(chat.at).toBe("person.contact");
    for (const [text, key] of [
      ["puhelin", "person.contact.again"],
      ["onko lauantaina jazzia Maijan kanssa", "person.contact.otherwise"],
    ] as const) {
      expect(chat.say(text)).toContain(word(key));
      expect(chat.at).toBe("person.contact");
    }
    expect(JSON.stringify(chat.commits)).not.toContain("Maijan");
  });

  test("personal data in open text is masked everywhere", () => {
    const chat = commentAsked();
    chat.say("Soittakaa minulle 040 123 4567 tai kirjoittakaa maija.m@example.org");
    chat.tap("no");
    expect(chat.texts[0]).toContain("[puhelinnumero]");
    chat.tap("send");
    expect(JSON.stringify(chat.commits)).not.toMatch(/123 4567|maija\.m/);
    expect(chat.last.feedback[0]?.text).toContain("[sähköposti]");
  });

  test("personal data in a search is not kept as its topic", () => {
    const chat = met("fi");
    chat.say("etsin tapahtumaa, numeroni on 040 123 4567 ja osoite maija.m@example.org");
    chat.say("onko sukututkimusta? maija.m@example.org");
    expect(JSON.stringify(chat.commits)).not.toMatch(/123 4567|maija\.m/);
    const coded = met("en");
    coded.say("jazz 131052-308T");
    expect(JSON.stringify(coded.commits)).not.toMatch(/131052/);
  });
});

describe("what is kept", () => {
  test("feedback is stored with its language, address and the turns it was given in", () => {
    const chat = commentAsked();
    for (const text of ["Sali oli kylmä", "ei", "joo"]) chat.say(text);
    expect(chat.last.feedback).toEqual([
      {
        format: 1,
        id: "1-1-7",
        patron: "1-1",
        address: "test:1",
        at: NOW,
        language: "fi",
        about: "library",
        program: undefined,
        rating: 2,
        text: "Sali oli kylmä",
        mayAnswer: false,
        turns: { from: 2, to: 7 },
      },
    ]);
    expect(chat.patron.given).toMatchObject([{ id: "1-1-7", text: "Sali oli kylmä" }]);
  });

  test("feedback is changed and withdrawn with the buttons under the thanks, also by word", () => {
    const chat = commentAsked();
    for (const text of ["Sali oli kylmä", "ei", "joo"]) chat.say(text);
    chat.say("peru");
    expect(chat.texts[0]).toContain("”Sali oli kylmä”");
    chat.say("kyllä");
    expect([chat.last.withdrawn, chat.patron.given]).toEqual([["1-1-7"], []]);
    expect(chat.tap("open:feedback:withdraw", "t7")).toContain(word("feedback.about.gone"));
  });

  test("a question to a librarian is stored, and is not the feedback that a button changes", () => {
    const chat = met("fi");
    for (const text of ["haluan puhua ihmiselle", "Missä vanhat kartat ovat?", "vastaus tähän keskusteluun"])
      chat.say(text);
    expect(chat.last.feedback).toMatchObject([
      { about: "question", text: "Missä vanhat kartat ovat?", mayAnswer: true },
    ]);
    expect(chat.patron.given).toEqual([]);
  });

  test("erasure takes everything, says goodbye and comes back to nothing", () => {
    const chat = commentAsked();
    chat.say("poista tietoni");
    const answer = chat.say("kyllä");
    expect(chat.last.erase).toBe(true);
    expect(answer).toBe(word("privacy.erase.done"));
    expect(chat.choices).toEqual([]);
    expect(chat.say("hei")).toContain("Hei, olen Kutsu");
  });

  test("erasure that was not meant keeps everything", () => {
    const chat = commentAsked();
    chat.say("poista tietoni");
    chat.say("ei");
    expect([chat.last.erase, chat.at]).toEqual([false, "feedback.comment"]);
  });

  test("the transcript has both sides of every turn, with dialog and step", () => {
    const chat = commentAsked();
    chat.say("Sali oli kylmä");
    expect(chat.last.transcript).toMatchObject({
      format: 1,
      turn: 5,
      at: NOW,
      event: "e4",
      address: "test:1",
      dialog: "feedback",
      step: "comment",
      patron: { kind: "said", text: "Sali oli kylmä" },
      said: [{ text: word("feedback.answer.ask") }],
    });
  });

  test("a message cannot be reached is noted without a word, and writing makes reachable again", () => {
    const chat = met("fi");
    chat.do({ kind: "reachability", reachable: false });
    expect([chat.messages, chat.patron.talks[chat.address]?.reachable]).toEqual([[], false]);
    expect(chat.at).toBe("home.menu");
    chat.say("hei");
    expect(chat.patron.talks[chat.address]?.reachable).toBe(true);
  });
});

describe("ways on", () => {
  test.each([
    ["kiitos", ["kiitos"]],
    ["arvonta", ["Mistä löydän arvonnan?"]],
    ["kieli", ["kieli", "suomeksi"]],
    ["viestit", ["asetukset", "viestit", "kyllä"]],
    ["tiedot", ["tietoni", "lataa tietoni"]],
    ["ihminen", ["ihminen", "ei tarvitse"]],
    ["älykaupunki", ["mikä on älykaupunki?", "tämä riittää"]],
    ["käyttö", ["miten uusin lainan?", "tämä riittää"]],
  ])("no conversation ends without a way on: %s", (_name, says) => {
    const chat = met("fi");
    for (const text of says) chat.say(text);
    expect(chat.choices.length).toBeGreaterThan(0);
    chat.tap(chat.choices.at(-1)?.value ?? "");
    expect(chat.choices.length).toBeGreaterThan(1);
  });
});

describe("strange messages", () => {
  test.each([
    ["nothing", ""],
    ["spaces", "   \n\t "],
    ["control characters", "\u0000\u0007\u001b"],
    ["marks of direction", "\u202e\u200f\u2066"],
  ])("a message of %s is answered with the question again", (_name, text) => {
    const chat = met("fi");
    chat.say("haluan antaa palautetta");
    expect(chat.say(text)).toContain(word("feedback.about.ask"));
  });

  test.each([
    ["emoji", "👨‍👩‍👧🎉🎉"],
    ["Arabic", "مرحبا، هل هناك فعاليات للأطفال؟"],
    ["Hebrew with marks", "\u202bשלום לכולם\u202c"],
    ["Russian", "Здравствуйте, есть ли мероприятия для детей?"],
    ["Chinese", "你好,周末有什么活动?"],
    ["half a character", "hei \ud83d"],
    ["brackets of a template", "{{helplines}} $t(common.crisis) {{- x}}"],
    ["a tag", "<script>alert(1)</script>"],
    ["a word of objects", "constructor"],
    ["more words of objects", "__proto__ toString hasOwnProperty valueOf"],
  ])("a message of %s gets an answer with choices", (_name, text) => {
    for (const chat of [chatIn(), met("fi")]) {
      expect(chat.say(text)).not.toContain("Auttava puhelin");
      expect(chat.choices.length).toBeGreaterThan(0);
    }
    const comment = commentAsked();
    expect(comment.say(text)).not.toBe("");
    expect(["feedback.comment", "feedback.answer"]).toContain(comment.at);
  });

  test("a text of 10,000 characters is taken whole where text is asked for, and quickly", () => {
    const text = "Sali oli kylmä ja valot olivat liian kirkkaat. ".repeat(213).slice(0, 10_000).trim();
    const chat = commentAsked();
    const before = performance.now();
    chat.say(text);
    expect(performance.now() - before).toBeLessThan(2_000);
    chat.tap("no");
    chat.tap("send");
    expect(chat.last.feedback[0]?.text).toBe(text);
    const search = met("fi");
    search.say(`${"hei ".repeat(2_400)} onko lauantaina jazzia?`);
    expect(search.choices.length).toBeGreaterThan(0);
  });
});

describe("stored states", () => {
  test.each([
    ["another version", { dialog: "feedback", version: 99, state: { at: "rating" } }],
    ["a step that is gone", { dialog: "feedback", version: 1, state: { at: "gone" } }],
    ["a dialog that is gone", { dialog: "gone", version: 1, state: { at: "rating" } }],
    ["a name of objects", { dialog: "constructor", version: 1, state: { at: "toString" } }],
  ])("a stored state of %s starts over politely", (_name, progress) => {
    const stored = (choices: unknown[]) =>
      JSON.stringify({
        ...newPatron,
        met: true,
        language: "fi",
        talks: { "test:1": { reachable: true, parked: [], progress, question: "t1", choices } },
      });
    const said = chatIn("fi", stored([]));
    const answer = said.say("5");
    expect(answer).toContain(word("common.startOver"));
    expect(answer).not.toContain(word("home.unclear"));
    expect(said.at).toBe("home.menu");
    const tapped = chatIn("fi", stored([{ value: "5", label: "5" }]));
    expect(tapped.tap("5", "t1")).toContain(word("common.startOver"));
    const asked = chatIn("fi", stored([]));
    asked.say("onko lauantaina jazzia?");
    expect([asked.texts[0], asked.at]).toEqual([
      expect.stringContaining(word("common.startOver")),
      "recommend.results",
    ]);
    const empty = chatIn("fi", stored([]));
    empty.say("");
    expect(empty.at).toBe("home.menu");
  });

  test("a conversation that cannot be read starts over and keeps the rest of the patron", () => {
    const state = JSON.stringify({
      ...newPatron,
      met: true,
      language: "en",
      interests: ["jazz"],
      talks: { "test:1": { reachable: "maybe" } },
    });
    const chat = chatIn("fi", state);
    expect(chat.say("hello again")).toContain(word("common.startOver", "en"));
    expect(chat.patron).toMatchObject({ language: "en", interests: ["jazz"] });
    expect(chat.say("hello again")).not.toContain(word("common.startOver", "en"));
  });

  test("a turn that cannot be taken leaves what it failed on, and says so in the patron's language", () => {
    const chat = commentAsked();
    const event = {
      id: "e99",
      from: chat.address,
      at: NOW,
      scope: "private",
      kind: "said",
      text: "x",
    } as const;
    const snapshot = { id: "1-1", revision: 9, patron: parsePatron(chat.state), inbox: [event] } as const;
    const commit = apologise(snapshot, event, { tools, now: NOW });
    expect(commit.messages[0]?.message.text).toContain(word("common.trouble"));
    expect(commit.messages[0]?.message.choices).toHaveLength(2);
    expect(commit.patron.talks[chat.address]).not.toHaveProperty("progress.dialog");
    expect(JSON.stringify(commit.transcript)).not.toContain('"x"');
  });

  test("a turn taken twice gives the same", () => {
    const one = commentAsked();
    const other = chatIn("fi", one.state);
    other.commits.push(...one.commits);
    one.say("Sali oli kylmä");
    other.say("Sali oli kylmä");
    expect(other.last).toEqual(one.last);
  });
});

describe("in a group", () => {
  const inGroup = (language: "fi" | "en") => {
    const chat = new Chat(tools, { language, scope: "group" });
    chat.start();
    return chat;
  };

  test.each(["haluan antaa palautetta", "tietoni", "poista tietoni", "asetukset", "haluan puhua ihmiselle"])(
    "what is personal leads to the private chat: %s",
    (text) => {
      const chat = inGroup("fi");
      expect(chat.say(text)).toContain(word("common.inPrivate"));
      expect(chat.commits.at(-1)?.feedback).toEqual([]);
    },
  );

  test("nothing personal is offered", () => {
    const chat = inGroup("en");
    const offered = () => chat.choices.map(({ label }) => label);
    expect(offered()).not.toContain(word("home.choice.feedback", "en"));
    expect(offered()).not.toContain(word("home.choice.settings", "en"));
    chat.say("jazz");
    expect(chat.choices.some(({ value }) => value.startsWith("follow:"))).toBe(false);
    chat.tap(chat.choices[0]?.value ?? "");
    expect(chat.choices.some(({ value }) => value.startsWith("open:feedback"))).toBe(false);
  });
});
