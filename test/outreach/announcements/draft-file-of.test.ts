import { expect, test } from "@jest/globals";
import type { AnnouncementContent } from "../../../src/outreach/announcements/announcement.ts";
import { readDraftFile } from "../../../src/outreach/announcements/draft-file.ts";
import { draftFileOf } from "../../../src/outreach/announcements/draft-file-of.ts";
import { CONTENT } from "./office.ts";

const ZONE = "Europe/Helsinki";

test.each<readonly [string, Partial<AnnouncementContent>]>([
  ["the plainest", {}],
  [
    "one with everything",
    {
      texts: {
        fi: 'Rivi.\n\n  - toinen: #1 "x"\n',
        en: "Line: {a} & 'b' \\n",
        sv: `${"ord ".repeat(60)}slut`,
      },
      program: "helmet:1",
      image: "https://example.org/a.png",
      campaign: "satavuotias",
      partner: "no",
      choices: ["more"],
      audience: '!told:"a b" & (language:fi | all)',
      exclude: { toldProgram: true, attended: true, announcedWithinDays: 7 },
      schedule: { at: "2026-12-01T08:00:00.000Z", spreadHours: 2.5, until: "2026-12-01T18:00:30.000Z" },
    },
  ],
  // The clock shows this hour twice.
  ["a time that the library's clock tells twice", { schedule: { at: "2026-10-25T01:30:00.000Z" } }],
  ["no choices", { choices: [] }],
  ["the choices of a program", { program: "helmet:1", choices: ["more", "save", "dismiss"] }],
])("what is written as a file is read as it was: %s", (_what, given) => {
  const content = { ...CONTENT, ...given };
  const { draft, problems } = readDraftFile(draftFileOf(content, ZONE), ZONE);
  expect(problems).toEqual([]);
  const trimmed = Object.entries(content.texts).map(([language, text]) => [language, text.trim()]);
  expect(draft).toEqual({ ...content, texts: Object.fromEntries(trimmed) });
});

test("times are those of the library's clock, and what is usual is left out", () => {
  const file = draftFileOf({ ...CONTENT, schedule: { at: "2026-12-01T08:00:00.000Z" } }, ZONE);
  expect(file).toBe(
    "texts:\n  fi: Tule kirjastoon.\n  en: Come to the library.\naudience: all\nschedule:\n  at: 2026-12-01 10:00\n",
  );
});

test("a draft that was begun in a chat says what it lacks", () => {
  const file = draftFileOf({ ...CONTENT, texts: { fi: "Hei\n\nkaikki" }, audience: "" }, ZONE);
  expect(file).toBe(
    "# Add en: to the texts, unless the audience has no English in it.\n# Add who it is for, e.g. audience: interest:makers\ntexts:\n  fi: |-\n    Hei\n\n    kaikki\n",
  );
});
