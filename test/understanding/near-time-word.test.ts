import { nearTimeWord } from "../../src/understanding/near-time-word.ts";

describe("a slip of the pen in a word of time", () => {
  test.each([
    ["launtaina", "lauantaina"],
    ["sununtaina", "sunnuntaina"],
    ["kekiviikkona", "keskiviikkona"],
    ["tostaina", "torstaina"],
    ["huomena", "huomenna"],
    ["tanaan", "tänään"],
    ["itäpäivällä", "iltapäivällä"],
    ["saturady", "saturday"],
    ["wensday", "wednesday"],
    ["tommorow", "tomorrow"],
    ["novmber", "november"],
  ])("%s is meant to be %s", (written, meant) => {
    expect(nearTimeWord(written)).toBe(meant);
  });

  test.each([
    "huomenta",
    "mourning",
    "sundry",
    "satu",
    "lauantaina",
    "unday",
    "kirjasto",
    "elokuva",
    "viikonloppua",
  ])("%s is none", (word) => {
    expect(nearTimeWord(word) ?? word).toBe(word);
  });

  test("a word the languages have stays itself, but a day's long name is surer than a rare word", () => {
    const everything = () => true;
    expect(nearTimeWord("sundy", everything)).toBeUndefined();
    expect(nearTimeWord("torstina", everything)).toBe("torstaina");
  });

  test("a very long word is not even looked at", () => {
    expect(nearTimeWord(`lauantaina${"a".repeat(10_000)}`)).toBeUndefined();
  });
});
