import { fill, type RichText, toHtml, toPlain } from "../../../src/channels/telegram/rich-text.ts";
import { readHtml } from "./emulator-html.ts";

function words(rich: RichText): string {
  return rich.map(({ text }) => text).join("");
}

test("what looks like HTML is shown as it is, in words and in links", () => {
  const rich: RichText = [
    { text: 'a < b & "c" <b>', bold: true },
    { text: "linkki & muuta", url: 'https://example.org/?a=1&b="2"' },
  ];
  expect(readHtml(toHtml(rich))).toEqual({
    text: 'a < b & "c" <b>linkki & muuta',
    entities: [
      { type: "bold", offset: 0, length: 15 },
      { type: "text_link", offset: 15, length: 14, url: 'https://example.org/?a=1&b="2"' },
    ],
  });
});

test("without looks a link shows where it leads", () => {
  expect(toPlain([{ text: "Sivu", url: "https://example.org" }, { text: "." }])).toBe(
    "Sivu: https://example.org.",
  );
});

test("blocks share a text while they fit, and stay whole", () => {
  const blocks = ["a", "b", "c"].map((letter): RichText => [{ text: letter.repeat(40) }]);
  expect(fill(blocks, 100).map(words)).toEqual([`${"a".repeat(40)}\n\n${"b".repeat(40)}`, "c".repeat(40)]);
});

test.each([
  [
    "a paragraph",
    "Yksi. Kaksi kolme neljä.\n\nViisi kuusi seitsemän. Kahdeksan.",
    "Yksi. Kaksi kolme neljä.",
  ],
  ["a line", "Yksi. Kaksi kolme neljä\nViisi kuusi. Seitsemän kahdeksan.", "Yksi. Kaksi kolme neljä"],
  ["a sentence", "Yksi. Kaksi kolme neljä? Viisi kuusi seitsemän kahdeksan.", "Yksi. Kaksi kolme neljä?"],
  ["a word", "Yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan", "Yksi kaksi kolme neljä viisi kuusi"],
  ["a letter", "x".repeat(60), "x".repeat(40)],
])("a long text is cut after %s", (_, text, first) => {
  const parts = fill([[{ text }]], 40).map(words);
  expect(parts[0]).toBe(first);
  expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
});

test("a date or an abbreviation does not end a sentence in the middle of a word", () => {
  const text = "Tapahtuma on la 21.11.2026 klo 10.30 Oodissa kolmannessa kerroksessa";
  expect(fill([[{ text }]], 40).map(words)[0]).toBe("Tapahtuma on la 21.11.2026 klo 10.30");
});

test("a cut never halves a character that takes two units", () => {
  const text = `x${"🎷".repeat(50)}`;
  for (const part of fill([[{ text }]], 40))
    expect(words(part)).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
});

test("looks go on over a cut", () => {
  const rich: RichText = [
    { text: "Alku. ", bold: true },
    { text: "pitkä linkki ".repeat(10), url: "https://example.org" },
  ];
  const parts = fill([rich], 60);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) {
    expect(readHtml(toHtml(part))).not.toHaveProperty("wrong");
    expect(part.at(-1)?.url).toBe("https://example.org");
  }
});

test("every part is within the limit, whatever is cut", () => {
  const texts = ["a ".repeat(5000), "\n".repeat(9000), `${"b".repeat(4096)} c`, "Lause. ".repeat(1200)];
  for (const text of texts) {
    for (const part of fill([[{ text }]], 4096)) {
      expect(words(part).length).toBeGreaterThan(0);
      expect(words(part).length).toBeLessThanOrEqual(4096);
    }
  }
});
