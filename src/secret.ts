/** The secret that signs cookies and links: made once and kept in the data folder. */
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDataFolder } from "./store/data-folder.ts";

const FILE = "secret";

/** Reads the secret of a data folder, or makes it. Throws when the folder cannot be written. */
export function readSecret(dataFolder: string): string {
  makeDataFolder(dataFolder);
  const path = join(dataFolder, FILE);
  try {
    // Fails when another process was first; then theirs is read below.
    writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new Error(
        `Cannot write to the data folder "${dataFolder}": set KUTSU_DATA to a folder this account may write to`,
        { cause },
      );
    }
  }
  return readFileSync(path, "utf8");
}
