/** What a row of the table of follow-ups says: how a patron comes to a message that Kutsu writes first, and what comes of it. */
import type { Program } from "../../src/programs/program.ts";
import { CHAIR, EARLY, ROBOTS, SAVED, USUAL } from "./follow-ups-world.ts";
import type { TranscriptStep } from "./transcript.ts";
import type { Shown } from "./transcript-check.ts";

/** What happens before a follow-up; nothing of it is looked at. */
export type Before =
  | { readonly say: string }
  | { readonly tap: string }
  /** Time passes until Kutsu writes. */
  | "wait"
  /** A day later the catalogue is another one. */
  | { readonly changes: readonly Program[] };

/** One follow-up in one language. */
export interface FollowUp extends Omit<Shown, "choices"> {
  readonly name: FollowUpName;
  readonly before: readonly Before[];
  /** The choices under it, in order, and words of what is answered to each. The first card answers with its details. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** How the conversation goes on from it. */
  readonly goesOn?: readonly TranscriptStep[];
}

export type FollowUpName = keyof typeof ABOUT;

/** What is the same in both languages: when each comes, and out of which programs. */
export const ABOUT = {
  "the reminder of the day before": { at: "2026-11-20T12:30:00.000Z" },
  "the reminder of two hours before": { at: "2026-11-21T10:30:00.000Z" },
  /** 20.30 in Helsinki: two hours before the program, the night is not over. */
  "the reminder of the evening before": { at: "2026-11-18T18:30:00.000Z", programs: [EARLY, CHAIR, ROBOTS] },
  "the news that a saved program has moved": { at: "2026-11-19T10:00:00.000Z" },
  "the news that a saved program is cancelled, with something like it": { at: "2026-11-19T10:00:00.000Z" },
  "the news that a saved program is cancelled": { at: "2026-11-19T10:00:00.000Z" },
  "the news that a cancelled program takes place": { at: "2026-11-20T10:00:00.000Z" },
  "the question after a program": { at: "2026-11-21T14:30:00.000Z" },
  "the suggestion after feedback": { at: "2026-11-22T14:30:00.000Z" },
  "new programs about what a patron follows": {
    at: "2026-11-25T10:00:00.000Z",
    programs: [SAVED, ROBOTS],
  },
  "the first topic of the series": { at: "2026-11-25T10:00:00.000Z" },
  "the last topic of the series": { at: "2027-01-13T10:00:00.000Z" },
  "the message to a silent patron": { at: "2027-01-17T10:00:00.000Z" },
} as const satisfies Readonly<
  Record<string, { readonly at: string; readonly programs?: readonly Program[] }>
>;

/** Gives the programs a row begins with. */
export function programsOf(name: FollowUpName): readonly Program[] {
  const about = ABOUT[name];
  return "programs" in about ? about.programs : USUAL;
}

/** A day and a place later. */
export const MOVED: readonly Program[] = [
  {
    ...SAVED,
    ...{ start: "2026-11-22T15:00:00.000Z", end: "2026-11-22T16:00:00.000Z" },
    place: { name: { fi: "Sellon kirjasto", en: "Sello Library" }, address: {}, district: {} },
  },
  CHAIR,
  ROBOTS,
];
export const CANCELLED: readonly Program[] = [{ ...SAVED, status: "cancelled" }, CHAIR, ROBOTS];
export const CANCELLED_ALONE: readonly Program[] = [{ ...SAVED, status: "cancelled" }];

/** So often time passes. */
export function waits(count: number): readonly Before[] {
  return Array.from({ length: count }, () => "wait");
}
