import { expect, test } from "@jest/globals";
import type { Card } from "../../src/channels/channel.ts";
import type { Program, Reason } from "../../src/programs/program.ts";
import type { Language } from "../../src/understanding/understood.ts";
import { NOW, programOf, speaker } from "../helpers/services.ts";

function cardOf(
  program: Program,
  {
    language = "fi",
    reasons = [],
    whole,
  }: { language?: Language; reasons?: readonly Reason[]; whole?: true } = {},
): Card {
  const line = {
    key: "recommend.details.ask",
    programs: [{ program, reasons }],
    ...(whole && { whole }),
  } as const;
  const [message] = speaker.speak([line], language, { id: "1-1-1", question: "t1", now: NOW });
  const card = message?.cards?.[0];
  if (card === undefined) throw new Error(`Cannot make a card of "${program.id}"`);
  return card;
}

const full = programOf("helmet:211874", {
  title: { fi: "Satutunti", en: "Story time" },
  summary: { fi: "Satuja yhdessä.", en: "Stories together." },
  description: { fi: "Tule kuuntelemaan satuja.", en: "Come and hear stories." },
  place: {
    name: { fi: "Kallion kirjasto", en: "Kallio Library" },
    address: { fi: "Viides linja 11" },
    district: { fi: "Kallio" },
  },
  audiences: ["children", "families"],
  ages: { min: 3, max: 6 },
  free: true,
  languages: ["fi", "en"],
  url: { fi: "https://tapahtumat.example/fi", en: "https://tapahtumat.example/en" },
});

test("a card has the facts in the order people ask for them, in each language", () => {
  expect(cardOf(full).facts).toEqual([
    { label: "Milloin", text: "la 21.11. klo 10.30–11.00" },
    { label: "Missä", text: "Kallion kirjasto" },
    { label: "Kenelle", text: "lapset, perheet, 3–6-vuotiaat" },
    { label: "Hinta", text: "Maksuton" },
    { label: "Kieli", text: "suomi, englanti" },
  ]);
  expect(cardOf(full, { language: "en" }).facts.map(({ text }) => text)).toEqual([
    ...[
      "Sat 21 Nov, 10:30–11:00",
      "Kallio Library",
      "children, families, ages 3 to 6",
      "Free of charge",
      "Finnish, English",
    ],
  ]);
});

test("a card leaves out what the source does not tell", () => {
  const card = cardOf(programOf("a"));
  expect(card.facts.map(({ label }) => label)).toEqual(["Milloin"]);
  expect(card).not.toHaveProperty("text");
  expect(card).not.toHaveProperty("why");
});

test("a card says the age that is known", () => {
  const ages = (one: Program["ages"]) =>
    cardOf(programOf("a", { ...(one && { ages: one }) }), { language: "en" }).facts[1]?.text;
  expect([ages({ min: 7 }), ages({ max: 2 }), ages({ min: 0, max: 1 })]).toEqual([
    "age 7 and over",
    "up to age 2",
    "ages 0 to 1",
  ]);
});

test("a card in a list is short, and opens the program", () => {
  const card = cardOf(full);
  expect([card.text, card.links]).toEqual(["Satuja yhdessä.", []]);
  expect(card.choices).toEqual([
    { label: "Lue lisää", value: `open:recommend:${Buffer.from(full.id).toString("base64url")}` },
  ]);
});

test("a whole card has description, address, page and calendar, and nothing more to open", () => {
  const card = cardOf(full, { whole: true, language: "en" });
  expect([card.text, card.choices]).toEqual(["Come and hear stories.", []]);
  expect(card.facts[1]?.text).toBe("Kallio Library, Viides linja 11");
  expect(card.links).toEqual([
    { label: "Program page", url: "https://tapahtumat.example/en" },
    {
      label: "Add to calendar (.ics)",
      url: `http://kutsu.test/programs/${Buffer.from(full.id).toString("base64url")}.ics?language=en`,
    },
  ]);
});

test("a card says which language its title and text are in when it is not the patron's", () => {
  const finnish = programOf("a", { title: { fi: "Satutunti" }, summary: { fi: "Satuja." } });
  const card = cardOf(finnish, { language: "en" });
  expect(card).toMatchObject({
    title: "Satutunti",
    titleLanguage: "fi",
    text: "Satuja.",
    textLanguage: "fi",
  });
  expect(cardOf(finnish)).not.toHaveProperty("titleLanguage");
  expect(cardOf(programOf("b", { title: { sv: "Sagostund" } })).titleLanguage).toBe("sv");
});

test("a card warns of what to know first", () => {
  const notes = (given: Partial<Program>, language: Language) =>
    cardOf(programOf("a", given), { language }).notes;
  expect(notes({ status: "cancelled" }, "fi")).toEqual(["Tämä tapahtuma on peruttu."]);
  expect(notes({ status: "postponed" }, "en")).toEqual([
    "This program has been postponed. See the new time on its page.",
  ]);
  expect(notes({ languages: ["fi"] }, "en")).toEqual(["This program is in Finnish only."]);
  expect(notes({ languages: ["en"] }, "fi")).toEqual(["Tapahtuma on vain englanniksi."]);
  expect(notes({ title: { fi: "Satutunti" } }, "en")).toEqual(["This program is in Finnish only."]);
  expect(notes({ languages: ["fi", "en"] }, "en")).toEqual([]);
  expect(notes({ sample: true }, "fi")).toEqual(["Esimerkki: tätä tapahtumaa ei oikeasti järjestetä."]);
});

test("a card of an online program says so instead of a place", () => {
  const place = { name: { fi: "Oodi" }, address: { fi: "Töölönlahdenkatu 4" }, district: {} };
  expect(cardOf(programOf("a", { online: true, place }), { whole: true }).facts[1]?.text).toBe("Verkossa");
});

test.each(["fse", "fss", "sgn"])("sign language is named: %s", (code) => {
  expect(cardOf(programOf("a", { languages: [code] })).facts.at(-1)?.text).toBe("viittomakieli");
  expect(cardOf(programOf("a", { languages: [code] }), { language: "en" }).facts.at(-1)?.text).toBe(
    "sign language",
  );
});

test("languages that do not exist are left out", () => {
  expect(cardOf(programOf("a", { languages: ["fi", "!!", "qqx"] })).facts.at(-1)?.text).toBe("suomi");
});

test.each(["fi", "en"] as const)(
  "a card says why it is offered, the strongest reasons first: %s",
  (language) => {
    const reasons: readonly Reason[] = [
      { kind: "when", value: "2026-11-21" },
      { kind: "free" },
      { kind: "age", value: "5" },
      { kind: "soon" },
      { kind: "topic", value: "jazz" },
    ];
    const { why } = cardOf(full, { language, reasons });
    expect(why).toMatch(/jazz.*5.*(maksuton|free)\.$/);
  },
);

test("every reason can be said in both languages", () => {
  const values: Partial<Record<Reason["kind"], string>> = {
    when: "2026-11-21",
    audience: "children",
    language: "en",
  };
  const kinds = [
    "topic",
    "when",
    "place",
    "audience",
    "age",
    "language",
    "free",
    "online",
    "interest",
    "soon",
  ] as const;
  for (const language of ["fi", "en"] as const) {
    for (const kind of kinds) {
      const { why } = cardOf(full, { language, reasons: [{ kind, value: values[kind] ?? "jazz" }] });
      expect(why).toMatch(/^\p{Lu}.+[^.]\.$/u);
      expect(why).not.toMatch(/\{\{|undefined/);
    }
  }
});

test("a Finnish card says its reasons side by side, each verb once", () => {
  const why = (...reasons: readonly Reason[]) => cardOf(full, { reasons }).why;
  expect(why({ kind: "age", value: "5" }, { kind: "audience", value: "families" })).toBe(
    "Sopii 5-vuotiaalle ja perheille.",
  );
  expect(why({ kind: "topic", value: "jazz" }, { kind: "topic", value: "blues" }, { kind: "soon" })).toBe(
    "Aiheena jazz ja blues, alkaa pian.",
  );
  expect(why({ kind: "language", value: "fi" }, { kind: "soon" })).toBe("Kielenä suomi, alkaa pian.");
  expect(why({ kind: "when", value: "2026-11-25" }, { kind: "place", value: "Oodi" })).toBe(
    "Keskiviikkona 25.11., toivomassasi paikassa.",
  );
});
