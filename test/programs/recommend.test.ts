import { describe, expect, test } from "@jest/globals";
import type { ProgramWish } from "../../src/dialog/services.ts";
import type { Program } from "../../src/programs/program.ts";
import { readPrograms, Shelf } from "../../src/programs/shelf.ts";
import { sharedPath } from "../helpers/shared.ts";
import { library, makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const timeZone = "Europe/Helsinki";
/** A Wednesday. */
const NOW = "2026-11-18T08:00:00Z";
const FRIDAY = { from: "2026-11-20", until: "2026-11-21" };
const SATURDAY = { from: "2026-11-21", until: "2026-11-22" };

async function shelfOf(programs: readonly Program[]): Promise<Shelf> {
  const shelf = new Shelf({ reader: testTerms, timeZone });
  await shelf.put(programs);
  return shelf;
}

function wishFor(wish: Partial<ProgramWish>): ProgramWish {
  return { text: "", slots: {}, language: "fi", interests: [], without: [], limit: 3, ...wish };
}

async function recommend(programs: readonly Program[], wish: Partial<ProgramWish>, now = NOW) {
  const { results, relaxed } = (await shelfOf(programs)).recommend(wishFor(wish), now);
  return { ids: results.map(({ program }) => program.id), results, relaxed };
}

const at = (date: string, from: string, to?: string): Pick<Program, "start" | "end"> => ({
  start: new Date(`${date}T${from}:00+02:00`).toISOString().replace(".000", ""),
  ...(to === undefined
    ? { end: undefined }
    : { end: new Date(`${date}T${to}:00+02:00`).toISOString().replace(".000", "") }),
});

describe("what is offered at all", () => {
  test("leaves out what is cancelled, postponed, over or shown before", async () => {
    const programs = [
      makeProgram({ id: "on" }),
      makeProgram({ id: "off", status: "cancelled" }),
      makeProgram({ id: "later", status: "postponed" }),
      makeProgram({ id: "past", ...at("2026-11-17", "10:00", "11:00") }),
      makeProgram({ id: "seen" }),
    ];
    expect((await recommend(programs, { without: ["seen"] })).ids).toEqual(["on"]);
  });

  test("counts what is running while it lasts, and an hour where no end is told", async () => {
    const programs = [
      makeProgram({ id: "running", ...at("2026-11-18", "08:00", "10:30") }),
      makeProgram({ id: "endless", ...at("2026-11-18", "09:30") }),
      makeProgram({ id: "endless past", ...at("2026-11-18", "08:30") }),
    ];
    expect((await recommend(programs, {})).ids.sort()).toEqual(["endless", "running"]);
  });

  test("puts what lasts for months after a program of one day", async () => {
    const long = { start: "2025-01-01T10:00:00Z", end: "2027-12-31T10:00:00Z" };
    const programs = [
      makeProgram({ id: "exhibition", title: { fi: "Kartat" }, ...long }),
      makeProgram({ id: "evening", title: { fi: "Kartat pöydällä" }, ...at("2026-12-15", "17:00", "18:00") }),
    ];
    expect((await recommend(programs, { slots: { topic: ["kartat"] } })).ids).toEqual([
      "evening",
      "exhibition",
    ]);
  });
});

describe("time", () => {
  const programs = [
    makeProgram({ id: "wednesday", ...at("2026-11-18", "17:00", "18:00") }),
    makeProgram({ id: "friday morning", ...at("2026-11-20", "09:00", "10:00") }),
    makeProgram({ id: "friday evening", ...at("2026-11-20", "18:00", "19:00") }),
    makeProgram({ id: "friday night", ...at("2026-11-20", "23:00", "23:59") }),
    makeProgram({ id: "saturday", ...at("2026-11-21", "12:00", "13:00") }),
  ];
  const ids = async (slots: ProgramWish["slots"]) =>
    (await recommend(programs, { slots, limit: 9 })).ids.sort();

  test("is taken in the library's zone, the last day not included", async () => {
    expect(await ids({ when: FRIDAY })).toEqual(["friday evening", "friday morning", "friday night"]);
  });
  test("may be a weekday", async () => {
    expect(await ids({ weekdays: [3, 6] })).toEqual(["saturday", "wednesday"]);
  });
  test("may be a part of the day", async () => {
    expect(await ids({ when: FRIDAY, partOfDay: "morning" })).toEqual(["friday morning"]);
    expect(await ids({ when: FRIDAY, partOfDay: "evening" })).toEqual(["friday evening", "friday night"]);
  });
  test("may be after or before an hour", async () => {
    expect(await ids({ when: FRIDAY, after: "18:00" })).toEqual(["friday evening", "friday night"]);
    expect(await ids({ when: FRIDAY, before: "18:00" })).toEqual(["friday morning"]);
  });
  test("counts a program of many days on each of them", async () => {
    const many = [makeProgram({ id: "week", start: "2026-11-16T08:00:00Z", end: "2026-11-22T18:00:00Z" })];
    expect((await recommend(many, { slots: { when: SATURDAY, weekdays: [6] } })).ids).toEqual(["week"]);
    expect((await recommend(many, { slots: { when: SATURDAY, partOfDay: "evening" } })).ids).toEqual([
      "week",
    ]);
  });
  test("of a program into the evening counts for the evening", async () => {
    const long = [makeProgram({ id: "long", ...at("2026-11-20", "15:00", "19:00") })];
    expect((await recommend(long, { slots: { partOfDay: "evening" } })).relaxed).toEqual([]);
  });
});

describe("place", () => {
  const kallio = { latitude: 60.1837, longitude: 24.9535 };
  const pasila = { latitude: 60.2013, longitude: 24.9351 };
  const malmi = { latitude: 60.2513, longitude: 25.0107 };
  const programs = [
    makeProgram({ id: "kallio", place: library("Kallion", kallio), ...at("2026-11-19", "10:00", "11:00") }),
    makeProgram({ id: "pasila", title: { fi: "Shakki" }, place: library("Pasilan", pasila) }),
    makeProgram({ id: "malmi", title: { fi: "Shakki" }, place: library("Malmin", malmi) }),
  ];

  test.each([
    ["Kallio", "kallio"],
    ["Malmi", "malmi"],
    ["Pasilan kirjasto", "pasila"],
  ])("%s is found by the library's inflected name", async (place, id) => {
    expect((await recommend(programs, { slots: { place } })).ids).toEqual([id]);
  });

  test("is not taken for another that only begins alike", async () => {
    const other = {
      ...library("Malminkartanon"),
      name: { fi: "Malminkartanon kirjasto", sv: "Malmgårds bibliotek" },
    };
    const { ids } = await recommend([...programs, makeProgram({ id: "other", place: other })], {
      slots: { place: "Malmi" },
    });
    expect(ids).toEqual(["malmi"]);
  });

  test("may be a district, after the library itself", async () => {
    const inDistrict = { ...library("Oodi"), district: { fi: "Kallio" } };
    const both = [
      makeProgram({ id: "district", place: inDistrict }),
      makeProgram({ id: "library", place: library("Kallion") }),
    ];
    expect((await recommend(both, { slots: { place: "Kallio" } })).ids).toEqual(["library", "district"]);
  });

  test("may be known from the list of libraries", async () => {
    const libraries = [
      {
        id: "place:Keskustakirjasto",
        name: { fi: "Keskustakirjasto Oodi" },
        short: "Oodi",
        nicknames: ["keskuskirjasto"],
      },
    ];
    const shelf = new Shelf({ reader: testTerms, timeZone, libraries });
    await shelf.put([makeProgram({ id: "oodi", place: library("Keskustakirjasto") })]);
    for (const place of ["Oodi", "keskuskirjasto"]) {
      expect(shelf.recommend(wishFor({ slots: { place } }), NOW).relaxed).toEqual([]);
    }
  });

  test("is loosened to the nearest library that has it", async () => {
    const { ids, relaxed } = await recommend(programs, { slots: { topic: ["shakki"], place: "Kallio" } });
    expect({ ids, relaxed }).toEqual({
      ids: ["pasila"],
      relaxed: [{ slot: "place", from: "Kallio", to: "Pasilan kirjasto" }],
    });
  });
});

describe("for whom", () => {
  const programs = [
    makeProgram({ id: "babies", audiences: ["babies"] }),
    makeProgram({ id: "children", audiences: ["children"] }),
    makeProgram({ id: "families", audiences: ["families"] }),
    makeProgram({ id: "adults", audiences: ["adults"] }),
    makeProgram({ id: "3-6", ages: { min: 3, max: 6 } }),
    makeProgram({ id: "16+", ages: { min: 16 } }),
    makeProgram({ id: "untold" }),
  ];
  const ids = async (slots: ProgramWish["slots"]) =>
    (await recommend(programs, { slots, limit: 9 })).ids.sort();

  test("a child of five gets what suits five, and nothing untold", async () => {
    expect(await ids({ age: 5 })).toEqual(["3-6", "children", "families"]);
  });
  test("children get no program for grown-ups or babies", async () => {
    expect(await ids({ audience: "children" })).toEqual(["3-6", "children", "families"]);
  });
  test("families get what is for children of any age", async () => {
    expect(await ids({ audience: "families" })).toEqual(["3-6", "babies", "children", "families"]);
  });
  test("grown-ups get what says nothing", async () => {
    expect(await ids({ audience: "adults" })).toEqual(["16+", "adults", "untold"]);
    expect(await ids({ age: 40 })).toEqual(["16+", "adults", "untold"]);
  });
  test("with a topic, what says nothing comes after what is made for them, and is not praised for it", async () => {
    const jazz = [
      makeProgram({ id: "any", title: { fi: "Jazz" } }),
      makeProgram({ id: "for them", title: { fi: "Lasten jazz" }, audiences: ["children"] }),
    ];
    const { ids, results } = await recommend(jazz, { slots: { topic: ["jazz"], audience: "children" } });
    expect(ids).toEqual(["for them", "any"]);
    const kinds = results.map(({ reasons }) =>
      reasons.map(({ kind }) => kind).filter((kind) => kind === "audience"),
    );
    expect(kinds).toEqual([["audience"], []]);
  });
  test("babies get nothing that begins at two, and months count as an age", async () => {
    const play = [
      makeProgram({ id: "2-5", ages: { min: 2, max: 5 }, audiences: ["children", "families"] }),
      makeProgram({ id: "1-3", ages: { min: 1, max: 3 }, audiences: ["babies", "families"] }),
      makeProgram({ id: "0-2", ages: { min: 0, max: 2 }, audiences: ["babies"] }),
    ];
    const told = async (slots: ProgramWish["slots"]) =>
      (await recommend(play, { slots, limit: 9 })).ids.sort();
    expect(await told({ audience: "babies" })).toEqual(["0-2", "1-3"]);
    expect(await told({ audience: "babies", months: 9 })).toEqual(["0-2"]);
    expect(await told({ audience: "babies", months: 18 })).toEqual(["0-2", "1-3"]);
  });
  test("only a program made for a group is praised for it", async () => {
    const others = [
      makeProgram({ id: "families", audiences: ["families"] }),
      makeProgram({ id: "7-80", ages: { min: 7, max: 80 } }),
      makeProgram({ id: "0-1", ages: { min: 0, max: 1 } }),
    ];
    const { results } = await recommend(others, { slots: { audience: "babies" }, limit: 9 });
    const praised = results.filter(({ reasons }) => reasons.some(({ kind }) => kind === "audience"));
    expect(praised.map(({ program }) => program.id)).toEqual(["0-1"]);
  });
  test("what is said not to be wanted is left out", async () => {
    const mixed = [
      makeProgram({ id: "jazz", title: { fi: "Jazzia" } }),
      makeProgram({ id: "play", title: { fi: "Leikkiä" }, audiences: ["children"] }),
      makeProgram({ id: "other", title: { fi: "Kartat" } }),
    ];
    const without = async (text: string) => (await recommend(mixed, { text, limit: 9 })).ids.sort();
    expect(await without("mitä tahansa paitsi jazzia")).toEqual(["other", "play"]);
    expect(await without("ei lapsille")).toEqual(["jazz", "other"]);
  });
  test("a child is never sent to what is for grown-ups", async () => {
    const adult = [makeProgram({ id: "wine", title: { fi: "Runot" }, ages: { min: 18 } })];
    expect(await recommend(adult, { slots: { topic: ["runot"], age: 9 } })).toMatchObject({
      ids: [],
      relaxed: [],
    });
  });
});

describe("other filters", () => {
  test("free means that the source says so", async () => {
    const programs = [
      makeProgram({ id: "free", free: true }),
      makeProgram({ id: "paid", free: false }),
      makeProgram({ id: "untold" }),
    ];
    expect((await recommend(programs, { slots: { free: true } })).ids).toEqual(["free"]);
  });
  test("the language is the source's, or what the texts say", async () => {
    const programs = [
      makeProgram({ id: "told", languages: ["en"] }),
      makeProgram({ id: "said", title: { fi: "Lukupiiri englanniksi" } }),
      makeProgram({ id: "announced", title: { en: "Book club" } }),
      makeProgram({ id: "finnish", languages: ["fi"], title: { fi: "Kerho", en: "Club" } }),
      makeProgram({ id: "untold", title: { fi: "Kerho muille", en: "Club for others" } }),
    ];
    expect((await recommend(programs, { slots: { eventLanguage: "en" }, limit: 9 })).ids.sort()).toEqual([
      "announced",
      "said",
      "told",
    ]);
  });
  test("online is online", async () => {
    const programs = [makeProgram({ id: "here" }), makeProgram({ id: "net", online: true })];
    expect((await recommend(programs, { slots: { online: true } })).ids).toEqual(["net"]);
  });
});

describe("the order", () => {
  test("shows a series once, with its next time, and another time of it when asked for more", async () => {
    const place = library("Kallion");
    const programs = ["2026-12-02", "2026-11-25", "2026-12-09"].map((date) =>
      makeProgram({ id: date, title: { fi: "Lukupiiri" }, place, ...at(date, "17:00", "18:00") }),
    );
    expect((await recommend(programs, {})).ids).toEqual(["2026-11-25"]);
    const others = [
      ...programs,
      makeProgram({ id: "other", title: { fi: "Ompelu" }, ...at("2026-12-20", "17:00") }),
    ];
    expect((await recommend(others, { without: ["2026-11-25"] })).ids).toEqual(["other", "2026-12-02"]);
  });

  test("has at most two of one kind in three while there are others", async () => {
    const programs = ["a", "b", "c"].map((name, index) =>
      makeProgram({
        id: name,
        title: { fi: "Satutunti" },
        place: library(name),
        ...at("2026-11-19", `1${index}:00`),
      }),
    );
    const other = makeProgram({ id: "other", title: { fi: "Neulekerho" }, ...at("2026-11-27", "17:00") });
    expect((await recommend([...programs, other], {})).ids).toEqual(["a", "b", "other"]);
    expect((await recommend(programs, {})).ids).toEqual(["a", "b", "c"]);
  });

  test("does not push out what was asked for by what is far from it", async () => {
    const programs = ["a", "b", "c"].map((name) =>
      makeProgram({ id: name, title: { fi: "Satutunti" }, place: library(name) }),
    );
    const near = makeProgram({ id: "near", title: { fi: "Satupolku" } });
    expect((await recommend([...programs, near], { slots: { topic: ["satutunti"] } })).ids).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("lifts what the patron follows, and says so", async () => {
    const programs = [
      makeProgram({ id: "soon", title: { fi: "Lautapelit" } }),
      makeProgram({ id: "followed", title: { fi: "Shakki" }, ...at("2026-11-21", "12:00") }),
    ];
    const { ids, results } = await recommend(programs, { interests: ["shakki"] });
    expect(ids).toEqual(["followed", "soon"]);
    expect(results[0]?.reasons).toContainEqual({ kind: "interest", value: "shakki" });
  });

  test("goes by what is soon where nothing else tells", async () => {
    const programs = [
      makeProgram({ id: "later", ...at("2026-12-20", "12:00") }),
      makeProgram({ id: "soon" }),
    ];
    expect((await recommend(programs, {})).ids).toEqual(["soon", "later"]);
  });

  test("puts what merely mentions a topic behind all that is about it", async () => {
    const programs = [
      makeProgram({ id: "mention", title: { fi: "Avoin ilta" }, description: { fi: "Shakki odottaa." } }),
      makeProgram({ id: "chess", title: { fi: "Shakki" } }),
    ];
    const chess = { slots: { topic: ["shakki"] } };
    expect((await recommend(programs, chess)).ids).toEqual(["chess"]);
    const more = await recommend(programs, { ...chess, without: ["chess"] });
    const kinds = more.results.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));
    expect([more.ids, kinds]).toEqual([["mention"], ["soon"]]);
  });

  test("says a topic in the patron's language and as it is written", async () => {
    const programs = [
      makeProgram({ id: "a", title: { fi: "Lautapeli", en: "Board game" } }),
      makeProgram({ id: "b", title: { fi: "Satutunti" } }),
    ];
    const shelf = await shelfOf(programs);
    const said = (topic: string, wish: Partial<ProgramWish>) => {
      const { topics, results } = shelf.recommend(wishFor({ slots: { topic: [topic] }, ...wish }), NOW);
      return [topics, results[0]?.reasons[0]?.value];
    };
    expect(said("board game", { language: "en" })).toEqual([["board games"], "board games"]);
    expect(said("board game", { language: "fi" })).toEqual([["lautapelit"], "lautapelit"]);
    expect(said("satutuntti", { language: "fi" })).toEqual([["satutunti"], "satutunti"]);
  });

  test("tells why each is offered", async () => {
    const place = library("Kallion");
    const program = makeProgram({
      id: "a",
      title: { fi: "Shakki" },
      place,
      free: true,
      ages: { min: 5, max: 9 },
    });
    const slots = { topic: ["shakki"], when: FRIDAY, place: "Kallio", age: 7, free: true } as const;
    const { results } = await recommend([program], { slots });
    expect(results[0]?.reasons).toEqual([
      { kind: "topic", value: "shakki" },
      { kind: "when", value: "2026-11-20" },
      { kind: "place", value: "Kallion kirjasto" },
      { kind: "age", value: "7" },
      { kind: "free" },
    ]);
  });
});

describe("a wish that nothing fits", () => {
  const chess = [
    makeProgram({ id: "tuesday", title: { fi: "Shakki" }, ...at("2026-11-24", "18:00", "19:00") }),
    makeProgram({
      id: "december",
      title: { fi: "Shakki joulukuussa" },
      ...at("2026-12-08", "18:00", "19:00"),
    }),
  ];

  test("is loosened to the nearest day that has it", async () => {
    const { ids, relaxed } = await recommend(chess, { slots: { topic: ["shakki"], when: SATURDAY } });
    expect({ ids, relaxed }).toEqual({
      ids: ["tuesday"],
      relaxed: [{ slot: "when", from: "2026-11-21", to: "2026-11-24" }],
    });
  });

  test("names days inclusively", async () => {
    const weekend = { from: "2026-11-21", until: "2026-11-23" };
    const { relaxed } = await recommend(chess, { slots: { topic: ["shakki"], when: weekend } });
    expect(relaxed).toEqual([{ slot: "when", from: "2026-11-21/2026-11-22", to: "2026-11-24" }]);
  });

  test("gives up the hour before the day", async () => {
    const when = { from: "2026-11-24", until: "2026-11-25" };
    const { relaxed } = await recommend(chess, { slots: { topic: ["shakki"], when, partOfDay: "morning" } });
    expect(relaxed).toEqual([{ slot: "partOfDay", from: "morning", to: "evening" }]);
  });

  test("gives up one thing where one is enough, though two would be earlier in the order", async () => {
    const programs = [
      makeProgram({ id: "one", title: { fi: "Shakki" }, free: false, ...at("2026-11-21", "10:00", "11:00") }),
      makeProgram({ id: "two", title: { fi: "Shakki" }, free: true, ...at("2026-11-24", "18:00", "19:00") }),
    ];
    const slots = { topic: ["shakki"], when: SATURDAY, partOfDay: "morning", free: true } as const;
    const { ids, relaxed } = await recommend(programs, { slots });
    expect({ ids, relaxed }).toEqual({
      ids: ["one"],
      relaxed: [{ slot: "free", from: "true", to: "false" }],
    });
  });

  test("is never loosened in its topic", async () => {
    expect(await recommend(chess, { slots: { topic: ["ooppera"], when: SATURDAY } })).toEqual({
      ids: [],
      results: [],
      relaxed: [],
    });
  });

  test("without a topic is loosened in time but not in for whom", async () => {
    const programs = [
      makeProgram({ id: "child", audiences: ["children"], ...at("2026-11-24", "10:00", "11:00") }),
      makeProgram({ id: "adult", audiences: ["adults"], ...at("2026-11-21", "10:00", "11:00") }),
    ];
    const { ids, relaxed } = await recommend(programs, { slots: { audience: "children", when: SATURDAY } });
    expect({ ids, slots: relaxed.map(({ slot }) => slot) }).toEqual({ ids: ["child"], slots: ["when"] });
  });
});

describe("a text without understood topics", () => {
  const programs = [
    makeProgram({ id: "chess", title: { fi: "Shakki" }, ...at("2026-11-28", "10:00") }),
    makeProgram({ id: "music", title: { fi: "Konsertti" } }),
  ];
  test("decides by its telling words when it is all there is", async () => {
    expect((await recommend(programs, { text: "shakki" })).ids).toEqual(["chess"]);
    expect((await recommend(programs, { text: "onko teillä ooppera" })).ids).toEqual([]);
  });
  test("does not decide when it is a mere request", async () => {
    expect((await recommend(programs, { text: "mitä tekemistä?" })).ids).toEqual(["music", "chess"]);
    expect((await recommend(programs, { text: "what is on?", language: "en" })).ids).toEqual([
      "music",
      "chess",
    ]);
  });
  test("only lifts beside other slots", async () => {
    const { ids, results } = await recommend(programs, {
      text: "shakki marraskuussa",
      slots: { free: undefined, weekdays: [5, 6] },
    });
    expect(ids).toHaveLength(2);
    expect(results[0]?.reasons.map(({ kind }) => kind)).not.toContain("topic");
  });
});

describe("the recorded summer of jazz", () => {
  const path = sharedPath("data/programs/linked-events/hel-2020-08-jazz.linkedevents.json");
  if (path === undefined) {
    console.log("skipped: the recorded feed is not on this machine");
    test.skip("needs the recorded feed", () => undefined);
    return;
  }
  const now = "2020-08-20T10:00:00+03:00";
  const ask = async (wish: Partial<ProgramWish>) => recommend(await readPrograms(path, timeZone), wish, now);

  test("has no story time, and nothing is passed off as one", async () => {
    expect(await ask({ text: "satutunti", slots: { topic: ["satutunti"] } })).toEqual({
      ids: [],
      results: [],
      relaxed: [],
    });
  });
  test("has jazz", async () => {
    const { ids } = await ask({ text: "jazzia", slots: { topic: ["jazzia"] } });
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain("helsinki:afwvznhwiy");
  });
  test("has jazz for families", async () => {
    const { ids, relaxed } = await ask({ language: "en", slots: { topic: ["jazz"], audience: "families" } });
    expect(ids.length).toBeGreaterThan(0);
    expect(relaxed).toEqual([]);
  });
});
