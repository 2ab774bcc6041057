import { expect, test } from "@jest/globals";
import { privacy } from "../../dialogs/privacy.ts";
import { profileWith } from "../helpers/services.ts";
import { talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;

test.each([
  [
    "fi",
    [
      ...["Kieli: suomi", "jazz ja shakki", "kaupunginosa: Kallio", "etsit tapahtumia: aikuisille"],
      ...["Lasten iät: 3 ja 7", "tapahtumat: Satutunti ja yksi tapahtuma, joka ei ole enää ohjelmassa"],
      ...["ehdotuksia (lupa annettu 3.1.2025) ja tiedotteita\n", "sopivat: illalla"],
      ...["kirjoitan: enintään kerran viikossa", "Älykaupunkisarja: tilattu", "Muut kanavasi: Telegram"],
      ...["Oma kalenteri: osoite on käytössä", "Kutsu-tunnuksesi: 17-42"],
    ],
  ],
  [
    "en",
    [
      ...["Language: English", "jazz and shakki", "district: Kallio", "look for programs for: adults"],
      ...["children: 3 and 7", "saved: Story time and one program that is no longer on the list"],
      ...["suggestions (allowed on 3 January 2025) and announcements\n", "suit you: in the evening"],
      ...["I write: once a week at most", "Smart city series: on", "other channels: Telegram"],
      ...["calendar: its address is in use", "Your Kutsu id: 17-42"],
    ],
  ],
] as const)("privacy tells in words all that the patron chose: %s", (language, words) => {
  const other = { address: "telegram:1", channel: "telegram", mayPart: true };
  const profile = profileWith({
    ...{ interests: ["jazz", "shakki"], home: "Kallio", audience: "adults", childAges: [3, 7] },
    ...{ suits: "evening", weeklyMost: 1, series: true, saved: ["helmet:1", "gone"] },
    ...{ allowed: ["suggestions", "announcements"], since: { suggestions: "2025-01-02T23:30:00Z" } },
    ...{ channels: { others: [other], isJoined: false, continues: false }, calendar: { version: 2 } },
  });
  const [text = ""] = talk(privacy, [], { language, services: { profile, patron: "17-42" } }).texts;
  for (const word of words) expect(text).toContain(word);
});

test.each([
  ["fi", ["Kiinnostukset: ei vielä mitään", "kaupunginosa: et ole kertonut", "sinulle: ei vielä mitään"]],
  ["en", ["Interests: nothing yet", "district: you haven't told me", "send you: nothing yet"]],
] as const)("privacy says what is not known: %s", (language, words) => {
  const [text = ""] = talk(privacy, [], { language }).texts;
  for (const word of words) expect(text).toContain(word);
});

test.each(LANGUAGES)("privacy leads to where everything can be changed: %s", (language) => {
  expect(talk(privacy, ["change"], { language }).followedBy).toEqual({ dialog: "settings" });
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
    expect(without.offered).toEqual(["change", "erase", "done"]);
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
