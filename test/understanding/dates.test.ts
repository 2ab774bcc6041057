import { findTime } from "../../src/understanding/dates.ts";
import { easterSunday } from "../../src/understanding/holidays.ts";

/** A Wednesday. */
const TODAY = "2026-11-18";

/** What a text means, in one line: `from..until`, weekdays, part of day, `>after`, `<before`. */
function time(text: string, today = TODAY): string {
  const { when, weekdays, partOfDay, after, before } = findTime(text.toLowerCase(), today).slots;
  return [
    when && `${when.from}..${when.until}`,
    weekdays && `[${weekdays.join(",")}]`,
    partOfDay,
    after && `>${after}`,
    before && `<${before}`,
  ]
    .filter(Boolean)
    .join(" ");
}

const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ["tänään", "2026-11-18..2026-11-19"],
  ["today", "2026-11-18..2026-11-19"],
  ["huomenna", "2026-11-19..2026-11-20"],
  ["tmrw", "2026-11-19..2026-11-20"],
  ["ylihuomenna", "2026-11-20..2026-11-21"],
  ["the day after tomorrow", "2026-11-20..2026-11-21"],
  ["tänä iltana", "2026-11-18..2026-11-19 evening"],
  ["tonight", "2026-11-18..2026-11-19 evening"],
  ["huomisaamuna", "2026-11-19..2026-11-20 morning"],
  ["tomorrow afternoon", "2026-11-19..2026-11-20 afternoon"],
  // Weekdays, written and spoken.
  ["perjantaina", "2026-11-20..2026-11-21"],
  ["perjantaiks", "2026-11-20..2026-11-21"],
  ["pe-iltana", "2026-11-20..2026-11-21 evening"],
  ["lauantaina aamupäivällä", "2026-11-21..2026-11-22 morning"],
  ["on Sunday morning", "2026-11-22..2026-11-23 morning"],
  ["ensi maanantaina", "2026-11-23..2026-11-24"],
  ["next Tuesday", "2026-11-24..2026-11-25"],
  ["ensi viikon tiistaina", "2026-11-24..2026-11-25"],
  ["Tuesday next week", "2026-11-24..2026-11-25"],
  ["maanantaista keskiviikkoon", "2026-11-23..2026-11-26"],
  ["from Monday to Wednesday next week", "2026-11-23..2026-11-26"],
  ["pe tai la", "2026-11-20..2026-11-22"],
  ["perjantaina tai sunnuntaina", "2026-11-20..2026-11-23 [5,7]"],
  ["tiistaisin", "[2]"],
  ["keskiviikkoisin", "[3]"],
  ["keskiviikkoiltaisin", "[3] evening"],
  ["torstaisin iltapäivällä", "[4] afternoon"],
  ["Mondays and Wednesdays", "[1,3]"],
  ["Sunday afternoons", "[7] afternoon"],
  ["every Friday", "[5]"],
  ["joka toinen tiistai", "[2]"],
  ["ma–pe klo 10–15", "[1,2,3,4,5] >10:00 <15:00"],
  ["arkisin", "[1,2,3,4,5]"],
  ["arkiaamuisin", "[1,2,3,4,5] morning"],
  ["on weekday mornings", "[1,2,3,4,5] morning"],
  // Weeks, weekends, months, seasons.
  ["viikonloppuna", "2026-11-21..2026-11-23"],
  ["this weekend", "2026-11-21..2026-11-23"],
  ["ensi viikonloppuna", "2026-11-28..2026-11-30"],
  ["viikonloppuisin", "[6,7]"],
  ["at weekends", "[6,7]"],
  ["tällä viikolla", "2026-11-18..2026-11-23"],
  ["next week", "2026-11-23..2026-11-30"],
  ["viikolla 49", "2026-11-30..2026-12-07"],
  ["viikot 49–50", "2026-11-30..2026-12-14"],
  ["parin viikon päästä", "2026-11-30..2026-12-07"],
  ["in a couple of weeks", "2026-11-30..2026-12-07"],
  ["kolmen päivän kuluttua", "2026-11-21..2026-11-22"],
  ["in three days", "2026-11-21..2026-11-22"],
  ["seuraavan kahden viikon aikana", "2026-11-18..2026-12-03"],
  ["loppuviikosta", "2026-11-19..2026-11-23"],
  ["tässä kuussa", "2026-11-18..2026-12-01"],
  ["next month", "2026-12-01..2027-01-01"],
  ["tammikuussa", "2027-01-01..2027-02-01"],
  ["in January", "2027-01-01..2027-02-01"],
  ["tammi-helmikuussa", "2027-01-01..2027-03-01"],
  ["joulukuun alussa", "2026-12-01..2026-12-11"],
  ["the end of January", "2027-01-21..2027-02-01"],
  ["tänä talvena", "2026-12-01..2027-03-01"],
  ["this spring", "2027-03-01..2027-06-01"],
  ["hiihtolomalla", "2027-02-22..2027-03-01"],
  // Dates.
  ["la 28.11.", "2026-11-28..2026-11-29"],
  ["la 5.12.", "2026-12-05..2026-12-06"],
  ["5.12.2027 klo 14", "2027-12-05..2027-12-06 >14:00"],
  ["11. joulukuuta", "2026-12-11..2026-12-12"],
  ["Saturday, December 5th", "2026-12-05..2026-12-06"],
  ["nov 28", "2026-11-28..2026-11-29"],
  ["the 11th of December", "2026-12-11..2026-12-12"],
  ["1.–5.12.", "2026-12-01..2026-12-06"],
  ["1.–5. joulukuuta", "2026-12-01..2026-12-06"],
  ["28.12.–2.1.", "2026-12-28..2027-01-03"],
  ["11-13 December", "2026-12-11..2026-12-14"],
  ["2026-12-03", "2026-12-03..2026-12-04"],
  // Holidays.
  ["itsenäisyyspäivänä", "2026-12-06..2026-12-07"],
  ["on Independence Day", "2026-12-06..2026-12-07"],
  ["jouluaattona", "2026-12-24..2026-12-25"],
  ["before Christmas", "2026-11-18..2026-12-24"],
  ["äitienpäivänä", "2027-05-09..2027-05-10"],
  ["juhannuksena", "2027-06-25..2027-06-28"],
  ["pitkäperjantaina", "2027-03-26..2027-03-27"],
  // Clock limits and parts of day.
  ["klo 17 jälkeen", ">17:00"],
  ["kuuden jälkeen", ">18:00"],
  ["after 3pm", ">15:00"],
  ["puoli kuuden jälkeen", ">17:30"],
  ["ennen neljää", "<16:00"],
  ["ennen kello kahtatoista", "<12:00"],
  ["before noon", "<12:00"],
  ["klo 18 mennessä", "<18:00"],
  ["between noon and 3 pm", ">12:00 <15:00"],
  ["kuudesta kahdeksaan illalla", "evening >18:00 <20:00"],
  ["from 5 to 7 pm", ">17:00 <19:00"],
  ["iltaisin", "evening"],
  ["evenings only", "evening"],
  ["koulun jälkeen", "afternoon"],
  ["after school", "afternoon"],
];

describe("the date grammar", () => {
  test.each(EXPRESSIONS)("%s is %s", (text, meaning) => {
    expect(time(text)).toBe(meaning);
  });

  test.each([
    "3D printing",
    "5 year old",
    "5-vuotiaalle",
    "Hyvää iltaa!",
    "good evening",
    "24/7",
    "31.2.",
    "sali 3.114",
    "maksaa 12,50 euroa",
    "maksaa 2.50 €",
    "hyllyluokka 84.2",
    "kids from 5 to 7",
    "christmas crafts",
    "an evening course",
    "may I come in",
    "to sun yourself",
    "from story to evening song",
    "mökkiviikonlopuksi",
  ])("%s holds no date", (text) => {
    expect(time(text)).toBe("");
  });

  test.each(["eilen", "viime viikolla", "last Friday", "two weeks ago"])(
    "%s is past and limits nothing",
    (text) => {
      const found = findTime(text.toLowerCase(), TODAY);
      expect(found.slots).toEqual({});
      expect(found.past).toBe(true);
    },
  );

  test("dates that are over roll forward, a leap day to the next leap year", () => {
    expect(time("17.11.")).toBe("2027-11-17..2027-11-18");
    expect(time("29.2.")).toBe("2028-02-29..2028-03-01");
  });

  test("a weekday named on itself is today, and on Sunday the weekend is what is left of it", () => {
    expect(time("sunnuntaina", "2026-11-22")).toBe("2026-11-22..2026-11-23");
    expect(time("viikonloppuna", "2026-11-22")).toBe("2026-11-22..2026-11-23");
    expect(time("ensi viikolla", "2026-11-22")).toBe("2026-11-23..2026-11-30");
  });

  test("days are whole across both clock changes", () => {
    expect(time("viikonloppuna", "2026-10-23")).toBe("2026-10-24..2026-10-26");
    expect(time("tomorrow", "2026-03-28")).toBe("2026-03-29..2026-03-30");
  });

  test("Easter follows the moon", () => {
    expect([2024, 2025, 2026, 2027, 2038].map(easterSunday)).toEqual([
      "2024-03-31",
      "2025-04-20",
      "2026-04-05",
      "2027-03-28",
      "2038-04-25",
    ]);
  });
});
