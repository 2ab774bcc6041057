/** An announcement as one patron gets it, and what the buttons under it do, played through the turn with the real words. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { ChannelMessage } from "../../src/channels/channel.ts";
import { renderText } from "../../src/channels/terminal/render.ts";
import { composeAnnouncement } from "../../src/conversation/announced.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { encodeId } from "../../src/id-code.ts";
import type { AnnouncementContent } from "../../src/outreach/announcements/announcement.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import { segmentsOf } from "../../src/patrons/segments/segment.ts";
import { announcementOf, LEDGER } from "../helpers/announcements.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { programOf } from "../helpers/services.ts";

const GIVEN = { at: "2026-11-10T10:00:00.000Z", wording: 1, channel: "test" };
const NOON = "2026-11-20T10:00:00.000Z";
const PARTY = programOf("helmet:party", {
  title: { fi: "Satavuotisjuhlat", en: "Centenary party" },
  start: "2026-12-03T12:00:00.000Z",
  end: "2026-12-03T14:00:00.000Z",
});

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools([PARTY]);
});

interface ChatOptions {
  readonly language?: "fi" | "en";
  readonly patron?: Partial<Patron>;
  readonly isGone?: true;
}

function chatOf(
  content: Partial<AnnouncementContent> = {},
  { language = "fi", patron = {}, isGone }: ChatOptions = {},
) {
  const talks = { "test:1": { reachable: true, parked: [], heard: NOON } };
  const consents = { announcements: GIVEN, campaigns: GIVEN, reminders: GIVEN };
  const met: Patron = {
    ...{ ...newPatron, met: true, language, languageChosen: true, talks, consents },
    outreach: { ...newPatron.outreach, heard: GIVEN.at },
    ...patron,
  };
  const announcement = announcementOf(content);
  const announcements = isGone ? [] : [announcement];
  const chat = new Chat(tools, { state: JSON.stringify(met), now: NOON, announcements });
  return { chat, announcement };
}

function told(content: Partial<AnnouncementContent> = {}, options: ChatOptions = {}) {
  const { chat, announcement } = chatOf(content, options);
  const text = chat.announce(announcement);
  return { chat, text, message: chat.messages[0] as ChannelMessage, before: chat.labels };
}

const reactions = (chat: Chat) =>
  chat.commits.flatMap(({ reactions = [] }) => reactions.map(({ kind }) => kind));

describe("an announcement", () => {
  test.each([
    [
      "fi",
      "Kirjasto täyttää sata vuotta.\n\nTule juhlimaan, kahvi on ilmaista.\n\nSait tämän, koska olet sallinut kirjaston tiedotteet.",
      ["Muistuta minua", "Ei minulle", "På svenska", "Ei enää tiedotteita"],
      "Satavuotisjuhlat",
    ],
    [
      "en",
      "The library turns one hundred.\n\nCome and celebrate, coffee is free.\n\nYou got this because you allowed the library's announcements.",
      ["Remind me", "Not for me", "På svenska", "No more announcements"],
      "Centenary party",
    ],
  ] as const)(
    "says what the staff wrote, why it came and what can be done: %s",
    (language, said, labels, title) => {
      const fi = announcementOf().content.texts;
      const { text, message, before } = told(
        { program: PARTY.id, texts: { ...fi, sv: "Biblioteket fyller hundra år." } },
        { language },
      );
      expect(text).toBe(said);
      expect(before).toEqual(labels);
      expect(message.cards?.map((card) => [card.title, card.choices.length])).toEqual([[title, 1]]);
      expect(message).toMatchObject({ id: "tiedote1-1-1", language, question: "tiedote1" });
    },
  );

  test("is in the only language there is, its buttons too", () => {
    const { message, before } = told({ texts: { en: "New opening hours." } });
    expect(message.language).toBe("en");
    expect(message.text).toContain("You got this because");
    expect(before).toEqual(["Not for me", "No more announcements"]);
  });

  test("is in Finnish for somebody whose language is not known", () => {
    expect(told({}, { patron: { language: undefined } }).text).toContain("Kirjasto täyttää");
  });

  test("takes nothing in the text for anything but text", () => {
    const wild = "Hei {{name}}, $t(common.stopped) $1 & <b>\r\n\r\n{{text}} %s  ";
    expect(told({ texts: { fi: wild } }).text).toMatch(
      /^Hei \{\{name\}\}, \$t\(common.stopped\) \$1 & <b>\n\n\{\{text\}\} %s\n\nSait/,
    );
  });

  test("shows the address of its picture", () => {
    const { text } = told({ image: "https://kirjasto.test/juhla.png" });
    expect(text).toContain("ilmaista.\n\nKuva: https://kirjasto.test/juhla.png\n\nSait");
  });

  test("of a campaign tells so, and is stopped with campaigns", () => {
    const { chat, text } = told({ campaign: "talvi" });
    expect(text).toContain("koska olet sallinut kirjaston kampanjat ja arvonnat.");
    expect(chat.tap("Ei enää kampanjoita")).toContain("En kerro sinulle enää kampanjoista");
    expect(Object.keys(chat.patron.consents)).toEqual(["announcements", "reminders"]);
  });

  test("offers only what the staff chose, and always how to stop", () => {
    const { message, before } = told({ program: PARTY.id, choices: [] });
    expect(before).toEqual(["Ei enää tiedotteita"]);
    expect(message.cards?.map(({ choices }) => choices)).toEqual([[]]);
  });

  test("of a program that is not in the catalogue any more has no card, and neither more nor save", () => {
    const { message, before } = told({ program: "helmet:gone" });
    expect(message.cards).toBeUndefined();
    expect(before).toEqual(["Ei minulle", "Ei enää tiedotteita"]);
  });

  test("numbers what can be picked by typing where there are no buttons", () => {
    const lines = renderText(told({ program: PARTY.id }, { language: "en" }).message).split("\n");
    expect(lines.filter((line) => /^ *\d\./.test(line)).map((line) => line.trim())).toEqual([
      ...["1. Centenary party", "2. Remind me", "3. Not for me", "4. No more announcements"],
    ]);
  });

  test("counts against the weekly cap, and is known by its day and program", () => {
    const { chat } = told({ program: PARTY.id });
    expect(chat.patron.outreach).toMatchObject({
      ...{ wrote: NOON, announced: NOON, unasked: [NOON], shown: [PARTY.id] },
    });
    expect(segmentsOf(chat.patron)).toEqual(
      expect.arrayContaining(["announced:2026-11-20", "told:helmet:party"]),
    );
  });

  test("is the same each time it is composed, and changes nothing of what it was given", () => {
    const { chat, announcement } = chatOf({ program: PARTY.id });
    const about = { id: "1-1", address: "test:1", announcement, now: NOON, revision: 4, tools } as const;
    const { patron } = chat;
    const one = composeAnnouncement(patron, about);
    expect(composeAnnouncement(chat.patron, about)).toEqual(one);
    expect(patron).toEqual(chat.patron);
    expect(one.transcript).toEqual({
      ...{ format: 1, turn: 5, at: NOON, event: one.message.id, address: "test:1" },
      ...{ patron: { kind: "announced" }, said: [one.message] },
    });
    // Who did not write is not heard.
    expect(one.patron.outreach.heard).toBe(GIVEN.at);
  });

  test("shows its program as it is by then, in each patron's language", async () => {
    const { chat, announcement } = chatOf({ program: PARTY.id });
    const about = { id: "1-1", address: "test:1", announcement, now: NOON, revision: 0 } as const;
    const cards = (language: "fi" | "en", those: TurnTools) =>
      composeAnnouncement({ ...chat.patron, language }, { ...about, tools: those }).message.cards ?? [];
    const cancelled = await loadTurnTools([{ ...PARTY, status: "cancelled" }]);
    expect(cards("fi", tools).map(({ notes }) => notes)).toEqual([[]]);
    expect(cards("fi", cancelled).map(({ notes }) => notes)).toEqual([["Tämä tapahtuma on peruttu."]]);
    expect(cards("en", cancelled).map(({ title }) => title)).toEqual(["Centenary party"]);
    expect(cards("fi", await loadTurnTools([]))).toEqual([]);
    expect(cards("fi", tools).map(({ notes }) => notes)).toEqual([[]]);
  });

  test("puts aside what is under way, which is come back to", () => {
    const { chat, announcement } = chatOf({}, { language: "en" });
    chat.say("I'd like to give feedback");
    chat.say("the library");
    expect(chat.at).toMatch(/^feedback\./);
    chat.announce(announcement);
    expect(chat.at).toBeUndefined();
    expect(chat.labels.at(-1)).toBe("Go on where we left off");
    chat.tap("Not for me");
    chat.tap("Go on where we left off");
    expect(chat.at).toMatch(/^feedback\./);
  });
});

describe("the buttons of an announcement", () => {
  test.each([
    ["fi", "Muistutan", "Selvä. Kiitos, että kerroit.", "En lähetä sinulle enää tiedotteita"],
    ["en", "remind you", "OK, thanks for telling me.", "I won't send you announcements any more"],
  ] as const)("do what they say: %s", (language, saved, dismissed, stopped) => {
    const content = { program: PARTY.id };
    const [save = "", dismiss = "", stop = ""] = told(content, { language }).before;
    const saving = told(content, { language }).chat;
    expect(saving.tap(save)).toContain(saved);
    expect(saving.patron.saved.map(({ id }) => id)).toEqual([PARTY.id]);
    const dismissing = told(content, { language }).chat;
    expect(dismissing.tap(dismiss)).toBe(dismissed);
    const stopping = told(content, { language }).chat;
    expect(stopping.tap(stop)).toContain(stopped);
    expect(Object.keys(stopping.patron.consents)).toEqual(["campaigns", "reminders"]);
    expect([saving, dismissing, stopping].map(reactions)).toEqual([["save"], ["dismiss"], ["stop"]]);
  });

  test.each(["1", "Satavuotisjuhlat", "ensimmäinen"])("are picked by typing, the card first: %s", (typed) => {
    const { chat } = told({ program: PARTY.id });
    expect(chat.say(typed)).toContain("Tapahtuman tiedot");
    expect(chat.at).toBe("recommend.details");
    expect(chat.last.reactions).toEqual([{ announcement: "tiedote1", kind: "more", ledger: LEDGER }]);
  });

  test.each(["2", "muistuta minua"])("are picked by typing, the choices after it: %s", (typed) => {
    const { chat } = told({ program: PARTY.id });
    expect(chat.say(typed)).toContain("Muistutan");
    expect(reactions(chat)).toEqual(["save"]);
  });

  test("count a save of its program from where it is read of, too", () => {
    const { chat } = told({ program: PARTY.id }, { patron: { consents: { announcements: GIVEN } } });
    chat.say("1");
    chat.tap("Muistuta minua");
    // A question follows the first program that is saved.
    chat.say("en");
    expect(chat.patron.saved.map(({ id }) => id)).toEqual([PARTY.id]);
    expect(reactions(chat)).toEqual(["more", "save"]);
  });

  test("count no save of it once something else was asked for", () => {
    const { chat } = told({ program: PARTY.id });
    chat.say("kiitos");
    chat.tap(`open:recommend:${encodeId(PARTY.id)}`);
    chat.tap("Muistuta minua");
    expect(chat.patron.saved.map(({ id }) => id)).toEqual([PARTY.id]);
    expect(reactions(chat)).toEqual([]);
  });

  test("of a program that is gone by now tell so, and save nothing", async () => {
    const { chat } = told({ program: PARTY.id });
    const values = chat.choices.map(({ value }) => value);
    const later = new Chat(await loadTurnTools([]), { state: chat.state, now: NOON });
    const texts = values.slice(0, 1).map((value) => later.tap(value));
    expect(texts).toEqual([expect.stringMatching(/ei (enää )?(ole|löydy)|en löydä/i)]);
    expect(later.patron.saved).toEqual([]);
  });

  test("still answer when the announcement is gone, and count nothing", () => {
    const { chat } = told({ program: PARTY.id }, { isGone: true });
    expect(chat.tap("Muistuta minua")).toContain("Muistutan");
    const swedish = told({ texts: { fi: "Hei", sv: "Hej" } }, { isGone: true }).chat;
    expect(swedish.tap("På svenska")).toContain("finns tyvärr inte kvar");
    expect([...reactions(chat), ...reactions(swedish)]).toEqual([]);
  });

  test("that nobody made say that they are old", () => {
    const { chat } = told();
    expect(chat.tap("do:announced:tiedote1:fly")).toContain("aiempaan kysymykseen");
    expect(chat.tap("do:announced:tiedote1:stop:reminders")).toContain("aiempaan kysymykseen");
    expect(chat.patron.consents.reminders).toBeDefined();
  });
});

describe("the Swedish text", () => {
  const texts = { fi: "Juhla on lauantaina.", en: "The party is on Saturday.", sv: "Festen är på lördag." };

  test.each(["På svenska", "på svenska", "3"])("is said where it is asked for: %s", (asked) => {
    const { chat } = told({ program: PARTY.id, texts: { ...texts }, choices: ["more", "dismiss"] });
    expect(asked === "På svenska" ? chat.tap(asked) : chat.say(asked)).toBe(
      "Festen är på lördag.\n\nDu fick det här eftersom du har tillåtit bibliotekets meddelanden. Tyvärr kan jag bara svara på finska eller engelska.",
    );
    expect(chat.messages[0]?.language).toBe("sv");
    expect(chat.labels).toEqual(["Läs mer", "Inget för mig", "Inga fler meddelanden"]);
    expect(reactions(chat)).toEqual([]);
    chat.say("Läs mer");
    expect(reactions(chat)).toEqual(["more"]);
  });

  test("still counts what follows it", () => {
    const { chat } = told({ texts });
    chat.tap("På svenska");
    chat.say("lopeta viestit");
    expect(reactions(chat)).toEqual(["stop"]);
  });
});

describe("right after an announcement", () => {
  test.each([
    ["fi", "lopeta viestit"],
    ["en", "stop messages"],
  ] as const)("whoever stops all messages is counted: %s", (language, said) => {
    const { chat } = told({}, { language });
    chat.say(said);
    expect(chat.patron.consents).toEqual({});
    expect(reactions(chat)).toEqual(["stop"]);
    chat.say(said);
    expect(reactions(chat)).toEqual(["stop"]);
  });

  test("feedback is counted once it is given", () => {
    const { chat } = told({}, { language: "en" });
    chat.say("I'd like to give feedback");
    for (const said of ["the library", "5", "A lovely party", "no", "send it"]) {
      expect(reactions(chat)).toEqual([]);
      chat.say(said);
    }
    expect(chat.commits.flatMap(({ feedback }) => feedback)).toHaveLength(1);
    expect(reactions(chat)).toEqual(["feedback"]);
  });

  test("is over with the next message about something else", () => {
    const { chat } = told();
    chat.say("kiitos");
    chat.say("lopeta viestit");
    expect(reactions(chat)).toEqual([]);
  });
});

describe("a trial for staff", () => {
  test.each([
    ["fi", "Kokeilu: tällaisena tiedote tulee vastaanottajille.", "Kirjasto täyttää"],
    ["en", "This is a test: the announcement will look like this", "The library turns"],
  ] as const)("shows it as a test, and remembers nothing of it: %s", (language, head, text) => {
    const { chat } = chatOf({ program: PARTY.id }, { language });
    const said = chat.do({ kind: "tried", announcement: "tiedote1" });
    expect(said.startsWith(head)).toBe(true);
    expect(said).toContain(text);
    expect(chat.messages).toHaveLength(1);
    expect(chat.last.messages[0]?.first).toBeUndefined();
    const { announced, unasked, shown, wrote } = chat.patron.outreach;
    expect([announced, unasked, shown, wrote]).toEqual([undefined, [], [], undefined]);
    expect(chat.patron.talks["test:1"]?.announced).toBeUndefined();
    expect(chat.say("1")).toContain(language === "fi" ? "Tapahtuman tiedot" : "Here");
  });

  test("answers in Swedish, too, by typing", () => {
    const { chat } = chatOf({ texts: { fi: "Hei", sv: "Hej på dig" } });
    chat.do({ kind: "tried", announcement: "tiedote1" });
    expect(chat.say("på svenska")).toContain("Hej på dig");
  });

  test.each([
    ["fi", "ei ole vielä suomen- eikä englanninkielistä tekstiä"],
    ["en", "no text in Finnish or English yet"],
  ] as const)("of one that is in Swedish only tells what is missing: %s", (language, told) => {
    const { chat } = chatOf({ texts: { sv: "Hej" } }, { language });
    expect(chat.do({ kind: "tried", announcement: "tiedote1" })).toContain(told);
  });

  test("of one that is gone tells so", () => {
    const { chat } = chatOf({}, { isGone: true });
    expect(chat.do({ kind: "tried", announcement: "tiedote1" })).toContain("tiedotetta ei enää ole");
  });
});
