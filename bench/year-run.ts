/**
 * Runs a simulated year: jumps from step to step at which something happens, lets patrons act, reads the source, promotes the looks
 * whose time has come, kills workers meanwhile, and writes down what reached whom.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { tellNews } from "../src/outreach/look-at-savers.ts";
import { importPrograms } from "../src/programs/catalogue.ts";
import type { KutsuRedis } from "../src/store/redis.ts";
import { type Act, type ActScene, type Done, drawAct, drawReaction, perform } from "./year-acts.ts";
import type { Sent } from "./year-book.ts";
import type { MadeCatalogue } from "./year-catalogue.ts";
import { type Chance, chanceOf, chances } from "./year-chance.ts";
import { checkYear } from "./year-check.ts";
import { DAY_MS, HOUR_MS, iso, midnight, STEP_MS, stepFrom, ZONE } from "./year-clock.ts";
import type { Crew } from "./year-crew.ts";
import type { LiveJobs } from "./year-jobs.ts";
import { BLOCKED_KEY, SENT_KEY } from "./year-keys.ts";
import type { MadePatron } from "./year-patrons.ts";
import type { Told } from "./year-told.ts";

/** Acts that are handed over at once. */
const AT_ONCE = 64;
/** How often it is checked on the way what was broken so far. */
const QUARTER_MS = 91 * DAY_MS;
const BROKEN_SHOWN = 10;

export interface YearParts {
  readonly redis: KutsuRedis;
  readonly crew: Crew;
  readonly jobs: LiveJobs;
  readonly catalogue: MadeCatalogue;
  readonly patrons: readonly MadePatron[];
  readonly chance: Chance;
  readonly folder: string;
  readonly logFile: string;
  readonly startMs: number;
  readonly days: number;
  readonly kills: number;
  /** How much more patrons do than usual. */
  readonly activity: number;
  tell(progress: string): void;
}

/** What a patron is to do; drawn when the time has come where it is not known yet. */
interface Planned {
  readonly patron: number;
  readonly act?: Act;
}

/** A year under way. */
export class YearRun {
  readonly #parts: YearParts;
  readonly #acts = new Map<number, Planned[]>();
  readonly #byAddress: ReadonlyMap<string, number>;
  readonly #endMs: number;
  #reads: readonly number[];
  #killsAtMs: readonly number[];
  /** Of the kills alone: how they fall must not change what patrons do. */
  readonly #fate: Chance = chances(7);
  #seen = 0;
  readonly #ids = new Set<string>();
  steps = 0;
  events = 0;
  /** Messages that were sent again in doubt, by id. */
  readonly repeats: string[] = [];

  constructor(parts: YearParts) {
    const { patrons, startMs, days, chance, kills, catalogue, activity } = parts;
    this.#parts = parts;
    this.#endMs = midnight(startMs, days);
    this.#reads = catalogue.readsMs;
    this.#byAddress = new Map(patrons.map(({ book }, at) => [book.address, at]));
    const killEveryMs = (this.#endMs - startMs) / (kills + 1);
    this.#killsAtMs = Array.from(
      { length: kills },
      (_, at) => startMs + (at + 0.25 + chance()) * killEveryMs,
    );
    for (const [patron, { actsAYear }] of patrons.entries()) {
      const acts = Math.round(((activity * actsAYear * days) / 365) * (0.5 + chance()));
      for (let act = 0; act < acts; act += 1) this.#plan(this.#wakingHour(chance), { patron });
    }
  }

  /** Between half past six and eleven at night. */
  #wakingHour(chance: Chance): number {
    const { startMs, days } = this.#parts;
    const day = midnight(startMs, Math.floor(chance() * days));
    return day + 6.5 * HOUR_MS + Math.floor(chance() * 33) * 2 * STEP_MS;
  }

  #plan(ms: number, act: Planned): void {
    const step = stepFrom(ms);
    const planned = this.#acts.get(step);
    if (planned === undefined) this.#acts.set(step, [act]);
    else planned.push(act);
  }

  /** Looks at everybody once, as if they had just done something: from then on each has the next look before them. */
  async begin(): Promise<void> {
    const { patrons, crew, jobs } = this.#parts;
    const waiting = [...patrons];
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
        await crew.any({ do: "look", patron: one.id, id: `first-${one.id}` });
    });
    await Promise.all(hands);
    await jobs.untilQuiet();
  }

  /** Lets the whole year pass. */
  async run(): Promise<void> {
    const { startMs, tell, days, crew } = this.#parts;
    let day = startMs;
    let checked = startMs;
    let ms = startMs;
    for (;;) {
      const next = await this.#nextStep(ms);
      if (next === undefined) return;
      ms = next;
      await this.#step(ms);
      if (ms - day > 7 * DAY_MS) {
        day = ms;
        const passed = Math.floor((ms - startMs) / DAY_MS);
        tell(`day ${passed} of ${days}, ${this.#seen} messages, ${crew.kills} kills`);
      }
      if (ms - checked > QUARTER_MS) {
        checked = ms;
        this.#tellBroken(ms);
      }
    }
  }

  /** Whoever waits for the end of a long year hears early that something is wrong. */
  #tellBroken(ms: number): void {
    const { patrons, catalogue, tell } = this.#parts;
    const { rules } = checkYear(
      patrons.map(({ book }) => book),
      catalogue,
      ms,
    );
    const broken = rules.flatMap(({ rule, broken: all }) => all.map((one) => `${rule}: ${one}`));
    tell([`rules broken so far: ${broken.length}`, ...broken.slice(0, BROKEN_SHOWN)].join("\n  "));
  }

  /** The next moment at which something is to be done: a read of the source, acts or looks. */
  async #nextStep(afterMs: number): Promise<number | undefined> {
    const look = await this.#parts.jobs.firstLook();
    let step = stepFrom(afterMs + 1);
    const lookMs = look === undefined ? Number.POSITIVE_INFINITY : Math.max(step, stepFrom(look));
    const readMs = this.#reads[0] ?? Number.POSITIVE_INFINITY;
    const until = Math.min(lookMs, readMs, this.#endMs);
    while (step < until && !this.#acts.has(step)) step += STEP_MS;
    const next = Math.min(step, until);
    return next < this.#endMs ? next : undefined;
  }

  async #step(ms: number): Promise<void> {
    const { crew, jobs } = this.#parts;
    this.steps += 1;
    // Killed is only where another goes on.
    if (this.#isKillDue(ms)) await crew.untilWhole();
    await crew.setClock(iso(ms));
    if (this.#reads[0] !== undefined && this.#reads[0] <= ms) await this.#readSource(ms);
    const acts = this.#acts.get(ms) ?? [];
    this.#acts.delete(ms);
    await this.#killingMaybe(ms, acts.length, () => this.#doActs(ms, acts));
    const due = await jobs.dueLooks(ms);
    await this.#killingMaybe(ms, due.length, () => jobs.promote(due));
    await this.#readSent();
    await jobs.sample(ms);
  }

  /** Does a part of a step to its end; when a kill is due and there is enough to do, one worker is killed in the middle of it. */
  async #killingMaybe(ms: number, size: number, work: () => Promise<void>): Promise<void> {
    const { crew, jobs, patrons } = this.#parts;
    if (size === 0) return;
    const isDue = this.#isKillDue(ms) && size >= Math.min(20, patrons.length / 60);
    const working = work();
    if (isDue) {
      await jobs.untilBusy();
      await pause(this.#fate() * Math.min(60, size / 3));
      if (await crew.killOne(this.#fate)) this.#killsAtMs = this.#killsAtMs.slice(1);
    }
    await working;
    await jobs.untilQuiet();
  }

  #isKillDue(ms: number): boolean {
    const [killMs] = this.#killsAtMs;
    return killMs !== undefined && killMs <= ms;
  }

  async #readSource(ms: number): Promise<void> {
    const { redis, crew, catalogue, folder } = this.#parts;
    this.#reads = this.#reads.slice(1);
    const file = join(folder, "feed.json");
    writeFileSync(file, JSON.stringify(catalogue.feedAt(ms)));
    const { rewritten } = await importPrograms(redis, file, { now: iso(ms), timeZone: ZONE });
    await crew.all({ do: "refresh" });
    const shelf = { refresh: async () => {}, idsOf: (id: string) => [id] };
    await this.#killingMaybe(ms, rewritten.length * 20, () =>
      tellNews(redis, {
        ...{ shelf, now: iso(ms) },
        look: (patron, id) => crew.any({ do: "look", patron, id }),
      }),
    );
    await this.#readSent();
  }

  async #doActs(ms: number, acts: readonly Planned[]): Promise<void> {
    const { catalogue, chance, crew, redis } = this.#parts;
    const scene: ActScene = { ms, catalogue, chance, upcoming: catalogue.upcoming(ms) };
    const busy = new Set<number>();
    const waiting: (Done & { readonly address: string })[] = [];
    // What is done is decided in one order, so that the same seed gives the same year.
    for (const act of acts) {
      // One thing at a time for each patron.
      if (busy.has(act.patron)) this.#plan(ms + STEP_MS, act);
      else waiting.push(...this.#decide(act, scene));
      busy.add(act.patron);
    }
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        if (one.blocks === true) await redis.sadd(BLOCKED_KEY, one.address);
        if (one.blocks === false) await redis.srem(BLOCKED_KEY, one.address);
        for (const event of one.events) await crew.any({ do: "accept", event });
        this.events += one.events.length;
      }
    });
    await Promise.all(hands);
  }

  #decide({ patron, act }: Planned, scene: ActScene): readonly (Done & { readonly address: string })[] {
    const { patrons, chance } = this.#parts;
    const book = patrons[patron]?.book;
    if (book === undefined) return [];
    const done = perform(act ?? drawAct(chance), book, scene);
    if (done.later !== undefined) this.#plan(done.later.atMs, { patron, act: done.later.act });
    return [{ ...done, address: book.address }];
  }

  /** Writes what was sent into the books; what was sent again in doubt is counted apart. */
  async #readSent(): Promise<void> {
    const { redis, patrons, catalogue } = this.#parts;
    const lines = await redis.lrange(SENT_KEY, this.#seen, -1);
    this.#seen += lines.length;
    for (const line of lines) {
      const { at, ids, title, ...found } = JSON.parse(line) as Told &
        Omit<Sent, "atMs" | "programs"> & { at: string };
      const patron = this.#byAddress.get(found.to);
      const book = patron === undefined ? undefined : patrons[patron]?.book;
      if (patron === undefined || book === undefined) throw new Error(`Cannot tell who "${found.to}" is`);
      if (this.#ids.has(`${found.to} ${found.id}`)) {
        this.repeats.push(found.id);
        continue;
      }
      this.#ids.add(`${found.to} ${found.id}`);
      const named = title === undefined ? undefined : catalogue.byTitle.get(title);
      const programs = title === undefined ? ids : named === undefined ? [] : [named];
      const sent: Sent = { ...found, atMs: Date.parse(at), programs };
      book.noteSent(sent, (id) => catalogue.versionAt(id, sent.atMs));
      const reaction = sent.refused
        ? undefined
        : drawReaction(sent, chanceOf(`${found.to} ${at} ${sent.kind}`));
      if (reaction !== undefined) this.#plan(reaction.atMs, { patron, act: reaction.act });
    }
  }

  /** How many of the messages that were sent again are not named in the log. */
  unnamedRepeats(): number {
    const lines = readFileSync(this.#parts.logFile, { encoding: "utf8", flag: "a+" })
      .split("\n")
      .filter(Boolean);
    const named = new Set(
      lines.flatMap((line) => {
        const { said, message } = JSON.parse(line) as { said?: string; message?: string };
        return said === "sending a message in doubt again" && message !== undefined ? [message] : [];
      }),
    );
    return this.repeats.filter((id) => !named.has(id)).length;
  }
}
