import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SlotsJson, slotsJson } from "../../src/understanding/slots-json.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import type { Understanding } from "../../src/understanding/understanding.ts";
import type { Intent } from "../../src/understanding/understood.ts";
import { describeWithFiles, languageFiles } from "../helpers/language-files.ts";
import { sharedPath } from "../helpers/shared.ts";

const NOW = "2026-11-18T10:00:00+02:00";
const timeZone = "Europe/Helsinki";

let full: Understanding;
let plain: Understanding;

beforeAll(async () => {
  full = await createUnderstanding({ timeZone, files: languageFiles });
  plain = await createUnderstanding({ timeZone, files: { missing: [] } });
});

const intent = (text: string) => full.understand(text, { now: NOW }).intent;

describe("a text that says nothing", () => {
  test.each(["", "   ", "🎉🎉🎉", "\u0000\u0001\u0007", "\u202e\u200f", "?!…", "\ud800"])(
    "%j is other, with no confidence and no slots",
    (text) => {
      expect(full.understand(text, { now: NOW })).toEqual({
        text,
        intent: "other",
        confidence: 0,
        slots: {},
      });
    },
  );

  test("a jumble of letters is other", () => {
    for (const text of ["asdfgh jklö", "qwerty uiop", "lkjhgf"]) expect(intent(text)).toBe("other");
  });
});

describe("a hostile text", () => {
  const hostile = [
    "a".repeat(10_000),
    "haluan ".repeat(1_400),
    "klo 5.5.".repeat(1_200),
    "مرحبا ".repeat(1_600),
    "1.".repeat(5_000),
    "🎉".repeat(5_000),
    "my list please ".repeat(660),
  ];

  test.each(hostile.map((text) => [text.slice(0, 8), text]))(
    "of 10,000 characters is understood within a second: %s",
    (_, text) => {
      const started = performance.now();
      full.understand(text, { now: NOW });
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  test("keeps its meaning under invisible characters and odd quotes", () => {
    const found = full.understand("\u202aWhat’s on at Oo\u200bdi tonight?\u202c", { now: NOW });
    expect(slotsJson(found.slots)).toMatchObject({ place: "Oodi", from: "2026-11-18", partOfDay: "evening" });
  });

  test("says its wish in its last line", () => {
    const story = "Muutimme tänne hiljattain ja kaikki on vielä uutta. ".repeat(150);
    const found = full.understand(`${story} Onko huomenna satutuntia Kalliossa?`, { now: NOW });
    expect(found.intent).toBe("recommend");
    expect(slotsJson(found.slots)).toMatchObject({ place: "Kallio", from: "2026-11-19" });
  });
});

describe("today", () => {
  test("is the date in the library's zone", () => {
    const found = full.understand("tänään", { now: "2026-11-18T22:30:00Z" });
    expect(found.slots.when).toEqual({ from: "2026-11-19", until: "2026-11-20" });
  });
});

describe("commands", () => {
  const COMMANDS: Readonly<Partial<Record<Intent, readonly string[]>>> = {
    stop: [
      "STOP",
      "lopeta",
      "älä lähetä mulle enää viestejä",
      "take me off your mailing list",
      "unsubscribe",
    ],
    cancel: ["peruuta", "unohda koko juttu", "antaa olla", "never mind", "forget it"],
    forget: ["unohda minut", "poista tietoni", "delete my data", "forget everything I've told you"],
    my_data: ["mitä tiedät minusta?", "näytä omat tietoni", "what do you know about me?", "show me my data"],
    help: ["apua", "mitä osaat tehdä?", "help", "what can you do?"],
    language: ["suomeksi", "vaihda kieli englanniksi", "english please", "do you speak Swedish?"],
    person: ["ihminen", "haluan puhua ihmiselle", "can I talk to a real person?", "human please"],
    thanks: ["kiitos!", "kiitti paljon avusta", "thanks", "thank you so much"],
    greeting: ["hei", "hyvää päivää", "hello", "hey, how are you?"],
  };

  test.each(Object.entries(COMMANDS).flatMap(([name, texts]) => texts.map((text) => [name, text])))(
    "%s: '%s', surely",
    (name, text) => {
      const found = full.understand(text, { now: NOW });
      expect(found.intent).toBe(name);
      expect(found.confidence).toBeGreaterThanOrEqual(0.6);
    },
  );

  test.each([
    ["the bus doesn't stop here", "stop"],
    ["unohda koko juttu", "forget"],
    ["I forgot my PIN", "forget"],
    ["En ehtinyt käydä, mutta kiitos kutsusta ja nähdään ensi viikon satutunnilla", "stop"],
  ])("'%s' is not %s", (text, command) => {
    expect(intent(text)).not.toBe(command);
  });
});

describe("a place, a topic or a date alone", () => {
  test("are a wish for programs", () => {
    for (const text of ["Shakkia?", "chess", "satutunti", "Kalliossa?", "lapsille huomenna"])
      expect(intent(text)).toBe("recommend");
  });

  test("do not turn weather, dentists and books into programs", () => {
    for (const text of [
      "Sataako huomenna?",
      "dentist next week",
      "Recommend a good thriller",
      "Suosittele hyvää dekkaria",
    ]) {
      expect(intent(text)).toBe("other");
    }
  });
});

describe("a question", () => {
  test.each([
    "is it cancelled?",
    "is it cancelled",
    "why was it cancelled?",
    "onko se peruttu?",
    "miksi se on peruttu?",
    "Is the hall cold?",
    "Oliko paikalla meluisaa?",
    "what about adults",
    "entä aikuiset?",
  ])("is no feedback: '%s'", (text) => {
    expect(["feedback", "idea"]).not.toContain(intent(text));
  });

  test("that complains is asked about before it is taken for feedback", () => {
    const found = full.understand("Why was the jazz concert cancelled without any notice?", { now: NOW });
    expect(found.intent).toBe("feedback");
    expect(found.confidence).toBeLessThan(0.6);
  });

  test.each(["where do I complain about the noise?", "miten voin antaa palautetta?"])(
    "how to give feedback leads there: '%s'",
    (text) => {
      expect(intent(text)).toBe("feedback");
    },
  );
});

test.each(["ei toimi", "se ei toimi", "doesn't work", "it's broken"])(
  "what fails without a name is not taken for feedback: '%s'",
  (text) => {
    expect(full.understand(text, { now: NOW })).toMatchObject({ intent: "other" });
  },
);

test.each([
  "are you chatgpt",
  "Are you an AI or a human?",
  "oletko chatgpt?",
  "onko tämä tekoäly",
  "who made you?",
])("who Kutsu is can be asked: '%s'", (text) => {
  expect(intent(text)).toBe("help");
});

describe("a language that is not spoken", () => {
  test.each(["I don't speak Finnish", "en puhu suomea", "Sorry, I can't understand any Finnish."])(
    "is a wish for another: '%s'",
    (text) => {
      const { intent, confidence } = full.understand(text, { now: NOW });
      expect([intent, confidence >= 0.6]).toEqual(["language", true]);
    },
  );

  test("gives way to what is asked beside it", () => {
    const hello =
      "hi there, I've just moved to Helsinki and I don't speak Finnish. What could I do at the library?";
    expect(full.understand(hello, { now: NOW })).toMatchObject({
      intent: "recommend",
      language: "en",
      slots: {},
    });
    expect(intent("I don't understand Finnish. When is Oodi open?")).toBe("practical");
  });
});

describeWithFiles("a slip of the finger", () => {
  test.each([
    ["satutuntti, kaliossa", "Kallio"],
    ["story time in Kalio", "Kallio"],
    ["jotain Malmila", "Malmi"],
    ["satutunti töölöss", "Töölö"],
  ])("does not lose the place: '%s'", (text, place) => {
    expect(full.understand(text, { now: NOW }).slots.place).toBe(place);
  });

  test("does not make a place of another word", () => {
    for (const text of ["kallista musiikkia", "vallassa", "concerts in Espoo", "kalliimpaa"])
      expect(full.understand(text, { now: NOW }).slots.place).toBeUndefined();
  });
});

describeWithFiles("what is done", () => {
  test.each([
    ["haluan oppia koodaamaan", ["koodaus"]],
    ["haluaisin neuloa", ["neulonta"]],
    ["missä voi pelata shakkia", ["shakki"]],
    ["I want to learn to sew", ["sew"]],
  ])("is a topic: '%s'", (text, topic) => {
    expect(full.understand(text, { now: NOW }).slots.topic).toEqual(topic);
  });

  test("on a rainy day is not about rain", () => {
    expect(full.understand("what happens on a rainy day", { now: NOW }).slots.topic).toBeUndefined();
  });
});

describe("messages that nothing was tuned on", () => {
  test.each(["held-out.jsonl", "unseen.jsonl"])(
    "mean what they were written to mean, and are hardly ever surely misunderstood: %s",
    (file) => {
      const path = join(__dirname, "..", "fixtures", "understanding", file);
      const rows = readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Row);
      const told = (understanding: Understanding) =>
        rows.map(({ text, intent: wanted }) => ({
          wanted,
          found: understanding.understand(text, { now: NOW }),
        }));
      const right = (understanding: Understanding) =>
        told(understanding).filter(({ wanted, found }) => found.intent === wanted).length / rows.length;
      const surelyWrong =
        told(full).filter(({ wanted, found }) => found.intent !== wanted && found.confidence >= 0.6).length /
        rows.length;
      console.log(
        `intents of ${rows.length} messages: ${percent(right(full))} right, ${percent(surelyWrong)} surely wrong; ` +
          `without language files ${percent(right(plain))} right`,
      );
      expect(right(plain)).toBeGreaterThan(0.85);
      if (languageFiles.missing.length > 0) return;
      expect(right(full)).toBeGreaterThan(0.9);
      expect(surelyWrong).toBeLessThan(0.04);
    },
  );
});

interface Row {
  readonly text: string;
  readonly language: string;
  readonly intent: Intent;
  readonly slots: SlotsJson;
}

const SLOTS = [
  "from",
  "to",
  "weekdays",
  "partOfDay",
  "after",
  "before",
  "place",
  "online",
  "age",
  "audience",
  "topic",
  "free",
  "eventLanguage",
] as const;

describeWithFiles("the development set", () => {
  const path = sharedPath("data/language/dev.jsonl");
  if (path === undefined) {
    console.log("skipped: the development set is not beside this checkout");
    test.skip("is understood", () => {});
    return;
  }
  const rows: readonly Row[] = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  test("is understood, slot by slot", () => {
    const found = rows.map((row) => ({ row, understood: full.understand(row.text, { now: NOW }) }));
    const share = (right: number, all: number) => (all === 0 ? 1 : right / all);
    const languages = share(
      found.filter(({ row, understood }) => row.language === understood.language).length,
      rows.length,
    );
    const wishes = found
      .filter(({ row }) => row.intent === "recommend")
      .map(({ row, understood }) => [row.slots, slotsJson(understood.slots)] as const);
    const slots = SLOTS.map((slot) => {
      const told = wishes.filter(
        ([expected, given]) => expected[slot] !== undefined || given[slot] !== undefined,
      );
      const right = told.filter(
        ([expected, given]) => JSON.stringify(expected[slot]) === JSON.stringify(given[slot]),
      );
      return [slot, share(right.length, told.length)] as const;
    });
    console.log(
      `development set (not a test score; the classifier has seen its intents): language ${percent(languages)}, ${slots.map(([slot, value]) => `${slot} ${percent(value)}`).join(", ")}`,
    );
    expect(languages).toBeGreaterThan(0.95);
    for (const [, value] of slots) expect(value).toBeGreaterThan(0.9);
  });
});

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
