import { expect, test } from "@jest/globals";
import { smartCity } from "../../dialogs/smart-city.ts";
import en from "../../locales/en/smart-city.json";
import fi from "../../locales/fi/smart-city.json";
import { advance, begin, type Outcome, type Progress, resume } from "../../src/dialog/advance.ts";
import type { Dialog, Line, Reply } from "../../src/dialog/dialog.ts";
import type { Services } from "../../src/dialog/services.ts";
import type { Intent, Language } from "../../src/understanding/understood.ts";
import stored from "../fixtures/dialogs/smart-city.json";
import { servicesIn } from "../helpers/services.ts";
import { spoken, talk } from "../helpers/talk.ts";

const TOPICS = ["what", "goals", "citizen", "library", "skills", "make", "decide", "data"] as const;
const dialog = smartCity as unknown as Dialog;

function replyOf(text: string, { chosen, intent = "other" }: { chosen: boolean; intent?: Intent }): Reply {
  return { text, chosen, understood: { text, intent, confidence: 0.9, slots: {} } };
}

/** Takes choices one after another; progress is stored and read back between them. */
function take(
  values: readonly string[],
  { payload, language = "fi" }: { payload?: string; language?: Language } = {},
): Outcome {
  const services = servicesIn(language);
  return values.reduce(
    (outcome, value) => hear(outcome, replyOf(value, { chosen: true }), services),
    begin(dialog, services, { payload }),
  );
}

function hear(outcome: Outcome, reply: Reply, services: Services = servicesIn("fi")): Outcome {
  const offered = outcome.lines.at(-1)?.choices?.map(({ value }) => value) ?? [];
  if (reply.chosen) expect(offered).toContain(reply.text);
  const progress = JSON.parse(JSON.stringify(outcome.progress)) as Progress;
  const after = advance(dialog, progress, { reply, services });
  if (after === undefined) throw new Error(`Cannot resume ${JSON.stringify(progress)}`);
  return after;
}

function keysOf(outcome: Outcome): string[] {
  return outcome.lines.map(({ key }) => key);
}

function offeredBy(outcome: Outcome): string[] | undefined {
  return outcome.lines.at(-1)?.choices?.map(({ value }) => value);
}

test("smart city offers its eight topics and a way out", () => {
  const start = take([]);
  expect(keysOf(start)).toEqual(["smart-city.intro"]);
  expect(offeredBy(start)).toEqual([...TOPICS, "enough"]);
});

test.each(TOPICS)("smart city tells %s, then more, an example and a quiz, each offered once", (topic) => {
  expect(keysOf(take([topic]))).toEqual([`smart-city.topics.${topic}.tell`]);
  expect(offeredBy(take([topic]))).toEqual(["deeper", "example", "quiz", "try", "another", "enough"]);
  expect(offeredBy(take([topic, "deeper"]))).toEqual(["example", "quiz", "try", "another", "enough"]);
  const all = take([topic, "deeper", "example", "quiz", "2"]);
  expect(offeredBy(all)).toEqual(["try", "another", "enough"]);
  expect(keysOf(all).at(-1)).toBe("smart-city.more");
});

test.each(TOPICS)("smart city's quiz on %s has exactly one right answer and says so", (topic) => {
  const quiz = take([topic, "quiz"]);
  const labels = quiz.lines.at(-1)?.choices?.map(({ label }) => (label as { phrase: string }).phrase) ?? [];
  expect([...labels].sort()).toEqual(
    ["right", "wrong1", "wrong2"].map((answer) => `smart-city.topics.${topic}.quiz.${answer}`),
  );
  const right = labels.indexOf(`smart-city.topics.${topic}.quiz.right`) + 1;
  for (const value of [1, 2, 3]) {
    const verdict = value === right ? "yes" : "no";
    expect(keysOf(take([topic, "quiz", String(value)]))[0]).toBe(
      `smart-city.topics.${topic}.quiz.${verdict}`,
    );
  }
});

test("smart city's right answers do not all stand in the same place", () => {
  const places = TOPICS.map((topic) =>
    take([topic, "quiz"])
      .lines.at(-1)
      ?.choices?.findIndex(({ label }) => (label as { phrase: string }).phrase.endsWith(".right")),
  );
  expect(new Set(places)).toEqual(new Set([0, 1, 2]));
});

test.each([
  ["fi", "about:digituki"],
  ["en", "about:digital support"],
] as const)(
  "smart city leads to programs with search words in the patron's language: %s",
  (language, payload) => {
    const outcome = take(["skills", "try"], { language });
    expect(outcome.followedBy).toEqual({ dialog: "recommend", payload });
    expect(outcome.progress).toBeUndefined();
  },
);

test("smart city ends kindly when the patron has had enough", () => {
  for (const way of [["enough"], ["data", "enough"], ["data", "deeper", "enough"]]) {
    const outcome = take(way);
    expect(keysOf(outcome)).toEqual(["smart-city.closing"]);
    expect(outcome.progress).toBeUndefined();
  }
});

test("smart city shows the date of checking with facts that age, and a source with every other", () => {
  expect(spoken(take(["decide", "deeper"]).lines[0] as Line, "fi")).toContain("\nTarkistettu 11/2026");
  expect(spoken(take(["skills", "example"]).lines[0] as Line, "en")).toContain("\nChecked 11/2026");
  for (const topic of TOPICS) {
    for (const part of ["deeper", "example"]) {
      expect(spoken(take([topic, part]).lines[0] as Line, "fi")).toMatch(/\nLähde: \S/);
    }
  }
});

test.each(["fi", "en"] as const)("smart city says nothing longer than 450 characters: %s", (language) => {
  for (const topic of TOPICS) {
    for (const way of [[], ["deeper"], ["example"], ["quiz"], ["quiz", "1"], ["quiz", "2"], ["quiz", "3"]]) {
      const lines = take([topic, ...way], { language }).lines;
      expect(lines.map((line) => spoken(line, language)).join("\n\n").length).toBeLessThanOrEqual(450);
    }
  }
});

test("smart city has the same texts and placeholders in both languages", () => {
  expect(placeholdersOf(en)).toEqual(placeholdersOf(fi));
});

test.each([
  ["Mikä on älykaupunki?", "what"],
  ["What is a smart city?", "what"],
  ["Mikä se OmaStadi oikein on ja kuka siinä saa äänestää?", "decide"],
  ["Miten tavallinen asukas voi vaikuttaa kaupungin asioihin?", "decide"],
  ["What is participatory budgeting and can I vote?", "decide"],
  ["How can I have a say in what the city builds?", "decide"],
  ["Who decides how the city uses all that sensor data?", "data"],
  ["Kertoisitko, mihin kaupunki käyttää sensoreista kerättyä tietoa?", "data"],
  ["mistä löytyy helsingin avointa dataa", "data"],
  ["Mitä tekemistä kirjastolla on älykaupungin kanssa?", "library"],
  ["so what makes someone a smart citizen", "citizen"],
  ["Olenko minäkin muka älykäs kaupunkilainen?", "citizen"],
  ["älykäs kaupunki", undefined],
  ["tell me about smart cities", undefined],
])("smart city opens at what was asked: %s", (text, topic) => {
  const outcome = begin(dialog, servicesIn("fi"), {
    reply: replyOf(text, { chosen: false, intent: "smart_city" }),
  });
  expect(keysOf(outcome)).toEqual([topic ? `smart-city.topics.${topic}.tell` : "smart-city.intro"]);
});

test("smart city opens a topic from a link, and the list for a topic it does not know", () => {
  expect(keysOf(take([], { payload: "make" }))).toEqual(["smart-city.topics.make.tell"]);
  expect(keysOf(take([], { payload: "flying-cars" }))).toEqual(["smart-city.intro"]);
});

test("smart city goes on when the patron says more, lisää or yes", () => {
  for (const words of ["Lisää!", "kerro lisää", "more please", "joo", "yes"]) {
    const outcome = hear(take(["goals"]), replyOf(words, { chosen: false }));
    expect(outcome.progress?.state).toEqual({ at: "more", topic: "goals", had: ["deeper"] });
  }
});

test.each(["fi", "en"] as const)("smart city says so when it has told a part already: %s", (language) => {
  const says = { example: { fi: "esimerkki", en: "an example" }, quiz: { fi: "visa", en: "quiz" } };
  const example = talk(smartCity, ["data", "example", says.example[language]], { language });
  expect(example.last.keys).toEqual(["smart-city.already.example", "smart-city.more"]);
  const quiz = talk(smartCity, ["data", "quiz", "1", says.quiz[language]], { language });
  expect(quiz.last.keys).toEqual(["smart-city.already.quiz", "smart-city.more"]);
});

test.each(["kerro lisää", "tell me more"])(
  "smart city gives no example for more without saying so: %s",
  (text) => {
    const second = talk(smartCity, ["data", text, text]);
    expect(second.last.keys).toEqual(["smart-city.insteadOfMore", "smart-city.sourced", "smart-city.more"]);
    const third = talk(smartCity, ["data", text, text, text]);
    expect(third.last.keys).toEqual(["smart-city.already.all", "smart-city.more"]);
  },
);

test("smart city changes the topic in the middle when another is asked about", () => {
  const asked = replyOf("entä OmaStadi?", { chosen: false, intent: "smart_city" });
  expect(keysOf(hear(take(["goals", "deeper"]), asked))).toEqual(["smart-city.topics.decide.tell"]);
  const general = replyOf("smart cities", { chosen: false, intent: "smart_city" });
  expect(keysOf(hear(take(["goals"]), general))).toEqual(["smart-city.pick"]);
});

test("smart city takes a topic's name typed at the list, but not a question of another kind", () => {
  const named = hear(take([]), replyOf("digitaidot", { chosen: false, intent: "recommend" }));
  expect(keysOf(named)).toEqual(["smart-city.topics.skills.tell"]);
  const practical = hear(take([]), replyOf("kirjasto auki?", { chosen: false, intent: "practical" }));
  expect(practical.unanswered).toBe(true);
});

test("smart city leaves other questions to the rest of Kutsu and offers its choices again", () => {
  const outcome = hear(take(["make"]), replyOf("milloin on jazzia", { chosen: false, intent: "recommend" }));
  expect(outcome.unanswered).toBe(true);
  expect(keysOf(outcome)).toEqual(["smart-city.again"]);
  expect(offeredBy(outcome)).toEqual(["deeper", "example", "quiz", "try", "another", "enough"]);
});

test("smart city keeps the quiz open after a guess that is none of the answers", () => {
  const quiz = take(["what", "quiz"]);
  const guess = hear(quiz, replyOf("robotit", { chosen: false }));
  expect([guess.unanswered, offeredBy(guess)]).toEqual([true, ["1", "2", "3"]]);
  const nearly = hear(quiz, replyOf("smart people", { chosen: false, intent: "smart_city" }));
  expect(keysOf(nearly)).toEqual(["smart-city.againQuiz", "smart-city.topics.what.quiz.question"]);
  expect(keysOf(hear(nearly, replyOf("1", { chosen: true })))).toHaveLength(2);
});

test.each(["fi", "en"] as const)("smart city is a whole conversation: %s", (language) => {
  const words = {
    fi: ["1", "kerro lisää", "esimerkki", "visa", "ensimmäinen", "toinen", "tämä riittää"],
    en: ["1", "tell me more", "an example", "quiz", "the first one", "2", "that's enough"],
  };
  const talked = talk(smartCity, words[language], { language });
  expect(talked.keys.slice(0, 2)).toEqual(["smart-city.intro", "smart-city.topics.what.tell"]);
  expect(talked.progress).toBeUndefined();
});

test("smart city ends when it is thanked for", () => {
  expect(talk(smartCity, ["data", { text: "kiitos", intent: "thanks" }]).last.keys).toEqual([
    "smart-city.closing",
  ]);
});

test.each(stored)("smart city resumes what was stored: $state.at", (progress) => {
  const outcome = resume(dialog, progress as Progress, servicesIn("fi"));
  expect(outcome?.progress).toEqual(progress);
  expect(offeredBy(outcome as Outcome)).not.toHaveLength(0);
});

test("smart city has a stored sample of every state", () => {
  expect(new Set(stored.map(({ state }) => state.at))).toEqual(new Set(Object.keys(smartCity.steps)));
});

function placeholdersOf(texts: object, path = ""): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === "string"
        ? [[`${path}${name}`, [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, found]) => found ?? "").sort()]]
        : Object.entries(placeholdersOf(text as object, `${path}${name}.`)),
    ),
  );
}
