import { createLanguageDetector } from "../../understanding/detect-language.ts";
import { createDictionary } from "../../understanding/dictionary.ts";
import type { LanguageFiles } from "../../understanding/language-files.ts";
import { createMorphology } from "../../understanding/morphology.ts";
import { createRedactor } from "../../understanding/redact.ts";
import { createTerms } from "../../understanding/terms.ts";
import { FeatureReader } from "./features.ts";
import type { FindThemesOptions } from "./find-themes.ts";

/** Builds what answers are read with over the language files that are there. Takes about half a second; one serves all files. */
export function openReader(
  files: LanguageFiles,
  { cardPattern }: { readonly cardPattern?: string | undefined } = {},
): Pick<FindThemesOptions, "reader" | "redactor"> {
  const morphology = createMorphology(files);
  const dictionary = createDictionary(files);
  const detector = createLanguageDetector(morphology, files);
  const terms = createTerms({ morphology, dictionary, detector });
  return {
    reader: new FeatureReader({ terms, detector }),
    redactor: createRedactor({ ...(cardPattern !== undefined && { cardPattern }), morphology }),
  };
}
