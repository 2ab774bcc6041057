/** What Kutsu writes first to one patron, and by which rules. */
import type { Purpose } from "../../dialog/profile.ts";
import type { Saved } from "../../patrons/outreach-state.ts";
import type { Program } from "../../programs/program.ts";
import type { QuietHours } from "../quiet-hours.ts";

/** The kinds of follow-up; of several that are due and can wait for each other, the first in this order goes first. */
export const KINDS = [
  /** A saved program is cancelled or postponed, has moved or takes place after all, or is in the programme no more. */
  "cancelled",
  "postponed",
  "moved",
  "gone",
  /** Reminders of a saved program: two hours and a day before. */
  "hours",
  "day",
  /** After a saved program: were you there, and how was it? */
  "after",
  /** What follows from feedback that was given. */
  "suggest",
  /** A short topic of the smart city, asked for. */
  "series",
  /** New programs about what the patron follows. */
  "interests",
  /** To a patron who has not written for long. */
  "silent",
] as const;
export type Kind = (typeof KINDS)[number];
/** All that Kutsu writes first: announcements keep to the same hours and caps. */
export type WrittenFirst = Kind | "announcement";

/** One follow-up that may be sent. */
export interface FollowUp {
  readonly kind: Kind;
  /** When it would best be sent; ms. */
  readonly dueMs: number;
  /** It is of no use from then on; ms. */
  readonly uselessMs: number;
  /** The program it is about. */
  readonly program?: Program;
  /** As the patron saved it: its id may be another than the program's, which several sources may tell of. */
  readonly saved?: Saved;
}

/** What the patron asked for by saving a program: no consent and no cap. All others need both. */
export const ASKED_FOR: ReadonlySet<WrittenFirst> = new Set<WrittenFirst>([
  "cancelled",
  "postponed",
  "moved",
  "gone",
  "hours",
  "day",
]);

/** What a patron must know before they set out: it waits for nothing but the night. */
export const URGENT: ReadonlySet<WrittenFirst> = new Set<WrittenFirst>(["cancelled", "postponed"]);

/** The consent that a kind needs; the series is a choice of its own. */
export const NEEDS: Readonly<Partial<Record<Kind, Purpose>>> = {
  after: "reminders",
  suggest: "suggestions",
  interests: "suggestions",
  silent: "suggestions",
};

/** The library's rules for writing first. */
export interface OutreachRules {
  readonly quiet: QuietHours;
  /** Messages a week that a patron did not ask for, unless the patron wants fewer. */
  readonly weeklyMost: number;
  readonly timeZone: string;
}
