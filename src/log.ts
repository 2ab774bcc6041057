/** The log: one line of JSON per event on stderr. It holds no patron text, no token and no address of a patron. */
import { type Logger, pino } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** Makes the log at a level of pino's: "debug", "info", "warn", "error" or "silent". */
export function createLog(level: string): Log {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
