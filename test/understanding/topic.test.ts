import { singular } from "../../src/understanding/english-forms.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";

let understanding: Understanding;

beforeAll(async () => {
  understanding = await createUnderstanding({ timeZone: "Europe/Helsinki", files: languageFiles });
});

const topics = (text: string) =>
  understanding.understand(text, { now: "2026-11-18T08:00:00Z" }).slots.topic ?? [];

describeWithFiles("a Finnish topic", () => {
  test.each([
    ["Onko teillä ompelukurssia?", ["ompelu"]],
    ["podcast-työpajoja nuorille", ["podcast"]],
    ["Etsin jumppaa tai joogaa", ["jumppa", "jooga"]],
    ["Haluaisin oppia 3d-tulostusta", ["3D-tulostus"]],
    ["Suomen kielen keskusteluryhmä", ["suomen kieli", "keskusteluryhmä"]],
    ["Löytyisikö luovan kirjoittamisen ryhmää?", ["luova kirjoittaminen"]],
    ["Onko livemusiikkia?", ["livemusiikki"]],
    ["satutunneille lasten kanssa", ["satutunti"]],
    ["Mitä kaikkea teillä on menossa?", []],
    ["Onko mitään tapahtumia tai kursseja?", []],
  ])("of '%s' is %j", (text, expected) => {
    expect(topics(text)).toEqual(expected);
  });

  test("is taken from the sentence that asks, or else from what was told before", () => {
    expect(topics("Poika on 7 ja lukeminen tökkii, olisiko lukukoiria?")).toEqual(["lukukoira"]);
    expect(topics("Tyttäreni rakastaa dinosauruksia. Onko lauantaina mitään?")).toEqual(["dinosaurus"]);
  });
});

describe("an English topic", () => {
  test.each([
    ["Any language cafés?", ["language café"]],
    ["Genealogy courses in January", ["genealogy"]],
    ["I'd love to hear a talk about climate change.", ["climate change"]],
    ["Is there a repair workshop for clothes or bikes?", ["repair", "clothes", "bike"]],
    ["Need a D&D group", ["D&D"]],
    ["a beginners' course on AI", ["AI"]],
    ["gardening talks or seed swaps", ["gardening", "seed swap"]],
    ["What's happening this weekend?", []],
    ["free things to do with the kids", []],
  ])("of '%s' is %j", (text, expected) => {
    expect(topics(text)).toEqual(expected);
  });

  test("is singular, unless it has no singular", () => {
    const words = [
      "robots",
      "hobbies",
      "movies",
      "comics",
      "classes",
      "quizzes",
      "chess",
      "clothes",
      "cafés",
    ];
    expect(words.map(singular)).toEqual([
      "robot",
      "hobby",
      "movie",
      "comics",
      "class",
      "quiz",
      "chess",
      "clothes",
      "café",
    ]);
  });
});
