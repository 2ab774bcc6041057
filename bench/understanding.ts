/**
 * What understanding and search cost and how often they are right, with peers in the same run where they are installed.
 * Messages and sentences lie beside the checkout (or in KUTSU_SHARED); without them their figures are left out.
 */
import { createLanguageDetector } from "../src/understanding/detect-language.ts";
import { createDictionary } from "../src/understanding/dictionary.ts";
import { type LanguageFiles, loadLanguageFiles } from "../src/understanding/language-files.ts";
import { createMorphology } from "../src/understanding/morphology.ts";
import { createTerms } from "../src/understanding/terms.ts";
import { createUnderstanding } from "../src/understanding/understand.ts";
import type { Understanding } from "../src/understanding/understanding.ts";
import { examplesBut } from "./bench-intent.ts";
import { languageFigures, twinFigure } from "./bench-language.ts";
import { meaningFigures, ownSlotFigures, unseenFigures } from "./bench-meaning.ts";
import { findCost, searchFigures } from "./bench-search.ts";
import { type Figure, printFigures, quantile } from "./figures.ts";
import { QUERY_ZONE } from "./graded-queries.ts";
import { readIntentExamples } from "./intent-examples.ts";
import { DEV_NOW, type DevRow, devRows, sentences } from "./outside-data.ts";
import { findNamedPeer, PEERS_REMEDY } from "./peers.ts";

const ROUNDS = 8;
/** Rounds before the times count. */
const WARMING = 3;

async function main(): Promise<void> {
  // Before anything else is loaded: memory counts from here.
  const { understanding, figures } = await loadCost();
  printFigures("Loading both languages", figures);
  if ((await findNamedPeer("fuse.js")) === undefined) console.log(`peers are skipped: ${PEERS_REMEDY}`);
  const rows = devRows();
  // Before other detectors and peers are loaded, as in a server: the engine's code for ours is not made general by theirs.
  if (rows.length > 0) printFigures("Understanding a message, warm", understandCost(rows, understanding));
  if (sentences("fi").size === 0) console.log("skipped: languages (no sentences beside the checkout)");
  else await printLanguages(rows);
  if (rows.length === 0) console.log("skipped: intents and slots (no messages beside the checkout)");
  else {
    const seen = readIntentExamples().length - examplesBut(rows).length;
    if (seen > 0)
      console.log(
        `\n${seen} of the examples are messages measured here: intents are trained anew without them`,
      );
    console.log(
      "The rules for slots were mended with these and our own further below in sight: no test score.",
    );
    printFigures("Intents and slots of messages", await meaningFigures(rows, understanding));
  }
  printFigures("Slots of our own messages", ownSlotFigures(understanding));
  printFigures("Messages that nothing was tuned on", unseenFigures(understanding));
  printFigures("Search over the sample programs", await searchFigures(understanding));
  printFigures("Cost of search", await findCost(understanding));
}

async function loadCost(): Promise<{
  readonly understanding: Understanding;
  readonly figures: readonly Figure[];
}> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const files = loadLanguageFiles();
  const understanding = await createUnderstanding({ timeZone: QUERY_ZONE, files });
  understanding.understand("satutunti lauantaina Oodissa", { now: DEV_NOW });
  understanding.understand("story time on Saturday", { now: DEV_NOW });
  const loadMs = performance.now() - started;
  const memory = (process.memoryUsage().rss - before) / 1e6;
  const missing = files.missing.map(({ name }) => name).join(", ");
  if (missing !== "") console.log(`without language files: ${missing}`);
  return {
    understanding,
    figures: [
      { what: "load time", kutsu: `${loadMs.toFixed(0)} ms`, target: "<= 500 ms" },
      { what: "memory", kutsu: `${memory.toFixed(0)} MB`, target: "<= 120 MB" },
    ],
  };
}

async function printLanguages(rows: readonly DevRow[]): Promise<void> {
  const files = loadLanguageFiles();
  const both: readonly (readonly [string, LanguageFiles])[] = [
    ["with language files", files],
    ["without language files", { missing: [] }],
  ];
  for (const [name, parts] of both) {
    const morphology = createMorphology(parts);
    const detector = createLanguageDetector(morphology, parts);
    printFigures(`Language right, ${name}`, await languageFigures(rows, detector));
    const twins = twinFigure(createTerms({ morphology, dictionary: createDictionary(parts), detector }));
    if (twins !== undefined) printFigures("Meaning shared by both", [twins]);
  }
}

function understandCost(rows: readonly DevRow[], understanding: Understanding): readonly Figure[] {
  const times: number[] = [];
  for (let round = 0; round < WARMING + ROUNDS; round += 1) {
    for (const { text, language } of rows) {
      const started = performance.now();
      // Read, for they are found only when asked for.
      const { intent, slots } = understanding.understand(text, { now: DEV_NOW, language });
      if (round >= WARMING && intent && slots) times.push(performance.now() - started);
    }
  }
  return [
    { what: "p50", kutsu: `${quantile(times, 0.5).toFixed(2)} ms`, target: "<= 0.3 ms" },
    { what: "p99", kutsu: `${quantile(times, 0.99).toFixed(2)} ms`, target: "<= 2 ms" },
  ];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
