import { expect, test } from "@jest/globals";
import { libraryCodebook } from "../../../src/feedback/themes/codebook.ts";
import { moveAnswer } from "../../../src/feedback/themes/edit-codebook.ts";
import { findThemes, type Themes } from "../../../src/feedback/themes/find-themes.ts";
import { openReader } from "../../../src/feedback/themes/open-reader.ts";
import type { Answer } from "../../../src/feedback/themes/read-answers.ts";
import { describeWithFiles, languageFiles } from "../../helpers/language-files.ts";

const answersOf = (texts: readonly string[]): Answer[] => texts.map((text, at) => ({ id: `a${at}`, text }));
const themesOf = ({ answers }: Themes) => answers.map(({ themes }) => themes);

/** Three matters, each in both languages, in turn. */
const THREE_MATTERS = [
  "Lautapelejä voisi pelata useammin yhdessä",
  "Sohvat ovat kuluneita ja tuolit kovia",
  "Kuoroja ja konsertteja kirjastoon",
  "I would come to a board game evening",
  "Softer armchairs and a bench by the window",
  "A choir concert before Christmas would be fun",
  "Pelikerho, jossa opetellaan uusia lautapelejä",
  "Kaipaan nojatuolia ikkunan viereen",
  "Haluaisin laulaa kuorossa",
  "New games for the games club",
  "The chairs hurt my back",
  "Singing together, concerts, choirs!",
];

describeWithFiles("themes over the language files", () => {
  const open = openReader(languageFiles);

  test("answers without a codebook fall into groups that hold both languages, and have telling words and quotes", async () => {
    const found = await findThemes(answersOf(THREE_MATTERS), open);
    const [games, seats, music, ...more] = [0, 1, 2].map((matter) =>
      found.answers.filter((_, at) => at % 3 === matter).map(({ themes }) => themes[0]),
    );
    expect(more).toEqual([]);
    for (const matter of [games, seats, music]) expect(new Set(matter).size).toBe(1);
    expect(found.themes).toHaveLength(3);
    const theme = found.themes.find(({ id }) => id === games?.[0]);
    expect(theme).toMatchObject({ kind: "proposed", size: 4 });
    expect(theme?.terms).toEqual(expect.arrayContaining(["lautapeli", "game"]));
    expect(theme?.quotes).toHaveLength(3);
    for (const quote of theme?.quotes ?? []) expect(THREE_MATTERS).toContain(quote);
  });

  test("the same answers give the same themes", async () => {
    const runs = [await findThemes(answersOf(THREE_MATTERS), open)];
    // Another reader has met other words before: their numbers must not matter.
    const other = openReader(languageFiles);
    other.reader.read("Aivan toisia sanoja, and entirely different words");
    runs.push(await findThemes(answersOf(THREE_MATTERS), other));
    expect(runs[1]).toEqual(runs[0]);
  });

  test("a codebook comes first, an answer that makes two statements has two themes, and what fits nothing has none", async () => {
    const found = await findThemes(
      answersOf([
        "Kirjasto menee liian aikaisin kiinni. Vessat ovat aina likaisia.",
        "The wheelchair ramp is too steep",
        "qwerty",
        "",
      ]),
      { ...open, codebook: libraryCodebook() },
    );
    const [two = [], one, none, empty] = themesOf(found);
    expect([...two].sort()).toEqual(["cleanliness", "opening-hours"]);
    expect(one).toEqual(["accessibility"]);
    expect([none, empty]).toEqual([[], []]);
    expect(found.themes.find(({ id }) => id === "cleanliness")).toMatchObject({
      ...{ kind: "codebook", size: 1, label: { fi: "Siisteys ja vessat", en: "Cleanliness and toilets" } },
    });
  });

  test("an answer that staff moved draws those like it along", async () => {
    const codebook = {
      themes: [
        { id: "garden", label: { fi: "Piha", en: "Yard" }, words: { fi: ["puutarha"] }, examples: {} },
        { id: "dance", label: { fi: "Tanssi", en: "Dance" }, words: { fi: ["tanssi"] }, examples: {} },
      ],
    };
    const answers = answersOf(["Mehiläispesiä katolle"]);
    expect(themesOf(await findThemes(answers, { ...open, codebook }))).toEqual([[]]);
    const taught = moveAnswer(
      codebook,
      { text: "Mehiläisiä kirjaston katolle", language: "fi" },
      { to: "garden" },
    );
    expect(themesOf(await findThemes(answers, { ...open, codebook: taught }))).toEqual([["garden"]]);
  });

  test("personal data is masked in quotes and is no word of a theme", async () => {
    const texts = ["A", "B", "C"].map(
      (mark) => `Lisää lautapelejä, soittakaa 040 123 4567 tai ${mark}@example.org`,
    );
    const { themes } = await findThemes(answersOf(texts), open);
    const told = JSON.stringify(themes);
    expect(themes).toHaveLength(1);
    expect(told).not.toMatch(/123|example/);
    expect(themes[0]?.quotes[0]).toContain("[puhelinnumero]");
    expect(themes[0]?.terms).not.toContain("puhelinnumero");
  });

  test("progress is told from the first answer to the last step", async () => {
    const steps: string[] = [];
    const onProgress = ({ step, of }: { step: string; of: number }) => steps.push(`${step} ${of}`);
    await findThemes(answersOf(THREE_MATTERS), { ...open, onProgress });
    expect(steps).toEqual(["reading 12", "grouping 12", "telling 3"]);
  });
});

test("themes are found without the language files too", async () => {
  const open = openReader({ missing: [] });
  const { answers } = await findThemes(answersOf(THREE_MATTERS), { ...open, codebook: libraryCodebook() });
  expect(answers.map(({ id }) => id)).toEqual(THREE_MATTERS.map((_, at) => `a${at}`));
  expect(answers[3]?.themes).toContain("games");
});
