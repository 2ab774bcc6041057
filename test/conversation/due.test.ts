/** What Kutsu writes first, played through the turn with the real words, and what the buttons under it do. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import type { Program } from "../../src/programs/program.ts";
import { Chat, loadTurnTools } from "../helpers/chat.ts";
import { programOf } from "../helpers/services.ts";

const GIVEN = { at: "2026-11-10T10:00:00.000Z", wording: 1, channel: "test" };
const NOON = "2026-11-20T10:00:00.000Z";
const yoga = { id: "yso:jooga", label: { fi: "jooga", en: "yoga" } };
/** Saturday 21 November, 10.30 in Helsinki. */
const YOGA = programOf("helmet:yoga", {
  title: { fi: "Aamujooga", en: "Morning yoga" },
  keywords: [yoga],
  place: {
    name: { fi: "Kallion kirjasto", en: "Kallio Library" },
    address: {},
    district: { fi: "Kallio" },
  },
});
const MORE_YOGA = programOf("helmet:yoga2", {
  title: { fi: "Tuolijooga", en: "Chair yoga" },
  keywords: [yoga],
  start: "2026-12-03T12:00:00.000Z",
  end: "2026-12-03T13:00:00.000Z",
});
const ROBOTS = programOf("helmet:robots", {
  title: { fi: "Robotiikkakerho", en: "Robotics club" },
  keywords: [{ id: "yso:robotiikka", label: { fi: "robotiikka", en: "robotics" } }],
  start: "2026-12-03T12:00:00.000Z",
  end: "2026-12-03T13:00:00.000Z",
});

const NONE: readonly Program[] = [];

const tools = new Map<readonly Program[], TurnTools>();
let all: readonly Program[];
let cancelled: readonly Program[];
let moved: readonly Program[];
let postponed: readonly Program[];
beforeAll(async () => {
  all = [YOGA, MORE_YOGA, ROBOTS];
  cancelled = [{ ...YOGA, status: "cancelled" }, MORE_YOGA, ROBOTS];
  postponed = [{ ...YOGA, status: "postponed" }, MORE_YOGA];
  moved = [{ ...YOGA, start: "2026-11-22T10:00:00.000Z", end: "2026-11-22T11:00:00.000Z" }, MORE_YOGA];
  for (const programs of [all, cancelled, moved, postponed, NONE])
    tools.set(programs, await loadTurnTools(programs));
});

const SAVED: Patron["saved"][number] = {
  ...{ id: YOGA.id, start: YOGA.start, end: YOGA.end ?? "", place: "Kallion kirjasto" },
  ...{ reminds: true, done: [] },
};

function chatWith(
  given: Partial<Patron>,
  { language = "fi", programs = all, outreach = {} }: ChatOptions = {},
) {
  const talks = { "test:1": { reachable: true, parked: [], heard: GIVEN.at } };
  const state: Patron = {
    ...{ ...newPatron, met: true, language, languageChosen: true, talks },
    ...given,
    outreach: { ...newPatron.outreach, heard: GIVEN.at, ...outreach },
  };
  return new Chat(tools.get(programs) as TurnTools, { language, state: JSON.stringify(state), now: NOON });
}

interface ChatOptions {
  readonly language?: "fi" | "en";
  readonly programs?: readonly Program[];
  readonly outreach?: Partial<Patron["outreach"]>;
}

const titles = (chat: Chat) => chat.messages.flatMap(({ cards = [] }) => cards.map(({ title }) => title));

describe("a reminder", () => {
  test.each([
    ["fi", "Muistutus: tapahtuma, jonka tallensit, on huomenna.", "Aamujooga", "Älä muistuta tästä"],
    ["en", "A reminder: a program you saved is tomorrow.", "Morning yoga", "No reminders of this"],
  ] as const)("says why it comes and how to end it: %s", (language, text, title, drop) => {
    const chat = chatWith({ saved: [SAVED] }, { language });
    expect(chat.due("2026-11-20T08:30:00.000Z")).toBe(text);
    expect(titles(chat)).toEqual([title]);
    expect(chat.labels).toContain(drop);
    expect(chat.patron.saved[0]?.done).toEqual(["day"]);
    // The next look is two hours before, or when the night is over.
    expect(chat.patron.outreach.wake).toBe("2026-11-21T07:02:00.000Z");
    expect(chat.last.wake).toMatchObject({ at: "2026-11-21T07:02:00.000Z" });
    expect(chat.due("2026-11-21T07:00:00.000Z")).toContain(language === "fi" ? "on tänään" : "is today");
    expect(chat.due("2026-11-21T08:00:00.000Z")).toBe("");
  });

  test("that comes too early says nothing, and looks again in time", () => {
    const chat = chatWith({ saved: [SAVED] });
    expect(chat.due("2026-11-19T10:00:00.000Z")).toBe("");
    expect(chat.patron.outreach.wake).toBe("2026-11-20T08:30:00.000Z");
  });

  test("does not come any more when it is dropped", () => {
    const chat = chatWith({ saved: [SAVED] }, { language: "en" });
    chat.due("2026-11-20T08:30:00.000Z");
    expect(chat.tap("No reminders of this")).toContain("I won't remind you of this program");
    expect(chat.patron.saved[0]?.reminds).toBe(false);
    expect(chat.due("2026-11-21T07:00:00.000Z")).toBe("");
  });

  test("keeps what was under way to come back to", () => {
    const chat = chatWith({ saved: [SAVED] }, { language: "en" });
    chat.say("I'd like to give feedback");
    chat.say("the library");
    expect(chat.at).toMatch(/^feedback\./);
    expect(chat.due("2026-11-20T10:10:00.000Z")).toBe("");
    expect(chat.due("2026-11-20T10:31:00.000Z")).toContain("A reminder");
    chat.tap("Go on where we left off");
    expect(chat.at).toMatch(/^feedback\./);
  });
});

describe("a change of a saved program", () => {
  test.each([
    ["fi", "on siirretty, eikä uusi aika ole vielä tiedossa"],
    ["en", "has been postponed; the new time is not known yet"],
  ] as const)("that postpones it is not told as a cancellation: %s", (language, text) => {
    const chat = chatWith({ saved: [SAVED] }, { language, programs: postponed });
    expect(chat.due("2026-11-19T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual([language === "fi" ? "Tuolijooga" : "Chair yoga"]);
    expect(chat.due("2026-11-20T10:00:00.000Z")).toBe("");
  });

  test.each([
    ["fi", "sen aika tai paikka on muuttunut", "Aamujooga"],
    ["en", "its time or place has changed", "Morning yoga"],
  ] as const)("is told once: %s", (language, text, title) => {
    const chat = chatWith({ saved: [SAVED] }, { language, programs: moved });
    expect(chat.due("2026-11-19T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual([title]);
    expect(chat.due("2026-11-19T12:00:00.000Z")).toBe("");
    expect(chat.due("2026-11-21T10:00:00.000Z")).toContain(language === "fi" ? "Muistutus" : "A reminder");
  });

  test.each([
    [
      "fi",
      "tapahtuma ”Aamujooga”, jonka tallensit, on peruttu. Tässä on jotain samantapaista.",
      "Tuolijooga",
    ],
    ["en", "“Morning yoga”, which you saved, has been cancelled. Here is something like it.", "Chair yoga"],
  ] as const)("that cancels it comes with something like it: %s", (language, text, title) => {
    const chat = chatWith({ saved: [SAVED] }, { language, programs: cancelled });
    expect(chat.due("2026-11-19T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual([title]);
    expect(chat.due("2026-11-20T10:00:00.000Z")).toBe("");
  });
});

describe("after a program", () => {
  const consents = { reminders: GIVEN };
  const AFTER = "2026-11-21T10:00:00.000Z";
  const done: Patron["saved"][number]["done"] = ["day", "hours"];

  test.each([
    ["fi", "Tallensit tapahtuman ”Aamujooga”", "Kyllä, kävin"],
    ["en", "You saved “Morning yoga”", "Yes, I went"],
  ] as const)("who went is led to feedback about it: %s", (language, text, went) => {
    const chat = chatWith({ saved: [{ ...SAVED, done }], consents }, { language });
    expect(chat.due(AFTER)).toContain(text);
    chat.tap(went);
    expect(chat.at).toBe("feedback.rating");
    expect(chat.patron.attended).toEqual([YOGA.id]);
  });

  test("who could not go is left in peace", () => {
    const chat = chatWith({ saved: [{ ...SAVED, done }], consents }, { language: "en" });
    chat.due(AFTER);
    expect(chat.say("I couldn't go")).toContain("Maybe next time");
    expect(chat.patron.attended).toEqual([]);
  });

  test("who does not want to be asked is not asked again", () => {
    const chat = chatWith({ saved: [{ ...SAVED, done }], consents }, { language: "en" });
    chat.due(AFTER);
    chat.tap("Don't ask again");
    expect(chat.patron.consents).toEqual({});
  });

  test("a consent that was taken back meanwhile counts", () => {
    const chat = chatWith({ saved: [{ ...SAVED, done }] });
    expect(chat.due(AFTER)).toBe("");
  });
});

describe("what follows from feedback", () => {
  test.each([
    ["fi", "Annoit palautetta tapahtumasta ”Aamujooga”", "Tuolijooga"],
    ["en", "You gave feedback on “Morning yoga”", "Chair yoga"],
  ] as const)("is one suggestion, a day later: %s", (language, text, title) => {
    const consents = { suggestions: GIVEN };
    const suggest = { program: YOGA.id, at: "2026-11-20T10:00:00.000Z" };
    const chat = chatWith({ consents }, { language, outreach: { suggest } });
    expect(chat.due("2026-11-20T12:00:00.000Z")).toBe("");
    expect(chat.due("2026-11-21T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual([title]);
    expect(chat.due("2026-11-22T10:00:00.000Z")).toBe("");
  });
});

describe("new programs about what a patron follows", () => {
  const consents = { suggestions: GIVEN };

  test.each([
    [
      "fi",
      "Pyysit minua kertomaan, kun aiheistasi löytyy uutta (jooga). Nyt löytyi:",
      "jooga",
      ["Aamujooga", "Tuolijooga"],
    ],
    [
      "en",
      "You asked me to tell you when there is something new on your topics (yoga). Now there is:",
      "yoga",
      ["Morning yoga", "Chair yoga"],
    ],
  ] as const)("come once, and never again: %s", (language, text, topic, expected) => {
    const chat = chatWith({ consents, interests: [topic] }, { language });
    expect(chat.due("2026-11-18T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual(expected);
    expect(chat.due("2026-11-25T10:00:00.000Z")).toBe("");
    expect(chat.patron.outreach.matched).toBe("2026-11-25T10:00:00.000Z");
  });

  test("come less often when fewer were asked for", () => {
    const chat = chatWith({ consents, interests: ["yoga"] }, { language: "en" });
    chat.due("2026-11-18T10:00:00.000Z");
    expect(chat.tap("Fewer like this")).toContain("every 2 weeks");
    expect(chat.patron.outreach.fewer).toEqual({ interests: 2 });
    // The look that is scheduled already stays, and finds nothing to do.
    expect(chat.due("2026-11-25T10:00:00.000Z")).toBe("");
    expect(chat.patron.outreach.wake).toBe("2026-12-02T10:00:00.000Z");
  });

  test("end with everything else at stop", () => {
    const chat = chatWith({ consents, interests: ["yoga"] }, { language: "en" });
    chat.due("2026-11-18T10:00:00.000Z");
    chat.tap("Stop messages");
    expect(chat.patron.consents).toEqual({});
    expect(chat.due("2026-12-18T10:00:00.000Z")).toBe("");
    expect(chat.last.wake).toBeUndefined();
  });
});

describe("the smart city series", () => {
  test.each([
    ["fi", "Tilasit älykaupunkisarjan. Tällä kertaa: ", "Robotiikkakerho"],
    ["en", "You asked for the smart city series. This time: ", "Robotics club"],
  ] as const)("tells a topic a week with a program, and ends: %s", (language, text, title) => {
    const series = { next: 0, at: "2026-11-13T10:00:00.000Z" };
    const chat = chatWith({}, { language, outreach: { series } });
    expect(chat.due("2026-11-20T10:00:00.000Z")).toContain(text);
    expect(titles(chat)).toEqual([title]);
    let told = 1;
    for (let week = 1; week < 12; week += 1) {
      const at = new Date(Date.parse("2026-11-20T10:00:00.000Z") + week * 7 * 86_400_000).toISOString();
      if (chat.due(at) !== "") told += 1;
    }
    expect(told).toBe(8);
    expect(chat.patron.outreach.series).toBeUndefined();
  });
});

describe("a patron silent for sixty days", () => {
  test.each([
    ["fi", "En kirjoita uudestaan, ellet kirjoita minulle."],
    ["en", "I won't write again unless you write to me."],
  ] as const)(
    "gets one friendly message, and is written to again only after writing: %s",
    (language, text) => {
      const consents = { suggestions: GIVEN };
      const chat = chatWith({ consents, interests: ["jooga"] }, { language, programs: NONE });
      expect(chat.due("2027-01-09T10:00:00.000Z")).toContain(text);
      expect(chat.due("2027-06-09T10:00:00.000Z")).toBe("");
      expect(chat.last.wake).toBeUndefined();
      chat.say("hei");
      expect(chat.patron.outreach.silent).toBeUndefined();
      expect(chat.last.wake).toBeDefined();
    },
  );
});

test("a look at a patron who was heard elsewhere last writes nothing here", () => {
  const talks = {
    "test:1": { reachable: true, parked: [], heard: GIVEN.at },
    "web:2": { reachable: true, parked: [], heard: "2026-11-19T10:00:00.000Z" },
  };
  const chat = chatWith({ saved: [SAVED], talks });
  expect(chat.due("2026-11-20T08:30:00.000Z")).toBe("");
});
