import { expect, test } from "@jest/globals";
import { settings } from "../../dialogs/settings.ts";
import type { Profile } from "../../src/dialog/profile.ts";
import { PROGRAMS, profileWith, programOf, shelfOf } from "../helpers/services.ts";
import { messageOf, type Said, type TalkOptions, talk } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const saved = (replies: readonly Said[], options: TalkOptions = {}) =>
  talk(settings, replies, { payload: "saved", ...options });
const knowing = (given: Partial<Profile>, programs = shelfOf(PROGRAMS)) => ({
  services: { profile: profileWith(given), programs },
});

test.each([
  ["fi", "Olet tallentanut 2 tapahtumaa", "la 21.11. klo 10.30–11.00", "Poista: Satutunti lauantaina 21.11."],
  [
    "en",
    "You have saved 2 programs",
    "Sat 21 Nov, 10:30–11:00",
    "Remove: Story time on Saturday 21 November",
  ],
] as const)(
  "settings shows what was saved, with times and ways to let go: %s",
  (language, head, time, label) => {
    const talked = saved([], { language, ...knowing({ saved: ["helmet:1", "helmet:2"] }) });
    expect(talked.texts[0]).toContain(head);
    expect(talked.labels[0]).toBe(label);
    const cards = talked.last.line && messageOf(talked.last.line, language).cards;
    expect(cards?.[0]?.facts[0]?.text).toBe(time);
    expect(cards?.map(({ choices }) => choices.length)).toEqual([1, 1]);
  },
);

test.each([
  ["fi", "Tämä tapahtuma on peruttu."],
  ["en", "This program has been cancelled."],
] as const)("settings says which saved program is cancelled: %s", (language, note) => {
  const programs = shelfOf([programOf("a", { status: "cancelled" })]);
  const { last } = saved([], { language, ...knowing({ saved: ["a"] }, programs) });
  expect(last.line && messageOf(last.line, language).cards?.[0]?.notes).toEqual([note]);
});

test.each(LANGUAGES)("settings lets a saved program go: %s", (language) => {
  const talked = saved(["unsave:helmet:1"], { language, ...knowing({ saved: ["helmet:1", "helmet:2"] }) });
  expect(talked.records).toEqual([{ record: "unsaved", program: "helmet:1" }]);
  expect(talked.last.keys).toEqual(["settings.saved.removed", "settings.saved.some"]);
  expect(talked.last.texts[0]).toContain(language === "fi" ? "Satutunti" : "Story time");
  expect(talked.offered).toEqual(["unsave:helmet:2", "done"]);
});

test("settings shows five at a time", () => {
  const many = Array.from({ length: 7 }, (_, index) => programOf(`a${index}`));
  const given = knowing({ saved: many.map(({ id }) => id) }, shelfOf(many));
  const ids = (replies: readonly Said[]) =>
    saved(replies, given).last.line?.programs?.map(({ program }) => program.id);
  expect(ids([])).toEqual(["a0", "a1", "a2", "a3", "a4"]);
  expect(ids(["more"])).toEqual(["a5", "a6"]);
  expect(saved(["more"], given).offered).not.toContain("more");
});

test("settings names no two buttons alike, though programs are", () => {
  const twins = ["a", "b"].map((id) => programOf(id, { title: { fi: "Muskari" } }));
  const talked = saved([], knowing({ saved: ["a", "b"] }, shelfOf(twins)));
  expect(talked.offered).toEqual(["unsave:a", "done"]);
  expect(talked.last.line?.programs).toHaveLength(2);
});

test.each([
  ["fi", ["gone"], "Tallensit yhden tapahtuman, mutta se ei ole enää ohjelmassa."],
  ["en", ["gone", "too"], "You saved 2 programs, but they are no longer on the list."],
] as const)(
  "settings says what is gone from the programs, and tidies it away: %s",
  (language, gone, text) => {
    const given = knowing({ saved: gone });
    expect(saved([], { language, ...given }).texts).toEqual([text]);
    const tidied = saved(["tidy"], { language, ...given });
    expect(tidied.records).toEqual(gone.map((program) => ({ record: "unsaved", program })));
    expect(tidied.last.keys).toEqual(["settings.saved.tidied", "settings.saved.none"]);
  },
);

test.each(LANGUAGES)(
  "settings says that no reminders come of what was saved after messages were stopped: %s",
  (language) => {
    const given = knowing({ saved: ["helmet:1"], silent: ["helmet:1"] });
    expect(saved([], { language, ...given }).last.texts[0]).toContain(
      language === "fi" ? "”salli viestit”" : "“allow messages”",
    );
    expect(saved([], { language }).last.keys).toEqual(["settings.saved.none"]);
  },
);

test("settings ends what was saved when the patron is done", () => {
  expect(saved(["done"]).last.keys).toEqual(["settings.closing"]);
  expect(saved([{ text: "kiitos", intent: "thanks" }]).last.keys).toEqual(["settings.closing"]);
  expect(saved(["hmm"]).last.keys).toEqual(["settings.saved.again"]);
});
