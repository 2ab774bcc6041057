import { expect, test } from "@jest/globals";
import type { Card, ChannelMessage } from "../../../src/channels/channel.ts";
import { renderChosen, renderHome, renderMessage } from "../../../src/channels/slack/render.ts";
import { shownButtons, shownText, type WireBlock, whatIsWrong } from "./slack-blocks.ts";

const card: Card = {
  title: "Satutunti",
  facts: [
    { label: "Milloin", text: "la 21.11. klo 10.30" },
    { label: "Missä", text: "Kallion kirjasto" },
  ],
  text: "Tule kuuntelemaan satuja.",
  why: "Sopii lapsille.",
  notes: ["Vain suomeksi"],
  links: [{ label: "Kalenteriin", url: "https://kutsu.example.org/a.ics?x=1&y=2" }],
  choices: [{ label: "Lisätietoja", value: "open:details" }],
};

function messageOf(text: string, given: Partial<ChannelMessage> = {}): ChannelMessage {
  return { id: "m1", text, language: "fi", question: "q1", ...given };
}

/** The blocks as they go over the wire. */
function wire(blocks: readonly object[]): readonly WireBlock[] {
  return JSON.parse(JSON.stringify(blocks));
}

test("a program is a header, its facts side by side, its text, its notes, its links and its buttons", () => {
  const [post, ...more] = renderMessage(messageOf("Löysin tämän:", { cards: [card] }));
  expect(more).toEqual([]);
  expect(post?.blocks).toEqual([
    { type: "section", text: { type: "plain_text", text: "Löysin tämän:", emoji: false } },
    { type: "divider" },
    { type: "header", text: { type: "plain_text", text: "Satutunti", emoji: false } },
    {
      type: "section",
      fields: [
        { type: "mrkdwn", text: "*Milloin*\nla 21.11. klo 10.30", verbatim: true },
        { type: "mrkdwn", text: "*Missä*\nKallion kirjasto", verbatim: true },
      ],
    },
    { type: "section", text: { type: "plain_text", text: "Tule kuuntelemaan satuja.", emoji: false } },
    { type: "context", elements: [{ type: "plain_text", text: "Sopii lapsille.", emoji: false }] },
    { type: "context", elements: [{ type: "plain_text", text: "Vain suomeksi", emoji: false }] },
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: "<https://kutsu.example.org/a.ics?x=1&amp;y=2|Kalenteriin>",
        verbatim: true,
      },
    },
    {
      type: "actions",
      block_id: "choices-1",
      elements: [
        {
          type: "button",
          action_id: "choice-1",
          text: { type: "plain_text", text: "Lisätietoja", emoji: false },
          value: '["q1","open:details"]',
        },
      ],
    },
  ]);
});

test("the text says everything, for those who do not see the blocks, with the numbers that can be typed", () => {
  const choices = [
    { label: "Näytä lisää", value: "more" },
    { label: "5", value: "5" },
  ];
  const [post] = renderMessage(messageOf("Löysin tämän:", { cards: [card], choices }));
  expect(post?.text).toBe(
    [
      "Löysin tämän:",
      "1. Satutunti",
      "Milloin: la 21.11. klo 10.30",
      "Missä: Kallion kirjasto",
      "Tule kuuntelemaan satuja.",
      "Sopii lapsille.",
      "Vain suomeksi",
      "Kalenteriin: <https://kutsu.example.org/a.ics?x=1&amp;y=2>",
      "Lisätietoja",
      "2. Näytä lisää",
      "5",
    ].join("\n"),
  );
});

test("a link in a text can be followed, and all else of it stays as it is", () => {
  const [post] = renderMessage(messageOf("Lataa <tiedot> täältä: https://kutsu.example.org/my-data/a_b*c."));
  expect(post?.blocks[0]).toMatchObject({
    text: { type: "mrkdwn", text: "Lataa &lt;tiedot&gt; täältä: <https://kutsu.example.org/my-data/a_b*c>." },
  });
});

test("nobody in a text is called", () => {
  const [post] = renderMessage(messageOf("Hei <!channel> ja <@U0MEMBER>"));
  expect(post?.text).toBe("Hei &lt;!channel&gt; ja &lt;@U0MEMBER&gt;");
});

test("whatever the lengths and counts, Slack's limits hold and no word is lost", () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `sana${index}<&>`).join(" ");
  const big: Card = {
    ...card,
    title: "Pitkä otsikko ".repeat(20).trim(),
    text: words(2_000),
    facts: Array.from({ length: 23 }, (_, index) => ({ label: `Tieto ${index}`, text: "x".repeat(3_000) })),
    notes: Array.from({ length: 30 }, (_, index) => `Huomautus ${index}`),
    choices: Array.from({ length: 60 }, (_, index) => ({
      label: `Valinta ${index} ${"y".repeat(80)}`,
      value: "z".repeat(300),
    })),
  };
  const message = messageOf(words(3_000), { cards: [big, card, card, big], choices: big.choices });
  const posts = renderMessage(message);
  for (const { blocks, text } of posts) {
    expect(whatIsWrong(wire(blocks))).toBeUndefined();
    expect(text.length).toBeLessThan(40_000);
  }
  const shown = posts.map(({ blocks }) => shownText(wire(blocks))).join(" ");
  expect(shown.match(/sana\d+<&>/g)).toHaveLength(7_000);
  expect(posts.flatMap(({ blocks }) => shownButtons(wire(blocks)))).toHaveLength(182);
});

test("many small programs take a post of fifty blocks each", () => {
  const small: Card = { title: "A", facts: [], notes: [], links: [], choices: [] };
  const posts = renderMessage(messageOf("", { cards: Array.from({ length: 60 }, () => small) }));
  expect(posts.map(({ blocks }) => blocks.length)).toEqual([50, 50, 20]);
});

test("a program is not torn apart when the next post can hold it", () => {
  const posts = renderMessage(messageOf("x ".repeat(4_700), { cards: [card] }));
  expect(posts).toHaveLength(2);
  expect(shownText(wire(posts[1]?.blocks ?? []))).toMatch(/^Satutunti[\s\S]*Kalenteriin$/);
});

test("a message without words still shows its buttons", () => {
  const [post] = renderMessage(messageOf("", { choices: [{ label: "Jatka", value: "go" }] }));
  expect([post?.blocks.length, post?.text]).toEqual([1, "1. Jatka"]);
});

test("a value that no button can hold is a mistake of ours", () => {
  const choices = [{ label: "Liikaa", value: "v".repeat(2_000) }];
  expect(() => renderMessage(messageOf("x", { choices }))).toThrow(/Cannot show choice "Liikaa"/);
});

test("what was chosen stands where its buttons were, and the others stay", () => {
  const actions = (id: string) => ({ type: "actions", block_id: id, elements: [] });
  const place = { channel: "D0", ts: "1.1", text: "Kumpi?", blockId: "choices-2", label: "Ei" };
  const { blocks, text } = renderChosen({ ...place, blocks: [actions("choices-1"), actions("choices-2")] });
  expect(text).toBe("Kumpi?");
  expect(blocks).toEqual([
    actions("choices-1"),
    { type: "context", elements: [{ type: "plain_text", text: "✓ Ei", emoji: false }] },
  ]);
});

test("the Home tab has a title, a text and buttons that ask no question", () => {
  const home = renderHome({
    title: "Hei",
    text: "Olen Kutsu.",
    choices: [{ label: "Etsi", value: "open:recommend" }],
  });
  expect(home.type).toBe("home");
  expect(shownText(wire(home.blocks))).toBe("Hei\nOlen Kutsu.");
  expect(shownButtons(wire(home.blocks))).toEqual([
    { label: "Etsi", blockId: "choices-1", actionId: "choice-1", value: '["","open:recommend"]' },
  ]);
});
