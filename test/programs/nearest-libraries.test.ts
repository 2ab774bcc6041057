import { describe, expect, test } from "@jest/globals";
import { createNearestLibraries } from "../../src/programs/nearest-libraries.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { loadDistricts } from "../../src/understanding/districts.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import { makeProgram } from "./make-program.ts";
import { testTerms } from "./test-terms.ts";

const libraries = loadLibraryNames();
const nearest = createNearestLibraries({ libraries, districts: loadDistricts() });
const namesNear = (place: string, count: number) =>
  nearest(place)
    .slice(0, count)
    .map(({ library }) => library.short);

describe("the nearest libraries", () => {
  test.each([
    ["Kallio", ["Kallio", "Vallila", "Oodi"]],
    ["Oodi", ["Oodi", "Rikhardinkatu", "Kallio"]],
    ["Itäkeskus", ["Itäkeskus", "Myllypuro", "Roihuvuori"]],
    ["Kamppi", ["Oodi", "Rikhardinkatu"]],
    ["Mellunmäki", ["Kontula", "Myllypuro"]],
    ["Munkkivuori", ["Munkkiniemi", "Pikku Huopalahti"]],
  ])("of %s are %j", (place, expected) => {
    expect(namesNear(place, expected.length)).toEqual(expected);
  });

  test("are told with their distance, the nearest first, beginning with the place's own", () => {
    const all = nearest("Kallio");
    expect(all).toHaveLength(libraries.length);
    expect(all[0]).toMatchObject({ library: { short: "Kallio" }, km: 0 });
    expect(all.map(({ km }) => km)).toEqual(all.map(({ km }) => km).toSorted((a, b) => a - b));
    const pasila = all.find(({ library }) => library.short === "Pasila");
    expect(pasila?.km).toBeCloseTo(2.1, 1);
  });

  test("of a district that a library is in begin with that library", () => {
    expect(
      nearest("Kluuvi")
        .slice(0, 1)
        .map(({ library, km }) => [library.short, km < 0.5]),
    ).toEqual([["Oodi", true]]);
    expect(namesNear("Vartiokylä", 2)).toEqual(expect.arrayContaining(["Itäkeskus"]));
  });

  test("are none of an unknown place, and of no libraries", () => {
    expect(nearest("Atlantis")).toEqual([]);
    expect(createNearestLibraries({ libraries: [], districts: loadDistricts() })("Kamppi")).toEqual([]);
  });

  test("every library and district has some", () => {
    const places = [...libraries.map(({ short }) => short), ...loadDistricts().map(({ name }) => name)];
    expect(places.filter((place) => nearest(place).length < 3)).toEqual([]);
    // A slip in a coordinate would send patrons to the other side of the town.
    expect(places.filter((place) => (nearest(place)[1]?.km ?? 99) > 8)).toEqual([]);
  });
});

describe("a place where nothing is held", () => {
  const at = (short: string) => {
    const found = libraries.find((one) => one.short === short);
    if (found === undefined) throw new Error(`Cannot find library "${short}"`);
    return makeProgram({
      id: short,
      title: { fi: "Shakki" },
      place: { id: found.id, name: found.name, address: {}, district: {} },
    });
  };
  const offered = async (place: string, held: readonly string[]) => {
    const shelf = new Shelf({ reader: testTerms, timeZone: "Europe/Helsinki", libraries });
    await shelf.put(held.map(at));
    const { results, relaxed } = shelf.recommend(
      {
        text: "",
        slots: { topic: ["shakki"], place },
        language: "fi",
        interests: [],
        without: [],
        limit: 3,
      },
      "2026-11-18T08:00:00Z",
    );
    return { ids: results.map(({ program }) => program.id), relaxed };
  };

  test.each([
    ["Kallio", "Pasila", "Pasilan kirjasto"],
    ["Kamppi", "Töölö", "Töölön kirjasto"],
    ["Mellunmäki", "Kontula", "Kontulan kirjasto"],
  ])("%s is given up for the nearest that has it, %s", async (place, near, name) => {
    expect(await offered(place, ["Suutarila", near, "Vuosaari"])).toEqual({
      ids: [near],
      relaxed: [{ slot: "place", from: place, to: name }],
    });
  });
});
