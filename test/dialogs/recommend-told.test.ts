import { expect, test } from "@jest/globals";
import { recommend } from "../../dialogs/recommend.ts";
import type { Program } from "../../src/programs/program.ts";
import { PROGRAMS, programOf, shelfOf } from "../helpers/services.ts";
import { type Said, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const idOf = (id: string) => Buffer.from(id).toString("base64url");
const wish = (text: string): Said => ({ text, intent: "recommend" });

/** Asks something of a program that is shown whole. */
function asked(text: string, given: Partial<Program> = {}, language: "fi" | "en" = "fi") {
  const programs = shelfOf([programOf("a", given)]);
  // A question about money or language reads like a wish for it.
  const reply = { text, intent: "recommend", slots: { free: true } } as const;
  return talk(recommend, [reply], { payload: idOf("a"), services: { programs }, language });
}

test.each([
  ["onko se ilmainen?", { free: true }, "recommend.told.free"],
  ["is it free?", { free: true }, "recommend.told.free"],
  ["paljonko se maksaa?", { free: false, price: { fi: "5 euroa" } }, "recommend.told.price"],
  ["maksaako se jotain", {}, "recommend.told.noPrice"],
  ["how much does it cost", {}, "recommend.told.noPrice"],
  ["onko tämä peruttu", {}, "recommend.told.scheduled"],
  ["is it cancelled?", { status: "cancelled" }, "recommend.told.cancelled"],
  ["is it cancelled?", { status: "postponed" }, "recommend.told.postponed"],
  ["Pitääkö ilmoittautua?", {}, "recommend.told.registration"],
  [
    "do I need to register?",
    { description: { en: "Come along. Please register by Friday." } },
    "recommend.told.quote",
  ],
  ["millä kielellä se on?", { languages: ["fi", "en"] }, "recommend.told.language"],
  ["what language is it in?", {}, "recommend.told.noLanguage"],
  ["voiko siihen osallistua verkossa?", { online: true }, "recommend.told.online"],
  ["can I join online?", {}, "recommend.told.onSite"],
  ["pääseekö sinne rattailla", {}, "recommend.told.access"],
  ["is it wheelchair accessible?", { summary: { fi: "Tila on esteetön." } }, "recommend.told.quote"],
  ["pääseekö sinne kuka vain", {}, "recommend.aboutThis"],
] as const)("recommend answers from what the program tells: %s %j", (text, given, key) => {
  for (const language of LANGUAGES) {
    const talked = asked(text, given as Partial<Program>, language);
    expect([talked.last.keys, talked.unanswered, talked.progress?.state.at]).toEqual([
      [key],
      false,
      "details",
    ]);
    expect(talked.last.texts[0]).not.toMatch(/\{\{|undefined/);
    expect(talked.offered).toEqual(expect.arrayContaining(["enough"]));
  }
});

test("recommend quotes the program's own words and names languages in the patron's", () => {
  const description = { fi: "Tule mukaan. Ilmoittaudu perjantaihin mennessä." };
  expect(asked("pitääkö ilmoittautua?", { description }).last.texts[0]).toContain(
    "”Ilmoittaudu perjantaihin mennessä.”",
  );
  expect(asked("millä kielellä se on?", { languages: ["fi", "en"] }).last.texts[0]).toContain(
    "suomi ja englanti",
  );
  expect(asked("millä kielellä se on?", { languages: ["fse", "fi"] }).last.texts[0]).toBe(
    "Tapahtuman kieli: viittomakieli ja suomi.",
  );
});

test("recommend offers a librarian where the program does not tell", () => {
  expect(asked("pitääkö ilmoittautua?").offered[0]).toBe("open:person");
  expect(asked("is it free?", { free: true }).offered).not.toContain("open:person");
});

test("recommend answers of the only program of a list, and asks to open one of several", () => {
  const one = shelfOf([programOf("a", { free: true })]);
  const question = { text: "onko se ilmainen?", intent: "recommend", slots: { free: true } } as const;
  const alone = talk(recommend, [wish("x"), question], { services: { programs: one } });
  expect([alone.last.keys, alone.offered]).toEqual([
    ["recommend.told.free"],
    [`open:recommend:${idOf("a")}`, "open:recommend"],
  ]);
  const several = talk(recommend, [wish("x"), "onko se peruttu?"], {
    services: { programs: shelfOf(PROGRAMS) },
  });
  expect([several.last.keys, several.offered]).toEqual([
    ["recommend.aboutProgram"],
    ["open:person", "open:recommend"],
  ]);
});

test.each([
  ["fi", "onko se ilmainen?", [true, true, true], "Kaikki ovat maksuttomia."],
  ["fi", "onks ne ilmasii", [true, true, true], "Kaikki ovat maksuttomia."],
  ["en", "is it free?", [true, true, true], "All of these are free of charge."],
  [
    "en",
    "are they free?",
    [true, false, true],
    "I know these are free: Program 0 and Program 2. The details",
  ],
  ["fi", "maksaako ne jotain", [false, true, undefined], "Tiedän, että maksuton on Tapahtuma 1. Katso"],
  ["en", "is it free?", [false, undefined, false], "Open a program from the list"],
] as const)("recommend tells which programs of a list are free: %s %s %j", (language, text, free, answer) => {
  const programs = free.map((one, index) =>
    programOf(`p${index}`, {
      ...(one !== undefined && { free: one }),
      title: { fi: `Tapahtuma ${index}`, en: `Program ${index}` },
    }),
  );
  const question = { text, intent: "recommend", slots: { free: true } } as const;
  const talked = talk(recommend, [wish("x"), question], {
    language,
    services: { programs: shelfOf(programs) },
  });
  expect(talked.last.texts.join(" ")).toContain(answer);
});

test.each([
  ["is there a book club in English?", { topic: ["book club"], eventLanguage: "en" }],
  ["onko englanninkielinen lukupiiri?", { topic: ["lukupiiri"], eventLanguage: "en" }],
  ["are there free concerts?", { topic: ["concert"], free: true }],
  ["any in Swedish?", { eventLanguage: "sv" }],
  ["entä ruotsiksi?", { eventLanguage: "sv" }],
  ["onko suomeksi?", { eventLanguage: "fi" }],
  ["onko ilmaisia?", { free: true }],
] as const)(
  "recommend takes a search for one, whether one program is shown or several: %s",
  (text, slots) => {
    for (const programs of [
      shelfOf(PROGRAMS),
      shelfOf([programOf("a", { languages: ["en"], free: true })]),
    ]) {
      const talked = talk(recommend, [wish("x"), { text, intent: "recommend", slots }], {
        services: { programs },
      });
      expect(talked.last.keys.join()).not.toMatch(/told|aboutProgram/);
      expect(talked.progress?.state).toMatchObject({ wish: { slots } });
    }
  },
);

test.each([
  ["onko suomeksi?", "fi"],
  ["any in English?", "en"],
  ["entä englanniksi", "en"],
] as const)(
  "recommend takes a language with a list open for one of programs, not its own: %s",
  (text, eventLanguage) => {
    const reply = { text, intent: "language", confidence: 0.9, slots: { eventLanguage } } as const;
    const talked = talk(recommend, [wish("x"), reply]);
    expect([talked.unanswered, talked.progress?.state]).toMatchObject([
      false,
      { wish: { slots: { eventLanguage } } },
    ]);
  },
);

const HELD = { start: "2026-11-21T15:30:00Z", end: "2026-11-21T17:00:00Z" };
const KALLIO = {
  name: { fi: "Kallion kirjasto", en: "Kallio Library" },
  address: { fi: "Viides linja 11" },
  district: {},
};

test.each([
  ["fi", "mihin aikaan se on", HELD, "Tapahtuma on lauantaina 21.11. klo 17.30–19.00."],
  ["fi", "milloin?", HELD, "Tapahtuma on lauantaina 21.11. klo 17.30–19.00."],
  ["fi", "kauanko se kestää", HELD, "klo 17.30–19.00."],
  [
    "fi",
    "kuinka kauan",
    { start: HELD.start, end: undefined },
    "klo 17.30. Tiedoissa ei kerrota, milloin se loppuu.",
  ],
  [
    "fi",
    "koska se on",
    { ...HELD, start: "2026-11-20T22:00:00Z", end: "2026-11-21T22:00:00Z", allDay: true },
    "Tapahtuma on lauantaina 21.11.",
  ],
  ["fi", "missä se on", { place: KALLIO }, "Tapahtuman paikka: Kallion kirjasto, Viides linja 11."],
  ["fi", "missä se pidetään", {}, "Tapahtuman tiedoissa ei kerrota, missä se pidetään."],
  ["fi", "missä se on", { online: true }, "Tapahtumaan voi osallistua verkossa."],
  ["en", "what time is it", HELD, "It is on Saturday 21 November from 17:30 to 19:00."],
  ["en", "how long", HELD, "from 17:30 to 19:00."],
  [
    "en",
    "when does it end?",
    { ...HELD, end: "2026-11-22T17:00:00Z" },
    "ends on Sunday 22 November at 19:00.",
  ],
  ["en", "where is it", { place: KALLIO }, "It is here: Kallio Library, Viides linja 11."],
  ["en", "how do I get there", { place: { ...KALLIO, address: {} } }, "It is here: Kallio Library."],
] as const)(
  "recommend tells when, how long and where from the card: %s %s %j",
  (language, text, given, answer) => {
    const bare = { place: undefined, end: undefined, ...(given as Partial<Program>) };
    const talked = asked(text, bare, language);
    expect(talked.last.texts.join(" ")).toContain(answer);
    expect([talked.unanswered, talked.progress?.state.at]).toEqual([false, "details"]);
  },
);

test.each([
  ["milloin Oodi on auki?", { place: "Oodi" }],
  ["when does the library close?", {}],
  ["where is Oodi?", { place: "Oodi" }],
  ["milloin on seuraava satutunti?", { topic: ["satutunti"] }],
] as const)(
  "recommend takes no question about something else for one about the program: %s",
  (text, slots) => {
    const reply = { text, intent: "practical", slots } as const;
    const talked = talk(recommend, [reply], { payload: idOf("helmet:1") });
    expect(talked.last.keys.join()).not.toContain("told");
  },
);

test.each(["tell me about ones like this", "kerro kun tulee samanlaisia", "ilmoita vastaavista"])(
  "recommend takes a wish to hear of ones alike as an interest: %s",
  (text) => {
    const talked = talk(recommend, [text], { payload: idOf("helmet:1") });
    expect(talked.records).toEqual([{ record: "profile", change: { follow: "satutunnit" } }]);
    expect(talked.last.keys).toEqual(["recommend.followed"]);
    const unnamed = talk(recommend, [text], { payload: idOf("helmet:2") });
    expect(unnamed.followedBy).toEqual({ dialog: "settings", payload: "interests" });
  },
);

test.each(["fi", "en"] as const)("recommend leads back from the day and from narrowing: %s", (language) => {
  const label = { fi: "Takaisin hakuun", en: "Back to the search" }[language];
  const list = talk(recommend, [wish("x")], { language });
  for (const step of ["day", "narrow"]) {
    const asked = talk(recommend, [wish("x"), step], { language });
    expect(asked.labels.at(-1)).toBe(label);
    expect(talk(recommend, [wish("x"), step, label], { language }).progress).toEqual(list.progress);
  }
});
