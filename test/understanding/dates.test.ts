import { OPEN_END } from "../../src/understanding/calendar.ts";
import { findTime } from "../../src/understanding/dates.ts";
import { easterSunday } from "../../src/understanding/holidays.ts";
import { addDays, weekdayOf } from "../../src/understanding/local-time.ts";

/** A Wednesday. */
const TODAY = "2026-11-18";

/** What a text means, in one line: `from..until` (`from..` without an end), weekdays, part of day, `>after`, `<before`. */
function time(text: string, today = TODAY): string {
  const { when, weekdays, partOfDay, after, before } = findTime(text.toLowerCase(), today).slots;
  return [
    when && `${when.from}..${when.until === OPEN_END ? "" : when.until}`,
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
  ["ylihuomisiltana", "2026-11-20..2026-11-21 evening"],
  ["tänäiltana", "2026-11-18..2026-11-19 evening"],
  ["today's events", "2026-11-18..2026-11-19"],
  ["later this week", "2026-11-19..2026-11-23"],
  // Slips of the pen.
  ["launtaina", "2026-11-21..2026-11-22"],
  ["perjatai-iltana", "2026-11-20..2026-11-21 evening"],
  ["huommena", "2026-11-19..2026-11-20"],
  ["tanaan", "2026-11-18..2026-11-19"],
  ["joulukussa", "2026-12-01..2027-01-01"],
  ["on saterday", "2026-11-21..2026-11-22"],
  ["tommorow evening", "2026-11-19..2026-11-20 evening"],
  ["in febuary", "2027-02-01..2027-03-01"],
  ["nextweek", "2026-11-23..2026-11-30"],
  // Weekdays, written and spoken.
  ["ens la", "2026-11-21..2026-11-22"],
  ["tulevana viikonloppuna", "2026-11-21..2026-11-23"],
  ["this coming Friday", "2026-11-20..2026-11-21"],
  ["la-su", "2026-11-21..2026-11-23"],
  ["pe–ma", "2026-11-20..2026-11-24"],
  ["ti-to iltaisin", "[2,3,4] evening"],
  ["ma-ke 9-12", "[1,2,3] >09:00 <12:00"],
  ["ti ja to iltaisin", "[2,4] evening"],
  ["ma, ke ja pe aamupäivisin", "[1,3,5] morning"],
  ["keskiviikko- tai torstai-iltaisin", "[3,4] evening"],
  ["Tue and Thu evenings", "[2,4] evening"],
  ["Wednesday or Thursday evenings", "[3,4] evening"],
  ["lauantai-iltoina", "[6] evening"],
  ["pyhisin", "[7]"],
  ["on a Thursday", "[4]"],
  ["viikonloppuaamuina", "[6,7] morning"],
  ["weekend mornings", "[6,7] morning"],
  ["viikonloppuiltana", "2026-11-21..2026-11-23 evening"],
  ["Saturday the 28th", "2026-11-28..2026-11-29"],
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
  // From a day on, after it, up to it.
  ["tammikuusta alkaen", "2027-01-01.."],
  ["alkaen tammikuusta 2027", "2027-01-01.."],
  ["tästä viikonlopusta eteenpäin", "2026-11-21.."],
  ["from Monday on", "2026-11-23.."],
  ["from next week onwards", "2026-11-23.."],
  ["starting in February", "2027-02-01.."],
  ["as of 7 January", "2027-01-07.."],
  ["joulun jälkeen", "2026-12-27.."],
  ["after Epiphany", "2027-01-07.."],
  ["from next week until Christmas", "2026-11-23..2026-12-25"],
  ["lauantaina klo 12 alkaen", "2026-11-21..2026-11-22 >12:00"],
  ["klo 12 alkaen lauantaina", "2026-11-21..2026-11-22 >12:00"],
  ["jouluun asti", "2026-11-18..2026-12-25"],
  ["up to Christmas", "2026-11-18..2026-12-25"],
  ["ennen joulua", "2026-11-18..2026-12-24"],
  ["joulukuun loppuun asti", "2026-11-18..2027-01-01"],
  ["till the end of December", "2026-11-18..2027-01-01"],
  ["vuoden loppuun", "2026-11-18..2027-01-01"],
  ["ennen ensi maanantaita", "2026-11-18..2026-11-23"],
  ["until Friday next week", "2026-11-18..2026-11-28"],
  ["tästä päivästä perjantaihin", "2026-11-18..2026-11-21"],
  ["between now and Friday", "2026-11-18..2026-11-21"],
  ["Nov 24 or 26", "2026-11-24..2026-11-27"],
  ["28.12.-2.1.", "2026-12-28..2027-01-03"],
  ["ensi tiistaina ja torstaina", "2026-11-24..2026-11-27"],
  ["viikonloppuna tai ensi viikolla", "2026-11-21..2026-11-30"],
  ["Monday or Tuesday next week", "2026-11-23..2026-11-25"],
  // Weeks, weekends, months, seasons.
  ["vuonna 2027", "2027-01-01..2028-01-01"],
  ["in 2027", "2027-01-01..2028-01-01"],
  ["vk 48", "2026-11-23..2026-11-30"],
  ["seuraavan viikon aikana", "2026-11-18..2026-11-26"],
  ["parina seuraavana päivänä", "2026-11-18..2026-11-21"],
  ["7.12. alkavalla viikolla", "2026-12-07..2026-12-14"],
  ["joulukuun toiselta viikolta", "2026-12-07..2026-12-14"],
  ["in the next week", "2026-11-18..2026-11-26"],
  ["in the coming weeks", "2026-11-18..2026-12-10"],
  ["alkukuusta", "2026-12-01..2026-12-11"],
  ["alkuviikosta", "2026-11-23..2026-11-26"],
  ["loppukuusta", "2026-11-21..2026-12-01"],
  ["helmikuun puolivälissä", "2027-02-11..2027-02-21"],
  ["mid-December", "2026-12-11..2026-12-21"],
  ["early in the month", "2026-12-01..2026-12-11"],
  ["tammikuun viimeinen viikonloppu", "2027-01-30..2027-02-01"],
  ["last weekend of January", "2027-01-30..2027-02-01"],
  ["the second week of January", "2027-01-11..2027-01-18"],
  ["joulukuun ensimmäisellä viikolla", "2026-12-01..2026-12-07"],
  ["joulukuun toisella sivulla", "2026-12-01..2027-01-01"],
  ["joulukuussa viikonloppuna", "2026-12-01..2027-01-01 [6,7]"],
  ["kevätlukukaudella", "2027-01-01..2027-06-01"],
  ["in the spring term", "2027-01-01..2027-06-01"],
  ["ensi kuun eka lauantai", "2026-12-05..2026-12-06"],
  ["the week of December 7", "2026-12-07..2026-12-14"],
  ["a week on Friday", "2026-11-27..2026-11-28"],
  ["ensi syksynä", "2027-09-01..2027-12-01"],
  ["next November", "2027-11-01..2027-12-01"],
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
  ["New Year's Eve events", "2026-12-31..2027-01-01"],
  ["winter break activities", "2027-02-22..2027-03-01"],
  ["hiihtolomaviikolla", "2027-02-22..2027-03-01"],
  ["syyslomalla", "2027-10-18..2027-10-25"],
  ["on Good Friday", "2027-03-26..2027-03-27"],
  ["pitkänä perjantaina", "2027-03-26..2027-03-27"],
  ["ensimmäisenä adventtina", "2026-11-29..2026-11-30"],
  ["1. adventtina", "2026-11-29..2026-11-30"],
  ["itsenäisyyspäivän aattona", "2026-12-05..2026-12-06"],
  // Clock limits and parts of day.
  ["in the afternoon or evening", ""],
  ["aamulla tai iltapäivällä", ""],
  ["ennen puoltapäivää", "<12:00"],
  ["ennen puolta päivää", "<12:00"],
  ["perjantai ilta", "2026-11-20..2026-11-21 evening"],
  ["10 to 12 on Saturdays", "[6] >10:00 <12:00"],
  ["kuudelta illalla", "evening >18:00"],
  ["at six in the evening", "evening >18:00"],
  ["at 7 in the morning", "morning >07:00"],
  ["puoli kuudelta", ">17:30"],
  ["half past five", ">17:30"],
  ["varttia yli viisi", ">17:15"],
  ["varttia vaille kuusi", ">17:45"],
  ["at a quarter to six", ">17:45"],
  ["kuuden maissa", ">18:00"],
  ["tonight around six", "2026-11-18..2026-11-19 evening >18:00"],
  ["between ten and twelve", ">10:00 <12:00"],
  ["from six to eight on Tuesday evening", "2026-11-24..2026-11-25 evening >18:00 <20:00"],
  ["klo 17 jälkeen", ">17:00"],
  ["puol kuuden aikaan", ">17:30"],
  ["puoli kuuden aikaan", ">17:30"],
  ["puoliltapäivin", ">12:00"],
  ["puolilta päivin", ">12:00"],
  ["vappuna", "2027-04-30..2027-05-02"],
  ["vapunpäivänä", "2027-05-01..2027-05-02"],
  ["vappuaattona", "2027-04-30..2027-05-01"],
  ["wensday lectures?", "2026-11-18..2026-11-19"],
  ["wednesday lectures?", "2026-11-18..2026-11-19"],
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
    "kids between ten and twelve",
    "quiz nights",
    "poetry evenings at Oodi",
    "leffailta ja peli ilta",
    "for 10 to 12 on the autism spectrum",
    "joulua odotellessa",
    "right next to the café",
    "covid-19",
    "Hyvää huomenta",
    "Mukavaa viikonloppua!",
    "sundry thoughts",
    "morning moaning",
    "2 lasta ja kymppi rahaa",
    "wifi 24h",
    "until now",
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

  test("a word of the language is no slip of the pen, however near it is to a day", () => {
    const isWord = (word: string) => word === "sunnay";
    expect(findTime("sunnay", TODAY).slots.when).toBeDefined();
    expect(findTime("sunnay", TODAY, isWord).slots).toEqual({});
  });

  test("an edge of the month that is over is the next month's", () => {
    expect(time("kuun alussa", "2026-12-15")).toBe("2027-01-01..2027-01-11");
    expect(time("kuun alussa", "2026-12-04")).toBe("2026-12-04..2026-12-11");
    expect(time("loppuviikosta", "2026-11-22")).toBe("2026-11-22..2026-11-23");
  });

  test.each(["from ", "ma-", "klo 5 - ", "monday and ", "1.1.-", "launtainna ", "next "])(
    "%j 300 times over is read in a moment",
    (text) => {
      const start = performance.now();
      findTime(text.repeat(300), TODAY);
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );

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

const DAYS_FI = [
  "maanantaina",
  "tiistaina",
  "keskiviikkona",
  "torstaina",
  "perjantaina",
  "lauantaina",
  "sunnuntaina",
];
const DAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Both changes of the clock and the turn of the year, with the days about them. */
const TURNS = ["2026-03-29", "2026-10-25", "2026-12-31"].flatMap((turn) =>
  [-3, -2, -1, 0, 1, 2, 3].map((days) => addDays(turn, days)),
);
const mondayOf = (date: string) => addDays(date, 1 - weekdayOf(date));

describe.each(TURNS)("seen from %s", (today) => {
  test.each([1, 2, 3, 4, 5, 6, 7])("weekday %i is the same whole day in both languages", (day) => {
    const fi = DAYS_FI[day - 1] as string;
    const en = DAYS_EN[day - 1] as string;
    const only = (text: string) => {
      const when = findTime(text.toLowerCase(), today).slots.when;
      expect(when?.until).toBe(addDays(when?.from ?? "", 1));
      return when?.from ?? "";
    };
    const coming = only(fi);
    expect(weekdayOf(coming)).toBe(day);
    expect(coming >= today && coming < addDays(today, 7)).toBe(true);
    expect(only(`on ${en}`)).toBe(coming);
    expect(only(`tänä ${fi}`)).toBe(coming);
    expect(only(`this ${en}`)).toBe(coming);

    const nextWeek = addDays(mondayOf(today), 6 + day);
    for (const text of [`ensi viikon ${fi}`, `next ${en}`, `${en} next week`])
      expect(only(text)).toBe(nextWeek);

    const nearest = only(`ensi ${fi}`);
    expect(weekdayOf(nearest)).toBe(day);
    expect(nearest > today && nearest <= addDays(today, 7)).toBe(true);
  });

  test("weeks, weekends and months follow on each other without a gap", () => {
    const when = (text: string) => findTime(text, today).slots.when;
    expect(when("this week")?.from).toBe(today);
    expect(when("this week")?.until).toBe(when("next week")?.from);
    expect(when("ensi viikolla")).toEqual(when("next week"));
    expect(when("kahden viikon päästä")?.from).toBe(when("next week")?.until);
    expect(when("tässä kuussa")?.until).toBe(when("next month")?.from);
    expect(when("viikonloppuna")?.until).toBe(when("next week")?.from);
  });
});
