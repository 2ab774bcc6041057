/**
 * What a patron of the simulated year did and got, written down beside Kutsu and without its code: what the year is checked by.
 */
import type { Address } from "../src/channels/channel.ts";
import type { Version } from "./year-catalogue.ts";

/** What Kutsu writes first, as it is told apart by its words. */
export const SENT_KINDS = [
  "reminder",
  "moved",
  "cancelled",
  "after",
  "suggest",
  "series",
  "interests",
  "silent",
] as const;
export type SentKind = (typeof SENT_KINDS)[number];

/** What nobody asked for: capped. */
export const UNASKED: ReadonlySet<SentKind> = new Set(["after", "suggest", "series", "interests", "silent"]);

/** A message that reached a patron, or that the platform refused because the patron had blocked Kutsu. */
export interface Sent {
  readonly to: Address;
  /** The message's id: the same when it was sent again in doubt. */
  readonly id: string;
  readonly atMs: number;
  readonly kind: SentKind;
  /** Ids of the programs it is about. */
  readonly programs: readonly string[];
  readonly refused?: true;
}

/** A value that changes at moments, each not before the last. */
export class Timeline<Value> {
  readonly #moments: { readonly ms: number; readonly value: Value }[] = [];

  constructor(first: Value) {
    this.#moments.push({ ms: Number.NEGATIVE_INFINITY, value: first });
  }

  set(ms: number, value: Value): void {
    this.#moments.push({ ms, value });
  }

  /** The value at a moment, what was set at that very moment included. */
  at(ms: number): Value {
    for (let at = this.#moments.length - 1; ; at -= 1) {
      const moment = this.#moments[at];
      if (moment !== undefined && moment.ms <= ms) return moment.value;
    }
  }

  /** The value as it was set last. */
  get last(): Value {
    return this.at(Number.POSITIVE_INFINITY);
  }

  /** The values in order, each with the time it held. */
  runs(): readonly { readonly value: Value; readonly fromMs: number; readonly untilMs: number }[] {
    return this.#moments.map(({ ms, value }, at) => ({
      ...{ value, fromMs: ms },
      untilMs: this.#moments[at + 1]?.ms ?? Number.POSITIVE_INFINITY,
    }));
  }
}

/** A program that a patron wants to be reminded of, until they do not any more. */
export interface Saving {
  readonly program: string;
  readonly fromMs: number;
  untilMs: number;
  /** How the patron was told last that it is. */
  readonly told: Timeline<Version>;
}

/** What the patron may choose about messages. */
export interface Choices {
  readonly reminders: boolean;
  readonly suggestions: boolean;
  readonly series: boolean;
  readonly suits?: "day" | "evening";
  readonly weeklyMost?: number;
}

export const NO_CHOICES: Choices = { reminders: false, suggestions: false, series: false };

/** Why nobody may write to a patron at all. */
export type Away = "here" | "blocked" | "erased" | "group";

/** One patron's year. */
export class PatronBook {
  readonly address: Address;
  readonly language: "fi" | "en";
  readonly choices: Timeline<Choices>;
  readonly away: Timeline<Away>;
  /** The friendly message was sent: nothing unasked until they write. */
  readonly silent = new Timeline(false);
  /** How many weeks apart messages about interests are at least. */
  readonly weeksApart = new Timeline(1);
  readonly heardMs: number[] = [];
  readonly savings: Saving[] = [];
  readonly sent: Sent[] = [];

  constructor(patron: {
    readonly address: Address;
    readonly language: "fi" | "en";
    readonly choices: Choices;
    readonly isGroup: boolean;
  }) {
    this.address = patron.address;
    this.language = patron.language;
    this.choices = new Timeline(patron.choices);
    this.away = new Timeline<Away>(patron.isGroup ? "group" : "here");
  }

  /** The patron did something: they can be reached again, and are silent no more. */
  hear(ms: number): void {
    this.heardMs.push(ms);
    if (this.away.last !== "here") this.away.set(ms, "here");
    if (this.silent.last) this.silent.set(ms, false);
  }

  choose(ms: number, change: Partial<Choices>): void {
    this.choices.set(ms, { ...this.choices.last, ...change });
  }

  save(ms: number, program: string, version: Version): void {
    this.savings.push({
      program,
      fromMs: ms,
      untilMs: Number.POSITIVE_INFINITY,
      told: new Timeline(version),
    });
  }

  /** Ends the reminders of a program, or of all. */
  unsave(ms: number, program?: string): void {
    for (const saving of this.savings) {
      const isMeant = program === undefined || saving.program === program;
      if (isMeant && saving.untilMs > ms) saving.untilMs = ms;
    }
  }

  /** The program's reminders that are wanted at a time. */
  savingAt(ms: number, program: string): Saving | undefined {
    return this.savings.find(
      (saving) => saving.program === program && saving.fromMs <= ms && saving.untilMs > ms,
    );
  }

  /** Writes down what was sent, and what the patron knows from then on. */
  noteSent(sent: Sent, versionOf: (program: string) => Version | undefined): void {
    this.sent.push(sent);
    if (sent.kind === "silent") this.silent.set(sent.atMs, true);
    if (sent.kind !== "moved" && sent.kind !== "cancelled") return;
    const [program = ""] = sent.programs;
    const version = versionOf(program);
    if (version !== undefined) this.savingAt(sent.atMs, program)?.told.set(sent.atMs, version);
  }

  stop(ms: number): void {
    this.choose(ms, { reminders: false, suggestions: false, series: false });
    this.unsave(ms);
  }

  erase(ms: number): void {
    this.choices.set(ms, NO_CHOICES);
    this.unsave(ms);
    this.weeksApart.set(ms, 1);
    this.away.set(ms, "erased");
  }
}
