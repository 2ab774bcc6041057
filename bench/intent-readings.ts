/** Reads texts as understanding does, for what the intent classifier sees of each. */
import { createLanguageDetector } from "../src/understanding/detect-language.ts";
import type { FeatureParts, Reading } from "../src/understanding/intent-features.ts";
import { loadLanguageFiles } from "../src/understanding/language-files.ts";
import { createMorphology } from "../src/understanding/morphology.ts";
import { createUnderstanding } from "../src/understanding/understand.ts";

/** Gives what features are made with, and a reader of texts that were said at `now` (ISO 8601). */
export async function createReader(now: string): Promise<{
  readonly parts: FeatureParts;
  readingOf(text: string): Reading;
}> {
  const files = loadLanguageFiles();
  const morphology = createMorphology(files);
  const parts = { morphology, isEnglish: createLanguageDetector(morphology, files).isEnglish };
  let last: Reading | undefined;
  const { understand } = await createUnderstanding({
    ...{ timeZone: "Europe/Helsinki", files, morphology },
    tellIntent: (reading) => {
      last = reading;
      return { intent: "other", confidence: 0 };
    },
  });
  const readingOf = (text: string): Reading => {
    last = undefined;
    // Read for what it hears: the intent is found only when asked for, and not at all where nothing is said.
    understand(text, { now }).intent;
    return last ?? { text: text.toLowerCase(), slots: {}, past: false, knownTopic: false, excludes: false };
  };
  return { parts, readingOf };
}
