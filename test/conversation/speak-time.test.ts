import { expect, test } from "@jest/globals";
import { dayInWords, spanInWords } from "../../src/conversation/speak-time.ts";
import { NOW, TIME_ZONE } from "../helpers/services.ts";

const DAYS = [
  "2026-11-16",
  "2026-11-17",
  "2026-11-18",
  "2026-11-19",
  "2026-11-20",
  "2026-11-21",
  "2026-11-22",
];

test("days are said in the form the sentence needs", () => {
  expect(DAYS.map((day) => dayInWords(day, "on", "fi"))).toEqual([
    ...["maanantaina 16.11.", "tiistaina 17.11.", "keskiviikkona 18.11.", "torstaina 19.11."],
    ...["perjantaina 20.11.", "lauantaina 21.11.", "sunnuntaina 22.11."],
  ]);
  expect(DAYS.map((day) => dayInWords(day, "for", "fi"))).toEqual([
    ...["maanantaille 16.11.", "tiistaille 17.11.", "keskiviikolle 18.11.", "torstaille 19.11."],
    ...["perjantaille 20.11.", "lauantaille 21.11.", "sunnuntaille 22.11."],
  ]);
  expect(dayInWords("2026-11-21", "on", "en")).toBe("on Saturday 21 November");
  expect(dayInWords("2026-12-01", "for", "en")).toBe("for Tuesday 1 December");
});

test("a day long past is said with its year and without its weekday", () => {
  expect(dayInWords("2025-01-03", "dated", "fi")).toBe("3.1.2025");
  expect(dayInWords("2025-01-03", "dated", "en")).toBe("3 January 2025");
});

const span = (start: string, end: string | undefined, language: "fi" | "en", allDay = false) =>
  spanInWords(
    { start, ...(end !== undefined && { end }), allDay },
    { language, timeZone: TIME_ZONE, now: NOW },
  );

test.each([
  ["2026-11-21T08:30:00Z", "2026-11-21T09:00:00Z", "la 21.11. klo 10.30–11.00", "Sat 21 Nov, 10:30–11:00"],
  ["2026-11-21T08:30:00Z", undefined, "la 21.11. klo 10.30", "Sat 21 Nov, 10:30"],
  ["2026-11-21T07:05:00Z", "2026-11-21T07:00:00Z", "la 21.11. klo 9.05", "Sat 21 Nov, 9:05"],
  [
    "2026-11-20T16:00:00Z",
    "2026-11-21T10:00:00Z",
    "pe 20.11. klo 18.00 – la 21.11. klo 12.00",
    "Fri 20 Nov, 18:00 – Sat 21 Nov, 12:00",
  ],
  [
    "2027-01-09T10:00:00Z",
    "2027-01-09T11:00:00Z",
    "la 9.1.2027 klo 12.00–13.00",
    "Sat 9 Jan 2027, 12:00–13:00",
  ],
  ["2026-07-01T09:00:00Z", "2026-07-01T10:00:00Z", "ke 1.7. klo 12.00–13.00", "Wed 1 Jul, 12:00–13:00"],
])("a time is said in the library's zone, as people read it: %s", (start, end, fi, en) => {
  expect([span(start, end, "fi"), span(start, end, "en")]).toEqual([fi, en]);
});

test("whole days have no clock, and end with the last of them", () => {
  expect(span("2026-11-20T22:00:00Z", undefined, "fi", true)).toBe("la 21.11.");
  expect(span("2026-11-20T22:00:00Z", "2026-11-21T22:00:00Z", "en", true)).toBe("Sat 21 Nov");
  expect(span("2026-11-20T22:00:00Z", "2026-11-22T22:00:00Z", "fi", true)).toBe("la 21.11.–su 22.11.");
  expect(span("2026-12-30T22:00:00Z", "2027-01-01T22:00:00Z", "en", true)).toBe("Thu 31 Dec–Fri 1 Jan 2027");
});
