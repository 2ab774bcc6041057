import { expect, test } from "@jest/globals";
import type { Card, ChannelMessage } from "../../../src/channels/channel.ts";
import { renderText } from "../../../src/channels/terminal/render.ts";

const message = (given: Partial<ChannelMessage>): ChannelMessage => ({
  id: "m1",
  text: "Hei.",
  language: "fi",
  ...given,
});

const card = (title: string, given: Partial<Card> = {}): Card => ({
  title,
  facts: [{ label: "Milloin", text: "la 21.11." }],
  notes: [],
  links: [],
  choices: [{ label: "Lue lisää", value: `open:recommend:${title}` }],
  ...given,
});

test("a plain message is its text", () => {
  expect(renderText(message({}))).toBe("Hei.");
});

test("choices are numbered, those of cards first, so that a number picks one", () => {
  const choices = [
    { label: "Näytä lisää", value: "more" },
    { label: "Hae muuta", value: "another" },
  ];
  expect(renderText(message({ cards: [card("Satutunti"), card("Jazzilta")], choices }))).toBe(
    [
      "Hei.",
      "1. Satutunti\n   Milloin: la 21.11.",
      "2. Jazzilta\n   Milloin: la 21.11.",
      "   3. Näytä lisää\n   4. Hae muuta",
    ].join("\n\n"),
  );
});

test("choices that are numbers are not numbered once more", () => {
  const choices = ["1", "2", "3"].map((label) => ({ label, value: label }));
  expect(renderText(message({ choices }))).toBe("Hei.\n\n   1\n   2\n   3");
});

test("a whole card has its text, why, notes and links, each on lines of their own", () => {
  const whole = card("Satutunti", {
    text: "Satuja.\nJa loruja.",
    why: "Maksuton.",
    notes: ["Esimerkki."],
    choices: [],
    links: [{ label: "Sivu", url: "https://example.org" }],
  });
  expect(renderText(message({ cards: [whole] }))).toBe(
    [
      "Hei.\n\nSatutunti\n   Milloin: la 21.11.\n   Satuja.\n   Ja loruja.",
      "   Maksuton.\n   Esimerkki.\n   Sivu: https://example.org",
    ].join("\n"),
  );
});
