/** A library whose time passes by the test's clock, and one patron of it on a channel: what Kutsu writes to them first is played here. */

import type { ChannelMessage } from "../../src/channels/channel.ts";
import { lookAtSavers } from "../../src/outreach/look-at-savers.ts";
import type { Wake } from "../../src/outreach/wake.ts";
import type { Program } from "../../src/programs/program.ts";
import type { Shelf } from "../../src/programs/shelf.ts";
import { type PatronId, parsePatronId, partitionPrefix } from "../../src/store/keys.ts";
import { programOf } from "../helpers/services.ts";
import type { Before } from "./follow-ups.ts";
import type { Answer, Opened, TranscriptTime } from "./transcript-kutsu.ts";

/** A Wednesday, noon in Helsinki. */
export const BEGIN = "2026-11-18T10:00:00.000Z";
const DAY_MS = 24 * 3600_000;
const YOGA = { id: "yso:jooga", label: { fi: "jooga", en: "yoga" } };
const KALLIO = {
  name: { fi: "Kallion kirjasto", en: "Kallio Library" },
  address: { fi: "Viides linja 11" },
  district: { fi: "Kallio" },
};

/** Saturday 21 November, 14.30 in Helsinki. */
export const SAVED = programOf("helmet:211874", {
  title: { fi: "Hiljainen jooga", en: "Quiet yoga" },
  summary: { fi: "Venytellään ja hengitetään.", en: "We stretch and breathe." },
  ...{ keywords: [YOGA], place: KALLIO, free: true, languages: ["fi"] },
  ...{ start: "2026-11-21T12:30:00.000Z", end: "2026-11-21T13:30:00.000Z" },
});
/**
 * So early the next morning that the night would swallow the reminder of two hours before, and too near for the other; its id is as long as those that are made
 * from addresses of pages, and longer than a button of Telegram's can carry.
 */
export const EARLY = {
  ...SAVED,
  id: `schema:kirjasto.example/tapahtumat/${"hiljainen-jooga-".repeat(4)}1`,
  start: "2026-11-19T06:30:00.000Z",
  end: "2026-11-19T07:30:00.000Z",
};
export const CHAIR = programOf("helmet:211875", {
  title: { fi: "Tuolijooga", en: "Chair yoga" },
  ...{ keywords: [YOGA], place: KALLIO, start: "2026-12-03T12:00:00.000Z", end: "2026-12-03T13:00:00.000Z" },
});
export const ROBOTS = programOf("helmet:211876", {
  title: { fi: "Robotiikkakerho", en: "Robotics club" },
  keywords: [{ id: "yso:robotiikka", label: { fi: "robotiikka", en: "robotics" } }],
  ...{ place: KALLIO, start: "2026-12-03T12:00:00.000Z", end: "2026-12-03T13:00:00.000Z" },
});

/** What can be saved, what is like it, and what is not. */
export const USUAL: readonly Program[] = [SAVED, CHAIR, ROBOTS];

/** What came at a time: the words and choices that the patron sees, and what the channel was given. */
export interface Came extends Answer {
  readonly at: string;
  readonly sent: readonly ChannelMessage[];
}

/** Time that only passes when it is told to. */
export class TestTime implements TranscriptTime {
  now = BEGIN;
}

/** Where everything stood at a time; of what was done and scheduled, how much. */
interface Stood {
  readonly state: string;
  readonly now: string;
  readonly done: number;
  readonly scheduled: number;
}

/** One patron while time passes. */
export class FollowedPatron {
  readonly #opened: Opened;
  readonly #time: TestTime;
  readonly #shelf: Shelf;
  /** The looks that were done. */
  readonly #done: string[] = [];
  /** How everything was before Kutsu wrote last. */
  #before: Stood = { state: "", now: BEGIN, done: 0, scheduled: 0 };

  /** `shelf` is the one that the conversation looks at. */
  constructor(opened: Opened, { time, shelf }: { readonly time: TestTime; readonly shelf: Shelf }) {
    this.#opened = opened;
    this.#time = time;
    this.#shelf = shelf;
  }

  /** Says something, and reads the answer. */
  say(text: string): Promise<Came> {
    return this.#read(() => this.#opened.patron.say(text));
  }

  /** Taps a choice of the last message, and reads the answer. */
  tap(choice: string): Promise<Came> {
    return this.#read(() => this.#opened.patron.tap(choice));
  }

  /** Reads what came without the patron's doing. */
  hear(): Promise<Came> {
    return this.#read(async () => undefined);
  }

  /** Tells whether anything of the patron is stored. */
  async isStored(): Promise<boolean> {
    const { redis } = this.#opened.inside;
    const [addresses, patrons] = await Promise.all([redis.keys("*}:address:*"), redis.keys("*}:patron:*")]);
    // Of a patron who was erased the channel may still have to be told.
    const states = await Promise.all(patrons.map((key) => redis.hget(key, "state")));
    return addresses.length > 0 || states.some((state) => state !== null);
  }

  /** Lets time pass from look to look, as Kutsu scheduled them, until it writes; undefined when it never does. */
  async wait(): Promise<Came | undefined> {
    for (let look = this.#nextLook(); look !== undefined; look = this.#nextLook()) {
      this.#time.now = look.at;
      const before = await this.#stand();
      this.#done.push(look.id);
      const came = await this.#read(() => this.#look(look.id));
      if (came.sent.length > 0) {
        this.#before = before;
        return came;
      }
    }
    return undefined;
  }

  /** Does the last look once more, as a job that is run twice does. */
  repeat(): Promise<Came> {
    return this.#read(() => this.#look(this.#done.at(-1) ?? ""));
  }

  /** Goes back to before Kutsu wrote last, and has it written again: nothing that came of it since has happened. */
  async comeAgain(): Promise<Came> {
    const { redis, wakes, look } = this.#opened.inside;
    const { state, now, done, scheduled } = this.#before;
    await redis.hset(await this.#key(), "state", state);
    // What was looked at since will be looked at again.
    const seen = await redis.keys("*}:seen:due:*");
    if (seen.length > 0) await redis.del(...seen);
    this.#done.length = done;
    wakes.scheduled.length = scheduled;
    this.#time.now = now;
    return this.#read(async () => look(await this.#id(), "once-more"));
  }

  /** A day later the catalogue changes, and those who saved what changed are looked at. */
  async changes(programs: readonly Program[], changed: string): Promise<Came> {
    const { redis, look } = this.#opened.inside;
    this.#time.now = new Date(Date.parse(this.#time.now) + DAY_MS).toISOString();
    this.#before = await this.#stand();
    return this.#read(async () => {
      await this.#shelf.put(programs);
      const now = this.#time.now;
      await lookAtSavers(redis, {
        ...{ programs: [changed], now },
        look: async (patron, id) => {
          this.#done.push(id);
          await look(patron, id);
        },
      });
    });
  }

  /** Tells where everything stands. */
  async #stand(): Promise<Stood> {
    const { redis, wakes } = this.#opened.inside;
    const state = (await redis.hget(await this.#key(), "state")) ?? "";
    return {
      state,
      now: this.#time.now,
      done: this.#done.length,
      scheduled: wakes.scheduled.length,
    };
  }

  async #look(id: string): Promise<void> {
    await this.#opened.inside.look(await this.#id(), id);
  }

  async #read(act: () => Promise<unknown>): Promise<Came> {
    const { sent, patron } = this.#opened;
    const before = sent.length;
    await act();
    const answer = await patron.read();
    return { ...answer, at: this.#time.now, sent: sent.slice(before) };
  }

  #nextLook(): Wake | undefined {
    const { scheduled } = this.#opened.inside.wakes;
    const gone = new Set([...this.#done, ...scheduled.map(({ instead }) => instead)]);
    return scheduled
      .filter(({ id }) => !gone.has(id))
      .sort((one, other) => one.at.localeCompare(other.at))
      .at(0);
  }

  async #id(): Promise<PatronId> {
    const { redis } = this.#opened.inside;
    const [key = ""] = await redis.keys("*}:address:*");
    const partition = Number(/\{(\d\d)\}/.exec(key)?.[1]);
    return `${partition}-${Number(await redis.get(key))}`;
  }

  async #key(): Promise<string> {
    const { partition, number } = parsePatronId(await this.#id());
    return `${partitionPrefix(partition)}patron:${number}`;
  }
}

/** Brings the patron to a follow-up, and gives it. */
export async function comeTo(patron: FollowedPatron, before: readonly Before[]): Promise<Came> {
  let came: Came | undefined;
  for (const act of before) {
    if (act === "wait") came = await patron.wait();
    else if ("say" in act) came = await patron.say(act.say);
    else if ("tap" in act) came = await patron.tap(act.tap);
    else came = await patron.changes(act.changes, SAVED.id);
  }
  if (came === undefined) throw new Error("Cannot come to a follow-up: Kutsu never writes");
  return came;
}
