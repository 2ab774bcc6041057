/** What dialogs read in tests: the real words, a small catalogue, and a fixed moment. */
import { readFileSync } from "node:fs";
import { Speaker } from "../../src/conversation/speak.ts";
import type { Profile } from "../../src/dialog/profile.ts";
import type { ProgramShelf, Services } from "../../src/dialog/services.ts";
import { createNearestLibraries } from "../../src/programs/nearest-libraries.ts";
import type { Program, Recommendation } from "../../src/programs/program.ts";
import { rootPath } from "../../src/root.ts";
import { loadDistricts } from "../../src/understanding/districts.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import type { Language } from "../../src/understanding/understood.ts";

/** A Wednesday morning in Helsinki. */
export const NOW = "2026-11-18T08:00:00Z";
export const TIME_ZONE = "Europe/Helsinki";

/** Speaks the real locale files. */
export const speaker = new Speaker({
  timeZone: TIME_ZONE,
  places: JSON.parse(readFileSync(rootPath("data", "libraries.json"), "utf8")),
  publicUrl: "http://kutsu.test",
  helplines: { fi: "Auttava puhelin 0100 000", en: "Help line 0100 000" },
});

/** Makes a profile; what is not given was never told. */
export function profileWith(given: Partial<Profile>): Profile {
  return { interests: [], childAges: [], allowed: [], saved: [], series: false, ...given };
}

/** Measures between the real libraries and districts. */
export const nearestLibraries = createNearestLibraries({
  libraries: loadLibraryNames(),
  districts: loadDistricts(),
});

/** Makes a program; what is not given is ordinary. */
export function programOf(id: string, given: Partial<Program> = {}): Program {
  return {
    id,
    title: { fi: `Ohjelma ${id}`, en: `Program ${id}` },
    summary: {},
    description: {},
    start: "2026-11-21T08:30:00Z",
    end: "2026-11-21T09:00:00Z",
    allDay: false,
    online: false,
    keywords: [],
    audiences: [],
    price: {},
    languages: [],
    url: {},
    status: "scheduled" as const,
    sample: false,
    ...given,
  };
}

const oodi = {
  id: "tprek:51342",
  name: { fi: "Keskustakirjasto Oodi", en: "Helsinki Central Library Oodi" },
  address: { fi: "Töölönlahdenkatu 4" },
  district: {},
};

/** Programs as different as real ones. */
export const PROGRAMS: readonly Program[] = [
  programOf("helmet:1", {
    title: { fi: "Satutunti", en: "Story time" },
    keywords: [{ id: "yso:p1", label: { fi: "satutunnit", en: "story hours" } }],
    ages: { min: 3, max: 6 },
    free: true,
    languages: ["fi"],
    place: oodi,
    url: { fi: "https://tapahtumat.example/1" },
  }),
  programOf("helmet:2", {
    title: { fi: "Jazzilta" },
    start: "2026-11-21T16:00:00Z",
    end: "2026-11-21T18:00:00Z",
    place: oodi,
  }),
  programOf("helmet:3", { title: { en: "Language café" }, languages: ["en"], sample: true }),
  programOf("helmet:4", { title: { fi: "Digituki", en: "Digital support" }, online: true }),
];

/** A shelf whose answers the test decides; without `answers`, every wish finds all of its programs that were not shown. */
export function shelfOf(
  programs: readonly Program[],
  answers?: (wish: Parameters<ProgramShelf["recommend"]>[0]) => Recommendation,
): ProgramShelf {
  return {
    isSample: false,
    find: (id) => programs.find((program) => program.id === id),
    recommend: (wish) => {
      if (answers !== undefined) return answers(wish);
      const left = programs.filter(({ id }) => !wish.without.includes(id)).slice(0, wish.limit);
      return {
        results: left.map((program, index) => ({ program, score: 1 - index / 10, reasons: [] })),
        relaxed: [],
      };
    },
  };
}

/** Everything a step may read, in a language. */
export function servicesIn(language: Language, given: Partial<Services> = {}): Services {
  return {
    now: NOW,
    today: "2026-11-18",
    timeZone: TIME_ZONE,
    language,
    given: [],
    asked: [],
    patron: "17-42",
    isGroup: false,
    isPassing: false,
    profile: profileWith({}),
    programs: shelfOf(PROGRAMS),
    exportUrl: "http://kutsu.test/my-data/token",
    nearestLibraries,
    phrase: (key) => speaker.phrase(key, language),
    ...given,
  };
}
