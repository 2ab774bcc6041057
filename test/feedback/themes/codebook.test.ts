import { expect, test } from "@jest/globals";
import { libraryCodebook, readCodebook } from "../../../src/feedback/themes/codebook.ts";

const read = (text: string, name = "codes.yaml") => readCodebook(Buffer.from(text), name);

test("a codebook is read from YAML and from JSON alike, short forms included", () => {
  const yaml =
    "themes:\n  - id: noise\n    label: { fi: Melu, en: Noise }\n    words: { fi: [melu], en: [noise] }\n  - id: other\n    label: Other\n    examples: [Jotain muuta]\n";
  const themes = [
    { id: "noise", label: { fi: "Melu", en: "Noise" }, words: { fi: ["melu"], en: ["noise"] }, examples: {} },
    { id: "other", label: { fi: "Other", en: "Other" }, words: {}, examples: { any: ["Jotain muuta"] } },
  ];
  expect(read(yaml)).toEqual({ themes });
  expect(read(JSON.stringify({ themes }), "codes.json")).toEqual({ themes });
  expect(read("- { id: noise & echo, words: [melu] }")).toEqual({
    themes: [
      {
        ...{ id: "noise & echo", label: { fi: "noise & echo", en: "noise & echo" } },
        ...{ words: { any: ["melu"] }, examples: {} },
      },
    ],
  });
});

test("a codebook of answers that were sorted has a theme for each name, with the answers as examples", () => {
  expect(read("text,language,theme\nMeteliä on,fi,noise\nToo loud,en,noise\nEi mitään,,\n", "a.csv")).toEqual(
    {
      themes: [
        {
          ...{ id: "noise", label: { fi: "noise", en: "noise" }, words: {} },
          examples: { fi: ["Meteliä on"], en: ["Too loud"], any: [] },
        },
      ],
    },
  );
  expect(() => read("text\nMeteliä\n", "a.csv")).toThrow(
    'Cannot read codebook "a.csv": no line of it has a theme',
  );
});

test("a codebook that is wrong is refused with every problem in it", () => {
  expect(() => read("themes: [\n")).toThrow(/^Cannot read codebook "codes\.yaml": line \d: /);
  expect(() => read("themes:\n  - { id: 5, label: A }\n  - { id: c, lable: C }\n  - { label: D }\n")).toThrow(
    /themes\.0\.id: .*; themes\.1: Unrecognized key: "lable"; themes\.2\.id: /,
  );
  expect(() => read("themes:\n  - { id: a, label: A }\n  - { id: a, label: B }\n")).toThrow(
    'two themes have the id "a"',
  );
  expect(() => read("themes: []\n")).toThrow("Cannot read codebook");
});

test("the codebook of Kutsu has words and examples of each theme in both languages", () => {
  const { themes } = libraryCodebook();
  expect(themes.length).toBeGreaterThan(15);
  for (const { id, label, words, examples } of themes) {
    const counts = [words.fi, words.en, examples.fi, examples.en].map((list) => (list?.length ?? 0) >= 3);
    expect({ id, counts }).toEqual({ id, counts: [true, true, true, true] });
    expect(label.fi).not.toBe(label.en);
  }
});
