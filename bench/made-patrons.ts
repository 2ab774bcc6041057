/** Patrons made by chance, the same for the same seed: of two languages, some sixty districts and topics as libraries hear them. */
import { type Consents, WORDING } from "../src/patrons/consent.ts";
import { newPatron, type Patron } from "../src/patrons/patron.ts";
import { CONCEPTS } from "../src/programs/concepts.ts";
import { AUDIENCES } from "../src/understanding/understood.ts";

const CONCEPT_NAMES = Object.values(CONCEPTS).flatMap(({ fi = [], en = [] }) => [...fi, ...en]);
const TOPICS = [...CONCEPT_NAMES, ...Array.from({ length: 2000 }, (_, at) => `topic of one's own ${at}`)];
const DISTRICTS = Array.from({ length: 60 }, (_, at) => `District ${at}`);
const CHANNELS = ["telegram", "web", "teams", "slack"];
const PURPOSES = ["reminders", "suggestions", "announcements", "campaigns"] as const;
const PROGRAMS = 2000;
const DAY_MS = 24 * 3600 * 1000;
const HALF_HOUR_MS = 1800 * 1000;

/** A number from 0 to 1, the next one each time. */
export type Chance = () => number;

/** Gives a row of chances that is the same for the same seed (mulberry32). */
export function chances(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one; those that come first more often. */
function pick<Item>(items: readonly Item[], chance: Chance): Item {
  const item = items[Math.floor(chance() ** 2 * items.length)];
  if (item === undefined) throw new Error("Cannot pick: there is nothing to pick from");
  return item;
}

function some<Item>(most: number, chance: Chance, make: () => Item): Item[] {
  return Array.from({ length: Math.floor(chance() * (most + 1)) }, make);
}

/** A program as a patron's profile names it. */
const program = (chance: Chance) => `helmet:${211_000 + Math.floor(chance() ** 2 * PROGRAMS)}`;

/** Makes a patron who was heard some time before `nowMs` at an address that ends with `name`. */
export function makePatron(name: string, chance: Chance, nowMs: number): Patron {
  const channel = pick(CHANNELS, chance);
  const heard = new Date(nowMs - Math.floor(chance() ** 2 * 400) * DAY_MS).toISOString();
  const [ages, audience] = [some(2, chance, () => Math.floor(chance() * 15)), pick(AUDIENCES, chance)];
  const given = { at: heard, wording: WORDING, channel };
  const consents: Consents = Object.fromEntries(some(4, chance, () => [pick(PURPOSES, chance), given]));
  return {
    ...newPatron,
    ...{ language: chance() < 0.8 ? "fi" : "en", languageChosen: chance() < 0.3, met: true },
    interests: [...new Set(some(4, chance, () => pick(TOPICS, chance)))],
    ...(chance() < 0.6 && { home: pick(DISTRICTS, chance) }),
    ...(chance() < 0.5 && { audience }),
    childAges: chance() < 0.4 ? ages : [],
    consents,
    saved: some(2, chance, () => {
      const startMs = nowMs + Math.floor(chance() * 60) * DAY_MS;
      const times = {
        start: new Date(startMs).toISOString(),
        end: new Date(startMs + HALF_HOUR_MS).toISOString(),
      };
      return { id: program(chance), reminds: true, ...times, place: pick(DISTRICTS, chance), done: [] };
    }),
    attended: [...new Set(some(4, chance, () => program(chance)))],
    outreach: { heard, unasked: [], shown: [...new Set(some(12, chance, () => program(chance)))] },
    talks: {
      [`${channel}:${name}`]: { reachable: chance() < 0.97, heard, question: "t12", parked: [] },
    },
  };
}

/** Makes patrons one after another, the same each time; the address of each ends with its place in the row. */
export function* madePatrons(count: number, nowMs: number): Generator<Patron> {
  const chance = chances(1);
  for (let at = 0; at < count; at += 1) yield makePatron(`${at}`, chance, nowMs);
}
