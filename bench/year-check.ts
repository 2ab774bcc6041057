/** Holds what was sent in a simulated year against the rules, from what patrons did and how programs changed. */
import { type PatronBook, SENT_KINDS, type Sent, type SentKind, UNASKED } from "./year-book.ts";
import type { MadeCatalogue } from "./year-catalogue.ts";
import { daysOn, HOUR_MS, iso, isQuietAt, midnight } from "./year-clock.ts";
import {
  capAt,
  type DueKind,
  duesOf,
  isAllowedAt,
  isSame,
  reminderAt,
  suitsAt,
  unaskedWithin,
} from "./year-due.ts";

/** A rule, how often it was looked at, and every time it was broken. */
export interface RuleKept {
  readonly rule: string;
  of: number;
  readonly broken: string[];
}

/** What came of a year. */
export interface Checked {
  readonly rules: readonly RuleKept[];
  /** How many were due, and for how many of those nothing left room, by kind. */
  readonly dues: Readonly<Record<DueKind, { due: number; noRoom: number }>>;
  readonly byKind: Readonly<Record<SentKind, number>>;
  readonly refused: number;
}

/** Checks everybody's year. */
export function checkYear(books: readonly PatronBook[], catalogue: MadeCatalogue, endMs: number): Checked {
  const check = new YearCheck(catalogue, endMs);
  for (const book of books) check.look(book);
  return check;
}

class YearCheck implements Checked {
  readonly #catalogue: MadeCatalogue;
  readonly #endMs: number;
  readonly #rules = new Map<string, RuleKept>();
  readonly dues = {
    ...{ day: { due: 0, noRoom: 0 }, hours: { due: 0, noRoom: 0 } },
    ...{ after: { due: 0, noRoom: 0 }, change: { due: 0, noRoom: 0 } },
  };
  readonly byKind = Object.fromEntries(SENT_KINDS.map((kind) => [kind, 0])) as Record<SentKind, number>;
  refused = 0;

  constructor(catalogue: MadeCatalogue, endMs: number) {
    this.#catalogue = catalogue;
    this.#endMs = endMs;
  }

  get rules(): readonly RuleKept[] {
    return [...this.#rules.values()];
  }

  #rule(rule: string, isKept: boolean, who: PatronBook, what: Sent | string): void {
    const kept = this.#rules.get(rule) ?? { rule, of: 0, broken: [] };
    this.#rules.set(rule, kept);
    kept.of += 1;
    if (isKept) return;
    const told =
      typeof what === "string" ? what : `${what.kind} ${what.programs.join(" ")} at ${iso(what.atMs)}`;
    kept.broken.push(`${who.address}: ${told}`);
  }

  look(book: PatronBook): void {
    const arrived = book.sent.filter(({ refused }) => refused !== true);
    for (const [at, sent] of book.sent.entries()) {
      if (sent.refused) this.#refusal(book, sent);
      else this.#message(book, sent, book.sent[at - 1]);
    }
    this.#once(book, arrived);
    this.#interests(book, arrived);
    for (const { kind, saving, outcome, roomMs } of duesOf(book, this.#catalogue, this.#endMs)) {
      if (outcome === "not allowed") continue;
      this.dues[kind].due += 1;
      if (outcome === "no room") this.dues[kind].noRoom += 1;
      const room = roomMs === undefined ? "" : `, possible at ${iso(roomMs)}`;
      this.#rule(`due and not sent: ${kind}`, outcome !== "missed", book, `${saving.program}${room}`);
    }
  }

  /** Every rule that one message can break. */
  #message(book: PatronBook, sent: Sent, before: Sent | undefined): void {
    const { atMs, kind, programs } = sent;
    const [program = ""] = programs;
    this.byKind[kind] += 1;
    this.#rule("in quiet hours", !isQuietAt(atMs), book, sent);
    // Who is about to set out must know: a cancellation does not wait.
    const isApart = before === undefined || kind === "cancelled" || atMs - before.atMs >= HOUR_MS;
    this.#rule("two within an hour", isApart, book, sent);
    const away = book.away.at(atMs);
    this.#rule("to an erased, blocked or group address", away === "here", book, sent);
    if (UNASKED.has(kind)) {
      this.#rule(
        "more unasked in 7 days than the cap",
        unaskedWithin(book.sent, atMs) <= capAt(book, atMs),
        book,
        sent,
      );
      this.#rule("unasked without a consent of that moment", isAllowedAt(book, kind, atMs), book, sent);
      this.#rule("unasked when it does not suit", suitsAt(book, atMs), book, sent);
      this.#rule("unasked to a silent patron", !book.silent.at(atMs - 1), book, sent);
    }
    if (kind === "reminder" || kind === "moved" || kind === "cancelled" || kind === "after")
      this.#rule("about what is not saved any more", book.savingAt(atMs, program) !== undefined, book, sent);
    const told = book.savingAt(atMs, program)?.told.at(atMs - 1);
    const version = this.#catalogue.versionAt(program, atMs);
    if (told === undefined || version === undefined) return;
    if (kind === "reminder") {
      const isRight = isSame(told, version) && !version.isOff && version.startMs > atMs;
      this.#rule("reminders of what is over, off or elsewhere", isRight, book, sent);
      const isDayBefore = midnight(atMs) < midnight(version.startMs);
      const isSecond = book.sent.some(
        (other) =>
          other.kind === kind &&
          other.programs[0] === program &&
          other.atMs >= Math.max(midnight(atMs), book.savingAt(atMs, program)?.fromMs ?? 0) &&
          other.atMs < atMs &&
          told === book.savingAt(other.atMs, program)?.told.at(other.atMs - 1),
      );
      this.#rule("two reminders on the day before", !(isDayBefore && isSecond), book, sent);
    }
    if (kind === "moved" || kind === "cancelled")
      this.#rule("changes told without a change", !isSame(told, version), book, sent);
  }

  /** The first that is refused tells Kutsu that the patron cannot be reached; after it nothing is tried. */
  #refusal(book: PatronBook, sent: Sent): void {
    this.refused += 1;
    const since = book.away.runs().findLast(({ fromMs }) => fromMs <= sent.atMs)?.fromMs ?? 0;
    const isFirst = !book.sent.some(({ refused, atMs }) => refused && atMs >= since && atMs < sent.atMs);
    this.#rule("tried again after a patron blocked", isFirst, book, sent);
  }

  #once(book: PatronBook, sent: readonly Sent[]): void {
    const seen = new Set<string>();
    for (const one of sent) {
      const key = this.#keyOf(book, one);
      if (key === undefined) continue;
      this.#rule("a follow-up sent twice", !seen.has(key), book, one);
      seen.add(key);
    }
  }

  /** What is to be sent once: a kind about a program that was saved, at the time it had then. */
  #keyOf(book: PatronBook, { kind, programs, atMs }: Sent): string | undefined {
    const [program = ""] = programs;
    if (kind === "suggest") return `suggest ${program} ${book.away.runs().length}`;
    const saving = book.savingAt(atMs, program);
    const told = saving?.told.at(atMs);
    if (saving === undefined || told === undefined) return undefined;
    const about = `${program} ${saving.fromMs} ${told.startMs} ${told.place}`;
    if (kind === "moved" || kind === "cancelled") return `${kind} ${about} ${told.fromMs}`;
    if (kind === "after") return `after ${about}`;
    const isHours = atMs >= reminderAt(told.startMs - 2 * HOUR_MS, told.startMs);
    return kind === "reminder"
      ? `${isHours ? "hours" : "day"} ${program} ${saving.fromMs} ${told.startMs}`
      : undefined;
  }

  /** What comes weekly at most, and what was in it before. */
  #interests(book: PatronBook, sent: readonly Sent[]): void {
    let shown = new Set<string>();
    let [lastMs, seriesMs, erasures] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const one of sent) {
      const { kind, programs, atMs } = one;
      const erased = book.away
        .runs()
        .filter(({ value, fromMs }) => value === "erased" && fromMs <= atMs).length;
      // Whoever was erased is somebody new.
      if (erased > erasures) [shown, lastMs, seriesMs, erasures] = [new Set(), lastMs, seriesMs, erased];
      if (kind === "interests") {
        for (const program of programs)
          this.#rule("a program shown twice in news", !shown.has(program), book, one);
        for (const program of programs) shown.add(program);
        const fromMs = Number.isFinite(lastMs) ? daysOn(lastMs, 7 * book.weeksApart.at(atMs)) : lastMs;
        this.#rule("news or series too soon", atMs >= fromMs, book, one);
        lastMs = atMs;
      }
      if (kind === "series") {
        const fromMs = Number.isFinite(seriesMs) ? daysOn(seriesMs, 7) : seriesMs;
        this.#rule("news or series too soon", atMs >= fromMs, book, one);
        seriesMs = atMs;
      }
    }
  }
}
