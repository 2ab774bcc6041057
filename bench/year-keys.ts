/** Where the simulated year keeps its own notes, beside Kutsu's, in the same Redis. */

/** List: what reached patrons or was refused, in order. */
export const SENT_KEY = "sim:sent";
/** Set: addresses whose patrons have blocked Kutsu. */
export const BLOCKED_KEY = "sim:blocked";
/** Sorted set: id of a look that is scheduled -> its minute since 1970. */
export const LOOKS_KEY = "sim:looks";

/** What a worker is told on its input, a line each; it answers with the number once that is done. */
export type Command = { readonly number: number } & (
  | { readonly do: "clock"; readonly at: string }
  | { readonly do: "accept"; readonly event: object }
  | { readonly do: "look"; readonly patron: string; readonly id: string }
  | { readonly do: "refresh" }
);

/** How a worker is started. */
export interface YearWorkerOptions {
  readonly folder: string;
  readonly logFile: string;
  readonly leaseMs: number;
  readonly sweepEveryMs: number;
  readonly lockMs: number;
}
