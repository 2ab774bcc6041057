import type { Card, ChannelMessage } from "../../../src/channels/channel.ts";
import { renderAsList, renderMessage } from "../../../src/channels/telegram/render.ts";
import { toHtml } from "../../../src/channels/telegram/rich-text.ts";

const card: Card = {
  title: "Jazz-ilta <live>",
  facts: [
    { label: "Milloin", text: "to 26.11. klo 18" },
    { label: "Missä", text: "Oodi" },
  ],
  text: "Illan täyttää jazz.",
  why: "Aiheena jazz.",
  notes: ["Vain suomeksi"],
  links: [{ label: "Kalenteriin", url: "https://kutsu.example.org/a.ics?language=fi&x=1" }],
  choices: [{ label: "Lisätietoja", value: "open:recommend:1" }],
};

function render(given: Partial<ChannelMessage>) {
  return renderMessage({ id: "m1", text: "Löysin tämän:", language: "fi", ...given });
}

function labels(given: Partial<ChannelMessage>): string[][] {
  return render(given).rows.map((row) => row.map(({ label }) => label));
}

test("a card is a paragraph block of its own after the text", () => {
  expect(render({ cards: [card] }).texts.map(toHtml)).toEqual([
    [
      "Löysin tämän:",
      "",
      "<b>1. Jazz-ilta &lt;live&gt;</b>",
      "Milloin: to 26.11. klo 18",
      "Missä: Oodi",
      "Illan täyttää jazz.",
      "Aiheena jazz.",
      "Vain suomeksi",
      '<a href="https://kutsu.example.org/a.ics?language=fi&amp;x=1">Kalenteriin</a>',
    ].join("\n"),
  ]);
});

test("a card without choices has no number", () => {
  expect(toHtml(render({ cards: [{ ...card, choices: [] }] }).texts[0] ?? [])).toContain("<b>Jazz-ilta");
});

test("a link that Telegram would drop shows its address", () => {
  const links = [{ label: "Sähköposti", url: "mailto:oodi@example.org" }];
  expect(toHtml(render({ cards: [{ ...card, links }] }).texts[0] ?? [])).toContain(
    "Sähköposti: mailto:oodi@example.org",
  );
});

test("cards that do not fit into one message go on in the next, whole", () => {
  const cards = ["A", "B", "C"].map((title) => ({ ...card, title, text: title.repeat(1900) }));
  const texts = render({ cards }).texts.map(toHtml);
  expect(texts).toHaveLength(2);
  expect(texts[0]).toContain("A".repeat(1900));
  expect(texts[0]).toContain("B".repeat(1900));
  expect(texts[1]?.startsWith("<b>3. C</b>")).toBe(true);
});

test("cards have a row each with number and title, then come the choices", () => {
  const cards = [card, { ...card, title: "x".repeat(80) }];
  const choices = [{ label: "Näytä lisää", value: "more" }];
  expect(labels({ cards, choices })).toEqual([
    ["1. Jazz-ilta <live>"],
    [`2. ${"x".repeat(56)}…`],
    ["Näytä lisää"],
  ]);
});

test("a card with several choices has a row for each, numbered through", () => {
  const choices = [
    { label: "Lisätietoja", value: "1" },
    { label: "Muistuta", value: "2" },
  ];
  expect(
    labels({
      cards: [
        { ...card, title: "A", choices },
        { ...card, title: "B" },
      ],
    }),
  ).toEqual([["1. Lisätietoja: A"], ["2. Muistuta: A"], ["3. B"]]);
});

test("short choices share a row, long ones have their own", () => {
  const choices = ["1", "2", "3", "4", "5", "6", "Ohita", "Puhu kirjaston työntekijän kanssa"].map(
    (label) => ({
      label,
      value: label,
    }),
  );
  expect(labels({ choices })).toEqual([
    ["1", "2", "3", "4", "5"],
    ["6", "Ohita"],
    ["Puhu kirjaston työntekijän kanssa"],
  ]);
});

test("a long label and a short one do not share a row, because they would be as wide", () => {
  const choices = ["Tarkenna vähän hakua", "OK", "Ei"].map((label) => ({ label, value: label }));
  expect(labels({ choices })).toEqual([["Tarkenna vähän hakua"], ["OK", "Ei"]]);
});

test("as a list the choices are numbered through as typed numbers are understood", () => {
  const choices = [
    { label: "Näytä lisää", value: "more" },
    { label: "5", value: "5" },
  ];
  expect(renderAsList(render({ cards: [card], choices }))).toBe("1. Jazz-ilta <live>\n2. Näytä lisää\n5");
});

test("a message without words shows a sign, because Telegram refuses an empty one", () => {
  expect(render({ text: " " }).texts.map(toHtml)).toEqual(["…"]);
});
