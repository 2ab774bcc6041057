/** Ages as they are told in both languages, and the numbers that tell them. */
import { describe, expect, test } from "@jest/globals";
import { readAgeNumber } from "../../src/understanding/age-numbers.ts";
import { audienceOfAge, findAges } from "../../src/understanding/ages.ts";

describe("a number of an age", () => {
  test.each([
    ["6", 6],
    ["kolme", 3],
    ["kolmi", 3],
    ["kuuden", 6],
    ["seitsen", 7],
    ["kymmenen", 10],
    ["neljätoista", 14],
    ["viistoist", 15],
    ["kuusikymmentäviisi", 65],
    ["kuudenkymmenenviiden", 65],
    ["kaheksankyt", 80],
    ["pari", 2],
    ["nine", 9],
    ["twelve", 12],
    ["nineteen", 19],
    ["seventy", 70],
    ["sixty-five", 65],
    ["forty two", 42],
  ])("'%s' is %d", (said, expected) => {
    expect(readAgeNumber(said)).toBe(expected);
  });

  test.each(["", "moni", "sixty-ten", "kymmeniä", "four five"])("'%s' is none", (said) => {
    expect(readAgeNumber(said)).toBeUndefined();
  });
});

describe("an age", () => {
  test.each([
    ["kolmevuotias rakastaa junia", { age: 3 }],
    ["kuusikymmentäviisivuotias serkkuni", { age: 65 }],
    ["parivuotiaalle", { age: 2 }],
    ["viisvee", { age: 5 }],
    ["5 vee poika", { age: 5 }],
    ["olen 80 vuotta vanha", { age: 80 }],
    ["täytin juuri 70", { age: 70 }],
    ["kohta 50 vuotta täyttävälle", { age: 50 }],
    ["olen kuudenkymmenenviiden", { age: 65 }],
    ["lapsenlapseni on kohta neljä", { age: 4 }],
    ["siskonpoika, kuusi vuotta, haluaa", { age: 6 }],
    ["pappa (82) kaipaa seuraa", { age: 82 }],
    ["my twins are 6", { age: 6 }],
    ["she has 9 years and loves to draw", { age: 9 }],
    ["my grandad, 82, would like", { age: 82 }],
    ["a girl of 12", { age: 12 }],
    ["my goddaughter turns ten", { age: 10 }],
    ["someone turning 50 soon", { age: 50 }],
    ["i am sixty-five", { age: 65 }],
    ["for a 5yo boy", { age: 5 }],
  ])("of '%s' is %j", (text, expected) => {
    const { spans: _, ...found } = findAges(text);
    expect(found).toEqual(expected);
  });

  test.each([
    ["4- ja 6-vuotiaille", "children"],
    ["pojat 8v ja 10v", "children"],
    ["a four-year-old and a seven-year-old", "children"],
    ["they are 3, 5 and 8", "children"],
    ["12–15 v", "teens"],
    ["mummo on 70-vuotias ja lapsi 5-vuotias", "families"],
    ["0–2-vuotiaiden", "babies"],
    ["kymmenkuiselle", "babies"],
    ["ikää 9 kk", "babies"],
    ["six weeks old", "babies"],
    ["alle vuoden ikäisille", "babies"],
    ["under-fives", "children"],
    ["under threes", "babies"],
    ["over-65s", "seniors"],
    ["yli kuusikymppisille", "seniors"],
    ["60-vuotiaille ja vanhemmille", "seniors"],
    ["65+", "seniors"],
    ["kolmikymppisille", "adults"],
    ["thirty-somethings", "adults"],
    ["a friend in her sixties", "seniors"],
    ["my neighbour who is over 75", "seniors"],
  ])("'%s' makes a group: %s", (text, audience) => {
    const found = findAges(text);
    expect([found.age, found.audience]).toEqual([undefined, audience]);
  });

  test.each([
    "olen yksi teistä",
    "i'm one of them",
    "he is 10 minutes late",
    "we are 5 people",
    "meitä on kaksi",
    "hän on 3. luokalla",
    "2 vuotta sitten",
    "kirjaston 100-vuotisjuhla",
    "3d-tulostus",
    "klo 5",
    "7.12. pasilassa",
  ])("is not in '%s'", (text) => {
    expect(findAges(text)).toEqual({ spans: [] });
  });

  test("a hostile text is read in a moment", () => {
    const started = Date.now();
    for (const piece of ["5, ", "poika on ", "seitsemän", "1-", "5 ja "]) findAges(piece.repeat(1_000));
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});

test("every age belongs to an audience", () => {
  expect([1, 2, 12, 13, 17, 18, 64, 65].map(audienceOfAge)).toEqual([
    ...["babies", "children", "children", "teens", "teens", "adults", "adults", "seniors"],
  ]);
});
