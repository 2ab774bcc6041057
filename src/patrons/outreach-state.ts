/**
 * What is remembered of messages that Kutsu writes first: the programs a patron saved and what was told of each, and what
 * was sent when, so that nothing comes twice, too often or at a bad time.
 */
import { z } from "zod";
import { SAVED_MOST } from "../dialog/profile.ts";
import type { Program } from "../programs/program.ts";

/** How many programs that were attended are remembered, and of those shown how many that are still ahead. */
const ATTENDED_LIMIT = 20;
const SHOWN_LIMIT = 60;
/** A saved program is remembered so long after it was over, as the catalogue remembers it. */
const KEPT_MS = 30 * 24 * 3600_000;

/** The messages about one saved program, each sent once. */
export const MARKS = ["day", "hours", "after"] as const;
export type Mark = (typeof MARKS)[number];

/** A program that the patron wants to be reminded of. */
export const savedSchema = z.object({
  id: z.string(),
  /** The patron still wants reminders of it: "stop" takes them away, and the program stays. */
  reminds: z.boolean(),
  /** What the patron was told last: when, until when and where it is, and whether it takes place. */
  start: z.string(),
  end: z.string().optional(),
  place: z.string().optional(),
  off: z.union([z.literal(true), z.enum(["postponed", "gone"])]).optional(),
  /** When the patron was reminded of it last. */
  reminded: z.string().optional(),
  /** What was sent or is of no use any more. */
  done: z.array(z.enum(MARKS)),
});
export type Saved = Readonly<z.infer<typeof savedSchema>>;

export const outreachSchema = z.object({
  /** When the patron did something last. ISO 8601, like every time here. */
  heard: z.string().optional(),
  /** When Kutsu last wrote first, whatever about. */
  wrote: z.string().optional(),
  /** When an announcement was sent last. */
  announced: z.string().optional(),
  /** When it wrote what the patron did not ask for, within the last seven days. */
  unasked: z.array(z.string()).catch([]),
  /** Programs that were shown and are not over, latest first. */
  shown: z.array(z.string()).catch([]),
  /** When new programs for the patron's interests were looked for. */
  matched: z.string().optional(),
  /** The next short topic of the smart city, and when the last one came or the series began. */
  series: z.object({ next: z.number(), at: z.string() }).optional(),
  /** A suggestion that follows from feedback about a program. */
  suggest: z.object({ program: z.string(), at: z.string() }).optional(),
  /** The friendly message to a silent patron was sent: nothing more until they write. */
  silent: z.literal(true).optional(),
  /** Fewer of these were asked for: how many weeks apart each kind is. */
  fewer: z.partialRecord(z.enum(["interests", "series"]), z.number()).optional(),
  /** When the patron is to be looked at next, as the job knows it. */
  wake: z.string().optional(),
});
export type Outreach = Readonly<z.infer<typeof outreachSchema>>;

export const newOutreach: Outreach = { unasked: [], shown: [] };

/** Finds a program by the id of any record that tells of it. */
export type FindProgram = (id: string) => Pick<Program, "id"> | undefined;

/** Tells whether two ids lead to one program: several sources may tell of it, each under an id of its own. */
export function isSameProgram(one: string, other: string, find: FindProgram): boolean {
  return one === other || (find(one)?.id ?? one) === (find(other)?.id ?? other);
}

/** Remembers a program to be reminded of, soonest first, once under whichever id; `done` are the reminders that come too late. */
export function saveProgram(
  saved: readonly Saved[],
  program: Program,
  { done, find }: { readonly done: readonly Mark[]; readonly find: FindProgram },
): readonly Saved[] {
  const others = saved.filter(({ id }) => !isSameProgram(id, program.id, find));
  const now: Saved = { ...toldOf(program), reminds: true, done: [...done] };
  return [...others, now].sort((one, other) => one.start.localeCompare(other.start)).slice(0, SAVED_MOST);
}

/** Forgets a saved program, under whichever id. */
export function unsaveProgram(saved: readonly Saved[], program: string, find: FindProgram): readonly Saved[] {
  return saved.filter(({ id }) => !isSameProgram(id, program, find));
}

/** Remembers that a patron told already how a program was, or whether they went: they are not asked afterwards. */
export function withAnswered(saved: readonly Saved[], program: string, find: FindProgram): readonly Saved[] {
  return saved.map((one) =>
    isSameProgram(one.id, program, find)
      ? { ...one, done: [...new Set([...one.done, "after" as const])] }
      : one,
  );
}

/** Leaves out what has long been over: nothing comes of it any more, and it must not keep others from being saved. */
export function stillSaved(saved: readonly Saved[], now: string): readonly Saved[] {
  const sinceMs = Date.parse(now) - KEPT_MS;
  return saved.filter(({ start, end = start }) => Date.parse(end) > sinceMs);
}

/** What a patron is told of a program. */
export function toldOf({
  id,
  start,
  end,
  place,
  status,
}: Program): Omit<Saved, "reminds" | "done" | "reminded"> {
  const name = place?.name.fi ?? place?.name.en ?? place?.name.sv;
  return {
    ...{ id, start },
    ...(end !== undefined && { end }),
    ...(name !== undefined && { place: name }),
    ...(status !== "scheduled" && { off: status === "postponed" ? status : (true as const) }),
  };
}

/** Remembers that a patron went to a program. */
export function rememberAttended(attended: readonly string[], program: string): readonly string[] {
  return [program, ...attended.filter((id) => id !== program)].slice(0, ATTENDED_LIMIT);
}

/** Remembers which programs were shown, for as long as they may be found again. */
export function rememberShown(
  shown: readonly string[],
  programs: readonly string[],
  isAhead: (program: string) => boolean,
): readonly string[] {
  return [...new Set([...programs, ...shown])].filter(isAhead).slice(0, SHOWN_LIMIT);
}
