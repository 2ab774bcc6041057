/** What staff see of an announcement before it is sent: what each channel will show, from its own rendering, and where it is too long. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { lengthProblems, PREVIEWED, previewAnnouncement } from "../src/announcement-preview.ts";
import type { TurnTools } from "../src/conversation/turn.ts";
import { announcementOf } from "./helpers/announcements.ts";
import { loadTurnTools } from "./helpers/chat.ts";
import { NOW, PROGRAMS } from "./helpers/services.ts";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools(PROGRAMS);
});

const texts = {
  fi: "Tule *juhlimaan* & syö <kakkua>.\n\nKatso https://kirjasto.test/juhla?a=1&b=2.",
  en: "Come and celebrate.\n\n1. Cake\n2. Coffee",
  sv: "Kom och fira.",
};
const announcement = announcementOf({ texts, program: "helmet:1" });
const show = (channel: string, language: "fi" | "en" | "sv" = "fi") =>
  previewAnnouncement(announcement, { channel, language, tools, now: NOW });

const TEXT = [
  "Tule *juhlimaan* & syö <kakkua>.",
  "",
  "Katso https://kirjasto.test/juhla?a=1&b=2.",
  "",
  "Sait tämän, koska olet sallinut kirjaston tiedotteet.",
  "",
];
const FACTS = [
  "Milloin: la 21.11. klo 10.30–11.00",
  "Missä: Keskustakirjasto Oodi",
  "Kenelle: 3–6-vuotiaat",
  "Hinta: Maksuton",
  "Kieli: suomi",
];
const BUTTONS = "[Muistuta minua] [Ei minulle] [På svenska] [Ei enää tiedotteita]";

describe("the preview", () => {
  test("of Telegram has the text without markup, and rows of buttons", () => {
    const rows = ["[1. Satutunti]", "[Muistuta minua] [Ei minulle]", "[På svenska]", "[Ei enää tiedotteita]"];
    expect(show("telegram").split("\n")).toEqual([...TEXT, "1. Satutunti", ...FACTS, "", ...rows]);
  });

  test("of Slack has its blocks in words", () => {
    const blocks = ["────────", "", "# Satutunti", "", ...FACTS, "", "[Lue lisää]", "", BUTTONS];
    expect(show("slack").split("\n")).toEqual([...TEXT, ...blocks]);
  });

  test.each([
    ["teams", `│ ${BUTTONS}`],
    ["web", BUTTONS],
  ])("of %s has the card in a frame", (channel, buttons) => {
    const card = ["Satutunti", ...FACTS, "[Lue lisää]"].map((line) => `│ ${line}`);
    expect(show(channel).split("\n")).toEqual([...TEXT, ...card, "", buttons]);
  });

  test.each(PREVIEWED)("shows each language on %s, and no sign that something is missing", (channel) => {
    expect(show(channel, "en")).toMatch(
      /^Come and celebrate\..*1\. Cake\s2\. Coffee.*You got this.*Story time.*Remind me/s,
    );
    expect(show(channel, "sv")).toMatch(
      /^Kom och fira\..*Du fick det här.*Läs mer.*Påminn mig.*Inget för mig.*Inga fler meddelanden/s,
    );
    for (const language of ["fi", "en", "sv"] as const)
      expect(show(channel, language)).not.toMatch(/undefined|\[object|\{\{|&amp;|\\/);
  });

  test("of a channel that is none says which there are", () => {
    expect(() => show("fax")).toThrow('channel "fax": it is none of telegram, teams, slack, web');
  });

  test("in Swedish without a text says so", () => {
    const looking = { channel: "web", language: "sv", tools, now: NOW } as const;
    expect(() => previewAnnouncement(announcementOf(), looking)).toThrow("it has no Swedish text");
  });
});

describe("the check of lengths", () => {
  const problems = (content: Parameters<typeof announcementOf>[0]) =>
    lengthProblems(announcementOf({ program: "helmet:1", ...content }), { tools, now: NOW });

  test("finds nothing in an announcement that fits everywhere", () => {
    expect(problems({ texts })).toEqual([]);
  });

  test("counts what Kutsu adds, to the letter", () => {
    const [short] = [problems({ texts: { fi: "a".repeat(3700) } })];
    expect(short).toEqual([]);
    const [{ length = 0 } = {}] = problems({ texts: { fi: "a".repeat(4096) } });
    const added = length - 4096;
    expect(added).toBeGreaterThan(100);
    expect(problems({ texts: { fi: "a".repeat(4096 - added) } })).toEqual([]);
    expect(problems({ texts: { fi: "a".repeat(4097 - added) } })).toEqual([
      { channel: "telegram", language: "fi", length: 4097, limit: 4096, messages: 2 },
    ]);
  });

  test("tells of each channel and language where it is several messages, and that nothing is lost", () => {
    const long = { fi: "Sana ".repeat(2500).trim(), en: "Short.", sv: "Ord ".repeat(1100).trim() };
    expect(
      problems({ texts: long }).map(({ channel, language, messages }) => [channel, language, messages]),
    ).toEqual([
      ["telegram", "fi", 4],
      ["teams", "fi", 2],
      ["slack", "fi", 2],
      ["telegram", "sv", 2],
    ]);
    const looking = { channel: "slack", language: "fi", tools, now: NOW } as const;
    const shown = previewAnnouncement(announcementOf({ texts: long }), looking);
    expect(shown.match(/Sana/g)).toHaveLength(2500);
    expect(shown).toContain("--- another message ---");
  });
});
