import { describe, expect, test } from "@jest/globals";
import { findAges, findAudiences } from "../../src/programs/audience-hints.ts";

const none = { summary: {}, keywords: [] };

describe("audiences", () => {
  test("are read from a keyword's concept even without its label", () => {
    expect(
      findAudiences({ ...none, title: { fi: "X" }, keywords: [{ id: "yso:p2433", label: {} }] }),
    ).toEqual(["seniors"]);
  });

  test.each([
    ["Muskari vauvoille", ["babies"]],
    ["Lasten lukupiiri", ["children"]],
    ["Music for Kids", ["children"]],
    ["Digiopastusta senioreilta senioreille", ["seniors"]],
    ["Peli-ilta nuorille ja aikuisille", ["teens", "adults"]],
    ["Koko perheen lauantai", ["families"]],
    ["Kesän nuoret taiteilijat", []],
    ["Kielikahvila", []],
  ])("of the title %s", (fi, audiences) =>
    expect(findAudiences({ ...none, title: { fi } })).toEqual(audiences),
  );
});

test.each([
  ["Satuja 3–6-vuotiaille", { min: 3, max: 6 }],
  ["Ages 8 to 12", { min: 8, max: 12 }],
  ["Early Childhood (0-5)", { min: 0, max: 5 }],
  ["Adults (19+)", { min: 19 }],
  ["Yli 15-vuotiaille", { min: 15 }],
  ["Alle 7-vuotiaille", { max: 6 }],
  ["Elokuvailta K18", { min: 18 }],
  ["Kerho klo 16-18", undefined],
  ["Vuosi 2026", undefined],
  ["Viikot 40-45", undefined],
])("ages of %s", (text, ages) => expect(findAges(text)).toEqual(ages));
