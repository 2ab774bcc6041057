import { describe, expect, test } from "@jest/globals";
import { toCalendar } from "../../src/programs/calendar.ts";
import type { Program } from "../../src/programs/program.ts";
import { makeProgram } from "./make-program.ts";

const options = { now: "2026-11-18T08:00:00Z", timeZone: "Europe/Helsinki" };

/** Reads a file the way a calendar does: unfolds, then splits. */
function linesOf(program: Program, language: "fi" | "en" = "fi"): readonly string[] {
  return toCalendar(program, language, options).replaceAll("\r\n ", "").split("\r\n");
}

describe("a calendar file", () => {
  test("has what a calendar needs, in the order of the standard", () => {
    const program = makeProgram({
      id: "helmet:211874",
      title: { fi: "Lukupiiri", en: "Book club" },
      summary: { fi: "Luetaan yhdessä." },
      place: {
        name: { fi: "Kallion kirjasto" },
        address: { fi: "Viides linja 11" },
        district: {},
        position: { latitude: 60.1837, longitude: 24.9535 },
      },
      url: { fi: "https://example.test/lukupiiri" },
    });
    expect(linesOf(program)).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Kutsu//Library programs//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:aGVsbWV0OjIxMTg3NA@kutsu",
      "DTSTAMP:20261118T080000Z",
      "DTSTART:20261120T150000Z",
      "DTEND:20261120T160000Z",
      "SUMMARY;LANGUAGE=fi:Lukupiiri",
      "DESCRIPTION:Luetaan yhdessä.\\n\\nhttps://example.test/lukupiiri",
      "LOCATION:Kallion kirjasto\\, Viides linja 11",
      "GEO:60.1837;24.9535",
      "URL:https://example.test/lukupiiri",
      "STATUS:CONFIRMED",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  test("speaks the patron's language where the program does, and says which it speaks", () => {
    expect(linesOf(makeProgram({ id: "a", title: { fi: "Lukupiiri", en: "Book club" } }), "en")).toContain(
      "SUMMARY;LANGUAGE=en:Book club",
    );
    expect(linesOf(makeProgram({ id: "a", title: { fi: "Lukupiiri" } }), "en")).toContain(
      "SUMMARY;LANGUAGE=fi:Lukupiiri",
    );
  });

  test("escapes what has a meaning in the format, so that no text can add a line", () => {
    const title = { fi: "Kirjat; kahvi, tee\\maito\nEND:VEVENT" };
    expect(linesOf(makeProgram({ id: "a", title }))).toContain(
      "SUMMARY;LANGUAGE=fi:Kirjat\\; kahvi\\, tee\\\\maito\\nEND:VEVENT",
    );
  });

  test("folds lines at 75 octets without tearing a character apart", () => {
    const title = { fi: "Yöllä äänet näkyvät 🎻 ".repeat(20).trim() };
    const text = toCalendar(makeProgram({ id: "a", title }), "fi", options);
    const lengths = text.split("\r\n").map((line) => Buffer.byteLength(line));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
    expect(text).not.toContain("\ufffd");
    expect(linesOf(makeProgram({ id: "a", title }))).toContain(`SUMMARY;LANGUAGE=fi:${title.fi}`);
  });

  test("gives whole days as dates in the library's zone, with an end that is not included", () => {
    const days = makeProgram({
      id: "a",
      start: "2026-11-19T22:00:00Z",
      end: "2026-11-21T22:00:00Z",
      allDay: true,
    });
    expect(linesOf(days)).toEqual(
      expect.arrayContaining(["DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261122"]),
    );
    const { end: _, ...day } = days;
    expect(linesOf(day)).toEqual(
      expect.arrayContaining(["DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261121"]),
    );
  });

  test("has no end where the program tells none, and says when it is cancelled", () => {
    const { end: _, ...open } = makeProgram({ id: "a", status: "cancelled" });
    expect(linesOf(open).filter((line) => line.startsWith("DTEND"))).toEqual([]);
    expect(linesOf(open)).toContain("STATUS:CANCELLED");
  });
});
