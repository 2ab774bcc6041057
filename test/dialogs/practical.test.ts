import { expect, test } from "@jest/globals";
import { practical } from "../../dialogs/practical.ts";
import { type Said, talk } from "../helpers/talk.ts";

const TOPICS = [
  "hours",
  "card",
  "loans",
  "rooms",
  "printing",
  "things",
  "digital",
  "book",
  "access",
] as const;

test.each(TOPICS)("practical tells about %s and offers a way on in both languages", (topic) => {
  for (const language of ["fi", "en"] as const) {
    const talked = talk(practical, [topic], { language });
    expect(talked.last.keys).toEqual([`practical.${topic}`]);
    expect(talked.offered.slice(-2)).toEqual(["menu", "done"]);
    expect(talk(practical, [topic, "menu"], { language }).last.keys).toEqual(["practical.menu.ask"]);
    expect(talk(practical, [topic, "done"], { language }).last.keys).toEqual(["practical.closing"]);
  }
});

test("practical offers to look for digital support, and a librarian for a book", () => {
  expect(talk(practical, ["digital"]).offered[0]).toBe("open:recommend:about:digituki");
  expect(talk(practical, ["digital"], { language: "en" }).offered[0]).toBe(
    "open:recommend:about:digital support",
  );
  expect(talk(practical, ["book"]).offered[0]).toBe("open:person");
});

test.each([
  ["fi", "Missä on lähin kirjasto Kumpulassa?", "Kumpula", /^Lähin kirjasto on .+, linnuntietä noin \d km\./],
  ["fi", "lähin kirjasto Kalliossa", "Kallio", /^Kalliossa on oma kirjasto: Kallion kirjasto\. Seuraavaksi/],
  ["en", "Which library is closest to Kumpula?", "Kumpula", /^The nearest library is .+, about \d km as/],
  ["en", "nearest library in Kallio", "Kallio", /^There is a library in Kallio: Kallio Library\. The next/],
] as const)("practical tells the nearest library by distance: %s %s", (language, text, place, answer) => {
  const asked: Said = { text, intent: "practical", slots: { place } };
  expect(talk(practical, [asked], { language }).last.texts.join(" ")).toMatch(answer);
});

test.each(["I nearly lost my card at Oodi", "What time does the library close in Kallio?", "nearby card"])(
  "practical tells no nearest library to who asks for none: %s",
  (text) => {
    const asked: Said = { text, intent: "practical", slots: { place: "Kallio" } };
    expect(talk(practical, [asked], { language: "en" }).last.keys.join()).not.toMatch(/nearest|where/);
  },
);

test.each([
  ["fi", "missä on lähin kirjasto?", "Kumpula"],
  ["en", "where is the nearest library?", "near Kumpula"],
] as const)("practical asks near what, and the next message answers: %s", (language, text, place) => {
  const first: Said = { text, intent: "practical" };
  expect(talk(practical, [], { first, language }).keys).toEqual(["practical.where.ask"]);
  const answer: Said = { text: place, intent: "recommend", slots: { place: "Kumpula" } };
  expect(talk(practical, [answer], { first, language }).last.keys).toEqual(["practical.nearest.near"]);
  const unknown = talk(practical, ["Atlantis"], { first, language });
  expect([unknown.last.keys, unknown.unanswered]).toEqual([["practical.where.again"], true]);
  expect(talk(practical, ["menu"], { first, language }).last.keys).toEqual(["practical.menu.ask"]);
});

test("practical knows no distance from a place it does not know", () => {
  const asked: Said = {
    text: "lähin kirjasto Atlantiksessa",
    intent: "practical",
    slots: { place: "Atlantis" },
  };
  expect(talk(practical, [asked]).last.keys).toEqual(["practical.access"]);
});

test.each([
  ["Milloin Kallion kirjasto on auki sunnuntaina?", "hours"],
  ["onko omatoimiaikaa Töölössä", "hours"],
  ["Kuinka kauan Töölön kirjaston remontti vielä kestää?", "hours"],
  ["What time does the library close?", "hours"],
  ["Is Oodi open on Sunday?", "hours"],
  ["Unohdin PIN-koodin", "card"],
  ["Kirjastokorttini katosi, mitä teen?", "card"],
  ["how do I get a library card", "card"],
  ["Miten uusin lainan?", "loans"],
  ["Montako varausta saa olla?", "loans"],
  ["How do I renew my loans?", "loans"],
  ["Mistä varaan työhuoneen?", "rooms"],
  ["I'd like to book a meeting room for Friday.", "rooms"],
  ["Miten varaan 3D-tulostimen?", "rooms"],
  ["How do I book a 3D printer?", "rooms"],
  ["Voiko kirjastossa tulostaa?", "printing"],
  ["Can I print there?", "printing"],
  ["onko teillä wifi", "printing"],
  ["Voiko teiltä lainata porakoneen?", "things"],
  ["Can I borrow a drill?", "things"],
  ["Kuka auttaa puhelimen kanssa?", "digital"],
  ["Can someone help with my phone?", "digital"],
  ["Mikä kirja se oli, jossa poika lentää hanhella?", "book"],
  ["Can you recommend me a good book?", "book"],
  ["book recommendations please", "book"],
  ["Onko jotain luettavaa?", "book"],
  ["Pääseekö sinne pyörätuolilla?", "access"],
  ["Pitääkö tapahtumiin ilmoittautua?", "joining"],
  ["Can I take part online?", "joining"],
  ["how do I get there? is it wheelchair accessible?", "access"],
])("practical answers what was asked: %s", (text, topic) => {
  expect(talk(practical, [], { first: { text, intent: "practical" } }).keys).toEqual([`practical.${topic}`]);
  expect(talk(practical, ["card", { text, intent: "practical" }]).last.keys).toEqual([`practical.${topic}`]);
});

test("practical says what it cannot answer, and offers its list and a librarian", () => {
  const first = { text: "Missä vessa on?", intent: "practical" } as const;
  expect(talk(practical, [], { first }).keys).toEqual(["practical.menu.again"]);
  const talked = talk(practical, ["vessa?"]);
  expect([talked.last.keys, talked.unanswered]).toEqual([["practical.menu.again"], true]);
  expect(talked.offered).toEqual([...TOPICS, "open:person", "done"]);
});
