/**
 * How often the intent of a message is told right, by language: on messages kept from training (cross-validated, ten folds), and
 * on those of the held-out set, which nothing was tuned on. With --write it trains the model of all examples and writes
 * data/intents/model.bin.gz.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { rootPath } from "../src/root.ts";
import { createIntentTeller, type IntentTeller } from "../src/understanding/intent.ts";
import { type FeatureParts, featuresOf, type Reading } from "../src/understanding/intent-features.ts";
import { createIntentModel, packIntentModel } from "../src/understanding/intent-model.ts";
import { LANGUAGES } from "../src/understanding/understood.ts";
import { type IntentExample, readIntentExamples } from "./intent-examples.ts";
import { createReader } from "./intent-readings.ts";
import { type Example, trainWeights } from "./intent-training.ts";

const NOW = "2026-11-18T10:00:00+02:00";
const FOLDS = 10;
/** As sure as a conversation wants to be before it acts (src/conversation/commands.ts). */
const SURE = 0.6;
const HELD_OUT = rootPath("test", "fixtures", "understanding", "held-out.jsonl");

interface Read extends IntentExample {
  readonly reading: Reading;
  readonly example: Example;
}

async function main(): Promise<void> {
  const { parts, readingOf } = await createReader(NOW);
  const read = ({ language, text, intent }: IntentExample): Read => {
    const reading = readingOf(text);
    return { language, text, intent, reading, example: { features: featuresOf(reading, parts), intent } };
  };
  const examples = readIntentExamples().map(read);
  if (process.argv.includes("--write")) {
    const packed = packIntentModel(trainWeights(examples.map(({ example }) => example)));
    writeFileSync(rootPath("data", "intents", "model.bin.gz"), packed);
    console.log(`wrote a model of ${examples.length} examples, ${packed.length} bytes`);
    return;
  }
  console.log(
    `${"".padEnd(34)}${"rows".padStart(8)}${"right %".padStart(9)}${"surely wrong %".padStart(16)}${"unsure %".padStart(10)}`,
  );
  show("cross-validated", crossValidated(examples, parts));
  const held = readFileSync(HELD_OUT, "utf8").trim().split("\n");
  const teller = tellerOf(examples, parts);
  show(
    "held out",
    held.map((line) => read(JSON.parse(line) as IntentExample)).map((row) => told(row, teller)),
  );
}

type Told = IntentExample & { readonly isRight: boolean; readonly isSure: boolean };

function told({ language, text, intent, reading }: Read, teller: IntentTeller): Told {
  const found = teller(reading);
  return { language, text, intent, isRight: found.intent === intent, isSure: found.confidence >= SURE };
}

function tellerOf(examples: readonly Read[], parts: FeatureParts): IntentTeller {
  return createIntentTeller(parts, createIntentModel(trainWeights(examples.map(({ example }) => example))));
}

function crossValidated(examples: readonly Read[], parts: FeatureParts): readonly Told[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = examples.filter((_row, index) => index % FOLDS === fold);
    const teller = tellerOf(
      examples.filter((_row, index) => index % FOLDS !== fold),
      parts,
    );
    return kept.map((row) => told(row, teller));
  }).flat();
}

function show(name: string, rows: readonly Told[]): void {
  for (const language of LANGUAGES) {
    const mine = rows.filter((row) => row.language === language);
    const share = (count: number) => ((100 * count) / mine.length).toFixed(1);
    const right = share(mine.filter(({ isRight }) => isRight).length);
    const wrong = share(mine.filter(({ isRight, isSure }) => !isRight && isSure).length);
    const unsure = share(mine.filter(({ isSure }) => !isSure).length);
    console.log(
      `${`${name}, ${language}`.padEnd(34)}${String(mine.length).padStart(8)}${right.padStart(9)}${wrong.padStart(16)}${unsure.padStart(10)}`,
    );
  }
}

void main();
