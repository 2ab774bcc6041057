/** The language files for tests; a machine without them skips what needs them and says so. */
import { type LanguageFiles, loadLanguageFiles } from "../../src/understanding/language-files.ts";

/** Read once for all tests of a file. */
export const languageFiles: LanguageFiles = loadLanguageFiles();

/** True when Voikko and both dictionaries are there. */
export const hasLanguageFiles = languageFiles.missing.length === 0;

/** `describe` where the files are, else a skipped one with the reason printed. */
export function describeWithFiles(name: string, tests: () => void): void {
  if (hasLanguageFiles) describe(name, tests);
  else {
    const packages = languageFiles.missing.map((file) => file.name).join(", ");
    console.log(`skipped: ${name} (not installed: ${packages})`);
    describe.skip(name, tests);
  }
}
