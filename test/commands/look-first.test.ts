import { expect, test } from "@jest/globals";
import { lookFirst, unreadTexts } from "../../src/commands/look-first.ts";
import { digestOf } from "../../src/outreach/announcements/approval.ts";
import { announcementOf } from "../helpers/announcements.ts";

const announcement = announcementOf({ program: "helmet:1" });
const whereabouts = () => ({ start: "2026-12-01T08:00:00.000Z", place: "Kallion kirjasto" });

function look(answer: string | undefined): {
  readonly asked: readonly string[];
  readonly looked: Promise<void>;
} {
  const asked: string[] = [];
  const ask = async (text: string) => {
    asked.push(text);
    return answer;
  };
  return { asked, looked: lookFirst(announcement, { timeZone: "Europe/Helsinki", whereabouts, ask }) };
}

test("an approver is shown the texts, the digest and the program, and says yes", async () => {
  const { asked, looked } = look(" Yes");
  await looked;
  const [shown = ""] = asked;
  expect(shown).toContain("Kirjasto täyttää sata vuotta.\n  \n  Tule juhlimaan");
  expect(shown).toContain("The library turns one hundred.");
  expect(shown).toContain(digestOf(announcement.content));
  expect(shown).toMatch(
    /\n\nThe program is 2026-12-01 10:00, Kallion kirjasto\.\n\nApprove this\? Write yes: $/,
  );
});

test.each(["no", "", "yes please"])("anything but yes approves nothing: %j", async (answer) => {
  await expect(look(answer).looked).rejects.toThrow("you did not say yes (nothing was changed)");
});

test("where there is nobody to ask, the digest of what was looked at is needed", async () => {
  await expect(look(undefined).looked).rejects.toThrow(
    'Cannot approve announcement "tiedote1": say what you looked at (--digest DIGEST, as kutsu announce show tiedote1 prints it)',
  );
});

test("an approver is warned of a text in a language that they do not read", () => {
  const reading = (...languages: ("fi" | "en")[]) => unreadTexts(announcement, { name: "Ann", languages });
  expect(reading("fi", "en")).toEqual([]);
  expect(reading("en")).toEqual([
    "a text is in Finnish, which Ann does not read (ask somebody who does to look at it)",
  ]);
  expect(unreadTexts(announcementOf({ texts: { en: "Hello" } }), { name: "Ann", languages: ["en"] })).toEqual(
    [],
  );
});
