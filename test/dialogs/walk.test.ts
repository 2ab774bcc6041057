/** Walks every dialog in every locale and speaks every line: no word is missing, and no word of the files goes unsaid. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { dialogs } from "../../dialogs/all.ts";
import { advance, begin, type Outcome, type Progress } from "../../src/dialog/advance.ts";
import type { Dialog, DialogName, Line, Reply } from "../../src/dialog/dialog.ts";
import { PURPOSES, SAVED_MOST } from "../../src/dialog/profile.ts";
import type { Services } from "../../src/dialog/services.ts";
import type { LocaleKey, Value } from "../../src/dialog/words.ts";
import type { Program } from "../../src/programs/program.ts";
import { rootPath } from "../../src/root.ts";
import type { Intent, Language, Slots } from "../../src/understanding/understood.ts";
import { joinedWorlds, OWN_CODE } from "../helpers/joined.ts";
import { NOW, PROGRAMS, profileWith, programOf, servicesIn, shelfOf } from "../helpers/services.ts";
import { messageOf } from "../helpers/talk.ts";

const LANGUAGES = ["fi", "en"] as const;
const NAMES = Object.keys(dialogs) as DialogName[];
const encoded = (id: string) => Buffer.from(id).toString("base64url");

/** Where a dialog may be opened, beside its start. */
const PAYLOADS: Readonly<Record<DialogName, readonly string[]>> = {
  home: ["again", "next", "unclear", "help", "alone", "upset"],
  recommend: [encoded("helmet:1"), encoded("helmet:3"), encoded("gone"), "about:jazz"],
  "smart-city": ["data"],
  feedback: ["idea", "library", "edit", "withdraw", `program:${encoded("helmet:2")}`],
  settings: ["language", "interests", "about", "saved", "messages", "suggestions", "home"],
  privacy: ["erase", "who"],
  person: ["question", "withdraw"],
  practical: ["digital", "joining"],
  connect: ["calendar", "code", "KX7M9TQP", OWN_CODE],
};

const TYPED: readonly { readonly text: string; readonly intent: Intent; readonly slots: Slots }[] = [
  { text: "hmm", intent: "other", slots: {} },
  { text: "🙂", intent: "other", slots: {} },
  { text: "maija@example.org", intent: "other", slots: {} },
  { text: "kiitos", intent: "thanks", slots: {} },
  {
    text: "Kerro minulle satutunneista, kun niitä tulee, ja vielä vähän lisää",
    intent: "interests",
    slots: { topic: ["satutunti"] },
  },
  { text: "jazz", intent: "recommend", slots: { topic: ["jazz"] } },
  { text: "Oodi", intent: "recommend", slots: { place: "Oodi" } },
  { text: "5.12.", intent: "recommend", slots: { when: { from: "2026-12-05", until: "2026-12-06" } } },
  {
    text: "Oodi 5.12.",
    intent: "recommend",
    slots: { place: "Oodi", when: { from: "2026-12-05", until: "2026-12-06" } },
  },
  { text: "OmaStadi?", intent: "smart_city", slots: {} },
  { text: "paljonko se maksaa?", intent: "other", slots: {} },
  { text: "auki?", intent: "practical", slots: {} },
  { text: "lähin kirjasto kalliossa", intent: "practical", slots: { place: "Kallio" } },
  { text: "lähin kirjasto kumpulassa", intent: "practical", slots: { place: "Kumpula" } },
  { text: "lähin kirjasto", intent: "practical", slots: {} },
  { text: "hyvää joulua", intent: "greeting", slots: {} },
  { text: "entä ilmaista", intent: "recommend", slots: { free: true } },
  { text: "muistuta minua", intent: "other", slots: {} },
  { text: "muistuta minua jazzista", intent: "recommend", slots: { topic: ["jazz"] } },
  { text: "kerro lisää", intent: "other", slots: {} },
  { text: "esimerkki", intent: "other", slots: {} },
  { text: "visa", intent: "other", slots: {} },
  { text: "kuka lukee tätä?", intent: "other", slots: {} },
  { text: "pääseekö sinne?", intent: "other", slots: {} },
  { text: "3 ja 7", intent: "other", slots: { age: 3 } },
  { text: "5-vuotiaalle", intent: "recommend", slots: { age: 5 } },
  { text: "poista ooppera", intent: "other", slots: {} },
];

type Answers = Parameters<typeof shelfOf>[1];

/** As many programs as can be saved, each with a long title. */
const MANY = Array.from({ length: SAVED_MOST }, (_, index) =>
  programOf(`many:${index}`, { title: { fi: `Hyvin pitkä tapahtuman nimi numero ${index}` } }),
);

/** Worlds that make dialogs say different things. */
function worlds(language: Language): readonly Services[] {
  const found = (count: number) =>
    PROGRAMS.slice(0, count).map((program) => ({ program, score: 1, reasons: [] }));
  const loosened =
    (slot: string): Answers =>
    ({ without }) => ({
      results: found(without.length === 0 ? 3 : 1),
      relaxed: [{ slot, from: "a", to: "b" }],
    });
  const all = (change: Partial<Program>) => PROGRAMS.map((program) => ({ ...program, ...change }));
  return [
    servicesIn(language, { isPassing: true }),
    servicesIn(language, {
      given: [{ id: "1-1-1", text: "Sali oli kylmä" }],
      asked: [{ id: "1-1-2", text: "Missä kartat ovat?" }],
      profile: profileWith({
        ...{ interests: ["jazz"], home: "Kallio", audience: "adults", childAges: [3], suits: "evening" },
        ...{ weeklyMost: 1, allowed: PURPOSES, since: { reminders: NOW, suggestions: NOW }, series: true },
        ...{ saved: ["helmet:1", "helmet:2", "gone"], silent: ["helmet:1"] },
        calendar: { version: 1 },
      }),
    }),
    servicesIn(language, {
      given: [
        {
          id: "1-1-1",
          text: "Sali…",
          whole: { about: "library", rating: 2, mayAnswer: false, answer: "no" },
        },
      ],
      profile: profileWith({ weeklyMost: 3, suits: "day", saved: ["helmet:1"], silent: ["helmet:1"] }),
      programs: shelfOf(all({ start: "2026-11-18T12:00:00Z" })),
    }),
    servicesIn(language, {
      profile: profileWith({ interests: ["jazz", "shakki"] }),
      exportUrl: undefined,
      programs: shelfOf(PROGRAMS, () => ({ results: [], relaxed: [] })),
    }),
    servicesIn(language, {
      profile: profileWith({ interests: ["jazz"], saved: MANY.map(({ id }) => id) }),
      programs: shelfOf([...PROGRAMS, ...MANY], loosened("when")),
    }),
    servicesIn(language, {
      profile: profileWith({ home: "Oodi", saved: ["gone", "gone too"] }),
      programs: shelfOf(all({ start: "2026-11-18T09:00:00Z" }), loosened("place")),
    }),
    servicesIn(language, {
      profile: profileWith({ audience: "babies" }),
      programs: shelfOf(all({ status: "cancelled" }), loosened("free")),
    }),
    servicesIn(language, {
      profile: profileWith({ audience: "children", childAges: [5] }),
      programs: shelfOf(all({ allDay: true }), ({ without }) => ({
        results: found(without.length === 0 ? 3 : 0),
        relaxed: [],
      })),
    }),
    servicesIn(language, {
      programs: shelfOf(PROGRAMS, ({ slots }) => ({
        results: slots.topic === undefined ? found(1) : [],
        relaxed: [],
      })),
    }),
  ];
}

/** The worlds that make a difference to a dialog. */
function worldsOf(name: DialogName, language: Language): readonly Services[] {
  return name === "connect" ? joinedWorlds(language) : worlds(language);
}

/** Gives every line that a dialog can say in a world, once. */
function walk(dialog: Dialog, services: Services, payloads: readonly string[]): readonly Line[] {
  const lines = new Map<string, Line>();
  const seen = new Set<string>();
  const waiting: Outcome[] = [];
  const arrive = (outcome: Outcome) => {
    for (const line of outcome.lines) lines.set(JSON.stringify(line), line);
    const state = JSON.stringify(outcome.progress?.state ?? null, likeness);
    if (outcome.progress === undefined || seen.has(state)) return;
    seen.add(state);
    waiting.push(outcome);
  };
  arrive(begin(dialog, services));
  for (const payload of payloads) arrive(begin(dialog, services, { payload }));
  for (const said of TYPED)
    for (const payload of ["", ...payloads])
      arrive(begin(dialog, services, { payload, reply: replyOf(said) }));
  for (let outcome = waiting.shift(); outcome !== undefined; outcome = waiting.shift()) {
    const progress = JSON.parse(JSON.stringify(outcome.progress)) as Progress;
    for (const reply of repliesTo(outcome)) {
      const after = advance(dialog, progress, { reply, services });
      if (after === undefined) throw new Error(`Cannot resume ${JSON.stringify(progress)}`);
      arrive(after);
    }
    if (progress.dialog === "recommend")
      arrive(begin(dialog, services, { payload: encoded("helmet:1"), from: progress }));
  }
  return [...lines.values()];
}

/** States that differ in these only by what the patron wrote or saw lead to the same words. */
function likeness(key: string, value: unknown): unknown {
  if (key === "rating") return Number(value) < 3;
  if (["comment", "program", "question", "text"].includes(key)) return value === "" ? "" : typeof value;
  if (key === "slots")
    return ["when", "place", "topic", "age"].map((slot) => Object.hasOwn(value as object, slot));
  if (key === "list") return typeof value;
  if (key === "kept") return (value as unknown[]).length > 0;
  return ["seen", "found", "instead"].includes(key)
    ? (value as unknown[]).length > 2
    : key === "reasons"
      ? []
      : value;
}

function repliesTo(outcome: Outcome): readonly Reply[] {
  const values = outcome.lines.at(-1)?.choices?.map(({ value }) => value) ?? [];
  const chosen = values
    .filter((value) => !value.startsWith("open:"))
    .map((text) => ({ ...replyOf({ text, intent: "other", slots: {} }), chosen: true }));
  return [...chosen, ...TYPED.map(replyOf)];
}

function replyOf({ text, intent, slots }: (typeof TYPED)[number]): Reply {
  return { text, chosen: false, understood: { text, intent, confidence: 0.9, slots } };
}

test.each(LANGUAGES.flatMap((language) => NAMES.map((name) => [name, language] as const)))(
  "%s speaks every line in every state, with no gap and no two choices alike: %s",
  (name, language) => {
    for (const services of worldsOf(name, language)) {
      for (const line of walk(dialogs[name], services, PAYLOADS[name])) {
        const message = messageOf(line, language);
        expect(JSON.stringify(message)).not.toMatch(/\{\{|\}\}|undefined|\[object/);
        expect(message.text.trim()).not.toBe("");
        const labels = message.choices?.map(({ label }) => label) ?? [];
        expect(new Set(labels).size).toBe(labels.length);
        expect(labels).not.toContain("");
        expect(labels.filter((label) => label.length > 64)).toEqual([]);
      }
    }
  },
);

test.each(LANGUAGES)(
  "every question of a dialog has a way on in buttons or asks for words: %s",
  (language) => {
    for (const name of NAMES) {
      for (const services of worldsOf(name, language)) {
        for (const step of statesOf(dialogs[name], services, PAYLOADS[name])) {
          const definition = dialogs[name].steps[step.state.at];
          const choices = definition?.ask(step.state, services).choices ?? [];
          expect([name, step.state.at, choices.length > 0 || definition?.open === true]).toEqual([
            name,
            step.state.at,
            true,
          ]);
        }
      }
    }
  },
);

function statesOf(dialog: Dialog, services: Services, payloads: readonly string[]): readonly Progress[] {
  return ["", ...payloads].flatMap((payload) => begin(dialog, services, { payload }).progress ?? []);
}

/** Said by a turn, a card or the web page, not by a dialog; or of a search that is refined, which has tests of its own. */
const SAID_ELSEWHERE =
  /^(common|program)\.|^home\.(introduction|who|choice)|^recommend\.(onlyHere|sample|reason\.|suits\.|told\.|kept\.|without\.|relaxed\.(given|place\w*Day))/;

test("no word in the locale files of the dialogs goes unsaid", () => {
  const said = new Set<string>();
  for (const name of NAMES) {
    for (const world of worldsOf(name, "fi")) {
      const phrase = (key: LocaleKey) => {
        said.add(key);
        return world.phrase(key);
      };
      const listening = { ...world, phrase };
      for (const line of walk(dialogs[name], listening, PAYLOADS[name])) collect(line, said);
    }
  }
  const unsaid = NAMES.flatMap((name) => keysOf(name)).filter(
    (key) => !said.has(key) && !SAID_ELSEWHERE.test(key),
  );
  expect(unsaid).toEqual([]);
});

function collect({ key, keptAs, values, choices }: Line, said: Set<string>): void {
  said.add(key);
  if (keptAs !== undefined) said.add(keptAs);
  for (const value of [...Object.values(values ?? {}), ...(choices ?? []).map(({ label }) => label)])
    collectValue(value, said);
}

function collectValue(value: Value, said: Set<string>): void {
  if (typeof value !== "object") return;
  if ("list" in value) for (const one of value.list) collectValue(one, said);
  if (!("phrase" in value)) return;
  said.add(value.phrase);
  for (const inner of Object.values(value.values ?? {})) collectValue(inner, said);
}

function keysOf(name: string, language: Language = "fi"): string[] {
  const texts = JSON.parse(readFileSync(rootPath("locales", language, `${name}.json`), "utf8"));
  return paths(texts, name).map((path) => path.replace(/_(one|other)$/, ""));
}

function paths(texts: object, path: string): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [`${path}.${key}`] : paths(text as object, `${path}.${key}`),
  );
}

test.each([...NAMES, "common", "program"])(
  "the texts of %s are the same in both languages, with the same placeholders",
  (name) => {
    const marks = (language: Language) => {
      const texts = JSON.parse(readFileSync(rootPath("locales", language, `${name}.json`), "utf8"));
      return Object.fromEntries(
        paths(texts, name).map((path) => [path, placeholders(at(texts, path.split(".").slice(1)))]),
      );
    };
    expect(marks("en")).toEqual(marks("fi"));
  },
);

function at(texts: unknown, path: readonly string[]): string {
  return String(path.reduce((found, key) => (found as Record<string, unknown>)[key], texts));
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort();
}
