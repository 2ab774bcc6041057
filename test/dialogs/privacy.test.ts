import { expect, test } from "@jest/globals";
import { privacy } from "../../dialogs/privacy.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;

test.each([
  ["fi", ["suomi", "jazz ja shakki", "en saa lähettää"]],
  ["en", ["English", "jazz and shakki", "not allowed"]],
] as const)("privacy tells in words what is stored: %s", (language, words) => {
  const profile = { interests: ["jazz", "shakki"], messagesAllowed: false };
  const [text = ""] = talk(privacy, [], { language, services: { profile } }).texts;
  for (const word of words) expect(text).toContain(word);
});

test.each(LANGUAGES)(
  "privacy gives a link to the data, which the transcript does not keep: %s",
  (language) => {
    const given = talk(privacy, ["export"], { language });
    expect(given.last.texts[0]).toContain("http://kutsu.test/my-data/token");
    expect(given.last.line?.keptAs).toBe("privacy.export.kept");
  },
);

test.each(LANGUAGES)(
  "privacy offers no file where no server runs, but tells the id to ask with: %s",
  (language) => {
    const without = talk(privacy, [], { language, services: { exportUrl: undefined, patron: "17-42" } });
    expect(without.offered).toEqual(["erase", "done"]);
    expect(without.texts[0]).toContain("17-42");
    expect(talk(privacy, [], { language, services: { patron: "17-42" } }).texts[0]).toContain("17-42");
  },
);

test.each([
  ["fi", ["kahteen vuoteen", "vuoden", "30 päivän"]],
  ["en", ["two years", "for a year", "30 days"]],
] as const)("privacy tells how long what is kept: %s", (language, words) => {
  const [text = ""] = talk(privacy, [], { language }).texts;
  for (const word of words) expect(text).toContain(word);
});

test.each(["kuka lukee tätä?", "onko tämä yksityinen?", "who reads this?", "is this private?"])(
  "privacy tells who reads the conversation and comes back to its question: %s",
  (text) => {
    const erasing = talk(privacy, ["erase", text]);
    expect(erasing.last.keys).toEqual(["privacy.who", "privacy.erase.ask"]);
    expect(erasing.offered).toEqual(["yes", "no"]);
    const shown = talk(privacy, [text]);
    expect([shown.last.keys, shown.unanswered]).toEqual([["privacy.who"], false]);
    expect(talk(privacy, [], { first: text }).keys).toEqual(["privacy.who"]);
  },
);

test.each(LANGUAGES)("privacy erases only after a yes: %s", (language) => {
  const asked = talk(privacy, ["erase"], { language });
  expect([asked.last.keys, asked.records]).toEqual([["privacy.erase.ask"], []]);
  expect(talk(privacy, ["erase", "yes"], { language }).records).toEqual([{ record: "erasure" }]);
  expect(talk(privacy, ["erase", "no"], { language }).records).toEqual([]);
  const unsure = talk(privacy, ["erase", "hmm"], { language });
  expect([unsure.last.keys, unsure.records]).toEqual([["privacy.erase.again"], []]);
});

test("privacy takes short words for yes and no", () => {
  expect(talk(privacy, ["joo"], { payload: "erase" }).records).toEqual([{ record: "erasure" }]);
  expect(talk(privacy, ["ei"], { payload: "erase" }).last.keys).toEqual(["privacy.erase.kept"]);
  expect(talk(privacy, ["no"], { payload: "erase", language: "en" }).last.keys).toEqual([
    "privacy.erase.kept",
  ]);
});

test("privacy ends when the patron is done or says thanks", () => {
  expect(talk(privacy, ["done"]).last.keys).toEqual(["privacy.closing"]);
  expect(talk(privacy, [{ text: "kiitos", intent: "thanks" }]).last.keys).toEqual(["privacy.closing"]);
  expect(talk(privacy, ["hmm"]).last.keys).toEqual(["privacy.show.again"]);
});
