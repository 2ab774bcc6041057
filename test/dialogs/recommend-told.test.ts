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
  const several = talk(recommend, [wish("x"), question], { services: { programs: shelfOf(PROGRAMS) } });
  expect([several.last.keys, several.offered]).toEqual([
    ["recommend.aboutProgram"],
    ["open:person", "open:recommend"],
  ]);
});

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
