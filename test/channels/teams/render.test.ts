import type { Card, ChannelMessage } from "../../../src/channels/channel.ts";
import { renderMessage } from "../../../src/channels/teams/render.ts";
import { literal, plainText, splitText } from "../../../src/channels/teams/text.ts";

const STORY_TIME: Card = {
  title: "Satutunti *pienille*",
  facts: [
    { label: "Milloin", text: "la 21.11. klo 10.30–11" },
    { label: "Missä", text: "1. kerros, Oodi" },
  ],
  text: "Kuunnellaan satuja.\n\nTervetuloa mukaan!",
  why: "Sopii 4-vuotiaalle.",
  notes: ["Vain suomeksi"],
  links: [
    { label: "Kalenteriin", url: "https://kutsu.example.org/calendar/1.ics" },
    { label: "Vaara", url: "javascript:alert(1)" },
  ],
  choices: [{ label: "Lisätietoja", value: "details" }],
};

const messageOf = (given: Partial<ChannelMessage> = {}): ChannelMessage => ({
  id: "m-1",
  text: "Löysin tämän:",
  language: "fi",
  question: "t-1",
  ...given,
});

const cardsOf = (message: ChannelMessage) =>
  renderMessage(message).flatMap(({ attachments = [] }) => attachments.map(({ content }) => content));

const choicesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `Valinta ${index}`, value: `v:${index}` }));

test("a message without choices is plain text and nothing more", () => {
  expect(renderMessage({ id: "m", text: "Hei *sinä*", language: "fi" })).toEqual([
    { type: "message", text: "Hei *sinä*", textFormat: "plain", locale: "fi" },
  ]);
});

test("a program is a card of version 1.5 with all that is told of it", () => {
  const [activity] = renderMessage(messageOf({ cards: [STORY_TIME] }));
  expect(activity).toMatchObject({
    text: "Löysin tämän:",
    summary: "Löysin tämän:",
    attachmentLayout: "list",
  });
  expect(activity?.attachments).toEqual([
    { contentType: "application/vnd.microsoft.card.adaptive", content: expect.anything() },
  ]);
  const [card] = cardsOf(messageOf({ cards: [STORY_TIME] }));
  expect(card).toMatchObject({ type: "AdaptiveCard", version: "1.5", lang: "fi" });
  expect(card?.body).toMatchObject([
    { type: "TextBlock", text: "Satutunti \\*pienille\\*", style: "heading", wrap: true },
    {
      type: "FactSet",
      facts: [
        { title: "Milloin", value: "la 21.11. klo 10.30–11" },
        { title: "Missä", value: "1\\. kerros, Oodi" },
      ],
    },
    { type: "TextBlock", text: "Kuunnellaan satuja." },
    { type: "TextBlock", text: "Tervetuloa mukaan!" },
    { type: "TextBlock", text: "Sopii 4-vuotiaalle." },
    { type: "TextBlock", text: "Vain suomeksi" },
  ]);
  expect(card?.actions).toEqual([
    { type: "Action.Submit", title: "Lisätietoja", data: { value: "details", question: "t-1" } },
    { type: "Action.OpenUrl", title: "Kalenteriin", url: "https://kutsu.example.org/calendar/1.ics" },
  ]);
});

test("every card has a plain text that tells the same", () => {
  const [program, choices] = cardsOf(messageOf({ cards: [STORY_TIME], choices: choicesOf(2) }));
  for (const part of [
    "Satutunti *pienille*",
    "Milloin: la 21.11.",
    "Sopii 4-vuotiaalle.",
    "1. Lisätietoja",
  ]) {
    expect(program?.fallbackText).toContain(part);
  }
  expect(choices?.fallbackText).toBe("1. Valinta 0\n2. Valinta 1");
});

test("choices come last, six buttons a card at most", () => {
  const cards = cardsOf(messageOf({ choices: choicesOf(14) }));
  expect(cards.map(({ actions }) => actions?.length)).toEqual([6, 6, 2]);
  expect(cards.flatMap(({ actions = [] }) => actions.map(({ title }) => title))).toEqual(
    choicesOf(14).map(({ label }) => label),
  );
});

test("a program with more than six buttons goes on in a second card", () => {
  const cards = cardsOf(messageOf({ cards: [{ ...STORY_TIME, choices: choicesOf(8) }] }));
  expect(cards.map(({ body, actions }) => [body.length > 0, actions?.length])).toEqual([
    [true, 6],
    [false, 3],
  ]);
});

test.each([
  ["a very long description", { ...STORY_TIME, text: "Tämä on pitkä kuvaus ä. ".repeat(4000) }],
  ["a description without a space", { ...STORY_TIME, text: "ä".repeat(60_000) }],
  ["long values, labels and links", longButtons()],
  ["a description full of quotes", { ...STORY_TIME, text: '"\\\n'.repeat(20_000) }],
])("no card of %s is over 28 KB, and all of it is told", (_, card) => {
  const message = messageOf({ cards: [card], choices: choicesOf(6) });
  const activities = renderMessage(message);
  for (const { content } of activities.flatMap(({ attachments = [] }) => attachments)) {
    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(28 * 1024);
  }
  for (const activity of activities) {
    const { instead: _, ...sent } = activity;
    expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThan(90 * 1024);
  }
  const told = cardsOf(message).flatMap(({ body }) => body.map(({ text }) => String(text ?? "")));
  const letters = (text: string) => text.replace(/[\s\\]/g, "");
  expect(letters(told.join(""))).toContain(letters(card.text ?? ""));
});

function longButtons(): Card {
  const long = "x".repeat(300);
  return {
    ...STORY_TIME,
    choices: choicesOf(12).map(({ label }, index) => ({
      label: `${label} ${long}`,
      value: `${index}${long}`,
    })),
    links: choicesOf(6).map(({ label }) => ({ label, url: `https://kutsu.example.org/${"y".repeat(2000)}` })),
  };
}

test("many programs are sent as several messages of ten cards at most, all of them in order", () => {
  const cards = Array.from({ length: 23 }, (_, index) => ({ ...STORY_TIME, title: `Ohjelma ${index}` }));
  const activities = renderMessage(messageOf({ cards }));
  expect(activities.map(({ attachments }) => attachments?.length)).toEqual([10, 10, 3]);
  expect(cardsOf(messageOf({ cards })).map(({ body }) => body[0]?.text)).toEqual(
    cards.map(({ title }) => title),
  );
});

test("a card without choices has no buttons", () => {
  const [card] = cardsOf(messageOf({ cards: [{ ...STORY_TIME, choices: [], links: [] }] }));
  expect(card).not.toHaveProperty("actions");
});

test("plain text numbers choices through, those on cards first", () => {
  expect(plainText(messageOf({ cards: [STORY_TIME, STORY_TIME], choices: choicesOf(1) }))).toMatch(
    /^Löysin tämän:\n\n1\. Satutunti[\s\S]*\n\n2\. Satutunti[\s\S]*\n\n3\. Valinta 0$/,
  );
});

test("choices that are numbers are their own", () => {
  const choices = ["1", "2"].map((label) => ({ label, value: label }));
  expect(plainText(messageOf({ text: "Arvosana?", choices }))).toBe("Arvosana?\n\n1\n2");
});

test.each([
  ["5.12. klo 10", "5.12. klo 10"],
  ["1. kerros", "1\\. kerros"],
  ["- ensin", "\\- ensin"],
  ["rivi\n2) toinen", "rivi\n2\\) toinen"],
  ["[tästä](http://evil.example)", "\\[tästä\\](http://evil.example)"],
  ["a_b*c`d~e\\f", "a\\_b\\*c\\`d\\~e\\\\f"],
  ["C++ & C#", "C++ & C#"],
])("%j means itself in a card", (text, expected) => expect(literal(text)).toBe(expected));

test("text is split between paragraphs, else sentences, else words, and never in a character", () => {
  expect(splitText("Yksi kaksi.\n\nKolme neljä viisi.", 20)).toEqual(["Yksi kaksi.", "Kolme neljä viisi."]);
  expect(splitText("Yksi kaksi. Kolme neljä.", 20)).toEqual(["Yksi kaksi.", "Kolme neljä."]);
  expect(splitText("yksi kaksi kolme", 12)).toEqual(["yksi kaksi", "kolme"]);
  expect(splitText("😀".repeat(6), 5)).toEqual(["😀😀", "😀😀", "😀😀"]);
  expect(splitText("", 5)).toEqual([""]);
});
