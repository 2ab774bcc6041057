/** The data folder: where the private Redis and the secret are kept. */
import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Makes the folder and what is missing above it, for this account only. Throws with the remedy when it cannot. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
  } catch (cause) {
    throw new Error(
      `Cannot use the data folder "${folder}": ${reasonOf(cause)} (set KUTSU_DATA to a folder this account may write to)`,
      { cause },
    );
  }
}

/** Level by level: Node's own recursive way never returns on file systems that refuse folders, such as /proc. */
function makeFolder(folder: string): void {
  const existing = statSync(folder, { throwIfNoEntry: false });
  if (existing?.isDirectory()) return;
  if (existing !== undefined) throw new Error("there is a file of that name");
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EACCES: "this account may not write there",
    EPERM: "this account may not write there",
    EROFS: "it is on a read-only disk",
    ENOSPC: "the disk is full",
    ENOENT: "it cannot be made there",
    ENOTDIR: "a part of the path is a file",
  };
  return reasons[code ?? ""] ?? message;
}
