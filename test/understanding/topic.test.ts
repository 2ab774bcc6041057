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
    ["Standupia tai scifiä", ["standup", "scifi"]],
    ["Onko räppii tai lautapelei?", ["räppi", "lautapeli"]],
    ["satutuntti", ["satutunti"]],
    ["Sofi Oksanen", ["Sofi Oksanen"]],
    ["sofi oksanen", ["Sofi Oksanen"]],
    ["Juttua Sofi Oksasesta", ["Sofi Oksanen"]],
    ["Kjell Westö Oodissa?", ["Kjell Westö"]],
    ["vauvamuskari kalliossa", ["muskari"]],
    ["lastenteatteria huomenna", ["teatteri"]],
    ["olen Anna Virtanen", []],
    ["mukavaa puuhaa", []],
    ["Mitä kaikkea teillä on menossa?", []],
    ["Onko mitään tapahtumia tai kursseja?", []],
  ])("of '%s' is %j", (text, expected) => {
    expect(topics(text)).toEqual(expected);
  });

  test.each([
    "asun lauttasaaressa, mitä lähellä on ensi viikolla aikuisille",
    "jotai tekemist mun mummolle ens viikol",
    "onko sielä vauvoille jotai",
    "puol kuuden aikaan jotain",
    "Mitä maksutonta voisi keksiä lasten kanssa",
    "Lapsenlapset tulee kylään perjantaina, mitä tehtäis",
    "Kirjoittajille jotain torstai-illaksi",
    "alle 10 euroa",
    "alle kympin",
  ])("is no everyday word: '%s'", (text) => {
    expect(topics(text)).toEqual([]);
  });

  test("beside other slots is no word that may be anything, unless the words round it ask for it", () => {
    expect(topics("rautatieasemaa")).toEqual(["rautatieasema"]);
    expect(topics("rautatieasemaa huomenna")).toEqual([]);
    expect(topics("Onko ensi viikolla luentoa sisällissodasta?")).toEqual(["sisällissota"]);
    expect(topics("Tyttö, 7 v, rakastaa junia")).toEqual(["juna"]);
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
    ["magic show on Saturday", ["magic show"]],
    ["Lego club", ["Lego"]],
    ["lego club", ["lego"]],
    ["Is Margaret Atwood visiting?", ["Margaret Atwood"]],
    ["I'd like to learn beekeeping in Kallio", ["beekeeping"]],
    ["something with two toddlers", []],
    ["We're a family of five on Sunday", []],
    ["Anything close to Hakaniemi tomorrow?", []],
    ["I'm Anna Virtanen", []],
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
