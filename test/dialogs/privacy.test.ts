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

test.each(LANGUAGES)("privacy gives a link to the data, or says where to ask: %s", (language) => {
  const given = talk(privacy, ["export"], { language });
  expect(given.last.texts[0]).toContain("http://kutsu.test/my-data/token");
  const without = talk(privacy, ["export"], { language, services: { exportUrl: undefined } });
  expect(without.last.keys).toEqual(["privacy.export.noServer"]);
});

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
