/** A log that several processes append to, one line of JSON for each entry: whole and at once, whatever becomes of them. */
import type { Log } from "../../src/log.ts";

/** What an entry holds beside its details. */
export interface FileLogEntry {
  readonly level: string;
  /** The message; `message` itself may be one of the details, an id of what was sent. */
  readonly said?: string;
}

/** Makes a log whose entries are handed to `append`. */
export function createFileLog(
  append: (entry: FileLogEntry & Readonly<Record<string, unknown>>) => void,
): Log {
  const logAt = (level: string) => (details: object, said?: string) => {
    const err = "err" in details && details.err instanceof Error ? details.err.message : undefined;
    append({ ...details, err, level, said });
  };
  const levels = ["debug", "info", "warn", "error"].map((level) => [level, logAt(level)]);
  return Object.fromEntries(levels) as unknown as Log;
}
