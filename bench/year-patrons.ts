/** The patrons of a simulated year as they are when it begins, and their profiles in Redis. */
import type { Address } from "../src/channels/channel.ts";
import { WORDING } from "../src/patrons/consent.ts";
import { newPatron, type Patron } from "../src/patrons/patron.ts";
import { PATRON_TTL_SECONDS, type PatronId, partitionOfAddress, partitionPrefix } from "../src/store/keys.ts";
import type { KutsuRedis } from "../src/store/redis.ts";
import { PatronBook } from "./year-book.ts";
import { TOPICS } from "./year-catalogue.ts";
import { type Chance, pickEvenly, pickWeighted } from "./year-chance.ts";
import { DAY_MS, iso } from "./year-clock.ts";

/** The one channel of the simulated library. */
export const CHANNEL = "sim";
const AT_ONCE = 1000;

/** How many things a patron does in a year. */
const ACTS_A_YEAR = { none: 0, few: 2, some: 8, many: 45 } as const;

/** A patron when the year begins. */
export interface MadePatron {
  readonly id: PatronId;
  readonly state: Patron;
  readonly book: PatronBook;
  readonly actsAYear: number;
}

/** Makes patrons; each has a number within the partition of its address. */
export function makePatrons(count: number, startMs: number, chance: Chance): readonly MadePatron[] {
  const numbers = new Map<number, number>();
  return Array.from({ length: count }, (_, at) => {
    const address: Address = `${CHANNEL}:${at}`;
    const partition = partitionOfAddress(address);
    const number = (numbers.get(partition) ?? 0) + 1;
    numbers.set(partition, number);
    return makePatron({ id: `${partition}-${number}`, address, startMs }, chance);
  });
}

function makePatron(
  { id, address, startMs }: { readonly id: PatronId; readonly address: Address; readonly startMs: number },
  chance: Chance,
): MadePatron {
  const language = chance() < 0.7 ? "fi" : "en";
  const isGroup = chance() < 0.01;
  const heard = iso(startMs - Math.floor(chance() * 50) * DAY_MS);
  const given = { at: heard, wording: WORDING, channel: CHANNEL };
  const suits = pickWeighted({ day: 2, evening: 2, any: 6 }, chance);
  const choices = {
    ...{ reminders: chance() < 0.55, suggestions: chance() < 0.5, series: chance() < 0.1 },
    ...(suits !== "any" && { suits }),
    ...(chance() < 0.25 && { weeklyMost: chance() < 0.7 ? 1 : 2 }),
  };
  const { reminders, suggestions, series, ...how } = choices;
  const topics = Array.from({ length: Math.floor(chance() * 4) }, () => pickEvenly(TOPICS, chance)[language]);
  const state: Patron = {
    ...{ ...newPatron, language, languageChosen: true, met: true, ...how, interests: [...new Set(topics)] },
    ...(chance() < 0.5 && { home: "Kallio" }),
    childAges: chance() < 0.3 ? [1 + Math.floor(chance() * 14)] : [],
    consents: { ...(reminders && { reminders: given }), ...(suggestions && { suggestions: given }) },
    // Whoever was asked already is not asked by the way.
    ...(!reminders && { declined: ["reminders"] }),
    outreach: { ...newPatron.outreach, heard, ...(series && { series: { next: 0, at: heard } }) },
    talks: { [address]: { reachable: true, heard, parked: [], ...(isGroup && { group: true as const }) } },
  };
  const kind = pickWeighted({ none: 2, few: 4, some: 3.3, many: 0.7 }, chance);
  return {
    ...{ id, state, actsAYear: isGroup ? 0 : ACTS_A_YEAR[kind] },
    book: new PatronBook({ address, language, choices, isGroup }),
  };
}

/** Writes profiles as a conversation leaves them: state, revision, and where the patron is found by address. */
export async function writePatrons(redis: KutsuRedis, patrons: readonly MadePatron[]): Promise<void> {
  const counts = new Map<number, number>();
  for (let first = 0; first < patrons.length; first += AT_ONCE) {
    const writes = redis.pipeline();
    for (const { id, state, book } of patrons.slice(first, first + AT_ONCE)) {
      const [partition = 0, number = 0] = id.split("-").map(Number);
      counts.set(partition, number);
      const prefix = partitionPrefix(partition);
      const lease = { lease: "", until: 0, attempts: 0, wait: 0 };
      writes.hset(`${prefix}patron:${number}`, {
        revision: 1,
        state: JSON.stringify(state),
        erased: "",
        ...lease,
      });
      writes.set(`${prefix}address:${book.address}`, number, "EX", PATRON_TTL_SECONDS);
    }
    await writes.exec();
  }
  for (const [partition, number] of counts) await redis.set(`${partitionPrefix(partition)}patrons`, number);
}
