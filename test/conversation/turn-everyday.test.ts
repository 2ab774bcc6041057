/** What patrons say every day that is easily misunderstood, played with the real understanding. */
import { beforeAll, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import type { LocaleKey } from "../../src/dialog/words.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { speaker } from "../helpers/services.ts";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools();
});

/** A patron who has been welcomed and said some things. */
function after(language: "fi" | "en", ...says: readonly string[]): Chat {
  const chat = new Chat(tools, { language });
  chat.start();
  for (const text of says) chat.say(text);
  return chat;
}

const word = (key: LocaleKey, language: "fi" | "en" = "fi") => speaker.phrase(key, language);

test.each([
  ["fi", "anna palautetta"],
  ["fi", "annan palautetta"],
  ["fi", "kerro palautetta"],
  ["fi", "kirjoita palaute"],
  ["fi", "haluan valittaa"],
  ["en", "give feedback"],
  ["en", "i want to complain"],
] as const)("a first message that asks to give feedback is not the feedback: %s %s", (language, text) => {
  const chat = new Chat(tools, { language });
  expect(chat.say(text)).toContain(word("feedback.about.ask", language));
  expect(chat.at).toBe("feedback.about");
});

test("a question is never taken for feedback", () => {
  const chat = after("en", "story time");
  for (const text of ["is it cancelled?", "what about adults"]) {
    chat.say(text);
    expect([text, chat.at]).toEqual([text, "recommend.results"]);
  }
  const idle = after("en", "stop messages");
  idle.say("was the concert cancelled?");
  expect(idle.at).not.toMatch(/^feedback\.(rating|answer|comment)$/);
});

test.each([
  ["person", ["haluan puhua ihmiselle", "1"], undefined],
  ["interests", ["kiinnostukset", "shakki", "2"], undefined],
  ["which program", ["haluan antaa palautetta", "1", "1"], "feedback.rating"],
  ["contact", ["haluan puhua ihmiselle", "Missä vanhat kartat ovat?", "1"], undefined],
] as const)("a number that is shown is a choice where words are asked for too: %s", (_step, says, at) => {
  expect(after("fi", ...says).at).toBe(at);
});

test("a number is an answer where the only button leads back to something else", () => {
  const chat = after("fi", "haluan antaa palautetta", "kirjastosta", "4", "mikä on omastadi?");
  chat.tap("open:feedback:idea");
  expect(chat.at).toBe("feedback.comment");
  chat.say("1");
  expect(chat.at).toBe("feedback.answer");
});

test.each([
  ["fi", ["jazzia", "toinen päivä", "takaisin hakuun"], "recommend.results"],
  ["fi", ["jazzia", "tarkenna hakua", "takaisin"], "recommend.results"],
  ["en", ["jazz", "another day", "go back"], "recommend.results"],
  ["fi", ["jazzia", "takaisin"], "recommend.wish"],
  ["fi", ["haluan antaa palautetta", "kirjastosta", "4", "takaisin"], "feedback.rating"],
  ["fi", ["asetukset", "viestit", "takaisin"], "settings.menu"],
  ["fi", ["poista tietoni", "takaisin"], "privacy.show"],
  ["fi", ["mikä on omastadi?", "takaisin"], "smart-city.topics"],
  ["fi", ["miten uusin lainan?", "takaisin"], "practical.menu"],
  ["en", ["talk to a person", "Where are the old maps?", "back"], "person.question"],
  ["fi", ["haluan antaa palautetta", "takaisin"], "home.menu"],
  ["fi", ["haluan antaa palautetta", "tietoni", "takaisin"], "feedback.about"],
] as const)("back leads one question back, or out: %s %j", (language, says, at) => {
  expect(after(language, ...says).at).toBe(at);
});

test.each([
  ["fi", "kuka lukee tätä?"],
  ["en", "who reads this?"],
  ["en", "is this private?"],
] as const)(
  "who reads the conversation is told at the confirmation of erasure, which is asked again: %s",
  (language, text) => {
    const chat = after(language, language === "fi" ? "poista tietoni" : "delete my data");
    const answer = chat.say(text);
    expect(answer).toContain(word("privacy.who", language));
    expect(answer).toContain(word("privacy.erase.ask", language));
    expect([chat.at, chat.choices.map(({ value }) => value)]).toEqual(["privacy.erase", ["yes", "no"]]);
    expect(after(language, text).texts[0]).toContain(word("privacy.who", language));
  },
);

test.each([
  ["en", "book recommendations please", "book"],
  ["en", "who won the football world cup in 1998", "book"],
  ["fi", "kuinka korkea on maailman korkein vuori?", "book"],
  ["en", "where is Oodi", "access"],
  ["fi", "missä Oodi on?", "access"],
] as const)("what no program answers leads to who does: %s %s", (language, text, topic) => {
  expect(after(language, text).texts.join()).toContain(word(`practical.${topic}`, language));
  expect(after(language, "stop messages", text).texts.join()).toContain(word(`practical.${topic}`, language));
});

test("words given to a librarian are tried by Kutsu itself when the patron says so", () => {
  const chat = after("fi", "haluan puhua ihmiselle", "onko lauantaina jazzia?");
  expect(chat.at).toBe("person.written");
  chat.say("auta sinä");
  expect([chat.at, chat.messages[0]?.cards?.[0]?.title]).toEqual(["recommend.results", "Jazzilta"]);
});

test("a question to a librarian is withdrawn with the button under the thanks, also by word", () => {
  const chat = after(
    "fi",
    "haluan puhua ihmiselle",
    "Missä vanhat kartat ovat?",
    "vastaus tähän keskusteluun",
  );
  const id = chat.last.feedback[0]?.id;
  chat.say("peru");
  expect(chat.texts[0]).toContain("”Missä vanhat kartat ovat?”");
  chat.say("kyllä");
  expect([chat.last.withdrawn, chat.patron.asked]).toEqual([[id], []]);
});

test("the link to one's data is said, and kept in no transcript", () => {
  const chat = after("fi", "tietoni");
  expect(chat.say("lataa tietoni")).toContain("http://kutsu.test/my-data/token");
  expect(JSON.stringify(chat.last.transcript)).not.toContain("my-data");
  const [said] = chat.last.transcript.said;
  expect(said?.text).toContain(word("privacy.export.kept"));
  expect([said?.id, said?.choices]).toEqual([chat.messages[0]?.id, chat.messages[0]?.choices]);
});

test("the patron is shown the id to ask for the data with", () => {
  expect(after("fi", "tietoni").texts[0]).toContain("1-1");
});

test("nothing long of a patron's feedback is kept with the patron", () => {
  const comment = "Sali oli kylmä ja valot olivat aivan liian kirkkaat koko sen ajan, jonka olimme siellä.";
  const chat = after("fi", "haluan antaa palautetta", "kirjastosta", "2", comment, "ei", "kyllä");
  expect(chat.last.feedback).toHaveLength(1);
  expect(chat.state).not.toContain(comment);
  expect(chat.tap("open:feedback:edit")).toContain("Sali oli kylmä ja valot");
  expect(chat.at).toBe("feedback.comment");
});
